// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks as OCP would send them, in the middle of their run: for views, pictures and measurements.
#pragma once

#include "domain/host.h"
#include "domain/task.h"

#include <QHash>

#include <algorithm>

namespace obdesk::test {

/// A plan row by row; each row waits for the whole row before.
class SampleTask
{
public:
    Task task;

    explicit SampleTask(int hosts, const QDateTime &start = QDateTime(QDate(2026, 3, 2), QTime(2, 7, 12), Qt::UTC)) : m_start(start)
    {
        task.id = TaskId(107720);
        task.name = QStringLiteral("Add OB server");
        task.creator = QStringLiteral("admin");
        task.status = taskStatusFromText(QStringLiteral("RUNNING"));
        task.operation = operationFromText(QStringLiteral("EXECUTE"));
        task.startTime = start;
        QStringList ids;
        for (int i = 0; i < hosts; ++i) {
            const HostId id(1000 + i);
            Host host;
            host.id = id;
            host.innerIpAddress = QStringLiteral("10.20.%1.%2").arg(2 + i / 200).arg(14 + i % 200);
            known.insert(id, host);
            ids.append(id.toString());
        }
        task.context.lists.insert(QStringLiteral("host_ids"), ids);
    }

    void one(const QString &name, int seconds) { row(name, seconds, 1, false); }
    void eachHost(const QString &name, int seconds) { row(name, seconds, int(known.size()), true); }

    QHash<HostId, Host> known;

    /// Runs the plan up to `at` seconds after its start; `failing` have failed when they end (indexes of subtasks).
    void runUntil(int at, const QList<int> &failing = {})
    {
        QHash<SubtaskId, int> index;
        for (int i = 0; i < task.subtasks.size(); ++i)
            index.insert(task.subtasks.at(i).id, i);
        QList<int> endOf(task.subtasks.size(), 0);  // in seconds; later than any: never
        constexpr int never = 1'000'000'000;
        for (int i = 0; i < task.subtasks.size(); ++i) {
            Subtask &step = task.subtasks[i];
            int begin = 0;
            for (const SubtaskId up : std::as_const(step.upstreams))
                begin = std::max(begin, endOf.at(index.value(up)));
            const int end = begin >= never ? never : begin + m_seconds.at(i);
            const bool fails = failing.contains(i);
            endOf[i] = fails || end > at ? never : end;
            const char *status = begin > at ? "PENDING" : end > at ? "RUNNING" : fails ? "FAILED" : "SUCCESSFUL";
            step.status = subtaskStatusFromText(QString::fromLatin1(status));
            step.operation = operationFromText(QStringLiteral("EXECUTE"));
            step.startTime = begin > at ? std::nullopt : std::optional(m_start.addSecs(begin));
            step.finishTime = end > at ? std::nullopt : std::optional(m_start.addSecs(end));
            step.runTime = begin > at ? 0 : 1;
        }
    }

private:
    void row(const QString &name, int seconds, int width, bool parallel)
    {
        QList<SubtaskId> ids;
        for (int i = 0; i < width; ++i) {
            Subtask step;
            step.id = SubtaskId(129'300 + task.subtasks.size());
            step.name = name;
            if (parallel)
                step.parallelIdx = i;
            step.upstreams = m_before;
            step.timeout = std::chrono::seconds(600);
            step.executor = QStringLiteral("10.20.1.1");
            step.createTime = m_start;
            ids.append(step.id);
            m_seconds.append(seconds + (parallel ? (i * 37) % (seconds / 2 + 1) : 0));
            task.subtasks.append(step);
        }
        m_before = ids;
    }

    QDateTime m_start;
    QList<SubtaskId> m_before;
    QList<int> m_seconds;               // per subtask
};

/// "Add OB server" with the 12 + 9 n steps of the documented sample.
inline SampleTask addServers(int hosts)
{
    SampleTask sample(hosts);
    const QString wait = QStringLiteral("Wait node");
    sample.one(QStringLiteral("Prepare add observer"), 2);
    sample.one(QStringLiteral("Reserve host"), 1);
    sample.eachHost(QStringLiteral("Pre check for install OB"), 31);
    sample.one(wait, 1);
    sample.eachHost(QStringLiteral("Install rpm"), 62);
    sample.one(wait, 1);
    sample.eachHost(QStringLiteral("Make dir for ob"), 8);
    sample.one(wait, 1);
    sample.eachHost(QStringLiteral("Start observer process with param"), 48);
    sample.one(wait, 1);
    sample.one(QStringLiteral("Add observer"), 20);
    sample.eachHost(QStringLiteral("Wait observer active"), 60);
    sample.eachHost(QStringLiteral("Restart observer process"), 48);
    sample.eachHost(QStringLiteral("Wait observer active"), 50);
    sample.eachHost(QStringLiteral("Start ocp agent service"), 20);
    sample.one(wait, 1);
    sample.eachHost(QStringLiteral("Update observer status"), 4);
    sample.one(wait, 1);
    sample.one(QStringLiteral("Update zone status"), 3);
    sample.one(QStringLiteral("Sync cluster info"), 5);
    sample.one(QStringLiteral("Update OB cluster status"), 3);
    return sample;
}

/// Rounds of work on all hosts with a barrier behind each: rounds * (hosts + 1) + 1 steps, and twice as many edges.
inline SampleTask rolling(int hosts, int rounds)
{
    SampleTask sample(hosts);
    sample.one(QStringLiteral("Prepare rolling upgrade"), 2);
    for (int round = 0; round < rounds; ++round) {
        sample.eachHost(QStringLiteral("Upgrade batch %1").arg(round + 1), 30);
        sample.one(QStringLiteral("Wait node"), 1);
    }
    return sample;
}

} // namespace obdesk::test
