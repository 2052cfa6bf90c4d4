// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graphview.h"

#include "graph/graphwalk.h"
#include "widgets/labels.h"
#include "words/plain.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QTimer>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr double leastScale = 0.002;
constexpr double mostScale = 3.0;
constexpr double margin = 40;           // around the picture, widget pixels
constexpr double readableScale = 0.6;   // below it a whole graph is not worth showing first …
constexpr int overviewFrom = 200;       // … unless it has so many steps that its shape is what tells something
constexpr int mostRects = 12;           // a more ragged region is painted as one

} // namespace

GraphView::GraphView(StepLens &lens, const Theme &theme, QWidget *parent)
    : QWidget(parent), m_lens(lens), m_theme(theme), m_scene(lens), m_minimap(m_scene, theme), m_mapTimer(new QTimer(this))
{
    setObjectName(u"graphView"_s);
    setAccessibleName(tr("Task graph"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(200, 120);
    m_mapTimer->setSingleShot(true);
    m_mapTimer->setInterval(100);
    connect(m_mapTimer, &QTimer::timeout, this, [this] {
        m_minimap.invalidate();
        update(m_minimap.rect());
    });
    connect(&theme, &Theme::changed, this, [this] {
        m_minimap.invalidate();
        update();
    });
    connect(&m_scene, &GraphScene::touched, this, &GraphView::onTouched);
    connect(&m_scene, &GraphScene::changed, this, [this] {
        m_mapTimer->start();
        update();
    });
    connect(&m_scene, &GraphScene::aboutToRelayout, this, &GraphView::onAboutToRelayout);
    connect(&m_scene, &GraphScene::relaidOut, this, &GraphView::onRelaidOut);
    connect(&m_scene, &GraphScene::stepFailed, this, [this](int node) { announceFailure(this, node); });
    connect(&lens, &StepLens::selectionChanged, this, &GraphView::onSelectionChanged);
    connect(&lens, &StepLens::stepsChanged, this, &GraphView::followNow);
    connect(&lens, &StepLens::planChanged, this, [this] {
        m_history.clear();
        m_beforeFilter.reset();
        m_lastSelected = -1;
        emit historyChanged();
        update();
    });
}

// What is shown

void GraphView::onTouched(const QList<QRectF> &rects)
{
    for (const QRectF &rect : rects)
        update(toWidget(rect).toAlignedRect().adjusted(-2, -2, 2, 2));
    if (m_minimap.isShown())
        m_mapTimer->start();
}

void GraphView::updateNode(int node)
{
    if (node >= 0)
        update(rectOfNode(node).toAlignedRect().adjusted(-10, -10, 10, 10));
}

QRectF GraphView::rectOfNode(int node) const
{
    if (!isLaidOut() || node < 0 || node >= picture().nodeCount())
        return {};
    return toWidget(picture().nodeRect(node));
}

int GraphView::nodeAt(QPointF position) const
{
    if (!isLaidOut() || m_minimap.rect().contains(position.toPoint()))
        return -1;
    return picture().nodeAt(toScene(position)).value_or(-1);
}

/// What the person looks at stays where it is: the selected step when it is in view, else the one in the middle.
void GraphView::onAboutToRelayout()
{
    m_hovered = -1;
    m_paintedNode = -1;
    m_anchor.reset();
    if (m_fitPending || picture().nodeCount() == 0)
        return;
    if (!m_lens.filter().isEmpty() && !m_beforeFilter)
        m_beforeFilter = here();
    const auto middleOf = [this](int node) { return toWidget(picture().nodeRect(node).center()); };
    if (m_lens.selected() >= 0)
        m_anchor = m_lens.graph().idAt(m_lens.selected());
    int node = m_anchor ? m_scene.drawnNodeOf(*m_anchor) : -1;
    if (node < 0 || !rect().contains(middleOf(node).toPoint())) {
        double least = std::numeric_limits<double>::max();
        for (int other = 0; other < picture().nodeCount(); ++other) {
            const double distance = (middleOf(other) - QPointF(rect().center())).manhattanLength();
            if (distance < least && m_scene.plan().items.at(other).kind != PlanItem::Kind::Joint) {
                least = distance;
                node = other;
            }
        }
        m_anchor = node >= 0 ? m_scene.drawnStep(node) : std::nullopt;
    }
    if (node >= 0)
        m_anchorAt = middleOf(node);
}

void GraphView::onRelaidOut()
{
    const int node = m_anchor ? m_scene.nodeOf(m_lens.graph().indexOf(*m_anchor)) : -1;
    if (m_beforeFilter && m_lens.filter().isEmpty()) {
        const Place place = *std::exchange(m_beforeFilter, std::nullopt);
        m_scale = place.scale;
        m_origin = clamped(place.scale, place.origin);
        emit scaleChanged(m_scale);
    } else if (m_fitPending || (m_beforeFilter && m_scale < readableScale)) {
        m_fitPending = true;
    } else {
        if (node >= 0)
            m_origin = picture().nodeRect(node).center() - m_anchorAt / m_scale;
        m_origin = clamped(m_scale, m_origin);
    }
    m_paintedNode = currentNode();
    m_minimap.invalidate();
    mapMoved();
    showFirst();
    update();
    emit laidOut();
}

void GraphView::onSelectionChanged(int subtask, bool reveal)
{
    const int node = m_scene.nodeOf(subtask);
    if (node != m_paintedNode) {
        updateNode(std::exchange(m_paintedNode, node));
        updateNode(node);
        announceFocus(this, node);
    }
    if (reveal && node >= 0) {
        if (!rect().contains(rectOfNode(node).toAlignedRect())) {
            m_history.leave({ m_scale, m_origin, m_lastSelected });
            emit historyChanged();
        }
        bringIntoView(picture().nodeRect(node));
    }
    m_revealOnShow |= !isVisible();
    m_lastSelected = subtask;
}

void GraphView::selectNode(int node, bool reveal)
{
    m_lens.select(m_scene.subtaskOf(node), reveal);
}

void GraphView::openItem(int node)
{
    selectNode(node, true);
    if (const int subtask = m_scene.subtaskOf(node); subtask >= 0)
        emit activated(subtask);
}

void GraphView::toggleFold(int subtask)
{
    if (subtask < 0)
        return;
    const int column = m_lens.phases().columnOf.at(subtask);
    FoldRules folds = m_scene.folds();
    if (!folds.except.remove(column))
        folds.except.insert(column);
    m_lens.select(subtask, false);
    m_scene.setFolds(folds);
}

// Where it is seen from

void GraphView::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    emit followingChanged(following);
    followNow();
}

void GraphView::followNow()
{
    if (!m_following || !isLaidOut() || m_fitPending)
        return;
    // The first failed step, else the first that runs.
    int wanted = -1;
    for (const int subtask : m_lens.graph().order()) {
        const StepState state = m_lens.state(subtask);
        if (m_scene.nodeOf(subtask) < 0)
            continue;
        if (state == StepState::Failed) {
            wanted = subtask;
            break;
        }
        if (wanted < 0 && (state == StepState::Running || state == StepState::Canceling))
            wanted = subtask;
    }
    if (wanted >= 0)
        bringIntoView(picture().nodeRect(m_scene.nodeOf(wanted)));
}

void GraphView::bringIntoView(const QRectF &sceneRect)
{
    const QRectF inWidget = toWidget(sceneRect);
    const QRectF comfortable = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    if (comfortable.contains(inWidget) || comfortable.isEmpty())
        return;
    // Moved no further than needed, except that what comes next gets room: the step goes a third into the view.
    const QPointF target(rect().center().x() - width() / 6.0, rect().center().y());
    QPointF by;
    if (inWidget.left() < comfortable.left() || inWidget.right() > comfortable.right())
        by.setX(std::round(inWidget.center().x() - target.x()));
    if (inWidget.top() < comfortable.top() || inWidget.bottom() > comfortable.bottom())
        by.setY(std::round(inWidget.center().y() - target.y()));
    setTransform(m_scale, m_origin + by / m_scale);
}

void GraphView::fit()
{
    const QRectF bounds = picture().bounds();
    if (bounds.isEmpty() || width() <= 0)
        return;
    const double fitted = std::min((width() - 2 * margin) / bounds.width(), (height() - 2 * margin) / bounds.height());
    const double scale = std::clamp(fitted, leastScale, 1.0);
    setTransform(scale, bounds.center() - QPointF(width(), height()) / 2 / scale);
}

void GraphView::showFirst()
{
    // Sizes mean nothing before the widget is shown.
    if (!m_fitPending || !isLaidOut() || !isVisible() || picture().bounds().isEmpty())
        return;
    m_fitPending = false;
    const QRectF bounds = picture().bounds();
    const double fitted = std::min((width() - 2 * margin) / bounds.width(), (height() - 2 * margin) / bounds.height());
    if (fitted < readableScale && picture().nodeCount() <= overviewFrom) {
        // Too long to be read as a whole: begin at its beginning, in a size that can be read.
        const double scale = 0.9;
        const QPointF centre = bounds.center();
        const bool leftRight = m_scene.direction() == LayoutDirection::LeftRight;
        const QPointF start = leftRight ? QPointF(bounds.left() - margin, centre.y() - height() / 2.0 / scale)
                                        : QPointF(centre.x() - width() / 2.0 / scale, bounds.top() - margin);
        setTransform(scale, start);
    } else {
        fit();
    }
    followNow();
}

void GraphView::actualSize()
{
    const int node = currentNode();
    zoomBy(1.0 / m_scale, node >= 0 ? rectOfNode(node).center() : QPointF(rect().center()));
}

void GraphView::zoomBy(double factor, QPointF anchor)
{
    const double scale = std::clamp(m_scale * factor, leastScale, mostScale);
    const QPointF fixed = toScene(anchor);
    setTransform(scale, fixed - anchor / scale);
}

QPointF GraphView::clamped(double scale, QPointF origin) const
{
    // At least a corner of the picture stays in view: nobody gets lost in emptiness.
    const QRectF bounds = picture().bounds();
    if (bounds.isEmpty())
        return origin;
    const QSizeF view = QSizeF(size()) / scale;
    const double keep = std::min(80.0 / scale, std::min(view.width(), view.height()) / 2);
    return { std::clamp(origin.x(), bounds.left() - view.width() + keep, std::max(bounds.left() - view.width() + keep, bounds.right() - keep)),
             std::clamp(origin.y(), bounds.top() - view.height() + keep, std::max(bounds.top() - view.height() + keep, bounds.bottom() - keep)) };
}

void GraphView::setTransform(double scale, QPointF origin)
{
    origin = clamped(scale, origin);
    if (scale == m_scale && origin == m_origin)
        return;
    const double before = m_scale;
    if (!scrolled(scale, origin)) {
        m_scale = scale;
        m_origin = origin;
        update();
    }
    mapMoved();
    if (before != m_scale)
        emit scaleChanged(m_scale);
}

/// Moves what is painted already, where it only moves, and by whole pixels.
bool GraphView::scrolled(double scale, QPointF origin)
{
    const QPointF move = (m_origin - origin) * scale;
    const QPoint whole(int(std::lround(move.x())), int(std::lround(move.y())));
    if (scale != m_scale || !isVisible() || std::abs(whole.x()) >= width() || std::abs(whole.y()) >= height()
        || (move - QPointF(whole)).manhattanLength() > 1e-3)
        return false;
    m_origin = origin;
    const QRect map = m_minimap.rect();
    scroll(whole.x(), whole.y(), rect());
    if (!map.isEmpty()) {
        update(map);
        update(map.translated(whole));
    }
    return true;
}

void GraphView::mapMoved()
{
    const QRect before = m_minimap.rect();
    m_minimap.place(size(), seen());
    if (before != m_minimap.rect())
        update(before | m_minimap.rect());
    else
        update(before);
}

void GraphView::setMinimapWanted(bool wanted)
{
    m_minimap.setWanted(wanted);
    mapMoved();
}

void GraphView::userMoved()
{
    setFollowing(false); // who moves the picture wants it to stay there
}

void GraphView::leavePlace()
{
    m_history.leave(here());
    emit historyChanged();
}

void GraphView::goTo(const Place &place)
{
    setFollowing(false);
    m_lens.select(place.selected, false);
    setTransform(place.scale, place.origin);
    emit historyChanged();
}

void GraphView::goBack()
{
    if (const auto place = m_history.back(here()))
        goTo(*place);
}

void GraphView::goForward()
{
    if (const auto place = m_history.forward(here()))
        goTo(*place);
}

// Painting

void GraphView::paintEvent(QPaintEvent *event)
{
    ++m_paints;
    QPainter painter(this);
    if (!isLaidOut() || picture().nodeCount() == 0) {
        painter.fillRect(event->rect(), m_theme.tokens().window);
        painter.setPen(m_theme.tokens().dimText);
        const QString text = !isLaidOut() && m_lens.count() > 0 ? tr("Laying out %n step(s)…", nullptr, m_lens.count())
            : m_lens.count() > 0                                ? tr("No step passes the filter")
                                                                : tr("This task has no steps");
        painter.drawText(rect(), Qt::AlignCenter, text);
        return;
    }
    PaintOptions options;
    options.tokens = &m_theme.tokens();
    options.opaque = true;
    options.marks = m_scene.marks();
    options.rightToLeft = layoutDirection() == Qt::RightToLeft;
    if (m_paintedNode >= 0)
        options.selected = m_paintedNode;
    if (m_hovered >= 0)
        options.hovered = m_hovered;
    options.focused = hasFocus();
    const auto paintPart = [&](const QRect &part) {
        painter.save();
        painter.setClipRect(part);
        painter.scale(m_scale, m_scale);
        painter.translate(-m_origin);
        picture().paint(painter, QRectF(toScene(part.topLeft()), QSizeF(part.size()) / m_scale), m_scale, options);
        painter.restore();
    };
    // A step with its edges is cut into bands, each of which would paint the step again.
    qint64 asked = 0;
    for (const QRect &part : event->region())
        asked += qint64(part.width()) * part.height();
    const bool compact = qint64(event->rect().width()) * event->rect().height() < asked * 3 / 2;
    if (compact || event->region().rectCount() > mostRects) {
        paintPart(event->rect());
    } else {
        for (const QRect &part : event->region())
            paintPart(part);
    }
    if (event->region().intersects(m_minimap.rect()))
        m_minimap.paint(painter, seen(), devicePixelRatioF());
}

// Mouse and keys

bool GraphView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int node = nodeAt(help->pos());
        if (node >= 0) {
            const int subtask = m_scene.plan().items.at(node).subtask;
            QStringList lines { m_scene.describe(node) };
            if (subtask >= 0 && m_lens.state(subtask) != StepState::Successful && m_lens.state(subtask) != StepState::Skipped) {
                m_scene.setBlastOf(node);
                if (const QString blast = m_scene.blastText(subtask); !blast.isEmpty())
                    lines.append(blast);
            }
            QToolTip::showText(help->globalPos(), asToolTip(lines.join(u'\n')), this, rectOfNode(node).toAlignedRect());
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

void GraphView::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    if (event->modifiers() & Qt::ShiftModifier) {
        userMoved();
        const double step = delta.y() != 0 ? delta.y() : delta.x();
        setTransform(m_scale, m_origin - QPointF(step, 0) / m_scale);
    } else if (delta.y() != 0) {
        userMoved();
        zoomBy(std::pow(1.0015, delta.y()), event->position());
    }
    event->accept();
}

void GraphView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::BackButton)
        return goBack();
    if (event->button() == Qt::ForwardButton)
        return goForward();
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_pressAt = event->position();
    m_pressOrigin = m_origin;
    m_drag = event->button() == Qt::MiddleButton ? Drag::Panning : Drag::Pressed;
    if (m_minimap.rect().contains(event->position().toPoint())) {
        m_drag = Drag::Map;
        leavePlace();
        userMoved();
        setTransform(m_scale, m_minimap.toScene(event->position()) - QPointF(width(), height()) / 2 / m_scale);
    }
}

