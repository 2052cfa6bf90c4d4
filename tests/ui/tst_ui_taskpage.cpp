// SPDX-License-Identifier: GPL-3.0-or-later
// The task page on the real simulator: failure shown with its cause, actions only where they are legal, stale marked.
#include "dialogs/confirmactiondialog.h"
#include "graph/graphview.h"
#include "pages/taskpage.h"
#include "report/report.h"
#include "report/runcollector.h"
#include "task/steplens.h"
#include "task/steppane.h"
#include "uifixture.h"
#include "widgets/banner.h"
#include "widgets/wrappedtext.h"
#include "words/causewords.h"

#include <QBuffer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

using namespace obdesk;
using namespace Qt::StringLiterals;

namespace {

struct Stage
{
    explicit Stage(const QString &scenario, AccessMode mode = AccessMode::Normal) : fixture(scenario)
    {
        session = fixture.open(mode);
        [&] { QTRY_VERIFY(session->clusters().everLoaded()); }();
    }

    /// Adds two spare hosts of hz-b to ob_trade's zone2 and opens the page of the task. (Some spare hosts are reserved by a
    /// failed task of the world's history; these two are not.)
    void addServers()
    {
        QList<HostId> hosts;
        session->hosts();
        QTRY_VERIFY(session->hosts().everLoaded());
        for (const Host &host : session->hosts().value) {
            if (host.name == "ob-hzb-011"_L1 || host.name == "ob-hzb-012"_L1)
                hosts.append(host.id);
        }
        const Cluster cluster = clusterNamed(*session, u"ob_trade"_s);
        std::optional<Task> created;
        MutationContext mutation { u"test"_s, cluster.name, cluster.name };
        session->client().send(addServersOperation({ cluster.id, u"zone2"_s, hosts }), mutation, session, [&](const Result<Fetched<std::optional<Task>>> &result) {
            if (result)
                created = result->value;
            else
                qWarning("%s", qPrintable(result.error().message));
        });
        QTRY_VERIFY(created);
        session->follow(created->id, created);
        show(created->id);
        session->unfollow(created->id);
    }

    void show(TaskId task)
    {
        page = std::make_unique<TaskPage>(fixture.console, *session, task);
        page->resize(1200, 700);
        page->show();
        QTRY_VERIFY(session->follower(task)->task());
    }

    const Task &task() const { return *session->follower(page->taskId())->task(); }
    QPushButton *button(const QString &name) const { return page->findChild<QPushButton *>(name); }

    void confirm()
    {
        auto *dialog = page->findChild<ConfirmActionDialog *>();
        QVERIFY(dialog);
        dialog->findChild<QPushButton *>(u"doAction"_s)->click();
    }

    UiFixture fixture;
    Session *session = nullptr;
    std::unique_ptr<TaskPage> page;
};

} // namespace

class TestTaskPage final : public QObject
{
    Q_OBJECT

private slots:
    void succeedsLive();
    void failureIsSelectedWithItsCause();
    void retryNeedsConfirmationAndIsSentOnce();
    void skipSaysWhatItMeans();
    void rollbackEndsRolledBack();
    void actionsAreOffWithTheReason();
    void protectedActionWantsTheName();
    void goneServerMarksThePictureStale();
    void wrongPasswordStopsAsking();
    void oddTaskIsShownWithItsOddities();
    void noViewNeedsMoreRoomThanTheOthers();
    void unknownTaskSaysSo();
};

void TestTaskPage::succeedsLive()
{
    Stage stage(u"default"_s);
    stage.addServers();
    QTRY_COMPARE_WITH_TIMEOUT(stage.task().status.value, TaskStatus::Successful, 20000);
    QTRY_COMPARE(stage.session->follower(stage.page->taskId())->state(), TaskFollower::State::Ended);
    const auto total = stage.task().subtasks.size();
    QCOMPARE(stage.page->findChild<QLabel *>(u"taskProgress"_s)->text(), u"%1 / %1"_s.arg(total));
    QVERIFY(!stage.button(u"retryTask"_s)->isEnabled());
}

