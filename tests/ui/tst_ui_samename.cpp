// SPDX-License-Identifier: GPL-3.0-or-later
// A primary and its standby of one name: what tells them apart stands with the name wherever it is shown, and is what a person types. And
// what could not be read of a list is said where the list is.
#include "dialogs/addserverdialog.h"
#include "dialogs/confirmactiondialog.h"
#include "mainwindow.h"
#include "models/hosttablemodel.h"
#include "models/navigatormodel.h"
#include "models/tasklistmodel.h"
#include "pages/clusterpage.h"
#include "pages/tasklistpage.h"
#include "pages/taskpage.h"
#include "support/samename.h"
#include "uifixture.h"
#include "widgets/banner.h"
#include "widgets/wrappedtext.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    explicit Stage(AccessMode mode = AccessMode::Normal, bool damaged = false)
    {
        server.answer(SameName { damaged });
        Connection connection;
        connection.id = u"same"_s;
        connection.name = u"Same"_s;
        connection.url = server.url();
        connection.user = u"admin"_s;
        connection.accessMode = mode;
        session = fixture.console.open(connection, Credentials(u"geheim"_s));
        [&] { QTRY_VERIFY(session->clusters().everLoaded()); }();
    }

    FaultServer server;
    UiFixture fixture;
    Session *session = nullptr;
    const ClusterId primary { 1 };
    const ClusterId standby { 2 };
};

QStringList childTexts(const NavigatorModel &model, const QModelIndex &parent)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(parent); ++row)
        texts.append(model.index(row, 0, parent).data().toString());
    return texts;
}

} // namespace

class TestUiSameName final : public QObject
{
    Q_OBJECT

private slots:
    void navigatorTellsThemApart()
    {
        Stage stage;
        const NavigatorModel model(stage.fixture.console);
        const QModelIndex connection = model.indexOf(u"same"_s, stage.primary).parent();
        QCOMPARE(childTexts(model, connection), (QStringList { u"obtrade (primary)"_s, u"obtrade (standby)"_s }));
        // Who types a name finds it by what tells them apart.
        QVERIFY(model.indexOf(u"same"_s, stage.standby).data(NavigatorModel::SearchRole).toString().contains("standby"_L1));
    }

    void tabAndWindowTitleTellThemApart()
    {
        Stage stage;
        MainWindow window(stage.fixture.console);
        window.show();
        window.openCluster(u"same"_s, stage.standby);
        const auto *tabs = window.findChild<QTabWidget *>();
        QVERIFY(tabs);
        QCOMPARE(tabs->tabText(tabs->currentIndex()), u"obtrade (standby)"_s);
        QVERIFY2(window.windowTitle().contains(u"obtrade (standby)"_s), qPrintable(window.windowTitle()));
        const auto *page = window.findChild<ClusterPage *>();
        QVERIFY(page);
        QCOMPARE(page->title(), u"obtrade (standby)"_s);
        window.openCluster(u"same"_s, stage.primary);
        QCOMPARE(tabs->tabText(tabs->currentIndex()), u"obtrade (primary)"_s);
    }

