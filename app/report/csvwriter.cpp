// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csvwriter.h"

#include "report/atomicfile.h"
#include "report/runfacts.h"
#include "words/plain.h"

#include <QIODevice>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

QString utcText(const std::optional<QDateTime> &time)
{
    return time && time->isValid() ? time->toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString idList(const QList<SubtaskId> &ids)
{
    QStringList texts;
    for (const SubtaskId id : ids)
        texts.append(id.toString());
    return texts.join(u' ');
}

QString stateOf(const StepRow &row, const Subtask &subtask)
{
    return row.state == StepState::Unknown && !subtask.status.text.isEmpty() ? subtask.status.text : stateKey(row.state);
}

QStringList cellsOf(const StepRow &row, const Subtask &subtask)
{
    return {
        QString::number(row.number),
        subtask.id.toString(),
        subtask.name,
        row.host,
        subtask.parallelIdx ? QString::number(*subtask.parallelIdx) : QString(),
        stateOf(row, subtask),
        subtask.operation.text,
        utcText(row.started),
        utcText(row.finished),
        row.duration ? QString::number(double(row.duration->count()) / 1000, 'f', 3) : QString(),
        subtask.runTime ? QString::number(*subtask.runTime) : QString(),
        subtask.executor,
        idList(row.upstreams),
        idList(row.downstreams),
    };
}

QString lineOf(const QStringList &cells)
{
    QStringList written;
    for (const QString &cell : cells)
        written.append(csvCell(displayText(cell, true)));
    return written.join(u',') + "\r\n"_L1;
}

} // namespace

QString csvCell(const QString &text)
{
    // The last four are the full-width forms, which some spreadsheets fold into the others.
    static const QString formulaStarts = u"=+-@\t\r\n＝＋－＠"_s;
    QString cell = text;
    if (!cell.isEmpty() && formulaStarts.contains(cell.front()))
        cell.prepend(u'\'');
    const bool quoted = cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r');
    if (!quoted)
        return cell;
    return u'"' + cell.replace(u'"', "\"\""_L1) + u'"';
}

QString writeCsv(const Run &run, QIODevice &device)
{
    const RunFacts facts(run);
    QString text = QString(QChar(0xFEFF));
    text += lineOf({ u"order"_s, u"id"_s, u"name"_s, u"host"_s, u"parallel_index"_s, u"state"_s, u"operation"_s, u"started_utc"_s,
                     u"finished_utc"_s, u"duration_s"_s, u"runs"_s, u"executor"_s, u"upstream_ids"_s, u"downstream_ids"_s });
    for (const StepRow &row : facts.steps)
        text += lineOf(cellsOf(row, facts.subtask(row)));
    return writeAll(device, text.toUtf8()) ? QString() : device.errorString();
}

} // namespace obdesk
