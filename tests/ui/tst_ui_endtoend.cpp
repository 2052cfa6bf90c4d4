// SPDX-License-Identifier: GPL-3.0-or-later
// The main job through the real window on the real simulator: browse, add, watch, export.
#include "dialogs/addserverdialog.h"
#include "graph/graphview.h"
#include "models/hosttablemodel.h"
#include "models/navigatormodel.h"
#include "pages/clusterpage.h"
#include "pages/taskpage.h"
#include "task/steplens.h"
#include "shell.h"
#include "uifixture.h"
#include "widgets/banner.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QListView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace obdesk;
using namespace Qt::StringLiterals;

class TestEndToEnd final : public QObject
{
    Q_OBJECT

private slots:
    void browseAddWatchExport();
    void languageSwitchKeepsPagesAndFollowers();
    void everyInteractiveWidgetHasANameAndObjectName();
    void plainHttpIsShownInRed_data();
    void plainHttpIsShownInRed();
};

namespace {

QModelIndex find(const QAbstractItemModel *model, const QString &text, const QModelIndex &parent = {})
{
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        if (index.data().toString() == text)
            return index;
        if (const QModelIndex below = find(model, text, index); below.isValid())
            return below;
    }
    return {};
}

void click(QAbstractItemView *view, const QModelIndex &index)
{
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}

} // namespace

void TestEndToEnd::browseAddWatchExport()
{
    UiFixture fixture;
    QVERIFY(fixture.started);
    const QString report = fixture.path(u"report.html"_s);
    fixture.console.chooseFileToSave = [&](QWidget *, const QString &, const QString &, std::function<void(const QString &)> chosen) { chosen(report); };
    fixture.open();
    Shell shell(fixture.console);
    shell.setLanguage(u"en"_s);
    shell.show();
    MainWindow *window = shell.window();
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QVERIFY(window->windowTitle().contains(u"Simulator"_s));

    // Browse.
    auto *tree = window->findChild<QTreeView *>(u"navigator"_s);
    QTRY_VERIFY(find(tree->model(), u"ob_trade"_s).isValid());
    QVERIFY(window->statusBar()->findChild<QLabel *>(u"statusEnvironment"_s)->text() == u"Simulator"_s);
    click(tree, find(tree->model(), u"ob_trade"_s));
    auto *page = window->findChild<ClusterPage *>();
    QVERIFY(page);
    auto *servers = [&]() -> QListView * {
        QListView *list = nullptr;
        [&] { QTRY_VERIFY((list = visibleChild<QListView>(page, u"servers-zone2"_s)) && list->model()->rowCount() == 3); }();
        return list;
    }();
    QVERIFY(servers);

    // Add.
    QTest::mouseClick(page->findChild<QPushButton *>(u"addServerTo-zone2"_s), Qt::LeftButton);
    auto *dialog = window->findChild<AddServerDialog *>();
    QVERIFY(dialog);
    auto *hosts = dialog->findChild<QTableView *>(u"hostTable"_s);
    QTRY_VERIFY(hosts->isVisible() && hosts->model()->rowCount() > 2);
    for (int row = 0; row < 2; ++row) {
        const QRect cell = hosts->visualRect(hosts->model()->index(row, HostTableModel::HostColumn));
        QTest::mouseClick(hosts->viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 10, cell.center().y()));
    }
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"submitAdd"_s), Qt::LeftButton);

    // Watch: the task page opens by itself.
    TaskPage *task = nullptr;
    QTRY_VERIFY((task = window->findChild<TaskPage *>()));
    QTRY_VERIFY(task->graph()->isLaidOut());
    QVERIFY(task->lens()->count() > 21); // two hosts: the per-host steps fan out
    QTRY_COMPARE_WITH_TIMEOUT(task->titleState(), std::optional(StepState::Successful), 30000);

    // The server is in its zone.
    QTRY_COMPARE_WITH_TIMEOUT(servers->model()->rowCount(), 5, 20000);

    // Export.
    QSignalSpy written(task, &TaskPage::reportWritten);
    QTest::mouseClick(task->findChild<QPushButton *>(u"exportReport"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, 20000);
    QFile file(report);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray html = file.readAll();
    QVERIFY(html.contains(task->taskId().toString().toUtf8()));
    QVERIFY(html.contains("<svg"));
    QVERIFY(html.contains("SIMULATOR") || html.contains("Simulator"));
}

