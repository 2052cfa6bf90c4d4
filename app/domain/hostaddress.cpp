// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/hostaddress.h"

#include <QList>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QStringView withoutBrackets(QStringView text)
{
    return text.startsWith(u'[') && text.endsWith(u']') ? text.sliced(1, text.size() - 2) : text;
}

bool isHex(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

/// "10.0.0.1" as two groups.
bool appendIpv4(QStringView text, QList<quint16> &groups)
{
    const auto parts = text.split(u'.');
    if (parts.size() != 4)
        return false;
    quint32 value = 0;
    for (const QStringView part : parts) {
        const bool digits = !part.isEmpty() && part.size() <= 3 && std::all_of(part.begin(), part.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
        const int number = digits ? part.toInt() : 256;
        if (number > 255)
            return false;
        value = value << 8 | quint32(number);
    }
    groups.append(quint16(value >> 16));
    groups.append(quint16(value & 0xffff));
    return true;
}

/// One side of "::"; an IPv4 end only where it ends the whole.
bool appendGroups(QStringView text, bool last, QList<quint16> &groups)
{
    if (text.isEmpty())
        return true;
    const auto parts = text.split(u':');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QStringView part = parts.at(i);
        if (part.contains(u'.')) {
            if (!last || i + 1 < parts.size() || !appendIpv4(part, groups))
                return false;
            continue;
        }
        if (part.isEmpty() || part.size() > 4 || !std::all_of(part.begin(), part.end(), isHex))
            return false;
        groups.append(part.toUShort(nullptr, 16));
    }
    return true;
}

} // namespace

std::optional<std::array<quint16, 8>> ipv6Groups(QStringView text)
{
    text = withoutBrackets(text);
    const qsizetype gap = text.indexOf(u"::");
    const bool compressed = gap >= 0;
    QList<quint16> front;
    QList<quint16> back;
    if (!text.contains(u':') || !appendGroups(compressed ? text.first(gap) : text, !compressed, front)
        || (compressed && !appendGroups(text.sliced(gap + 2), true, back)))
        return {};
    const qsizetype count = front.size() + back.size();
    if (compressed ? count > 7 : count != 8)
        return {};
    std::array<quint16, 8> groups {};
    std::copy(front.cbegin(), front.cend(), groups.begin());
    std::copy_backward(back.cbegin(), back.cend(), groups.end());
    return groups;
}

bool isSameAddress(QStringView a, QStringView b)
{
    if (a.isEmpty() || b.isEmpty())
        return false;
    const auto left = ipv6Groups(a);
    const auto right = ipv6Groups(b);
    if (left || right)
        return left == right;
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

QString addressWithPort(const QString &address, std::optional<int> port)
{
    if (!port)
        return address;
    const bool bare = ipv6Groups(address) && !address.startsWith(u'[');
    return (bare ? u"[%1]:%2"_s : u"%1:%2"_s).arg(address).arg(*port);
}

} // namespace obdesk
