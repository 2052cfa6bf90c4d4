// SPDX-License-Identifier: GPL-3.0-or-later
// The only door to the network: requests in, replies out, both values. Everything of QNetworkAccessManager stays behind it, on a
// thread of its own, so that nothing Qt does there can hold up the caller.
#pragma once

#include "ocp/connection.h"
#include "ocp/httpmessage.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

class QThread;

namespace obdesk {

class HttpWorker;

struct TransportLimits
{
    std::chrono::milliseconds idle { 15'000 };             ///< without a byte
    std::chrono::milliseconds readDeadline { 30'000 };     ///< for a whole GET, from its start on the wire
    std::chrono::milliseconds mutationDeadline { 60'000 };
    qint64 bodyCap = 16 * 1024 * 1024;
    qint64 largeBodyCap = 64 * 1024 * 1024;
    int parallelReads = 4;                                 ///< the rest waits in line; changes never do
};

/// Looks at a reply on the transport's thread. Answers the next request of the same call (the next page of a list), or nothing.
using ReplyHandler = std::function<std::optional<HttpRequest>(const HttpReply &)>;

/// One call may be several requests, one after the other. Nothing is ever sent again by this class. All functions are for any
/// thread. Redirects are not followed, cookies not kept, compression not asked for; the system's proxy is used except for loopback.
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
        void post(std::function<void(HttpWorker &)> task);
    };

    std::shared_ptr<Gate> m_gate;
    QThread *m_thread = nullptr;        // handed to retireThread() at the end
    std::atomic<CallId> m_lastId { 0 };
};

} // namespace obdesk
