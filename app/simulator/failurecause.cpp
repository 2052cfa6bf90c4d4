// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/failurecause.h"

#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct KnownCause
{
    QLatin1StringView word;
    QLatin1StringView line;         // %1: address of the host
    QLatin1StringView code;         // of OCP's exception; of the innermost Java exception when not foreseen
    bool foreseen = true;
};

constexpr std::array causes {
    KnownCause { "memory"_L1,
                 "Start observer failed on host %1: server available memory is little than unit min memory, "
                 "system_memory=32212254720, server_memory_limit=26839400448, memory_limit_percentage=80"_L1, "OB_SERVER_START_FAILED"_L1 },
    KnownCause { "clock"_L1, "Clock of host %1 differs from OCP by 3127 ms, the maximum is 50 ms. Check the chronyd service of the host."_L1,
                 "COMPUTE_HOST_CLOCK_DIFF_TOO_LARGE"_L1 },
    KnownCause { "port"_L1, "Port 2882 on host %1 is in use by process observer (pid 40127)."_L1, "COMPUTE_HOST_PORT_IN_USE"_L1 },
    KnownCause { "directory"_L1, "Data directory /data/1 on host %1 is not empty: sstable, clog, slog. Maybe left by another observer."_L1,
                 "OB_SERVER_DIRECTORY_NOT_EMPTY"_L1 },
    KnownCause { "disk"_L1, "Not enough disk space on host %1: /data/log1 has 41 GB free, 96 GB are required."_L1, "java.io.IOException"_L1, false },
    KnownCause { "observer"_L1, "ob install pre check failed on host %1, maybe from another observer: check observer process, found pid 38811."_L1,
                 "OB_INSTALL_PRE_CHECK_FAILED"_L1 },
    KnownCause { "agent"_L1, "OCP agent on host %1 does not answer: connect to port 62888 failed, Connection refused."_L1,
                 "java.net.ConnectException"_L1, false },
    KnownCause { "network"_L1, "Connect to host %1:22 failed: No route to host."_L1, "java.net.NoRouteToHostException"_L1, false },
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

/// From the step's own code down to the thread, the same in every trace.
QString frames(const QString &className, int line)
{
    return u"\n\tat com.oceanbase.ocp.service.task.business.ob.%1.run(%1.java:%2)"_s.arg(className).arg(line)
        + u"\n\tat com.oceanbase.ocp.task.engine.runner.JavaSubtaskRunner.execute(JavaSubtaskRunner.java:64)"
           "\n\tat com.oceanbase.ocp.task.engine.runner.JavaSubtaskRunner.doRun(JavaSubtaskRunner.java:32)"
           "\n\tat com.oceanbase.ocp.task.engine.runner.JavaSubtaskRunner.run(JavaSubtaskRunner.java:26)"
           "\n\tat com.oceanbase.ocp.task.engine.runner.RunnerFactory.doRun(RunnerFactory.java:113)"
           "\n\tat com.oceanbase.ocp.task.engine.runner.RunnerFactory.redirectOutput(RunnerFactory.java:185)"
           "\n\tat com.oceanbase.ocp.task.engine.coordinator.worker.subtask.ReadySubtaskWorker.lambda$submitTask$3(ReadySubtaskWorker.java:110)"
           "\n\tat java.util.concurrent.FutureTask.run(FutureTask.java:266)"
           "\n\tat java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1149)"
           "\n\tat java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:624)"
           "\n\tat java.lang.Thread.run(Thread.java:748)"_s;
}

QString ownTrace(QLatin1StringView code, const QString &className, const QString &address)
{
    return u"com.oceanbase.ocp.core.exception.UnexpectedException: [OCP UnexpectedException]: status=500 INTERNAL_SERVER_ERROR, errorCode=%1, args=%2"_s
               .arg(code, address)
        + u"\n\tat com.oceanbase.ocp.core.util.ExceptionUtils.unExpected(ExceptionUtils.java:52)"_s + frames(className, 87);
}

QString foreignTrace(QLatin1StringView innermost, const QString &sentence, const QString &className)
{
    return u"java.lang.RuntimeException: java.util.concurrent.ExecutionException: java.lang.IllegalStateException"_s + frames(className, 141)
        + u"\nCaused by: java.util.concurrent.ExecutionException: java.lang.IllegalStateException"
           "\n\tat java.util.concurrent.FutureTask.report(FutureTask.java:122)"
           "\n\tat java.util.concurrent.FutureTask.get(FutureTask.java:192)"
           "\n\t... 10 common frames omitted"_s
        + u"\nCaused by: %1: %2"_s.arg(innermost, sentence)
        + u"\n\tat com.oceanbase.ocp.executor.executor.AgentExecutor.request(AgentExecutor.java:208)"
           "\n\t... 12 common frames omitted"_s;
}

} // namespace

FailureCause causeOfFailure(const QString &word, const QString &stepName, const QString &className, const QString &address)
{
    const QString wanted = word.isEmpty() ? QString(defaultCause(stepName)) : word;
    for (const KnownCause &known : causes) {
        if (wanted != known.word)
            continue;
        const QString sentence = QString(known.line).arg(address);
        return { sentence, known.foreseen, known.foreseen ? ownTrace(known.code, className, address) : foreignTrace(known.code, sentence, className) };
    }
    return { word, true, ownTrace("COMMON_UNEXPECTED"_L1, className, address) };
}

QString interruptedTrace(const QString &className)
{
    return u"java.lang.RuntimeException: java.lang.InterruptedException: sleep interrupted"_s + frames(className, 120)
        + u"\nCaused by: java.lang.InterruptedException: sleep interrupted"
           "\n\tat java.lang.Thread.sleep(Native Method)"
           "\n\t... 9 common frames omitted"_s;
}

QStringList failureCauseWords()
{
    QStringList words;
    for (const KnownCause &cause : causes)
        words << cause.word;
    return words;
}

} // namespace obdesk
