// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/enginelog.h"

#include <QFile>
#include <QMap>

#include <algorithm>

namespace obdesk::test {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype rowBytes = 2048;

/// As Java decodes a piece: U+FFFD for each byte that only continues a character, and one for a character that ends too early.
QString decoded(const QByteArray &row)
{
    const auto continues = [](char c) { return (uchar(c) & 0xC0) == 0x80; };
    qsizetype from = 0;
    while (from < row.size() && continues(row.at(from)))
        ++from;
    qsizetype last = row.size();
    while (last > from && continues(row.at(last - 1)))
        --last;
    qsizetype whole = row.size();
    if (last > from) {
        const uchar lead = uchar(row.at(last - 1));
        const qsizetype size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        if (last - 1 + size > row.size())
            whole = last - 1;
    }
    QString text(from, QChar(0xFFFD));
    text += QString::fromUtf8(row.sliced(from, whole - from));
    if (whole < row.size())
        text += QChar(0xFFFD);
    return text;
}

void addRows(QStringList &rows, const QByteArray &write)
{
    for (qsizetype at = 0; at < write.size(); at += rowBytes)
        rows.append(decoded(write.mid(at, rowBytes)));
}

qint64 idOf(const QString &step)
{
    static const QStringList steps { u"Prepare add observer"_s, u"Reserve host"_s, u"Pre check for install OB"_s, u"Wait node"_s, u"Install rpm"_s,
                                     u"Make dir for ob"_s, u"Start observer process with param"_s, u"Add observer"_s, u"Wait observer active"_s,
                                     u"Restart observer process"_s, u"Start ocp agent service"_s, u"Update observer status"_s, u"Update zone status"_s,
                                     u"Sync cluster info"_s, u"Update OB cluster status"_s };
    return 910400 + steps.indexOf(step);
}

QString classOf(const QString &step)
{
    QString name;
    for (const QString &word : step.split(u' '))
        name += word.first(1).toUpper() + word.sliced(1);
    return name + "Task"_L1;
}

QString contextOf(const EngineLog &log, qsizetype padding)
{
    QString context = u"Context{parallelIdx=0, stringMap={prohibit_rollback=false, task_operation=execute, cluster_id=1, zone_name=zone2, remark=%1, "
                      u"latest_execution_start_time=2024-03-12T02:10:01.037+08:00, sub_task_instance_id=%2, task_instance_id=9104}, "
                      u"listMap={host_ids=[31], server_ids=[57]}}"_s;
    return context.arg(QString(padding, u'x') + QString(padding / 3, u'节')).arg(log.id());
}

} // namespace

void EngineLog::separator(const QString &operation, const QString &time)
{
    m_writes.append(u"############{%1}{%2}############"_s.arg(operation, time).toUtf8());
}

void EngineLog::entry(const QString &level, const QString &logger, const QString &message)
{
    ++m_seconds;
    const QString time = u"2024-03-12 %1:%2:%3.037"_s.arg(2 + (m_seconds / 3600), 2, 10, QChar(u'0')).arg(10 + m_seconds / 60 % 50, 2, 10, QChar(u'0'))
                             .arg(m_seconds % 60, 2, 10, QChar(u'0'));
    m_writes.append(QString(time + level.rightJustified(6) + " 213 --- ["_L1 + m_thread + "] "_L1 + logger.leftJustified(40).left(40) + " : "_L1 + message
                            + u'\n').toUtf8());
}

void EngineLog::step(const QString &level, const QString &message)
{
    entry(level, "c.o.o.s.t.b.ob."_L1 + m_class, message);
}

void EngineLog::begin(const QString &operation, const QString &context)
{
    static const QMap<QString, QString> words { { u"EXECUTE"_s, u"Run"_s }, { u"RETRY"_s, u"Retry"_s }, { u"ROLLBACK"_s, u"Rollback"_s },
                                                { u"CANCEL"_s, u"Cancel"_s } };
    const bool warns = operation == "ROLLBACK"_L1 || operation == "CANCEL"_L1;
    entry(warns ? u"WARN"_s : u"INFO"_s, u"c.o.o.t.engine.runner.JavaSubtaskRunner"_s,
          u"%1 subtask, id=%2, context=%3, executor=10.9.0.8"_s.arg(words.value(operation), QString::number(m_id), context));
}

