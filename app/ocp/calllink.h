// SPDX-License-Identifier: GPL-3.0-or-later
// Ties a call under way to whoever waits for it: the callback runs on the context's thread, at most once, and not at all after the
// context is gone or the call was cancelled.
#pragma once

#include "ocp/ocpclient.h"

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace obdesk {

/// Held by the ApiCall, by the request on the transport's thread and by the delivery on its way.
class CallLinkBase
{
public:
    virtual ~CallLinkBase() = default;

    /// No callback from now on. For any thread.
    void cut();
    /// cut() for the case that the context dies: the call deletes itself too.
    void contextGone();
    /// Nobody waits any more: work can be saved.
    bool isCut() const;
    void setCall(ApiCall *call);

protected:
    explicit CallLinkBase(QObject *context) : m_context(context) { }
    /// Called with the mutex held; answers what keeps the callback alive, to be let go outside of it.
    virtual std::shared_ptr<void> takeCallback() = 0;
    void endCall();                     // with the mutex held

    mutable std::mutex m_mutex;
    QObject *m_context;                 // protected by m_mutex; null once the link is cut
    ApiCall *m_call = nullptr;          // protected by m_mutex; may live on another thread than the context
};

template<typename T>
class CallLink final : public CallLinkBase, public std::enable_shared_from_this<CallLink<T>>
{
public:
    using Answer = Result<Fetched<T>>;

    CallLink(QObject *context, Callback<T> done)
        : CallLinkBase(context)
        , m_done(std::make_shared<Callback<T>>(std::move(done)))
    {
    }

    /// From any thread. The lock holds back the context's destruction (contextGone() waits for it), so that the event is posted
    /// to a living object; if it dies later, Qt drops the event.
    void deliver(const Answer &answer)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_context)
            return;
        QMetaObject::invokeMethod(
            m_context, [self = this->shared_from_this(), answer] { self->run(answer); }, Qt::QueuedConnection);
    }

private:
    void run(const Answer &answer)
    {
        std::shared_ptr<Callback<T>> done;
        {
            const std::lock_guard lock(m_mutex);
            if (!m_context)
                return;
            m_context = nullptr;
            done = std::exchange(m_done, nullptr);
            endCall();
        }
        (*done)(answer);
    }

    // What a callback holds belongs to the thread of its context: it must not die with a handler on the transport's thread.
    std::shared_ptr<void> takeCallback() override { return std::exchange(m_done, nullptr); }

    std::shared_ptr<Callback<T>> m_done; // protected by m_mutex
};

/// The ApiCall handed out. Deleting it cancels.
class LinkedCall final : public ApiCall
{
public:
    LinkedCall(std::shared_ptr<CallLinkBase> link, std::function<void()> abort, QObject *parent);
    ~LinkedCall() override;
    void cancel() override;

private:
    std::shared_ptr<CallLinkBase> m_link;
    std::function<void()> m_abort;
};

} // namespace obdesk
