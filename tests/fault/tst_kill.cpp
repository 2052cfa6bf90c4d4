// SPDX-License-Identifier: GPL-3.0-or-later
// The real program, killed at any moment of adding a server, following a task, and writing reports and the journal: afterwards the journal
// is sound, what OCP was asked is in it, no change is sent twice, and every file is the old one or the new one. Prints a line of figures
// per kind. Long form: OBDESK_LONG=1 in the environment. (Kills while the data file is made and brought up to date: tst_history_kill.)
#include "cli/program.h"
#include "history/journalstore.h"
#include "simback.h"
#include "support/figure.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>
#include <random>

#include <sys/types.h>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

int roundsOf(int few, int all)
{
    return qEnvironmentVariableIntValue("OBDESK_LONG") == 1 ? all : few;
}

/// An OCP that carries out what it is asked; a task goes on with each request.
class Ocp
{
public:
    Ocp()
    {
        Scenario scenario;
        scenario.speed = 50;
        m_back = std::make_unique<SimBack>(scenario);
        m_server.answer([this](const SeenRequest &request) {
            m_back->advance(100ms);
            const Script reply = SimBack::play(m_back->handle(request));
            return request.method == "POST" ? scripts::delayed(answerDelay, reply) : reply;
        });
    }
    static constexpr std::chrono::milliseconds answerDelay { 200 }; ///< of a change
    QStringList to(const QStringList &command) const { return toServer(m_server.url()) + command; }
    qsizetype posts() const { return m_server.count("POST"); }

private:
    std::unique_ptr<SimBack> m_back;    // before the server, which calls it
    FaultServer m_server;
};

const QStringList addOne { u"server"_s, u"add"_s, u"--cluster"_s, u"ob_trade"_s, u"--zone"_s, u"zone1"_s, u"--host"_s, u"3000000131"_s, u"--wait"_s,
                           u"--interval"_s, u"0.1"_s, u"--json"_s };

QString taskOf(const Ran &ran)
{
    return QString::number(ran.json().value("task"_L1).toObject().value("id"_L1).toInteger());
}

} // namespace

class TestFaultKill : public QObject
{
    Q_OBJECT

private:
    std::mt19937 m_random;