void GraphView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF moved = event->position() - m_pressAt;
    switch (m_drag) {
    case Drag::Map:
        setTransform(m_scale, m_minimap.toScene(event->position()) - QPointF(width(), height()) / 2 / m_scale);
        return;
    case Drag::Pressed:
        if (moved.manhattanLength() <= 4)
            return;
        m_drag = Drag::Panning;
        setCursor(Qt::ClosedHandCursor);
        userMoved();
        [[fallthrough]];
    case Drag::Panning:
        setTransform(m_scale, m_pressOrigin - QPointF(moved.toPoint()) / m_scale);
        return;
    case Drag::None:
        break;
    }
    setHovered(nodeAt(event->position()));
}

void GraphView::setHovered(int node)
{
    if (node == m_hovered)
        return;
    m_scene.setBlastOf(-1);
    updateNode(std::exchange(m_hovered, node));
    updateNode(node);
    setCursor(node >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void GraphView::mouseReleaseEvent(QMouseEvent *event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag == Drag::Panning)
        unsetCursor();
    else if (drag == Drag::Pressed && event->button() == Qt::LeftButton)
        m_lens.select(stepAt(event->position()), false);
}

void GraphView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int node = nodeAt(event->position());
    if (node < 0)
        return;
    if (m_scene.plan().items.at(node).kind == PlanItem::Kind::Group)
        toggleFold(m_scene.subtaskOf(node));
    else if (const int subtask = m_scene.subtaskOf(node); subtask >= 0)
        emit activated(subtask);
}

