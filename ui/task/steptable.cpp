// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/steptable.h"

#include "files/csvcell.h"
#include "models/stepdelegate.h"
#include "task/nothingshown.h"
#include "widgets/tables.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr char stateVersion = 1;

constexpr int shownAtFirst[] = { StepModel::NameColumn,     StepModel::PlaceColumn, StepModel::StateColumn, StepModel::PhaseColumn,
                                 StepModel::StartedColumn,  StepModel::DurationColumn, StepModel::LimitColumn, StepModel::RunColumn,
                                 StepModel::SlackColumn,    StepModel::HeldBackColumn, StepModel::NotesColumn, StepModel::IdColumn };

} // namespace

StepProxy::StepProxy(StepLens &lens, StepModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_lens(lens), m_model(model)
{
    setSourceModel(&model);
    connect(&lens, &StepLens::shownChanged, this, [this] { invalidateFilter(); });
}

bool StepProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool has = m_model.hasValue(left.row(), left.column());
    if (has != m_model.hasValue(right.row(), right.column()))
        return has == (sortOrder() == Qt::AscendingOrder);
    return has && m_model.compare(left.row(), right.row(), left.column()) < 0;
}

bool StepProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    return m_lens.isShown(m_model.subtaskAt(row));
}

StepTable::StepTable(StepLens &lens, const Theme &theme, QWidget *parent) : QTableView(parent), m_lens(lens)
{
    setObjectName(u"stepTable"_s);
    setAccessibleName(tr("Table of steps"));
    m_model = new StepModel(lens, theme, this);
    m_proxy = new StepProxy(lens, *m_model, this);
    // Before the selection hears of it: the step that is selected stays so although its row goes.
    connect(m_proxy, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_following = true; });
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, [this] { m_following = false; });
    setModel(m_proxy);
    setUpRowTable(this, { 34, 15, 13, 26, 20, 20, 12, 14, 7, 11, 14, 26, 13, 15, 15, 15, 13, 13, 22, 22, 20, 40 });
    setItemDelegate(new StepDelegate(theme, this));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setSortIndicatorClearable(true); // the third click leads back to the order of execution
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    setSortingEnabled(true);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    resetColumns();
    new NothingShown(lens, theme, viewport());

    const auto addAction = [this](const QString &name, const QString &text, const QKeySequence &keys) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        QWidget::addAction(action);
        return action;
    };
    m_copyText = addAction(u"copyRowsAsText"_s, tr("Copy rows"), QKeySequence::Copy);
    m_copyCsv = addAction(u"copyRowsAsCsv"_s, tr("Copy rows as CSV"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    connect(m_copyText, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(selectedAsText()); });
    connect(m_copyCsv, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(selectedAsCsv()); });

    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this, &StepTable::showColumnMenu);
    connect(horizontalHeader(), &QHeaderView::sectionMoved, this, &StepTable::columnsChanged);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, &StepTable::columnsChanged);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &StepTable::columnsChanged);
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) { emit activated(subtaskAt(index)); });
    connect(&lens, &StepLens::selectionChanged, this, &StepTable::showSelected);
    connect(m_proxy, &QAbstractItemModel::modelReset, this, [this] { showSelected(m_lens.selected(), false); });
    connect(&lens, &StepLens::shownChanged, this, [this] { showSelected(m_lens.selected(), true); });
    showSelected(lens.selected(), true);
}

int StepTable::subtaskAt(const QModelIndex &index) const
{
    return index.isValid() ? m_model->subtaskAt(m_proxy->mapToSource(index).row()) : -1;
}

void StepTable::resetColumns()
{
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < StepModel::ColumnCount; ++column) {
        header->moveSection(header->visualIndex(column), column);
        setColumnHidden(column, std::find(std::begin(shownAtFirst), std::end(shownAtFirst), column) == std::end(shownAtFirst));
    }
    header->setSortIndicator(-1, Qt::AscendingOrder);
}

QByteArray StepTable::saveColumns() const
{
    return stateVersion + horizontalHeader()->saveState();
}

