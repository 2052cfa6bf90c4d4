// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses that can be used, and changes the guard lets through.
#include "ocp/connection.h"
#include "ocp/guard.h"
#include "ocp/ocpclient.h"

#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

class TestConnection : public QObject
{
    Q_OBJECT

private slots:
    void address_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("problem");
        QTest::addColumn<QString>("url");
        const auto good = [](const char *name, const QString &typed, const QString &url) {
            QTest::newRow(name) << typed << int(AddressProblem::None) << url;
        };
        const auto bad = [](const char *name, const QString &typed, AddressProblem problem) {
            QTest::newRow(name) << typed << int(problem) << QString();
        };
        good("plain", u"http://ocp.example.com:8080"_s, u"http://ocp.example.com:8080"_s);
        good("slash", u"http://ocp.example.com:8080/"_s, u"http://ocp.example.com:8080"_s);
        good("blanks around", u"  https://ocp.example.com \n"_s, u"https://ocp.example.com"_s);
        good("prefix", u"https://gate.example.com/ocp/prod//"_s, u"https://gate.example.com/ocp/prod"_s);
        good("encoded prefix", u"https://gate.example.com/a%20b%2Fc/"_s, u"https://gate.example.com/a%20b%2Fc"_s);
        good("IPv6", u"http://[2001:db8::1]:8080"_s, u"http://[2001:db8::1]:8080"_s);
        good("capitals", u"HTTP://OCP.example.com"_s, u"http://ocp.example.com"_s);
        bad("empty", u""_s, AddressProblem::Empty);
        bad("blanks", u"   "_s, AddressProblem::Empty);
        bad("host only", u"ocp.example.com"_s, AddressProblem::NotAUrl);
        bad("blank inside", u"http://ocp example.com"_s, AddressProblem::NotAUrl);
        bad("line feed inside", u"http://ocp.example.com/a\nb"_s, AddressProblem::NotAUrl);
        bad("port too large", u"http://ocp.example.com:65536"_s, AddressProblem::NotAUrl);
        bad("port 0", u"http://ocp.example.com:0"_s, AddressProblem::NotAUrl);
        bad("file", u"file:///etc/passwd"_s, AddressProblem::WrongScheme);
        bad("javascript", u"javascript:alert(1)"_s, AddressProblem::WrongScheme);
        bad("host and port", u"ocp.example.com:8080"_s, AddressProblem::WrongScheme);
        bad("no host", u"http:///path"_s, AddressProblem::NoHost);
        bad("user", u"http://admin@ocp.example.com"_s, AddressProblem::HasUserInfo);
        bad("user and password", u"http://admin:pw@ocp.example.com"_s, AddressProblem::HasUserInfo);
        bad("empty user", u"http://@ocp.example.com"_s, AddressProblem::HasUserInfo);
        bad("query", u"http://ocp.example.com/?a=b"_s, AddressProblem::HasQuery);
        bad("empty query", u"http://ocp.example.com/?"_s, AddressProblem::HasQuery);
        bad("fragment", u"http://ocp.example.com/#/task/1"_s, AddressProblem::HasQuery);
    }

    void address()
    {
        QFETCH(QString, typed);
        QFETCH(int, problem);
        QFETCH(QString, url);
        QUrl parsed(u"untouched"_s);
        QCOMPARE(int(checkAddress(typed, &parsed)), problem);
        QCOMPARE(QString::fromLatin1(parsed.toEncoded()), url.isEmpty() ? u"untouched"_s : url);
        QCOMPARE(int(checkAddress(typed)), problem);
    }

    void guard_data()
    {
        QTest::addColumn<AccessMode>("mode");
        QTest::addColumn<MutationContext>("mutation");
        QTest::addColumn<bool>("passes");
        const MutationContext nothing;
        const MutationContext whole { u"change 4711"_s, u"obprod"_s, u"obprod"_s };
        QTest::newRow("normal") << AccessMode::Normal << nothing << true;
        QTest::newRow("read-only") << AccessMode::ReadOnly << whole << false;
        QTest::newRow("protected, all given") << AccessMode::Protected << whole << true;
        QTest::newRow("protected, nothing given") << AccessMode::Protected << nothing << false;
        QTest::newRow("protected, no reason") << AccessMode::Protected << MutationContext { u" "_s, u"obprod"_s, u"obprod"_s } << false;
        QTest::newRow("protected, other name") << AccessMode::Protected << MutationContext { u"r"_s, u"obtest"_s, u"obprod"_s } << false;
        QTest::newRow("protected, other case") << AccessMode::Protected << MutationContext { u"r"_s, u"OBPROD"_s, u"obprod"_s } << false;
        QTest::newRow("protected, both empty") << AccessMode::Protected << MutationContext { u"r"_s, {}, {} } << false;
        QTest::newRow("a mode of no name") << AccessMode(77) << whole << false;
    }

    void guard()
    {
        QFETCH(AccessMode, mode);
        QFETCH(MutationContext, mutation);
        QFETCH(bool, passes);
        Connection connection;
        connection.accessMode = mode;
        const ManualClock clock(QDateTime(QDate(2026, 1, 1), QTime(2, 0), Qt::UTC));
        Guard guard(connection, clock);
        const std::optional<ApiError> error = guard.refuse(mutation);
        QCOMPARE(!error, passes);
        if (error) {
            QCOMPARE(error->kind, ApiError::Kind::Guarded);
            QCOMPARE(error->outcome, ApiError::Outcome::NotSent);
        }
    }

    void unlockExpires()
    {
        Connection connection;
        connection.accessMode = AccessMode::Protected;
        ManualClock clock(QDateTime(QDate(2026, 1, 1), QTime(2, 0), Qt::UTC));
        Guard guard(connection, clock);
        const MutationContext typed { u"change 4711"_s, u"obprod"_s, u"obprod"_s };
        const MutationContext untyped { u"change 4711"_s, {}, u"obprod"_s };
        QVERIFY(guard.refuse(untyped));
        QCOMPARE(guard.unlockedFor({}, u"obprod"_s), std::chrono::seconds(0));
        QVERIFY(!guard.refuse(typed));
        QCOMPARE(guard.unlockedFor({}, u"obprod"_s), Guard::unlockTime);
        QVERIFY(!guard.refuse(untyped));
        // Only this target, only without a wrong name, and never without a reason.
        QVERIFY(guard.refuse({ u"r"_s, {}, u"obtest"_s }));
        QVERIFY(guard.refuse({ u"r"_s, u"obtest"_s, u"obprod"_s }));
        QVERIFY(guard.refuse({ u" "_s, {}, u"obprod"_s }));
        clock.advance(Guard::unlockTime - std::chrono::milliseconds(1));
        QVERIFY(!guard.refuse(untyped)); // does not prolong
        clock.advance(std::chrono::milliseconds(1));
        QVERIFY(guard.refuse(untyped));
        clock.advance(Guard::unlockTime);
        QVERIFY(guard.refuse(untyped));
        QCOMPARE(guard.unlockedFor({}, u"obprod"_s), std::chrono::seconds(0)); // and not less, however long ago
        QVERIFY(!guard.refuse(typed));
        guard.lock();
        QVERIFY(guard.refuse(untyped));
    }

    void unlockDoesNotSurviveASuspendOrAClockSetBack_data()
    {
        QTest::addColumn<int>("jump"); // seconds
        QTest::newRow("asleep for longer than the unlock") << 601;
        QTest::newRow("clock set back") << -3600;
    }

    void unlockDoesNotSurviveASuspendOrAClockSetBack()
    {
        QFETCH(int, jump);
        Connection connection;
        connection.accessMode = AccessMode::Protected;
        ManualClock clock(QDateTime(QDate(2026, 1, 1), QTime(2, 0), Qt::UTC));
        Guard guard(connection, clock);
        QVERIFY(!guard.refuse({ u"r"_s, u"obprod"_s, u"obprod"_s }));
        clock.jumpWall(std::chrono::seconds(jump)); // the monotonic clock stands still in a suspend
        QVERIFY(guard.refuse({ u"r"_s, {}, u"obprod"_s }));
    }

    /// A primary and its standby share their name: to have typed that of one unlocks it alone.
    void clustersOfOneNameAreUnlockedEachForItself()
    {
        Connection connection;
        connection.accessMode = AccessMode::Protected;
        const ManualClock clock(QDateTime(QDate(2026, 3, 2), QTime(7, 12), Qt::UTC));
        Guard guard(connection, clock);
        const auto change = [](qint64 cluster, const QString &typed, const QString &name) {
            return MutationContext { u"r"_s, typed, name, {}, {}, ClusterId(cluster) };
        };
        QVERIFY(!guard.refuse(change(1, u"obtrade"_s, u"obtrade"_s)));
        QCOMPARE(guard.unlockedFor(ClusterId(1), u"obtrade"_s), Guard::unlockTime);
        QVERIFY(!guard.refuse(change(1, {}, u"obtrade"_s)));
        QVERIFY(!guard.refuse(change(1, {}, u"obtrade (primary)"_s))); // what it is called now is no other cluster
        QCOMPARE(guard.unlockedFor(ClusterId(2), u"obtrade"_s), std::chrono::seconds(0));
        QVERIFY(guard.refuse(change(2, {}, u"obtrade"_s)));
        QVERIFY(guard.refuse(change(2, u"obtrade"_s, u"obtrade (standby)"_s)));
        QVERIFY(!guard.refuse(change(2, u"obtrade (standby)"_s, u"obtrade (standby)"_s)));
        // Where the cluster is not known, the name is all there is; it unlocks no cluster.
        QVERIFY(!guard.refuse({ u"r"_s, u"9"_s, u"9"_s }));
        QVERIFY(guard.refuse(change(9, {}, u"9"_s)));
    }
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
