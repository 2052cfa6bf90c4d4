// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/reporttext.h"

#include "picture/tokens.h"
#include "report/logexcerpt.h"
#include "report/reportwords.h"
#include "words/environmentwords.h"
#include "words/causewords.h"
#include "words/plain.h"
#include "words/readingwords.h"
#include "words/stepwords.h"
#include "words/taskwords.h"

#include <QUrl>

#include <algorithm>
#include <cstdlib>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr auto timeFormat = "yyyy-MM-dd HH:mm:ss"_L1;

QString offsetText(int seconds)
{
    const int minutes = std::abs(seconds) / 60;
    return u"%1%2:%3"_s.arg(QChar(seconds < 0 ? u'-' : u'+')).arg(minutes / 60, 2, 10, '0'_L1).arg(minutes % 60, 2, 10, '0'_L1);
}

/// Collects facts; those without a value are left out.
class Group
{
public:
    explicit Group(const QString &title) { m_group.title = title; }
    void add(const QString &label, const QString &value)
    {
        if (!value.isEmpty())
            m_group.facts.append({ label, value });
    }
    void addTo(QList<FactGroup> &groups) const
    {
        if (!m_group.facts.isEmpty())
            groups.append(m_group);
    }

private:
    FactGroup m_group;
};

/// A name in a script that runs from right to left must not pull what follows it (numbers, mostly) to its other side.
QString isolated(const QString &name)
{
    const bool rightToLeft = std::any_of(name.begin(), name.end(), [](QChar c) {
        return c.direction() == QChar::DirR || c.direction() == QChar::DirAL;
    });
    return rightToLeft ? QChar(0x2068) + name + QChar(0x2069) : name; // first strong isolate … pop
}

template<typename IdType>
QString named(const QString &name, const std::optional<IdType> &id)
{
    if (!id)
        return isolated(displayText(name));
    return name.isEmpty() ? id->toString() : u"%1 (%2)"_s.arg(isolated(displayText(name)), id->toString());
}

QString joined(const QStringList &texts)
{
    constexpr qsizetype most = 20;
    QStringList shown;
    for (const QString &text : texts.first(std::min(most, texts.size())))
        shown.append(isolated(displayText(text)));
    if (texts.size() > most)
        shown.append(ReportWords::tr("and %1 more").arg(texts.size() - most));
    return shown.join(", "_L1);
}

} // namespace

QString clusterName(const ClusterRef &cluster)
{
    return named(cluster.name, cluster.id);
}