void TestTaskPage::failureIsSelectedWithItsCause()
{
    Stage stage(u"fail-once"_s);
    stage.addServers();
    QTRY_COMPARE_WITH_TIMEOUT(stage.task().status.value, TaskStatus::Failed, 20000);
    QTRY_VERIFY(stage.page->lens()->selected() >= 0);
    QCOMPARE(stepState(stage.task().subtasks.at(stage.page->lens()->selected())), StepState::Failed);
    auto *cause = stage.page->findChild<Banner *>(u"stepFailure"_s);
    QTRY_VERIFY(cause->text().contains(u"memory"_s)); // the scenario's cause, from the step's log
    auto *log = stage.page->findChild<QPlainTextEdit *>(u"stepLog"_s);
    QVERIFY(log->toPlainText().contains(u"ERROR"_s));

    // A report says the same.
    std::optional<Run> run;
    Run taken;
    taken.task = stage.task();
    collectRun(stage.session->client(), taken, stage.page.get(), [&run](const Run &complete) { run = complete; });
    QTRY_VERIFY(run);
    const SubtaskId failed = stage.task().subtasks.at(stage.page->lens()->selected()).id;
    QVERIFY(run->logOf(failed));
    const QStringList said = cause->text().split(u'\n');
    QCOMPARE(said.at(0), causeWords(run->logOf(failed)->cause()));
    QCOMPARE(said.at(1), causeBasisWords(run->logOf(failed)->cause()));
    QByteArray document;
    QBuffer buffer(&document);
    buffer.open(QIODevice::WriteOnly);
    QCOMPARE(writeReport(*run, ReportFormat::Html, buffer), QString());
    QVERIFY(QString::fromUtf8(document).contains(said.at(0).toHtmlEscaped()));

    // One key goes to its line.
    auto *show = cause->findChild<QPushButton *>(u"bannerAction"_s);
    QVERIFY(show->isVisible() && show->focusPolicy() & Qt::TabFocus);
    QTest::keyClick(show, Qt::Key_Space);
    QVERIFY(log->textCursor().block().text().contains(said.at(0)));
    QCOMPARE(log->extraSelections().size(), 1);
    QCOMPARE(log->extraSelections().first().cursor.blockNumber(), log->textCursor().blockNumber());
    QVERIFY(!stage.page->findChild<QToolButton *>(u"logTail"_s)->isChecked());
    QVERIFY(stage.button(u"retryStep"_s)->isEnabled());
    QVERIFY(!stage.button(u"cancelStep"_s)->isEnabled());
    QVERIFY(!stage.button(u"cancelStep"_s)->toolTip().isEmpty());
}

void TestTaskPage::retryNeedsConfirmationAndIsSentOnce()
{
    Stage stage(u"fail-once"_s);
    stage.addServers();
    QTRY_COMPARE_WITH_TIMEOUT(stage.task().status.value, TaskStatus::Failed, 20000);
    stage.button(u"retryTask"_s)->click();
    auto *dialog = stage.page->findChild<ConfirmActionDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<QLabel *>(u"confirmText"_s)->text().contains(stage.page->taskId().toString()));
    QTest::keyClick(dialog, Qt::Key_Return); // Enter presses Cancel
    QTRY_VERIFY(!stage.page->findChild<ConfirmActionDialog *>());
    QCOMPARE(stage.task().status.value, TaskStatus::Failed);

    stage.button(u"retryTask"_s)->click();
    QSignalSpy confirmed(stage.page->findChild<ConfirmActionDialog *>(), &ConfirmActionDialog::confirmed);
    QPushButton *ok = stage.page->findChild<ConfirmActionDialog *>()->findChild<QPushButton *>(u"doAction"_s);
    ok->click();
    ok->click();
    QCOMPARE(confirmed.count(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(stage.task().status.value, TaskStatus::Successful, 20000);
}

void TestTaskPage::skipSaysWhatItMeans()
{
    Stage stage(u"fail-always"_s);
    stage.addServers();
    QTRY_COMPARE_WITH_TIMEOUT(stage.task().status.value, TaskStatus::Failed, 20000);
    QTRY_VERIFY(stage.page->lens()->selected() >= 0);
    const int failed = stage.page->lens()->selected();
    stage.button(u"skipStep"_s)->click();
    QVERIFY(stage.page->findChild<ConfirmActionDialog *>()->findChild<QLabel *>(u"confirmText"_s)->text().contains(u"WITHOUT"_s));
    stage.confirm();
    QTRY_COMPARE(stepState(stage.task().subtasks.at(failed)), StepState::Skipped);
}

void TestTaskPage::rollbackEndsRolledBack()
{
    Stage stage(u"fail-always"_s);
    stage.addServers();
    QTRY_COMPARE_WITH_TIMEOUT(stage.task().status.value, TaskStatus::Failed, 20000);
    stage.button(u"rollbackTask"_s)->click();
    stage.confirm();
    QTRY_VERIFY_WITH_TIMEOUT(isRolledBack(stage.task()), 20000);
    QCOMPARE(*stage.page->titleState(), StepState::RolledBack);
}

void TestTaskPage::actionsAreOffWithTheReason()
{
    Stage stage(u"fail-once"_s, AccessMode::ReadOnly);
    TaskQuery query;
    query.statuses = { u"FAILED"_s };
    std::optional<TaskId> failed;
    stage.session->client().fetchTasks(query, stage.session, [&](const Result<Fetched<Page<Task>>> &result) {
        if (result)
            failed = result->value.items.constFirst().id;
    });
    QTRY_VERIFY(failed);
    stage.show(*failed);
    for (const QString &name : { u"retryTask"_s, u"rollbackTask"_s }) {
        QVERIFY(!stage.button(name)->isEnabled());
        QVERIFY(stage.button(name)->toolTip().contains(u"read-only"_s));
    }
    // The failed step is shown at once; nothing can be done to it either.
    auto *pane = stage.page->findChild<StepPane *>();
    QTRY_VERIFY(stage.page->lens()->selected() >= 0);
    for (const QString &name : { u"retryStep"_s, u"skipStep"_s, u"cancelStep"_s }) {
        auto *button = pane->findChild<QPushButton *>(name);
        QVERIFY2(button && !button->isEnabled() && button->toolTip().contains(u"read-only"_s), qPrintable(name));
    }
}

void TestTaskPage::protectedActionWantsTheName()
{
    Stage stage(u"fail-once"_s, AccessMode::Protected);
    stage.addServers();
    QTRY_COMPARE_WITH_TIMEOUT(stage.task().status.value, TaskStatus::Failed, 20000);
    stage.button(u"retryTask"_s)->click();
    auto *dialog = stage.page->findChild<ConfirmActionDialog *>();
    auto *ok = dialog->findChild<QPushButton *>(u"doAction"_s);
    QVERIFY(!ok->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"confirmName"_s), u"ob_trade"_s);
    QVERIFY(!ok->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"reason"_s), u"CHG-2"_s);
    QVERIFY(ok->isEnabled());
    ok->click();
    QTRY_COMPARE_WITH_TIMEOUT(stage.task().status.value, TaskStatus::Successful, 20000);
}

