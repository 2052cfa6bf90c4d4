// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/tasklog.h"

#include "simulator/failurecause.h"
#include "simulator/logrows.h"
#include "simulator/simrandom.h"
#include "simulator/steplines.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// What is flushed at once.
struct Flush
{
    qint64 at = 0;
    QByteArray bytes;
};

constexpr QLatin1StringView runnerLogger = "c.o.o.t.engine.runner.JavaSubtaskRunner"_L1;
constexpr QLatin1StringView factoryLogger = "c.o.o.task.engine.runner.RunnerFactory"_L1;
constexpr QLatin1StringView timeoutLogger = "c.o.o.t.e.c.w.s.TimeoutSubtaskWorker"_L1;

/// One run of one step, event by event.
class RunWriter
{
public:
    RunWriter(const SimTask &task, const SimStep &step, const SimRun &run, OcpFace face, const QString &thread)
        : m_task(task), m_step(step), m_run(run), m_face(face), m_thread(thread), m_class(taskClassName(step.plan.name))
    {
    }

    /// In order of time.
    QList<Flush> write();

private:
    bool isSkip() const { return m_run.operation == TaskOperation::Skip || m_run.operation == TaskOperation::RollbackSkip; }
    bool isBack() const { return m_run.operation == TaskOperation::Rollback || m_run.operation == TaskOperation::RollbackSkip; }

    void work();
    void end();
    void fail();
    void timeOut();
    void cancel();

    void separator(qint64 at, TaskOperation operation);
    void state(TaskOperation operation, QLatin1StringView state);
    void beginLine(qint64 at, QLatin1StringView level, QLatin1StringView verb);
    void event(qint64 at, QLatin1StringView level, QLatin1StringView logger, const QString &message) { event(at, level, m_thread, logger, message); }
    void event(qint64 at, QLatin1StringView level, const QString &thread, const QString &logger, const QString &message)
    {
        m_flushes.append({ at, (linePrefix(at, level, thread, logger) + message + u'\n').toUtf8() });
    }
    static QString linePrefix(qint64 at, QLatin1StringView level, const QString &thread, const QString &logger)
    {
        return QString::fromLatin1(logTime(at)) + QString(level).rightJustified(6) + u" 57200 --- ["_s + thread + "] "_L1
            + logger.leftJustified(40, u' ', true) + " : "_L1;
    }
    QString overview() const;
    QString contextText(qsizetype offset) const;
    void appendSecrets(QStringList &strings, qsizetype offset) const;

    const SimTask &m_task;
    const SimStep &m_step;
    const SimRun &m_run;
    OcpFace m_face;
    QString m_thread;
    QString m_class;
    QList<Flush> m_flushes;
};

QList<Flush> RunWriter::write()
{
    separator(m_run.start, m_run.operation);
    if (isSkip()) {
        event(m_run.start, "WARN"_L1, runnerLogger, u"Operation is %1, do nothing"_s.arg(toText(m_run.operation)));
    } else {
        const bool back = isBack();
        const QLatin1StringView verb = back ? "Rollback"_L1 : m_run.operation == TaskOperation::Retry ? "Retry"_L1 : "Run"_L1;
        beginLine(m_run.start, back ? "WARN"_L1 : "INFO"_L1, verb);
        work();
    }
    m_flushes.removeIf([this](const Flush &flush) { return flush.at > m_run.end; });       // cancelled in between
    std::stable_sort(m_flushes.begin(), m_flushes.end(), [](const Flush &a, const Flush &b) { return a.at < b.at; });
    end();
    return m_flushes;
}

void RunWriter::work()
{
    const QString logger = "c.o.o.s.t.b.ob."_L1 + m_class;
    event(m_run.start, "INFO"_L1, m_thread, logger, u"[%1] begin"_s.arg(m_class));
    const qint64 span = m_run.plannedEnd - m_run.start;
    const QStringList lines = isBack() ? QStringList { u"[%1] undo what was done"_s.arg(m_class) } : workLines(m_step);
    const int shown = m_run.outcome == RunOutcome::Fails ? int(lines.size() + 1) / 2 : int(lines.size());
    for (int i = 0; i < shown; ++i)
        event(m_run.start + span * (i + 1) / (shown + 1), "INFO"_L1, m_thread, logger, lines[i]);
    // Whoever waits says so at every look.
    const PollNoise noise = pollNoise(m_step);
    if (noise.message.isEmpty())
        return;
    constexpr qint64 pollMs = 5000;
    const qint64 every = std::max<qint64>(1, std::min(pollMs, span / 4));
    int times = 0;
    for (qint64 at = every; at < span; at += every, ++times) {
        event(m_run.start + at, times < noise.warnings ? "WARN"_L1 : "INFO"_L1, m_thread, times < noise.warnings ? noise.logger : logger,
              (times < noise.warnings ? noise.warning : noise.message).arg(times));
    }
}

