// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph/graphscene.h"

#include "task/steptext.h"
#include "task/taskprogress.h"
#include "words/plain.h"
#include "words/stepwords.h"
#include "words/taskwords.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <limits>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int layOutAtOnce = 160;       // nodes + edges up to which a layout stays far below a frame
constexpr size_t mostRecent = 4;
constexpr int fewTouched = 16;          // above it one repaint of everything costs less than a ragged region

QList<LayoutEdge> layoutEdges(const FoldedPlan &plan)
{
    QList<LayoutEdge> edges;
    edges.reserve(plan.edges.size());
    for (const TaskGraph::Edge &edge : plan.edges)
        edges.append({ edge.from, edge.to });
    return edges;
}

bool sameArrangement(const FoldedPlan &a, const FoldedPlan &b)
{
    return a.edges == b.edges && a.items == b.items;
}

} // namespace

GraphScene::GraphScene(StepLens &lens, QObject *parent)
    : QObject(parent), m_lens(lens), m_picture(std::make_unique<GraphPicture>()), m_preparing(new QTimer(this))
{
    m_preparing->setInterval(0);
    connect(m_preparing, &QTimer::timeout, this, &GraphScene::prepare);
    connect(&lens, &StepLens::planChanged, this, &GraphScene::onPlanChanged);
    connect(&lens, &StepLens::stepsChanged, this, &GraphScene::onStepsChanged);
    connect(&lens, &StepLens::insightsChanged, this, &GraphScene::onInsights);
    connect(&lens, &StepLens::ticked, this, &GraphScene::onTicked);
    connect(&lens, &StepLens::shownChanged, this, &GraphScene::rearrange);
    connect(&lens, &StepLens::selectionChanged, this, [this] {
        if (m_relatedOnly)
            updateMarks();
    });
    if (lens.count() > 0)
        onPlanChanged();
}

GraphScene::~GraphScene()
{
    if (m_cancelLayout)
        *m_cancelLayout = true;
}

void GraphScene::onPlanChanged()
{
    m_recent.clear(); // their items name subtasks of another plan
    m_laidOut = false;
    m_blastOf = -1;
    m_marks.clear();
    m_preparing->stop();
    m_picture->setLookSource({});
    m_folds.except.clear();
    layOut(foldPlan(m_lens.task(), m_lens.graph(), m_lens.phases(), m_lens.shown(), m_folds));
}

void GraphScene::setDirection(LayoutDirection direction)
{
    if (direction == m_direction)
        return;
    m_direction = direction;
    if (m_lens.count() > 0)
        layOut(foldPlan(m_lens.task(), m_lens.graph(), m_lens.phases(), m_lens.shown(), m_folds));
}

void GraphScene::setFolds(const FoldRules &folds)
{
    if (folds == m_folds)
        return;
    m_folds = folds;
    rearrange();
}

void GraphScene::rearrange()
{
    if (m_lens.count() == 0)
        return;
    const FoldedPlan plan = foldPlan(m_lens.task(), m_lens.graph(), m_lens.phases(), m_lens.shown(), m_folds);
    if (m_laidOut && !m_rearranging && sameArrangement(plan, m_plan)) {
        m_plan = plan;
        return;
    }
    layOut(plan);
}

/// Where the items of `plan` stood in the present picture, across the flow.
QList<qreal> GraphScene::formerPlaces(const FoldedPlan &plan) const
{
    if (m_picture->nodeCount() == 0 || m_picture->direction() != m_direction)
        return {};
    const bool sameSubtasks = m_graphOfPlan.sameShape(m_lens.graph());
    const auto across = [this](int node) {
        const QPointF centre = m_picture->nodeRect(node).center();
        return m_direction == LayoutDirection::LeftRight ? centre.y() : centre.x();
    };
    const auto formerNode = [&](int subtask) {
        const int former = sameSubtasks ? subtask : m_graphOfPlan.indexOf(m_lens.graph().idAt(subtask));
        return former >= 0 && former < m_plan.itemOf.size() ? m_plan.itemOf.at(former) : -1;
    };
    QList<qreal> places(plan.items.size(), std::numeric_limits<qreal>::quiet_NaN());
    bool any = false;
    for (int i = 0; i < plan.items.size(); ++i) {
        const PlanItem &item = plan.items.at(i);
        int node = -1;
        if (item.kind == PlanItem::Kind::Group) {
            for (const int subtask : m_lens.phases().columns.at(item.column).subtasks) {
                if (node = formerNode(subtask); node >= 0)
                    break;
            }
        } else if (item.subtask >= 0) {
            node = formerNode(item.subtask);
        }
        if (node >= 0) {
            places[i] = across(node);
            any = true;
        }
    }
    return any ? places : QList<qreal>();
}