QString EngineLog::trace(const QStringList &chain, int frames) const
{
    QString text;
    for (qsizetype i = 0; i < chain.size(); ++i) {
        text += u'\n' + (i > 0 ? u"Caused by: "_s : QString()) + chain.at(i);
        text += u"\n\tat com.oceanbase.ocp.service.task.business.ob.%1.run(%1.java:88)"_s.arg(m_class);
        for (int frame = 1; frame < frames; ++frame)
            text += u"\n\tat com.oceanbase.ocp.core.layer%1.Proxy%2.invoke(Proxy%2.java:%2)"_s.arg(i).arg(frame);
        if (i > 0)
            text += u"\n\t... 12 common frames omitted"_s;
    }
    return text;
}

void EngineLog::failed(const QString &message, const QStringList &chain, int frames, const QString &words)
{
    QString text = words;
    if (!words.endsWith(u'.')) {
        text += u", subtask=SubtaskInstanceOverview{id=%1, name=%2, state=FAILED, operation=EXECUTE, className=com.oceanbase.ocp.service.task.business.ob.%3, "
                u"seriesId=4, startTime=2024-03-12T02:10:00.000+08:00, endTime=null}"_s.arg(m_id).arg(m_step, m_class);
        if (!message.isNull())
            text += ", failedMessage="_L1 + message;
    }
    entry(u"WARN"_s, u"c.o.o.task.engine.runner.RunnerFactory"_s, text + trace(chain, frames));
}

void EngineLog::state(const QString &operation, const QString &state)
{
    m_writes.append(u"Set state for subtask: %1, operation:%2, state: %3"_s.arg(m_id).arg(operation, state).toUtf8());
}

QString EngineLog::text() const
{
    QStringList rows;
    for (const QByteArray &write : m_writes)
        addRows(rows, write);
    return rows.join(u'\n');
}

QString EngineLog::whole() const
{
    QString text;
    for (const QByteArray &write : m_writes)
        text += QString::fromUtf8(write) + (write.endsWith('\n') ? u""_s : u"\n"_s);
    return text;
}

QString asRows(const QByteArray &bytes)
{
    QStringList rows;
    addRows(rows, bytes);
    return rows.join(u'\n');
}

QList<FailureCase> failureCases()
{
    QFile file(QStringLiteral(OBDESK_TEST_DATA "/logs/failures.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<FailureCase> cases;
    FailureCase next;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(u'#'))
            continue;
        if (line.trimmed().isEmpty()) {
            if (!next.step.isEmpty())
                cases.append(next);
            next = {};
            continue;
        }
        const QString key = line.section(u": "_s, 0, 0);
        const QString value = line.section(u": "_s, 1).replace("\\n"_L1, "\n"_L1).replace("\\t"_L1, "\t"_L1).replace("\\e"_L1, "\x1b"_L1);
        const QString id = QString::number(idOf(next.step));
        if (key == "step"_L1) {
            next.step = value;
        } else if (key == "message"_L1 || key == "engine"_L1) {
            next.hasEngineEnd = true;
            next.engineWords = key == "engine"_L1 ? value : u"Execute task failed"_s;
            if (key == "message"_L1 && value != "-"_L1)
                next.message = value;
        } else if (key == "trace"_L1) {
            next.trace.append(value);
        } else if (key == "timeout"_L1) {
            next.timeout = u"Receive timeout callback, id=%1, name=%2, elapsed=%3, timeout=%4"_s.arg(id, next.step, value.section(u' ', 0, 0), value.section(u' ', 1));
        } else if (key == "checked"_L1) {
            next.timeout = u"Subtask timeout, name=%1, executedSeconds=%2, timeout=%3"_s.arg(next.step, value.section(u' ', 0, 0), value.section(u' ', 1));
        } else if (key == "cancel"_L1) {
            next.cancel = true;
        } else if (key == "skip"_L1) {
            next.skip = true;
        } else if (key == "operation"_L1) {
            next.operation = value;
        } else if (key == "end"_L1) {
            next.end = value;
        } else if (key == "want"_L1) {
            next.want = value;
        } else if (key == "how"_L1) {
            next.how = value;
        } else {
            next.entries.append({ key.toUpper(), value });
        }
    }
    return cases;
}

