// SPDX-License-Identifier: GPL-3.0-or-later
// The journal page on a real journal file.
#include "dialogs/settledialog.h"
#include "models/journalmodel.h"
#include "pages/journalpage.h"
#include "uifixture.h"
#include "widgets/banner.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace obdesk;
using namespace Qt::StringLiterals;
using Standing = JournalEntry::Standing;

namespace {

Intent intent(int number)
{
    Intent intent;
    intent.id = u"id-%1"_s.arg(number);
    intent.at = QDateTime(QDate(2026, 11, 24), QTime(2, 0), Qt::UTC).addSecs(number);
    intent.osUser = u"dba"_s;
    intent.connectionId = u"c1"_s;
    intent.connectionName = u"prod"_s;
    intent.server = QUrl(u"https://ocp.example"_s);
    intent.user = u"admin"_s;
    intent.kind = operations::addServers;
    intent.method = "POST";
    intent.path = "/api/v2/ob/clusters/21/servers";
    intent.body = R"({"zoneName":"zone2","servers":[1]})";
    intent.cluster = ClusterId(21);
    intent.targetName = u"obprod"_s;
    intent.zone = u"zone2"_s;
    intent.hosts = { HostId(100 + number) };
    intent.claims = claimsOnTargets(intent);
    intent.reason = u"change %1"_s.arg(number);
    return intent;
}

JournalEntry entryOf(int seq, Standing standing = Standing::Accepted)
{
    JournalEntry entry;
    entry.seq = seq;
    entry.intent = intent(seq);
    entry.standing = standing;
    return entry;
}

struct Stage
{
    Stage()
    {
        page = std::make_unique<JournalPage>(fixture.console);
        page->resize(1100, 700);
        page->show();
        table = page->findChild<QTableView *>(u"journalTable"_s);
    }

