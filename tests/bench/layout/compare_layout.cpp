// SPDX-License-Identifier: GPL-3.0-or-later
// The two halves of tests/bench/layout/compare:
//   compare_layout write FOLDER [--short]   the graphs, one file each, for peers.mjs
//   compare_layout judge FOLDER [--short]   lays them out with this program and with dot, reads what the peers did, prints a line for each
//                                           graph and then the figures to reach; the exit status is 1 if one is missed
#include "drawing.h"
#include "families.h"
#include "figures.h"

#include <QFile>
#include <QTextStream>

#include <cstdio>
#include <cstring>

using namespace obdesk;

namespace {

bool writeGraphs(const QByteArray &folder, bool shortForm)
{
    for (const families::Sample &sample : families::comparison(shortForm)) {
        QFile file(QString::fromLocal8Bit(folder + '/' + sample.name + ".json"));
        if (!file.open(QIODevice::WriteOnly))
            return false;
        const QSizeF size = sample.input.sizes.first();
        QTextStream text(&file);
        text << "{\"width\":" << size.width() << ",\"height\":" << size.height() << ",\"nodes\":" << sample.input.sizes.size()
             << ",\"edges\":[";
        for (qsizetype e = 0; e < sample.input.edges.size(); ++e)
            text << (e > 0 ? "," : "") << '[' << sample.input.edges[e].from << ',' << sample.input.edges[e].to << ']';
        text << "]}\n";
    }
    return true;
}

void print(const char *who, const std::optional<bench::Drawing> &drawing, const bench::Quality &quality)
{
    if (drawing) {
        std::printf("    %-6s %12.3f ms %10lld crossings %12.0f length %10.2f area (million)\n", who, drawing->milliseconds,
                    static_cast<long long>(quality.crossings), quality.length, quality.area / 1e6);
    } else {
        std::printf("    %-6s failed\n", who);
    }
}

int judge(const QByteArray &folder, bool shortForm)
{
    QList<bench::Compared> all;
    for (const families::Sample &sample : families::comparison(shortForm)) {
        std::printf("%s: %d nodes, %d edges\n", sample.name.constData(), int(sample.input.sizes.size()), int(sample.input.edges.size()));
        bench::Compared compared{sample, {}};
        const auto enter = [&](const char *who, const std::optional<bench::Drawing> &drawing) {
            bench::Entry entry;
            if (drawing) {
                entry.quality = measure(*drawing, sample.input.edges);
                entry.milliseconds = drawing->milliseconds;
            }
            print(who, drawing, entry.quality);
            compared.entries.append(drawing ? std::optional(entry) : std::nullopt);
        };
        enter("obdesk", bench::drawOurselves(sample.input));
        enter("dot", bench::drawWithDot(sample.input, folder, sample.name));
        enter("dagre", bench::readPeer(sample.input, folder + '/' + sample.name + ".dagre"));
        enter("elkjs", bench::readPeer(sample.input, folder + '/' + sample.name + ".elk"));
        std::fflush(stdout);
        all.append(compared);
    }
    return bench::judge(all, shortForm) ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const bool shortForm = argc == 4 && std::strcmp(argv[3], "--short") == 0;
    if (argc == (shortForm ? 4 : 3) && std::strcmp(argv[1], "write") == 0)
        return writeGraphs(argv[2], shortForm) ? 0 : 1;
    if (argc == (shortForm ? 4 : 3) && std::strcmp(argv[1], "judge") == 0)
        return judge(argv[2], shortForm);
    std::fputs("compare_layout write|judge FOLDER [--short]\n", stderr);
    return 2;
}