void GraphView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int subtask = byKey ? m_lens.selected() : stepAt(event->pos());
    if (subtask < 0)
        return;
    m_lens.select(subtask, false);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"stepMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open log"), this, [this, subtask] { emit activated(subtask); });
    const int column = m_lens.phases().columnOf.at(subtask);
    const bool many = m_lens.phases().columns.at(column).subtasks.size() > 1;
    if (many || isBarrier(m_lens.step(subtask))) {
        const bool folded = isFolded(m_scene.folds(), column, m_lens.phases(), m_lens.task());
        menu->addAction(folded ? tr("Unfold") : many ? tr("Fold steps like this") : tr("Fold this barrier"), this, [this, subtask] { toggleFold(subtask); });
    }
    menu->addSeparator();
    const auto filter = [this](auto change) {
        StepFilter wanted = m_lens.filter();
        change(wanted);
        m_lens.setFilter(wanted);
    };
    if (const QString host = m_lens.traits(subtask).host; !host.isEmpty())
        menu->addAction(tr("Only host %1").arg(literalText(host)), this, [filter, host] { filter([&](StepFilter &f) { f.host = host; }); });
    menu->addAction(tr("Only this phase"), this, [filter, phase = m_lens.traits(subtask).phase] { filter([&](StepFilter &f) { f.phase = phase; }); });
    if (!m_lens.filter().isEmpty())
        menu->addAction(tr("Show all steps"), this, [this] { m_lens.setFilter({}); });
    menu->popup(byKey ? mapToGlobal(rectOf(subtask).center().toPoint()) : event->globalPos());
}

