// SPDX-License-Identifier: GPL-3.0-or-later
// One look for the task of a request whose answer was lost: asks OCP for everything that may be evidence, as far as it tells it.
#pragma once

#include "ocp/ocpclient.h"
#include "task/taskevidence.h"

#include <QObject>

#include <functional>

namespace obdesk {

/// What may be asked. Only the list is needed; where another one is empty, that evidence is missing.
struct TaskSearchCalls
{
    std::function<ApiCall *(const TaskQuery &, QObject *, Callback<Page<Task>>)> listTasks = {};
    std::function<ApiCall *(TaskId, QObject *, Callback<Task>)> fetchTask = {};
    std::function<ApiCall *(TaskId, SubtaskId, QObject *, Callback<QString>)> fetchLog = {};
    std::function<ApiCall *(const AuditQuery &, QObject *, Callback<Page<AuditEvent>>)> fetchAudit = {};
    std::function<ApiCall *(ClusterId, QObject *, Callback<QList<Zone>>)> fetchZones = {};
    /// Tasks that the journal knows as those of changes other than this intent.
    std::function<void(const QString &intentId, QObject *, std::function<void(const QSet<TaskId> &)>)> fetchTaken = {};
};

struct SearchResult
{
    std::optional<ApiError> error;      ///< OCP did not let us look; nothing else is told then
    bool tasksHidden = false;           ///< tasks may not be read (403): audit log, servers and hosts had to do
    QList<WeighedTask> tasks;           ///< proven and open ones, newest first; where tasks are hidden, with their ids alone
    bool auditRead = false;             ///< OCP has an audit log, and it was read
    std::optional<AuditEvent> event;    ///< our request in it
    QList<HostId> inZone;               ///< our hosts that are OBServers of the zone now
    std::optional<std::chrono::milliseconds> clockSkew; ///< as the list told it
};

class TaskSearch final : public QObject
{
    Q_OBJECT
public:
    static constexpr int mostDetails = 10;      ///< tasks whose details are asked for in one look, newest first

    TaskSearch(TaskSearchCalls calls, const SentRequest &sent, const QString &intentId, QObject *parent = nullptr);
    /// `done` comes once, later, and not after this is gone. One look at a time.
    void look(std::function<void(const SearchResult &)> done);

private:
    void receiveList(const Result<Fetched<Page<Task>>> &result);
    void askDetails();
    void askLogs();
    bool mayBeOurs(const Task &task) const;
    void askAudit();
    void addHostsOfAudit();
    void askZones();
    void weigh();
    void end();
    bool isProven() const;

    const TaskSearchCalls m_calls;
    SentRequest m_sent;
    const QString m_intentId;
    std::function<void(const SearchResult &)> m_done;
    SearchResult m_result;
    QList<Task> m_list;
    Surroundings m_around;
    int m_open = 0;                     // details or logs on their way
    bool m_noAudit = false;             // this OCP has none for us: not asked again
};

} // namespace obdesk
