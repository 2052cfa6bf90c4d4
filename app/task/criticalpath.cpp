// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/criticalpath.h"

#include "task/taskprogress.h"

#include <QHash>

#include <algorithm>

namespace obdesk {

using std::chrono::milliseconds;

namespace {

milliseconds medianOf(QList<milliseconds> &values)
{
    const auto middle = values.begin() + values.size() / 2;
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

/// By name of the steps.
QHash<QString, milliseconds> estimatesOf(const Task &task, const QDateTime &serverNow)
{
    QHash<QString, QList<milliseconds>> took;
    for (const Subtask &step : task.subtasks) {
        if (stepState(step) != StepState::Successful)
            continue;
        if (const auto duration = elapsed(step, serverNow))
            took[step.name].append(*duration);
    }
    QHash<QString, milliseconds> medians;
    medians.reserve(took.size());
    for (auto it = took.begin(); it != took.end(); ++it)
        medians.insert(it.key(), medianOf(*it));
    return medians;
}

QList<milliseconds> durationsOf(const Task &task, const QDateTime &serverNow)
{
    const QHash<QString, milliseconds> estimates = estimatesOf(task, serverNow);
    QList<milliseconds> durations;
    durations.reserve(task.subtasks.size());
    for (const Subtask &step : task.subtasks) {
        const milliseconds taken = elapsed(step, serverNow).value_or(milliseconds(0));
        switch (stepState(step)) {
        case StepState::Pending: // its times are of an earlier run, if it has any
        case StepState::Ready:
        case StepState::Unknown:
            durations.append(estimates.value(step.name));
            break;
        case StepState::Running:
            durations.append(std::max(taken, estimates.value(step.name)));
            break;
        case StepState::Canceling:
        case StepState::Failed:
        case StepState::Successful:
        case StepState::Skipped:
        case StepState::RolledBack:
            durations.append(taken);
            break;
        }
    }
    return durations;
}

/// Else nothing is known of its duration, and any other on its level would do as well.
bool hasRun(const Subtask &step)
{
    const StepState state = stepState(step);
    return state != StepState::Pending && state != StepState::Ready && state != StepState::Unknown;
}

} // namespace

CriticalPath criticalPathOf(const Task &task, const TaskGraph &graph, const QDateTime &serverNow)
{
    CriticalPath path;
    const int count = graph.count();
    path.isOn.fill(false, count);
    path.slack.fill(milliseconds(0), count);
    const QList<milliseconds> durations = durationsOf(task, serverNow);
    QList<int> place(count);
    for (int i = 0; i < count; ++i)
        place[graph.order().at(i)] = i;

    // Forwards: the earliest end of each step, and the upstream that it had to wait for longest.
    QList<milliseconds> start(count, milliseconds(0));
    QList<int> before(count, -1);
    int last = -1;
    for (const int node : graph.order()) {
        const milliseconds end = start.at(node) + durations.at(node);
        if (end > path.length) {
            path.length = end;
            last = node;
        }
        for (const int down : graph.downstreams(node)) {
            if (place.at(down) < place.at(node) || (end <= start.at(down) && before.at(down) >= 0))
                continue;
            start[down] = end;
            before[down] = node;
        }
    }
    for (int node = last; node >= 0; node = before.at(node))
        path.isOn[node] = durations.at(node).count() > 0 || hasRun(task.subtasks.at(node));

    // Backwards: the latest end that delays nothing.
    for (auto node = graph.order().crbegin(); node != graph.order().crend(); ++node) {
        milliseconds latest = path.length;
        for (const int down : graph.downstreams(*node)) {
            if (place.at(down) > place.at(*node))
                latest = std::min(latest, start.at(down) + path.slack.at(down));
        }
        path.slack[*node] = latest - start.at(*node) - durations.at(*node);
    }
    return path;
}

} // namespace obdesk
