// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/tasklog.h"

#include "simulator/simrandom.h"
#include "simulator/simtime.h"

#include <algorithm>
#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct Entry
{
    qint64 at = 0;
    QLatin1StringView level;
    QString logger;
    QString message;
};

struct Cause
{
    QLatin1StringView word;
    QLatin1StringView line;     // %1: address of the host
};

constexpr std::array causes {
    Cause { "memory"_L1,
            "Start observer failed on host %1: server available memory is little than unit min memory, "
            "system_memory=32212254720, server_memory_limit=26839400448, memory_limit_percentage=80"_L1 },
    Cause { "clock"_L1, "Clock of host %1 differs from OCP by 3127 ms, the maximum is 50 ms. Check the chronyd service of the host."_L1 },
    Cause { "port"_L1, "Port 2882 on host %1 is in use by process observer (pid 40127)."_L1 },
    Cause { "directory"_L1, "Data directory /data/1 on host %1 is not empty: sstable, clog, slog. Maybe left by another observer."_L1 },
    Cause { "disk"_L1, "Not enough disk space on host %1: /data/log1 has 41 GB free, 96 GB are required."_L1 },
    Cause { "observer"_L1, "ob install pre check failed on host %1, maybe from another observer: check observer process, found pid 38811."_L1 },
    Cause { "agent"_L1, "OCP agent on host %1 does not answer: connect to port 62888 failed, Connection refused."_L1 },
    Cause { "network"_L1, "Connect to host %1:22 failed: No route to host."_L1 },
};

QLatin1StringView defaultCause(const QString &stepName)
{
    if (stepName.startsWith("Pre check"_L1))
        return "observer"_L1;
    if (stepName.startsWith("Install"_L1))
        return "disk"_L1;
    if (stepName.startsWith("Make dir"_L1))
        return "directory"_L1;
    if (stepName.startsWith("Start observer"_L1) || stepName.startsWith("Restart observer"_L1))
        return "memory"_L1;
    if (stepName.contains("active"_L1))
        return "clock"_L1;
    if (stepName.contains("agent"_L1))
        return "agent"_L1;
    return "network"_L1;
}

QString causeLine(const QString &cause, const SimStep &step)
{
    const QString address = step.plan.hostAddress.isEmpty() ? u"10.20.0.5"_s : step.plan.hostAddress;
    const QString word = cause.isEmpty() ? QString(defaultCause(step.plan.name)) : cause;
    for (const Cause &known : causes) {
        if (word == known.word)
            return QString(known.line).arg(address);
    }
    return word;
}

/// PrepareAddObserverTask
QString className(const QString &stepName)
{
    QString name;
    const QStringList words = stepName.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        name += word.first(1).toUpper() + word.sliced(1);
    return name + "Task"_L1;
}

