// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stepmodel.h"

#include "task/steptext.h"
#include "task/taskprogress.h"
#include "theme/icons.h"
#include "words/plain.h"
#include "words/stepwords.h"
#include "words/taskwords.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qsizetype mostIds = 12;           // shown in a cell; copies have all

QString isoText(const std::optional<QDateTime> &time)
{
    return time ? time->toUTC().toString(Qt::ISODate) : QString();
}

QString secondsText(std::optional<milliseconds> duration)
{
    return duration ? QString::number(duration->count() / 1000) : QString();
}

template<typename T>
int compared(const T &a, const T &b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

/// First and last column whose value differs; first > last when none does.
std::pair<int, int> differingColumns(const Subtask &a, const Subtask &b)
{
    using M = StepModel;
    int first = M::ColumnCount;
    int last = -1;
    const auto look = [&](int column, bool same) {
        if (!same) {
            first = std::min(first, column);
            last = std::max(last, column);
        }
    };
    look(M::NameColumn, a.name == b.name);
    look(M::StateColumn, a.status == b.status && stepState(a) == stepState(b));
    look(M::StartedColumn, runStart(a) == runStart(b));
    look(M::FinishedColumn, a.finishTime == b.finishTime);
    look(M::DurationColumn, runStart(a) == runStart(b) && a.finishTime == b.finishTime && a.status == b.status);
    look(M::LimitColumn, a.timeout == b.timeout);
    look(M::RunColumn, a.runTime == b.runTime);
    look(M::OperationColumn, a.operation == b.operation);
    look(M::PartColumn, a.parallelIdx == b.parallelIdx);
    look(M::ExecutorColumn, a.executor == b.executor);
    look(M::NodeTypeColumn, a.nodeType == b.nodeType);
    look(M::SeriesColumn, a.seriesId == b.seriesId);
    look(M::CreatedColumn, a.createTime == b.createTime);
    look(M::DescriptionColumn, a.description == b.description);
    return { first, last };
}

} // namespace

StepModel::StepModel(StepLens &lens, const Theme &theme, QObject *parent) : QAbstractTableModel(parent), m_lens(lens), m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (m_rows > 0)
            emit dataChanged(index(0, StateColumn), index(m_rows - 1, StateColumn), { Qt::DecorationRole, Qt::ForegroundRole });
    });
    connect(&lens, &StepLens::planChanged, this, &StepModel::takePlan);
    connect(&lens, &StepLens::stepsChanged, this, &StepModel::takeSteps);
    connect(&lens, &StepLens::insightsChanged, this, &StepModel::takeInsights);
    connect(&lens, &StepLens::ticked, this, &StepModel::takeTime);
    takePlan();
}

void StepModel::takePlan()
{
    beginResetModel();
    m_rows = m_lens.count();
    m_steps = m_lens.task().subtasks;
    m_hosts = m_lens.hosts();
    m_slack = m_lens.insights().criticalPath().slack;
    endResetModel();
}

void StepModel::takeSteps(const QList<int> &subtasks)
{
    const QList<Subtask> before = m_steps;
    m_steps = m_lens.task().subtasks;
    const bool otherHosts = std::exchange(m_hosts, m_lens.hosts()) != m_lens.hosts();
    QList<Change> changes;
    for (const int subtask : subtasks) {
        const auto [first, last] = differingColumns(before.at(subtask), m_steps.at(subtask));
        if (first <= last)
            changes.append({ rowOf(subtask), first, last });
    }
    tell(changes);
    if (otherHosts && m_rows > 0)
        emit dataChanged(index(0, PlaceColumn), index(m_rows - 1, PlaceColumn));
    takeSlack();
}

void StepModel::takeInsights(const QList<int> &subtasks)
{
    QList<Change> changes;
    for (const int subtask : subtasks)
        changes.append({ rowOf(subtask), SlackColumn, NotesColumn }); // with what it holds back between them
    tell(changes);
    takeSlack();
}

void StepModel::takeTime()
{
    QList<Change> changes;
    for (int row = 0; row < m_rows; ++row) {
        const StepState state = m_lens.state(subtaskAt(row));
        if (state == StepState::Running || state == StepState::Canceling)
            changes.append({ row, DurationColumn, DurationColumn });
    }
    tell(changes);
    takeSlack();
}

void StepModel::takeSlack()
{
    const QList<milliseconds> &slack = m_lens.insights().criticalPath().slack;
    QList<Change> changes;
    for (int row = 0; row < m_rows; ++row) {
        if (slack.at(subtaskAt(row)) != m_slack.at(subtaskAt(row)))
            changes.append({ row, SlackColumn, SlackColumn });
    }
    m_slack = slack;
    tell(changes);
}

