// SPDX-License-Identifier: GPL-3.0-or-later
// What only reads tasks: list, show, log, export, watch and wait.
#pragma once

#include "cli/command.h"

#include <optional>

namespace obdesk {

class TaskEnd;
class TaskWatch;

class TaskListCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    QString prepare() override;

protected:
    void begin() override;

private:
    void ask();
    void show(const Page<Task> &page, const QList<Cluster> &clusters, const QDateTime &serverNow);

    TaskQuery m_query;
};

class TaskShowCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    QString prepare() override;

protected:
    void begin() override;

private:
    void show(const Task &task, const QHash<HostId, Host> &hosts, const QDateTime &serverNow);

    TaskId m_task;
};

class TaskLogCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    QString prepare() override;

protected:
    void begin() override;

private:
    void explainNoLog();
    void end(const QString &log);

    TaskId m_task;
    SubtaskId m_subtask;
};

class TaskExportCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    QString prepare() override;

protected:
    void begin() override;

private:
    TaskId m_task;
    QStringList m_files;
};

/// watch tells each step, wait only the end.
class TaskWatchCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    QString prepare() override;
    void interrupt() override;

protected:
    void begin() override;

private:
    void follow(const Task &task, const QHash<HostId, Host> &hosts);
    void conclude(const QHash<HostId, Host> &hosts);
    void stop(ExitStatus status, const QString &problem);
    QJsonObject document() const;

    TaskId m_task;
    std::optional<std::chrono::milliseconds> m_timeout;
    std::optional<std::chrono::milliseconds> m_interval;
    TaskWatch *m_watch = nullptr;       // children
    TaskEnd *m_end = nullptr;
};

} // namespace obdesk