/// What the step does, line by line; spread over its run.
QStringList workLines(const SimStep &step)
{
    const QString &name = step.plan.name;
    const QString host = step.plan.hostAddress.isEmpty() ? u"10.20.0.5"_s : step.plan.hostAddress;
    if (name.startsWith("Pre check"_L1))
        return { u"Checking memory of host %1: total 376 GB, available 351 GB"_s.arg(host),
                 u"Checking disk of host %1: /data/1 3.4 TB free, /data/log1 1.1 TB free"_s.arg(host),
                 u"Checking ports of host %1: 2881 free, 2882 free"_s.arg(host),
                 u"Checking clock of host %1: offset 1.8 ms"_s.arg(host),
                 u"Checking observer process on host %1: none"_s.arg(host) };
    if (name.startsWith("Install"_L1))
        return { u"Downloading package to host %1 through OCP agent"_s.arg(host), u"Downloaded 25 %"_s, u"Downloaded 50 %"_s, u"Downloaded 75 %"_s,
                 u"Downloaded 100 %, sha1 verified"_s, u"rpm -Uvh --prefix=/home/admin/oceanbase on host %1"_s.arg(host) };
    if (name.startsWith("Make dir"_L1))
        return { u"mkdir -p /data/1/obdata /data/log1/obdata on host %1"_s.arg(host), u"chown -R admin:admin /data/1/obdata /data/log1/obdata"_s };
    if (name.startsWith("Start observer"_L1) || name.startsWith("Restart observer"_L1))
        return { u"Start parameters: memory_limit=300G, system_memory=30G, datafile_disk_percentage=90, devname=bond0"_s,
                 u"cd /home/admin/oceanbase && ./bin/observer -p 2881 -P 2882 on host %1"_s.arg(host),
                 u"observer process on host %1: pid 52144"_s.arg(host), u"Waiting for port 2881 of host %1"_s.arg(host) };
    if (name == "Add observer"_L1)
        return { u"Connecting to the sys tenant through the root server"_s, u"ALTER SYSTEM ADD SERVER ... (statement 1 of 1)"_s };
    if (name.contains("active"_L1))
        return { u"Server %1:2882 status INACTIVE, waiting"_s.arg(host), u"Server %1:2882 status INACTIVE, heartbeat received"_s.arg(host),
                 u"Server %1:2882 status ACTIVE, start_service_time not set"_s.arg(host), u"Server %1:2882 status ACTIVE, in service"_s.arg(host) };
    if (name == "Wait node"_L1)
        return {};
    return { u"[%1] working on %2"_s.arg(className(name), host), u"[%1] updated the metadata of OCP"_s.arg(className(name)) };
}

QString contextText(const SimTask &task, const SimStep &step, const SimRun &run)
{
    QStringList strings;
    for (const auto &[key, value] : task.plan.contextStrings)
        strings << key + u'=' + value;
    if (task.plan.cluster)
        strings << u"root_sys_password=sim-NotARealPassw0rd"_s << u"proxyro_secret=sim-not-a-real-secret"_s;
    if (step.plan.host)
        strings << u"host_id="_s + step.plan.host->toString();
    strings << u"task_instance_id="_s + task.id.toString() << u"sub_task_instance_id="_s + step.id.toString()
            << u"task_operation="_s + toText(run.operation).toLower()
            << u"latest_execution_start_time="_s + QString::fromLatin1(isoTime(run.start));
    QStringList lists;
    for (const auto &[key, values] : task.plan.contextLists)
        lists << key + "=["_L1 + values.join(", "_L1) + u']';
    return u"Context(parallelIdx=%1, stringMap={"_s.arg(step.plan.parallelIdx) + strings.join(", "_L1) + "}, listMap={"_L1 + lists.join(", "_L1)
        + "})"_L1;
}

const QString entityLogger = u"c.a.o.c.m.t.model.SubtaskInstanceEntity"_s;

void appendEnd(QList<Entry> &entries, const SimStep &step, const SimRun &run)
{
    const QString name = className(step.plan.name);
    const QString logger = "c.o.ocp.service.task.business."_L1 + name;
    const auto setState = [&](QLatin1StringView state) {
        entries.append({ run.end, "INFO"_L1, entityLogger,
                         u"Set state for subtask: %1, current state: RUNNING, new state: %2"_s.arg(step.id.toString(), state) });
    };
    switch (run.outcome) {
    case RunOutcome::Succeeds: {
        const bool back = run.operation == Operation::Rollback || run.operation == Operation::RollbackSkip;
        entries.append({ run.end, "INFO"_L1, logger, u"[%1] end"_s.arg(name) });
        setState(back ? "PENDING"_L1 : "SUCCESSFUL"_L1);
        break;
    }
    case RunOutcome::Fails:
        entries.append({ run.end, "ERROR"_L1, logger,
                         causeLine(run.cause, step) + u"\ncom.oceanbase.ocp.core.exception.UnexpectedException: "_s + causeLine(run.cause, step)
                             + u"\n\tat com.oceanbase.ocp.service.task.business.%1.run(%1.java:87)"_s.arg(name)
                             + u"\n\tat com.oceanbase.ocp.core.metadb.task.runtime.JavaSubtaskRunner.execute(JavaSubtaskRunner.java:64)"_s });
        setState("FAILED"_L1);
        break;
    case RunOutcome::TimesOut:
        entries.append({ run.end, "ERROR"_L1, logger,
                         u"Subtask %1 ran longer than its timeout of %2 s"_s.arg(step.id.toString()).arg(step.plan.timeout.count()) });
        setState("FAILED"_L1);
        break;
    case RunOutcome::Canceled:
        entries.append({ run.end, "ERROR"_L1, logger, u"Subtask %1 was canceled"_s.arg(step.id.toString()) });
        setState("FAILED"_L1);
        break;
    case RunOutcome::Lost:
        break;
    }
}

