// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/timelinecanvas.h"

#include "task/nothingshown.h"
#include "task/scrolledparts.h"
#include "task/steptext.h"
#include "words/plain.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace obdesk {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr double chartMargin = 12;          // left of the first bar
constexpr double endMargin = 110;           // right of the last: its label
constexpr double headroom = 1.08;           // a fitted axis has room for what comes before it is scaled again
constexpr double mostScale = 1;             // pixels per ms
constexpr double mostWidth = 5e6;           // pixels: what a scroll bar and a painter still take
constexpr double zoomStep = 1.25;
constexpr int fewChanges = 64;
constexpr double leastLabel = 160;
constexpr double mostLabel = 320;

} // namespace

TimelineCanvas::TimelineCanvas(StepLens &lens, const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent), m_lens(lens), m_theme(theme)
{
    setObjectName(u"timelineCanvas"_s);
    setAccessibleName(tr("Timeline of steps"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // the width of the chart must not depend on what is filtered
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    new NothingShown(lens, theme, viewport());
    m_picture.setWordSource([this](int row) { return m_rows.words(m_lens, row, m_picture.row(row)); });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(&lens, &StepLens::planChanged, this, &TimelineCanvas::rebuild);
    connect(&lens, &StepLens::shownChanged, this, &TimelineCanvas::rebuild);
    connect(&lens, &StepLens::stepsChanged, this, &TimelineCanvas::setLooks);
    connect(&lens, &StepLens::insightsChanged, this, &TimelineCanvas::setLooks);
    connect(&lens, &StepLens::ticked, this, &TimelineCanvas::onTicked);
    connect(&lens, &StepLens::selectionChanged, this, &TimelineCanvas::onSelected);
    rebuild();
}

void TimelineCanvas::setGrouping(TimelineRows::Grouping grouping)
{
    if (grouping == m_grouping)
        return;
    m_grouping = grouping;
    rebuild();
    reveal(m_selected);
}

void TimelineCanvas::setIdleLimit(std::optional<milliseconds> limit)
{
    m_idleLimit = limit;
    renewAxis();
    rescale();
}

void TimelineCanvas::rebuild()
{
    m_hosts = m_lens.hosts();
    m_rows.build(m_lens, m_grouping);
    QList<TimelineRow> looks;
    looks.reserve(m_rows.count());
    for (int row = 0; row < m_rows.count(); ++row)
        looks.append(m_rows.look(m_lens, row));
    m_picture.setRows(looks);
    m_selected = m_lens.selected();
    m_hovered = -1;
    renewAxis();
    rescale();
}

std::optional<qint64> TimelineCanvas::now() const
{
    // A task that is over has no "now": hours later it would only stretch the axis.
    if (isTerminal(m_lens.task().status.value) || !m_lens.serverNow().isValid())
        return std::nullopt;
    return m_lens.serverNow().toMSecsSinceEpoch();
}

bool TimelineCanvas::renewAxis()
{
    QList<TimeAxis::Span> busy = m_picture.busy();
    m_now = now();
    if (m_now)
        busy.append({ *m_now, *m_now });
    milliseconds limit = m_idleLimit.value_or(std::chrono::minutes(1));
    if (!m_idleLimit)
        limit = std::max<milliseconds>(limit, milliseconds(TimeAxis(busy, limit.count()).shownTime() / 20));
    TimeAxis axis(busy, limit.count());
    axis.setScale(m_scale);
    const QList<TimeAxis::Span> gaps = axis.gaps();
    const qint64 start = axis.isEmpty() ? 0 : axis.timeAt(0);
    // The last pause grows while nothing runs: that moves nothing.
    const bool moved = start != m_axisStart || gaps.size() != m_gaps.size()
            || !std::equal(gaps.cbegin(), gaps.cend(), m_gaps.cbegin(), [](const auto &a, const auto &b) { return a.from == b.from; });
    m_gaps = gaps;
    m_axisStart = start;
    m_picture.setAxis(axis);
    return moved;
}

void TimelineCanvas::rescale()
{
    m_picture.setLabelWidth(std::clamp(viewport()->width() * 0.4, leastLabel, mostLabel));
    const double room = chartRect().width() - chartMargin - endMargin;
    if (m_fitted && room > 0 && !m_picture.axis().isEmpty()) {
        const bool grows = m_now.has_value();
        m_fittedTime = qint64(double(m_picture.axis().shownTime()) * (grows ? headroom : 1)) + (grows ? 1000 : 0);
        const double gaps = double(m_gaps.size()) * TimeAxis::gapWidth;
        m_scale = std::min(std::max(room - gaps, 1.0) / double(std::max<qint64>(m_fittedTime, 1000)), mostScale);
    }
    m_picture.setScale(m_scale);
    updateScrollBars();
    viewport()->update();
}

void TimelineCanvas::updateScrollBars()
{
    const QSizeF inner = chartRect().size();
    const double width = m_picture.axis().width() + chartMargin + endMargin;
    // The end may come to the middle, so that zooming keeps its place there as well.
    horizontalScrollBar()->setRange(0, m_fitted ? 0 : std::max(0, int(std::ceil(width - inner.width() / 2))));
    horizontalScrollBar()->setPageStep(int(inner.width()));
    horizontalScrollBar()->setSingleStep(40);
    verticalScrollBar()->setRange(0, std::max(0, int(m_picture.height() - inner.height())));
    verticalScrollBar()->setPageStep(int(inner.height()));
    verticalScrollBar()->setSingleStep(int(TimelinePicture::rowHeight));
}

void TimelineCanvas::setLooks(const QList<int> &subtasks)
{
    if (m_hosts != m_lens.hosts()) {
        rebuild(); // hosts have got names, or other ones
        return;
    }
    QList<int> changed;
    QSet<int> headers;
    for (const int subtask : subtasks) {
        const int row = m_rows.rowOf(subtask);
        if (row < 0)
            continue;
        if (m_rows.headerOf(row) >= 0)
            headers.insert(m_rows.headerOf(row));
        const bool hadFailed = m_picture.row(row).state == StepState::Failed;
        if (!m_picture.setRow(row, m_rows.look(m_lens, row)))
            continue;
        changed.append(row);
        if (!hadFailed && m_lens.state(subtask) == StepState::Failed)
            announceFailure(this, row);
    }
    for (const int row : std::as_const(headers)) {
        if (m_picture.setRow(row, m_rows.look(m_lens, row)))
            changed.append(row);
    }
    if (changed.isEmpty())
        return;
    const bool moved = renewAxis();
    const bool outgrown = m_fitted && m_picture.axis().shownTime() > m_fittedTime;
    if (moved || outgrown) {
        rescale();
    } else if (changed.size() > fewChanges) {
        updateScrollBars();
        viewport()->update();
    } else {
        updateScrollBars();
        for (const int row : std::as_const(changed))
            updateRow(row);
    }
}

void TimelineCanvas::onTicked()
{
    const std::optional<qint64> before = m_now;
    const double xBefore = before ? m_picture.axis().xOf(*before) : 0;
    QList<int> running;
    for (int subtask = 0; subtask < m_lens.count(); ++subtask) {
        const StepState state = m_lens.state(subtask);
        if (state == StepState::Running || state == StepState::Canceling)
            running.append(subtask);
    }
    setLooks(running);
    if (now() != m_now && renewAxis())
        rescale();
    if (!m_now)
        return;
    // The line and the marks of steps that have not started, from where they were to where they are.
    const double xNow = m_picture.axis().xOf(*m_now);
    if (before && std::round(xNow) == std::round(xBefore))
        return;
    const double left = before ? std::min(xNow, xBefore) : xNow;
    const QRectF strip(left + chartOrigin().x() - 7, 0, std::abs(xNow - xBefore) + 32, viewport()->height());
    viewport()->update((strip & QRectF(viewport()->rect()).adjusted(m_picture.labelWidth(), 0, 0, 0)).toAlignedRect());
}

QPointF TimelineCanvas::chartOrigin() const
{
    return { m_picture.labelWidth() + chartMargin - horizontalScrollBar()->value(),
             TimelinePicture::axisHeight - verticalScrollBar()->value() };
}

QRectF TimelineCanvas::chartRect() const
{
    return QRectF(viewport()->rect()).adjusted(m_picture.labelWidth(), TimelinePicture::axisHeight, 0, 0);
}

QRectF TimelineCanvas::barOf(int subtask, int run) const
{
    const int row = m_rows.rowOf(subtask);
    if (row < 0 || run < 0 || run >= m_picture.row(row).bars.size())
        return {};
    return m_picture.barRect(row, run).translated(chartOrigin());
}

QRectF TimelineCanvas::rowRectOf(int subtask) const
{
    const int row = m_rows.rowOf(subtask);
    return row < 0 ? QRectF() : itemRect(row);
}

QRectF TimelineCanvas::itemRect(int row) const
{
    return { 0, TimelinePicture::rowHeight * row + chartOrigin().y(), double(viewport()->width()), TimelinePicture::rowHeight };
}

int TimelineCanvas::itemAt(QPointF at) const
{
    return at.y() < TimelinePicture::axisHeight ? -1 : m_picture.rowAt(at.y() - chartOrigin().y());
}

int TimelineCanvas::stepAt(QPointF at) const
{
    const int row = itemAt(at);
    return row < 0 ? -1 : m_rows.stepOf(row);
}

QString TimelineCanvas::itemText(int row) const
{
    const int subtask = m_rows.stepOf(row);
    if (subtask >= 0)
        return stepSentence(m_lens, subtask);
    const TimelineWords header = m_picture.words(row);
    return header.detail.isEmpty() ? header.title : header.title + u", "_s + header.detail;
}

void TimelineCanvas::openItem(int row)
{
    selectItem(row);
    if (m_rows.stepOf(row) >= 0)
        emit activated(m_rows.stepOf(row));
}

void TimelineCanvas::paintEvent(QPaintEvent *event)
{
    ++m_paints;
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens.panel);
    const TimelineMarks marks { &tokens, selectedRow(), m_hovered, hasFocus(), m_now };
    const QRectF chart = chartRect();
    const QPointF origin = chartOrigin();
    const QRectF exposed(event->rect());
    paintPart(painter, exposed, chart, origin, [&](const QRectF &part) { m_picture.paintChart(painter, part, marks); });
    paintPart(painter, exposed, QRectF(0, chart.top(), chart.left(), chart.height()), QPointF(0, origin.y()),
              [&](const QRectF &part) { m_picture.paintLabels(painter, part, marks); });
    paintPart(painter, exposed, QRectF(chart.left(), 0, chart.width(), chart.top()), QPointF(origin.x(), 0),
              [&](const QRectF &part) { m_picture.paintAxis(painter, part, marks); });
    painter.fillRect(QRectF(0, chart.top() - 1, viewport()->width(), 1), tokens.line);
    painter.fillRect(QRectF(chart.left() - 1, 0, 1, viewport()->height()), tokens.line);
}

void TimelineCanvas::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const QRectF row = rowRectOf(m_selected);
    const bool seen = !row.isNull() && row.top() >= chartRect().top() - 1 && row.bottom() <= event->oldSize().height() + 1;
    rescale();
    if (seen) // scroll bars that appear, or a lower window, must not hide it
        reveal(m_selected);
}