    void begin(int number)
    {
        bool done = false;
        fixture.journal->begin(intent(number), [&](const std::optional<ApiError> &error) { done = !error; });
        ok &= QTest::qWaitFor([&] { return done; }, 20'000);
    }
    void conclude(int number, Conclusion::Kind kind)
    {
        Conclusion conclusion;
        conclusion.kind = kind;
        conclusion.at = intent(number).at;
        conclusion.traceId = u"trace-%1"_s.arg(number);
        if (kind == Conclusion::Kind::Accepted)
            conclusion.task = TaskId(107720);
        bool done = false;
        fixture.journal->conclude(intent(number).id, conclusion, [&](bool written) { done = written; });
        ok &= QTest::qWaitFor([&] { return done; }, 20'000);
    }
    bool rows(int count) { return QTest::qWaitFor([&] { return table->model()->rowCount() == count; }, 20'000); }
    QString cell(int row, int column) { return table->model()->index(row, column).data().toString(); }
    template<typename T>
    T *child(const QString &name) { return page->findChild<T *>(name); }

    UiFixture fixture;
    bool ok = true;
    std::unique_ptr<JournalPage> page;
    QTableView *table = nullptr;
};

} // namespace

class TestUiJournalPage : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatIsWrittenDown()
    {
        Stage stage;
        QVERIFY(stage.rows(0));
        stage.begin(1);
        stage.conclude(1, Conclusion::Kind::Accepted);
        stage.begin(2);
        stage.conclude(2, Conclusion::Kind::Unknown);
        QVERIFY(stage.ok);
        QVERIFY(stage.rows(2));
        // Newest first; what needs a person can be seen.
        QVERIFY(QTest::qWaitFor([&] { return stage.cell(0, JournalModel::OutcomeColumn) == u"Not known"_s; }, 20'000));
        QCOMPARE(stage.cell(1, JournalModel::OutcomeColumn), u"Accepted"_s);
        QCOMPARE(stage.cell(1, JournalModel::TaskColumn), u"107720"_s);
        QCOMPARE(stage.cell(0, JournalModel::ReasonColumn), u"change 2"_s);
        stage.table->selectRow(1);
        const QString facts = stage.child<QPlainTextEdit>(u"journalFacts"_s)->toPlainText();
        for (const QString &part : { u"change 1"_s, u"trace-1"_s, u"obprod"_s, u"POST /api/v2/ob/clusters/21/servers"_s, u"107720"_s, u"dba"_s, u"zone2"_s })
            QVERIFY2(facts.contains(part), qPrintable(part));
        QVERIFY(!stage.child<QPushButton>(u"journalSettle"_s)->isEnabled());
        // No connection leads there.
        QVERIFY(!stage.child<QPushButton>(u"journalOpenTask"_s)->isEnabled());
    }

    void filters()
    {
        Stage stage;
        for (int i = 1; i <= 3; ++i) {
            stage.begin(i);
            stage.conclude(i, i == 2 ? Conclusion::Kind::Unknown : Conclusion::Kind::Refused);
        }
        QVERIFY(stage.rows(3));
        stage.child<QLineEdit>(u"journalSearch"_s)->setText(u"change 3"_s);
        QVERIFY(stage.rows(1));
        QCOMPARE(stage.cell(0, JournalModel::ReasonColumn), u"change 3"_s);
        stage.child<QLineEdit>(u"journalSearch"_s)->clear();
        QVERIFY(stage.rows(3));
        stage.child<QCheckBox>(u"journalOnlyOpen"_s)->setChecked(true);
        QVERIFY(stage.rows(1));
        QCOMPARE(stage.cell(0, JournalModel::ReasonColumn), u"change 2"_s);
    }

    void settlesByHand()
    {
        Stage stage;
        stage.begin(1);
        stage.conclude(1, Conclusion::Kind::Unknown);
        QVERIFY(stage.rows(1));
        auto *settle = stage.child<QPushButton>(u"journalSettle"_s);
        QVERIFY(QTest::qWaitFor([&] { return settle->isEnabled(); }, 20'000));
        settle->click();
        auto *dialog = stage.page->findChild<SettleDialog *>();
        QVERIFY(dialog);
        auto *ok = dialog->findChild<QPushButton *>(u"doSettle"_s);
        auto *name = dialog->findChild<QLineEdit *>(u"confirmName"_s);
        auto *reason = dialog->findChild<QLineEdit *>(u"reason"_s);
        QVERIFY(!ok->isEnabled());
        name->setText(u"obprod"_s);
        QVERIFY(!ok->isEnabled());
        reason->setText(u"host is free in OCP"_s);
        QVERIFY(ok->isEnabled());
        name->setText(u"obtest"_s);
        QVERIFY(!ok->isEnabled());
        name->setText(u"obprod"_s);
        ok->click();
        QVERIFY(QTest::qWaitFor([&] { return stage.cell(0, JournalModel::OutcomeColumn) == u"Settled by hand"_s; }, 20'000));
        QVERIFY(stage.child<QPlainTextEdit>(u"journalFacts"_s)->toPlainText().contains(u"host is free in OCP"_s));
        QVERIFY(!settle->isEnabled());
    }

    void verifiesAndExports()
    {
        Stage stage;
        stage.begin(1);
        QVERIFY(stage.rows(1));
        stage.child<QPushButton>(u"verifyJournal"_s)->click();
        auto *banner = stage.child<Banner>(u"journalBanner"_s);
        QVERIFY(QTest::qWaitFor([&] { return banner->text().contains(u"sound"_s); }, 20'000));
        const QString file = stage.fixture.path(u"journal.csv"_s);
        stage.fixture.console.chooseFileToSave = [file](QWidget *, const QString &, const QString &, std::function<void(const QString &)> chosen) { chosen(file); };
        stage.child<QPushButton>(u"exportJournal"_s)->click();
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(file); }, 20'000));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll().contains("change 1"));
        stage.fixture.console.chooseFileToSave = [](QWidget *, const QString &, const QString &, std::function<void(const QString &)> chosen) { chosen(u"/tmp/x.doc"_s); };
        stage.child<QPushButton>(u"exportJournal"_s)->click();
        QVERIFY(banner->text().contains(u"x.doc"_s));
    }

    void modelGrowsAtBothEnds()
    {
        Theme theme;
        JournalModel model(theme);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        model.setNewest({ entryOf(5), entryOf(4) }, false, now);
        QCOMPARE(reset.size(), 1);
        model.append({ entryOf(3), entryOf(1) });
        QCOMPARE(model.rowCount(), 4);
        // New on top, changed in place; the older ones that were fetched stay.
        model.setNewest({ entryOf(7), entryOf(5, Standing::Unknown), entryOf(4) }, false, now);
        QCOMPARE(reset.size(), 1);
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.entry(1)->standing, Standing::Unknown);
        QCOMPARE(model.oldestSeq(), 1);
        QCOMPARE(model.rowOf(u"id-3"_s), 3);
        // A gap between what is known and what came: nothing may be missing in the middle.
        model.setNewest({ entryOf(20), entryOf(19) }, false, now);
        QCOMPARE(model.rowCount(), 2);
        model.append({ entryOf(18) });
        // Nothing is older any more: what was fetched before must not stay.
        model.setNewest({ entryOf(20), entryOf(19) }, true, now);
        QCOMPARE(model.rowCount(), 2);
        model.setNewest({}, true, now);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.entry(0), nullptr);
    }
};

QTEST_MAIN(TestUiJournalPage)
#include "tst_ui_journalpage.moc"