void RunWriter::end()
{
    switch (m_run.outcome) {
    case RunOutcome::Succeeds:
        if (!isSkip())
            event(m_run.end, "INFO"_L1, m_thread, "c.o.o.s.t.b.ob."_L1 + m_class, u"[%1] end"_s.arg(m_class));
        // PENDING is no end: told of a rollback only.
        if (m_run.operation != TaskOperation::RollbackSkip)
            state(m_run.operation, isBack() ? "PENDING"_L1 : "SUCCESSFUL"_L1);
        break;
    case RunOutcome::Fails:
        fail();
        break;
    case RunOutcome::TimesOut:
        timeOut();
        break;
    case RunOutcome::Canceled:
        cancel();
        break;
    case RunOutcome::Lost:
        break;
    }
}

void RunWriter::fail()
{
    const QString address = m_step.plan.hostAddress.isEmpty() ? QString(QLatin1StringView(simExecutor)) : m_step.plan.hostAddress;
    const FailureCause cause = causeOfFailure(m_run.cause, m_step.plan.name, m_class, address);
    QString message = u"Execute task failed, subtask="_s + overview();
    if (cause.foreseen)
        message += ", failedMessage="_L1 + cause.sentence;
    event(m_run.end, "WARN"_L1, factoryLogger, message + u'\n' + cause.trace);
    state(m_run.operation, "FAILED"_L1);
}

/// The callback marks the step first and interrupts its thread then, which has something to say itself.
void RunWriter::timeOut()
{
    const qint64 limit = m_step.plan.timeout.count();
    state(m_run.operation, "FAILED"_L1);
    const QString message = limit > 0 ? u"Receive timeout callback, id=%1, name=%2, elapsed=%3, timeout=%3"_s.arg(m_step.id.toString(), m_step.plan.name).arg(limit)
                                      : u"Subtask timeout, name=%1, executedSeconds=11, timeout=0"_s.arg(m_step.plan.name);
    event(m_run.end, "WARN"_L1, u"async-timeout-watchdog,,"_s, timeoutLogger, message);
    event(m_run.end, "WARN"_L1, factoryLogger, u"Execute task failed, subtask="_s + overview() + u'\n' + interruptedTrace(m_class));
    state(m_run.operation, "FAILED"_L1);
}

/// The interrupted thread speaks before the separator or after it, as it comes.
void RunWriter::cancel()
{
    const bool lateFirst = m_step.id.value % 2 == 0;
    const QString late = u"Execute task failed, subtask="_s + overview() + u'\n' + interruptedTrace(m_class);
    if (lateFirst)
        event(m_run.end, "WARN"_L1, factoryLogger, late);
    separator(m_run.end, TaskOperation::Cancel);
    beginLine(m_run.end, "WARN"_L1, "Cancel"_L1);
    if (!lateFirst)
        event(m_run.end, "WARN"_L1, factoryLogger, late);
    state(TaskOperation::Cancel, "FAILED"_L1);
}

void RunWriter::separator(qint64 at, TaskOperation operation)
{
    m_flushes.append({ at, ("############{"_L1 + toText(operation) + "}{"_L1 + QString::fromLatin1(shortIsoTime(at)) + "}############"_L1).toUtf8() });
}

void RunWriter::state(TaskOperation operation, QLatin1StringView state)
{
    m_flushes.append({ m_run.end, u"Set state for subtask: %1, operation:%2, state: %3"_s.arg(m_step.id.toString(), toText(operation), state).toUtf8() });
}

void RunWriter::beginLine(qint64 at, QLatin1StringView level, QLatin1StringView verb)
{
    const QString head = u"%1 subtask, id=%2, context="_s.arg(verb, m_step.id.toString());
    const qsizetype offset = (linePrefix(at, level, m_thread, runnerLogger) + head).toUtf8().size();
    event(at, level, runnerLogger, head + contextText(offset) + ", executor="_L1 + QLatin1StringView(simExecutor));
}