void TimelineCanvas::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    rescale();
    if (std::exchange(m_revealOnShow, false))
        reveal(m_selected);
}

void TimelineCanvas::scrollContentsBy(int, int)
{
    hover(-1);
    viewport()->update();
}

void TimelineCanvas::setFitted(bool fitted)
{
    if (fitted == m_fitted)
        return;
    m_fitted = fitted;
    emit fittedChanged(fitted);
}

void TimelineCanvas::fit()
{
    setFitted(true);
    rescale();
    horizontalScrollBar()->setValue(0);
}

void TimelineCanvas::zoomBy(double factor, double viewportX)
{
    if (m_picture.axis().isEmpty())
        return;
    const double inChart = std::max(viewportX, chartRect().left()) - chartOrigin().x();
    const qint64 time = m_picture.axis().timeAt(inChart);
    const double most = std::min(mostScale, mostWidth / double(std::max<qint64>(m_picture.axis().shownTime(), 1)));
    const double least = m_picture.axis().scaleFor(std::max(chartRect().width() - chartMargin - endMargin, 1.0)) / 2;
    m_scale = std::clamp(m_scale * factor, std::min(least, most), most);
    setFitted(false);
    rescale();
    const double moved = m_picture.axis().xOf(time) - inChart; // the time under the pointer stays there
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + int(std::round(moved)));
}

