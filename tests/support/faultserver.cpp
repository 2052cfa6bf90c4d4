// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultserver.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>

#include <sys/socket.h>

namespace obdesk::test {

QByteArray SeenRequest::parameter(const QByteArray &key) const
{
    const QByteArrayList pairs = target.mid(path().size() + 1).split('&');
    for (const QByteArray &pair : pairs) {
        if (pair.startsWith(key + '='))
            return QByteArray::fromPercentEncoding(pair.mid(key.size() + 1));
    }
    return {};
}

QByteArray SeenRequest::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

namespace scripts {

namespace {

using Kind = Step::Kind;

const QByteArray jsonHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

} // namespace

Script reply(int status, const QByteArray &body, const Headers &headers)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " Status\r\nContent-Length: " + QByteArray::number(body.size());
    bool typed = false;
    for (const auto &[name, value] : headers) {
        head += "\r\n" + name + ": " + value;
        typed = typed || name == "Content-Type";
    }
    if (!typed)
        head += "\r\nContent-Type: application/json";
    return raw(head + "\r\n\r\n" + body);
}

Script raw(const QByteArray &bytes)
{
    return { { Kind::Send, bytes } };
}

Script rawThenClose(const QByteArray &bytes)
{
    return { { Kind::Send, bytes }, { Kind::Close } };
}

Script close()
{
    return { { Kind::Close } };
}

Script reset()
{
    return { { Kind::Reset } };
}

Script vanish()
{
    return { { Kind::Vanish } };
}

Script hang()
{
    return { { Kind::Hang } };
}

Script halfHeader()
{
    return rawThenClose("HTTP/1.1 200 OK\r\nContent-Ty");
}

Script halfBody(const QByteArray &json)
{
    return rawThenClose(jsonHead + "Content-Length: " + QByteArray::number(json.size()) + "\r\n\r\n" + json.left(json.size() / 2));
}

Script untilClose(const QByteArray &body)
{
    return rawThenClose(jsonHead + "Connection: close\r\n\r\n" + body);
}

Script cutChunk(const QByteArray &json)
{
    return rawThenClose(jsonHead + "Transfer-Encoding: chunked\r\n\r\n" + QByteArray::number(json.size(), 16) + "\r\n"
                        + json.left(json.size() / 2));
}

Script cutGzip()
{
    // Ten bytes of gzip header and the start of a deflate block.
    const QByteArray stump = QByteArray::fromHex("1f8b0800000000000003ab564a492c");
    return reply(200, stump, { { "Content-Encoding", "gzip" } });
}

Script redirect(int status, const QByteArray &location)
{
    return reply(status, {}, { { "Location", location } });
}

Script proxyPage(int status)
{
    return reply(status, "<html><body>Gateway says no</body></html>", { { "Content-Type", "text/html; charset=utf-8" } });
}

Script drip(const QByteArray &json, std::chrono::milliseconds interval)
{
    Script script = raw(jsonHead + "Content-Length: " + QByteArray::number(json.size()) + "\r\n\r\n");
    for (const char byte : json) {
        script.append({ Kind::Pause, {}, interval });
        script.append({ Kind::Send, QByteArray(1, byte) });
    }
    return script;
}

Script endlessHeader()
{
    return { { Kind::Send, "HTTP/1.1 200 OK\r\n" }, { Kind::Flood, QByteArray("X-More: and more\r\n").repeated(4096) } };
}

Script endlessBody()
{
    return { { Kind::Send, jsonHead + "Connection: close\r\n\r\n[" }, { Kind::Flood, QByteArray("0,").repeated(32 * 1024) } };
}

Script delayed(std::chrono::milliseconds delay, const Script &then)
{
    return Script { { Kind::Pause, {}, delay } } + then;
}

} // namespace scripts

struct FaultServer::Shared
{
    mutable std::mutex mutex;
    Responder responder;                // the rest: protected by mutex
    Script acceptScript;
    QList<SeenRequest> ledger;
    bool keepsLedger = true;
    int connections = 0;
    std::optional<QSslConfiguration> tls; // empty: plain text
    bool stalled = false;
    std::atomic<qint64> received = 0;   // needs no mutex
};

