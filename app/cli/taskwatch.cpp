// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/taskwatch.h"

#include "cli/tasktext.h"
#include "words/errorwords.h"

#include <QRandomGenerator>

namespace obdesk {

using State = TaskFollower::State;

namespace {

FollowPolicy policyFor(const WatchOptions &options)
{
    FollowPolicy policy;
    // Nothing is ever hidden here, and a FAILED task is not watched for long.
    policy.restingInterval = policy.interval;
    if (options.interval) {
        policy.firstInterval = *options.interval;
        policy.interval = *options.interval;
        policy.restingInterval = *options.interval;
    }
    return policy;
}

} // namespace

TaskWatch::TaskWatch(OcpClient &client, Scheduler &scheduler, WatchOptions options, QObject *parent)
    : QObject(parent), m_client(client), m_scheduler(scheduler), m_options(std::move(options))
{
}

void TaskWatch::start(const Task &task, const QHash<HostId, Host> &hosts)
{
    m_hosts = hosts;
    const TaskSource source = [this](TaskId id, QObject *context, Callback<Task> done) {
        return m_client.fetchTask(id, context, std::move(done), Patience::Once);
    };
    m_follower = new TaskFollower(task.id, source, m_scheduler, policyFor(m_options),
                                  [] { return QRandomGenerator::global()->generateDouble(); }, this);
    connect(m_follower, &TaskFollower::taskChanged, this, [this](const TaskDiff &diff) {
        if (diff.shapeChanged)
            m_graph = TaskGraph(this->task());
        tellSteps();
    });
    connect(m_follower, &TaskFollower::stateChanged, this, &TaskWatch::tellState);
    connect(m_follower, &TaskFollower::ended, this, &TaskWatch::ended);
    if (m_options.timeout) {
        m_scheduler.after(*m_options.timeout, this, [this] {
            m_follower->stop();
            emit stopped(ExitStatus::TimedOut, tr("The time to wait is over; the task goes on in OCP."));
        });
    }
    m_follower->start(task);
}

void TaskWatch::tellSteps()
{
    if (!m_options.step)
        return;
    const Task &now = task();
    const TaskHosts hosts(now, m_hosts);
    int number = 0;
    for (const int index : m_graph.order()) {
        ++number;
        const Subtask &step = now.subtasks.at(index);
        const StepState state = stepState(step);
        // Pending is where every step begins: worth a line only when a step returns to it.
        if (m_told.value(step.id, StepState::Pending) == state)
            continue;
        m_told.insert(step.id, state);
        if (state != StepState::Ready)
            m_options.step(stepLine(now, number, index, hosts, m_follower->serverNow()));
    }
}

void TaskWatch::tellState()
{
    const State state = m_follower->state();
    const QString why = m_follower->lastError() ? explain(*m_follower->lastError()).what : QString();
    switch (state) {
    case State::Stale:
        if (!std::exchange(m_stale, true) && m_options.note)
            m_options.note(tr("%1 Trying again; the task goes on in OCP.").arg(why));
        break;
    case State::Following:
        if (std::exchange(m_stale, false) && m_options.note)
            m_options.note(tr("OCP answers again."));
        break;
    case State::LoginNeeded:
    case State::Denied:
        emit stopped(ExitStatus::NotAllowed, why);
        break;
    case State::Lost:
        emit stopped(ExitStatus::Refused, tr("OCP does not know the task any more."));
        break;
    case State::Idle:
    case State::Ended:
        break;
    }
}

} // namespace obdesk
