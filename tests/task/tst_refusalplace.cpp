// SPDX-License-Identifier: GPL-3.0-or-later
// Where a refusal is shown: by OCP's code in both spellings, then by what its message names.
#include "task/refusalplace.h"

#include <QTest>

#include <algorithm>

using namespace obdesk;
using namespace Qt::StringLiterals;

using What = RefusalPlace::What;

namespace {

/// ids 1, 2 and 12
QList<Host> sent()
{
    const auto host = [](qint64 id, const QString &name, const QString &address) {
        Host host;
        host.id = HostId(id);
        host.name = name;
        host.innerIpAddress = address;
        return host;
    };
    return { host(1, u"db-1"_s, u"10.0.0.1"_s), host(2, u"db-10"_s, u"10.0.0.12"_s), host(12, u"db-1.hz"_s, u"110.0.0.1"_s) };
}

QString idsOf(const RefusalPlace &place)
{
    QStringList ids;
    for (const HostId host : place.hosts)
        ids.append(host.toString());
    return ids.join(u' ');
}

} // namespace

class TestRefusalPlace : public QObject
{
    Q_OBJECT

private slots:
    void codes_data()
    {
        QTest::addColumn<What>("what");
        for (const char *code : { "7004", "CMP07004", "7005", "CMP07005", "7006", "CMP07006", "7008", "CMP07008", "7010", "CMP07010", "7013",
                                  "CMP07013", "7017", "CMP07017", "7018", "CMP07018", "CMP07019", "OBE11023", "OBE11021", "11021",
                                  "OBE19018", "19019", "CMP07007", "CMP07009", "CMP07021", "CMP07023", "CMP07050", "CMP07053", "COM32001" })
            QTest::newRow(code) << What::Hosts;
        for (const char *code : { "12002", "OBE18002", "12004", "OBE18004", "12007", "12008", "OBE18008" })
            QTest::newRow(code) << What::Zone;
        for (const char *code : { "11001", "OBE11001", "11007", "OBE11007", "11008", "OBE11008", "11020", "OBE11020", "OBE12101", "OBE12000", "12000",
                                  "CRD08000", "OBE11004", "OBE11067", "OBE11101", "OBE11103" })
            QTest::newRow(code) << What::Cluster;
        for (const char *code : { "3100", "IAM11000", "13012", "OBE19012", "OBE19021", "PKG10014", "COM20003", "COM10001", "700", "70040", "1", "" })
            QTest::newRow(code) << What::Request;
    }

    void codes()
    {
        ApiError error;
        error.code = QString::fromLatin1(QTest::currentDataTag());
        error.message = u"No."_s;
        const RefusalPlace place = placeOfRefusal(error, sent());
        QTEST(place.what, "what");
        QCOMPARE(idsOf(place), place.what == What::Hosts ? u"1 2 12"_s : QString()); // none is named: all of them
    }

