// SPDX-License-Identifier: GPL-3.0-or-later
// The table of steps: model and proxy keep their promises during changes, sorting goes by values, copies can be pasted anywhere.
#include "support/sampletask.h"
#include "task/steptable.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;
using M = StepModel;

namespace {

struct Stage
{
    explicit Stage(SampleTask what) : sample(std::move(what)), table(lens, theme), modelTester(table.steps()), proxyTester(table.model())
    {
        sample.runUntil(100);
        now = sample.task.startTime->addSecs(100);
        show();
        table.resize(1200, 500);
        table.show();
        table.setFocus();
        [&] { QVERIFY(QTest::qWaitForWindowExposed(&table)); }();
    }

    void show()
    {
        lens.setTask(sample.task, differenceBetween(lens.task(), sample.task), TaskHosts(sample.task, sample.known), now);
    }
    Subtask &step(int subtask) { return sample.task.subtasks[subtask]; }
    QString cell(int row, int column) const { return table.model()->index(row, column).data().toString(); }
    QStringList column(int column) const
    {
        QStringList texts;
        for (int row = 0; row < table.model()->rowCount(); ++row)
            texts.append(cell(row, column));
        return texts;
    }
    void clickHeader(int column)
    {
        QHeaderView *header = table.horizontalHeader();
        table.scrollTo(table.model()->index(0, column));
        const QPoint at(header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    }

    Theme theme;
    SampleTask sample;
    QDateTime now;
    StepLens lens;
    StepTable table;
    QAbstractItemModelTester modelTester;
    QAbstractItemModelTester proxyTester;
};

/// "3-4:5" is rows 3 to 4 of column 5.
QStringList ranges(QSignalSpy &spy)
{
    QStringList texts;
    for (const QVariantList &signal : std::as_const(spy)) {
        const auto from = signal.at(0).value<QModelIndex>();
        const auto to = signal.at(1).value<QModelIndex>();
        const auto span = [](int a, int b) { return a == b ? QString::number(a) : u"%1-%2"_s.arg(a).arg(b); };
        texts.append(span(from.row(), to.row()) + u':' + span(from.column(), to.column()));
    }
    spy.clear();
    return texts;
}

} // namespace

class TestStepTable final : public QObject
{
    Q_OBJECT

private slots:
    void everyStepInTheOrderOfExecution()
    {
        Stage stage(addServers(3));
        std::reverse(stage.sample.task.subtasks.begin(), stage.sample.task.subtasks.end()); // the server's order is none
        stage.show();
        QCOMPARE(stage.table.model()->rowCount(), 12 + 9 * 3);
        QCOMPARE(stage.cell(0, M::NameColumn), u"Prepare add observer"_s);
        QCOMPARE(stage.cell(2, M::NameColumn), u"Pre check for install OB"_s);
        QCOMPARE(stage.cell(2, M::PlaceColumn), u"10.20.2.14"_s);
        QCOMPARE(stage.cell(4, M::PlaceColumn), u"10.20.2.16"_s);
        QCOMPARE(stage.cell(38, M::NameColumn), u"Update OB cluster status"_s);
        for (int row = 0; row < 39; ++row)
            QCOMPARE(stage.table.model()->index(row, 0).data(M::SubtaskRole).toInt(), stage.lens.graph().order().at(row));
    }

    void everyField()
    {
        SampleTask sample = addServers(2);
        sample.task.subtasks[2].description = u"checks\nthe host"_s;
        sample.task.subtasks[2].nodeType = u"JAVA_TASK"_s;
        sample.task.subtasks[2].seriesId = 17;
        Stage stage(sample);
        const QHash<int, QString> wanted {
            { M::NameColumn, u"Pre check for install OB"_s }, { M::PlaceColumn, u"10.20.2.14"_s }, { M::StateColumn, u"Done"_s },
            { M::PhaseColumn, u"2 · Pre check for install OB"_s }, { M::StartedColumn, u"02:07:15"_s }, { M::FinishedColumn, u"02:07:46"_s },
            { M::DurationColumn, u"0:31"_s }, { M::LimitColumn, u"10:00"_s }, { M::RunColumn, u"1"_s }, { M::SlackColumn, u"0:05"_s },
            { M::HeldBackColumn, QString() }, { M::NotesColumn, QString() }, { M::OperationColumn, u"execute"_s }, { M::PartColumn, u"0"_s },
            { M::ExecutorColumn, u"10.20.1.1"_s }, { M::NodeTypeColumn, u"JAVA_TASK"_s }, { M::IdColumn, u"129302"_s },
            { M::SeriesColumn, u"17"_s }, { M::UpstreamColumn, u"129301"_s }, { M::DownstreamColumn, u"129304"_s },
            { M::CreatedColumn, u"02:07:12"_s }, { M::DescriptionColumn, u"checks␊the host"_s },
        };
        QCOMPARE(wanted.size(), int(M::ColumnCount));
        for (int column = 0; column < M::ColumnCount; ++column)
            QCOMPARE(stage.cell(2, column), wanted.value(column));
    }

