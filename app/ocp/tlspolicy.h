// SPDX-License-Identifier: GPL-3.0-or-later
// How a server's certificate is judged: by this machine's authorities, by chosen ones, or by being the pinned one.
#pragma once

#include "domain/apierror.h"
#include "ocp/connection.h"

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

#include <optional>

namespace obdesk {

/// "AB:CD:…", 32 bytes; empty for a null certificate.
QString certificateFingerprint(const QSslCertificate &certificate);
/// The same of the public key, which a renewed certificate may keep.
QString keyFingerprint(const QSslCertificate &certificate);
/// The names and addresses a certificate is for, at most `most` of them; its common name when it lists none.
QStringList certificateNames(const QSslCertificate &certificate, qsizetype most = 4);

/// What is wrong with a certificate shown by `host`, for people who know TLS, in English: "the certificate is self-signed". Empty when
/// there is no error.
QString certificateProblems(const QList<QSslError> &errors, const QString &host);

/// What is wrong with a connection's own trust: a PEM without a certificate. Empty when it can be used.
QString trustProblem(const ServerTrust &trust);

/// Value; may be copied to any thread.
class TlsPolicy
{
public:
    explicit TlsPolicy(const ServerTrust &trust);

    /// For every request: TLS 1.2 or later and the authorities that count. A pinned connection has none: no certificate passes without
    /// tolerated() having seen it, however well the system knows its issuer.
    QSslConfiguration configuration() const;

    struct Verdict
    {
        QList<QSslError> tolerated = {};        ///< what may be ignored, and nothing else; empty unless `kind` is empty
        std::optional<ApiError::Kind> kind = {}; ///< Tls or CertificateChanged: the connection must not be used
        QString detail = {};
    };
    Verdict judge(const QSslCertificate &peer, const QList<QSslError> &errors, const QString &host) const;

    bool isPinned() const { return m_kind == ServerTrust::Kind::Certificate; }
    bool isPinnedCertificate(const QSslCertificate &peer) const { return !peer.isNull() && peer == m_pinned; }
    /// Both fingerprints.
    QString changedDetail(const QSslCertificate &peer) const;

private:
    ServerTrust::Kind m_kind;
    QList<QSslCertificate> m_authorities;
    QSslCertificate m_pinned;
};

/// What Qt says about a handshake that ended without a certificate to blame; `text` is OpenSSL's.
QString handshakeProblem(const QString &text);

} // namespace obdesk