    void taskListTellsThemApart()
    {
        Stage stage;
        TaskListPage page(stage.fixture.console, *stage.session);
        page.show();
        const auto *table = page.findChild<QTableView *>(u"taskTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->model()->index(0, TaskListModel::ClusterColumn).data().toString(), u"obtrade (primary)"_s);
        QCOMPARE(table->model()->index(1, TaskListModel::ClusterColumn).data().toString(), u"obtrade (standby)"_s);
        // On the screen too: the column holds a name of usual length, and of a longer one the end stays.
        QVERIFY(table->columnWidth(TaskListModel::ClusterColumn) > table->fontMetrics().horizontalAdvance(u"obtrade (primary)"_s));
        QCOMPARE(table->textElideMode(), Qt::ElideMiddle);
    }

    /// The name alone is not enough; and what unlocks one of them leaves the other locked.
    void addDialogWantsWhatTellsThemApart()
    {
        Stage stage(AccessMode::Protected);
        AddServersFlow *flow = stage.fixture.console.changes().addFlow(*stage.session, stage.standby);
        QPointer<AddServerDialog> dialog = new AddServerDialog(stage.fixture.console, *stage.session, stage.standby, u"zone1"_s, *flow);
        dialog->open();
        QVERIFY(dialog->findChild<WrappedLabel *>(u"addServerTarget"_s)->text().contains("obtrade (standby)"_L1));
        const auto *table = dialog->findChild<QTableView *>(u"hostTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        const_cast<QAbstractItemModel *>(table->model())->setData(table->model()->index(0, HostTableModel::HostColumn), Qt::Checked, Qt::CheckStateRole);
        auto *confirm = dialog->findChild<QLineEdit *>(u"confirmName"_s);
        auto *submit = dialog->findChild<QPushButton *>(u"submitAdd"_s);
        dialog->findChild<QLineEdit *>(u"reason"_s)->setText(u"CHG-1"_s);
        confirm->setText(u"obtrade"_s);
        QVERIFY(!submit->isEnabled());
        confirm->setText(u"obtrade (primary)"_s);
        QVERIFY(!submit->isEnabled());
        confirm->setText(u"obtrade (standby)"_s);
        QVERIFY(submit->isEnabled());
        submit->click();
        QTRY_COMPARE(stage.server.count("POST"), 1);
        const Guard &guard = stage.session->client().guard();
        QVERIFY(guard.unlockedFor(stage.standby, {}) > std::chrono::seconds(0));
        QCOMPARE(guard.unlockedFor(stage.primary, {}), std::chrono::seconds(0));
        QTRY_VERIFY(flow->state() == AddServersFlow::State::Accepted);
        QCOMPARE(flow->mutation().targetName, u"obtrade (standby)"_s); // so it stands in the journal
        delete dialog;
    }

    void confirmDialogWantsWhatTellsThemApart()
    {
        Stage stage(AccessMode::Protected);
        Task task;
        task.id = TaskId(32);
        task.cluster = ClusterRef { stage.standby, u"obtrade"_s, {} };
        ConfirmActionDialog dialog(stage.fixture.console, *stage.session, ActionRules::Action::RollbackTask, task, nullptr, {}, nullptr, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        dialog.findChild<QLineEdit *>(u"reason"_s)->setText(u"CHG-1"_s);
        auto *confirm = dialog.findChild<QLineEdit *>(u"confirmName"_s);
        auto *ok = dialog.findChild<QPushButton *>(u"doAction"_s);
        confirm->setText(u"obtrade"_s);
        QVERIFY(!ok->isEnabled());
        confirm->setText(u"obtrade (standby)"_s);
        QVERIFY(ok->isEnabled());
        std::optional<MutationContext> confirmed;
        connect(&dialog, &ConfirmActionDialog::confirmed, this, [&](const MutationContext &mutation) { confirmed = mutation; });
        ok->click();
        QVERIFY(confirmed);
        QCOMPARE(confirmed->targetName, u"obtrade (standby)"_s);
        QCOMPARE(confirmed->targetCluster, std::optional(stage.standby));
    }

    void ipv6ServerHasBracketsBeforeItsPort()
    {
        Stage stage;
        const NavigatorModel model(stage.fixture.console);
        stage.session->zones(stage.primary);
        const QModelIndex cluster = model.indexOf(u"same"_s, stage.primary);
        QTRY_COMPARE(model.rowCount(cluster), 1);
        const QModelIndex zone = model.index(0, 0, cluster);
        QCOMPARE(zone.data().toString(), u"zone1"_s);
        QCOMPARE(childTexts(model, zone), QStringList { u"[2001:db8::1]:2882"_s });
    }

    /// The step's startTime is a 5: said on the page of the task and with the step's facts.
    void oddityStandsWithTaskAndStep()
    {
        Stage stage;
        MainWindow window(stage.fixture.console);
        window.show();
        TaskPage *page = window.openTask(u"same"_s, TaskId(32));
        QVERIFY(page);
        auto *banner = page->findChild<Banner *>(u"oddBanner"_s);
        QTRY_VERIFY(banner->isVisible());
        const QString oddity = u"startTime: expected a time, found 5"_s;
        QVERIFY2(banner->text().contains(oddity), qPrintable(banner->text()));
        const auto *facts = page->findChild<QPlainTextEdit *>(u"stepFacts"_s);
        QTRY_VERIFY(facts->toPlainText().contains(oddity)); // the failed step is chosen by itself
    }

    /// One bad entry costs itself, and is told where the list is shown.
    void unreadEntriesAreTold()
    {
        Stage stage(AccessMode::Normal, true);
        QCOMPARE(stage.session->clusters().value.size(), 2);
        const NavigatorModel model(stage.fixture.console);
        const QModelIndex connection = model.indexOf(u"same"_s, stage.primary).parent();
        QCOMPARE(model.rowCount(connection), 3);
        QVERIFY(model.index(2, 0, connection).data().toString().contains("data.contents[2].id"_L1));

        TaskListPage page(stage.fixture.console, *stage.session);
        page.show();
        const auto *table = page.findChild<QTableView *>(u"taskTable"_s);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QVERIFY(visibleChild<Banner>(&page));
        QVERIFY(visibleChild<Banner>(&page)->text().contains("data.contents[2].id"_L1));

        ClusterPage cluster(stage.fixture.console, *stage.session, stage.primary);
        cluster.show();
        auto *banner = cluster.findChild<Banner *>(u"staleBanner"_s);
        QTRY_VERIFY(banner->isVisible());
        QVERIFY2(banner->text().contains("data.contents[1].name"_L1), qPrintable(banner->text()));
    }
};

QTEST_MAIN(TestUiSameName)
#include "tst_ui_samename.moc"