    void causesAndWarnings()
    {
        Stage stage(addServers(2));
        stage.step(2).status = subtaskStatusFromText(u"FAILED"_s);
        stage.step(2).runTime = 3;
        for (int i = 4; i < stage.sample.task.subtasks.size(); ++i)
            stage.step(i).status = subtaskStatusFromText(u"PENDING"_s);
        stage.show();
        QCOMPARE(stage.cell(2, M::NotesColumn), u"First cause · run 3"_s);
        QCOMPARE(stage.cell(2, M::HeldBackColumn), QString::number(stage.sample.task.subtasks.size() - 4));
    }

    void changesAreToldExactly()
    {
        Stage stage(addServers(2));
        QSignalSpy changed(stage.table.steps(), &QAbstractItemModel::dataChanged);
        QSignalSpy reset(stage.table.steps(), &QAbstractItemModel::modelReset);
        stage.show();
        stage.lens.tick(stage.now);
        QVERIFY(reset.isEmpty());
        changed.clear(); // running durations
        const int row = stage.table.steps()->rowOf(20);
        const int next = stage.table.steps()->rowOf(21);
        QCOMPARE(next, row + 1);
        stage.step(20).executor = u"10.20.1.2"_s;
        stage.step(21).executor = u"10.20.1.2"_s;
        stage.step(10).description = u"new"_s;
        stage.show();
        QCOMPARE(ranges(changed), (QStringList { u"%1:%2"_s.arg(stage.table.steps()->rowOf(10)).arg(M::DescriptionColumn),
                                                 u"%1-%2:%3"_s.arg(row).arg(next).arg(M::ExecutorColumn) }));
        stage.sample.known[HostId(1000)].innerIpAddress = u"10.9.9.9"_s;
        stage.show();
        QCOMPARE(ranges(changed), QStringList { u"0-29:%1"_s.arg(M::PlaceColumn) });
    }

    void plansThatChange()
    {
        Stage stage(addServers(2));
        QSignalSpy reset(stage.table.steps(), &QAbstractItemModel::modelReset);
        stage.lens.select(5, false);
        stage.sample = addServers(3);
        stage.sample.runUntil(100);
        stage.show();
        QCOMPARE(reset.count(), 1);
        QCOMPARE(stage.table.model()->rowCount(), 39);
        stage.sample.task.subtasks.clear();
        stage.show();
        QCOMPARE(stage.table.model()->rowCount(), 0);
    }

    void sortsByValueAndBackToTheOrderOfExecution()
    {
        Stage stage(addServers(12));
        const QStringList plain = stage.column(M::IdColumn);
        stage.clickHeader(M::DurationColumn);
        QStringList durations = stage.column(M::DurationColumn);
        QCOMPARE(durations.first(), u"0:01"_s);
        durations.removeAll(QString());
        QVERIFY(durations.indexOf(u"0:46"_s) < durations.indexOf(u"1:02"_s) || !durations.contains(u"1:02"_s));
        QVERIFY(stage.column(M::DurationColumn).last().isEmpty()); // what has none comes last …
        stage.clickHeader(M::DurationColumn);
        QVERIFY(!stage.column(M::DurationColumn).first().isEmpty());
        QVERIFY(stage.column(M::DurationColumn).last().isEmpty()); // … either way
        stage.clickHeader(M::DurationColumn);
        QCOMPARE(stage.column(M::IdColumn), plain);
    }

    void numbersAreNotSortedAsText()
    {
        Stage stage(addServers(12));
        stage.table.sortByColumn(M::PartColumn, Qt::AscendingOrder);
        QStringList parts = stage.column(M::PartColumn);
        parts.removeAll(QString());
        QVERIFY(parts.indexOf(u"2"_s) < parts.indexOf(u"10"_s));
    }

