// SPDX-License-Identifier: GPL-3.0-or-later
// What a change pays for being written down: begin() and conclude() with their way to the thread and the disk's answer, and what a long
// journal costs to open, to list and to verify. The folder is an argument (default: a temporary one); each size is one run.
#include "history/samplechanges.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <future>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int changes = 1000;

void tell(const char *what, QList<qint64> nanoseconds)
{
    std::sort(nanoseconds.begin(), nanoseconds.end());
    const auto at = [&](int percent) { return double(nanoseconds.at((nanoseconds.size() - 1) * percent / 100)) / 1e6; };
    std::printf("%-10s median %.2f ms, p99 %.2f ms, longest %.2f ms (%d times)\n", what, at(50), at(99), at(100), int(nanoseconds.size()));
}

double msOf(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder(QCoreApplication::arguments().value(1, QDir::tempPath()) + u"/bench-journal-XXXXXX"_s);
    const QString file = folder.filePath(u"obdesk.db"_s);
    {
        Journal journal(file);
        (void)opened(journal);
        QList<qint64> beginTimes;
        QList<qint64> concludeTimes;
        for (int i = 0; i < changes; ++i) {
            const QString id = QString::number(i);
            QElapsedTimer timer;
            timer.start();
            std::promise<bool> begun;
            journal.begin(addServers(id, { i }), [&begun](const std::optional<ApiError> &error) { begun.set_value(!error); });
            if (!begun.get_future().get())
                return 1;
            beginTimes.append(timer.nsecsElapsed());
            timer.restart();
            std::promise<bool> ended;
            journal.conclude(id, concluded(Conclusion::Kind::Accepted), [&ended](bool ok) { ended.set_value(ok); });
            if (!ended.get_future().get())
                return 1;
            concludeTimes.append(timer.nsecsElapsed());
        }
        tell("begin", beginTimes);
        tell("conclude", concludeTimes);
    }
    for (const int size : { changes, 10'000 }) {
        {
            JournalStore store(file, Database::Access::Use);
            store.open();
            for (int i = changes; i < size; ++i) {
                const QString id = QString::number(i);
                if (store.begin(addServers(id, { i })) || store.conclude(id, concluded(Conclusion::Kind::Accepted)) != JournalStore::Written::Yes)
                    return 1;
            }
        }
        JournalStore store(file, Database::Access::Use);
        QElapsedTimer timer;
        timer.start();
        store.open();
        const double opened = msOf(timer);
        timer.restart();
        const qsizetype page = store.entries({}).size();
        const double listed = msOf(timer);
        timer.restart();
        const bool sound = store.verify({}).sound;
        std::printf("%d changes (%lld KiB): open %.0f ms, newest %d entries %.1f ms, verify %.0f ms%s\n", size, static_cast<long long>(QFileInfo(file).size() / 1024),
                    opened, int(page), listed, msOf(timer), sound ? "" : " NOT SOUND");
    }
    return 0;
}
