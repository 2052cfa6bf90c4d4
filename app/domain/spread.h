// SPDX-License-Identifier: GPL-3.0-or-later
// Waits of many consoles must not end in the same second: each is made a little longer, at random.
#pragma once

#include <QtGlobal>

#include <chrono>
#include <functional>

namespace obdesk {

/// Numbers in [0, 1); empty: waits stay exact.
using RandomSource = std::function<double()>;

/// `wait` to 1.2 times `wait`: never shorter, so that what was promised about waits holds.
inline std::chrono::milliseconds spread(std::chrono::milliseconds wait, const RandomSource &random)
{
    return random ? wait + std::chrono::milliseconds(qint64(double(wait.count()) * 0.2 * random())) : wait;
}

} // namespace obdesk
