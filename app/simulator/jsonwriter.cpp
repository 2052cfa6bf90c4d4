// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/jsonwriter.h"

#include "simulator/simtime.h"

#include <QString>

#include <charconv>
#include <system_error>

namespace obdesk {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

bool isPlain(QStringView text)
{
    for (const QChar *c = text.cbegin(); c != text.cend(); ++c) {
        const char16_t u = c->unicode();
        if (u < 0x20 || u >= 0x80 || u == u'"' || u == u'\\')
            return false;
    }
    return true;
}

/// The common case: words, addresses and names in one go.
void appendPlain(QByteArray &out, QStringView text)
{
    const qsizetype before = out.size();
    out.resize(before + text.size() + 2);
    char *to = out.data() + before;
    *to++ = '"';
    for (const QChar *c = text.cbegin(); c != text.cend(); ++c)
        *to++ = char(c->unicode());
    *to = '"';
}

void appendEscaped(QByteArray &out, QStringView text)
{
    if (isPlain(text)) {
        appendPlain(out, text);
        return;
    }
    out += '"';
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c == u'"' || c == u'\\') {
            out += '\\';
            out += char(c);
        } else if (c == u'\n') {
            out += "\\n";
        } else if (c == u'\t') {
            out += "\\t";
        } else if (c < 0x20) {
            out += "\\u00";
            out += hexDigits[c >> 4];
            out += hexDigits[c & 15];
        } else if (c < 0x80) {
            out += char(c);
        } else {
            const qsizetype length = text[i].isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
            out += text.sliced(i, length).toUtf8();
            i += length - 1;
        }
    }
    out += '"';
}

} // namespace

void JsonWriter::open(char c)
{
    separate();
    m_out += c;
    m_needsComma = false;
}

void JsonWriter::close(char c)
{
    m_out += c;
    m_needsComma = true;
}

void JsonWriter::separate()
{
    if (m_needsComma)
        m_out += ',';
}

void JsonWriter::key(QLatin1StringView name)
{
    separate();
    m_out += '"';
    m_out.append(name.data(), name.size());
    m_out += "\":";
    m_needsComma = false;
}

void JsonWriter::value(QStringView text)
{
    separate();
    appendEscaped(m_out, text);
    m_needsComma = true;
}

void JsonWriter::value(QLatin1StringView text)
{
    value(QStringView(QString(text)));
}

void JsonWriter::value(const QByteArray &plain)
{
    separate();
    m_out += '"';
    m_out += plain;
    m_out += '"';
    m_needsComma = true;
}

void JsonWriter::integer(qint64 number)
{
    char digits[20];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
    Q_ASSERT(error == std::errc());
    constexpr qint64 largestDouble = (1LL << 53) - 1;
    if (m_style.textIds && (number > largestDouble || number < -largestDouble))
        value(QByteArray(digits, end - digits));
    else
        raw(QByteArrayView(digits, end));
}

void JsonWriter::date(QLatin1StringView name, qint64 utcMs)
{
    field(name, m_style.dateFields ? dateFieldTime(utcMs) : isoTime(utcMs));
}

void JsonWriter::raw(QByteArrayView json)
{
    separate();
    m_out.append(json);
    m_needsComma = true;
}

void JsonWriter::textOrNull(QLatin1StringView name, QStringView text)
{
    key(name);
    if (text.isEmpty())
        null();
    else
        value(text);
}

} // namespace obdesk
