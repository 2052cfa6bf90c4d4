// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/matrixview.h"

#include "task/nothingshown.h"
#include "task/scrolledparts.h"
#include "task/steptext.h"
#include "task/taskprogress.h"
#include "words/plain.h"
#include "words/stepwords.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace obdesk {

using namespace Qt::StringLiterals;
using Way = MatrixLayout::Way;

namespace {

constexpr qreal wheelStep = 2;          // pixels of line height
constexpr int fewChanges = 64;          // above it one repaint of everything costs less than a ragged region

} // namespace

MatrixView::MatrixView(StepLens &lens, const Theme &theme, QWidget *parent) : QAbstractScrollArea(parent), m_lens(lens), m_theme(theme)
{
    setObjectName(u"matrixView"_s);
    setAccessibleName(tr("Matrix of hosts and steps"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    new NothingShown(lens, theme, viewport());
    m_picture.setTextSource([this](int subtask) {
        const auto took = elapsed(m_lens.step(subtask), m_lens.serverNow());
        return took ? durationText(took) : QString();
    });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    connect(&lens, &StepLens::planChanged, this, &MatrixView::rebuild);
    connect(&lens, &StepLens::shownChanged, this, &MatrixView::rebuild);
    connect(&lens, &StepLens::stepsChanged, this, &MatrixView::setLooks);
    connect(&lens, &StepLens::insightsChanged, this, &MatrixView::setLooks);
    connect(&lens, &StepLens::ticked, this, &MatrixView::onTicked);
    connect(&lens, &StepLens::selectionChanged, this, &MatrixView::onSelected);
    rebuild();
}

void MatrixView::rebuild()
{
    m_hosts = m_lens.hosts();
    m_matrix = hostMatrixOf(m_lens.task(), m_lens.phases(), m_lens.hosts(), [this](int subtask) { return m_lens.isShown(subtask); });
    MatrixTable table;
    for (int row = 0; row < m_matrix.rows.size(); ++row) {
        const MatrixRow &r = m_matrix.rows.at(row);
        const bool last = row + 1 == m_matrix.rows.size();
        table.rows.append({ rowLabel(r), r.lines, r.kind == MatrixRow::Kind::Cluster && !last });
    }
    for (const int column : std::as_const(m_matrix.columns)) {
        const PlanColumn &c = m_lens.phases().columns.at(column);
        const bool forAll = std::all_of(c.subtasks.cbegin(), c.subtasks.cend(), [&](int subtask) {
            const int row = m_matrix.places.at(subtask).row;
            return row < 0 || m_matrix.rows.at(row).kind == MatrixRow::Kind::Cluster;
        });
        table.columns.append({ displayText(c.name, false, 200), c.phase, forAll && m_matrix.rows.size() > 1 });
    }
    for (int phase = 0; phase < m_lens.phases().phases.size(); ++phase)
        table.bands.append(phaseText(m_lens, phase));
    table.cells.reserve(m_matrix.places.size());
    for (const MatrixPlace &place : std::as_const(m_matrix.places))
        table.cells.append({ place.row, place.column, place.line });
    m_picture.setTable(table);
    for (int subtask = 0; subtask < m_lens.count(); ++subtask)
        setLook(subtask);
    m_selected = m_lens.selected();
    m_hovered = -1;
    refit();
}

QString MatrixView::rowLabel(const MatrixRow &row) const
{
    switch (row.kind) {
    case MatrixRow::Kind::Cluster:
        return tr("Whole cluster");
    case MatrixRow::Kind::Host:
        return displayText(row.label, false, 80);
    case MatrixRow::Kind::Part:
        return parallelWords(row.part);
    }
    return {};
}

void MatrixView::refit()
{
    if (!isVisible())
        return; // showEvent() will
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    m_picture.fit(maximumViewportSize(), bar, m_lineHeight);
    const QSize inner = bodyRect().size().toSize();
    const QSize content = m_picture.layout().bodySize().toSize();
    horizontalScrollBar()->setRange(0, std::max(0, content.width() - inner.width()));
    horizontalScrollBar()->setPageStep(inner.width());
    horizontalScrollBar()->setSingleStep(int(m_picture.layout().cellWidth()));
    verticalScrollBar()->setRange(0, std::max(0, content.height() - inner.height()));
    verticalScrollBar()->setPageStep(inner.height());
    verticalScrollBar()->setSingleStep(int(m_picture.layout().lineHeight()));
    viewport()->update();
}

bool MatrixView::setLook(int subtask)
{
    const StepInsights &insights = m_lens.insights();
    MatrixCellLook look;
    look.state = m_lens.state(subtask);
    look.onPath = insights.isOnPath(subtask);
    look.warns = !insights.warnings(subtask).isEmpty();
    look.isConsequence = insights.role(subtask) == FailureCauses::Role::Consequence;
    return m_picture.setCell(subtask, look);
}

void MatrixView::setLooks(const QList<int> &subtasks)
{
    if (m_hosts != m_lens.hosts()) {
        rebuild(); // hosts have got names, or other ones
        return;
    }
    QList<int> changed;
    for (const int subtask : subtasks) {
        const bool hadFailed = m_picture.cell(subtask).state == StepState::Failed;
        if (!setLook(subtask) || !m_lens.isShown(subtask))
            continue;
        changed.append(subtask);
        if (!hadFailed && m_lens.state(subtask) == StepState::Failed)
            announceFailure(this, m_picture.layout().readingPlace(subtask));
    }
    if (changed.isEmpty())
        return;
    if (m_picture.chooseLabels() || changed.size() > fewChanges) {
        viewport()->update();
        return;
    }
    for (const int subtask : std::as_const(changed))
        viewport()->update(rectOf(subtask).toAlignedRect() & bodyRect().toRect());
}

void MatrixView::onTicked()
{
    QList<int> running;
    for (int subtask = 0; subtask < m_lens.count(); ++subtask) {
        const StepState state = m_lens.state(subtask);
        if (state == StepState::Running || state == StepState::Canceling)
            running.append(subtask);
    }
    setLooks(running);
}

QPointF MatrixView::bodyOrigin() const
{
    return { m_picture.layout().labelWidth() - horizontalScrollBar()->value(),
             m_picture.layout().headerHeight() - verticalScrollBar()->value() };
}

QRectF MatrixView::bodyRect() const
{
    return QRectF(viewport()->rect()).adjusted(m_picture.layout().labelWidth(), m_picture.layout().headerHeight(), 0, 0);
}

QRectF MatrixView::rectOf(int subtask) const
{
    const QRectF rect = m_picture.layout().cellRect(subtask);
    return rect.isNull() ? QRectF() : rect.translated(bodyOrigin());
}

int MatrixView::stepAt(QPointF at) const
{
    return bodyRect().contains(at) ? m_picture.layout().cellAt(at - bodyOrigin()) : -1;
}

MatrixMarks MatrixView::marks() const
{
    return { &m_theme.tokens(), m_selected, m_hovered, hasFocus() };
}

void MatrixView::paintEvent(QPaintEvent *event)
{
    ++m_paints;
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens.panel);
    const QRectF body = bodyRect();
    const QPointF origin = bodyOrigin();
    const QRectF exposed(event->rect());
    paintPart(painter, exposed, body, origin, [&](const QRectF &part) { m_picture.paintCells(painter, part, marks()); });
    paintPart(painter, exposed, QRectF(0, body.top(), body.left(), body.height()), QPointF(0, origin.y()),
              [&](const QRectF &part) { m_picture.paintLabels(painter, part, marks()); });
    paintPart(painter, exposed, QRectF(body.left(), 0, body.width(), body.top()), QPointF(origin.x(), 0),
              [&](const QRectF &part) { m_picture.paintHeader(painter, part, marks()); });
    painter.setPen(tokens.line);
    painter.drawLine(QPointF(0, body.top() - 1), QPointF(viewport()->width(), body.top() - 1));
    painter.drawLine(QPointF(body.left() - 1, 0), QPointF(body.left() - 1, viewport()->height()));
}

void MatrixView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    // Scroll bars that appear, or a narrower window, must not hide what was just shown.
    const QRectF before = QRectF(QPointF(), event->oldSize())
                              .adjusted(m_picture.layout().labelWidth() - 1, m_picture.layout().headerHeight() - 1, 1, 1);
    const bool seen = before.contains(rectOf(m_selected));
    refit();
    if (seen)
        reveal(m_selected);
}