namespace {

QString clusterText(const Task &task)
{
    if (!task.cluster)
        return {};
    const QString text = clusterName(*task.cluster);
    return task.cluster->obClusterId ? ReportWords::tr("%1, cluster id in OceanBase %2").arg(text).arg(*task.cluster->obClusterId) : text;
}

Group whatGroup(const RunFacts &facts)
{
    const Task &task = facts.run.task;
    Group group(ReportWords::tr("What"));
    group.add(ReportWords::tr("Task"), task.id.toString());
    group.add(ReportWords::tr("Type"), displayText(task.type));
    group.add(ReportWords::tr("Operation"), task.operation.isKnown() ? operationWord(task.operation.value) : displayText(task.operation.text));
    group.add(ReportWords::tr("Progress"), progressText(facts));
    group.add(ReportWords::tr("Reason"), displayText(facts.run.reason));
    group.add(ReportWords::tr("Trace id"), displayText(facts.run.traceId));
    return group;
}

Group whereGroup(const RunFacts &facts)
{
    const Run &run = facts.run;
    Group group(ReportWords::tr("Where"));
    group.add(ReportWords::tr("Environment"), facts.knowsConnection() ? environmentWord(run.environment) : QString());
    group.add(ReportWords::tr("Connection"), displayText(run.connectionName));
    group.add(ReportWords::tr("Address"), displayText(run.connectionUrl.adjusted(QUrl::RemoveUserInfo).toString()));
    group.add(ReportWords::tr("Cluster"), clusterText(run.task));
    group.add(ReportWords::tr("Tenant"), run.task.tenant ? named(run.task.tenant->name, run.task.tenant->id) : QString());
    group.add(facts.zones.size() == 1 ? ReportWords::tr("Zone") : ReportWords::tr("Zones"), joined(facts.zones));
    group.add(facts.hosts.size() == 1 ? ReportWords::tr("Host") : ReportWords::tr("Hosts"), joined(facts.hosts));
    return group;
}

Group whoGroup(const RunFacts &facts)
{
    Group group(ReportWords::tr("Who"));
    group.add(ReportWords::tr("Created by"), displayText(facts.run.task.creator));
    group.add(ReportWords::tr("Logged in as"), displayText(facts.run.user));
    group.add(ReportWords::tr("Run by OCP node"), displayText(facts.run.task.executor));
    return group;
}

Group whenGroup(const RunFacts &facts)
{
    const Task &task = facts.run.task;
    Group group(ReportWords::tr("When"));
    group.add(ReportWords::tr("Started"), LocalTimes::full(task.startTime));
    if (isTerminal(task.status.value))
        group.add(ReportWords::tr("Finished"), LocalTimes::full(task.finishTime));
    group.add(ReportWords::tr("Elapsed"), durationText(facts.elapsed));
    group.add(facts.run.stale ? ReportWords::tr("Last answer of OCP") : ReportWords::tr("Report made"), LocalTimes::full(facts.run.takenAt));
    return group;
}

QString stepTitle(const StepRow &row, const Subtask &subtask)
{
    QStringList title { QString::number(row.number), isolated(displayText(subtask.name)) };
    if (const QString host = stepHostText(row, subtask); !host.isEmpty())
        title.append(host);
    return title.join(u" · "_s);
}

/// "1 · execute · 2023-01-17 11:36:05 – 11:36:06 · Failed: no space"
QString attemptLine(int number, const StepAttempt &attempt, const LocalTimes &times)
{
    QStringList parts { QString::number(number) };
    const QString operation = operationWord(attempt.operation.value);
    if (!operation.isEmpty())
        parts.append(operation);
    else if (!attempt.operation.text.isEmpty())
        parts.append(displayText(attempt.operation.text, false, 64));
    if (attempt.start)
        parts.append(attempt.end ? u"%1 – %2"_s.arg(times.cell(attempt.start), times.after(attempt.end, attempt.start)) : times.cell(attempt.start));
    const QString cause = causeWords(attempt.cause);
    const QString outcome = outcomeWord(attempt.outcome);
    parts.append(cause.isEmpty() || attempt.cause.kind != StepCause::Kind::Failure ? (cause.isEmpty() ? outcome : cause)
                                                                                   : ReportWords::tr("%1: %2").arg(outcome, cause));
    return parts.join(u" · "_s);
}

QString logNote(const RunLog *log)
{
    if (!log)
        return ReportWords::tr("The log of this step is not part of this report.");
    if (log->text.isEmpty() && log->truncated)
        return ReportWords::tr("The text of the log is not kept.");
    if (log->text.trimmed().isEmpty())
        return ReportWords::tr("OCP has no log of this step.");
    return log->truncated ? ReportWords::tr("Only the end of the log is kept.") : QString();
}

} // namespace

LocalTimes::LocalTimes(const Run &run)
{
    const QDateTime reference = run.task.startTime.value_or(run.takenAt);
    if (reference.isValid())
        m_offsetSeconds = reference.toLocalTime().offsetFromUtc();
}

QString LocalTimes::full(const std::optional<QDateTime> &time)
{
    if (!time || !time->isValid())
        return u"–"_s;
    const QDateTime local = time->toLocalTime();
    return local.toString(QString(timeFormat)) + u' ' + offsetText(local.offsetFromUtc());
}

QString LocalTimes::cell(const std::optional<QDateTime> &time) const
{
    if (!time || !time->isValid())
        return u"–"_s;
    const QDateTime local = time->toLocalTime();
    return local.offsetFromUtc() == m_offsetSeconds ? local.toString(QString(timeFormat)) : full(time);
}

QString LocalTimes::after(const std::optional<QDateTime> &time, const std::optional<QDateTime> &earlier) const
{
    const QString text = cell(time);
    constexpr qsizetype dateLength = 11; // with the blank behind it
    return text.size() > dateLength && cell(earlier).startsWith(text.first(dateLength)) ? text.sliced(dateLength) : text;
}

QString LocalTimes::zone() const
{
    return "UTC"_L1 + offsetText(m_offsetSeconds);
}

QList<FactGroup> factGroups(const RunFacts &facts)
{
    QList<FactGroup> groups;
    whatGroup(facts).addTo(groups);
    whereGroup(facts).addTo(groups);
    whoGroup(facts).addTo(groups);
    whenGroup(facts).addTo(groups);
    return groups;
}

