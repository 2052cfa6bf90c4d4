// SPDX-License-Identifier: GPL-3.0-or-later
// One request on the wire, from start to its one reply.
#pragma once

#include "ocp/httpmessage.h"
#include "ocp/tlspolicy.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

class QNetworkAccessManager;

namespace obdesk {

class OneShotBody;

struct ExchangePlan
{
    std::shared_ptr<QNetworkAccessManager> manager;
    QNetworkRequest request;
    bool mutation = false;
    bool isSigned = false;
    QByteArray body;
    std::shared_ptr<const TlsPolicy> tls;   ///< for https
    /// Of the connection that was judged last. One failed handshake also ends the requests that waited for it, which see no certificate.
    std::shared_ptr<std::optional<TransportFailure>> lastCertificate;
    std::chrono::milliseconds connect { 0 };///< see TransportLimits
    std::chrono::milliseconds idle { 0 };
    std::chrono::milliseconds deadline { 0 };
    qint64 bodyCap = 0;
};

/// Deleting it drops the request without a word.
class Exchange final : public QObject
{
public:
    /// Called once, at the end; the exchange may be given to deleteLater() there, but not be deleted.
    using Finished = std::function<void(Exchange *, const HttpReply &)>;

    Exchange(const ExchangePlan &plan, Finished finished, QObject *parent);
    ~Exchange() override;

    void start();

private:
    void readSome();
    void checkLength();
    void judgeCertificate(const QList<QSslError> &errors);
    void connected();
    bool isEncrypted() const { return m_plan.request.url().scheme() == QLatin1StringView("https"); }
    void stop(const TransportFailure &why);
    void finish();
    int status() const;
    bool maybeSent() const;
    bool wasConnected() const;
    HttpReply result() const;
    std::optional<TransportFailure> lengthProblem(int status) const;
    std::optional<TransportFailure> failureOf(QNetworkReply::NetworkError error, int status) const;

    ExchangePlan m_plan;                // first member: the manager must outlive the reply
    Finished m_finished;
    QNetworkReply *m_reply = nullptr;   // child of the manager; deleted here
    OneShotBody *m_body = nullptr;      // child of m_reply
    QTimer m_deadline;
    QTimer m_connect;
    QElapsedTimer m_sinceStart;
    QByteArray m_received;
    std::optional<TransportFailure> m_stopped;
    bool m_requestSent = false;
    bool m_handshakeDone = false;       // of a connection made for this request
};

} // namespace obdesk
