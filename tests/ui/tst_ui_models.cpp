// SPDX-License-Identifier: GPL-3.0-or-later
// Every model of the window under QAbstractItemModelTester, through the changes it meets in use.
#include "models/addcheckmodel.h"
#include "models/hosttablemodel.h"
#include "models/navigatormodel.h"
#include "models/tasklistmodel.h"
#include "models/zoneserversmodel.h"
#include "uifixture.h"
#include "widgets/navigator.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

using namespace obdesk;
using namespace Qt::StringLiterals;
using Mode = QAbstractItemModelTester::FailureReportingMode;

namespace {

Host host(qint64 id, const QString &address, HostStatus status = HostStatus::Available, qint64 idc = 1)
{
    Host host;
    host.id = HostId(id);
    host.name = u"host-%1"_s.arg(id);
    host.innerIpAddress = address;
    host.status = { status, toText(status) };
    host.idcId = IdcId(idc);
    host.idcName = u"idc-%1"_s.arg(idc);
    host.architecture = u"x86_64"_s;
    host.operatingSystemRelease = u"el7"_s;
    host.agentStatus = hostAgentStatusFromText(u"AVAILABLE"_s);
    host.agentVersion = u"4.2.2"_s;
    return host;
}

FitnessContext context()
{
    return { u"x86_64"_s, IdcId(1), u"idc-1"_s, u"4.2.2"_s };
}

ObServer server(qint64 id, const QString &ip)
{
    ObServer server;
    server.id = ServerId(id);
    server.ip = ip;
    server.port = 2882;
    server.status = obStatusFromText(u"RUNNING"_s);
    server.innerStatus = innerStatusFromText(u"ACTIVE"_s);
    return server;
}

Task task(qint64 id, const QString &status)
{
    Task task;
    task.id = TaskId(id);
    task.name = u"Add OB server"_s;
    task.status = taskStatusFromText(status);
    return task;
}

QStringList column(const QAbstractItemModel &model, int column, int role = Qt::DisplayRole)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, column).data(role).toString());
    return texts;
}

} // namespace

class TestUiModels final : public QObject
{
    Q_OBJECT

private slots:
    void hostsAreJudgedTickedAndKept();
    void hostFilterAndOnlyFit();
    void hostsSortByAddressNotByText();
    void refusalStandsOnTheRow();
    void checksChangeInPlace();
    void serversComeGoAndMove();
    void serverOnItsWayBecomesTheServer();
    void tasksUpdateInPlace();
    void rolledBackWithoutOperationIsNotSuccess();
    void navigatorFollowsTheSession();
    void enterGoesToWhatWasSearchedFor();

private:
    Theme m_theme;
};

void TestUiModels::hostsAreJudgedTickedAndKept()
{
    HostTableModel model(m_theme);
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    model.setHosts({ host(1, u"10.0.0.1"_s), host(2, u"10.0.0.2"_s, HostStatus::Offline), host(3, u"10.0.0.3"_s) }, context());
    QCOMPARE(model.countOf(Fitness::Fit), 2);
    QCOMPARE(model.countOf(Fitness::Unfit), 1);

    QSignalSpy chosen(&model, &HostTableModel::chosenChanged);
    model.choose(HostId(1), true);
    model.choose(HostId(2), true); // unfit: cannot be ticked
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(model.chosen().size(), 1);
    QVERIFY(!model.flags(model.index(1, HostTableModel::HostColumn)).testFlag(Qt::ItemIsUserCheckable));

    // Another zone: host 1 stands in the wrong IDC now and loses its tick; no reset, so the view keeps its place.
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    FitnessContext other = context();
    other.idcId = IdcId(2);
    model.setHosts({ host(1, u"10.0.0.1"_s), host(2, u"10.0.0.2"_s), host(3, u"10.0.0.3"_s, HostStatus::Available, 2) }, other);
    QCOMPARE(reset.count(), 0);
    QVERIFY(model.chosen().isEmpty());
    QVERIFY(model.index(0, HostTableModel::WhyColumn).data().toString().contains(u"CMP07008"_s));
    QCOMPARE(model.index(2, HostTableModel::WhyColumn).data().toString(), QString());
}

