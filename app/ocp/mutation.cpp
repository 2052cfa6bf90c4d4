// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/mutation.h"

#include <algorithm>
#include <array>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array conclusionWords {
    std::pair { Conclusion::Kind::NotSent, "not-sent"_L1 },
    std::pair { Conclusion::Kind::Accepted, "accepted"_L1 },
    std::pair { Conclusion::Kind::Refused, "refused"_L1 },
    std::pair { Conclusion::Kind::Unknown, "unknown"_L1 },
    std::pair { Conclusion::Kind::Found, "found"_L1 },
    std::pair { Conclusion::Kind::Settled, "settled"_L1 },
    std::pair { Conclusion::Kind::Observed, "observed"_L1 },
};

template<typename E, size_t N>
QString wordIn(const std::array<std::pair<E, QLatin1StringView>, N> &table, E value)
{
    const auto it = std::find_if(table.begin(), table.end(), [value](const auto &entry) { return entry.first == value; });
    return it == table.end() ? QString() : QString(it->second);
}

template<typename E, size_t N>
std::optional<E> valueIn(const std::array<std::pair<E, QLatin1StringView>, N> &table, const QString &word)
{
    const auto it = std::find_if(table.begin(), table.end(), [&word](const auto &entry) { return word == entry.second; });
    return it == table.end() ? std::nullopt : std::optional(it->first);
}

} // namespace

QString wordOf(Conclusion::Kind kind)
{
    return wordIn(conclusionWords, kind);
}

std::optional<Conclusion::Kind> conclusionKindOf(const QString &word)
{
    return valueIn(conclusionWords, word);
}

bool isConclusive(Conclusion::Kind kind)
{
    return kind != Conclusion::Kind::Unknown && kind != Conclusion::Kind::Observed;
}

QString serverKey(const QUrl &url)
{
    const int port = url.port(url.scheme() == "https"_L1 ? 443 : 80);
    QString prefix = url.path(QUrl::FullyEncoded);
    while (prefix.endsWith(u'/'))
        prefix.chop(1);
    return u"%1://%2:%3%4"_s.arg(url.scheme().toLower(), url.host(QUrl::FullyEncoded).toLower()).arg(port).arg(prefix);
}

} // namespace obdesk