void MatrixView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    refit();
    if (std::exchange(m_revealOnShow, false))
        reveal(m_selected);
}

void MatrixView::scrollContentsBy(int, int)
{
    hover(-1);
    viewport()->update();
}

void MatrixView::fit()
{
    m_lineHeight.reset();
    refit();
}

void MatrixView::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    // The line under the pointer stays there.
    const qreal before = m_picture.layout().lineHeight();
    const qreal line = (event->position().y() - bodyOrigin().y()) / before;
    m_lineHeight = std::clamp(before + (event->angleDelta().y() > 0 ? wheelStep : -wheelStep), MatrixLayout::leastLine, MatrixLayout::mostLine);
    refit();
    const qreal moved = line * (m_picture.layout().lineHeight() - before);
    verticalScrollBar()->setValue(verticalScrollBar()->value() + int(std::round(moved)));
    event->accept();
}

void MatrixView::updateMarks(int subtask)
{
    const QRectF rect = rectOf(subtask);
    if (rect.isNull())
        return;
    const QRectF body = bodyRect();
    const QRect around = rect.toAlignedRect().adjusted(-2, -2, 2, 2);
    viewport()->update(around & body.toRect());
    // The label and the title, which are marked as well; a label may be higher than its row.
    const QRectF row = m_picture.layout().rowRect(m_matrix.places.at(subtask).row).translated(0, bodyOrigin().y());
    viewport()->update(QRectF(0, row.top() - 10, body.left(), row.height() + 20).toAlignedRect());
    viewport()->update(QRectF(rect.left(), 0, rect.width(), body.top()).toAlignedRect());
}

