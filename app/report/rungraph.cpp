// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/rungraph.h"

#include "report/reporttext.h"
#include "report/reportwords.h"
#include "words/causewords.h"
#include "words/plain.h"
#include "words/taskwords.h"

#include <QCoreApplication>
#include <QGuiApplication>

#include <algorithm>
#include <utility>

namespace obdesk {

namespace {

NodeLook lookOf(const RunFacts &facts, const StepRow &row, const Subtask &subtask)
{
    NodeLook look;
    look.id = subtask.id;
    look.title = displayText(subtask.name);
    look.subtitle = stepHostText(row, subtask);
    look.stateWord = stateWords(subtask);
    look.duration = row.duration ? durationText(row.duration) : QString();
    look.state = row.state;
    if (const RunLog *log = row.state == StepState::Failed ? facts.run.logOf(subtask.id) : nullptr)
        look.cause = causeWords(log->cause());
    if (subtask.runTime.value_or(1) > 1)
        look.badges.append(ReportWords::tr("run %1").arg(*subtask.runTime));
    return look;
}

} // namespace

bool canPaint()
{
    return qobject_cast<QGuiApplication *>(QCoreApplication::instance()) != nullptr;
}

GraphPicture runPicture(const RunFacts &facts, LayoutDirection direction)
{
    // Nodes in order of execution: the same plan gives the same picture, however the server sorted it.
    const qsizetype count = facts.steps.size();
    QList<int> numberOf(count);
    for (qsizetype i = 0; i < count; ++i)
        numberOf[facts.steps.at(i).index] = int(i);
    LayoutInput input;
    input.sizes.fill(GraphPicture::nodeSize(), count);
    for (const TaskGraph::Edge edge : facts.graph.edges())
        input.edges.append({ numberOf.at(edge.from), numberOf.at(edge.to) });
    std::sort(input.edges.begin(), input.edges.end(), [](LayoutEdge a, LayoutEdge b) {
        return std::pair(a.from, a.to) < std::pair(b.from, b.to);
    });
    LayoutOptions options;
    options.direction = direction;
    // Between nodes below each other nothing is written: half the room keeps a long chain on fewer pages.
    if (direction == LayoutDirection::TopDown)
        options.layerGap /= 2;

    GraphPicture picture;
    picture.setGraph(layoutDag(input, options), input.edges, direction);
    for (qsizetype i = 0; i < count; ++i) {
        const StepRow &row = facts.steps.at(i);
        picture.setNode(int(i), lookOf(facts, row, facts.subtask(row)));
    }
    return picture;
}

qreal fitScale(const GraphPicture &picture, QSizeF page)
{
    const QSizeF size = picture.bounds().size();
    return std::min(page.width() / std::max(size.width(), 1.0), page.height() / std::max(size.height(), 1.0));
}

GraphPicture runPictureFor(const RunFacts &facts, QSizeF page)
{
    GraphPicture across = runPicture(facts, LayoutDirection::LeftRight);
    const qreal scale = fitScale(across, page);
    if (scale >= 1)
        return across;
    GraphPicture down = runPicture(facts, LayoutDirection::TopDown);
    return fitScale(down, page) > scale ? down : across;
}

} // namespace obdesk
