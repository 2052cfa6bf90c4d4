// SPDX-License-Identifier: GPL-3.0-or-later
// Audit events of both documented forms, and what is read out of the arguments they carry.
#include "ocp/decodeaudit.h"
#include "support/samples.h"

#include <QJsonArray>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

QList<AuditEvent> eventsOf(const char *name)
{
    QList<AuditEvent> events;
    JsonContext context;
    const JsonReader json(samplePayload(name), u"data"_s, context);
    json.forEach("contents"_L1, [&events](const JsonReader &event) { events.append(decodeAuditEvent(event)); });
    if (!context.ok())
        qWarning() << context.path << context.problem;
    return events;
}

/// An event of adding servers with these arguments.
AuditEvent addEvent(const QJsonValue &arguments, const QString &operation = u"ADD_OB_SERVERS"_s)
{
    JsonContext context;
    const QJsonObject object { { u"id"_s, 1 }, { u"operationEvent"_s, operation }, { u"resourceType"_s, u"OB_CLUSTER"_s },
                               { u"eventInfo"_s, arguments } };
    const AuditEvent event = decodeAuditEvent(JsonReader(object, {}, context));
    if (!context.ok())
        qWarning() << context.path << context.problem;
    return event;
}

} // namespace

class TestDecodeAudit : public QObject
{
    Q_OBJECT

private slots:
    void flatForm()
    {
        const QList<AuditEvent> events = eventsOf("audit-events-4.2.2");
        QCOMPARE(events.size(), 3);
        const AuditEvent &event = events.first();
        QCOMPARE(event.id, AuditEventId(112));
        QCOMPARE(event.operationEvent, u"RESTART_OCP_AGENT"_s);
        QCOMPARE(event.resourceType, u"COMPUTE_HOST"_s);
        QCOMPARE(event.resources, (QList<AuditResource> { { 20, u"xxx.xxx.xxx.2"_s, {} } }));
        QCOMPARE(event.operatorName, u"admin"_s);
        QCOMPARE(event.operatorId, 100);
        QCOMPARE(event.clientIp, u"xxx.xxx.xxx.1"_s);
        QVERIFY(event.result == AuditResult::Failed);
        QVERIFY(event.execution == AuditExecution::New);
        QVERIFY(!event.taskId);
        QCOMPARE(event.startTime, QDateTime(QDate(2021, 9, 3), QTime(2, 45, 30), Qt::UTC));
        QCOMPARE(event.endTime, QDateTime(QDate(2021, 9, 3), QTime(2, 45, 33), Qt::UTC));
        QCOMPARE(event.hosts, QList { HostId(20) });
        QVERIFY(!event.cluster); // a host's id is not a cluster's
    }

    void listForm()
    {
        const QList<AuditEvent> events = eventsOf("audit-events-4.3.5");
        QCOMPARE(events.size(), 3);
        QCOMPARE(events.at(0).resources, (QList<AuditResource> { { 6000016, u"oracle_tenant"_s, u"ob4252:1658110578"_s } }));
        QVERIFY(events.at(0).result == AuditResult::Successful);
        QVERIFY(!events.at(1).cluster); // an OBProxy cluster is none
        const AuditEvent &retry = events.at(2);
        QVERIFY(retry.execution == AuditExecution::Retry);
        QVERIFY(retry.result == AuditResult::Failed);
        QCOMPARE(retry.taskId, TaskId(15038130));
        QCOMPARE(retry.failedReason, u"please see the log of task id '15038130'"_s);
        QCOMPARE(retry.cluster, ClusterId(6000008));
        QVERIFY(retry.hosts.isEmpty());
    }

    void arguments_data()
    {
        QTest::addColumn<QJsonValue>("arguments");
        QTest::addColumn<QStringList>("zones");
        QTest::addColumn<QList<qint64>>("hosts");
        const auto text = [](const char *json) { return QJsonValue(QString::fromUtf8(json)); };
        QTest::newRow("body as one argument") << text(R"({"id":21,"param":{"zoneName":"zone1","servers":[12,11]}})")
                                              << QStringList { u"zone1"_s } << QList<qint64> { 11, 12 };
        QTest::newRow("named otherwise, ids as text") << text(R"({"id":21,"request":{"zoneName":"zone1","servers":["12"]}})")
                                                      << QStringList { u"zone1"_s } << QList<qint64> { 12 };
        QTest::newRow("several zones") << text(R"({"id":21,"p":{"zones":[{"zoneName":"a","servers":[1]},{"zoneName":"b","servers":[{"hostId":2}]}]}})")
                                       << QStringList { u"a"_s, u"b"_s } << QList<qint64> { 1, 2 };
        QTest::newRow("list of hosts, one twice") << text(R"({"clusterId":21,"hostIds":[3,3,2]})") << QStringList() << QList<qint64> { 2, 3 };
        QTest::newRow("an object, not a text") << QJsonValue(QJsonObject { { u"id"_s, 21 }, { u"hostId"_s, 5 } })
                                               << QStringList() << QList<qint64> { 5 };
        QTest::newRow("odd kinds") << text(R"({"id":21,"zoneName":5,"servers":{"hostId":[1]},"hosts":[null,true,7]})")
                                   << QStringList() << QList<qint64> { 7 };
    }

    void arguments()
    {
        QFETCH(QJsonValue, arguments);
        const AuditEvent event = addEvent(arguments);
        QTEST(event.zoneNames, "zones");
        QList<qint64> hosts;
        for (const HostId host : event.hosts)
            hosts.append(host.value);
        QTEST(hosts, "hosts");
        QCOMPARE(event.cluster, ClusterId(21));
    }

    void argumentsThatAreNoJson()
    {
        for (const QJsonValue &value : { QJsonValue(u"{"_s), QJsonValue(QJsonValue::Null), QJsonValue(5), QJsonValue(u"[1]"_s) }) {
            const AuditEvent event = addEvent(value);
            QVERIFY(event.hosts.isEmpty() && event.zoneNames.isEmpty() && !event.cluster);
        }
    }

    /// Calls on servers that are there already name servers, not hosts.
    void serversAreHostsOnlyWhenTheyAreMade()
    {
        QVERIFY(addEvent(u"{\"id\":21,\"servers\":[7]}"_s, u"DELETE_OB_SERVERS"_s).hosts.isEmpty());
        QCOMPARE(addEvent(u"{\"id\":21,\"servers\":[7]}"_s, u"BATCH_ADD_OB_SERVERS"_s).hosts, QList { HostId(7) });
    }

    void words()
    {
        QVERIFY(auditResultFromText(u"SUCCESSFUL"_s) == AuditResult::Successful);
        QVERIFY(auditResultFromText(u"success"_s) == AuditResult::Successful);
        QVERIFY(!auditResultFromText(u"PENDING"_s).isKnown());
        QVERIFY(!auditExecutionFromText({}).isKnown());
    }
};

QTEST_GUILESS_MAIN(TestDecodeAudit)
#include "tst_decodeaudit.moc"
