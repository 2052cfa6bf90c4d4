// SPDX-License-Identifier: GPL-3.0-or-later
// What a node says, and the same cut to the room it has.
#pragma once

#include "domain/ids.h"
#include "domain/task.h"

#include <QFont>
#include <QHash>
#include <QList>
#include <QSizeF>
#include <QString>
#include <QStringList>

namespace obdesk {

enum class NodeKind : quint8 {
    Step,
    Group,              ///< folded steps: a bar tells their states
    Joint,              ///< a folded barrier: its glyph alone
    Dot,                ///< where ways of steps that are not shown meet
};

/// What a node shows. The words come from the caller, in the user's language; any text is allowed, of any length.
struct NodeLook
{
    SubtaskId id;
    QString title;
    QString subtitle;       ///< host or index within a parallel group; may be empty
    QString stateWord;
    QString duration;       ///< may be empty
    StepState state = StepState::Unknown;
    QStringList badges;     ///< short words, the most important first
    NodeKind kind = NodeKind::Step;
    QList<int> counts;      ///< of a group: how many steps are in each StepState; else empty
    QString cause = {};     ///< why it failed: stands where state and duration would, which glyph, colour and tool tip tell; may be empty
    bool operator==(const NodeLook &) const = default;
};

/// A line that fits, and how wide it is.
struct FittedText
{
    QString text;
    qreal width = 0;
};

/// The measures of a node, in scene units from its top left corner (mirrored where the script runs from right to left).
namespace nodemetrics {
constexpr QSizeF size{216, 56};
constexpr QSizeF jointSize{18, 18};
constexpr QSizeF dotSize{8, 8};
constexpr qreal padding = 12;
constexpr qreal glyph = 18;
constexpr qreal textLeft = padding + glyph + 10;
constexpr qreal titleBaseline = 24;
constexpr qreal detailBaseline = 43;
constexpr qreal groupTitleBaseline = 21;
constexpr qreal groupDetailBaseline = 38;
constexpr qreal dotWidth = 12;          ///< between subtitle and state word, with a dot in its middle
constexpr qreal badgeHeight = 16;
constexpr qreal badgePadding = 5;
constexpr qreal badgeGap = 4;
constexpr qreal overviewGlyph = 24;
constexpr qreal overviewLeft = padding + overviewGlyph + 8;
constexpr qreal overviewBaseline = 35;
}

/// The application's font in the sizes of a node. Sizes are in scene units, not in points: the picture is zoomed as a
/// whole, and a file must not depend on the screen it was made on. Not hinted, so that what fits at 100 % fits at
/// every zoom.
struct NodeFonts
{
    QFont title, detail, badge, overview;
    NodeFonts();    ///< needs a QGuiApplication
};

/// A look made ready for painting.
struct NodeText
{
    FittedText title;
    FittedText overview;            ///< the title, larger, for the middle zoom
    FittedText subtitle;
    FittedText stateWord;
    FittedText duration;
    QList<FittedText> badges;       ///< as many as fit
};

/// Cuts texts to width. Measuring text is the slow part of showing a plan, and plans repeat their words: results are kept.
class NodeTextFitter
{
public:
    NodeText fit(const NodeLook &look);
    const NodeFonts &fonts() const { return m_fonts; }

private:
    /// A text in one of the four fonts, cut to a width.
    struct Key
    {
        int pixelSize;
        qreal width;
        QString text;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed = 0) noexcept
        {
            return qHashMulti(seed, key.pixelSize, key.width, key.text);
        }
    };

    template<typename Measure>
    FittedText known(const Key &key, Measure measure);
    FittedText whole(const QFont &font, const QString &text);
    FittedText cut(const QFont &font, const QString &text, qreal width, Qt::TextElideMode mode);

    NodeFonts m_fonts;
    QHash<Key, FittedText> m_known;
};

} // namespace obdesk
