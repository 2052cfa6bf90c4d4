// SPDX-License-Identifier: GPL-3.0-or-later
// Catches the answer of one call to OCP.
#pragma once

#include "ocp/ocpclient.h"

#include <QObject>
#include <QTest>
#include <QThread>

#include <memory>
#include <optional>

namespace obdesk::test {

template<typename T>
class Caught
{
public:
    /// Also the answers that should not come are counted, so the state outlives this object.
    Callback<T> callback()
    {
        return [state = m_state](const Result<Fetched<T>> &answer) {
            ++state->times;
            state->answer = answer;
            state->thread = QThread::currentThread();
        };
    }

    QObject *context() { return m_context.get(); }
    void deleteContext() { m_context.reset(); }
    int times() const { return m_state->times; }
    /// Until the answer is here; false when it does not come.
    bool wait() const
    {
        return QTest::qWaitFor([this] { return came(); }, 20'000);
    }
    bool came() const { return times() > 0; }
    bool ok() const { return came() && m_state->answer->ok(); }
    const T &value() const { return m_state->answer->value().value; }
    const ReplyMeta &meta() const { return m_state->answer->value().meta; }
    const ReplyNotes &notes() const { return m_state->answer->value().notes; }
    const ApiError &error() const { return m_state->answer->error(); }
    QThread *thread() const { return m_state->thread; }

private:
    struct State
    {
        int times = 0;
        std::optional<Result<Fetched<T>>> answer;
        QThread *thread = nullptr;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
    std::unique_ptr<QObject> m_context = std::make_unique<QObject>();
};

} // namespace obdesk::test
