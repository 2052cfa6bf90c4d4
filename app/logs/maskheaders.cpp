// SPDX-License-Identifier: GPL-3.0-or-later
// What HTTP carries: Authorization, cookies, tokens, addresses with a user; and private keys.
#include "logs/maskpatterns.h"

#include "logs/secretkeys.h"
#include "logs/rows.h"

namespace obdesk {

using namespace Qt::StringLiterals;

void Masker::findHeaders()
{
    static const QRegularExpression &cookie = lasting(
        uR"(\b(?:Set-)?Cookie["']?\s*[:=]\s*["'\[]?([^\s;,"'\]=]+=[^\s;,"'\]]*+(?:;[ \t]*[^\s;,"'\]=]+(?:=[^\s;,"'\]]*+)?)*+))"_s);
    each(cookie, [this](const QRegularExpressionMatch &match) {
        cover({ match.capturedStart(1), match.capturedEnd(1) });
        return match.capturedEnd();
    });
    static const QRegularExpression &bare = lasting(uR"(\b(?:(Basic)|Bearer)[ \t]+([A-Za-z0-9+/_\-.]{8,}+=*))"_s);
    each(bare, [this](const QRegularExpressionMatch &match) {
        const QStringView token = match.capturedView(2);
        const bool basic = match.capturedLength(1) > 0;
        // Basic holds user:password; any other word may follow that one.
        const bool secret = basic ? QByteArray::fromBase64(token.toLatin1()).contains(':') : looksMade(token);
        if (secret)
            cover({ match.capturedStart(2), match.capturedEnd(2) });
        return match.capturedEnd();
    });
}

void Masker::findAddresses()
{
    // To the last @ before the host: names of tenants hold one.
    static const QRegularExpression &userInfo = lasting(uR"((?<![A-Za-z0-9+.\-])[0-9+.\-]*+[A-Za-z][A-Za-z0-9+.\-]*+://([^/\s"'<>?]*)@)"_s);
    each(userInfo, [this](const QRegularExpressionMatch &match) {
        cover({ match.capturedStart(1), match.capturedEnd(1) });
        return match.capturedEnd();
    });
    static const QRegularExpression &oracle = lasting(uR"(\bjdbc:oracle:\w{1,10}:[^\s/@:]{1,100}/([^\s@]{1,200})@)"_s);
    coverEach(oracle, 1);
    static const QRegularExpression &dsn = lasting(uR"((?<![\w.%+#@$\-])[\w.%+#@$\-]++:([^\s:/]{1,200}?)@(?:tcp|unix|udp)\()"_s);
    each(dsn, [this](const QRegularExpressionMatch &match) {
        cover({ match.capturedStart(1), match.capturedEnd(1) });
        return match.capturedEnd();
    });
}

void Masker::findPrivateKeys()
{
    static const QRegularExpression &begin = *new QRegularExpression(uR"(-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----)"_s);
    each(begin, [this](const QRegularExpressionMatch &match) {
        const qsizetype start = match.capturedEnd();
        qsizetype end = start;
        const qsizetype close = QStringView(m_text).sliced(start, std::min<qsizetype>(16 * 1024, m_text.size() - start)).indexOf("-----END"_L1);
        if (close >= 0)
            end = start + close;
        else // Lines of base64, their ends raw or escaped: a lost end line hides no more.
            while (end < m_text.size() && (isKeyCharacter(m_text.at(end)) || u"+/=\\\r\n"_s.contains(m_text.at(end)))
                   && !(m_text.at(end) == u'\n' && startsLogEntry(QStringView(m_text).sliced(end + 1))))
                ++end;
        cover({ start, end });
        return end;
    });
}

/// host:port:database:user:S, the lines of a client's password file.
void Masker::findPasswordFiles()
{
    static const QRegularExpression &entry = lasting(uR"((?<![\w.:\-])[\w.\-]{1,200}:\d{2,5}:[\w*\-]{1,64}:[\w@#$.\-]{1,64}:([^\s:]{4,200}))"_s);
    each(entry, [this](const QRegularExpressionMatch &match) {
        if (looksSecret(match.capturedView(1)))
            cover({ match.capturedStart(1), match.capturedEnd(1) });
        return match.capturedEnd();
    });
}

/// Tokens by their own form: a JWT, and a key that a webhook's address carries.
void Masker::findTokens()
{
    static const QRegularExpression &jwt = lasting(uR"((?<![\w\-])eyJ[\w\-]{6,}\.[\w\-]{4,}(?:\.[\w\-]*)?)"_s, QRegularExpression::NoPatternOption);
    coverEach(jwt, 0);
    // A hash as crypt() writes it, and a text that was encrypted.
    static const QRegularExpression &crypted = lasting(uR"(\$(?:1|5|6|y|2[abxy]|apr1|argon2\w{1,3})\$[^\s:'",;)\]}]{8,300})"_s, QRegularExpression::NoPatternOption);
    coverEach(crypted, 0);
    static const QRegularExpression &cipher = lasting(uR"(\bcipher(?:[_ ]?text)?["']?\s*[=:]\s*["']?([A-Za-z0-9+/]{16,})={0,2})"_s);
    each(cipher, [this](const QRegularExpressionMatch &match) {
        QString letters = match.captured(1).remove(u'/');
        if (looksSecret(letters) && letters != letters.toUpper())
            cover({ match.capturedStart(1), match.capturedEnd(1) });
        return match.capturedEnd();
    });
    static const QRegularExpression &webhook = lasting(uR"([?&]key=([\w\-]{16,200}))"_s);
    each(webhook, [this](const QRegularExpressionMatch &match) {
        if (looksMade(match.capturedView(1)))
            cover({ match.capturedStart(1), match.capturedEnd(1) });
        return match.capturedEnd();
    });
}

} // namespace obdesk
