// SPDX-License-Identifier: GPL-3.0-or-later
// An intent log in memory, for tests that are not about the file.
#pragma once

#include "ocp/ocpclient.h"

#include <memory>
#include <mutex>
#include <utility>

namespace obdesk::test {

class MemoryIntents final : public IntentLog
{
public:
    /// What begin() answers from now on; empty: yes.
    void refuseWith(const std::optional<ApiError> &error)
    {
        const std::lock_guard lock(m_mutex);
        m_refusal = error;
    }

    void begin(const Intent &intent, std::function<void(const std::optional<ApiError> &)> done) override
    {
        std::optional<ApiError> refusal;
        {
            const std::lock_guard lock(m_mutex);
            refusal = m_refusal;
            if (!refusal)
                m_intents.append(intent);
        }
        done(refusal);
    }

    void conclude(const QString &intentId, const Conclusion &conclusion, std::function<void(bool)> done) override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_conclusions.append({ intentId, conclusion });
        }
        done(true);
    }

    void fetchTasksOfOthers(const QUrl &, const QString &intentId, QObject *context,
                            std::function<void(const QSet<TaskId> &)> done) override
    {
        QSet<TaskId> tasks;
        for (const auto &[id, conclusion] : conclusions()) {
            if (id != intentId && conclusion.task && (conclusion.kind == Conclusion::Kind::Accepted || conclusion.kind == Conclusion::Kind::Found))
                tasks.insert(*conclusion.task);
        }
        QMetaObject::invokeMethod(context, [done, tasks] { done(tasks); }, Qt::QueuedConnection);
    }

    QList<Intent> intents() const
    {
        const std::lock_guard lock(m_mutex);
        return m_intents;
    }

    /// In the order they came, of all intents.
    QList<std::pair<QString, Conclusion>> conclusions() const
    {
        const std::lock_guard lock(m_mutex);
        return m_conclusions;
    }

private:
    mutable std::mutex m_mutex;
    std::optional<ApiError> m_refusal;                      // protected by m_mutex
    QList<Intent> m_intents;                                // protected by m_mutex
    QList<std::pair<QString, Conclusion>> m_conclusions;    // protected by m_mutex
};

/// Options of a client that may change things.
inline ClientOptions recording(const TransportLimits &limits = {})
{
    return { .limits = limits, .intents = std::make_shared<MemoryIntents>() };
}

} // namespace obdesk::test