void TimelineCanvas::wheelEvent(QWheelEvent *event)
{
    const bool onAxis = event->position().y() < TimelinePicture::axisHeight;
    const QPoint turn = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier || onAxis) {
        if (turn.y() != 0)
            zoomBy(std::pow(zoomStep, turn.y() / 120.0), event->position().x());
    } else if (event->modifiers() & Qt::ShiftModifier || std::abs(turn.x()) > std::abs(turn.y())) {
        const int delta = turn.x() != 0 ? turn.x() : turn.y();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - delta);
    } else {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    event->accept();
}

void TimelineCanvas::updateRow(int row)
{
    if (row < 0)
        return;
    const double top = TimelinePicture::rowHeight * row + chartOrigin().y();
    const QRectF rect(0, top, viewport()->width(), TimelinePicture::rowHeight);
    viewport()->update((rect & QRectF(viewport()->rect()).adjusted(0, TimelinePicture::axisHeight, 0, 0)).toAlignedRect());
}

void TimelineCanvas::hover(int row)
{
    if (row == m_hovered)
        return;
    updateRow(std::exchange(m_hovered, row));
    updateRow(m_hovered);
}

void TimelineCanvas::onSelected(int subtask, bool bring)
{
    if (subtask != m_selected) {
        updateRow(m_rows.rowOf(std::exchange(m_selected, subtask)));
        updateRow(selectedRow());
        announceFocus(this, currentItem());
    }
    if (bring)
        reveal(subtask);
    m_revealOnShow |= !isVisible();
}

