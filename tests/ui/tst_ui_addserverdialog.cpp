// SPDX-License-Identifier: GPL-3.0-or-later
// The Add OBServer dialog on the real simulator: what it offers, what it refuses, and that it sends once.
#include "dialogs/addserverdialog.h"
#include "dialogs/zonepicker.h"
#include "models/addcheckmodel.h"
#include "models/hosttablemodel.h"
#include "report/taskrecord.h"
#include "uifixture.h"
#include "widgets/banner.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

/// The dialog with its parts at hand.
struct Stage
{
    explicit Stage(const QString &clusterName = u"ob_trade"_s, const QString &zone = u"zone2"_s, AccessMode mode = AccessMode::Normal,
                   const QString &user = {})
    {
        session = fixture.open(mode, user);
        [&] { QTRY_VERIFY(session->clusters().everLoaded()); }();
        cluster = clusterNamed(*session, clusterName).id;
        flow = fixture.console.changes().addFlow(*session, cluster);
        dialog = new AddServerDialog(fixture.console, *session, cluster, zone, *flow);
        dialog->open();
        table = dialog->findChild<QTableView *>(u"hostTable"_s);
        submit = dialog->findChild<QPushButton *>(u"submitAdd"_s);
    }
    ~Stage() { delete dialog; }

    void waitForHosts() { QTRY_VERIFY(table->isVisible() && table->model()->rowCount() > 0); }

    QModelIndex rowOf(const QString &hostName) const
    {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, HostTableModel::HostColumn).data().toString() == hostName)
                return table->model()->index(row, HostTableModel::HostColumn);
        }
        return {};
    }

    /// Ticks the first `count` fit hosts with the mouse.
    void tick(int count)
    {
        for (int row = 0; row < count; ++row) {
            const QModelIndex index = table->model()->index(row, HostTableModel::HostColumn);
            QCOMPARE(Fitness(index.data(HostTableModel::FitnessRole).toInt()), Fitness::Fit);
            const QRect cell = table->visualRect(index);
            QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 10, cell.center().y()));
            QCOMPARE(index.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        }
    }

    int addTasks()
    {
        std::optional<int> found;
        TaskQuery query;
        query.clusterId = cluster;
        query.nameKeyword = u"Add OB server"_s;
        query.size = 100;
        session->client().fetchTasks(query, session, [&](const Result<Fetched<Page<Task>>> &result) {
            found = result ? int(result->value.totalElements) : -1;
        });
        [&] { QTRY_VERIFY(found.has_value()); }();
        return found.value_or(-1);
    }

    UiFixture fixture;
    Session *session = nullptr;
    ClusterId cluster;
    AddServersFlow *flow = nullptr;
    QPointer<AddServerDialog> dialog;
    QTableView *table = nullptr;
    QPushButton *submit = nullptr;
};

} // namespace

class TestAddServerDialog final : public QObject
{
    Q_OBJECT

private slots:
    void staysOnASmallScreen();
    void showsFitnessWithReasonAndCode_data();
    void showsFitnessWithReasonAndCode();
    void previewIsTheExactRequest();
    void spaceTicksTheSelectedRows();
    void doubleClickSendsOnce();
    void closingWhileSendingKeepsTheAnswer();
    void refusalStandsOnTheHostItIsAbout();
    void busyClusterBlocksBeforeSending();
    void noFitHostSaysSo();
    void clusterWithoutZonesSaysSo();
    void protectedWantsNameAndReason();
    void readOnlyNeverSends();
    void forbiddenUserIsTold();
};

/// The screen of these tests is 800 x 800, narrower than what the dialog would like.
void TestAddServerDialog::staysOnASmallScreen()
{
    Stage stage;
    stage.waitForHosts();
    const QRect screen = stage.dialog->screen()->availableGeometry();
    QVERIFY(screen.width() < 1080);
    QVERIFY2(screen.width() >= stage.dialog->frameGeometry().width() && screen.height() >= stage.dialog->frameGeometry().height(),
             qPrintable(u"%1 x %2"_s.arg(stage.dialog->width()).arg(stage.dialog->height())));
    QVERIFY(stage.dialog->minimumSizeHint().height() <= 560); // a screen of 1024 x 600 still shows the buttons
    QVERIFY(stage.dialog->rect().contains(QRect(stage.submit->mapTo(stage.dialog, QPoint()), stage.submit->size())));
}