    void changesWhileSortedAndFiltered()
    {
        Stage stage(addServers(12));
        StepFilter filter;
        filter.states = { StepState::Running, StepState::Failed };
        stage.lens.setFilter(filter);
        const int before = stage.table.model()->rowCount();
        QCOMPARE(before, stage.lens.shownCount());
        stage.table.sortByColumn(M::StateColumn, Qt::AscendingOrder);
        stage.step(3).status = subtaskStatusFromText(u"FAILED"_s);
        stage.show();
        QCOMPARE(stage.table.model()->rowCount(), before + 1);
        stage.lens.setFilter({});
        QCOMPARE(stage.table.model()->rowCount(), stage.lens.count());
    }

    void selectionIsShared()
    {
        Stage stage(addServers(12));
        stage.lens.select(90, true);
        QCOMPARE(stage.table.currentIndex().data(M::SubtaskRole).toInt(), 90);
        QVERIFY(stage.table.viewport()->rect().contains(stage.table.visualRect(stage.table.currentIndex())));
        QTest::keyClick(&stage.table, Qt::Key_Home);
        QCOMPARE(stage.lens.selected(), 0);
        QTest::keyClick(&stage.table, Qt::Key_Down);
        QCOMPARE(stage.lens.selected(), 1);
        QTest::keyClick(&stage.table, Qt::Key_End);
        QCOMPARE(stage.lens.selected(), stage.lens.graph().order().constLast());
        QTest::keyClick(&stage.table, Qt::Key_PageUp);
        QVERIFY(stage.lens.selected() != stage.lens.graph().order().constLast());
        QTest::keyClick(&stage.table, Qt::Key_Escape);
        QCOMPARE(stage.lens.selected(), -1);
        QVERIFY(stage.table.selectionModel()->selectedRows().isEmpty());
    }

    void filterHidesTheSelectedStepAndGivesItBack()
    {
        Stage stage(addServers(3));
        stage.lens.select(4, false);
        StepFilter filter;
        filter.text = u"reserve"_s;
        stage.lens.setFilter(filter);
        QCOMPARE(stage.table.model()->rowCount(), 1);
        QCOMPARE(stage.lens.selected(), 4);
        stage.lens.setFilter({});
        QCOMPARE(stage.table.currentIndex().data(M::SubtaskRole).toInt(), 4);
    }