EngineLog engineLog(const FailureCase &failure, int dress, qsizetype padding)
{
    EngineLog log(failure.step, classOf(failure.step), idOf(failure.step));
    const int frames = dress & DeepTraces ? 90 : 11;
    const QString context = contextOf(log, dress & LongContext ? 1500 + padding : padding);
    QString operation = failure.skip ? u"SKIP"_s : failure.operation;
    if (dress & EarlierRun) {
        log.separator(u"EXECUTE"_s, u"2024-03-12T02:09:58.120+08:00"_s);
        log.setThread(u"manual-subtask-executor3,0a0b0c0d0e0f0001,1a1b1c1d1e1f"_s);
        log.begin(u"EXECUTE"_s, context);
        log.failed(earlierCause, { u"com.oceanbase.ocp.core.exception.UnexpectedException: "_s + earlierCause }, frames);
        log.state(u"EXECUTE"_s, u"FAILED"_s);
        if (operation == "EXECUTE"_L1)
            operation = u"RETRY"_s;
    }
    log.separator(operation);
    if (dress & EarlierRun) {
        log.setThread(u"manual-subtask-executor9,5f0d1c2ab3e44f10,9a7c31d2e4b6"_s);
        log.begin(failure.skip ? u"EXECUTE"_s : operation, context);
        log.setThread(u"manual-subtask-executor3,0a0b0c0d0e0f0001,1a1b1c1d1e1f"_s);
        log.step(u"ERROR"_s, u"close of the earlier connection failed: Connection reset"_s);
        log.setThread(u"manual-subtask-executor9,5f0d1c2ab3e44f10,9a7c31d2e4b6"_s);
    } else if (!failure.skip) {
        log.begin(operation, context);
    }
    if (dress & Noise) {
        log.step(u"INFO"_s, u"first look failed: java.net.SocketTimeoutException: connect timed out"_s);
        log.step(u"WARN"_s, u"agent of host 10.9.0.31 did not answer, trying again, times=1\njava.net.SocketTimeoutException: connect timed out\n\tat "
                            u"java.net.Socket.connect(Socket.java:606)"_s);
        log.step(u"ERROR"_s, u"get status of host 10.9.0.31 failed, will retry in 5 s"_s);
        for (int i = 0; i < 6; ++i)
            log.step(u"INFO"_s, u"not there yet, wait for another check, server=10.9.0.31:2882, status=INACTIVE, times=%1"_s.arg(i));
    }
    for (const auto &[level, text] : failure.entries)
        log.step(level, text);
    if (failure.hasEngineEnd) {
        const QStringList chain = failure.trace.isEmpty()
            ? QStringList { u"com.oceanbase.ocp.core.exception.UnexpectedException: [OCP UnexpectedException]: status=500 INTERNAL_SERVER_ERROR, errorCode=TASK_FAILED, args=31"_s }
            : failure.trace;
        log.failed(failure.message, chain, frames, failure.engineWords);
    }
    if (!failure.timeout.isEmpty()) {
        log.setThread(u"async-timeout-watchdog,,"_s);
        log.entry(u"WARN"_s, u"c.o.o.t.e.c.w.s.TimeoutSubtaskWorker"_s, failure.timeout);
    }
    if (failure.cancel) {
        log.separator(u"CANCEL"_s, u"2024-03-12T02:12:30.11+08:00"_s);
        log.setThread(u"manual-subtask-executor2,77,78"_s);
        log.begin(u"CANCEL"_s, context);
        log.setThread(u"manual-subtask-executor7,5f0d1c2ab3e44f10,9a7c31d2e4b6"_s);
        log.failed({}, { u"java.lang.RuntimeException: java.lang.InterruptedException: sleep interrupted"_s, u"java.lang.InterruptedException: sleep interrupted"_s }, frames);
    }
    if (failure.skip)
        log.entry(u"WARN"_s, u"c.o.o.t.engine.runner.JavaSubtaskRunner"_s, u"Operation is SKIP, do nothing"_s);
    if (failure.end != "none"_L1)
        log.state(failure.cancel ? u"CANCEL"_s : operation, failure.end.isEmpty() ? u"FAILED"_s : failure.end);
    return log;
}

} // namespace obdesk::test
