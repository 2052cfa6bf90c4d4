// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graphview.h"

#include "task/taskprogress.h"
#include "words/plain.h"
#include "words/taskwords.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QThreadPool>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr double leastScale = 0.01;
constexpr double mostScale = 3.0;
constexpr double margin = 40;           // around the picture, widget pixels
constexpr double readableScale = 0.6;   // below it a whole graph is not worth showing first …
constexpr int overviewFrom = 200;       // … unless it has so many steps that its shape is what tells something
constexpr int fewChanges = 16;          // above it one repaint of everything costs less than a ragged region
constexpr int layOutAtOnce = 4000;      // nodes + edges up to which a layout stays far below a frame

} // namespace

GraphView::GraphView(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(u"graphView"_s);
    setAccessibleName(tr("Task graph"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(200, 120);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

GraphView::~GraphView()
{
    if (m_cancelLayout)
        *m_cancelLayout = true;
}

void GraphView::setTask(const Task &task, const TaskGraph &graph, const TaskHosts &hosts, const QDateTime &serverNow)
{
    const bool sameShape = m_laidOut && graph.sameShape(m_graph);
    const SubtaskId selectedId = m_selected >= 0 && m_selected < m_graph.count() ? m_graph.idAt(m_selected) : SubtaskId();
    const bool hadSelection = m_selected >= 0;
    m_graph = graph;
    if (!sameShape) {
        m_placeOf.resize(graph.count());
        for (int place = 0; place < graph.count(); ++place)
            m_placeOf[graph.order().at(place)] = place;
        const int kept = hadSelection ? graph.indexOf(selectedId) : -1;
        m_hovered = -1;
        if (kept != m_selected) {
            m_selected = kept;
            emit selectionChanged(kept);
        }
    }
    m_states.resize(task.subtasks.size());
    m_searchTexts.resize(task.subtasks.size());
    if (!sameShape)
        layOut();
    setLooks(task, hosts, serverNow);
}

void GraphView::layOut()
{
    LayoutInput input;
    input.sizes.fill(GraphPicture::nodeSize(), m_graph.count());
    for (const TaskGraph::Edge &edge : m_graph.edges())
        input.edges.append({ m_placeOf.at(edge.from), m_placeOf.at(edge.to) });
    LayoutOptions options;
    options.direction = m_direction;
    ++m_layoutNumber;
    if (m_cancelLayout)
        *m_cancelLayout = true;
    if (m_graph.count() + m_graph.edges().size() <= layOutAtOnce) {
        takeLayout(layoutDag(input, options));
        return;
    }
    m_laidOut = false;
    m_cancelLayout = std::make_shared<std::atomic_bool>(false);
    // The worker knows this view only through a guarded pointer that is looked at on this thread.
    QThreadPool::globalInstance()->start([view = QPointer<GraphView>(this), application = QCoreApplication::instance(), input, options,
                                          cancel = m_cancelLayout, number = m_layoutNumber]() mutable {
        options.cancelled = cancel.get();
        const GraphLayout layout = layoutDag(input, options);
        QMetaObject::invokeMethod(application, [view, layout, number] {
            if (view && view->m_layoutNumber == number && !layout.cancelled)
                view->takeLayout(layout);
        }, Qt::QueuedConnection);
    });
}

void GraphView::takeLayout(const GraphLayout &layout)
{
    // What the person looks at stays where it is: the selected step, else the middle of the view.
    const QRectF before = m_laidOut || !m_fitPending ? rectOf(m_selected) : QRectF();
    QList<LayoutEdge> edges;
    for (const TaskGraph::Edge &edge : m_graph.edges())
        edges.append({ m_placeOf.at(edge.from), m_placeOf.at(edge.to) });
    m_picture.setGraph(layout, edges, m_direction);
    m_laidOut = true;
    if (m_fitPending) {
        showFirst();
    } else if (!before.isEmpty() && m_selected >= 0) {
        const QRectF after = m_picture.nodeRect(m_placeOf.at(m_selected));
        m_origin = after.topLeft() - before.topLeft() / m_scale;
        clampOrigin();
    }
    update();
    emit laidOut();
}

void GraphView::setLooks(const Task &task, const TaskHosts &hosts, const QDateTime &serverNow)
{
    bool changed = false;
    for (int i = 0; i < task.subtasks.size(); ++i)
        changed |= setLook(task, i, hosts, serverNow);
    if (changed)
        update();
    followNow();
}

bool GraphView::setLook(const Task &task, int subtask, const TaskHosts &hosts, const QDateTime &serverNow)
{
    const Subtask &step = task.subtasks.at(subtask);
    const QString host = displayText(hosts.labelOf(step), false, 80);
    NodeLook look;
    look.id = step.id;
    look.title = displayText(step.name, false, 4096);
    look.subtitle = !host.isEmpty() ? host : step.parallelIdx ? tr("parallel %1").arg(*step.parallelIdx) : QString();
    look.state = stepState(step);
    look.stateWord = stateWords(step);
    const auto took = elapsed(step, serverNow);
    look.duration = took ? durationText(took) : QString();
    m_states[subtask] = look.state;
    m_searchTexts[subtask] = (look.title + u'\n' + host + u'\n' + step.id.toString()).toLower();
    return m_picture.setNode(m_placeOf.at(subtask), look);
}

void GraphView::updateSteps(const Task &task, const QList<int> &changed, const TaskHosts &hosts, const QDateTime &serverNow)
{
    if (changed.size() > fewChanges) {
        bool any = false;
        for (const int subtask : changed)
            any |= setLook(task, subtask, hosts, serverNow);
        if (any)
            update();
        followNow();
        return;
    }
    for (const int subtask : changed) {
        const StepState before = m_states.at(subtask);
        if (!setLook(task, subtask, hosts, serverNow))
            continue;
        if (before == m_states.at(subtask)) {
            updateStep(subtask);
            continue;
        }
        // Its edges are coloured by the states of their ends.
        if (m_laidOut)
            update(toWidget(m_picture.touchedRect(m_placeOf.at(subtask))).toAlignedRect().adjusted(-2, -2, 2, 2));
        if (m_states.at(subtask) == StepState::Failed && QAccessible::isActive()) {
            QAccessibleEvent event(this, QAccessible::NameChanged);
            event.setChild(m_placeOf.at(subtask));
            QAccessible::updateAccessibility(&event);
        }
    }
    followNow();
}

void GraphView::tick(const Task &task, const TaskHosts &hosts, const QDateTime &serverNow)
{
    for (int i = 0; i < m_states.size() && i < task.subtasks.size(); ++i) {
        const StepState state = m_states.at(i);
        if ((state == StepState::Running || state == StepState::Canceling) && setLook(task, i, hosts, serverNow))
            updateStep(i);
    }
}

void GraphView::updateStep(int subtask)
{
    update(rectOf(subtask).toAlignedRect().adjusted(-8, -8, 8, 8));
}

QRectF GraphView::rectOf(int subtask) const
{
    if (!m_laidOut || subtask < 0 || subtask >= m_placeOf.size())
        return {};
    return toWidget(m_picture.nodeRect(m_placeOf.at(subtask)));
}

int GraphView::stepAt(QPointF position) const
{
    const std::optional<int> place = m_laidOut ? m_picture.nodeAt(toScene(position)) : std::nullopt;
    return place ? m_graph.order().at(*place) : -1;
}

void GraphView::select(int subtask, bool bring)
{
    if (subtask < 0 || subtask >= m_placeOf.size())
        subtask = -1;
    if (subtask != m_selected) {
        const int before = std::exchange(m_selected, subtask);
        updateStep(before);
        updateStep(subtask);
        if (subtask >= 0 && QAccessible::isActive()) {
            QAccessibleEvent event(this, QAccessible::Focus);
            event.setChild(m_placeOf.at(subtask));
            QAccessible::updateAccessibility(&event);
        }
        emit selectionChanged(subtask);
    }
    if (bring && subtask >= 0 && m_laidOut)
        bringIntoView(m_picture.nodeRect(m_placeOf.at(subtask)));
}

int GraphView::nextFailed(bool forward) const
{
    const int count = m_graph.count();
    const int start = m_selected >= 0 ? m_placeOf.at(m_selected) : forward ? -1 : count;
    for (int k = 1; k <= count; ++k) {
        const int place = ((forward ? start + k : start - k) % count + count) % count;
        const int subtask = m_graph.order().at(place);
        if (m_states.at(subtask) == StepState::Failed)
            return subtask;
    }
    return -1;
}

int GraphView::find(const QString &needle, bool forward) const
{
    const int count = m_graph.count();
    const QString wanted = needle.trimmed().toLower();
    if (wanted.isEmpty() || count == 0)
        return -1;
    const int start = m_selected >= 0 ? m_placeOf.at(m_selected) : forward ? -1 : count;
    for (int k = 1; k <= count; ++k) {
        const int place = ((forward ? start + k : start - k) % count + count) % count;
        const int subtask = m_graph.order().at(place);
        if (m_searchTexts.at(subtask).contains(wanted))
            return subtask;
    }
    return -1;
}

void GraphView::setDirection(LayoutDirection direction)
{
    if (direction == m_direction)
        return;
    m_direction = direction;
    m_fitPending = true;
    if (m_graph.count() > 0)
        layOut();
}

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
    if (!m_following || !m_laidOut || m_fitPending)
        return;
    // The first failed step if there is one (that is what the person must see), else the first running one.
    int wanted = -1;
    for (const int subtask : m_graph.order()) {
        const StepState state = m_states.at(subtask);
        if (state == StepState::Failed) {
            wanted = subtask;
            break;
        }
        if (wanted < 0 && (state == StepState::Running || state == StepState::Canceling))
            wanted = subtask;
    }
    if (wanted >= 0)
        bringIntoView(m_picture.nodeRect(m_placeOf.at(wanted)));
}

void GraphView::bringIntoView(const QRectF &sceneRect)
{
    const QRectF inWidget = toWidget(sceneRect);
    const QRectF comfortable = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    if (comfortable.contains(inWidget) || comfortable.isEmpty())
        return;
    // Moved no further than needed, except that what comes next gets room: the step goes a third into the view.
    const QPointF target(rect().center().x() - width() / 6.0, rect().center().y());
    QPointF origin = m_origin;
    if (inWidget.left() < comfortable.left() || inWidget.right() > comfortable.right())
        origin.setX(sceneRect.center().x() - target.x() / m_scale);
    if (inWidget.top() < comfortable.top() || inWidget.bottom() > comfortable.bottom())
        origin.setY(sceneRect.center().y() - target.y() / m_scale);
    setTransform(m_scale, origin);
}

void GraphView::fit()
{
    const QRectF bounds = m_picture.bounds();
    if (bounds.isEmpty() || width() <= 0)
        return;
    const double fitted = std::min((width() - 2 * margin) / bounds.width(), (height() - 2 * margin) / bounds.height());
    const double scale = std::clamp(fitted, leastScale, 1.0);
    setTransform(scale, bounds.center() - QPointF(width(), height()) / 2 / scale);
}

void GraphView::showFirst()
{
    // Sizes mean nothing before the widget is shown.
    if (!m_fitPending || !m_laidOut || !isVisible() || m_picture.bounds().isEmpty())
        return;
    m_fitPending = false;
    const QRectF bounds = m_picture.bounds();
    const double fitted = std::min((width() - 2 * margin) / bounds.width(), (height() - 2 * margin) / bounds.height());
    if (fitted >= readableScale) {
        fit();
    } else if (m_graph.count() <= overviewFrom) {
        // Too long to be read as a whole: begin at its beginning, in a size that can be read.
        const double scale = 0.9;
        const QPointF centre = bounds.center();
        const bool leftRight = m_direction == LayoutDirection::LeftRight;
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
    const QPointF anchor = m_selected >= 0 && m_laidOut ? rectOf(m_selected).center() : QPointF(rect().center());
    zoomBy(1.0 / m_scale, anchor);
}

void GraphView::zoomBy(double factor, QPointF anchor)
{
    const double scale = std::clamp(m_scale * factor, leastScale, mostScale);
    const QPointF fixed = toScene(anchor);
    setTransform(scale, fixed - anchor / scale);
}

void GraphView::setTransform(double scale, QPointF origin)
{
    const double before = m_scale;
    const QPointF originBefore = m_origin;
    m_scale = scale;
    m_origin = origin;
    clampOrigin();
    if (before == m_scale && originBefore == m_origin)
        return;
    update();
    if (before != m_scale)
        emit scaleChanged(m_scale);
}

void GraphView::clampOrigin()
{
    // At least a corner of the picture stays in view: nobody gets lost in emptiness.
    const QRectF bounds = m_picture.bounds();
    if (bounds.isEmpty())
        return;
    const QSizeF view = QSizeF(size()) / m_scale;
    const double keep = std::min(80.0 / m_scale, std::min(view.width(), view.height()) / 2);
    m_origin.setX(std::clamp(m_origin.x(), bounds.left() - view.width() + keep, bounds.right() - keep));
    m_origin.setY(std::clamp(m_origin.y(), bounds.top() - view.height() + keep, bounds.bottom() - keep));
}

void GraphView::userMoved()
{
    setFollowing(false); // who moves the picture wants it to stay there
}

bool GraphView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int subtask = stepAt(help->pos());
        if (subtask >= 0)
            QToolTip::showText(help->globalPos(), describe(subtask).toHtmlEscaped(), this, rectOf(subtask).toAlignedRect());
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void GraphView::paintEvent(QPaintEvent *event)
{
    ++m_paints;
    QPainter painter(this);
    painter.fillRect(event->rect(), m_theme.tokens().window);
    if (!m_laidOut) {
        painter.setPen(m_theme.tokens().dimText);
        painter.drawText(rect(), Qt::AlignCenter, m_graph.count() > 0 ? tr("Laying out %n step(s)…", nullptr, m_graph.count())
                                                                      : tr("This task has no steps"));
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(m_scale, m_scale);
    painter.translate(-m_origin);
    PaintOptions options;
    options.tokens = &m_theme.tokens();
    options.interactive = true;
    if (m_selected >= 0)
        options.selected = m_placeOf.at(m_selected);
    if (m_hovered >= 0)
        options.hovered = m_placeOf.at(m_hovered);
    options.focused = hasFocus();
    const QRectF exposed = event->rect();
    m_picture.paint(painter, QRectF(toScene(exposed.topLeft()), exposed.size() / m_scale), m_scale, options);
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
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_pressed = true;
    m_panning = event->button() == Qt::MiddleButton;
    m_pressAt = event->position();
    m_pressOrigin = m_origin;
}

void GraphView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressed) {
        const QPointF moved = event->position() - m_pressAt;
        if (!m_panning && moved.manhattanLength() > 4) {
            m_panning = true;
            setCursor(Qt::ClosedHandCursor);
            userMoved();
        }
        if (m_panning)
            setTransform(m_scale, m_pressOrigin - moved / m_scale);
        return;
    }
    const int over = stepAt(event->position());
    if (over == m_hovered)
        return;
    const int before = std::exchange(m_hovered, over);
    updateStep(before);
    updateStep(over);
    setCursor(over >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void GraphView::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed)
        return;
    m_pressed = false;
    if (std::exchange(m_panning, false)) {
        unsetCursor();
        return;
    }
    if (event->button() == Qt::LeftButton)
        select(stepAt(event->position()), false);
}

void GraphView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int subtask = stepAt(event->position());
    if (subtask >= 0)
        emit activated(subtask);
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
        moveSelection(event->key());
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected >= 0)
            emit activated(m_selected);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(1.25, rect().center());
        break;
    case Qt::Key_Minus:
        zoomBy(0.8, rect().center());
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void GraphView::moveSelection(int key)
{
    if (m_graph.count() == 0 || !m_laidOut)
        return;
    if (m_selected < 0 || key == Qt::Key_Home) {
        select(m_graph.order().constFirst(), true);
        return;
    }
    if (key == Qt::Key_End) {
        select(m_graph.order().constLast(), true);
        return;
    }
    const bool leftRight = m_direction == LayoutDirection::LeftRight;
    const int downstreamKey = leftRight ? Qt::Key_Right : Qt::Key_Down;
    const int upstreamKey = leftRight ? Qt::Key_Left : Qt::Key_Up;
    const QPointF here = m_picture.nodeRect(m_placeOf.at(m_selected)).center();
    // Along an edge: the neighbour that lies straightest ahead.
    const auto nearest = [&](auto &&nodes, auto &&distance) {
        int best = -1;
        double least = 0;
        for (const int node : nodes) {
            const double d = distance(m_picture.nodeRect(m_placeOf.at(node)).center());
            if (d >= 0 && (best < 0 || d < least)) {
                best = node;
                least = d;
            }
        }
        return best;
    };
    const auto aside = [&](QPointF p) { return leftRight ? std::abs(p.y() - here.y()) : std::abs(p.x() - here.x()); };
    int next = -1;
    if (key == downstreamKey) {
        next = nearest(m_graph.downstreams(m_selected), aside);
    } else if (key == upstreamKey) {
        next = nearest(m_graph.upstreams(m_selected), aside);
    } else {
        // Siblings: same layer, next in that direction.
        const bool later = key == Qt::Key_Down || key == Qt::Key_Right;
        const int layer = m_picture.layout().layer.at(m_placeOf.at(m_selected));
        QList<int> siblings;
        for (const int subtask : m_graph.order()) {
            if (subtask != m_selected && m_picture.layout().layer.at(m_placeOf.at(subtask)) == layer)
                siblings.append(subtask);
        }
        next = nearest(siblings, [&](QPointF p) {
            const double d = leftRight ? p.y() - here.y() : p.x() - here.x();
            return later ? d : -d;
        });
    }
    if (next >= 0)
        select(next, true);
}

void GraphView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_fitPending)
        showFirst();
    else
        clampOrigin();
}

void GraphView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showFirst();
}

void GraphView::leaveEvent(QEvent *)
{
    updateStep(std::exchange(m_hovered, -1));
}

void GraphView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    updateStep(m_selected);
}

void GraphView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    updateStep(m_selected);
}

QString GraphView::describe(int subtask) const
{
    const NodeLook &look = m_picture.node(m_placeOf.at(subtask));
    QStringList parts { look.title.left(200), look.stateWord, look.subtitle, look.duration };
    parts.removeAll(QString());
    QString text = parts.join(u", "_s);
    const int up = int(m_graph.upstreams(subtask).size());
    const int down = int(m_graph.downstreams(subtask).size());
    text += u"; "_s + tr("after %n step(s)", nullptr, up) + u", "_s + tr("before %n step(s)", nullptr, down);
    return text;
}

} // namespace obdesk