void MatrixView::hover(int subtask)
{
    if (subtask == m_hovered)
        return;
    updateMarks(std::exchange(m_hovered, subtask));
    updateMarks(m_hovered);
}

void MatrixView::onSelected(int subtask, bool bring)
{
    if (subtask != m_selected) {
        updateMarks(std::exchange(m_selected, subtask));
        updateMarks(m_selected);
        announceFocus(this, currentItem());
    }
    if (bring)
        reveal(subtask);
    m_revealOnShow |= !isVisible();
}

QString MatrixView::itemText(int item) const
{
    return stepSentence(m_lens, stepOfItem(item));
}

void MatrixView::openItem(int item)
{
    selectItem(item);
    emit activated(m_selected);
}

void MatrixView::reveal(int subtask)
{
    const QRectF rect = rectOf(subtask);
    const QRectF body = bodyRect();
    if (rect.isNull() || body.isEmpty())
        return;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + int(std::round(shiftIntoView(rect.left(), rect.right(), body.left(), body.right()))));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + int(std::round(shiftIntoView(rect.top(), rect.bottom(), body.top(), body.bottom()))));
}

void MatrixView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_lens.select(stepAt(event->position()), true);
}

void MatrixView::mouseMoveEvent(QMouseEvent *event)
{
    hover(stepAt(event->position()));
}

void MatrixView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const int subtask = stepAt(event->position()); event->button() == Qt::LeftButton && subtask >= 0)
        emit activated(subtask);
}

