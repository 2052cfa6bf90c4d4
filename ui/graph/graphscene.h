// SPDX-License-Identifier: GPL-3.0-or-later
// What the graph view shows: the plan of the lens, folded and filtered, laid out, with its words and marks. Where it is seen from is
// the view's business.
#pragma once

#include "picture/graphpicture.h"
#include "task/foldedplan.h"
#include "task/steplens.h"

#include <QObject>

#include <atomic>
#include <deque>
#include <memory>

class QTimer;

namespace obdesk {

class GraphScene final : public QObject
{
    Q_OBJECT
public:
    explicit GraphScene(StepLens &lens, QObject *parent = nullptr);
    ~GraphScene() override;

    /// A picture of the lens's present plan is there. While another is being made of the same plan, the old one stays and is still true.
    bool isLaidOut() const { return m_laidOut; }
    const GraphPicture &picture() const { return *m_picture; }
    const FoldedPlan &plan() const { return m_plan; }

    LayoutDirection direction() const { return m_direction; }
    void setDirection(LayoutDirection direction);
    const FoldRules &folds() const { return m_folds; }
    void setFolds(const FoldRules &folds);

    /// The node that shows a subtask; -1 when it is filtered out or not laid out.
    int nodeOf(int subtask) const { return m_laidOut && subtask >= 0 && subtask < m_plan.itemOf.size() ? m_plan.itemOf.at(subtask) : -1; }
    /// The same for the picture that is there, which may still show an earlier plan.
    int drawnNodeOf(SubtaskId id) const;
    /// The first step a drawn node stands for; empty for dots.
    std::optional<SubtaskId> drawnStep(int node) const;
    /// The subtask of a step; of a group the selected one if it is among them, else its first; -1: none.
    int subtaskOf(int node) const;
    /// Name, state, host, duration and neighbours of a node, for tool tips and screen readers. Plain text.
    QString describe(int node) const;

    // Marks. Each repaints what it changes.
    void setCriticalShown(bool shown);
    bool isCriticalShown() const { return m_criticalShown; }
    /// Everything but the selected step, its upstreams and its downstreams grows faint.
    void setRelatedOnly(bool related);
    bool isRelatedOnly() const { return m_relatedOnly; }
    /// Steps that wait for this node are marked; -1: none.
    void setBlastOf(int node);
    /// "Holds back 22 steps on 3 hosts"; empty when nothing waits for it.
    QString blastText(int subtask) const;
    void setSearch(const QString &needle);
    std::span<const NodeMarks> marks() const { return m_marks; }

signals:
    /// Repaint these places (scene units).
    void touched(const QList<QRectF> &rects);
    /// Repaint everything: marks or many states.
    void changed();
    /// Nodes are about to get other places; old ones can still be asked for.
    void aboutToRelayout();
    void relaidOut();
    /// A step has failed.
    void stepFailed(int node);

private:
    struct Place
    {
        FoldedPlan plan;
        LayoutDirection direction = LayoutDirection::LeftRight;
        GraphLayout layout;
    };

    void onPlanChanged();
    void onStepsChanged(const QList<int> &subtasks);
    void onInsights(const QList<int> &subtasks);
    void onTicked();
    void rearrange();
    void layOut(const FoldedPlan &plan);
    void take(const FoldedPlan &plan, GraphPicture picture);
    QList<qreal> formerPlaces(const FoldedPlan &plan) const;
    void updateState(int node);
    NodeKind kindOf(const PlanItem &item) const;
    NodeLook lookOf(int node) const;
    NodeLook groupLook(const PlanItem &item) const;
    StepState groupState(const PlanItem &item) const;
    QList<int> foldedSteps(const PlanItem &item) const;
    void updateMarks();
    void markReach(std::vector<NodeMarks> &marks, int subtask, bool down, NodeMarks mark) const;
    void prepare();

    StepLens &m_lens;
    std::unique_ptr<GraphPicture> m_picture;
    FoldedPlan m_plan;                  // what the picture shows
    TaskGraph m_graphOfPlan;            // whose subtasks the plan speaks of
    LayoutDirection m_direction = LayoutDirection::LeftRight;
    FoldRules m_folds;
    bool m_laidOut = false;
    bool m_rearranging = false;         // a layout is under way
    std::shared_ptr<std::atomic_bool> m_cancelLayout;
    quint64 m_layoutNumber = 0;
    std::deque<Place> m_recent;         // layouts that may come back, the newest first
    bool m_criticalShown = false;
    bool m_relatedOnly = false;
    int m_blastOf = -1;
    QString m_search;
    std::vector<NodeMarks> m_marks;     // per node; empty when there are none
    QTimer *m_preparing = nullptr;
};

} // namespace obdesk