QString progressText(const RunFacts &facts)
{
    QStringList parts;
    if (facts.progress.total > 0)
        parts.append(u"%1 / %2"_s.arg(facts.progress.done).arg(facts.progress.total));
    for (const StepState state : { StepState::Failed, StepState::Running, StepState::Canceling, StepState::Ready, StepState::Pending,
                                   StepState::Skipped, StepState::RolledBack, StepState::Unknown }) {
        if (facts.progress.of(state) > 0)
            parts.append(u"%1 %2"_s.arg(stateWord(state)).arg(facts.progress.of(state)));
    }
    return parts.join(u" · "_s);
}

QList<FailureText> failures(const RunFacts &facts)
{
    QList<FailureText> texts;
    for (qsizetype i = 0; i < facts.steps.size(); ++i) {
        const StepRow &row = facts.steps.at(i);
        if (row.state != StepState::Failed)
            continue;
        const Subtask &subtask = facts.subtask(row);
        const RunLog *log = facts.logOf(subtask.id);
        FailureText text { int(i), stepTitle(row, subtask), {}, {}, -1, logNote(log), {} };
        if (log) {
            const StepCause cause = log->cause();
            text.errorLine = cause.isEmpty() && !log->attempts.isEmpty() ? noCauseWords() : causeWords(cause);
            text.basis = causeBasisWords(cause);
            text.line = cause.line;
            text.log = displayText(log->text, true, mostLogBytes);
        }
        texts.append(text);
    }
    return texts;
}

QList<RepeatText> repeatedSteps(const RunFacts &facts)
{
    const LocalTimes times(facts.run);
    QList<RepeatText> texts;
    for (qsizetype i = 0; i < facts.steps.size(); ++i) {
        const StepRow &row = facts.steps.at(i);
        const Subtask &subtask = facts.subtask(row);
        const RunLog *log = facts.logOf(subtask.id);
        if (!log || log->attempts.size() < 2)
            continue;
        RepeatText text { int(i), stepTitle(row, subtask), {} };
        for (qsizetype attempt = 0; attempt < log->attempts.size(); ++attempt)
            text.attempts.append(attemptLine(int(attempt + 1), log->attempts.at(attempt), times));
        texts.append(text);
    }
    return texts;
}

QString logsLeftOutText(const Run &run)
{
    if (run.logsLeftOut <= 0)
        return {};
    return ReportWords::tr("%1 more steps failed or ran again; their logs were not asked for.").arg(run.logsLeftOut);
}

QStringList oddityLines(const RunFacts &facts)
{
    constexpr qsizetype most = 100;
    const QList<TaskOddity> &oddities = facts.graph.oddities();
    QStringList lines = oddityLines(facts.run.task);
    if (lines.size() > most)
        lines = lines.first(most) + QStringList { ReportWords::tr("and %1 more").arg(lines.size() - most) };
    for (const TaskOddity &oddity : oddities.first(std::min(most, oddities.size())))
        lines.append(oddityWords(oddity));
    if (oddities.size() > most)
        lines.append(ReportWords::tr("and %1 more").arg(oddities.size() - most));
    return lines;
}

QString originWord(const RunFacts &facts)
{
    return facts.knowsConnection() ? environmentWord(facts.run.environment) : ReportWords::tr("Saved reply");
}

QString staleText(const Run &run)
{
    if (!run.stale)
        return {};
    return ReportWords::tr("OCP could not be reached when this report was made. It shows what OCP said at %1.").arg(LocalTimes::full(run.takenAt));
}

QString stateMark(StepState state)
{
    switch (state) {
    case StepState::Pending:
        return u"◌"_s;
    case StepState::Ready:
        return u"○"_s;
    case StepState::Running:
        return u"◔"_s;
    case StepState::Canceling:
        return u"⊖"_s;
    case StepState::Failed:
        return u"✖"_s;
    case StepState::Successful:
        return u"✔"_s;
    case StepState::Skipped:
        return u"⤼"_s;
    case StepState::RolledBack:
        return u"↶"_s;
    case StepState::Unknown:
        break;
    }
    return u"?"_s;
}

QString taskName(const Task &task)
{
    return task.name.isEmpty() ? ReportWords::tr("Task without a name") : displayText(task.name);
}

QString stepHostText(const StepRow &row, const Subtask &subtask)
{
    return row.host.isEmpty() ? parallelWords(subtask.parallelIdx) : displayText(row.host);
}

QString programText()
{
    return "obdesk "_L1 + QStringLiteral(OBDESK_VERSION);
}

QString languageTag()
{
    return ReportWords::tr("en", "BCP 47 tag of the language these words are in, e.g. zh-CN");
}

} // namespace obdesk
