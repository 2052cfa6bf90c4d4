// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/tlspolicy.h"

#include <QCryptographicHash>
#include <QSsl>
#include <QSslKey>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QString groups(const QByteArray &hash)
{
    return QString::fromLatin1(hash.toHex(':').toUpper());
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd hh:mm:ss 'UTC'"_s);
}

QString issuerOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.issuerInfo(QSslCertificate::CommonName);
    names += certificate.issuerInfo(QSslCertificate::Organization);
    return names.value(0, u"(no name)"_s);
}

/// What a pinned certificate may have wrong: everything that is about who vouches for it.
bool isAboutTrust(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::HostNameMismatch:
        return true;
    default:
        return false;
    }
}

QString problemOf(const QSslError &error, const QString &host)
{
    const QSslCertificate certificate = error.certificate();
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return u"the certificate expired on %1"_s.arg(timeText(certificate.expiryDate()));
    case QSslError::CertificateNotYetValid:
        return u"the certificate is valid only from %1"_s.arg(timeText(certificate.effectiveDate()));
    case QSslError::HostNameMismatch:
        return u"the certificate is for %1, not for %2"_s.arg(certificateNames(certificate).join(u", "_s), host);
    case QSslError::SelfSignedCertificate:
        return u"the certificate is self-signed"_s;
    case QSslError::SelfSignedCertificateInChain:
        return u"unknown authority “%1”"_s.arg(issuerOf(certificate));
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return u"unknown authority “%1”"_s.arg(issuerOf(certificate));
    case QSslError::CertificateRevoked:
        return u"the certificate was revoked"_s;
    case QSslError::CertificateBlacklisted:
        return u"the certificate is on the list of fraudulent ones"_s;
    case QSslError::CertificateSignatureFailed:
        return u"the certificate's signature is wrong"_s;
    case QSslError::InvalidCaCertificate:
        return u"a certificate of the chain may not issue others"_s;
    case QSslError::InvalidPurpose:
        return u"the certificate is not meant for servers"_s;
    case QSslError::NoPeerCertificate:
        return u"the server shows no certificate"_s;
    default:
        return u"the certificate cannot be verified (TLS error %1)"_s.arg(int(error.error()));
    }
}

/// The most telling first.
int weight(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::CertificateExpired:
    case QSslError::CertificateNotYetValid:
        return 0;
    case QSslError::HostNameMismatch:
        return 1;
    default:
        return isAboutTrust(error) ? 3 : 2;
    }
}

} // namespace

QString certificateFingerprint(const QSslCertificate &certificate)
{
    return certificate.isNull() ? QString() : groups(certificate.digest(QCryptographicHash::Sha256));
}

QString keyFingerprint(const QSslCertificate &certificate)
{
    return certificate.isNull() ? QString()
                                : groups(QCryptographicHash::hash(certificate.publicKey().toDer(), QCryptographicHash::Sha256));
}

QStringList certificateNames(const QSslCertificate &certificate, qsizetype most)
{
    const auto alternatives = certificate.subjectAlternativeNames();
    QStringList names = alternatives.values(QSsl::DnsEntry) + alternatives.values(QSsl::IpAddressEntry);
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    names.sort();
    names.removeDuplicates();
    if (names.isEmpty())
        names.append(u"(no name)"_s);
    if (names.size() > most)
        names = names.first(most) + QStringList { u"…"_s };
    return names;
}

QString certificateProblems(const QList<QSslError> &errors, const QString &host)
{
    QList<QSslError> sorted = errors;
    std::stable_sort(sorted.begin(), sorted.end(), [](const QSslError &a, const QSslError &b) { return weight(a) < weight(b); });
    QStringList problems;
    for (const QSslError &error : std::as_const(sorted)) {
        const QString problem = problemOf(error, host);
        if (error.error() != QSslError::NoError && !problems.contains(problem))
            problems.append(problem);
    }
    return problems.join(u"; "_s);
}

QString trustProblem(const ServerTrust &trust)
{
    if (trust.kind == ServerTrust::Kind::System)
        return {};
    const qsizetype count = QSslCertificate::fromData(trust.pem, QSsl::Pem).size();
    if (count == 0)
        return u"the connection's trusted certificate cannot be read"_s;
    if (trust.kind == ServerTrust::Kind::Certificate && count > 1)
        return u"the connection trusts one certificate, but holds %1"_s.arg(count);
    return {};
}

TlsPolicy::TlsPolicy(const ServerTrust &trust) : m_kind(trust.kind)
{
    if (m_kind == ServerTrust::Kind::Authority)
        m_authorities = QSslCertificate::fromData(trust.pem, QSsl::Pem);
    else if (m_kind == ServerTrust::Kind::Certificate)
        m_pinned = QSslCertificate::fromData(trust.pem, QSsl::Pem).value(0);
}

QSslConfiguration TlsPolicy::configuration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    // A resumed session shows no certificate: one that was changed meanwhile would go unnoticed.
    configuration.setSslOption(QSsl::SslOptionDisableSessionSharing, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    if (m_kind != ServerTrust::Kind::System)
        configuration.setCaCertificates(m_authorities);
    return configuration;
}

TlsPolicy::Verdict TlsPolicy::judge(const QSslCertificate &peer, const QList<QSslError> &errors, const QString &host) const
{
    if (!isPinned())
        return { .kind = ApiError::Kind::Tls, .detail = certificateProblems(errors, host) };
    if (!isPinnedCertificate(peer))
        return { .kind = ApiError::Kind::CertificateChanged, .detail = changedDetail(peer) };
    QList<QSslError> serious = errors;
    serious.removeIf(isAboutTrust);
    if (!serious.isEmpty())
        return { .kind = ApiError::Kind::Tls, .detail = certificateProblems(serious, host) };
    return { .tolerated = errors };
}

QString TlsPolicy::changedDetail(const QSslCertificate &peer) const
{
    return u"trusted SHA-256 %1, shown SHA-256 %2"_s.arg(certificateFingerprint(m_pinned),
                                                        peer.isNull() ? u"(none)"_s : certificateFingerprint(peer));
}

QString handshakeProblem(const QString &text)
{
    const auto says = [&text](QLatin1StringView part) { return text.contains(part, Qt::CaseInsensitive); };
    if (says("wrong version number"_L1) || says("http request"_L1) || says("packet length too long"_L1) || says("record layer"_L1))
        return u"the server does not speak TLS on this port"_s;
    if (says("unsupported protocol"_L1) || says("protocol version"_L1) || says("no protocols available"_L1))
        return u"the server offers no TLS version from 1.2 on"_s;
    if (says("certificate required"_L1) || says("bad certificate"_L1))
        return u"the server asks for a client certificate"_s;
    if (says("handshake failure"_L1) || says("no shared cipher"_L1))
        return u"the server and this machine have no cipher in common"_s;
    return u"the TLS handshake failed"_s;
}

} // namespace obdesk
