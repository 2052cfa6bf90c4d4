// SPDX-License-Identifier: GPL-3.0-or-later
// One page of OCP's task list.
#pragma once

#include "domain/cluster.h"
#include "domain/task.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

namespace obdesk {

class TaskListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { StateColumn, NameColumn, ClusterColumn, ProgressColumn, StartedColumn, DurationColumn, CreatorColumn, IdColumn, ColumnCount };
    enum Role { TaskIdRole = Qt::UserRole /* qint64 */ };

    explicit TaskListModel(const Theme &theme, QObject *parent = nullptr);

    /// Rows with the same ids in the same order are updated in place; else the model is reset.
    void setTasks(const QList<Task> &tasks, const QDateTime &serverNow);
    /// All of this OCP, to tell those of one name apart.
    void setClusters(const QList<Cluster> &clusters);
    const QList<Task> &tasks() const { return m_tasks; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Task &task, int column) const;

    const Theme &m_theme;
    QList<Task> m_tasks;
    QList<Cluster> m_clusters;
    QDateTime m_serverNow;
};

} // namespace obdesk