    void names_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        QTest::addColumn<What>("what");
        QTest::addColumn<QString>("hosts");
        QTest::newRow("address") << u"CMP07004"_s << u"Host 10.0.0.1 is offline."_s << What::Hosts << u"1"_s;
        QTest::newRow("address at the end") << u"CMP07004"_s << u"Offline: 10.0.0.1."_s << What::Hosts << u"1"_s;
        QTest::newRow("longer address") << u"CMP07004"_s << u"Host 10.0.0.12 is offline"_s << What::Hosts << u"2"_s;
        QTest::newRow("address with more in front") << u"CMP07004"_s << u"Host 110.0.0.1 is offline"_s << What::Hosts << u"12"_s;
        QTest::newRow("address and port") << u"CMP07004"_s << u"10.0.0.1:2882"_s << What::Hosts << u"1"_s;
        QTest::newRow("address in a longer one") << u"CMP07004"_s << u"10.0.0.1.5"_s << What::Hosts << u"1 2 12"_s;
        QTest::newRow("Chinese around it") << u"CMP07004"_s << u"主机10.0.0.1不可用"_s << What::Hosts << u"1"_s;
        QTest::newRow("two") << u"CMP07017"_s << u"[10.0.0.12, 10.0.0.1] differ"_s << What::Hosts << u"1 2"_s;
        QTest::newRow("name") << u"CMP07004"_s << u"host 'db-1' is offline"_s << What::Hosts << u"1"_s;
        QTest::newRow("longer name") << u"CMP07004"_s << u"host db-10 is offline"_s << What::Hosts << u"2"_s;
        QTest::newRow("name with a domain") << u"CMP07004"_s << u"host db-1.hz is offline"_s << What::Hosts << u"12"_s;
        QTest::newRow("part of a name") << u"CMP07004"_s << u"host my-db-1 is offline"_s << What::Hosts << u"1 2 12"_s;
        QTest::newRow("id") << u"7004"_s << u"host id [12] is offline"_s << What::Hosts << u"12"_s;
        QTest::newRow("a number beside an address") << u"CMP07004"_s << u"1 host: 10.0.0.12 is offline"_s << What::Hosts << u"2"_s;
        QTest::newRow("no code, address") << QString() << u"10.0.0.12: permission denied"_s << What::Hosts << u"2"_s;
        QTest::newRow("no code, number only") << QString() << u"12 units left"_s << What::Request << QString();
        QTest::newRow("busy server") << u"OBE19012"_s << u"10.0.0.1:2882 last operation still in progress"_s << What::Hosts << u"1"_s;
        QTest::newRow("zone that names a host") << u"OBE18008"_s << u"10.0.0.1"_s << What::Zone << QString();
        QTest::newRow("architecture, numeric") << u"11023"_s << u"10.0.0.1: aarch64"_s << What::Hosts << u"1"_s;
        QTest::newRow("11023 of 3.1.1") << u"11023"_s << u"cluster busy"_s << What::Cluster << QString();
    }

    void names()
    {
        QFETCH(QString, code);
        QFETCH(QString, message);
        ApiError error;
        error.code = code;
        error.message = message;
        const RefusalPlace place = placeOfRefusal(error, sent());
        QTEST(place.what, "what");
        QTEST(idsOf(place), "hosts");
    }

    /// The body lists the hosts in ascending order, whatever order they were chosen in.
    void fields()
    {
        QList<Host> chosen = sent();
        std::reverse(chosen.begin(), chosen.end());
        ApiError error;
        error.message = u"must not be null"_s;
        error.subErrors = { { {}, u"servers[1]"_s, {}, u"is offline"_s }, { {}, u"startupParameters[0].name"_s, {}, u"is unknown"_s },
                            { {}, u"servers[2].id"_s, {}, u"is taken"_s }, { {}, u"servers[1]"_s, {}, u"has no agent"_s } };
        const RefusalPlace place = placeOfRefusal(error, chosen);
        QCOMPARE(place.what, What::Hosts);
        QCOMPARE(idsOf(place), u"2 12"_s);
        QCOMPARE(place.says, (QHash<HostId, QString> { { HostId(2), u"is offline; has no agent"_s }, { HostId(12), u"is taken"_s } }));
        error.subErrors = { { {}, u"servers[3]"_s, {}, u"beyond"_s }, { {}, u"servers[999999999]"_s, {}, u"beyond"_s }, { {}, u"zoneName"_s, {}, u"no"_s } };
        QCOMPARE(placeOfRefusal(error, chosen).what, What::Request);
    }

    void nothingSent()
    {
        ApiError error;
        error.code = u"CMP07004"_s;
        QCOMPARE(placeOfRefusal(error, {}), (RefusalPlace { What::Hosts, {} }));
    }

    /// IPv6 knows several spellings of one address, and a colon that may end it or go on with it.
    void ipv6_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("hosts");
        QTest::newRow("alone") << u"Host 2001:db8::1 is offline"_s << u"1"_s;
        QTest::newRow("in brackets with a port") << u"connect to [2001:db8::1]:2882 failed"_s << u"1"_s;
        QTest::newRow("another spelling") << u"Host 2001:0DB8:0:0:0:0:0:1 is offline"_s << u"1"_s;
        QTest::newRow("before a colon") << u"2001:db8::1: offline."_s << u"1"_s;
        QTest::newRow("at the end") << u"Offline: 2001:db8::1."_s << u"1"_s;
        QTest::newRow("longer address") << u"Host 2001:db8::1:5 is offline"_s << u"2"_s;
        QTest::newRow("another longer one") << u"Host 2001:db8::1:6 is offline"_s << u"1 2"_s; // none is named: all of them
        QTest::newRow("more digits") << u"Host 2001:db8::12 is offline"_s << u"1 2"_s;
        QTest::newRow("list") << u"[2001:db8::1:5, 2001:db8::1]"_s << u"1 2"_s;
        QTest::newRow("Chinese around it") << u"主机2001:db8::1:5不可用"_s << u"2"_s;
        QTest::newRow("no id in an address") << u"Peer 2001:db8:2::1 refused host 1"_s << u"1"_s;
        QTest::newRow("an id before a colon") << u"Host 2: offline"_s << u"2"_s;
    }

    void ipv6()
    {
        QList<Host> hosts = sent().first(2);
        hosts[0].innerIpAddress = u"2001:db8::1"_s;
        hosts[1].innerIpAddress = u"2001:db8::1:5"_s;
        ApiError error;
        error.code = u"CMP07004"_s;
        QFETCH(QString, message);
        error.message = message;
        QTEST(idsOf(placeOfRefusal(error, hosts)), "hosts");
    }
};

QTEST_GUILESS_MAIN(TestRefusalPlace)
#include "tst_refusalplace.moc"
