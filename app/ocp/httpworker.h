// SPDX-License-Identifier: GPL-3.0-or-later
// The transport's inside: which request goes when. Lives on the transport's thread.
#pragma once

#include "ocp/connection.h"
#include "ocp/readretry.h"
#include "ocp/sessioncookie.h"
#include "ocp/transport.h"

#include <QElapsedTimer>
#include <QNetworkRequest>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <deque>
#include <map>
#include <memory>

class QNetworkAccessManager;

namespace obdesk {

class Exchange;
class TlsPolicy;

class HttpWorker final : public QObject
{
public:
    HttpWorker(const Connection &connection, const Credentials &credentials, const TransportLimits &limits);
    ~HttpWorker() override;

    void start(Transport::CallId call, const HttpRequest &request, const ReplyHandler &handler);
    void cancel(Transport::CallId call);
    void setLanguage(const QByteArray &tag) { m_language = tag; }
    /// For any thread: from now on no handler is run.
    void close() { m_closed = true; }

private:
    struct Call
    {
        Transport::CallId id;
        HttpRequest request;
        ReplyHandler handler;
        int attempt = 1;
        std::chrono::milliseconds firstBegan { -1 };       // of now(); negative: not yet
        std::chrono::milliseconds signedWithSkew { 0 };
        bool signedAnew = false;                            // the first signature had another time
    };

    void startWaiting();
    void begin(Call call);
    void finished(Exchange *exchange, const HttpReply &reply);
    void handle(Call call, const HttpReply &reply);
    bool askAgain(Call &call, const HttpReply &reply);
    void noteSkew(const HttpReply &reply);
    std::chrono::milliseconds now() const { return std::chrono::milliseconds(m_clock.elapsed()); }
    QUrl urlOf(const HttpRequest &request) const;
    std::optional<TransportFailure> problemOf(const HttpRequest &request, const QUrl &url) const;
    QNetworkRequest networkRequest(const HttpRequest &request, const QUrl &url) const;
    bool correctsTime() const { return m_connection.authKind == AuthKind::AccessKey && m_connection.signWithServerTime; }
    std::shared_ptr<QNetworkAccessManager> newManager() const;
    std::shared_ptr<QNetworkAccessManager> managerFor(const HttpRequest &request);

    const Connection m_connection;
    const Credentials m_credentials;
    const TransportLimits m_limits;
    const std::shared_ptr<const TlsPolicy> m_tls;
    const std::shared_ptr<std::optional<TransportFailure>> m_lastCertificate;
    QByteArray m_language = "en-US";
    std::shared_ptr<QNetworkAccessManager> m_readManager; // made with the first read
    std::map<Exchange *, Call> m_running;                 // the exchanges are children of this
    std::deque<Call> m_waiting;                           // reads only
    std::map<quint64, Call> m_resting;                    // reads that will be asked again, by a number of their own
    quint64 m_lastRest = 0;
    ReadRetry m_retry;
    SessionCookie m_session;                              // of a login by user and password
    QTimer m_held;                                        // until reads may go on
    QElapsedTimer m_clock;
    std::chrono::milliseconds m_skew { 0 };               // server minus us, if correctsTime()
    int m_runningReads = 0;
    std::atomic<bool> m_closed = false;
};

} // namespace obdesk
