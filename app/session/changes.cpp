// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/changes.h"

#include "task/actionstate.h"

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

/// By whom OCP says a task was created; not known for an access key.
QString creatorOf(const Connection &connection)
{
    return connection.authKind == AuthKind::Basic ? connection.user : QString();
}

} // namespace

QString Changes::Change::intentId() const
{
    return add ? add->intentId() : action->intentId();
}

bool Changes::Change::isUnsettled() const
{
    return add ? add->isUnsettled() : action->isUnsettled();
}

Changes::Changes(Scheduler &scheduler, std::shared_ptr<Journal> journal, QObject *parent)
    : QObject(parent), m_scheduler(scheduler), m_journal(std::move(journal))
{
    if (!m_journal)
        return;
    connect(m_journal.get(), &Journal::changed, this, [this] {
        for (const QPointer<Session> &session : std::as_const(m_sessions)) {
            if (session)
                lookForOpenOnes(*session);
        }
    });
}

Changes::~Changes() = default;

Changes::Change &Changes::adopt(std::unique_ptr<Change> change)
{
    // Those that are over have nothing more to say.
    std::erase_if(m_changes, [](const auto &known) {
        const bool over = known->add
                && (known->add->state() == AddServersFlow::State::Accepted || known->add->state() == AddServersFlow::State::FoundServers);
        if (over) {
            known->add->disconnect();
            known->add.release()->deleteLater(); // it may be the one that is speaking
        }
        return over;
    });
    m_changes.push_back(std::move(change));
    return *m_changes.back();
}

std::unique_ptr<Changes::Change> Changes::newAdd(Session &session, ClusterId cluster)
{
    auto change = std::make_unique<Change>();
    change->connectionId = session.connection().id;
    change->server = serverKey(session.connection().url);
    change->session = &session;
    change->cluster = cluster;
    change->add = std::make_unique<AddServersFlow>(callsOf(session.client()), m_scheduler);
    change->add->setRandom(session.random());
    connect(change->add.get(), &AddServersFlow::stateChanged, this, [this, change = change.get()] { onAddChanged(*change); });
    return change;
}

std::unique_ptr<Changes::Change> Changes::newAction(Session &session, TaskId task)
{
    auto change = std::make_unique<Change>();
    change->connectionId = session.connection().id;
    change->server = serverKey(session.connection().url);
    change->session = &session;
    change->task = task;
    change->action = std::make_unique<TaskActionFlow>(actionCallsOf(session.client()), m_scheduler);
    change->action->setRandom(session.random());
    connect(change->action.get(), &TaskActionFlow::stateChanged, this, [this, change = change.get()] {
        if (change->session)
            emit actionFlowChanged(change->session, change->action.get());
    });
    return change;
}

AddServersFlow *Changes::addFlow(Session &session, ClusterId cluster)
{
    const QString server = serverKey(session.connection().url);
    AddServersFlow *usable = nullptr;
    for (const auto &change : m_changes) {
        if (!change->add || change->server != server || change->cluster != cluster)
            continue;
        if (change->add->isUnsettled())
            return change->add.get();
        if (change->connectionId == session.connection().id && change->add->canSubmit())
            usable = change->add.get();
    }
    return usable ? usable : adopt(newAdd(session, cluster)).add.get();
}

TaskActionFlow *Changes::unsettledAction(const Session &session, TaskId task) const
{
    const QString server = serverKey(session.connection().url);
    for (const auto &change : m_changes) {
        if (change->action && change->server == server && change->task == task && change->action->isUnsettled())
            return change->action.get();
    }
    return nullptr;
}

TaskActionFlow *Changes::actionFlow(Session &session, TaskId task)
{
    if (TaskActionFlow *flow = unsettledAction(session, task))
        return flow;
    for (const auto &change : m_changes) {
        if (change->action && change->connectionId == session.connection().id && change->task == task)
            return change->action.get();
    }
    return adopt(newAction(session, task)).action.get();
}

void Changes::attach(Session &session)
{
    m_sessions.removeAll(nullptr);
    m_sessions.append(&session);
    for (const auto &change : m_changes) {
        if (change->connectionId != session.connection().id || change->session)
            continue;
        change->session = &session;
        if (change->add)
            change->add->attach(callsOf(session.client()));
        else
            change->action->attach(actionCallsOf(session.client()));
    }
    lookForOpenOnes(session);
}