void TimelineCanvas::reveal(int subtask)
{
    const QRectF row = rowRectOf(subtask);
    const QRectF chart = chartRect();
    if (row.isNull() || chart.isEmpty())
        return;
    verticalScrollBar()->setValue(verticalScrollBar()->value() + int(std::round(shiftIntoView(row.top(), row.bottom(), chart.top(), chart.bottom()))));
    const int last = int(m_picture.row(m_rows.rowOf(subtask)).bars.size()) - 1;
    const QRectF bar = barOf(subtask, last);
    if (!bar.isNull() && !chart.adjusted(0, -1e6, 0, 1e6).intersects(bar))
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + int(bar.left() - chart.center().x()));
}

void TimelineCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = true;
    m_panning = false;
    m_pressAt = event->position();
    m_pressScroll = { horizontalScrollBar()->value(), verticalScrollBar()->value() };
}

void TimelineCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_pressed) {
        hover(itemAt(event->position()));
        return;
    }
    const QPointF moved = event->position() - m_pressAt;
    if (!m_panning && moved.manhattanLength() < QApplication::startDragDistance())
        return;
    m_panning = true;
    viewport()->setCursor(Qt::ClosedHandCursor);
    horizontalScrollBar()->setValue(m_pressScroll.x() - int(moved.x()));
    verticalScrollBar()->setValue(m_pressScroll.y() - int(moved.y()));
}

void TimelineCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    m_pressed = false;
    viewport()->unsetCursor();
    if (!std::exchange(m_panning, false))
        m_lens.select(stepAt(event->position()), true);
}

void TimelineCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int subtask = stepAt(event->position()); event->button() == Qt::LeftButton && subtask >= 0)
        emit activated(subtask);
}

void TimelineCanvas::selectRow(int from, int step)
{
    // The first step from there on, past headers; at the end, the last one there is.
    const int direction = step < 0 ? -1 : 1;
    for (int row = std::clamp(from, 0, m_rows.count() - 1); row >= 0 && row < m_rows.count(); row += direction) {
        if (m_rows.stepOf(row) >= 0) {
            m_lens.select(m_rows.stepOf(row), true);
            return;
        }
    }
}

