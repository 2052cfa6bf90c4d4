// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/causewatch.h"

#include <QCoreApplication>
#include <QSet>
#include <QThreadPool>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Another run of the step ends at another time, or counts.
QString runKey(const Subtask &step)
{
    const auto text = [](const std::optional<QDateTime> &time) { return time ? QString::number(time->toMSecsSinceEpoch()) : QString(); };
    return u"%1 %2 %3"_s.arg(step.runTime.value_or(0)).arg(text(runStart(step)), text(step.finishTime));
}

} // namespace

CauseWatch::CauseWatch(LogSource source, Scheduler &scheduler, QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_scheduler(scheduler)
{
}

CauseWatch::~CauseWatch()
{
    if (m_call)
        m_call->cancel();
}

void CauseWatch::watch(TaskId task, const QList<Subtask> &failed)
{
    if (task != m_task) {
        stop();
        m_task = task;
        m_known.clear();
        m_causes.clear();
        m_refused = false;
    }
    QSet<SubtaskId> still;
    m_failed.clear();
    for (const Subtask &step : failed.first(std::min<qsizetype>(most, failed.size()))) {
        m_failed.append({ step.id, runKey(step) });
        still.insert(step.id);
    }
    const bool fewer = m_causes.removeIf([&still](const auto &entry) { return !still.contains(entry.key()); }) > 0;
    m_known.removeIf([&still](const auto &entry) { return !still.contains(entry.key()); });
    if (fewer)
        emit causesChanged();
    askNext();
}

void CauseWatch::setResting(bool resting)
{
    if (resting == m_resting)
        return;
    m_resting = resting;
    if (resting)
        stop();
    else
        askNext();
}

void CauseWatch::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.clear();
    if (m_plan)
        m_plan.release()->deleteLater(); // may be the caller
}

void CauseWatch::askNext()
{
    if (m_resting || m_refused || m_call || m_plan || m_reading)
        return;
    const auto next = std::find_if(m_failed.cbegin(), m_failed.cend(), [this](const auto &one) { return m_known.value(one.first) != one.second; });
    if (next == m_failed.cend())
        return;
    m_call = m_source(m_task, next->first, this, [this, step = next->first, run = next->second](const Result<Fetched<QString>> &result) {
        receive(step, run, result);
    });
}

void CauseWatch::receive(SubtaskId step, const QString &run, const Result<Fetched<QString>> &result)
{
    m_call.clear();
    if (!result) {
        using Kind = ApiError::Kind;
        m_refused = result.error().kind == Kind::Unauthorized || result.error().kind == Kind::Forbidden;
        if (m_refused)
            return;
        m_plan = std::make_unique<QObject>();
        m_scheduler.after(afterFailure, m_plan.get(), [this] {
            m_plan.release()->deleteLater();
            askNext();
        });
        return;
    }
    if (result->value.size() <= longLog) {
        take(step, run, causeOf(readableLog(result->value), true));
        return;
    }
    m_reading = true;
    QThreadPool::globalInstance()->start([watch = QPointer<CauseWatch>(this), application = QCoreApplication::instance(), step, run, log = result->value] {
        const StepCause cause = causeOf(readableLog(log), true);
        // Whether the watch still lives is asked on its own thread.
        QMetaObject::invokeMethod(application, [watch, step, run, cause] {
            if (!watch)
                return;
            watch->m_reading = false;
            watch->take(step, run, cause);
        });
    });
}

void CauseWatch::take(SubtaskId step, const QString &run, const StepCause &cause)
{
    if (m_failed.contains(std::pair(step, run))) {
        m_known.insert(step, run);
        const StepCause before = m_causes.value(step);
        if (cause.isEmpty())
            m_causes.remove(step);
        else
            m_causes.insert(step, cause);
        if (cause != before) {
            const QPointer<CauseWatch> alive(this);
            emit causesChanged();
            if (!alive)
                return;
        }
    }
    askNext();
}

} // namespace obdesk
