// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/ocpface.h"

#include <array>

namespace obdesk {

namespace {

constexpr std::array faces {
    FaceTraits { OcpFace::V33, "3.3", "3.3.0-simulator", false, false, false, false, false, false, false, false, false, false },
    FaceTraits { OcpFace::V403, "4.0.3", "4.0.3-simulator", false, true, true, false, false, false, false, false, false, false },
    FaceTraits { OcpFace::V422, "4.2.2", "4.2.2-simulator", true, true, true, true, false, false, false, false, false, true },
    FaceTraits { OcpFace::V435, "4.3.5", "4.3.5-simulator", true, true, true, true, true, true, true, true, true, true },
    FaceTraits { OcpFace::V440, "4.4.0", "4.4.0-simulator", true, true, true, true, true, true, true, true, true, true },
};

} // namespace

const FaceTraits &traits(OcpFace face)
{
    return faces[size_t(face)];
}

std::optional<OcpFace> faceOf(const QString &word)
{
    for (const FaceTraits &known : faces) {
        if (word == QLatin1StringView(known.word))
            return known.face;
    }
    return std::nullopt;
}

QStringList faceWords()
{
    QStringList words;
    for (const FaceTraits &known : faces)
        words << QLatin1StringView(known.word);
    return words;
}

} // namespace obdesk
