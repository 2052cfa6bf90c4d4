// SPDX-License-Identifier: GPL-3.0-or-later
// Follows a task for a terminal: a line for each step that changes its state, until the task ends or cannot be followed.
#pragma once

#include "cli/exitstatus.h"
#include "task/taskfollower.h"
#include "task/taskgraph.h"
#include "task/taskhosts.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <optional>

namespace obdesk {

struct WatchOptions
{
    std::optional<std::chrono::milliseconds> interval;  ///< instead of the follower's usual ones
    std::optional<std::chrono::milliseconds> timeout;
    std::function<void(const QString &)> step = {};     ///< takes the lines of steps; empty: nobody wants them
    std::function<void(const QString &)> note = {};     ///< takes remarks: OCP out of reach, and back
};

class TaskWatch final : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned; both must outlive this.
    TaskWatch(OcpClient &client, Scheduler &scheduler, WatchOptions options, QObject *parent = nullptr);

    /// `task`: as it is now. To be called once.
    void start(const Task &task, const QHash<HostId, Host> &hosts);
    /// Null before start().
    const TaskFollower *follower() const { return m_follower; }
    const Task &task() const { return *m_follower->task(); }

signals:
    /// The task is in an end state.
    void ended();
    /// It will not be followed any further. `problem`: why, in a sentence.
    void stopped(obdesk::ExitStatus status, const QString &problem);

private:
    void tellSteps();
    void tellState();

    OcpClient &m_client;
    Scheduler &m_scheduler;
    const WatchOptions m_options;
    TaskFollower *m_follower = nullptr;         // child
    QHash<HostId, Host> m_hosts;
    QHash<SubtaskId, StepState> m_told;
    TaskGraph m_graph;
    bool m_stale = false;
};

} // namespace obdesk