QList<Entry> runEntries(const SimTask &task, const SimStep &step, const SimRun &run, qint64 nowUtc)
{
    const QString name = className(step.plan.name);
    const QString logger = "c.o.ocp.service.task.business."_L1 + name;
    QList<Entry> entries;
    entries.append({ run.start, "INFO"_L1, entityLogger,
                     u"Run subtask, id=%1, context=%2, executor=%3"_s.arg(step.id.toString(), contextText(task, step, run),
                                                                          QLatin1StringView(simExecutor)) });
    entries.append({ run.start, "INFO"_L1, logger, u"[%1] begin"_s.arg(name) });
    const bool works = run.operation == Operation::Execute || run.operation == Operation::Retry;
    const QStringList lines = works ? workLines(step) : QStringList { u"[%1] %2"_s.arg(name, toText(run.operation).toLower()) };
    // Long steps say that they are alive every five seconds.
    constexpr qint64 aliveMs = 5000;
    const qint64 span = run.plannedEnd - run.start;
    const int shown = run.outcome == RunOutcome::Fails ? int(lines.size() + 1) / 2 : int(lines.size());
    for (int i = 0; i < shown; ++i)
        entries.append({ run.start + span * (i + 1) / (shown + 1), "INFO"_L1, logger, lines[i] });
    for (qint64 at = aliveMs; at < span && run.start + at <= nowUtc; at += aliveMs)
        entries.append({ run.start + at, "INFO"_L1, logger, u"[%1] running for %2 s"_s.arg(name).arg(at / 1000) });
    entries.removeIf([&run](const Entry &entry) { return entry.at > run.end; });    // cancelled in between
    appendEnd(entries, step, run);
    entries.removeIf([nowUtc](const Entry &entry) { return entry.at > nowUtc; });
    std::stable_sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) { return a.at < b.at; });
    return entries;
}

} // namespace

QStringList failureCauseWords()
{
    QStringList words;
    for (const Cause &cause : causes)
        words << cause.word;
    return words;
}

QString subtaskLog(const SimTask &task, const SimStep &step, const SimMoment &now)
{
    QString log;
    SimRandom random { quint64(task.id.value), quint64(step.id.value) };
    for (const SimRun &run : step.runs) {
        const QString thread = u"pool-subtask-executor-thread-%1,%2,%3"_s.arg(random.below(40) + 1)
                                   .arg(random.next(), 16, 16, QChar(u'0')).arg(random.next() >> 16, 12, 16, QChar(u'0'));
        if (!log.isEmpty())
            log += u'\n';
        log += "############{"_L1 + toText(run.operation) + "}{"_L1 + QString::fromLatin1(isoTime(run.start)) + "}############\n"_L1;
        // By the clock the run goes by: somebody may have set the other one since.
        const QList<Entry> entries = runEntries(task, step, run, run.start + now.monotonicMs - run.began);
        for (int i = 0; i < entries.size(); ++i) {
            const Entry &entry = entries[i];
            log += QString::fromLatin1(logTime(entry.at)) + QString(entry.level).rightJustified(6) + u" 57200 --- ["_s + thread + "] "_L1
                + entry.logger.leftJustified(40) + " : "_L1 + entry.message + (i + 1 < entries.size() ? "\n\n"_L1 : "\n"_L1);
        }
    }
    return log;
}

} // namespace obdesk
