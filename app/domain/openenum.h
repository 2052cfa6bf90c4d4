// SPDX-License-Identifier: GPL-3.0-or-later
// A word from the server: one of ours, or one a newer OCP invented.
#pragma once

#include <QString>

namespace obdesk {

/// An enum value together with the text it came from. `E` has a member `Unknown`; the text is always kept as sent, so
/// that an unknown word can be shown as it is. Two values are equal when both parts are.
template<typename E>
struct OpenEnum
{
    E value = E::Unknown;
    QString text;

    bool isKnown() const { return value != E::Unknown; }
    bool operator==(const OpenEnum &) const = default;
    bool operator==(E other) const { return value == other; }
};

} // namespace obdesk
