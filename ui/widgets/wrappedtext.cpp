// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/wrappedtext.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int fewLetters = 10;  // narrower than this no line is
constexpr int manyLetters = 60; // wider than this none wants to be
constexpr int mostLines = 12;   // what a text that can be scrolled takes of its page

/// Lays `text` out in lines of `width` and gives each paragraph, with its place, to `paragraph`. Returns the height of all.
template<typename Paragraph>
qreal layOut(const QString &text, const QFont &font, Qt::Alignment alignment, qreal width, Paragraph paragraph)
{
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    qreal bottom = 0;
    const QStringList lines = text.split(u'\n');
    for (const QString &part : lines) {
        QTextLayout layout(part, font);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLeadingIncluded(true); // as QTextEdit does
            line.setLineWidth(width);
            line.setPosition({ 0, bottom });
            bottom += line.height();
        }
        layout.endLayout();
        paragraph(layout);
    }
    return bottom;
}

int heightOf(const QString &text, const QFont &font, int width)
{
    return int(std::ceil(layOut(text, font, Qt::AlignLeft, width, [](const QTextLayout &) { })));
}

QSize wantedSize(const QString &text, const QFont &font, const QFontMetrics &metrics)
{
    int width = metrics.averageCharWidth() * fewLetters;
    const QStringList lines = text.split(u'\n');
    for (const QString &line : lines)
        width = std::max(width, metrics.horizontalAdvance(line) + 1);
    width = std::min(width, metrics.averageCharWidth() * manyLetters);
    return { width, heightOf(text, font, width) };
}

/// A window asks for the least height without saying for what width: it is the one for the width there is, once there is one.
QSize leastSize(const QWidget &widget, int placedWidth)
{
    const QFontMetrics metrics = widget.fontMetrics();
    return { metrics.averageCharWidth() * fewLetters, placedWidth > 0 ? widget.heightForWidth(placedWidth) : metrics.height() };
}

} // namespace

WrappedLabel::WrappedLabel(QWidget *parent, const QString &objectName) : QLabel(parent)
{
    setObjectName(objectName);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
}

int WrappedLabel::heightForWidth(int width) const
{
    return heightOf(text(), font(), width);
}

QSize WrappedLabel::sizeHint() const
{
    return wantedSize(text(), font(), fontMetrics());
}

QSize WrappedLabel::minimumSizeHint() const
{
    return leastSize(*this, m_placedWidth);
}

void WrappedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (std::exchange(m_placedWidth, width()) != width())
        updateGeometry();
}

void WrappedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Normal : QPalette::Disabled, foregroundRole()));
    const QPointF top(0, std::max(0, height() - heightForWidth(width())) / 2);
    layOut(text(), font(), alignment() & Qt::AlignHorizontal_Mask, width(), [&](const QTextLayout &layout) { layout.draw(&painter, top); });
}

WrappedText::WrappedText(QWidget *parent, const QString &objectName) : QTextEdit(parent)
{
    setObjectName(objectName);
    setReadOnly(true);
    setAcceptRichText(false);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    viewport()->setCursor(Qt::IBeamCursor);
    document()->setDocumentMargin(0);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void WrappedText::setCentered()
{
    QTextOption option = document()->defaultTextOption();
    option.setAlignment(Qt::AlignHCenter);
    document()->setDefaultTextOption(option);
}

void WrappedText::setPlain(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setPlainText(text);
    setAccessibleName(text);
    updateGeometry();
}

int WrappedText::heightForWidth(int width) const
{
    return std::min(heightOf(m_text, font(), width), mostLines * fontMetrics().lineSpacing());
}

QSize WrappedText::sizeHint() const
{
    const QSize wanted = wantedSize(m_text, font(), fontMetrics());
    return { wanted.width(), std::min(wanted.height(), mostLines * fontMetrics().lineSpacing()) };
}

QSize WrappedText::minimumSizeHint() const
{
    return leastSize(*this, m_placedWidth);
}

void WrappedText::resizeEvent(QResizeEvent *event)
{
    // A scroll bar takes room, with less room more lines are needed: it must not stay for its own sake.
    setVerticalScrollBarPolicy(heightOf(m_text, font(), width()) > heightForWidth(width()) ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    QTextEdit::resizeEvent(event);
    if (std::exchange(m_placedWidth, width()) != width())
        updateGeometry();
}

void WrappedText::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}

void WrappedText::wheelEvent(QWheelEvent *event)
{
    if (verticalScrollBar()->maximum() > 0)
        QAbstractScrollArea::wheelEvent(event); // the one of QTextEdit zooms as well
    else
        event->ignore();
}

} // namespace obdesk
