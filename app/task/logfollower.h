// SPDX-License-Identifier: GPL-3.0-or-later
// The log of one subtask, asked for again while the step runs. OCP sends the whole text each time.
#pragma once

#include "domain/result.h"
#include "domain/scheduler.h"
#include "domain/spread.h"
#include "ocp/ocpclient.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace obdesk {

using LogSource = std::function<ApiCall *(TaskId, SubtaskId, QObject *context, Callback<QString> done)>;

class LogFollower final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval { 3000 };
    static constexpr std::chrono::milliseconds slowest { 30'000 }; ///< where doubling after failures ends

    /// `scheduler` is not owned and must outlive this.
    LogFollower(LogSource source, Scheduler &scheduler, QObject *parent = nullptr);
    ~LogFollower() override;
    /// Spreads the waits between requests; without it they are exact.
    void setRandom(RandomSource random) { m_random = std::move(random); }

    /// Shows another step: empties the text and asks. `live`: the step runs, ask again and again.
    void show(TaskId task, SubtaskId subtask, bool live);
    void setLive(bool live);
    void clear();
    void refresh();

    const QString &text() const { return m_text; }
    bool isLoading() const { return m_loading; }
    bool everLoaded() const { return m_loaded; }
    const std::optional<ApiError> &error() const { return m_error; }

signals:
    /// `appendedFrom`: everything before this position is unchanged; 0 when it is another text.
    void textChanged(qsizetype appendedFrom);
    void stateChanged();

private:
    void ask();
    void receive(const Result<Fetched<QString>> &result);
    void plan();
    void dropPlan();

    const LogSource m_source;
    Scheduler &m_scheduler;
    RandomSource m_random;
    std::optional<std::pair<TaskId, SubtaskId>> m_target;
    bool m_live = false;
    bool m_loading = false;
    bool m_askAgain = false;            // the step's state changed while an answer was under way
    bool m_loaded = false;
    int m_failures = 0;
    QString m_text;
    std::optional<ApiError> m_error;
    QPointer<ApiCall> m_call;
    std::unique_ptr<QObject> m_plan;
};

} // namespace obdesk
