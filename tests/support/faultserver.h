// SPDX-License-Identifier: GPL-3.0-or-later
// An HTTP server that writes raw bytes and misbehaves on request. It keeps a ledger of every request it read: the oracle for
// "sent once".
#pragma once

#include <QByteArray>
#include <QList>
#include <QThread>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace obdesk::test {

/// A request as it came over the wire.
struct SeenRequest
{
    QByteArray method;
    QByteArray target;                  ///< path and query, percent-encoding untouched
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    int connection = 0;                 ///< which accepted connection, from 1

    QByteArray path() const { return target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?')); }
    /// Decoded value of a query parameter; empty when missing.
    QByteArray parameter(const QByteArray &key) const;
    /// Any letter case; empty when missing.
    QByteArray header(const QByteArray &name) const;
};

/// One thing the server does on a connection. After the last step of a script the connection waits for the next request.
struct Step
{
    enum class Kind {
        Send,
        Pause,
        Close,      ///< after all that was sent is out
        Reset,      ///< RST
        Hang,       ///< nothing more; later requests on the connection are read, but not answered
        Vanish,     ///< stop listening for good and close: a second connection is refused
        Flood,      ///< the bytes again and again, until the client goes
    };
    Kind kind;
    QByteArray bytes = {};
    std::chrono::milliseconds pause { 0 };
};
using Script = QList<Step>;
using Headers = QList<std::pair<QByteArray, QByteArray>>;

namespace scripts {

/// A whole reply. Content-Length is added; give a Content-Type to replace application/json.
Script reply(int status, const QByteArray &body, const Headers &headers = {});
inline Script ok(const QByteArray &json) { return reply(200, json); }
Script raw(const QByteArray &bytes);
Script rawThenClose(const QByteArray &bytes);
Script close();
Script reset();
Script vanish();
Script hang();
Script halfHeader();                    ///< the status line and half of a header line, then close
Script halfBody(const QByteArray &json);///< Content-Length of the whole, half of it, then close
Script untilClose(const QByteArray &body); ///< no length: the close ends the body
Script cutChunk(const QByteArray &json);
Script cutGzip();                       ///< claims gzip, sends the first bytes of a stream
Script redirect(int status, const QByteArray &location);
Script proxyPage(int status);           ///< HTML
Script drip(const QByteArray &json, std::chrono::milliseconds interval); ///< headers at once, the body byte by byte
Script endlessHeader();
Script endlessBody();
Script delayed(std::chrono::milliseconds delay, const Script &then);

} // namespace scripts

/// Listens on loopback, on a thread of its own. All functions are for any thread.
class FaultServer
{
public:
    /// Runs on the server's thread.
    using Responder = std::function<Script(const SeenRequest &)>;

    FaultServer();
    /// Speaks TLS and shows tests/data/tls/CERTIFICATE.pem, followed by `chain`'s if given. Resumes no session.
    explicit FaultServer(const QString &certificate, const QString &chain = {});
    ~FaultServer();

    /// https for a server with a certificate.
    QUrl url() const;
    quint16 port() const;

    void answer(const Script &script);  ///< every request from now on
    void answer(Responder responder);
    /// Runs when a connection is accepted, before anything is read.
    void onConnect(const Script &script);

    /// False: requests are answered, but not kept; for runs of many thousands.
    void keepLedger(bool keep);
    QList<SeenRequest> requests() const;
    qsizetype count() const { return requests().size(); }
    qsizetype count(const QByteArray &method) const;
    /// All that came over the wire after TLS, whole requests or not.
    qint64 bytesReceived() const;
    /// TCP connections so far.
    int connections() const;
    /// For connections from now on; also makes a plain server speak TLS.
    void showCertificate(const QString &certificate, const QString &chain = {});
    /// No TLS on connections from now on.
    void speakPlainText();
    /// Accepts connections and never answers the handshake.
    void stallHandshakes(bool stall = true);
    /// Closes the connections that are being flooded.
    void endFloods();

private:
    class Listener;
    struct Shared;

    std::shared_ptr<Shared> m_shared;
    QThread m_thread;
    Listener *m_listener;               // lives and dies on m_thread
    quint16 m_port = 0;
};

} // namespace obdesk::test