bool StepTable::restoreColumns(const QByteArray &state)
{
    if (state.size() < 2 || state.front() != stateVersion)
        return false;
    const QByteArray before = horizontalHeader()->saveState();
    if (horizontalHeader()->restoreState(state.mid(1)) && horizontalHeader()->count() == StepModel::ColumnCount && !shownColumns().isEmpty())
        return true;
    horizontalHeader()->restoreState(before);
    return false;
}

void StepTable::showColumnMenu(QPoint position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"columnMenu"_s);
    for (int column = 0; column < StepModel::ColumnCount; ++column) {
        QAction *action = menu->addAction(m_model->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || shownColumns().size() > 1);
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            emit columnsChanged();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Standard columns")), &QAction::triggered, this, [this] {
        resetColumns();
        emit columnsChanged();
    });
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

void StepTable::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_copyText);
    menu->addAction(m_copyCsv);
    menu->popup(event->globalPos());
}

void StepTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    if (std::exchange(m_revealOnShow, false) && currentIndex().isValid())
        scrollTo(currentIndex());
}

void StepTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (!m_following && current.isValid())
        m_lens.select(subtaskAt(current), false);
}

void StepTable::showSelected(int subtask, bool reveal)
{
    m_revealOnShow |= !isVisible();
    m_following = true;
    if (subtask < 0 || !m_lens.isShown(subtask)) {
        clearSelection();
        setCurrentIndex({});
    } else {
        const int column = currentIndex().isValid() ? m_proxy->mapToSource(currentIndex()).column() : int(StepModel::NameColumn);
        const QModelIndex index = m_proxy->mapFromSource(m_model->index(m_model->rowOf(subtask), column));
        if (index.row() != currentIndex().row() || !selectionModel()->isRowSelected(index.row()))
            selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        if (reveal)
            scrollTo(index);
    }
    m_following = false;
}

void StepTable::keyPressEvent(QKeyEvent *event)
{
    const auto go = [&](int row) {
        const bool extends = event->modifiers() & Qt::ShiftModifier;
        const QModelIndex to = m_proxy->index(row, std::max(0, currentIndex().column()));
        const auto how = extends ? selectionCommand(to, event) : QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
        selectionModel()->setCurrentIndex(to, how);
        scrollTo(to);
    };
    switch (event->key()) {
    case Qt::Key_Home:
        go(0);
        return;
    case Qt::Key_End:
        go(m_proxy->rowCount() - 1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().isValid())
            emit activated(subtaskAt(currentIndex()));
        return;
    case Qt::Key_Escape:
        if (m_lens.selected() < 0)
            break; // somebody above may want it
        m_lens.select(-1, false);
        return;
    case Qt::Key_Slash:
        event->ignore(); // leads to the filter, not to a step whose name begins so
        return;
    default:
        break;
    }
    QTableView::keyPressEvent(event);
}

QList<int> StepTable::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns.append(column);
    }
    return columns;
}

QList<int> StepTable::selectedModelRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end()); // as they stand on the screen
    for (int &row : rows)
        row = m_proxy->mapToSource(m_proxy->index(row, 0)).row();
    return rows;
}

QString StepTable::selectedAsText() const
{
    const QList<int> columns = shownColumns();
    QStringList lines;
    QStringList cells;
    for (const int column : columns)
        cells.append(m_model->headerData(column, Qt::Horizontal).toString());
    lines.append(cells.join(u'\t'));
    for (const int row : selectedModelRows()) {
        cells.clear();
        for (const int column : columns)
            cells.append(defusedCell(m_model->fullText(row, column)));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n') + u'\n';
}

QString StepTable::selectedAsCsv() const
{
    const QList<int> columns = shownColumns();
    QString text;
    QStringList cells;
    for (const int column : columns)
        cells.append(csvCell(m_model->rawHeading(column)));
    text += cells.join(u',') + u"\r\n"_s;
    for (const int row : selectedModelRows()) {
        cells.clear();
        for (const int column : columns)
            cells.append(csvCell(m_model->rawText(row, column)));
        text += cells.join(u',') + u"\r\n"_s;
    }
    return text;
}

} // namespace obdesk
