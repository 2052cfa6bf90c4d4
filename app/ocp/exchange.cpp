// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/exchange.h"

#include "ocp/oneshotbody.h"

#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QSslConfiguration>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcHttp, "obdesk.ocp.http", QtInfoMsg)

constexpr qint64 readBlock = 64 * 1024;

using Kind = ApiError::Kind;

QString inMilliseconds(std::chrono::milliseconds time)
{
    return u"%1 ms"_s.arg(time.count());
}

/// Never QNetworkReply::errorString(): it quotes addresses and whatever else it likes.
TransportFailure failureOfError(QNetworkReply::NetworkError error)
{
    const auto failure = [error](Kind kind, const QString &what) {
        return TransportFailure { kind, u"%1 (Qt network error %2)"_s.arg(what).arg(int(error)) };
    };
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return failure(Kind::ConnectionRefused, u"the connection was refused"_s);
    case QNetworkReply::HostNotFoundError:
        return failure(Kind::HostNotFound, u"the host name was not found"_s);
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // the manager would have sent the body again, and could not
        return failure(Kind::ConnectionLost, u"the connection closed before the whole reply was here"_s);
    case QNetworkReply::TimeoutError:
        return failure(Kind::Timeout, u"the connection timed out"_s);
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
        return failure(Kind::NotOcp, u"the server does not speak HTTP"_s);
    default:
        break;
    }
    if (error >= QNetworkReply::ProxyConnectionRefusedError && error <= QNetworkReply::UnknownProxyError)
        return failure(Kind::Proxy, u"the proxy failed"_s);
    return failure(Kind::Network, u"the transfer failed"_s);
}

/// How long the reply says its body is; empty when it says nothing that can be counted. Chunks carry their own end, and Qt 6.4 tells when
/// it is missing.
std::optional<qint64> announcedLength(const QNetworkReply &reply)
{
    if (reply.hasRawHeader("Transfer-Encoding") || !reply.hasRawHeader("Content-Length"))
        return {};
    bool ok = false;
    const qint64 length = reply.rawHeader("Content-Length").trimmed().toLongLong(&ok);
    return ok && length >= 0 ? std::optional(length) : std::nullopt;
}

/// Statuses whose reply has no body, whatever its Content-Length says.
bool hasNoBody(int status)
{
    return status < 200 || status == 204 || status == 304;
}

/// Errors that only repeat the HTTP status.
bool isContentError(QNetworkReply::NetworkError error)
{
    return error > QNetworkReply::UnknownProxyError && error != QNetworkReply::ProtocolFailure
        && error != QNetworkReply::ProtocolUnknownError && error != QNetworkReply::ProtocolInvalidOperationError;
}

/// Qt says of HTTP 400 what it also says of a peer that breaks the protocol.
bool isBadRequest(QNetworkReply::NetworkError error, int status)
{
    return error == QNetworkReply::ProtocolInvalidOperationError && status == 400;
}

/// Errors of setting up the connection. A later failure never turns into one of these: the manager would have to rewind the body
/// before it connects again, which OneShotBody refuses.
bool endsBeforeSending(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
        return true;
    default:
        return false;
    }
}

} // namespace

Exchange::Exchange(const ExchangePlan &plan, Finished finished, QObject *parent)
    : QObject(parent)
    , m_plan(plan)
    , m_finished(std::move(finished))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        stop({ Kind::Timeout, u"no whole reply within %1"_s.arg(inMilliseconds(m_plan.deadline)) });
    });
    m_connect.setSingleShot(true);
    connect(&m_connect, &QTimer::timeout, this, [this] {
        // A body that was taken proves a connection where no signal does.
        if (m_body && m_body->taken() > 0)
            return;
        stop({ Kind::Timeout, u"no connection within %1"_s.arg(inMilliseconds(m_plan.connect)) });
    });
}

Exchange::~Exchange()
{
    if (!m_reply)
        return;
    // abort() emits finished() from inside the call: cut the tie first.
    m_reply->disconnect(this);
    m_reply->abort();
    delete m_reply;
}

void Exchange::start()
{
    QNetworkRequest &request = m_plan.request;
    // Waiting for the answer to a change is not idleness: giving up early costs a reconciliation. Its deadline alone counts.
    if (!m_plan.mutation)
        request.setTransferTimeout(int(m_plan.idle.count()));
    m_sinceStart.start();
    m_deadline.start(m_plan.deadline);
    if (isEncrypted())
        request.setSslConfiguration(m_plan.tls->configuration());
    if (m_plan.mutation) {
        // Both are needed, or the manager makes a copy it can rewind; see OneShotBody.
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setHeader(QNetworkRequest::ContentLengthHeader, m_plan.body.size());
        m_body = new OneShotBody(m_plan.body);
        m_reply = m_plan.manager->post(request, m_body);
        m_body->setParent(m_reply);
    } else {
        m_reply = m_plan.manager->get(request);
    }
    m_reply->setReadBufferSize(readBlock);
    // Of a request without TLS and without a body Qt 6.4 does not tell that it has a connection: there the other limits have to do. A
    // read may find a connection that is open already.
    if (m_plan.mutation && (isEncrypted() || !m_plan.body.isEmpty()))
        m_connect.start(m_plan.connect);
    else if (isEncrypted())
        connect(m_reply, &QNetworkReply::socketStartedConnecting, this, [this] { m_connect.start(m_plan.connect); });
    connect(m_reply, &QNetworkReply::sslErrors, this, &Exchange::judgeCertificate);
    connect(m_reply, &QNetworkReply::encrypted, this, &Exchange::connected);
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_requestSent = true; });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::checkLength);
    connect(m_reply, &QIODevice::readyRead, this, &Exchange::readSome);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::finish);
}

