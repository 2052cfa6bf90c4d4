// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/refusal.h"

#include <QStringView>

#include <array>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// Those that do not follow the rule of their area.
constexpr std::array exceptions {
    std::pair { "IAM11000"_L1, 3100 },
    std::pair { "TSK10016"_L1, 4007 },
    std::pair { "TSK10017"_L1, 4007 },
    std::pair { "OBE18002"_L1, 12002 },
    std::pair { "OBE18004"_L1, 12004 },
    std::pair { "OBE18008"_L1, 12008 },
};

constexpr std::array areas {
    std::pair { "COM"_L1, -9000 },      // COM10001 -> 1001
    std::pair { "IAM"_L1, -7000 },      // IAM10000 -> 3000
    std::pair { "TSK"_L1, -6000 },      // TSK10007 -> 4007
    std::pair { "CMP"_L1, 0 },          // CMP07004 -> 7004
    std::pair { "OBE"_L1, 0 },          // OBE11007 -> 11007
};

} // namespace

int numericCode(const QString &code)
{
    for (const auto &[letters, number] : exceptions) {
        if (code == letters)
            return number;
    }
    for (const auto &[area, shift] : areas) {
        if (code.startsWith(area))
            return QStringView(code).sliced(3).toInt() + shift;
    }
    return 0;
}

} // namespace obdesk