void TestAddServerDialog::showsFitnessWithReasonAndCode_data()
{
    QTest::addColumn<QString>("alias");
    QTest::addColumn<QString>("code");
    // The simulator keeps one host for each refusal that can be known beforehand; all stand in hz-a, zone1's IDC.
    QTest::newRow("offline") << u"refusal-offline"_s << u"CMP07004"_s;
    QTest::newRow("new") << u"refusal-new"_s << u"CMP07006"_s;
    QTest::newRow("deleting") << u"refusal-deleting"_s << u"CMP07006"_s;
    QTest::newRow("in use") << u"refusal-in-use"_s << u"CMP07004"_s;
    QTest::newRow("runs an OBServer") << u"ob_trade:22"_s << u"CMP07010"_s;
    QTest::newRow("agent") << u"refusal-agent"_s << u"CMP07019"_s;
    QTest::newRow("architecture") << u"spare-arm"_s << u"OBE11023"_s;
}

void TestAddServerDialog::showsFitnessWithReasonAndCode()
{
    QFETCH(QString, alias);
    QFETCH(QString, code);
    Stage stage(u"ob_trade"_s, u"zone1"_s);
    stage.waitForHosts();
    stage.dialog->findChild<QLineEdit *>(u"hostFilter"_s)->setText(alias + u" hz-a"_s);
    QVERIFY(stage.table->model()->rowCount() >= 1);
    for (int row = 0; row < stage.table->model()->rowCount(); ++row) {
        const QModelIndex index = stage.table->model()->index(row, HostTableModel::WhyColumn);
        QCOMPARE(Fitness(index.data(HostTableModel::FitnessRole).toInt()), Fitness::Unfit);
        QVERIFY2(index.data().toString().contains(code), qPrintable(index.data().toString()));
    }
}

void TestAddServerDialog::previewIsTheExactRequest()
{
    Stage stage;
    stage.waitForHosts();
    QVERIFY(!stage.submit->isEnabled());
    stage.tick(2);
    const QString preview = stage.dialog->findChild<QPlainTextEdit *>(u"requestPreview"_s)->toPlainText();
    const AddServersRequest request = stage.dialog->request();
    QCOMPARE(request.hosts.size(), 2);
    QCOMPARE(preview, u"POST /api/v2/ob/clusters/%1/servers\n{\"zoneName\":\"zone2\",\"servers\":[%2,%3]}"_s
                              .arg(stage.cluster.toString()).arg(std::min(request.hosts.at(0), request.hosts.at(1)).value)
                              .arg(std::max(request.hosts.at(0), request.hosts.at(1)).value));
    QVERIFY(stage.submit->isEnabled());
}

void TestAddServerDialog::spaceTicksTheSelectedRows()
{
    Stage stage;
    stage.waitForHosts();
    stage.table->setFocus();
    stage.table->selectRow(0);
    QTest::keyClick(stage.table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(stage.table, Qt::Key_Space);
    QCOMPARE(stage.dialog->request().hosts.size(), 2);
    QTest::keyClick(stage.table, Qt::Key_Space);
    QCOMPARE(stage.dialog->request().hosts.size(), 0);
}

void TestAddServerDialog::doubleClickSendsOnce()
{
    Stage stage;
    stage.waitForHosts();
    const int before = stage.addTasks();
    stage.tick(1);
    QSignalSpy created(&stage.fixture.console.changes(), &Changes::taskCreated);
    QTest::mouseDClick(stage.submit, Qt::LeftButton);
    QTest::mouseClick(stage.submit, Qt::LeftButton);
    stage.submit->click();
    QTRY_COMPARE(created.count(), 1);
    QTRY_VERIFY(!stage.dialog || !stage.dialog->isVisible());
    QCOMPARE(stage.addTasks(), before + 1);
}

void TestAddServerDialog::closingWhileSendingKeepsTheAnswer()
{
    Stage stage;
    stage.waitForHosts();
    stage.tick(1);
    QSignalSpy created(&stage.fixture.console.changes(), &Changes::taskCreated);
    stage.submit->click();
    QCOMPARE(stage.flow->state(), AddServersFlow::State::Sending);
    delete stage.dialog;
    QTRY_COMPARE(created.count(), 1);
}

void TestAddServerDialog::refusalStandsOnTheHostItIsAbout()
{
    // A failed task of the world's history still reserves this host; OCP's host list does not show it.
    Stage stage;
    stage.waitForHosts();
    const QModelIndex row = stage.rowOf(u"ob-hzb-017"_s);
    QCOMPARE(Fitness(row.data(HostTableModel::FitnessRole).toInt()), Fitness::Fit);
    stage.table->scrollTo(row);
    const QRect cell = stage.table->visualRect(row);
    QTest::mouseClick(stage.table->viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 10, cell.center().y()));
    stage.submit->click();
    QTRY_COMPARE(stage.flow->state(), AddServersFlow::State::Refused);
    QVERIFY(stage.dialog->isVisible());
    QCOMPARE(stage.flow->error()->code, u"CMP07004"_s);
    const QString told = stage.dialog->findChild<Banner *>(u"addServerBanner"_s)->text();
    QVERIFY2(told.contains(u"CMP07004"_s) && told.contains(stage.flow->error()->message) && told.contains(stage.flow->error()->traceId), qPrintable(told));
    const QString why = stage.rowOf(u"ob-hzb-017"_s).siblingAtColumn(HostTableModel::WhyColumn).data().toString();
    QVERIFY2(why.contains(u"CMP07004"_s), qPrintable(why));
    QVERIFY(stage.submit->isEnabled()); // another try is the person's
}