    void activation()
    {
        Stage stage(addServers(2));
        QSignalSpy activated(&stage.table, &StepTable::activated);
        stage.lens.select(3, true);
        QTest::keyClick(&stage.table, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.takeFirst().first().toInt(), 3);
        const QPoint at = stage.table.visualRect(stage.table.model()->index(1, 0)).center();
        QTest::mouseClick(stage.table.viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(stage.lens.selected(), 1);
        QTest::mouseDClick(stage.table.viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().toInt(), 1);
    }

    void typeAhead()
    {
        Stage stage(addServers(2));
        stage.lens.select(0, true);
        QTest::keyClicks(&stage.table, u"add ob"_s);
        QCOMPARE(stage.lens.step(stage.lens.selected()).name, u"Add observer"_s);
    }

    void copiesAsText()
    {
        SampleTask sample = addServers(2);
        sample.task.subtasks[1].name = u"=cmd|' /C calc'!A0\tx"_s;
        Stage stage(sample);
        for (int column = 0; column < M::ColumnCount; ++column)
            stage.table.setColumnHidden(column, column != M::NameColumn && column != M::DurationColumn && column != M::UpstreamColumn);
        stage.table.selectRow(0);
        stage.table.selectionModel()->select(stage.table.model()->index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QTest::keySequence(&stage.table, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"Step\tDuration\tUpstream\nPrepare add observer\t0:02\t\n'=cmd|' /C calc'!A0␉x\t0:01\t129300\n"_s);
        stage.table.horizontalHeader()->moveSection(stage.table.horizontalHeader()->visualIndex(M::DurationColumn), 0);
        QVERIFY(stage.table.selectedAsText().startsWith(u"Duration\tStep\tUpstream\n0:02\tPrepare add observer\t\n"_s));
    }

    void copiesAsCsv()
    {
        SampleTask sample = addServers(2);
        sample.task.subtasks[1].name = u"say \"hi\", then\nstop"_s;
        sample.task.subtasks[0].name = u"@SUM(A1)"_s;
        Stage stage(sample);
        for (int column = 0; column < M::ColumnCount; ++column)
            stage.table.setColumnHidden(column, column != M::NameColumn && column != M::DurationColumn && column != M::StartedColumn);
        stage.table.selectAll();
        QVERIFY(stage.table.copyCsvAction()->shortcut() == QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
        QTest::keyClick(&stage.table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u"\r\n"_s);
        QCOMPARE(lines.size(), 1 + 30 + 1);
        QCOMPARE(lines.at(0), u"Step,Started,Duration (s)"_s);
        QCOMPARE(lines.at(1), u"'@SUM(A1),2026-03-02T02:07:12Z,2"_s);
        QCOMPARE(lines.at(2), u"\"say \"\"hi\"\", then␊stop\",2026-03-02T02:07:14Z,1"_s);
        QCOMPARE(lines.at(30), u"Update OB cluster status,,"_s);
        QVERIFY(lines.last().isEmpty());
    }

    void longListsOfNeighboursAreCutInCellsOnly()
    {
        Stage stage(addServers(40));
        int row = 0;
        while (stage.cell(row, M::NameColumn) != u"Install rpm"_s)
            ++row;
        const int barrier = row + 40;
        QCOMPARE(stage.cell(barrier, M::NameColumn), u"Wait node"_s);
        QVERIFY(stage.cell(barrier, M::UpstreamColumn).size() < 150);
        QVERIFY(stage.cell(barrier, M::UpstreamColumn).contains(u"40 in total"_s));
        QCOMPARE(stage.table.steps()->fullText(barrier, M::UpstreamColumn).split(u' ').size(), 40);
    }

    void columnsAreSavedAndRestored()
    {
        Stage stage(addServers(2));
        stage.table.setColumnHidden(M::ExecutorColumn, false);
        stage.table.horizontalHeader()->moveSection(0, 3);
        stage.table.setColumnWidth(M::IdColumn, 222);
        const QByteArray saved = stage.table.saveColumns();
        StepTable other(stage.lens, stage.theme);
        QVERIFY(other.isColumnHidden(M::ExecutorColumn));
        QVERIFY(other.restoreColumns(saved));
        QVERIFY(!other.isColumnHidden(M::ExecutorColumn));
        QCOMPARE(other.horizontalHeader()->visualIndex(M::NameColumn), 3);
        QCOMPARE(other.columnWidth(M::IdColumn), 222);
        QVERIFY(!other.restoreColumns({}));
        QVERIFY(!other.restoreColumns("rubbish"));
        QVERIFY(!other.restoreColumns(saved.left(1) + "rubbish"));
        QCOMPARE(other.columnWidth(M::IdColumn), 222);
        other.resetColumns();
        QVERIFY(other.isColumnHidden(M::ExecutorColumn));
        QCOMPARE(other.horizontalHeader()->visualIndex(M::NameColumn), 0);
    }

    void columnMenu()
    {
        Stage stage(addServers(2));
        QSignalSpy changed(&stage.table, &StepTable::columnsChanged);
        emit stage.table.horizontalHeader()->customContextMenuRequested({ 10, 10 });
        auto *menu = stage.table.findChild<QMenu *>(u"columnMenu"_s);
        QVERIFY(menu);
        QAction *executor = menu->actions().at(M::ExecutorColumn);
        QCOMPARE(executor->text(), u"Executor"_s);
        QVERIFY(!executor->isChecked());
        executor->trigger();
        QVERIFY(!stage.table.isColumnHidden(M::ExecutorColumn));
        QVERIFY(changed.count() > 0);
        menu->close();
    }

    void serverTextIsPlainText()
    {
        SampleTask sample = addServers(2);
        sample.task.subtasks[0].name = u"<img src=x> \u202Egnp"_s;
        Stage stage(sample);
        QVERIFY(!stage.cell(0, M::NameColumn).contains(QChar(0x202E)));
        QVERIFY(stage.table.model()->index(0, 0).data(Qt::ToolTipRole).toString().contains(u"&lt;img"_s));
    }
};

QTEST_MAIN(TestStepTable)
#include "tst_ui_steptable.moc"