void TestTaskPage::goneServerMarksThePictureStale()
{
    Stage stage(u"fail-always"_s);
    stage.addServers();
    QTRY_COMPARE_WITH_TIMEOUT(stage.task().status.value, TaskStatus::Failed, 20000);
    const auto steps = stage.task().subtasks.size();
    stage.fixture.simulator.stop();
    stage.page->refresh();
    auto *stale = stage.page->findChild<Banner *>(u"staleBanner"_s);
    QTRY_VERIFY(stale->isVisible());
    QVERIFY2(stale->text().contains(u"127.0.0.1"_s), qPrintable(stale->text()));
    QVERIFY2(stale->text().contains(u"Stale since"_s), qPrintable(stale->text()));
    QCOMPARE(stage.task().subtasks.size(), steps); // the last good picture stays
    QCOMPARE(stage.page->lens()->count(), int(steps));
}

void TestTaskPage::wrongPasswordStopsAsking()
{
    UiFixture fixture;
    QVERIFY(fixture.started);
    Session *session = fixture.open(AccessMode::Normal, {}, u"wrong"_s);
    QSignalSpy login(session, &Session::loginNeeded);
    QTRY_VERIFY(session->needsLogin());
    session->refresh();
    session->refresh();
    QCOMPARE(login.count(), 1);
    QVERIFY(!session->clusters().loading);
    QVERIFY(!session->untilNextRefresh());
}

void TestTaskPage::oddTaskIsShownWithItsOddities()
{
    Stage stage(u"odd"_s);
    TaskQuery query;
    query.size = 200;
    QList<TaskId> ids;
    stage.session->client().fetchTasks(query, stage.session, [&](const Result<Fetched<Page<Task>>> &result) {
        if (result) {
            for (const Task &task : result->value.items)
                ids.append(task.id);
        }
    });
    QTRY_VERIFY(!ids.isEmpty());
    int odd = 0;
    for (const TaskId id : std::as_const(ids)) {
        stage.show(id);
        QTRY_VERIFY(stage.page->graph()->isLaidOut());
        QCOMPARE(stage.page->lens()->count(), int(stage.task().subtasks.size()));
        odd += stage.page->findChild<Banner *>(u"oddBanner"_s)->isVisible() ? 1 : 0;
        stage.page.reset();
    }
    QVERIFY2(odd >= 3, qPrintable(QString::number(odd))); // cycle, dangling and one-sided edges, duplicate ids
}

/// One that does would push the navigator aside when it is chosen.
void TestTaskPage::noViewNeedsMoreRoomThanTheOthers()
{
    Stage stage(u"default"_s);
    stage.addServers();
    QTRY_VERIFY(stage.page->graph()->isLaidOut());
    const int width = stage.page->minimumSizeHint().width();
    for (int view = 0; view < 4; ++view) {
        stage.page->showView(view);
        QCoreApplication::sendPostedEvents();
        QVERIFY2(stage.page->minimumSizeHint().width() <= width,
                 qPrintable(u"view %1 wants %2 px, the first one %3"_s.arg(view).arg(stage.page->minimumSizeHint().width()).arg(width)));
    }
}

void TestTaskPage::unknownTaskSaysSo()
{
    Stage stage(u"default"_s);
    TaskPage page(stage.fixture.console, *stage.session, TaskId(42));
    page.resize(900, 500);
    page.show();
    QTRY_VERIFY([&] {
        for (const WrappedText *label : page.findChildren<WrappedText *>(u"emptyText"_s)) {
            if (label->isVisible() && label->text().contains(u"TSK10001"_s))
                return true;
        }
        return false;
    }());
}

QTEST_MAIN(TestTaskPage)
#include "tst_ui_taskpage.moc"
