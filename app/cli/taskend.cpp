// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/taskend.h"

#include "cli/commandwords.h"
#include "cli/tasktext.h"
#include "ocp/ocpclient.h"
#include "report/report.h"
#include "report/reporttext.h"
#include "report/runcollector.h"
#include "task/taskgraph.h"
#include "words/causewords.h"
#include "words/plain.h"
#include "words/stepwords.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

QString unknownFormats(const QStringList &files)
{
    QStringList unknown;
    for (const QString &file : files) {
        if (!reportFormatOf(file))
            unknown.append(displayText(file, false, 120));
    }
    return unknown.isEmpty() ? QString()
                             : CommandWords::tr("%1: the ending says no format; there are html, pdf, svg, png, csv, json, md and dot.").arg(unknown.join(u", "_s));
}

QStringList writeReports(const Run &run, const QStringList &files, Output &output)
{
    QStringList problems;
    for (const QString &file : files) {
        const QString problem = writeReport(run, file);
        if (problem.isEmpty()) {
            output.note(CommandWords::tr("Written: %1").arg(file));
        } else {
            output.note(u"obdesk: "_s + problem);
            problems.append(problem);
        }
    }
    return problems;
}

void TaskEnd::start(const Run &run, const QStringList &files)
{
    collectRun(m_client, run, this, [this, files](const Run &complete) {
        m_run = complete;
        tellFailures();
        m_problems = writeReports(m_run, files, m_output);
        emit finished();
    });
}

void TaskEnd::tellFailures()
{
    const Task &task = m_run.task;
    QHash<HostId, Host> labels;
    for (auto it = m_run.hostLabels.cbegin(); it != m_run.hostLabels.cend(); ++it)
        labels[HostId(it.key())].innerIpAddress = it.value();
    const TaskHosts hosts(task, labels);
    const TaskGraph graph(task);
    int number = 0;
    bool leftOut = false;
    for (const int index : graph.order()) {
        ++number;
        const Subtask &step = task.subtasks.at(index);
        if (stepState(step) != StepState::Failed)
            continue;
        m_output.note(CommandWords::tr("%1  (subtask %2)").arg(stepLine(task, number, index, hosts, m_run.serverNow), step.id.toString()));
        const RunLog *log = m_run.logOf(step.id);
        if (!log) {
            leftOut = true;
            continue;
        }
        const StepCause cause = log->cause();
        if (!cause.isEmpty())
            m_output.note(u"    %1\n    %2"_s.arg(causeWords(cause), causeBasisWords(cause)));
        else if (!log->attempts.isEmpty())
            m_output.note(u"    "_s + noCauseWords());
        else if (!log->text.isEmpty())
            m_output.note(u"    "_s + displayText(log->text, false, 600)); // it could not be fetched
        else
            m_output.note(u"    "_s + noLogWords(step));
    }
    if (const QString more = leftOut ? logsLeftOutText(m_run) : QString(); !more.isEmpty())
        m_output.note(more);
}

} // namespace obdesk
