// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QGuiApplication>

namespace obdesk {

/// Characters of one text that a picture looks at: none of those behind would fit anyway.
inline constexpr qsizetype mostDrawnCharacters = 256;

/// The program's font, `pixels` high.
inline QFont sizedFont(int pixels, QFont::Weight weight = QFont::Normal)
{
    QFont font = QGuiApplication::font();
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

} // namespace obdesk