void GraphScene::layOut(const FoldedPlan &plan)
{
    ++m_layoutNumber;
    if (m_cancelLayout)
        *m_cancelLayout = true;
    const auto known = std::find_if(m_recent.cbegin(), m_recent.cend(), [&](const Place &place) {
        return place.direction == m_direction && sameArrangement(place.plan, plan);
    });
    QList<LayoutEdge> edges = layoutEdges(plan);
    if (known != m_recent.cend()) {
        // Seen before: exactly as it was.
        GraphPicture picture;
        picture.setGraph(known->layout, std::move(edges), m_direction);
        take(plan, std::move(picture));
        return;
    }
    LayoutInput input;
    input.sizes.reserve(plan.items.size());
    for (const PlanItem &item : plan.items)
        input.sizes.append(GraphPicture::nodeSize(kindOf(item)));
    input.edges = edges;
    input.before = formerPlaces(plan);
    LayoutOptions options;
    options.direction = m_direction;
    const auto make = [direction = m_direction](const LayoutInput &in, const LayoutOptions &with) -> std::shared_ptr<GraphPicture> {
        GraphLayout layout = layoutDag(in, with);
        if (layout.cancelled)
            return {};
        auto picture = std::make_shared<GraphPicture>();
        picture->setGraph(std::move(layout), in.edges, direction);
        return picture;
    };
    if (input.sizes.size() + input.edges.size() <= layOutAtOnce) {
        take(plan, std::move(*make(input, options)));
        return;
    }
    m_rearranging = true;
    m_cancelLayout = std::make_shared<std::atomic_bool>(false);
    // The worker knows this scene only through a guarded pointer that is looked at on this thread.
    QThreadPool::globalInstance()->start([scene = QPointer<GraphScene>(this), application = QCoreApplication::instance(), input, options, plan, make,
                                          cancel = m_cancelLayout, number = m_layoutNumber]() mutable {
        options.cancelled = cancel.get();
        const std::shared_ptr<GraphPicture> picture = make(input, options);
        QMetaObject::invokeMethod(application, [scene, picture, plan, number] {
            if (scene && picture && scene->m_layoutNumber == number)
                scene->take(plan, std::move(*picture));
        }, Qt::QueuedConnection);
    });
}

void GraphScene::take(const FoldedPlan &plan, GraphPicture picture)
{
    m_rearranging = false;
    emit aboutToRelayout();
    *m_picture = std::move(picture);
    m_plan = plan;
    m_graphOfPlan = m_lens.graph();
    m_laidOut = true;
    m_blastOf = -1;
    m_recent.push_front({ plan, m_direction, m_picture->layout() });
    if (m_recent.size() > mostRecent)
        m_recent.pop_back();
    m_picture->setLookSource([this](int node) { return lookOf(node); });
    for (int node = 0; node < m_plan.items.size(); ++node)
        updateState(node);
    updateMarks();
    m_preparing->start();
    emit relaidOut();
    // States moved on while the layout was made: who runs or fails may want out of its group.
    if (m_folds != FoldRules() || !m_lens.filter().isEmpty())
        rearrange();
}

void GraphScene::prepare()
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 3) {
        if (!m_picture->prepareSome(16)) {
            m_preparing->stop();
            return;
        }
    }
}

NodeKind GraphScene::kindOf(const PlanItem &item) const
{
    switch (item.kind) {
    case PlanItem::Kind::Group:
        return NodeKind::Group;
    case PlanItem::Kind::Joint:
        return item.subtask >= 0 ? NodeKind::Joint : NodeKind::Dot;
    case PlanItem::Kind::Step:
        break;
    }
    return NodeKind::Step;
}

