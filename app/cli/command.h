// SPDX-License-Identifier: GPL-3.0-or-later
// One command under way: started once, ends once with an exit status.
#pragma once

#include "cli/commandline.h"
#include "cli/exitstatus.h"
#include "cli/output.h"
#include "domain/scheduler.h"
#include "history/journalentry.h"
#include "ocp/ocpclient.h"
#include "report/taskrecord.h"

#include <QObject>

#include <functional>
#include <memory>

namespace obdesk {

class Journal;

class Command : public QObject
{
    Q_OBJECT
public:
    /// Not owned; must outlive the command.
    struct Setting
    {
        const CommandLine &line;
        Output &output;
        Scheduler &scheduler;
    };

    explicit Command(const Setting &setting) : m_line(setting.line), m_output(setting.output), m_scheduler(setting.scheduler) { }

    /// Reads operands and options, before anybody is asked for anything. What is wrong with them, or empty.
    virtual QString prepare() { return {}; }
    /// It may send a change, which must be written down first, or tells of those that were.
    virtual bool wantsJournal() const { return false; }
    /// Begins. `client` is null for a command that works offline, `journal` for one that does not want it. Neither is owned.
    void start(OcpClient *client, Journal *journal);
    /// Ctrl-C: ends soon.
    virtual void interrupt();

signals:
    /// Once.
    void finished(obdesk::ExitStatus status);

protected:
    virtual void begin() = 0;

    OcpClient &client() const { return *m_client; }
    /// Ends the command. What is said after that counts for nothing.
    void finish(ExitStatus status);
    bool isFinished() const { return m_finished; }
    /// Says what went wrong, in JSON mode too (unless there was a document already), and ends with the status that goes with it.
    void fail(const ApiError &error);
    void fail(ExitStatus status, const QString &problem);
    /// The value of a reply, or the end of the command.
    template<typename T>
    const T *valueOf(const Result<Fetched<T>> &result)
    {
        if (result) {
            noteUnread(result->notes);
            return &result->value;
        }
        fail(result.error());
        return nullptr;
    }
    /// The document of a list, with what of its reply could not be read.
    QJsonObject withUnread(QJsonObject document) const;
    /// `wanted`: id, or a name only one cluster has. Does not come back when there is no such cluster: the command ends.
    void findCluster(const QString &wanted, std::function<void(const Cluster &)> found);
    void findZone(const Cluster &cluster, const QString &name, std::function<void(const Zone &, const QList<Zone> &)> found);
    /// All clusters of this OCP, for clusterLabel(). Those that findCluster() read are used again; without them, and when OCP does not
    /// tell, it goes on with none.
    void fetchClusterNames(std::function<void(const QList<Cluster> &)> done);
    const QList<Cluster> &clusters() const { return m_clusters; }
    /// For names and addresses: when OCP does not tell them, it goes on with none and says so.
    void fetchHostNames(std::function<void(const QHash<HostId, Host> &)> done);
    /// Changes at this OCP without a known outcome, of which nobody who still runs will tell one. `done` is called at once, with none,
    /// by a command that changes nothing.
    /// RUNNING and FAILED tasks of the cluster, with the hosts the journal knows where OCP tells none. Empty, with a remark, when OCP does not
    /// let us look or has more than one answer holds.
    void fetchOpenTasks(ClusterId cluster, std::function<void(const std::optional<QList<Task>> &)> done);
    /// What the journal of this machine knows of a task of this OCP; where there is no journal, nothing.
    void fetchRecord(TaskId task, std::function<void(const TaskRecord &)> done);
    void fetchLostChanges(std::function<void(const QList<JournalEntry> &)> done);
    /// "obdesk --connection prod task watch 107720"; the connection's options as they were typed.
    QString commandFor(const QString &words) const;

    const CommandLine &m_line;
    Output &m_output;
    Scheduler &m_scheduler;

private:
    /// Says on standard error what of a reply could not be read.
    void noteUnread(const ReplyNotes &notes);

    OcpClient *m_client = nullptr;
    Journal *m_journal = nullptr;
    std::shared_ptr<Journal> m_reader;  // of commands that change nothing; made when needed
    bool m_finished = false;
    ReplyNotes m_unread;                // over all replies
    QList<Cluster> m_clusters;
};

} // namespace obdesk
