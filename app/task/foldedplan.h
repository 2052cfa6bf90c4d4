// SPDX-License-Identifier: GPL-3.0-or-later
// A plan made shorter for the eye: like steps folded into one item, barriers into a dot, filtered steps left out. What is left stays
// connected as it was.
#pragma once

#include "domain/task.h"
#include "task/planphases.h"
#include "task/taskgraph.h"

#include <QList>
#include <QSet>

namespace obdesk {

/// What a person wants folded.
struct FoldRules
{
    bool parallel = false;              ///< every column of more than three like steps
    bool barriers = false;              ///< every "Wait node"
    QSet<int> except;                   ///< columns (of PlanPhases) for which it is the other way round
    bool operator==(const FoldRules &) const = default;
};

struct PlanItem
{
    enum class Kind {
        Step,                           ///< one step as it is
        Group,                          ///< the quiet steps of a column
        Joint,                          ///< a dot: a folded barrier, or filtered steps between which ways meet
    };
    Kind kind = Kind::Step;
    int subtask = -1;                   ///< of a step, or a folded barrier; -1 for groups and for what is filtered out
    int column = -1;                    ///< of a group
    /// A name that stays the same from one folding to the next: steps and joints by their subtask, groups by ~column.
    int key = 0;
    bool operator==(const PlanItem &) const = default;
};

struct FoldedPlan
{
    QList<PlanItem> items;              ///< in the order of execution of their first step
    QList<TaskGraph::Edge> edges;       ///< between items, each once, sorted
    QList<int> itemOf;                  ///< per subtask: the item that shows it, -1 when it is filtered out
    bool operator==(const FoldedPlan &) const = default;
};

/// Folding never hides a step that wants the eye: those that fail, run, are being cancelled or are in an unknown state keep an item of
/// their own beside their group. A fold that would hide fewer than two steps, or no barrier, does nothing. `shown`: per subtask, what the
/// filter lets pass. Linear in steps and edges (sorting apart).
FoldedPlan foldPlan(const Task &task, const TaskGraph &graph, const PlanPhases &phases, const QList<bool> &shown, const FoldRules &rules);

/// Folding hides such a step only if the person filters it out.
bool wantsTheEye(StepState state);

/// A step that does nothing but wait for others.
bool isBarrier(const Subtask &step);

/// What the rules say of a column.
bool isFolded(const FoldRules &rules, int column, const PlanPhases &phases, const Task &task);

} // namespace obdesk