void TestUiModels::hostFilterAndOnlyFit()
{
    HostTableModel model(m_theme);
    HostProxyModel proxy;
    QAbstractItemModelTester tester(&proxy, Mode::QtTest);
    proxy.setSourceModel(&model);
    model.setHosts({ host(1, u"10.0.0.1"_s), host(2, u"10.0.0.12"_s, HostStatus::Offline), host(3, u"10.0.0.13"_s) }, context());
    QCOMPARE(proxy.rowCount(), 3);
    proxy.setOnlyFit(true);
    QCOMPARE(proxy.rowCount(), 2);
    proxy.setNeedle(u"HOST-3 idc-1"_s); // every word counts, in any case
    QCOMPARE(column(proxy, HostTableModel::HostColumn), QStringList(u"host-3"_s));
    proxy.setNeedle(u"nothing"_s);
    QCOMPARE(proxy.rowCount(), 0);
}

void TestUiModels::hostsSortByAddressNotByText()
{
    HostTableModel model(m_theme);
    HostProxyModel proxy;
    proxy.setSourceModel(&model);
    model.setHosts({ host(1, u"10.0.0.10"_s), host(2, u"10.0.0.9"_s), host(3, u"10.0.0.2"_s, HostStatus::Offline) }, context());
    proxy.sort(HostTableModel::AddressColumn);
    QCOMPARE(column(proxy, HostTableModel::AddressColumn), (QStringList { u"10.0.0.2"_s, u"10.0.0.9"_s, u"10.0.0.10"_s }));
    proxy.sort(HostTableModel::FitnessColumn); // fit first, and by address among equals
    QCOMPARE(column(proxy, HostTableModel::AddressColumn), (QStringList { u"10.0.0.9"_s, u"10.0.0.10"_s, u"10.0.0.2"_s }));
}

void TestUiModels::refusalStandsOnTheRow()
{
    HostTableModel model(m_theme);
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    model.setHosts({ host(1, u"10.0.0.1"_s), host(2, u"10.0.0.2"_s) }, context());
    model.setRefusals({ { HostId(2), u"taken (CMP07004)"_s } });
    QCOMPARE(model.index(1, HostTableModel::WhyColumn).data().toString(), u"taken (CMP07004)"_s);
    QCOMPARE(model.index(0, HostTableModel::WhyColumn).data().toString(), QString());
    QCOMPARE(model.index(1, HostTableModel::FitnessColumn).data(Qt::ForegroundRole).value<QColor>(), m_theme.tokens().failed);
    // The next poll takes nothing back of what OCP said; the next submit does.
    model.setHosts({ host(1, u"10.0.0.1"_s), host(2, u"10.0.0.2"_s) }, context());
    QCOMPARE(model.index(1, HostTableModel::WhyColumn).data().toString(), u"taken (CMP07004)"_s);
    QCOMPARE(model.refusedCount(), 1);
    model.setRefusals({});
    QCOMPARE(model.refusedCount(), 0);
    QCOMPARE(model.index(1, HostTableModel::WhyColumn).data().toString(), QString());
}

void TestUiModels::checksChangeInPlace()
{
    AddCheckModel model(m_theme);
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    AddPlan plan;
    plan.cluster.status = obStatusFromText(u"RUNNING"_s);
    plan.zone.status = obStatusFromText(u"RUNNING"_s);
    plan.zone.name = u"zone1"_s;
    model.setChecks(checkAddPlan(plan), plan);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setChecks(checkAddPlan(plan), plan);
    QCOMPARE(changed.count(), 0);
    plan.cluster.status = obStatusFromText(u"STOPPED"_s);
    model.setChecks(checkAddPlan(plan), plan);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(changed.count(), 1);
    const QModelIndex row = changed.constFirst().constFirst().toModelIndex();
    QCOMPARE(AddCheck::State(row.data(AddCheckModel::StateRole).toInt()), AddCheck::State::Fail);
    QVERIFY(row.data().toString().contains(u"OBE11007"_s));
}

void TestUiModels::serversComeGoAndMove()
{
    ZoneServersModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    const QDateTime now(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setServers({ server(1, u"a"_s), server(2, u"b"_s), server(3, u"c"_s) }, {}, now);
    model.setServers({ server(3, u"c"_s), server(1, u"a"_s), server(4, u"d"_s) }, {}, now);
    QCOMPARE(column(model, 0), (QStringList { u"c:2882"_s, u"a:2882"_s, u"d:2882"_s }));
    QCOMPARE(reset.count(), 0);
    ObServer inactive = server(1, u"a"_s);
    inactive.innerStatus = innerStatusFromText(u"INACTIVE"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setServers({ server(3, u"c"_s), inactive, server(4, u"d"_s) }, {}, now);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.index(1).data(ZoneServersModel::HealthRole).value<Health>(), Health::Warning);
    model.setServers({}, {}, now);
    QCOMPARE(model.rowCount(), 0);
}

void TestUiModels::serverOnItsWayBecomesTheServer()
{
    ZoneServersModel model;
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    const QDateTime now(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);
    const ServerOnItsWay way { u"b"_s, u"Install rpm"_s, false };
    model.setServers({ server(1, u"a"_s) }, { way }, now);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.index(1).data(ZoneServersModel::OnItsWayRole).toBool());
    QCOMPARE(model.index(1).data(ZoneServersModel::DetailRole).toString(), u"Install rpm"_s);
    model.setServers({ server(1, u"a"_s), server(2, u"b"_s) }, { way }, now); // OCP lists it while its task still runs
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.index(1).data(ZoneServersModel::OnItsWayRole).toBool());
    model.setServers({ server(1, u"a"_s), server(2, u"b"_s) }, {}, now);
    QVERIFY(!model.index(1).data(ZoneServersModel::OnItsWayRole).toBool());
}