QList<int> GraphScene::foldedSteps(const PlanItem &item) const
{
    QList<int> steps;
    for (const int subtask : m_lens.phases().columns.at(item.column).subtasks) {
        if (m_lens.isShown(subtask) && !wantsTheEye(m_lens.state(subtask)))
            steps.append(subtask);
    }
    return steps;
}

StepState GraphScene::groupState(const PlanItem &item) const
{
    std::optional<StepState> all;
    for (const int subtask : foldedSteps(item)) {
        const StepState state = m_lens.state(subtask);
        if (all && *all != state)
            return StepState::Pending;  // some wait still
        all = state;
    }
    return all.value_or(StepState::Pending);
}

void GraphScene::updateState(int node)
{
    const PlanItem &item = m_plan.items.at(node);
    const NodeKind kind = kindOf(item);
    const StepState state = kind == NodeKind::Group ? groupState(item) : item.subtask >= 0 ? m_lens.state(item.subtask) : StepState::Pending;
    m_picture->setState(node, kind, state);
}

NodeLook GraphScene::groupLook(const PlanItem &item) const
{
    NodeLook look;
    look.kind = NodeKind::Group;
    const PlanColumn &column = m_lens.phases().columns.at(item.column);
    look.title = displayText(column.name, false, 400);
    look.state = groupState(item);
    look.counts.fill(0, int(StepState::RolledBack) + 1);
    for (const int subtask : column.subtasks)
        ++look.counts[int(m_lens.state(subtask))];
    look.id = m_lens.step(column.subtasks.constFirst()).id;
    QStringList words;
    const int done = look.counts.at(int(StepState::Successful)) + look.counts.at(int(StepState::Skipped));
    const std::initializer_list<std::pair<int, QString>> parts {
        { done, tr("%n done", nullptr, done) },
        { look.counts.at(int(StepState::Failed)), tr("%n failed", nullptr, look.counts.at(int(StepState::Failed))) },
        { look.counts.at(int(StepState::Running)), tr("%n running", nullptr, look.counts.at(int(StepState::Running))) },
    };
    for (const auto &[count, text] : parts) {
        if (count > 0)
            words.append(text);
    }
    const int rest = int(column.subtasks.size()) - done - look.counts.at(int(StepState::Failed)) - look.counts.at(int(StepState::Running));
    if (rest > 0)
        words.append(tr("%n waiting", nullptr, rest));
    look.stateWord = words.join(u", "_s);
    look.badges.append(u"× %1"_s.arg(column.subtasks.size()));
    return look;
}

NodeLook GraphScene::lookOf(int node) const
{
    const PlanItem &item = m_plan.items.at(node);
    if (item.kind == PlanItem::Kind::Group)
        return groupLook(item);
    NodeLook look;
    look.kind = kindOf(item);
    if (item.subtask < 0) {
        look.state = StepState::Pending;
        return look;
    }
    const Subtask &step = m_lens.step(item.subtask);
    const QString &host = m_lens.traits(item.subtask).host;
    look.id = step.id;
    look.title = displayText(step.name, false, 400);
    look.subtitle = !host.isEmpty() ? host : parallelWords(step.parallelIdx);
    look.state = m_lens.state(item.subtask);
    look.stateWord = stateWords(step);
    const auto took = elapsed(step, m_lens.serverNow());
    look.duration = took ? durationText(took) : QString();
    look.cause = causeText(m_lens, item.subtask);
    const FailureCauses::Role role = m_lens.insights().role(item.subtask);
    if (const QString cause = causeWord(role); !cause.isEmpty())
        look.badges.append(cause);
    for (const StepWarning &warning : m_lens.insights().warnings(item.subtask))
        look.badges.append(warningBadge(warning));
    return look;
}