void TimelineCanvas::keyPressEvent(QKeyEvent *event)
{
    const int here = selectedRow();
    const int page = std::max(1, int(chartRect().height() / TimelinePicture::rowHeight) - 1);
    const int pan = std::max(20, int(chartRect().width() / 8));
    const auto zoomCentre = [&] {
        const QRectF bar = barOf(m_selected, 0);
        return bar.isNull() || !chartRect().intersects(bar) ? chartRect().center().x() : bar.center().x();
    };
    switch (event->key()) {
    case Qt::Key_Up:
        selectRow(here < 0 ? 0 : here - 1, here <= 0 ? 1 : -1);
        return;
    case Qt::Key_Down:
        selectRow(here + 1, here + 1 >= m_rows.count() ? -1 : 1);
        return;
    case Qt::Key_PageUp:
        selectRow(here - page, 1);
        return;
    case Qt::Key_PageDown:
        selectRow(here + page, -1);
        return;
    case Qt::Key_Home:
        selectRow(0, 1);
        return;
    case Qt::Key_End:
        selectRow(m_rows.count() - 1, -1);
        return;
    case Qt::Key_Left:
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - pan);
        return;
    case Qt::Key_Right:
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + pan);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(zoomStep, zoomCentre());
        return;
    case Qt::Key_Minus:
        zoomBy(1 / zoomStep, zoomCentre());
        return;
    case Qt::Key_0:
        fit();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (here >= 0)
            emit activated(m_selected);
        return;
    case Qt::Key_Escape:
        if (m_selected < 0)
            break; // somebody above may want it
        m_lens.select(-1, false);
        return;
    default:
        break;
    }
    if (m_typed.take(*event))
        findTyped();
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void TimelineCanvas::findTyped()
{
    const bool continues = m_typed.continues();
    const int rows = m_rows.count();
    for (int k = continues ? 0 : 1; k <= rows && rows > 0; ++k) {
        const int row = (std::max(selectedRow(), continues ? 0 : -1) + k) % rows;
        if (m_rows.stepOf(row) >= 0 && m_picture.words(row).title.startsWith(m_typed.word(), Qt::CaseInsensitive)) {
            selectRow(row, 1);
            return;
        }
    }
}

void TimelineCanvas::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    updateRow(selectedRow());
}

void TimelineCanvas::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    updateRow(selectedRow());
}

void TimelineCanvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        rebuild();
}

bool TimelineCanvas::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = toolTipAt(help->pos());
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), asToolTip(text), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave)
        hover(-1);
    return QAbstractScrollArea::viewportEvent(event);
}

QString TimelineCanvas::toolTipAt(QPoint at) const
{
    const QPointF inChart = QPointF(at) - chartOrigin();
    if (at.x() >= chartRect().left()) {
        if (const QString gap = gapText(inChart.x()); !gap.isEmpty())
            return gap;
    }
    const int subtask = stepAt(at);
    if (subtask < 0) {
        const int header = itemAt(at);
        return header < 0 ? QString() : m_picture.words(header).title + u'\n' + m_picture.words(header).detail;
    }
    const int row = m_rows.rowOf(subtask);
    const int bar = at.x() >= chartRect().left() ? m_picture.barAt(row, inChart.x()) : -1;
    QString text = stepSummary(m_lens, subtask);
    if (bar < 0)
        return text;
    const TimelineBar &look = m_picture.row(row).bars.at(bar);
    const QString from = timeText(QDateTime::fromMSecsSinceEpoch(look.from), m_lens.serverNow());
    const QString to = timeText(QDateTime::fromMSecsSinceEpoch(look.to), m_lens.serverNow());
    return m_picture.words(row).bars.value(bar) + u": "_s + from + u" – "_s + to + u'\n' + text;
}

QString TimelineCanvas::gapText(double chartX) const
{
    for (const TimeAxis::Span &gap : m_gaps) {
        const double left = m_picture.axis().xOf(gap.from);
        if (chartX >= left && chartX <= left + TimeAxis::gapWidth)
            return tr("Nothing ran for %1").arg(durationText(milliseconds(gap.to - gap.from)));
    }
    return {};
}

} // namespace obdesk