void Changes::detach(Session &session)
{
    m_sessions.removeAll(&session);
    for (const auto &change : m_changes) {
        if (change->session != &session)
            continue;
        change->session = nullptr; // first: nothing of what follows is told in its name
        if (change->add)
            change->add->detach();
        else
            change->action->detach();
    }
    // What is settled has no use without its connection.
    std::erase_if(m_changes, [](const auto &change) { return !change->session && !change->isUnsettled(); });
}

void Changes::lookForOpenOnes(Session &session)
{
    if (!m_journal)
        return;
    m_journal->fetchOpen(session.connection().url, &session, [this, guard = QPointer(this), session = &session](const QList<JournalEntry> &entries) {
        if (!guard)
            return;
        takeUp(*session, entries);
        dropSettledElsewhere(entries);
    });
}

void Changes::takeUp(Session &session, const QList<JournalEntry> &entries)
{
    for (const JournalEntry &entry : entries) {
        if (entry.standing == JournalEntry::Standing::Sending)
            continue; // whoever sends it knows better
        const bool known = std::any_of(m_changes.cbegin(), m_changes.cend(), [&](const auto &change) { return change->intentId() == entry.intent.id; });
        if (known)
            continue;
        const OperationKind *kind = operationKind(entry.intent.kind);
        if (!kind)
            continue; // of a newer obdesk: it holds its targets until that or a person settles it
        if (kind->evidence == OperationEvidence::NewTask) {
            AddServersFlow *flow = adopt(newAdd(session, entry.intent.cluster.value_or(ClusterId()))).add.get();
            const Connection &connection = session.connection();
            flow->resume(entry.intent, entry.intent.user == connection.user ? creatorOf(connection) : QString());
        } else {
            adopt(newAction(session, entry.intent.task.value_or(TaskId()))).action->resume(entry.intent);
        }
    }
}

/// Another window or process may have found or settled what we still look for.
void Changes::dropSettledElsewhere(const QList<JournalEntry> &open)
{
    for (const auto &change : m_changes) {
        const QString id = change->intentId();
        const bool listed = std::any_of(open.cbegin(), open.cend(), [&](const JournalEntry &entry) { return entry.intent.id == id; });
        if (listed || !change->isUnsettled())
            continue;
        // Not being listed may also mean that its outcome could not be written yet: only the entry itself tells.
        m_journal->fetchEntry(id, this, [this, id](const std::optional<JournalEntry> &entry) {
            if (!entry || entry->isOpen())
                return;
            for (const auto &change : m_changes) {
                if (change->intentId() != id)
                    continue;
                if (change->add)
                    change->add->settledElsewhere();
                else
                    change->action->settledElsewhere();
                return;
            }
        });
    }
}

void Changes::settle(const QString &intentId, const QString &reason)
{
    if (!m_journal)
        return;
    Conclusion conclusion;
    conclusion.kind = Conclusion::Kind::Settled;
    conclusion.at = m_scheduler.clock().utcNow();
    conclusion.detail = reason;
    m_journal->conclude(intentId, conclusion, [](bool) { }); // the flow that looks for it hears of it through changed()
}

void Changes::onAddChanged(Change &change)
{
    if (!change.session)
        return; // detached: told when the connection is open again
    const QPointer<Session> session = change.session;
    AddServersFlow *flow = change.add.get();
    emit addFlowChanged(session, flow);
    if (!session || flow->state() != AddServersFlow::State::Accepted)
        return;
    const Task task = *flow->task();
    watchToItsEnd(*session, task, flow->intentId());
    emit taskCreated(session, task);
}

/// The journal has the state after the change as well, whether or not a page shows the task.
void Changes::watchToItsEnd(Session &session, const Task &task, const QString &intentId)
{
    if (!m_journal)
        return;
    TaskFollower *follower = session.follow(task.id, task);
    const auto journal = m_journal;
    connect(follower, &TaskFollower::ended, &session,
            [journal, follower, session = &session, intentId, clock = &m_scheduler.clock()] {
                Conclusion conclusion;
                conclusion.kind = Conclusion::Kind::Observed;
                conclusion.at = clock->utcNow();
                conclusion.task = follower->taskId();
                conclusion.state = progressLine(*follower->task());
                journal->conclude(intentId, conclusion, [](bool) { });
                // Not from within the follower's own signal.
                QMetaObject::invokeMethod(
                    session, [session, task = follower->taskId()] { session->unfollow(task); }, Qt::QueuedConnection);
            },
            Qt::SingleShotConnection);
}

} // namespace obdesk
