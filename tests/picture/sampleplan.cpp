// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture/sampleplan.h"

namespace obdesk::samples {

using namespace Qt::StringLiterals;

namespace {

QString word(StepState state)
{
    switch (state) {
    case StepState::Successful:
        return u"Done"_s;
    case StepState::Running:
        return u"Running"_s;
    case StepState::Failed:
        return u"Failed"_s;
    default:
        return u"Pending"_s;
    }
}

class PlanMaker
{
public:
    Plan plan;

    void one(const QString &title, StepState state, const QString &duration)
    {
        const int node = add(title, {}, state, duration);
        for (int end : m_ends)
            plan.input.edges.append({end, node});
        m_ends = {node};
    }

    void eachHost(const QString &title, QList<StepState> states, const QStringList &durations)
    {
        QList<int> ends;
        for (int host = 0; host < 3; ++host) {
            const int node = add(title, u"10.20.2.%1"_s.arg(14 + host), states[host], durations.value(host));
            for (int end : m_ends)
                plan.input.edges.append({end, node});
            ends.append(node);
        }
        m_ends = ends;
    }

private:
    int add(const QString &title, const QString &host, StepState state, const QString &duration)
    {
        const int node = int(plan.looks.size());
        plan.input.sizes.append(GraphPicture::nodeSize());
        plan.looks.append({SubtaskId(129'350 + node), title, host, word(state), duration, state, {}, NodeKind::Step, {}});
        return node;
    }

    QList<int> m_ends;
};

} // namespace

Plan addObserverPlan()
{
    constexpr auto done = StepState::Successful;
    constexpr auto waits = StepState::Pending;
    PlanMaker maker;
    maker.one(u"Prepare add observer"_s, done, u"0:02"_s);
    maker.one(u"Reserve host"_s, done, u"0:01"_s);
    maker.one(u"Pre check for install OB"_s, done, u"0:31"_s);
    maker.one(u"Wait node"_s, done, u"0:00"_s);
    maker.eachHost(u"Install rpm"_s, {done, done, done}, {u"1:02"_s, u"1:03"_s, u"1:04"_s});
    maker.one(u"Wait node"_s, done, u"0:00"_s);
    maker.eachHost(u"Make dir for ob"_s, {done, done, done}, {u"0:04"_s, u"0:05"_s, u"0:04"_s});
    maker.one(u"Wait node"_s, done, u"0:00"_s);
    maker.eachHost(u"Start observer process with param"_s, {done, StepState::Failed, StepState::Running},
                   {u"0:48"_s, u"0:12"_s, u"0:41"_s});
    maker.plan.looks.last().badges = {u"run 2"_s};
    maker.one(u"Wait node"_s, waits, {});
    maker.one(u"Add observer"_s, waits, {});
    maker.eachHost(u"Wait observer active"_s, {waits, waits, waits}, {});
    maker.one(u"Wait node"_s, waits, {});
    maker.one(u"Update OB cluster status"_s, waits, {});
    return maker.plan;
}

GraphPicture pictureOf(const Plan &plan, LayoutDirection direction)
{
    LayoutOptions options;
    options.direction = direction;
    GraphPicture picture;
    picture.setGraph(layoutDag(plan.input, options), plan.input.edges, direction);
    for (int node = 0; node < int(plan.looks.size()); ++node)
        picture.setNode(node, plan.looks[node]);
    return picture;
}

} // namespace obdesk::samples