namespace {

QByteArray tlsFile(const QString &name)
{
    QFile file(QStringLiteral(OBDESK_TEST_DATA "/tls/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no file %s", qPrintable(name));
    return file.readAll();
}

QSslConfiguration tlsConfiguration(const QString &certificate, const QString &chain)
{
    QSslConfiguration configuration;
    QList<QSslCertificate> certificates = QSslCertificate::fromData(tlsFile(certificate + QStringLiteral(".pem")));
    if (!chain.isEmpty())
        certificates += QSslCertificate::fromData(tlsFile(chain + QStringLiteral(".pem")));
    configuration.setLocalCertificateChain(certificates);
    configuration.setPrivateKey(QSslKey(tlsFile(certificate + QStringLiteral(".key")), QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

/// One connection: reads requests, plays scripts.
class Peer final : public QObject
{
public:
    using Respond = std::function<Script(SeenRequest)>;

    Peer(QTcpSocket *socket, const Script &acceptScript, Respond respond, std::atomic<qint64> &received, QTcpServer *listener)
        : QObject(listener)
        , m_listener(listener)
        , m_socket(socket)
        , m_respond(std::move(respond))
        , m_received(received)
        , m_steps(acceptScript)
    {
        socket->setParent(this);
        connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, &Peer::readRequests);
        connect(socket, &QTcpSocket::bytesWritten, this, &Peer::flood);
        if (const auto *secure = qobject_cast<QSslSocket *>(socket))
            connect(secure, &QSslSocket::encryptedBytesWritten, this, &Peer::flood);
        play();
    }

    void endFlood()
    {
        if (isFlooding())
            resetConnection(); // what is on its way is lost
    }

private:
    bool isFlooding() const { return !m_steps.isEmpty() && m_steps.first().kind == Step::Kind::Flood; }

    void readRequests()
    {
        const QByteArray bytes = m_socket->readAll();
        m_received += bytes.size();
        m_unread += bytes;
        while (m_steps.isEmpty() && takeRequest())
            play();
    }

    /// False while a whole request is not there yet.
    bool takeRequest()
    {
        const qsizetype headEnd = m_unread.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return false;
        SeenRequest request;
        QByteArrayList lines = m_unread.first(headEnd).split('\n');
        const QByteArrayList first = lines.takeFirst().trimmed().split(' ');
        request.method = first.value(0);
        request.target = first.value(1);
        for (const QByteArray &line : std::as_const(lines)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.append({ line.first(colon).trimmed(), line.sliced(colon + 1).trimmed() });
        }
        const qsizetype length = request.header("Content-Length").toLongLong();
        if (m_unread.size() < headEnd + 4 + length)
            return false;
        request.body = m_unread.mid(headEnd + 4, length);
        m_unread.remove(0, headEnd + 4 + length);
        m_steps = m_respond(request);
        return true;
    }

    void play()
    {
        while (!m_steps.isEmpty()) {
            const Step &step = m_steps.first();
            switch (step.kind) {
            case Step::Kind::Send:
                m_socket->write(step.bytes);
                break;
            case Step::Kind::Pause:
                QTimer::singleShot(step.pause, this, [this] {
                    m_steps.removeFirst();
                    play();
                    readRequests();
                });
                return;
            case Step::Kind::Close:
                m_socket->disconnectFromHost();
                return;
            case Step::Kind::Vanish:
                m_listener->close();
                m_socket->disconnectFromHost();
                return;
            case Step::Kind::Reset:
                m_socket->flush();
                resetConnection();
                return;
            case Step::Kind::Hang:
                return;
            case Step::Kind::Flood:
                flood();
                return;
            }
            m_steps.removeFirst();
        }
    }

    void resetConnection()
    {
        const linger atOnce { 1, 0 };
        setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
        m_socket->abort();
    }

    void flood()
    {
        // What TLS has encrypted and the wire has not taken counts too.
        const auto *secure = qobject_cast<QSslSocket *>(m_socket);
        if (isFlooding() && m_socket->bytesToWrite() + (secure ? secure->encryptedBytesToWrite() : 0) < 1024 * 1024)
            m_socket->write(m_steps.first().bytes);
    }

    QTcpServer *m_listener;             // parent
    QTcpSocket *m_socket;               // child
    Respond m_respond;
    std::atomic<qint64> &m_received;
    QByteArray m_unread;
    Script m_steps;                     // not empty: a script is being played
};

} // namespace

class FaultServer::Listener final : public QTcpServer
{
public:
    explicit Listener(std::shared_ptr<Shared> shared) : m_shared(std::move(shared)) { }

    void endFloods()
    {
        const QObjectList all = children();
        for (QObject *child : all) {
            if (auto *peer = dynamic_cast<Peer *>(child))
                peer->endFlood();
        }
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        std::optional<QSslConfiguration> tls;
        bool stalled = false;
        int connection = 0;
        {
            const std::lock_guard lock(m_shared->mutex);
            connection = ++m_shared->connections;
            tls = m_shared->tls;
            stalled = m_shared->stalled;
        }
        if (!tls || stalled) {
            auto *socket = new QTcpSocket(this);
            socket->setSocketDescriptor(descriptor);
            if (!stalled)
                accept(socket, connection);
            return;
        }
        auto *socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setSslConfiguration(*tls);
        connect(socket, &QSslSocket::encrypted, this, [this, socket, connection] { accept(socket, connection); });
        connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
        socket->startServerEncryption();
    }

private:
    void accept(QTcpSocket *socket, int connection)
    {
        const std::lock_guard lock(m_shared->mutex);
        new Peer(socket, m_shared->acceptScript, [this, connection](const SeenRequest &request) {
            return record(request, connection);
        }, m_shared->received, this);
    }

    Script record(SeenRequest request, int connection)
    {
        request.connection = connection;
        Responder responder;
        {
            const std::lock_guard lock(m_shared->mutex);
            if (m_shared->keepsLedger)
                m_shared->ledger.append(request);
            responder = m_shared->responder;
        }
        return responder ? responder(request) : scripts::hang();
    }

    std::shared_ptr<Shared> m_shared;
};

FaultServer::FaultServer(const QString &certificate, const QString &chain) : FaultServer()
{
    showCertificate(certificate, chain);
}

FaultServer::FaultServer()
    : m_shared(std::make_shared<Shared>())
    , m_listener(new Listener(m_shared))
{
    if (!m_listener->listen(QHostAddress::LocalHost))
        qFatal("no port to listen on");
    m_port = m_listener->serverPort();
    m_listener->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_listener, &QObject::deleteLater);
    m_thread.start();
}

FaultServer::~FaultServer()
{
    m_thread.quit();
    m_thread.wait();
}

QUrl FaultServer::url() const
{
    QUrl url;
    const std::lock_guard lock(m_shared->mutex);
    url.setScheme(m_shared->tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(m_port);
    return url;
}

quint16 FaultServer::port() const
{
    return m_port;
}

void FaultServer::answer(const Script &script)
{
    answer([script](const SeenRequest &) { return script; });
}

void FaultServer::answer(Responder responder)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->responder = std::move(responder);
}

void FaultServer::onConnect(const Script &script)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->acceptScript = script;
}

void FaultServer::keepLedger(bool keep)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->keepsLedger = keep;
}

QList<SeenRequest> FaultServer::requests() const
{
    const std::lock_guard lock(m_shared->mutex);
    // A copy of its own: the server goes on writing, and ThreadSanitizer does not follow how Qt's lists share.
    return { m_shared->ledger.cbegin(), m_shared->ledger.cend() };
}

qsizetype FaultServer::count(const QByteArray &method) const
{
    const QList<SeenRequest> seen = requests();
    return std::count_if(seen.cbegin(), seen.cend(), [&](const SeenRequest &request) { return request.method == method; });
}

qint64 FaultServer::bytesReceived() const
{
    return m_shared->received;
}

int FaultServer::connections() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->connections;
}

void FaultServer::showCertificate(const QString &certificate, const QString &chain)
{
    const QSslConfiguration tls = tlsConfiguration(certificate, chain);
    const std::lock_guard lock(m_shared->mutex);
    m_shared->tls = tls;
}

void FaultServer::speakPlainText()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->tls.reset();
}

void FaultServer::stallHandshakes(bool stall)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->stalled = stall;
}

void FaultServer::endFloods()
{
    QMetaObject::invokeMethod(m_listener, [this] { m_listener->endFloods(); }, Qt::QueuedConnection);
}

} // namespace obdesk::test
