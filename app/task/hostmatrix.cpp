// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/hostmatrix.h"

#include <QHash>
#include <QMap>

#include <algorithm>
#include <utility>

namespace obdesk {

namespace {

using RowKey = std::pair<MatrixRow::Kind, int>; // with the host's place in the task's list, or the parallel index

class MatrixBuilder
{
public:
    MatrixBuilder(const Task &task, const PlanPhases &phases, const TaskHosts &hosts) : m_task(task), m_phases(phases), m_hosts(hosts)
    {
        for (const HostId host : hosts.hosts()) {
            if (!m_placeOfHost.contains(host))
                m_placeOfHost.insert(host, int(m_placeOfHost.size()));
        }
    }

    HostMatrix build(const std::function<bool(int)> &isShown)
    {
        const int count = int(m_task.subtasks.size());
        m_result.places.resize(count);
        QList<bool> used(m_phases.columns.size(), false);
        for (int subtask = 0; subtask < count; ++subtask) {
            if (isShown && !isShown(subtask))
                continue;
            m_rows[keyOf(m_task.subtasks.at(subtask))].append(subtask);
            used[m_phases.columnOf.at(subtask)] = true;
        }
        QList<int> position(used.size(), -1);
        for (int column = 0; column < used.size(); ++column) {
            if (used.at(column)) {
                position[column] = int(m_result.columns.size());
                m_result.columns.append(column);
            }
        }
        for (auto row = m_rows.cbegin(); row != m_rows.cend(); ++row)
            addRow(row.key(), *row);
        // In the order of execution, so that the first of several in one cell stands on top.
        QHash<std::pair<int, int>, int> filled;
        for (const PlanColumn &column : m_phases.columns) {
            for (const int subtask : column.subtasks) {
                MatrixPlace &place = m_result.places[subtask];
                if (place.row < 0)
                    continue;
                place.column = position.at(m_phases.columnOf.at(subtask));
                place.line = filled[{ place.row, place.column }]++;
                MatrixRow &row = m_result.rows[place.row];
                row.lines = std::max(row.lines, place.line + 1);
            }
        }
        return m_result;
    }

private:
    RowKey keyOf(const Subtask &step) const
    {
        if (const std::optional<HostId> host = m_hosts.hostOf(step))
            return { MatrixRow::Kind::Host, m_placeOfHost.value(*host) };
        if (step.parallelIdx)
            return { MatrixRow::Kind::Part, *step.parallelIdx };
        return { MatrixRow::Kind::Cluster, 0 };
    }

    void addRow(const RowKey &key, const QList<int> &subtasks)
    {
        MatrixRow row;
        row.kind = key.first;
        if (row.kind == MatrixRow::Kind::Host) {
            const Subtask &step = m_task.subtasks.at(subtasks.first());
            row.host = m_hosts.hostOf(step);
            row.label = m_hosts.labelOf(step);
        } else {
            row.part = key.second;
        }
        for (const int subtask : subtasks)
            m_result.places[subtask].row = int(m_result.rows.size());
        m_result.rows.append(row);
    }

    const Task &m_task;
    const PlanPhases &m_phases;
    const TaskHosts &m_hosts;
    QHash<HostId, int> m_placeOfHost;
    QMap<RowKey, QList<int>> m_rows;    // subtasks
    HostMatrix m_result;
};

} // namespace

HostMatrix hostMatrixOf(const Task &task, const PlanPhases &phases, const TaskHosts &hosts, const std::function<bool(int)> &isShown)
{
    return MatrixBuilder(task, phases, hosts).build(isShown);
}

} // namespace obdesk
