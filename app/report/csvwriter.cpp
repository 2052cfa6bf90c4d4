// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csvwriter.h"

#include "files/atomicfile.h"
#include "files/csvcell.h"
#include "report/attemptsjson.h"
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

/// "EXECUTE failed: no space; RETRY successful"
QString attemptsCell(const QList<StepAttempt> &attempts)
{
    QStringList texts;
    for (const QJsonValue &value : attemptsToJson(attempts)) {
        const QString sentence = value["cause"_L1]["sentence"_L1].toString();
        const QString outcome = QString(value["operation"_L1].toString() + u' ' + value["outcome"_L1].toString()).trimmed();
        texts.append(sentence.isEmpty() ? outcome : outcome + ": "_L1 + sentence);
    }
    return texts.join(u"; "_s);
}

QStringList cellsOf(const StepRow &row, const Subtask &subtask, const RunLog *log)
{
    const bool failed = log && row.state == StepState::Failed;
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
        failed ? log->cause().sentence : QString(),
        log ? attemptsCell(log->attempts) : QString(),
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

QString writeCsv(const Run &run, QIODevice &device)
{
    const RunFacts facts(run);
    QString text = QString(QChar(0xFEFF));
    text += lineOf({ u"order"_s, u"id"_s, u"name"_s, u"host"_s, u"parallel_index"_s, u"state"_s, u"operation"_s, u"started_utc"_s,
                     u"finished_utc"_s, u"duration_s"_s, u"runs"_s, u"executor"_s, u"upstream_ids"_s, u"downstream_ids"_s, u"cause"_s, u"attempts"_s });
    for (const StepRow &row : facts.steps)
        text += lineOf(cellsOf(row, facts.subtask(row), facts.logOf(facts.subtask(row).id)));
    return writeAll(device, text.toUtf8()) ? QString() : device.errorString();
}

} // namespace obdesk
