// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/nodetext.h"

#include "picture/fonts.h"

#include <QFontMetricsF>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using namespace nodemetrics;

namespace {

constexpr qsizetype mostKnown = 20'000;
constexpr qreal unlimited = -1;

/// Without hinting: the text is scaled with the graph.
QFont unhinted(int pixels, QFont::Weight weight)
{
    QFont font = sizedFont(pixels, weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

/// One line, without control characters.
QString oneLine(const QString &text)
{
    QString line = text.left(mostDrawnCharacters).simplified();
    line.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return line;
}

} // namespace

NodeFonts::NodeFonts()
    : title(unhinted(13, QFont::Medium)), detail(unhinted(11, QFont::Normal)), badge(unhinted(10, QFont::Medium)),
      overview(unhinted(20, QFont::Medium))
{
}

template<typename Measure>
FittedText NodeTextFitter::known(const Key &key, Measure measure)
{
    if (const auto found = m_known.constFind(key); found != m_known.cend())
        return *found;
    const FittedText fitted = measure();
    if (m_known.size() >= mostKnown)
        m_known.clear();
    m_known.insert(key, fitted);
    return fitted;
}

FittedText NodeTextFitter::whole(const QFont &font, const QString &text)
{
    return known({font.pixelSize(), unlimited, text}, [&] {
        const QString line = oneLine(text);
        return FittedText{line, QFontMetricsF(font).horizontalAdvance(line)};
    });
}

FittedText NodeTextFitter::cut(const QFont &font, const QString &text, qreal width, Qt::TextElideMode mode)
{
    if (text.isEmpty() || width <= 0)
        return {};
    const FittedText all = whole(font, text);
    if (all.width <= width)
        return all;
    return known({font.pixelSize(), width, text}, [&] {
        const QFontMetricsF metrics(font);
        const QString line = metrics.elidedText(all.text, mode, width);
        return FittedText{line, metrics.horizontalAdvance(line)};
    });
}

NodeText NodeTextFitter::fit(const NodeLook &look)
{
    constexpr qreal room = size.width() - textLeft - padding;
    constexpr qreal titleAtLeast = room / 2;
    NodeText text;

    qreal titleRoom = room;
    for (const QString &badge : look.badges) {
        const FittedText label = cut(m_fonts.badge, badge, room / 2, Qt::ElideRight);
        const qreal taken = label.width + 2 * badgePadding + badgeGap;
        if (label.text.isEmpty() || titleRoom - taken < titleAtLeast)
            break;
        text.badges.append(label);
        titleRoom -= taken;
    }
    text.title = cut(m_fonts.title, look.title, titleRoom, Qt::ElideRight);
    text.overview = cut(m_fonts.overview, look.title, size.width() - overviewLeft - padding / 2, Qt::ElideRight);

    if (!look.cause.isEmpty()) {
        text.subtitle = cut(m_fonts.detail, look.subtitle, room * 0.45, Qt::ElideMiddle);
        text.stateWord = cut(m_fonts.detail, look.cause, text.subtitle.width > 0 ? room - text.subtitle.width - dotWidth : room, Qt::ElideRight);
        return text;
    }
    qreal left = room;
    text.duration = cut(m_fonts.detail, look.duration, room / 2, Qt::ElideRight);
    if (text.duration.width > 0)
        left -= text.duration.width + 8;
    text.stateWord = cut(m_fonts.detail, look.stateWord, left, Qt::ElideRight);
    left -= text.stateWord.width;
    constexpr qreal subtitleAtLeast = 24;
    if (left > subtitleAtLeast + dotWidth)
        text.subtitle = cut(m_fonts.detail, look.subtitle, left - dotWidth, Qt::ElideMiddle);
    return text;
}

} // namespace obdesk
