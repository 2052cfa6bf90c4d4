// SPDX-License-Identifier: GPL-3.0-or-later
// Wire words of an enum, from one table, in both directions.
#pragma once

#include "domain/openenum.h"

#include <QLatin1StringView>

#include <array>
#include <utility>

namespace obdesk {

/// Any letter case; a word that is not in the table gives Unknown and keeps the text.
template<typename E, size_t N>
OpenEnum<E> enumFromWord(const std::array<std::pair<E, QLatin1StringView>, N> &words, const QString &text)
{
    for (const auto &[value, word] : words) {
        if (text.compare(word, Qt::CaseInsensitive) == 0)
            return { value, text };
    }
    return { E::Unknown, text };
}

/// Empty for a value that has no word.
template<typename E, size_t N>
QString enumToWord(const std::array<std::pair<E, QLatin1StringView>, N> &words, E wanted)
{
    for (const auto &[value, word] : words) {
        if (value == wanted)
            return word;
    }
    return {};
}

} // namespace obdesk
