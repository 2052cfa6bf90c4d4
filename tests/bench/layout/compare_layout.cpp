// SPDX-License-Identifier: GPL-3.0-or-later
// The two halves of tests/bench/layout/compare:
//   compare_layout write FOLDER [--short]             the graphs, one file each, for peers.mjs
//   compare_layout judge FOLDER [--short] [--plain]   lays them out with this program, reads what the peers did, prints a line for each
//                                                     graph and then the figures to reach; the exit status is 1 if one is missed
#include "drawing.h"
#include "families.h"
#include "figures.h"
#include "process/freedmemory.h"

#include <QFile>
#include <QTextStream>

#include <algorithm>
#include <cstdio>
#include <cstring>

using namespace obdesk;

namespace {

/// Leaves what is there, but for what peers made of another graph of that name.
bool writeGraphs(const QByteArray &folder, bool shortForm)
{
    for (const families::Sample &sample : families::comparison(shortForm)) {
        const QSizeF size = sample.input.sizes.first();
        QString graph;
        QTextStream text(&graph);
        text << "{\"width\":" << size.width() << ",\"height\":" << size.height() << ",\"nodes\":" << sample.input.sizes.size()
             << ",\"edges\":[";
        for (qsizetype e = 0; e < sample.input.edges.size(); ++e)
            text << (e > 0 ? "," : "") << '[' << sample.input.edges[e].from << ',' << sample.input.edges[e].to << ']';
        text << "]}\n";

        const QString name = QString::fromLocal8Bit(folder + '/' + sample.name);
        QFile file(name + QStringLiteral(".json"));
        if (file.open(QIODevice::ReadOnly) && file.readAll() == graph.toLatin1())
            continue;
        file.close();
        for (const char *peer : bench::peers)
            QFile::remove(name + QLatin1Char('.') + QLatin1StringView(peer));
        if (!file.open(QIODevice::WriteOnly) || file.write(graph.toLatin1()) < 0)
            return false;
    }
    return true;
}

void print(const char *who, const std::optional<bench::Entry> &entry)
{
    if (!entry)
        std::printf("    %-8s failed\n", who);
    else if (!entry->quality)
        std::printf("    %-8s more than %.0f ms\n", who, entry->milliseconds);
    else
        std::printf("    %-8s %12.3f ms %10lld crossings %12.0f length %10.2f area (million)\n", who, entry->milliseconds,
                    static_cast<long long>(entry->quality->crossings), entry->quality->length, entry->quality->area / 1e6);
}

std::optional<bench::Entry> judged(const std::optional<bench::Drawing> &drawing)
{
    if (!drawing)
        return std::nullopt;
    return bench::Entry{drawing->milliseconds, drawing->isStopped ? std::nullopt : std::optional(measure(*drawing))};
}

int judge(const QByteArray &folder, bool shortForm, bool bundles)
{
    QList<bench::Compared> all;
    for (const families::Sample &sample : families::comparison(shortForm)) {
        std::printf("%s: %d nodes, %d edges\n", sample.name.constData(), int(sample.input.sizes.size()), int(sample.input.edges.size()));
        bench::Compared compared{sample, {judged(bench::drawOurselves(sample.input, bundles))}};
        print("obdesk", compared.entries.first());
        for (const char *peer : bench::peers) {
            compared.entries.append(judged(bench::readPeer(sample.input, folder + '/' + sample.name + '.' + peer)));
            print(peer, compared.entries.last());
        }
        std::fflush(stdout);
        all.append(compared);
    }
    return bench::judge(all, shortForm) ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    keepFreedMemory(); // as the program does
    const auto has = [&](const char *option) {
        return std::any_of(argv + std::min(argc, 3), argv + argc, [&](const char *given) { return std::strcmp(given, option) == 0; });
    };
    if (argc >= 3 && std::strcmp(argv[1], "write") == 0)
        return writeGraphs(argv[2], has("--short")) ? 0 : 1;
    if (argc >= 3 && std::strcmp(argv[1], "judge") == 0)
        return judge(argv[2], has("--short"), !has("--plain"));
    std::fputs("compare_layout write|judge FOLDER [--short] [--plain]\n", stderr);
    return 2;
}
