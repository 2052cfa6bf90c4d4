// SPDX-License-Identifier: GPL-3.0-or-later
#include "task/timelinerows.h"

#include "task/hostmatrix.h"
#include "task/steptext.h"
#include "words/plain.h"
#include "words/stepwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct TimelineRowsWords { Q_DECLARE_TR_FUNCTIONS(TimelineRows) };

QString groupTitle(const MatrixRow &row)
{
    switch (row.kind) {
    case MatrixRow::Kind::Cluster:
        return TimelineRowsWords::tr("Whole cluster");
    case MatrixRow::Kind::Host:
        return displayText(row.label, false, 80);
    case MatrixRow::Kind::Part:
        return TimelineRowsWords::tr("Part %1").arg(row.part + 1);
    }
    return {};
}

} // namespace

void TimelineRows::build(const StepLens &lens, Grouping grouping)
{
    m_grouping = grouping;
    m_stepOf.clear();
    m_headerOf.clear();
    m_titles.clear();
    m_rowOf.fill(-1, lens.count());
    if (grouping == Grouping::Steps) {
        for (const int subtask : lens.graph().order()) {
            if (lens.isShown(subtask))
                addStep(subtask);
        }
        return;
    }
    const HostMatrix matrix = grouping == Grouping::Hosts
            ? hostMatrixOf(lens.task(), lens.phases(), lens.hosts(), [&](int subtask) { return lens.isShown(subtask); })
            : HostMatrix();
    const qsizetype groups = grouping == Grouping::Hosts ? matrix.rows.size() : lens.phases().phases.size();
    QList<QList<int>> members(groups);
    for (const int subtask : lens.graph().order()) {
        if (lens.isShown(subtask))
            members[grouping == Grouping::Hosts ? matrix.places.at(subtask).row : lens.phases().phaseOf.at(subtask)].append(subtask);
    }
    for (int group = 0; group < groups; ++group) {
        if (members.at(group).isEmpty())
            continue;
        addHeader(grouping == Grouping::Hosts ? groupTitle(matrix.rows.at(group)) : phaseText(lens, group));
        for (const int subtask : std::as_const(members[group]))
            addStep(subtask);
    }
}

void TimelineRows::addHeader(const QString &title)
{
    m_titles.insert(count(), title);
    m_headerOf.append(count());
    m_stepOf.append(-1);
}

void TimelineRows::addStep(int subtask)
{
    m_rowOf[subtask] = count();
    m_headerOf.append(m_headerOf.isEmpty() || m_titles.isEmpty() ? -1 : m_headerOf.constLast());
    m_stepOf.append(subtask);
}

TimelineRow TimelineRows::look(const StepLens &lens, int row) const
{
    return stepOf(row) < 0 ? headerLook(lens, row) : stepLook(lens, stepOf(row));
}

TimelineRow TimelineRows::stepLook(const StepLens &lens, int subtask) const
{
    TimelineRow row;
    row.state = lens.state(subtask);
    const QList<StepRun> runs = lens.runsOf(subtask);
    for (qsizetype i = 0; i < runs.size(); ++i) {
        const StepRun &run = runs.at(i);
        const bool isLast = i + 1 == runs.size();
        const bool runsNow = isLast && (run.state == StepState::Running || run.state == StepState::Canceling);
        TimelineBar bar;
        bar.from = run.start.toMSecsSinceEpoch();
        const QDateTime end = run.end ? *run.end : runsNow ? lens.serverNow() : run.start;
        bar.to = std::max(bar.from, end.toMSecsSinceEpoch());
        bar.state = run.state;
        bar.earlier = !isLast;
        bar.onPath = isLast && lens.insights().isOnPath(subtask);
        bar.number = run.number;
        row.bars.append(bar);
    }
    return row;
}

TimelineWords TimelineRows::words(const StepLens &lens, int row, const TimelineRow &look) const
{
    if (look.isHeader)
        return { m_titles.value(row), look.summary, {} };
    TimelineWords words;
    words.title = displayText(lens.step(stepOf(row)).name, false, 200);
    words.detail = m_grouping == Grouping::Hosts ? QString() : placeText(lens, stepOf(row)); // the header says it
    const QList<StepRun> runs = lens.runsOf(stepOf(row));
    for (qsizetype i = 0; i < std::min(runs.size(), look.bars.size()); ++i) {
        const StepRun &run = runs.at(i);
        const TimelineBar &bar = look.bars.at(i);
        const bool runsNow = !bar.earlier && (run.state == StepState::Running || run.state == StepState::Canceling);
        words.bars.append(runs.size() > 1 || run.number > 1 ? runWords(run)
                          : run.end || runsNow              ? durationText(std::chrono::milliseconds(bar.to - bar.from))
                                                            : QString());
    }
    return words;
}

TimelineRow TimelineRows::headerLook(const StepLens &lens, int row) const
{
    std::array<int, 9> counts {};
    int total = 0;
    for (int next = row + 1; next < count() && stepOf(next) >= 0; ++next, ++total)
        ++counts[size_t(lens.state(stepOf(next)))];
    const auto of = [&](StepState state) { return counts.at(size_t(state)); };
    QStringList parts;
    if (of(StepState::Failed) > 0)
        parts.append(TimelineRowsWords::tr("%n failed", nullptr, of(StepState::Failed)));
    if (const int running = of(StepState::Running) + of(StepState::Canceling); running > 0)
        parts.append(TimelineRowsWords::tr("%n running", nullptr, running));
    if (const int done = of(StepState::Successful) + of(StepState::Skipped); done > 0)
        parts.append(TimelineRowsWords::tr("%n done", nullptr, done));
    if (parts.isEmpty())
        parts.append(TimelineRowsWords::tr("%n step(s)", nullptr, total));
    TimelineRow look;
    look.isHeader = true;
    look.summary = parts.join(u" · "_s);
    return look;
}

} // namespace obdesk
