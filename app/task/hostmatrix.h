// SPDX-License-Identifier: GPL-3.0-or-later
// The plan as a table: hosts down, columns of like steps across, every step in a cell of its own.
#pragma once

#include "task/planphases.h"
#include "task/taskhosts.h"

#include <QList>

#include <functional>
#include <optional>

namespace obdesk {

/// First the row of steps that belong to nobody in particular, then the hosts in the order of the task's context, then the parts of
/// parallel groups whose hosts are not known, by their index. Rows without a step are left out.
struct MatrixRow
{
    enum class Kind { Cluster, Host, Part };
    Kind kind = Kind::Cluster;
    std::optional<HostId> host;         ///< of Kind::Host
    int part = 0;                       ///< of Kind::Part: the parallel index
    QString label;                      ///< of Kind::Host, as TaskHosts::labelOf() gives it: not made fit for display
    int lines = 1;                      ///< as many as the fullest of its cells needs
    bool operator==(const MatrixRow &) const = default;
};

struct MatrixPlace
{
    int row = -1;
    int column = -1;                    ///< index into HostMatrix::columns
    int line = 0;                       ///< several steps of one host in one column stand one below the other
    auto operator<=>(const MatrixPlace &) const = default;
};

struct HostMatrix
{
    QList<MatrixRow> rows;
    QList<int> columns;                 ///< indexes into PlanPhases::columns, ascending
    QList<MatrixPlace> places;          ///< per subtask; row -1: hidden
    bool operator==(const HostMatrix &) const = default;
};

/// `isShown`: for a subtask, or empty for all; rows and columns without a shown step are left out. Linear, apart from sorting the rows.
HostMatrix hostMatrixOf(const Task &task, const PlanPhases &phases, const TaskHosts &hosts, const std::function<bool(int)> &isShown = {});

} // namespace obdesk