void TestAddServerDialog::busyClusterBlocksBeforeSending()
{
    Stage stage(u"ob_report"_s, u"zone1"_s); // the simulator's cluster with a running operation
    stage.waitForHosts();
    stage.tick(1);
    QVERIFY(!stage.submit->isEnabled());
    const auto *checks = qobject_cast<AddCheckModel *>(stage.dialog->findChild<QListView *>(u"checkList"_s)->model());
    QVERIFY(wouldBeRefused(checks->checks()));
}

void TestAddServerDialog::noFitHostSaysSo()
{
    Stage stage(u"ob_ledger"_s, u"zone3"_s); // its IDC has no AVAILABLE host
    QTRY_VERIFY(stage.table->model()->rowCount() > 0);
    stage.dialog->findChild<QCheckBox *>(u"onlyFit"_s)->setChecked(true);
    QVERIFY(!stage.table->isVisible());
    auto *title = stage.dialog->findChild<QLabel *>(u"emptyTitle"_s);
    bool said = false;
    for (const QLabel *label : stage.dialog->findChildren<QLabel *>(u"emptyTitle"_s))
        said |= label->isVisible() && label->text().contains(u"zone3"_s);
    QVERIFY(title && said);
}

void TestAddServerDialog::clusterWithoutZonesSaysSo()
{
    Stage stage(u"ob_incoming"_s, {});
    bool said = false;
    QTRY_VERIFY([&] {
        for (const QLabel *label : stage.dialog->findChildren<QLabel *>(u"emptyTitle"_s))
            said |= label->isVisible() && label->text().contains(u"no zones"_s);
        return said;
    }());
    QVERIFY(!stage.submit->isEnabled());
}

void TestAddServerDialog::protectedWantsNameAndReason()
{
    Stage stage(u"ob_trade"_s, u"zone2"_s, AccessMode::Protected);
    stage.waitForHosts();
    stage.tick(1);
    QVERIFY(!stage.submit->isEnabled());
    QTest::keyClicks(stage.dialog->findChild<QLineEdit *>(u"confirmName"_s), u"ob_trad"_s);
    QTest::keyClicks(stage.dialog->findChild<QLineEdit *>(u"reason"_s), u"CHG-1"_s);
    QVERIFY(!stage.submit->isEnabled());
    QTest::keyClicks(stage.dialog->findChild<QLineEdit *>(u"confirmName"_s), u"e"_s);
    QVERIFY(stage.submit->isEnabled());
    QSignalSpy created(&stage.fixture.console.changes(), &Changes::taskCreated);
    stage.submit->click();
    QTRY_COMPARE(created.count(), 1);
    const TaskId task = created.constFirst().at(1).value<Task>().id;
    TaskRecord record;
    const auto ask = [&] {
        fetchTaskRecord(*stage.fixture.journal, stage.session->connection().url, task, stage.session, [&](const TaskRecord &known) { record = known; });
        return record.reason();
    };
    QTRY_COMPARE(ask(), u"CHG-1"_s);
}

void TestAddServerDialog::readOnlyNeverSends()
{
    Stage stage(u"ob_trade"_s, u"zone2"_s, AccessMode::ReadOnly);
    stage.waitForHosts();
    const int before = stage.addTasks();
    stage.tick(1);
    QVERIFY(!stage.submit->isEnabled());
    stage.submit->click();
    // Even past the dialog the client holds it back.
    QVERIFY(stage.flow->submit(stage.dialog->request(), {}, {}));
    QTRY_COMPARE(stage.flow->state(), AddServersFlow::State::NotSent);
    QCOMPARE(stage.flow->error()->kind, ApiError::Kind::Guarded);
    QCOMPARE(stage.addTasks(), before);
}

void TestAddServerDialog::forbiddenUserIsTold()
{
    Stage stage(u"ob_trade"_s, u"zone2"_s, AccessMode::Normal, EmbeddedSimulator::credentials().readOnlyUser);
    stage.waitForHosts();
    stage.tick(1);
    stage.submit->click();
    QTRY_COMPARE(stage.flow->state(), AddServersFlow::State::Refused);
    QVERIFY(stage.dialog->findChild<Banner *>(u"addServerBanner"_s)->text().contains(u"IAM11000"_s));
    QVERIFY(!stage.session->needsLogin()); // 403 disables the action, not the connection
}

QTEST_MAIN(TestAddServerDialog)
#include "tst_ui_addserverdialog.moc"
