// SPDX-License-Identifier: GPL-3.0-or-later
// The only door to the network: requests in, replies out, both values. Everything of QNetworkAccessManager stays behind it, on a
// thread of its own, so that nothing Qt does there can hold up the caller.
#pragma once

#include "ocp/connection.h"
#include "ocp/httpmessage.h"
#include "ocp/transportlimits.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

class QThread;

namespace obdesk {

class HttpWorker;

/// Looks at a reply on the transport's thread. Answers the next request of the same call (the next page of a list), or nothing.
using ReplyHandler = std::function<std::optional<HttpRequest>(const HttpReply &)>;

/// One call may be several requests, one after the other. A change is never sent again; a read that says so is asked again when its
/// failure may pass (ReadRetry), and the handler sees the last reply only. All functions are for any thread. Redirects are not
/// followed, cookies not kept, compression not asked for. The connection says whether the system's proxy is used; for loopback none is.
class Transport
{
public:
    using CallId = quint64;

    Transport(const Connection &connection, const Credentials &credentials, const TransportLimits &limits = {});
    /// No handler starts after this. Does not wait: the thread ends by itself, at the latest when the application does.
    ~Transport();
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;

    CallId newCallId();
    void send(CallId call, const HttpRequest &request, ReplyHandler handler);
    /// The same as a function that may outlive the transport: false, and nothing is sent, once that is gone.
    using Sender = std::function<bool(const HttpRequest &, ReplyHandler)>;
    Sender sender(CallId call) const;
    /// Unknown and finished calls are passed over.
    void cancel(CallId call) { canceller(call)(); }
    /// The same as a function that may outlive the transport.
    std::function<void()> canceller(CallId call) const;
    void setLanguage(const QByteArray &tag);

private:
    /// The way to the worker, which is shut when the transport goes.
    struct Gate
    {
        std::mutex mutex;
        HttpWorker *worker = nullptr;   // protected by mutex; deletes itself on its own thread
        bool post(std::function<void(HttpWorker &)> task);
    };

    std::shared_ptr<Gate> m_gate;
    QThread *m_thread = nullptr;        // handed to retireThread() at the end
    std::atomic<CallId> m_lastId { 0 };
};

} // namespace obdesk