void GraphScene::onInsights(const QList<int> &subtasks)
{
    if (!m_laidOut)
        return;
    QList<QRectF> rects;
    for (const int subtask : subtasks) {
        if (const int node = nodeOf(subtask); node >= 0 && m_picture->refresh(node))
            rects.append(m_picture->touched(node).constFirst());
    }
    if (rects.size() > fewTouched)
        emit changed();
    else if (!rects.isEmpty())
        emit touched(rects);
    if (m_criticalShown)
        updateMarks();
}

void GraphScene::onStepsChanged(const QList<int> &subtasks)
{
    if (!m_laidOut)
        return;
    QSet<int> nodes;
    QList<int> failed;
    for (const int subtask : subtasks) {
        int node = nodeOf(subtask);
        // The bar of a group counts those beside it too.
        const int column = m_lens.phases().columnOf.at(subtask);
        if (isFolded(m_folds, column, m_lens.phases(), m_lens.task())) {
            for (const int sibling : m_lens.phases().columns.at(column).subtasks) {
                if (const int other = nodeOf(sibling); other >= 0 && m_plan.items.at(other).kind == PlanItem::Kind::Group) {
                    nodes.insert(other);
                    break;
                }
            }
        }
        if (node < 0)
            continue;
        if (m_lens.state(subtask) == StepState::Failed && m_picture->state(node) != StepState::Failed)
            failed.append(node);
        nodes.insert(node);
    }
    QList<QRectF> rects;
    bool any = false;
    const bool many = nodes.size() > fewTouched;
    for (const int node : std::as_const(nodes)) {
        const StepState before = m_picture->state(node);
        updateState(node);
        const bool otherState = before != m_picture->state(node);
        if (!m_picture->refresh(node) && !otherState)
            continue;
        any = true;
        if (!many)
            rects.append(otherState ? m_picture->touched(node) : m_picture->touched(node).first(1));
    }
    if (any && many)
        emit changed();
    else if (any)
        emit touched(rects);
    for (const int node : std::as_const(failed))
        emit stepFailed(node);
    if (m_folds != FoldRules())
        rearrange();
}

void GraphScene::onTicked()
{
    if (!m_laidOut)
        return;
    QList<QRectF> rects;
    for (int node = 0; node < m_plan.items.size(); ++node) {
        const StepState state = m_picture->state(node);
        if ((state == StepState::Running || state == StepState::Canceling) && m_picture->refresh(node))
            rects.append(m_picture->touched(node).constFirst());
    }
    if (!rects.isEmpty())
        emit touched(rects);
}

int GraphScene::subtaskOf(int node) const
{
    if (node < 0 || node >= m_plan.items.size())
        return -1;
    const PlanItem &item = m_plan.items.at(node);
    if (item.kind != PlanItem::Kind::Group)
        return item.subtask;
    if (nodeOf(m_lens.selected()) == node)
        return m_lens.selected();
    return foldedSteps(item).value(0, -1);
}

int GraphScene::drawnNodeOf(SubtaskId id) const
{
    const int subtask = m_graphOfPlan.indexOf(id);
    return subtask >= 0 ? m_plan.itemOf.at(subtask) : -1;
}

std::optional<SubtaskId> GraphScene::drawnStep(int node) const
{
    const PlanItem &item = m_plan.items.at(node);
    if (item.subtask >= 0)
        return m_graphOfPlan.idAt(item.subtask);
    const auto first = std::find(m_plan.itemOf.cbegin(), m_plan.itemOf.cend(), node);
    return first != m_plan.itemOf.cend() ? std::optional(m_graphOfPlan.idAt(int(first - m_plan.itemOf.cbegin()))) : std::nullopt;
}

QString GraphScene::describe(int node) const
{
    const NodeLook &look = m_picture->node(node);
    QStringList parts { look.title.left(200), look.stateWord, look.subtitle, look.duration };
    parts += look.badges;
    parts.removeAll(QString());
    QString text = parts.join(u", "_s);
    const int subtask = m_plan.items.at(node).subtask;
    if (subtask < 0)
        return text;
    if (const QString cause = causeText(m_lens, subtask); !cause.isEmpty())
        text += u"; "_s + cause;
    if (const QString neighbours = neighbourText(m_lens, subtask); !neighbours.isEmpty())
        text += u"; "_s + neighbours;
    return text;
}

} // namespace obdesk
