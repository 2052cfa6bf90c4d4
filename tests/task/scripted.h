// SPDX-License-Identifier: GPL-3.0-or-later
// Calls to OCP that a test answers by hand.
#pragma once

#include "ocp/ocpclient.h"

#include <QPointer>

#include <memory>
#include <vector>

namespace obdesk::test {

/// Keeps the calls in the order they were made. As with the real client no answer reaches a cancelled call or a context that has gone.
template<typename T>
class Desk
{
public:
    ApiCall *take(QObject *context, Callback<T> done)
    {
        m_calls.push_back(std::make_unique<Call>(context, std::move(done)));
        return m_calls.back().get();
    }

    int asked() const { return int(m_calls.size()); }
    /// Calls that still want an answer.
    int waiting() const
    {
        int count = 0;
        for (const auto &call : m_calls)
            count += call->isOpen() ? 1 : 0;
        return count;
    }
    /// Answers the oldest call that wants one; false when there is none.
    bool answer(const Result<Fetched<T>> &result)
    {
        for (const auto &call : m_calls) {
            if (!call->isOpen())
                continue;
            call->ended = true;
            const Callback<T> done = std::move(call->done);
            done(result);
            return true;
        }
        return false;
    }
    bool answer(const T &value, const ReplyMeta &meta = {}) { return answer(Result<Fetched<T>>(Fetched<T> { value, meta })); }
    bool fail(const ApiError &error) { return answer(Result<Fetched<T>>(error)); }
    bool fail(ApiError::Kind kind)
    {
        ApiError error;
        error.kind = kind;
        return fail(error);
    }

private:
    struct Call final : ApiCall
    {
        Call(QObject *context, Callback<T> callback) : context(context), done(std::move(callback)) { }
        void cancel() override { ended = true; }
        bool isOpen() const { return context && !ended; }
        QPointer<QObject> context;
        Callback<T> done;
        bool ended = false;
    };
    std::vector<std::unique_ptr<Call>> m_calls;
};

} // namespace obdesk::test
