// SPDX-License-Identifier: GPL-3.0-or-later
// Where an OCP is and how one speaks to it. Holds no secret: those live in Credentials and the keyring.
#pragma once

#include <QString>
#include <QUrl>

namespace obdesk {

enum class AuthKind { Basic, AccessKey };

/// What the connection leads to. Shown by colour and word wherever something of it is shown.
enum class Environment { Development, Staging, Production, Simulator, Custom };

/// Which changes the guard lets through.
enum class AccessMode {
    Normal,
    Protected,  ///< a change needs the target's name typed and a reason
    ReadOnly,   ///< no change at all, whoever asks
};

/// How the server's certificate is judged. Whatever is chosen, the host name must match, except for a pinned certificate.
struct ServerTrust
{
    enum class Kind {
        System,         ///< by the authorities of this machine
        Authority,      ///< by the certificates in `pem` and no others
        Certificate,    ///< it is the one in `pem`, byte for byte; any other blocks
    };
    Kind kind = Kind::System;
    QByteArray pem = {};                ///< PEM; empty for System
    bool operator==(const ServerTrust &) const = default;
};

struct Connection
{
    QString id;                         ///< UUID text, stable; the key in settings and keyring
    QString name;                       ///< what people call it
    QUrl url;                           ///< scheme http or https, host, optional port and path prefix; no user info
    AuthKind authKind = AuthKind::Basic;
    QString user;                       ///< Basic: user name; AccessKey: the access key id
    Environment environment = Environment::Production;
    AccessMode accessMode = AccessMode::Normal;
    QString environmentName = {};       ///< Custom: what people call it
    QString environmentColor = {};      ///< "#rrggbb": the band of a Custom environment; empty: the environment's own
    ServerTrust trust = {};
    bool plainHttpAccepted = false;     ///< a person knows that http:// shows everything to the network; never needed for loopback
    bool useSystemProxy = true;
    bool signWithServerTime = false;    ///< AccessKey: correct the Date by the measured skew
    bool operator==(const Connection &) const = default;
};

/// A secret in memory. Has no debug operator and no implicit text on purpose.
class Credentials
{
public:
    Credentials() = default;
    explicit Credentials(QString secret) : m_secret(std::move(secret)) { }
    bool isEmpty() const { return m_secret.isEmpty(); }
    /// The password or access key secret itself; for the signer only.
    const QString &reveal() const { return m_secret; }

private:
    QString m_secret;
};

/// Empty when the address can be used; else what is wrong with it.
enum class AddressProblem { None, Empty, NotAUrl, WrongScheme, NoHost, HasUserInfo, HasQuery };
AddressProblem checkAddress(const QString &typed, QUrl *url = nullptr);

/// "localhost" and loopback addresses.
bool isLoopback(const QUrl &url);
/// http:// to another machine that nobody has accepted yet: nothing is sent.
bool needsPlainHttpConsent(const Connection &connection);
/// A proxy could not reach this machine's own simulator or tunnel.
bool usesSystemProxy(const Connection &connection);
/// The proxy the system names for the connection, "host:port" without user and password; empty: none. May take its time when the
/// system asks a script.
QString proxyInUse(const Connection &connection);

} // namespace obdesk