void StepModel::tell(QList<Change> changes)
{
    std::sort(changes.begin(), changes.end(), [](const Change &a, const Change &b) { return a.row < b.row; });
    for (qsizetype i = 0; i < changes.size();) {
        qsizetype end = i + 1;
        while (end < changes.size() && changes.at(end).row == changes.at(end - 1).row + 1 && changes.at(end).first == changes.at(i).first
               && changes.at(end).last == changes.at(i).last)
            ++end;
        emit dataChanged(index(changes.at(i).row, changes.at(i).first), index(changes.at(end - 1).row, changes.at(i).last));
        i = end;
    }
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int StepModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString StepModel::joinedIds(int subtask, bool upstream, qsizetype most) const
{
    const auto nodes = upstream ? m_lens.graph().upstreams(subtask) : m_lens.graph().downstreams(subtask);
    QStringList ids;
    for (const int node : nodes) {
        if (ids.size() == most)
            break;
        ids.append(m_lens.graph().idAt(node).toString());
    }
    const QString text = ids.join(u' ');
    return qsizetype(nodes.size()) > ids.size() ? tr("%1 … %n in total", nullptr, int(nodes.size())).arg(text) : text;
}

QString StepModel::notes(int subtask) const
{
    QStringList parts { causeWord(m_lens.insights().role(subtask)) };
    for (const StepWarning &warning : m_lens.insights().warnings(subtask))
        parts.append(warningBadge(warning));
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

bool StepModel::hasValue(int row, int column) const
{
    const int subtask = subtaskAt(row);
    const Subtask &step = m_lens.step(subtask);
    switch (column) {
    case StartedColumn:
        return runStart(step).has_value();
    case FinishedColumn:
        return step.finishTime.has_value();
    case DurationColumn:
        return elapsed(step, m_lens.serverNow()).has_value();
    case LimitColumn:
        return step.timeout && step.timeout->count() > 0;
    case RunColumn:
        return step.runTime.value_or(0) > 0;
    case HeldBackColumn:
        return m_lens.insights().heldBack(subtask).steps > 0;
    case PartColumn:
        return step.parallelIdx.has_value();
    case SeriesColumn:
        return step.seriesId.has_value();
    case CreatedColumn:
        return step.createTime.has_value();
    case StateColumn:
    case PhaseColumn:
    case SlackColumn:
    case IdColumn:
        return true;
    case UpstreamColumn:
        return !m_lens.graph().upstreams(subtask).empty();
    case DownstreamColumn:
        return !m_lens.graph().downstreams(subtask).empty();
    default:
        return !fullText(row, column).isEmpty();
    }
}

int StepModel::compare(int row, int otherRow, int column) const
{
    const int a = subtaskAt(row);
    const int b = subtaskAt(otherRow);
    const Subtask &left = m_lens.step(a);
    const Subtask &right = m_lens.step(b);
    const StepInsights &insights = m_lens.insights();
    switch (column) {
    case NameColumn:
        return left.name.compare(right.name, Qt::CaseInsensitive);
    case StateColumn:
        return compared(m_lens.state(a), m_lens.state(b));
    case PhaseColumn:
        return compared(m_lens.traits(a).phase, m_lens.traits(b).phase);
    case StartedColumn:
        return compared(runStart(left), runStart(right));
    case FinishedColumn:
        return compared(left.finishTime, right.finishTime);
    case DurationColumn:
        return compared(elapsed(left, m_lens.serverNow()), elapsed(right, m_lens.serverNow()));
    case LimitColumn:
        return compared(left.timeout, right.timeout);
    case RunColumn:
        return compared(left.runTime, right.runTime);
    case SlackColumn:
        return compared(insights.slack(a), insights.slack(b));
    case HeldBackColumn:
        return compared(insights.heldBack(a).steps, insights.heldBack(b).steps);
    case PartColumn:
        return compared(left.parallelIdx, right.parallelIdx);
    case IdColumn:
        return compared(left.id, right.id);
    case SeriesColumn:
        return compared(left.seriesId, right.seriesId);
    case UpstreamColumn:
        return compared(m_lens.graph().upstreams(a).size(), m_lens.graph().upstreams(b).size());
    case DownstreamColumn:
        return compared(m_lens.graph().downstreams(a).size(), m_lens.graph().downstreams(b).size());
    case CreatedColumn:
        return compared(left.createTime, right.createTime);
    default:
        return fullText(row, column).compare(fullText(otherRow, column), Qt::CaseInsensitive);
    }
}

QString StepModel::text(int row, int column) const
{
    const int subtask = subtaskAt(row);
    switch (column) {
    case UpstreamColumn:
    case DownstreamColumn:
        return joinedIds(subtask, column == UpstreamColumn, mostIds);
    case DescriptionColumn:
        return displayText(m_lens.step(subtask).description, false, 300);
    default:
        return fullText(row, column);
    }
}

QString StepModel::fullText(int row, int column) const
{
    const int subtask = subtaskAt(row);
    const Subtask &step = m_lens.step(subtask);
    const auto time = [this](const std::optional<QDateTime> &at) { return at ? timeText(*at, m_lens.serverNow()) : QString(); };
    switch (column) {
    case NameColumn:
        return displayText(step.name);
    case PlaceColumn:
        return placeText(m_lens, subtask);
    case StateColumn:
        return stateWords(step);
    case PhaseColumn:
        return phaseText(m_lens, m_lens.traits(subtask).phase);
    case StartedColumn:
        return time(runStart(step));
    case FinishedColumn:
        return time(step.finishTime);
    case DurationColumn:
        return hasValue(row, column) ? durationText(elapsed(step, m_lens.serverNow())) : QString();
    case LimitColumn:
        return hasValue(row, column) ? durationText(milliseconds(*step.timeout)) : QString();
    case RunColumn:
        return hasValue(row, column) ? QString::number(*step.runTime) : QString();
    case SlackColumn:
        return m_lens.insights().isOnPath(subtask) ? tr("critical") : durationText(m_lens.insights().slack(subtask));
    case HeldBackColumn:
        return hasValue(row, column) ? QString::number(m_lens.insights().heldBack(subtask).steps) : QString();
    case NotesColumn:
        return notes(subtask);
    case OperationColumn:
        return step.operation.isKnown() ? operationWord(step.operation.value) : displayText(step.operation.text, false, 64);
    case PartColumn:
        return step.parallelIdx ? QString::number(*step.parallelIdx) : QString();
    case ExecutorColumn:
        return displayText(step.executor);
    case NodeTypeColumn:
        return displayText(step.nodeType);
    case IdColumn:
        return step.id.toString();
    case SeriesColumn:
        return step.seriesId ? QString::number(*step.seriesId) : QString();
    case UpstreamColumn:
    case DownstreamColumn:
        return joinedIds(subtask, column == UpstreamColumn, m_rows);
    case CreatedColumn:
        return time(step.createTime);
    case DescriptionColumn:
        return displayText(step.description);
    default:
        return {};
    }
}

QString StepModel::rawText(int row, int column) const
{
    const int subtask = subtaskAt(row);
    const Subtask &step = m_lens.step(subtask);
    switch (column) {
    case StartedColumn:
        return isoText(runStart(step));
    case FinishedColumn:
        return isoText(step.finishTime);
    case CreatedColumn:
        return isoText(step.createTime);
    case DurationColumn:
        return secondsText(elapsed(step, m_lens.serverNow()));
    case LimitColumn:
        return hasValue(row, column) ? secondsText(milliseconds(*step.timeout)) : QString();
    case SlackColumn:
        return secondsText(m_lens.insights().slack(subtask));
    default:
        return fullText(row, column);
    }
}

QString StepModel::rawHeading(int column) const
{
    const QString heading = headerData(column, Qt::Horizontal).toString();
    switch (column) {
    case DurationColumn:
    case LimitColumn:
    case SlackColumn:
        return tr("%1 (s)", "heading of a column with durations in seconds").arg(heading);
    default:
        return heading;
    }
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (index.row() >= m_lens.count()) // the lens has a new plan, of which this has not heard yet
        return {};
    const int subtask = subtaskAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        return asToolTip(index.column() == DescriptionColumn ? displayText(m_lens.step(subtask).description, true, 1000)
                                                             : stepSummary(m_lens, subtask));
    case Qt::DecorationRole:
        return index.column() == StateColumn ? QVariant(stateIcon(m_lens.state(subtask), m_theme.tokens())) : QVariant();
    case Qt::ForegroundRole:
        return index.column() == StateColumn ? QVariant(stateTextColor(m_theme.tokens(), m_lens.state(subtask))) : QVariant();
    case Qt::TextAlignmentRole:
        switch (index.column()) {
        case DurationColumn:
        case LimitColumn:
        case RunColumn:
        case SlackColumn:
        case HeldBackColumn:
        case PartColumn:
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        default:
            return {};
        }
    case SubtaskRole:
        return subtask;
    case StateRole:
        return index.column() == StateColumn ? QVariant(int(m_lens.state(subtask))) : QVariant();
    default:
        return {};
    }
}

QVariant StepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= 0 && section < ColumnCount && m_rows > 0)
        return data(index(0, section), role);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Step");
    case PlaceColumn:
        return tr("Host");
    case StateColumn:
        return tr("State");
    case PhaseColumn:
        return tr("Phase");
    case StartedColumn:
        return tr("Started");
    case FinishedColumn:
        return tr("Finished");
    case DurationColumn:
        return tr("Duration");
    case LimitColumn:
        return tr("Time limit");
    case RunColumn:
        return tr("Run");
    case SlackColumn:
        return tr("Slack", "how much later a step could end without delaying the task");
    case HeldBackColumn:
        return tr("Holds back");
    case NotesColumn:
        return tr("Notes");
    case OperationColumn:
        return tr("Operation");
    case PartColumn:
        return tr("Parallel index");
    case ExecutorColumn:
        return tr("Executor");
    case NodeTypeColumn:
        return tr("Node type");
    case IdColumn:
        return tr("Id");
    case SeriesColumn:
        return tr("Series id");
    case UpstreamColumn:
        return tr("Upstream");
    case DownstreamColumn:
        return tr("Downstream");
    case CreatedColumn:
        return tr("Created");
    case DescriptionColumn:
        return tr("Description");
    default:
        return {};
    }
}

} // namespace obdesk