void TestUiModels::tasksUpdateInPlace()
{
    TaskListModel model(m_theme);
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    const QDateTime now(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);
    model.setTasks({ task(2, u"RUNNING"_s), task(1, u"SUCCESSFUL"_s) }, now);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setTasks({ task(2, u"FAILED"_s), task(1, u"SUCCESSFUL"_s) }, now);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.index(0, TaskListModel::IdColumn).data(TaskListModel::TaskIdRole).toLongLong(), 2);
    model.setTasks({ task(3, u"RUNNING"_s) }, now);
    QCOMPARE(reset.count(), 1);
    QCOMPARE(model.rowCount(), 1);
}

void TestUiModels::rolledBackWithoutOperationIsNotSuccess()
{
    // The documented list shows a finished rollback as SUCCESSFUL with every step PENDING, and no operation.
    Task rolledBack = task(1, u"SUCCESSFUL"_s);
    rolledBack.subtasks.resize(3);
    for (Subtask &step : rolledBack.subtasks)
        step.status = subtaskStatusFromText(u"PENDING"_s);
    QCOMPARE(overallState(rolledBack), StepState::RolledBack);
    rolledBack.subtasks[1].status = subtaskStatusFromText(u"SUCCESSFUL"_s);
    QCOMPARE(overallState(rolledBack), StepState::Successful);
}

void TestUiModels::navigatorFollowsTheSession()
{
    UiFixture fixture;
    QVERIFY(fixture.started);
    NavigatorModel model(fixture.console);
    QAbstractItemModelTester tester(&model, Mode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    Session *session = fixture.open();
    QCOMPARE(model.rowCount(), 1);
    const QModelIndex connection = model.index(0, 0);
    QCOMPARE(connection.data().toString(), u"Simulator"_s);
    QTRY_VERIFY(session->clusters().everLoaded());
    QCOMPARE(model.rowCount(connection), session->clusters().value.size());
    const ClusterId trade = clusterNamed(*session, u"ob_trade"_s).id;
    const QModelIndex cluster = model.indexOf(session->connection().id, trade);
    QCOMPARE(cluster.data().toString(), u"ob_trade"_s);
    QCOMPARE(model.rowCount(cluster), 3);
    session->zones(trade);
    QTRY_COMPARE(model.rowCount(model.index(0, 0, cluster)), 3);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy refreshed(session, &Session::clustersChanged);
    session->refresh();
    QTRY_VERIFY(refreshed.count() >= 2 && !session->clusters().loading);
    QCOMPARE(inserted.count(), 0); // a refresh that brings the same touches no row
    QCOMPARE(removed.count(), 0);
    fixture.console.close(session->connection().id);
    QCOMPARE(model.rowCount(), 0);
}

void TestUiModels::enterGoesToWhatWasSearchedFor()
{
    UiFixture fixture;
    QVERIFY(fixture.started);
    Navigator navigator(fixture.console);
    Session *session = fixture.open();
    QTRY_VERIFY(session->clusters().everLoaded());
    const ClusterId trade = clusterNamed(*session, u"ob_trade"_s).id;
    auto *search = navigator.findChild<QLineEdit *>(u"navigatorSearch"_s);
    auto *tree = navigator.findChild<QTreeView *>(u"navigator"_s);
    QSignalSpy chosen(&navigator, &Navigator::clusterChosen);

    search->setText(u"ob_"_s); // several: nobody has said which
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(tree->currentIndex().data().toString().startsWith(u"ob_"_s));
    QCOMPARE(chosen.count(), 0);

    search->setText(u"ob_trade"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(tree->currentIndex().data().toString(), u"ob_trade"_s);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.constFirst().at(1).value<ClusterId>(), trade);

    search->setText(u"no such thing"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
}

QTEST_MAIN(TestUiModels)
#include "tst_ui_models.moc"
