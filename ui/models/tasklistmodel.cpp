// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklistmodel.h"

#include "task/taskprogress.h"
#include "theme/icons.h"
#include "words/clusterwords.h"
#include "words/plain.h"
#include "words/taskwords.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

TaskListModel::TaskListModel(const Theme &theme, QObject *parent) : QAbstractTableModel(parent), m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_tasks.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), { Qt::DecorationRole, Qt::ForegroundRole });
    });
}

void TaskListModel::setTasks(const QList<Task> &tasks, const QDateTime &serverNow)
{
    const bool same = tasks.size() == m_tasks.size()
            && std::equal(tasks.cbegin(), tasks.cend(), m_tasks.cbegin(), [](const Task &a, const Task &b) { return a.id == b.id; });
    m_serverNow = serverNow;
    if (!same) {
        beginResetModel();
        m_tasks = tasks;
        endResetModel();
        return;
    }
    for (int row = 0; row < tasks.size(); ++row) {
        // The duration of a running task moves although nothing else does.
        if (m_tasks.at(row) == tasks.at(row) && isTerminal(tasks.at(row).status.value))
            continue;
        m_tasks[row] = tasks.at(row);
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

void TaskListModel::setClusters(const QList<Cluster> &clusters)
{
    if (m_clusters == clusters)
        return;
    m_clusters = clusters;
    if (!m_tasks.isEmpty())
        emit dataChanged(index(0, ClusterColumn), index(rowCount() - 1, ClusterColumn));
}

int TaskListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tasks.size());
}

int TaskListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString TaskListModel::text(const Task &task, int column) const
{
    switch (column) {
    case StateColumn:
        return stateWords(task);
    case NameColumn:
        return displayText(task.name, false, 200);
    case ClusterColumn:
        return task.cluster ? displayText(clusterLabel(*task.cluster, m_clusters), false, 120) : QString();
    case ProgressColumn: {
        const TaskProgress progress = progressOf(task);
        return progress.total > 0 ? u"%1 / %2"_s.arg(progress.done).arg(progress.total) : QString();
    }
    case StartedColumn:
        return task.startTime ? timeText(*task.startTime, m_serverNow) : QString();
    case DurationColumn:
        return durationText(elapsed(task, m_serverNow));
    case CreatorColumn:
        return displayText(task.creator, false, 80);
    case IdColumn:
        return task.id.toString();
    default:
        return {};
    }
}

QVariant TaskListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Task &task = m_tasks.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(task, index.column());
    case Qt::DecorationRole:
        return index.column() == StateColumn ? QVariant(stateIcon(overallState(task), m_theme.tokens())) : QVariant();
    case Qt::ForegroundRole:
        return index.column() == StateColumn && task.status == TaskStatus::Failed ? QVariant(m_theme.tokens().failed) : QVariant();
    case TaskIdRole:
        return task.id.value;
    default:
        return {};
    }
}

QVariant TaskListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn:
        return tr("State");
    case NameColumn:
        return tr("Task");
    case ClusterColumn:
        return tr("Cluster");
    case ProgressColumn:
        return tr("Steps");
    case StartedColumn:
        return tr("Started");
    case DurationColumn:
        return tr("Duration");
    case CreatorColumn:
        return tr("Creator");
    case IdColumn:
        return tr("Id");
    default:
        return {};
    }
}

} // namespace obdesk