/// Qt's network thread waits for the end of this, and of connected(), before it goes on.
void Exchange::judgeCertificate(const QList<QSslError> &errors)
{
    const TlsPolicy::Verdict verdict = m_plan.tls->judge(m_reply->sslConfiguration().peerCertificate(), errors, m_reply->url().host());
    if (verdict.kind)
        *m_plan.lastCertificate = TransportFailure { *verdict.kind, verdict.detail };
    else
        m_reply->ignoreSslErrors(verdict.tolerated);
}

void Exchange::connected()
{
    m_connect.stop();
    m_handshakeDone = true;
    m_plan.lastCertificate->reset();
    // Cannot be: a pinned connection has no authority, so that every certificate comes to judgeCertificate() first.
    const QSslCertificate peer = m_reply->sslConfiguration().peerCertificate();
    if (m_plan.tls->isPinned() && !m_plan.tls->isPinnedCertificate(peer))
        stop({ Kind::CertificateChanged, m_plan.tls->changedDetail(peer) });
}

void Exchange::checkLength()
{
    if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_plan.bodyCap)
        stop({ Kind::TooLarge, u"the reply announces more than %1 bytes"_s.arg(m_plan.bodyCap) });
}

void Exchange::readSome()
{
    if (m_stopped)
        return;
    m_received += m_reply->readAll();
    if (m_received.size() > m_plan.bodyCap)
        stop({ Kind::TooLarge, u"the reply is larger than %1 bytes"_s.arg(m_plan.bodyCap) });
}

void Exchange::stop(const TransportFailure &why)
{
    if (m_stopped)
        return;
    m_stopped = why;
    m_reply->abort();                   // emits finished()
}

void Exchange::finish()
{
    m_deadline.stop();
    m_connect.stop();
    // Closed already when Qt's own timer gave up.
    if (!m_stopped && m_reply->isOpen())
        m_received += m_reply->readAll();
    const HttpReply reply = result();
    qCDebug(lcHttp).noquote() << reply.method << reply.url.path() << reply.status << inMilliseconds(reply.roundTrip)
                              << (reply.failure ? reply.failure->detail : QString());
    m_finished(this, reply);
}

int Exchange::status() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool Exchange::maybeSent() const
{
    if (m_requestSent || status() != 0)
        return true;
    // A change has a connection of its own, and Qt waits for connected() before it writes.
    if (m_plan.mutation && isEncrypted() && !m_handshakeDone)
        return false;
    // A body is taken on this thread: when none was, none is on its way, and a server does nothing before it has all of it.
    if (!m_plan.body.isEmpty())
        return m_body && m_body->taken() > 0;
    // Qt 6.4 does not tell when a request without a body has left; only these errors prove that it has not.
    return !endsBeforeSending(m_reply->error());
}

/// Of a change that has a body: Qt takes that when there is a connection to write it to, and not before.
bool Exchange::wasConnected() const
{
    return m_requestSent || m_handshakeDone || status() != 0 || (m_body && m_body->taken() > 0);
}

HttpReply Exchange::result() const
{
    HttpReply reply;
    reply.mutation = m_plan.mutation;
    reply.isSigned = m_plan.isSigned;
    reply.sent = maybeSent();
    reply.method = m_plan.mutation ? "POST" : "GET";
    reply.url = m_plan.request.url();
    reply.status = status();
    reply.headers = m_reply->rawHeaderPairs();
    reply.body = m_received;
    reply.received = QDateTime::currentDateTimeUtc();
    reply.roundTrip = std::chrono::milliseconds(m_sinceStart.elapsed());
    reply.failure = failureOf(m_reply->error(), reply.status);
    return reply;
}

/// Qt 6.4.2 reports some replies that end short of their Content-Length as whole ones (2 to 6 in 10,000, when the end of the connection
/// overtakes the last bytes): only counting tells.
std::optional<TransportFailure> Exchange::lengthProblem(int status) const
{
    const std::optional<qint64> announced = announcedLength(*m_reply);
    if (!announced || hasNoBody(status) || m_received.size() >= *announced)
        return {};
    return TransportFailure { Kind::ConnectionLost, u"%1 of %2 bytes of the reply came"_s.arg(m_received.size()).arg(*announced) };
}

std::optional<TransportFailure> Exchange::failureOf(QNetworkReply::NetworkError error, int status) const
{
    if (m_stopped)
        return m_stopped;
    if (error == QNetworkReply::OperationCanceledError)
        return TransportFailure { Kind::Timeout, u"not a byte for %1"_s.arg(inMilliseconds(m_plan.idle)) };
    if (m_received.size() > m_plan.bodyCap)
        return TransportFailure { Kind::TooLarge, u"the reply is larger than %1 bytes"_s.arg(m_plan.bodyCap) };
    if (error == QNetworkReply::NoError || (status != 0 && isContentError(error)) || isBadRequest(error, status))
        return lengthProblem(status);
    if (error == QNetworkReply::SslHandshakeFailedError && *m_plan.lastCertificate)
        return *m_plan.lastCertificate;
    if (error == QNetworkReply::SslHandshakeFailedError)
        return TransportFailure { Kind::Tls, handshakeProblem(m_reply->errorString()) }; // the text itself goes nowhere
    // A write into a connection that was reset has no code of its own in Qt 6.4: it comes as "unknown". What fails after the connection
    // was made is a lost connection, whatever its code.
    if (error == QNetworkReply::UnknownNetworkError && wasConnected())
        return failureOfError(QNetworkReply::RemoteHostClosedError);
    return failureOfError(error);
}

} // namespace obdesk