void GraphView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
        if (event->modifiers() & Qt::AltModifier) {
            event->ignore();
        } else if (const int node = isLaidOut() ? walk(m_scene, currentNode(), Qt::Key(event->key())) : -1; node >= 0) {
            selectNode(node, true);
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_lens.selected() >= 0)
            emit activated(m_lens.selected());
        break;
    case Qt::Key_Space:
        if (m_lens.selected() >= 0)
            toggleFold(m_lens.selected());
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(1.25, rect().center());
        break;
    case Qt::Key_Minus:
        zoomBy(0.8, rect().center());
        break;
    default:
        if (m_typed.take(*event))
            findTyped();
        else
            QWidget::keyPressEvent(event);
    }
}

/// Letters lead to the next step whose name begins with them.
void GraphView::findTyped()
{
    const auto begins = [this](int subtask) { return m_lens.step(subtask).name.startsWith(m_typed.word(), Qt::CaseInsensitive); };
    const int current = m_lens.selected();
    const int found = m_typed.continues() && current >= 0 && begins(current) ? current : m_lens.next(true, begins);
    if (found >= 0)
        m_lens.select(found, true);
}

void GraphView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_fitPending)
        showFirst();
    else
        m_origin = clamped(m_scale, m_origin);
    mapMoved();
}

void GraphView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showFirst();
    if (std::exchange(m_revealOnShow, false) && isLaidOut() && !m_fitPending && currentNode() >= 0)
        bringIntoView(picture().nodeRect(currentNode()));
}

void GraphView::leaveEvent(QEvent *)
{
    setHovered(-1);
}

void GraphView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    updateNode(m_paintedNode);
}

void GraphView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    updateNode(m_paintedNode);
}

} // namespace obdesk