QString RunWriter::overview() const
{
    return u"SubtaskInstanceOverview{id=%1, name=%2, state=FAILED, operation=%3, className=com.oceanbase.ocp.service.task.business.ob.%4, "
            "seriesId=%5, startTime=%6, endTime=null}"_s
        .arg(m_step.id.toString(), m_step.plan.name, toText(m_run.operation), m_class)
        .arg(m_step.seriesId)
        .arg(QString::fromLatin1(shortIsoTime(m_step.start.value_or(m_run.start))));
}

/// `offset`: bytes of the event before it.
QString RunWriter::contextText(qsizetype offset) const
{
    const bool lombok = m_face < OcpFace::V422;     // the sample of 2021 has round brackets, the open engine has curly ones
    const QString head = u"Context%1parallelIdx=%2, stringMap={"_s.arg(QChar(lombok ? u'(' : u'{')).arg(m_step.plan.parallelIdx);
    QStringList strings;
    for (const auto &[key, value] : m_task.plan.contextStrings)
        strings << key + u'=' + value;
    if (m_step.plan.host)
        strings << u"host_id="_s + m_step.plan.host->toString();
    strings << u"task_instance_id="_s + m_task.id.toString() << u"sub_task_instance_id="_s + m_step.id.toString()
            << u"task_operation="_s + toText(m_run.operation).toLower()
            << u"latest_execution_start_time="_s + QString::fromLatin1(shortIsoTime(m_run.start));
    appendSecrets(strings, offset + head.size());
    QStringList lists;
    for (const auto &[key, values] : m_task.plan.contextLists)
        lists << key + "=["_L1 + values.join(", "_L1) + u']';
    return head + strings.join(", "_L1) + "}, listMap={"_L1 + lists.join(", "_L1) + u'}' + QChar(lombok ? u')' : u'}');
}

/// `offset`: bytes before the first of `strings`. A long value before the password puts a row's border where it is wanted.
void RunWriter::appendSecrets(QStringList &strings, qsizetype offset) const
{
    if (!m_task.plan.cluster)
        return;
    const QString before = strings.join(", "_L1) + ", rootservice_list="_L1;
    const QString password = u"root_sys_password=sim-NotARealPassw0rd"_s;
    const qsizetype into = u"root_sys_password=sim-NotA"_s.size() + 2;         // 2: ", "
    const int kind = m_step.rank % 3;
    if (kind == 0) {
        qsizetype room = LogRows::rowBytes - into - (offset + before.toUtf8().size());
        room += room < 0 ? LogRows::rowBytes : 0;
        strings << u"rootservice_list="_s + u"10.20.1.1:2882:2881;"_s.repeated(room / 20 + 1).first(room);
    } else if (kind == 1) {
        const QString label = u"host_description="_s;
        const qsizetype start = offset + (strings.join(", "_L1) + ", "_L1 + label).toUtf8().size();
        // Three bytes a character: one more in front when a border would fall between two of them.
        const QString shift = (LogRows::rowBytes - start % LogRows::rowBytes) % 3 == 0 ? u"A"_s : QString();
        strings << label + shift + u"华东一区机房七号柜"_s.repeated(90);
    }
    strings << password << u"proxyro_secret=sim-not-a-real-secret"_s;
}

} // namespace

QString subtaskLog(const SimTask &task, const SimStep &step, const SimMoment &now, OcpFace face)
{
    LogRows rows;
    SimRandom random { quint64(task.id.value), quint64(step.id.value) };
    const bool captured = task.plan.type != "SYS_SCHEDULED"_L1;
    for (const SimRun &run : step.runs) {
        const QString pool = face < OcpFace::V422 ? u"pool-subtask-executor-thread-"_s : u"manual-subtask-executor"_s;
        const QString thread = pool + u"%1,%2,%3"_s.arg(random.below(40) + 1)
                                          .arg(random.next(), 16, 16, QChar(u'0')).arg(random.next() >> 16, 12, 16, QChar(u'0'));
        // By the clock the run goes by: somebody may have set the other one since.
        const qint64 shownUntil = run.start + now.monotonicMs - run.began;
        const QList<Flush> flushes = RunWriter(task, step, run, face, thread).write();
        for (const Flush &flush : flushes) {
            if (flush.at <= shownUntil && (captured || !flush.bytes.endsWith('\n')))
                rows.append(flush.bytes);
        }
    }
    return rows.text();
}

} // namespace obdesk
