// SPDX-License-Identifier: GPL-3.0-or-later
// Two processes and one journal: of two changes for one host exactly one may leave, the chain stays whole, and both come up on a new
// file as on a damaged one.
#include "history/samplechanges.h"
#include "support/faultserver.h"
#include "support/figure.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <array>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 120'000;

using Children = std::array<QProcess, 2>;

QByteArray nextLine(QProcess &child)
{
    while (!child.canReadLine() && child.waitForReadyRead(waitMs)) { }
    return child.readLine().trimmed();
}

void release(QProcess &child)
{
    child.write("g");
    child.waitForBytesWritten(waitMs);
}

/// Both wait until both are there.
void startTogether(Children &children, const std::array<QStringList, 2> &arguments, QString *problem)
{
    for (size_t i = 0; i < 2; ++i)
        children[i].start(QStringLiteral(OBDESK_CHILD), arguments[i]);
    for (QProcess &child : children) {
        if (nextLine(child) != "ready")
            *problem = u"a child did not start"_s;
    }
    for (QProcess &child : children)
        release(child);
}

/// The lines that were not read before.
std::array<QStringList, 2> finish(Children &children, QString *problem)
{
    std::array<QStringList, 2> lines;
    for (size_t i = 0; i < 2; ++i) {
        if (!children[i].waitForFinished(waitMs) || children[i].exitCode() != 0)
            *problem = u"child %1 ended with %2: %3"_s.arg(i).arg(children[i].exitCode()).arg(QString::fromUtf8(children[i].readAllStandardError()));
        lines[i] = QString::fromUtf8(children[i].readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    }
    return lines;
}

std::array<QStringList, 2> runTogether(const std::array<QStringList, 2> &arguments, QString *problem)
{
    Children children;
    startTogether(children, arguments, problem);
    return finish(children, problem);
}

} // namespace

class TestHistoryTwoProcesses final : public QObject
{
    Q_OBJECT

private slots:
    void oneOfTwoWins()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"data/obdesk.db"_s);
        const int hosts = 500;
        const QStringList arguments { u"race"_s, file, QString::number(hosts) };
        QString problem;
        Children children;
        startTogether(children, { arguments, arguments }, &problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        std::array<int, 2> wins {};
        for (int host = 1; host <= hosts; ++host) {
            // Each is let go first every other time: left to themselves, one would soon be ahead at every host.
            release(children[size_t(host % 2)]);
            release(children[size_t(1 - host % 2)]);
            const std::array lines { nextLine(children[0]), nextLine(children[1]) };
            const QByteArray won = "won " + QByteArray::number(host);
            const QByteArray held = "held " + QByteArray::number(host);
            QVERIFY2((lines[0] == won && lines[1] == held) || (lines[0] == held && lines[1] == won), lines[0] + ", " + lines[1]);
            ++wins[lines[0] == won ? 0 : 1];
        }
        (void)finish(children, &problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY2(wins[0] > 0 && wins[1] > 0, "no race");
        JournalStore store(file, Database::Access::Use);
        QCOMPARE(store.open().kind, DataFileState::Kind::Ready);
        QVERIFY(store.verify({}).sound);
        QCOMPARE(store.verify({}).rows, hosts);
        figure("two processes: %d/%d hosts had one winner (%d and %d)", hosts, hosts, wins[0], wins[1]);
    }

    /// With the network: OCP carries the change out and never says so. Whoever sent it, nobody sends it again.
    void onePostOfFiveHundred()
    {
        FaultServer server;
        server.answer(scripts::close());
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"data/obdesk.db"_s);
        const int each = 250;
        const QStringList arguments { u"submit"_s, file, server.url().toString(), QString::number(each) };
        QString problem;
        const std::array<QStringList, 2> lines = runTogether({ arguments, arguments }, &problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const QStringList all = lines[0] + lines[1];
        figure("two processes, %lld submits for one host: %lld POST", qlonglong(all.size()), qlonglong(server.count("POST")));
        QCOMPARE(all.size(), 2 * each);
        QCOMPARE(server.count("POST"), 1);
        QCOMPARE(all.count(u"unknown"_s), 1);
        QCOMPARE(all.count(u"held"_s), 2 * each - 1);
        JournalStore store(file, Database::Access::Use);
        QCOMPARE(store.open().kind, DataFileState::Kind::Ready);
        QVERIFY(store.verify({}).sound);
        QCOMPARE(store.entries({ .limit = 0 }).size(), 1);
    }

    void appendingInTurnKeepsTheChain()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"data/obdesk.db"_s);
        const int each = roundsOf(100, 1000);
        QString problem;
        (void)runTogether({ QStringList { u"turn"_s, file, u"1"_s, QString::number(each) },
                            QStringList { u"turn"_s, file, u"1000000"_s, QString::number(each) } }, &problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        JournalStore store(file, Database::Access::Use);
        store.open();
        QVERIFY(store.verify({}).sound);
        QCOMPARE(store.verify({}).rows, 4 * each);
    }

    void bothComeUpOnANewOrDamagedFile_data()
    {
        QTest::addColumn<bool>("damaged");
        QTest::newRow("new") << false;
        QTest::newRow("damaged") << true;
    }
    void bothComeUpOnANewOrDamagedFile()
    {
        QFETCH(bool, damaged);
        const int rounds = roundsOf(20, 200);
        for (int round = 0; round < rounds; ++round) {
            const QTemporaryDir folder;
            const QString file = folder.filePath(u"obdesk.db"_s);
            if (damaged) {
                QFile broken(file);
                QVERIFY(broken.open(QIODevice::WriteOnly));
                broken.write(QByteArray(9000, 'x'));
            }
            QString problem;
            const QStringList first { u"turn"_s, file, u"1"_s, u"2"_s };
            const QStringList second { u"turn"_s, file, u"50"_s, u"2"_s };
            const std::array<QStringList, 2> lines = runTogether({ first, second }, &problem);
            QVERIFY2(problem.isEmpty(), qPrintable(u"round %1: %2 %3"_s.arg(round).arg(problem, lines[0].join(u'|') + lines[1].join(u'|'))));
            QCOMPARE(QDir(folder.path()).entryList({ u"*.damaged-*"_s }).size(), damaged ? 1 : 0);
            JournalStore store(file, Database::Access::Use);
            QCOMPARE(store.open().kind, DataFileState::Kind::Ready);
            QVERIFY(store.verify({}).sound);
            QCOMPARE(store.verify({}).rows, 8);
        }
        figure("two starts at once on a %s file: %d/%d right", damaged ? "damaged" : "new", rounds, rounds);
    }
};

QTEST_GUILESS_MAIN(TestHistoryTwoProcesses)
#include "tst_history_twoprocesses.moc"