    /// Starts the program and kills it within `most`. False when it had ended before.
    bool killWithin(const Program &program, const QStringList &arguments, qint64 most)
    {
        const std::unique_ptr<QProcess> process = program.start(arguments);
        if (!process->waitForStarted(60'000))
            return false;
        process->waitForFinished(1 + int(m_random() % quint64(most)));
        const bool runs = process->state() != QProcess::NotRunning;
        if (runs)
            ::kill(pid_t(process->processId()), SIGKILL);
        process->waitForFinished(60'000);
        return runs && process->exitStatus() == QProcess::CrashExit;
    }

    /// Starts the program and kills it around the time when its change is answered.
    bool killAroundTheAnswer(const Program &program, const Ocp &ocp, const QStringList &arguments)
    {
        const std::unique_ptr<QProcess> process = program.start(arguments);
        if (!process->waitForStarted(60'000))
            return false;
        if (!QTest::qWaitFor([&] { return ocp.posts() > 0; }, 60'000))
            return false;
        process->waitForFinished(1 + int(m_random() % quint64(Ocp::answerDelay.count() * 3 / 2)));
        ::kill(pid_t(process->processId()), SIGKILL);
        process->waitForFinished(60'000);
        return process->exitStatus() == QProcess::CrashExit;
    }

    /// How long a whole run takes here and now, in milliseconds, and a little more.
    static qint64 durationOf(const Program &program, const QStringList &arguments, Ran *ran = nullptr)
    {
        QElapsedTimer timer;
        timer.start();
        const Ran whole = program.run(arguments);
        if (ran)
            *ran = whole;
        return timer.elapsed() * 11 / 10 + 1;
    }

    static QList<JournalEntry> entriesOf(const Program &program)
    {
        JournalStore store(program.dataFile(), Database::Access::Use);
        const DataFileState state = store.open();
        if (state.kind != DataFileState::Kind::Ready)
            qFatal("the journal does not open: %s", qPrintable(state.reason));
        const VerifyResult result = store.verify({});
        if (!result.sound)
            qFatal("the journal is not sound: %s", qPrintable(result.problem));
        return store.entries({ .limit = 0 });
    }

private slots:
    void initTestCase()
    {
        const quint32 seed = qEnvironmentVariableIsSet("OBDESK_SEED") ? qEnvironmentVariable("OBDESK_SEED").toUInt() : std::random_device()();
        qInfo("seed %u", seed);
        m_random.seed(seed);
    }

    void whileItAddsAServer()
    {
        const int rounds = roundsOf(12, 500);
        qint64 whole = 0;
        {
            const Ocp ocp;
            const Program program;
            Ran ran;
            whole = durationOf(program, ocp.to(addOne), &ran);
            QVERIFY2(ran.status == 0, told(ran));
        }
        int killed = 0, sent = 0, before = 0, between = 0, adopted = 0;
        qsizetype mostPosts = 0;
        for (int round = 0; round < rounds; ++round) {
            const Ocp ocp;
            const Program program;
            const bool inTime = round % 2 ? killAroundTheAnswer(program, ocp, ocp.to(addOne)) : killWithin(program, ocp.to(addOne), whole);
            killed += inTime ? 1 : 0;
            const qsizetype posts = ocp.posts();
            QList<JournalEntry> entries;
            if (posts > 0 || QFile::exists(program.dataFile()))
                entries = entriesOf(program);
            QCOMPARE_LE(posts, 1);
            QCOMPARE_LE(entries.size(), 1);
            QCOMPARE_GE(entries.size(), posts); // on disk before the first byte left
            if (entries.isEmpty()) {
                ++before;
                continue;
            }
            sent += int(posts);
            const JournalEntry &entry = entries.constFirst();
            if (posts == 0) { // nothing left: it will be looked for in vain, and a person settles it
                ++between;
                QCOMPARE(entry.standing, JournalEntry::Standing::Lost);
                continue;
            }
            QVERIFY(entry.standing == JournalEntry::Standing::Lost || entry.standing == JournalEntry::Standing::Accepted);
            // Started again: the lost one is found, followed, and not sent again; the accepted one has its host now.
            const Ran again = program.run(ocp.to(addOne));
            QVERIFY2(again.status == (entry.isOpen() ? 0 : 2), told(again));
            mostPosts = std::max(mostPosts, ocp.posts());
            QCOMPARE(ocp.posts(), 1);
            const QList<JournalEntry> after = entriesOf(program);
            QCOMPARE(after.size(), 1);
            QVERIFY(!after.constFirst().isOpen());
            QVERIFY(after.constFirst().task());
            adopted += entry.isOpen() ? 1 : 0;
        }
        figure("killed while adding: %d/%d sound (%d killed in time; %d before the intent, %d between intent and request, %d sent, %d of them "
                    "found again), at most %lld POST per intent",
                    rounds, rounds, killed, before, between, sent, adopted, qlonglong(mostPosts));
        QVERIFY(killed > 0 && adopted > 0);
    }

    void whileItFollowsATask()
    {
        const int rounds = roundsOf(6, 125);
        const Ocp ocp;
        const Program program;
        const Ran added = program.run(ocp.to(addOne));
        QVERIFY2(added.status == 0, told(added));
        const QStringList watch = ocp.to({ u"task"_s, u"watch"_s, taskOf(added), u"--interval"_s, u"0.1"_s });
        const qint64 whole = durationOf(program, watch);
        int killed = 0;
        for (int round = 0; round < rounds; ++round) {
            killed += killWithin(program, watch, whole) ? 1 : 0;
            const QList<JournalEntry> entries = entriesOf(program);
            QCOMPARE(entries.size(), 1);
            QCOMPARE(entries.constFirst().standing, JournalEntry::Standing::Accepted);
        }
        QCOMPARE(ocp.posts(), 1);
        figure("killed while following: %d/%d sound (%d killed in time)", rounds, rounds, killed);
        QVERIFY(killed > 0);
    }

    void whileItWritesFiles()
    {
        const int rounds = roundsOf(8, 125);
        const Ocp ocp;
        const Program program;
        const Ran added = program.run(ocp.to(addOne));
        QVERIFY2(added.status == 0, told(added));
        const QStringList journal { u"journal"_s, u"export"_s, u"--output"_s, u"journal.csv"_s, u"--output"_s, u"journal.json"_s };
        const QStringList task = ocp.to({ u"task"_s, u"export"_s, taskOf(added), u"--output"_s, u"run.html"_s, u"--output"_s, u"run.csv"_s, u"--output"_s,
                                          u"run.json"_s, u"--output"_s, u"run.svg"_s });
        const QStringList names { u"journal.csv"_s, u"journal.json"_s, u"run.html"_s, u"run.csv"_s, u"run.json"_s, u"run.svg"_s };
        const qint64 whole = std::max(durationOf(program, journal), durationOf(program, task));
        QHash<QString, qsizetype> sizes;
        for (const QString &name : names)
            sizes.insert(name, program.contents(name).size());
        int killed = 0, old = 0, fresh = 0;
        for (int round = 0; round < rounds; ++round) {
            for (const QString &name : names) {
                QFile file(program.file(name));
                QVERIFY(file.open(QIODevice::WriteOnly));
                QCOMPARE(file.write("old"), 3);
            }
            killed += killWithin(program, round % 3 ? task : journal, whole) ? 1 : 0;
            for (const QString &name : names) {
                const QByteArray bytes = program.contents(name);
                if (bytes == "old") {
                    ++old;
                    continue;
                }
                ++fresh;
                // Stamps of writing differ, and little else.
                QVERIFY2(std::abs(bytes.size() - sizes.value(name)) < 200, qPrintable(u"%1: %2 bytes instead of %3"_s.arg(name).arg(bytes.size()).arg(sizes.value(name))));
                QVERIFY2(isWhole(name, bytes), qPrintable(name));
            }
        }
        figure("killed while writing files: %d/%d sound (%d killed in time; %d files were the old ones, %d the new ones, 0 others)", rounds, rounds,
                    killed, old, fresh);
        QCOMPARE(entriesOf(program).size(), 1);
        QVERIFY(killed > 0 && old > 0);
    }

private:
    static bool isWhole(const QString &name, const QByteArray &bytes)
    {
        if (name.endsWith(".json"_L1))
            return QJsonDocument::fromJson(bytes).isObject();
        if (name.endsWith(".html"_L1))
            return bytes.trimmed().endsWith("</html>");
        if (name.endsWith(".svg"_L1))
            return bytes.trimmed().endsWith("</svg>");
        return bytes.endsWith('\n');
    }
};

QTEST_GUILESS_MAIN(TestFaultKill)
#include "tst_kill.moc"
