// SPDX-License-Identifier: GPL-3.0-or-later
// Finds out why steps failed, for all views of a task at once: asks OCP for the log of each failed run, one after the other, once.
#pragma once

#include "domain/scheduler.h"
#include "logs/cause.h"
#include "task/logfollower.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>

#include <memory>

namespace obdesk {

/// By step; steps without a cause are missing.
using StepCauses = QHash<SubtaskId, StepCause>;

class CauseWatch final : public QObject
{
    Q_OBJECT
public:
    static constexpr int most = 200;                                    ///< failed steps asked for, one after the other, the first ones: as many as a report reads
    static constexpr std::chrono::milliseconds afterFailure { 30'000 }; ///< when OCP does not answer

    /// `scheduler` is not owned and must outlive this.
    CauseWatch(LogSource source, Scheduler &scheduler, QObject *parent = nullptr);
    ~CauseWatch() override;

    /// The steps of a task that have failed now, in order of execution. What is known of the same run is kept.
    void watch(TaskId task, const QList<Subtask> &failed);
    /// While nobody looks nothing is asked for.
    void setResting(bool resting);

    const StepCauses &causes() const { return m_causes; }

signals:
    void causesChanged();

private:
    void askNext();
    void receive(SubtaskId step, const QString &run, const Result<Fetched<QString>> &result);
    void take(SubtaskId step, const QString &run, const StepCause &cause);
    void stop();

    const LogSource m_source;
    Scheduler &m_scheduler;
    TaskId m_task;
    QList<std::pair<SubtaskId, QString>> m_failed;  // step and what its run is told apart by
    QHash<SubtaskId, QString> m_known;              // the run whose log was read
    StepCauses m_causes;
    bool m_resting = false;
    bool m_refused = false;                         // logs of this task are not for us
    bool m_reading = false;                         // a log is being looked through
    QPointer<ApiCall> m_call;
    std::unique_ptr<QObject> m_plan;
};

} // namespace obdesk
