// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/serverprobe.h"

#include "ocp/calllink.h"
#include "ocp/retiredthreads.h"
#include "ocp/tlspolicy.h"

#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QThread>
#include <QTimer>

#include <memory>
#include <mutex>

namespace obdesk {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

using Link = CallLink<ServerIdentity>;

/// On a thread of its own: reading the system's authorities and shaking hands take longer than a window may stand still.
class Prober final : public QObject
{
public:
    Prober(const Connection &connection, milliseconds limit, std::shared_ptr<Link> link)
        : m_connection(connection), m_limit(limit), m_link(std::move(link)), m_socket(this), m_timer(this)
    {
    }

    void start()
    {
        const QUrl &url = m_connection.url;
        if (url.scheme() != "https"_L1 || url.host().isEmpty()) {
            fail(ApiError::Kind::InvalidRequest, u"not an https:// address"_s);
            return;
        }
        if (!usesSystemProxy(m_connection))
            m_socket.setProxy(QNetworkProxy::NoProxy);
        QSslConfiguration configuration = TlsPolicy({}).configuration();
        configuration.setPeerVerifyMode(QSslSocket::QueryPeer); // whatever it is, we want to see it
        m_socket.setSslConfiguration(configuration);
        connect(&m_socket, &QSslSocket::encrypted, this, &Prober::tell);
        connect(&m_socket, &QSslSocket::errorOccurred, this, &Prober::tellError);
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            fail(ApiError::Kind::Timeout, u"no TLS connection within %1 ms"_s.arg(m_limit.count()));
        });
        m_timer.start(m_limit);
        m_clock.start();
        m_socket.connectToHostEncrypted(url.host(), quint16(url.port(443)));
    }

private:
    void tell()
    {
        ServerIdentity identity;
        identity.host = m_connection.url.host();
        identity.port = m_connection.url.port(443);
        identity.chain = m_socket.peerCertificateChain();
        identity.systemProblem = certificateProblems(m_socket.sslHandshakeErrors(), identity.host);
        if (identity.chain.isEmpty()) {
            fail(ApiError::Kind::Tls, u"the server shows no certificate"_s);
            return;
        }
        ReplyMeta meta;
        meta.roundTrip = milliseconds(m_clock.elapsed());
        end(Fetched<ServerIdentity> { identity, meta });
    }

    void tellError(QAbstractSocket::SocketError error)
    {
        switch (error) {
        case QAbstractSocket::HostNotFoundError:
            return fail(ApiError::Kind::HostNotFound, u"the host name was not found"_s);
        case QAbstractSocket::ConnectionRefusedError:
            return fail(ApiError::Kind::ConnectionRefused, u"the connection was refused"_s);
        case QAbstractSocket::RemoteHostClosedError:
            return fail(ApiError::Kind::ConnectionLost, u"the connection closed before the TLS handshake was over"_s);
        case QAbstractSocket::SslHandshakeFailedError:
            return fail(ApiError::Kind::Tls, handshakeProblem(m_socket.errorString()));
        case QAbstractSocket::SocketTimeoutError:
            return fail(ApiError::Kind::Timeout, u"the connection timed out"_s);
        case QAbstractSocket::ProxyAuthenticationRequiredError:
        case QAbstractSocket::ProxyConnectionRefusedError:
        case QAbstractSocket::ProxyConnectionClosedError:
        case QAbstractSocket::ProxyConnectionTimeoutError:
        case QAbstractSocket::ProxyNotFoundError:
        case QAbstractSocket::ProxyProtocolError:
            return fail(ApiError::Kind::Proxy, u"the proxy failed"_s);
        default:
            return fail(ApiError::Kind::Network, u"the connection failed (socket error %1)"_s.arg(int(error)));
        }
    }

    void fail(ApiError::Kind kind, const QString &detail)
    {
        ApiError error;
        error.kind = kind;
        error.url = m_connection.url.adjusted(QUrl::RemoveUserInfo);
        error.detail = detail;
        end(error);
    }

    void end(const Result<Fetched<ServerIdentity>> &result)
    {
        m_timer.stop();
        m_socket.disconnect(this);
        m_socket.abort();
        m_link->deliver(result);
        thread()->quit();
    }

    const Connection m_connection;
    const milliseconds m_limit;
    const std::shared_ptr<Link> m_link;
    QSslSocket m_socket;
    QTimer m_timer;
    QElapsedTimer m_clock;
};

/// The way to tell the thread to end, which is shut when it has.
struct Stop
{
    std::mutex mutex;
    QThread *thread = nullptr;          // protected by mutex
};

} // namespace

ApiCall *probeServer(const Connection &connection, QObject *context, Callback<ServerIdentity> done, milliseconds limit)
{
    const auto stop = std::make_shared<Stop>();
    const auto link = std::make_shared<Link>(context, std::move(done));
    auto *call = new LinkedCall(link, [stop] {
        const std::lock_guard lock(stop->mutex);
        if (stop->thread)
            stop->thread->quit();
    }, context);
    QObject::connect(context, &QObject::destroyed, call, [weak = std::weak_ptr(link)] {
        if (const auto link = weak.lock())
            link->contextGone();
    }, Qt::DirectConnection);

    auto *thread = new QThread;
    thread->setObjectName(u"ocp-probe"_s);
    auto *prober = new Prober(connection, limit, link);
    prober->moveToThread(thread);
    QObject::connect(thread, &QThread::started, prober, &Prober::start);
    QObject::connect(thread, &QThread::finished, prober, [stop, prober] {
        {
            const std::lock_guard lock(stop->mutex);
            stop->thread = nullptr;
        }
        prober->deleteLater();
    }, Qt::DirectConnection);
    stop->thread = thread;
    thread->start();
    retireThread(thread);
    return call;
}

} // namespace obdesk
