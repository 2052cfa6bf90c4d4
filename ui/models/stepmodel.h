// SPDX-License-Identifier: GPL-3.0-or-later
// All steps of a task with all their fields, in the order of execution.
#pragma once

#include "task/steplens.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

namespace obdesk {

class StepModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        NameColumn, PlaceColumn, StateColumn, PhaseColumn, StartedColumn, FinishedColumn, DurationColumn, LimitColumn, RunColumn,
        SlackColumn, HeldBackColumn, NotesColumn, OperationColumn, PartColumn, ExecutorColumn, NodeTypeColumn, IdColumn, SeriesColumn,
        UpstreamColumn, DownstreamColumn, CreatedColumn, DescriptionColumn, ColumnCount
    };
    enum Role {
        SubtaskRole = Qt::UserRole,     ///< int, index of Task::subtasks
        StateRole,                      ///< int of StepState, in the column that shows it; else invalid
    };

    /// `lens` and `theme` must outlive the model.
    StepModel(StepLens &lens, const Theme &theme, QObject *parent = nullptr);

    int subtaskAt(int row) const { return m_lens.graph().order().at(row); }
    int rowOf(int subtask) const { return m_lens.placeOf(subtask); }

    /// As shown, but never shortened.
    QString fullText(int row, int column) const;
    /// For programs: times as ISO 8601 in UTC, durations in whole seconds, ids divided by blanks; else fullText().
    QString rawText(int row, int column) const;
    /// The heading that goes with rawText().
    QString rawHeading(int column) const;

    /// -1, 0 or 1 by the values behind the texts; what has no value is equal to its like.
    int compare(int row, int otherRow, int column) const;
    bool hasValue(int row, int column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    /// A row, and the columns from first to last in it.
    struct Change
    {
        int row = 0;
        int first = 0;
        int last = 0;
    };
    void takePlan();
    void takeSteps(const QList<int> &subtasks);
    void takeInsights(const QList<int> &subtasks);
    void takeTime();
    void takeSlack();
    /// Neighbouring rows with the same columns are told together.
    void tell(QList<Change> changes);
    QString text(int row, int column) const;
    QString joinedIds(int subtask, bool upstream, qsizetype most) const;
    QString notes(int subtask) const;

    StepLens &m_lens;
    const Theme &m_theme;
    QList<Subtask> m_steps;                     // as told last
    TaskHosts m_hosts;                          // as told last
    QList<std::chrono::milliseconds> m_slack;   // as told last
    int m_rows = 0;
};

} // namespace obdesk
