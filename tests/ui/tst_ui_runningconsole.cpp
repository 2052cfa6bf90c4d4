// SPDX-License-Identifier: GPL-3.0-or-later
// A second start finds the first, and is not fooled by what a killed or hanging one leaves behind.
#include "runningconsole.h"

#include <QDir>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <future>

using namespace obdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRunningConsole final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_tokens.clear();
        qunsetenv("XDG_ACTIVATION_TOKEN");
        qunsetenv("DESKTOP_STARTUP_ID");
    }

    void nobodyIsThere()
    {
        QVERIFY(!showRunningConsole(m_folder->path()));
        QVERIFY(!showRunningConsole(m_folder->filePath(u"missing"_s)));
    }

    void theFirstIsShownWithTheTokenOfTheSecond()
    {
        RunningConsole first(m_folder->path(), noting());
        QVERIFY(first.isListening());
        QVERIFY(asked(20s));
        QCOMPARE(m_tokens, QByteArrayList { "" });
        qputenv("DESKTOP_STARTUP_ID", "by id");
        QVERIFY(asked(20s));
        qputenv("XDG_ACTIVATION_TOKEN", "by\ntoken");
        QVERIFY(asked(20s));
        QCOMPARE(m_tokens, QByteArrayList({ "", "by id", "by token" }));
    }

    void onlyOneListens()
    {
        RunningConsole first(m_folder->path(), noting());
        const RunningConsole second(m_folder->path(), [](const QByteArray &) { QFAIL("the second one was asked"); });
        QVERIFY(!second.isListening());
        QVERIFY(asked(20s));
        QCOMPARE(m_tokens.size(), 1);
    }

    void anotherFolderIsAnotherConsole()
    {
        const RunningConsole first(m_folder->path(), noting());
        RunningConsole other(m_folder->filePath(u"other"_s), [](const QByteArray &) { QFAIL("the other one was asked"); });
        QVERIFY(other.isListening());
        QVERIFY(asked(20s));
        QCOMPARE(m_tokens.size(), 1);
    }

    void theSocketIsTheUsersOwn()
    {
        const RunningConsole first(m_folder->path(), noting());
        struct stat found;
        QCOMPARE(::stat(QFile::encodeName(socket()).constData(), &found), 0);
        QCOMPARE(found.st_mode & 0077, mode_t(0));
    }

    /// SIGKILL leaves the socket without anybody behind it.
    void leftBehindByAKilledOne()
    {
        QVERIFY(QDir().rename(deadSocket(), socket()));
        QVERIFY(!showRunningConsole(m_folder->path()));
        RunningConsole next(m_folder->path(), noting());
        QVERIFY(next.isListening());
        QVERIFY(asked(20s));
    }

    /// Takes the connection and says nothing: the second start goes its own way.
    void hangingOne()
    {
        QLocalServer hanging;
        QVERIFY(hanging.listen(socket()));
        QVERIFY(!showRunningConsole(m_folder->path(), 200ms));
    }

    void nonsenseIsNoCommand_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("another word") << QByteArray("hide\n");
        QTest::newRow("a longer word") << QByteArray("shower\n");
        QTest::newRow("empty") << QByteArray("\n");
        QTest::newRow("without end") << QByteArray(100'000, 'x');
    }

    void nonsenseIsNoCommand()
    {
        QFETCH(const QByteArray, line);
        RunningConsole first(m_folder->path(), noting());
        QLocalSocket asker;
        asker.connectToServer(socket());
        asker.write(line);
        QTRY_COMPARE(asker.state(), QLocalSocket::UnconnectedState);
        QVERIFY(m_tokens.isEmpty());
        QVERIFY(asked(20s)); // it still listens
    }

    void noRoomForASocket()
    {
        const QString deep = m_folder->filePath(QString(200, u'd'));
        QVERIFY(QDir().mkpath(deep));
        const RunningConsole first(deep, noting());
        QVERIFY(!first.isListening());
        QVERIFY(!showRunningConsole(deep));
    }

private:
    QString socket() const { return m_folder->filePath(u"console.socket"_s); }

    std::function<void(const QByteArray &)> noting()
    {
        return [this](const QByteArray &token) { m_tokens.append(token); };
    }

    /// From another thread: the first console answers on this one.
    bool asked(std::chrono::milliseconds limit)
    {
        auto answer = std::async(std::launch::async, [folder = m_folder->path(), limit] { return showRunningConsole(folder, limit); });
        return QTest::qWaitFor([&] { return answer.wait_for(0s) == std::future_status::ready; }, int(limit.count()) + 5'000) && answer.get();
    }

    /// The path of a socket that was bound and is closed.
    QString deadSocket() const
    {
        const QString path = m_folder->filePath(u"dead"_s);
        QLocalServer server;
        server.listen(path);
        const QString kept = m_folder->filePath(u"kept"_s);
        QDir().rename(path, kept); // a server that ends removes the name it knows
        return kept;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArrayList m_tokens;
};

QTEST_GUILESS_MAIN(TestRunningConsole)
#include "tst_ui_runningconsole.moc"
