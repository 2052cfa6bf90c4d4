// SPDX-License-Identifier: GPL-3.0-or-later
// Finds running steps that say nothing any more. OCP tells it only through their logs, and sends the whole of a log each time: few are
// asked for at a time, seldom, one after the other.
#pragma once

#include "domain/scheduler.h"
#include "domain/spread.h"
#include "task/logfollower.h"
#include "task/stepinsights.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>

#include <memory>

namespace obdesk {

class SilenceWatch final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval { 30'000 };     ///< between the end of a round and the next
    static constexpr std::chrono::milliseconds slowest { 600'000 };     ///< where doubling after failures ends
    static constexpr int perRound = 8;                                  ///< steps asked for in a round; the next round goes on with others

    /// `scheduler` is not owned and must outlive this.
    SilenceWatch(LogSource source, Scheduler &scheduler, QObject *parent = nullptr);
    ~SilenceWatch() override;
    /// Spreads the waits between rounds; without it they are exact.
    void setRandom(RandomSource random) { m_random = std::move(random); }
    /// A step is silent when its log has not grown for so long.
    void setLimit(std::chrono::minutes limit);

    /// The steps of a task that run now. What is known about those that still run is kept; another task begins anew.
    void watch(TaskId task, const QList<SubtaskId> &running);
    /// While nobody looks nothing is asked for.
    void setResting(bool resting);

    /// For how long, in whole minutes, up to when its log was last seen.
    const SilentSteps &silent() const { return m_silent; }

signals:
    void silentChanged();

private:
    struct Known
    {
        qsizetype size = 0;
        size_t hash = 0;
        std::chrono::milliseconds grown { 0 };      // since boot, when it was first seen like this
        std::chrono::milliseconds seen { 0 };       // since boot, when it was last seen like this
    };
    void beginRound();
    void askNext();
    void receive(SubtaskId step, const Result<Fetched<QString>> &result);
    void plan(std::chrono::milliseconds wait);
    void stop();
    void judge();

    const LogSource m_source;
    Scheduler &m_scheduler;
    RandomSource m_random;
    std::chrono::minutes m_limit { 10 };
    TaskId m_task;
    QList<SubtaskId> m_running;
    qsizetype m_turn = 0;                           // index into m_running of the next to be asked for
    int m_left = 0;                                 // in this round
    QHash<SubtaskId, Known> m_known;
    SilentSteps m_silent;
    bool m_resting = false;
    bool m_refused = false;                         // logs of this task are not for us
    int m_failures = 0;
    QPointer<ApiCall> m_call;
    std::unique_ptr<QObject> m_plan;
};

} // namespace obdesk
