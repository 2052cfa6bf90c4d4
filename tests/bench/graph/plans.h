// SPDX-License-Identifier: GPL-3.0-or-later
// Large tasks as a rolling operation makes them: barriers, and between them a step per host.
#pragma once

#include "domain/task.h"

namespace obdesk::bench {

/// `steps` subtasks in rounds of `width` hosts between two "Wait node"s: about two edges a step. The first half is done, one round runs,
/// one step in a thousand has failed.
inline Task rollingTask(int steps, int width)
{
    Task task;
    task.id = TaskId(1);
    task.name = QStringLiteral("Rolling upgrade");
    task.status = taskStatusFromText(QStringLiteral("RUNNING"));
    const QDateTime start(QDate(2026, 3, 2), QTime(3, 0), Qt::UTC);
    const QStringList names { QStringLiteral("Check observer"), QStringLiteral("Stop observer process"), QStringLiteral("Upgrade rpm"),
                              QStringLiteral("Start observer process"), QStringLiteral("Wait observer active") };
    QList<SubtaskId> before;
    const auto add = [&](const QString &name, std::optional<int> parallel) {
        Subtask step;
        const int number = int(task.subtasks.size());
        step.id = SubtaskId(1000 + number);
        step.name = name;
        step.parallelIdx = parallel;
        step.upstreams = before;
        step.operation = operationFromText(QStringLiteral("EXECUTE"));
        const bool done = number < steps / 2;
        const bool runs = !done && number < steps / 2 + width;
        step.status = subtaskStatusFromText(number % 1000 == 501 ? QStringLiteral("FAILED") : done ? QStringLiteral("SUCCESSFUL")
                                            : runs ? QStringLiteral("RUNNING") : QStringLiteral("PENDING"));
        if (done || runs)
            step.startTime = start.addSecs(number);
        if (done)
            step.finishTime = start.addSecs(number + 30 + number % 7);
        step.timeout = std::chrono::seconds(600);
        task.subtasks.append(step);
        return step.id;
    };
    before = { add(QStringLiteral("Prepare"), std::nullopt) };
    for (int round = 0; task.subtasks.size() < steps; ++round) {
        QList<SubtaskId> row;
        for (int i = 0; i < width && task.subtasks.size() < steps; ++i)
            row.append(add(names.at(round % names.size()), i));
        before = row;
        if (task.subtasks.size() < steps)
            before = { add(QStringLiteral("Wait node"), std::nullopt) };
    }
    return task;
}

} // namespace obdesk::bench
