// SPDX-License-Identifier: GPL-3.0-or-later
// The changes under way, and those whose outcome is not known: of this run, of earlier runs and of processes that are gone. They outlive
// their dialogs and their connections.
#pragma once

#include "history/journal.h"
#include "session/session.h"
#include "task/addserversflow.h"
#include "task/taskactionflow.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <vector>

namespace obdesk {

class Changes final : public QObject
{
    Q_OBJECT
public:
    /// `journal`: null for tests that change nothing. The scheduler is not owned and must outlive this.
    Changes(Scheduler &scheduler, std::shared_ptr<Journal> journal, QObject *parent = nullptr);
    ~Changes() override;

    /// The connection is open: flows of it go on, and open intents of its OCP that nobody works on are taken up.
    void attach(Session &session);
    /// Before the session goes. What was sent and not answered outlives it.
    void detach(Session &session);

    /// The flow that adds OBServers to this cluster: the unsettled one if there is one (it blocks a second submit until a person has
    /// settled it), else a new one. Owned by this.
    AddServersFlow *addFlow(Session &session, ClusterId cluster);
    /// The same for actions on a task.
    TaskActionFlow *actionFlow(Session &session, TaskId task);
    /// A person decided about a change without a known outcome, whether or not a flow of this run looks for it.
    void settle(const QString &intentId, const QString &reason);
    /// Null when none is unsettled.
    TaskActionFlow *unsettledAction(const Session &session, TaskId task) const;

signals:
    void addFlowChanged(obdesk::Session *session, obdesk::AddServersFlow *flow);
    void actionFlowChanged(obdesk::Session *session, obdesk::TaskActionFlow *flow);
    /// An add flow has its task, whether or not its dialog is still open.
    void taskCreated(obdesk::Session *session, const obdesk::Task &task);

private:
    struct Change
    {
        QString connectionId;
        QString server;                         // serverKey()
        QPointer<Session> session;              // null while detached
        std::unique_ptr<AddServersFlow> add;    // one of the two
        std::unique_ptr<TaskActionFlow> action;
        std::optional<ClusterId> cluster;       // of `add`
        std::optional<TaskId> task;             // of `action`
        QString intentId() const;
        bool isUnsettled() const;
    };

    Change &adopt(std::unique_ptr<Change> change);
    std::unique_ptr<Change> newAdd(Session &session, ClusterId cluster);
    std::unique_ptr<Change> newAction(Session &session, TaskId task);
    void takeUp(Session &session, const QList<JournalEntry> &entries);
    void dropSettledElsewhere(const QList<JournalEntry> &open);
    void lookForOpenOnes(Session &session);
    void onAddChanged(Change &change);
    void watchToItsEnd(Session &session, const Task &task, const QString &intentId);

    Scheduler &m_scheduler;
    const std::shared_ptr<Journal> m_journal;
    std::vector<std::unique_ptr<Change>> m_changes;
    QList<QPointer<Session>> m_sessions;
};

} // namespace obdesk