void MatrixView::keyPressEvent(QKeyEvent *event)
{
    const bool control = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        move(event);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected >= 0)
            emit activated(m_selected);
        return;
    case Qt::Key_Escape:
        if (m_selected < 0)
            break; // somebody above may want it
        m_lens.select(-1, false);
        return;
    case Qt::Key_0:
        if (!control)
            break;
        fit();
        return;
    default:
        break;
    }
    if (m_typed.take(*event))
        findTyped();
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void MatrixView::move(QKeyEvent *event)
{
    const MatrixLayout &layout = m_picture.layout();
    const bool control = event->modifiers() & Qt::ControlModifier;
    const auto pages = [&](Way way) {
        const int lines = std::max(1, int(bodyRect().height() / layout.lineHeight()) - 1);
        int cell = layout.neighbour(m_selected, way);
        for (int i = 1; i < lines; ++i)
            cell = layout.neighbour(cell, way);
        return cell;
    };
    int to = -1;
    switch (event->key()) {
    case Qt::Key_Left:
        to = layout.neighbour(m_selected, Way::Left);
        break;
    case Qt::Key_Right:
        to = layout.neighbour(m_selected, Way::Right);
        break;
    case Qt::Key_Up:
        to = layout.neighbour(m_selected, Way::Up);
        break;
    case Qt::Key_Down:
        to = layout.neighbour(m_selected, Way::Down);
        break;
    case Qt::Key_Home:
        to = layout.neighbour(m_selected, control ? Way::First : Way::RowStart);
        break;
    case Qt::Key_End:
        to = layout.neighbour(m_selected, control ? Way::Last : Way::RowEnd);
        break;
    case Qt::Key_PageUp:
        to = pages(Way::Up);
        break;
    case Qt::Key_PageDown:
        to = pages(Way::Down);
        break;
    default:
        break;
    }
    if (to >= 0)
        m_lens.select(to, true);
}

void MatrixView::findTyped()
{
    const bool continues = m_typed.continues();
    const MatrixTable &table = m_picture.layout().table();
    const int rows = int(table.rows.size());
    const bool stands = m_selected >= 0 && m_matrix.places.at(m_selected).row >= 0;
    const MatrixPlace here = stands ? m_matrix.places.at(m_selected) : MatrixPlace { continues ? 0 : -1, 0, 0 };
    for (int k = continues ? 0 : 1; k <= rows && rows > 0; ++k) {
        const int row = (here.row + k) % rows;
        if (table.rows.at(row).label.contains(m_typed.word(), Qt::CaseInsensitive)) {
            m_lens.select(m_picture.layout().cellInRow(row, here.column), true);
            return;
        }
    }
}

void MatrixView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    updateMarks(m_selected);
}

void MatrixView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    updateMarks(m_selected);
}

void MatrixView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        refit();
    else if (event->type() == QEvent::LanguageChange)
        rebuild();
}

bool MatrixView::viewportEvent(QEvent *event)
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

QString MatrixView::toolTipAt(QPoint at) const
{
    if (const int subtask = stepAt(at); subtask >= 0)
        return stepSummary(m_lens, subtask);
    const MatrixLayout &layout = m_picture.layout();
    const QRectF body = bodyRect();
    const QPointF inside = QPointF(at) - bodyOrigin();
    if (at.x() >= body.left() && at.y() < MatrixLayout::bandHeight) {
        const int band = layout.bandAt(inside.x());
        return band >= 0 ? layout.table().bands.at(band) : QString();
    }
    if (at.x() >= body.left() && at.y() < body.top()) {
        const int column = layout.columnAt(inside.x());
        return column >= 0 ? layout.table().columns.at(column).title : QString();
    }
    if (at.x() < body.left() && at.y() >= body.top()) {
        const int row = layout.rowAt(inside.y());
        return row >= 0 ? layout.table().rows.at(row).label : QString();
    }
    return {};
}

} // namespace obdesk