void TestEndToEnd::languageSwitchKeepsPagesAndFollowers()
{
    UiFixture fixture;
    Session *session = fixture.open();
    Shell shell(fixture.console);
    shell.setLanguage(u"en"_s);
    shell.show();
    QTRY_VERIFY(session->clusters().everLoaded());
    QTRY_VERIFY(!session->openTasks().value.isEmpty());
    const TaskId task = session->openTasks().value.constFirst().id;
    shell.window()->openCluster(session->connection().id, clusterNamed(*session, u"ob_trade"_s).id);
    shell.window()->openTask(session->connection().id, task);
    QPointer<TaskFollower> follower = session->follower(task);
    const QString english = shell.window()->findChild<ClusterPage *>()->findChild<QPushButton *>(u"addServer"_s)->text();
    QPointer<MainWindow> old = shell.window();

    shell.setLanguage(u"zh_CN"_s);
    QVERIFY(!old);
    QCOMPARE(shell.window()->pages().size(), 2);
    QCOMPARE(shell.window()->currentPage(), 1);
    QVERIFY(follower);
    QCOMPARE(session->follower(task), follower.data());
    const QString chinese = shell.window()->findChild<ClusterPage *>()->findChild<QPushButton *>(u"addServer"_s)->text();
    QVERIFY(chinese != english);
    QVERIFY(chinese.contains(QChar(0x6DFB))); // 添
    shell.setLanguage(u"en"_s);
    QCOMPARE(shell.window()->findChild<ClusterPage *>()->findChild<QPushButton *>(u"addServer"_s)->text(), english);
}

void TestEndToEnd::everyInteractiveWidgetHasANameAndObjectName()
{
    UiFixture fixture(u"fail-once"_s);
    Session *session = fixture.open();
    Shell shell(fixture.console);
    shell.setLanguage(u"en"_s);
    shell.show();
    QTRY_VERIFY(session->clusters().everLoaded());
    QTRY_VERIFY(!session->openTasks().value.isEmpty());
    MainWindow *window = shell.window();
    const ClusterId trade = clusterNamed(*session, u"ob_trade"_s).id;
    window->openCluster(session->connection().id, trade);
    window->openTaskList(session->connection().id);
    window->openTask(session->connection().id, session->openTasks().value.constFirst().id);
    window->addServer(session->connection().id, trade, u"zone1"_s);
    window->editConnection({});
    QTRY_VERIFY(window->findChild<QTableView *>(u"hostTable"_s)->model()->rowCount() > 0);
    QStringList nameless;
    const auto all = window->findChildren<QWidget *>();
    for (const QWidget *widget : all) {
        const bool interactive = qobject_cast<const QAbstractButton *>(widget) || widget->inherits("QLineEdit") || widget->inherits("QComboBox")
                || widget->inherits("QAbstractItemView") || widget->inherits("QPlainTextEdit") || qobject_cast<const GraphView *>(widget);
        // Parts of Qt's own compound widgets (clear buttons, scrollers, headers, popup lists) are named by their owner.
        const QString parent = widget->parentWidget() ? QString::fromLatin1(widget->parentWidget()->metaObject()->className()) : QString();
        const bool part = widget->objectName().startsWith(u"qt_"_s) || widget->inherits("QHeaderView") || parent.startsWith(u"QLineEdit"_s)
                || parent == u"QTabBar"_s || parent.startsWith(u"QComboBox"_s) || parent.startsWith(u"QTable"_s) || parent.startsWith(u"QTree"_s);
        if (interactive && !part && widget->objectName().isEmpty())
            nameless.append(u"%1 in %2"_s.arg(QString::fromLatin1(widget->metaObject()->className()), parent));
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
}

void TestEndToEnd::plainHttpIsShownInRed_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("shown");
    QTest::newRow("http") << u"http://name.invalid:8080"_s << true;
    QTest::newRow("https") << u"https://name.invalid"_s << false;
    QTest::newRow("this computer") << u"http://127.0.0.1:1"_s << false;
}

void TestEndToEnd::plainHttpIsShownInRed()
{
    QFETCH(QString, url);
    QFETCH(bool, shown);
    UiFixture fixture;
    Connection connection;
    connection.id = u"a"_s;
    connection.name = u"A"_s;
    connection.url = QUrl(url);
    connection.user = u"admin"_s;
    connection.environment = Environment::Custom;
    connection.environmentName = u"Disaster recovery"_s;
    connection.plainHttpAccepted = true;
    connection.useSystemProxy = false;
    fixture.console.open(connection, Credentials(u"x"_s));
    Shell shell(fixture.console);
    shell.setLanguage(u"en"_s);
    shell.show();
    QVERIFY(QTest::qWaitForWindowExposed(shell.window()));
    QStatusBar *bar = shell.window()->statusBar();
    QTRY_COMPARE(bar->findChild<QLabel *>(u"statusEnvironment"_s)->text(), u"Disaster recovery"_s);
    auto *label = bar->findChild<QLabel *>(u"statusNotEncrypted"_s);
    QCOMPARE(label->isVisible(), shown);
    if (shown)
        QVERIFY(label->styleSheet().contains(fixture.theme.tokens().failed.name()));
}

QTEST_MAIN(TestEndToEnd)
#include "tst_ui_endtoend.moc"
