// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks written as text: "a>b a>c d" is a before b and c, and d alone. A letter is its place in the alphabet as id, a number is
// itself. Nodes come in the order they are first named.
#pragma once

#include "domain/task.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace obdesk::test {

enum class Lists { Both, Down, Up };

inline qint64 idOf(const QString &name)
{
    bool number = false;
    const qint64 id = name.toLongLong(&number);
    return number ? id : name.at(0).unicode() - u'a' + 1;
}

inline QString nameOf(SubtaskId id)
{
    return id.value >= 1 && id.value <= 26 ? QString(QChar(u'a' + int(id.value) - 1)) : id.toString();
}

inline Task planFrom(const QString &text, Lists lists = Lists::Both)
{
    Task task;
    task.id = TaskId(107720);
    task.name = QStringLiteral("Add OB server");
    QHash<QString, int> at;
    const auto place = [&](const QString &name) {
        if (!at.contains(name)) {
            at.insert(name, int(task.subtasks.size()));
            Subtask step;
            step.id = SubtaskId(idOf(name));
            step.name = name;
            task.subtasks.append(step);
        }
        return at.value(name);
    };
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QStringList ends = word.split(u'>');
        const int from = place(ends.at(0));
        if (ends.size() < 2)
            continue;
        const int to = place(ends.at(1));
        if (lists != Lists::Up)
            task.subtasks[from].downstreams.append(task.subtasks.at(to).id);
        if (lists != Lists::Down)
            task.subtasks[to].upstreams.append(task.subtasks.at(from).id);
    }
    return task;
}

inline Subtask &step(Task &task, const QString &name)
{
    for (Subtask &subtask : task.subtasks) {
        if (subtask.id.value == idOf(name))
            return subtask;
    }
    qFatal("no such step");
}

inline void setState(Subtask &step, const QString &status, const QString &operation = QStringLiteral("EXECUTE"))
{
    step.status = subtaskStatusFromText(status);
    step.operation = operationFromText(operation);
}

inline void setState(Task &task, const QString &status, const QString &operation = QStringLiteral("EXECUTE"))
{
    task.status = taskStatusFromText(status);
    task.operation = operationFromText(operation);
}

} // namespace obdesk::test
