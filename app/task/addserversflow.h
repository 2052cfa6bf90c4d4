// SPDX-License-Identifier: GPL-3.0-or-later
// "Add OBServer", from the click to a task that is followed: send once, judge the answer, and when the answer was lost,
// look for evidence of it in OCP instead of sending again.
#pragma once

#include "domain/scheduler.h"
#include "domain/spread.h"
#include "ocp/ocpclient.h"
#include "task/tasksearch.h"

#include <QObject>

#include <functional>
#include <memory>

namespace obdesk {

/// What the flow asks of the world; the client and the journal in the program, scripts in tests.
struct AddServersCalls
{
    std::function<ApiCall *(const AddServersRequest &, const MutationContext &, QObject *, Callback<Task>)> submit;
    TaskSearchCalls search;
    /// Found and Settled go into the journal through here. May be empty.
    std::function<void(const QString &intentId, const Conclusion &)> conclude = {};
};

/// `client` must outlive the calls made.
AddServersCalls callsOf(OcpClient &client);

class AddServersFlow final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Idle,
        Sending,
        Accepted,       ///< task() is there
        Refused,        ///< OCP said no: error()
        NotSent,        ///< no byte of the request left, or the guard here held it back: may be sent again
        Reconciling,    ///< the answer was lost; looking for the task
        FoundSeveral,   ///< candidates(), one or more, none or several of them proven: a person must say which
        FoundServers,   ///< the hosts are OBServers of the zone by now, and no task may be read: it was carried out
        FoundNone,      ///< three looks found nothing: probably not accepted; only a person may send again
    };
    Q_ENUM(State)

    AddServersFlow(AddServersCalls calls, Scheduler &scheduler, QObject *parent = nullptr);
    /// Spreads the waits between looks; without it they are exact.
    void setRandom(RandomSource random) { m_random = std::move(random); }

    /// True when a submit may be started: nothing is under way and nothing is unsettled.
    bool canSubmit() const;
    /// Sends `request` once. False, and nothing happens, unless canSubmit(). `creator`: our user name, "" when not known.
    bool submit(const AddServersRequest &request, const MutationContext &mutation, const QString &creator);
    /// A change of an earlier run, or of another process that is gone, whose outcome is not known: looks for its task. Only once, on a
    /// new flow. `creator` as for submit().
    void resume(const Intent &intent, const QString &creator);

    /// After FoundNone or FoundSeveral: the person looked, and takes it on themselves that nothing of theirs runs. `reason` goes into the
    /// journal.
    void settle(const QString &reason);
    /// The journal says that somebody else, or the person on another page, has settled or found it: nothing more is looked for.
    void settledElsewhere();
    /// After FoundSeveral: the person says it is this one.
    void adopt(TaskId candidate);
    /// After FoundNone or FoundSeveral: look once more. When stalled: begin to look again.
    void lookAgain();

    /// The connection closes. An answer under way is lost with it and will be looked for; until attach() nothing is asked.
    void detach();
    /// The connection is open again, perhaps with another login: goes on looking.
    void attach(AddServersCalls calls);
    /// Something of it is open: it must not be forgotten, and blocks a second submit.
    bool isUnsettled() const;

    State state() const { return m_state; }
    /// Of the last submit, or of the resumed one; empty before.
    const QString &intentId() const { return m_intentId; }
    /// When the request was sent (our clock, UTC).
    const QDateTime &sentAt() const { return m_sentAt; }
    /// It was begun by an earlier run or another process.
    bool isResumed() const { return m_resumed; }
    const AddServersRequest &request() const { return m_request; }
    const MutationContext &mutation() const { return m_mutation; }
    const std::optional<Task> &task() const { return m_task; }
    /// With what speaks for and against each.
    const QList<WeighedTask> &candidates() const { return m_found.tasks; }
    /// All that the last answered look brought.
    const SearchResult &found() const { return m_found; }
    /// Of Refused and NotSent; during Reconciling and after, the failure that hid the answer.
    const std::optional<ApiError> &error() const { return m_error; }
    /// Of the last look, when OCP did not answer it; such a look does not count.
    const std::optional<ApiError> &lookError() const { return m_lookError; }
    /// Reconciling, but OCP does not let us look (401, 403): at rest until lookAgain(), since accounts lock.
    bool isStalled() const;
    /// The answer was lost and the task was found in the list.
    bool wasReconciled() const { return m_reconciled; }
    const ReplyMeta &meta() const { return m_meta; }

    static constexpr int looks = 3;
    static constexpr std::chrono::milliseconds betweenLooks { 10'000 };
    static constexpr std::chrono::milliseconds slowestLooks { 60'000 }; ///< while OCP is away

signals:
    /// After state() or lookError() changed.
    void stateChanged();

private:
    void receive(const Result<Fetched<Task>> &result);
    void look();
    void beginSearch();
    void judge(const SearchResult &found);
    void missLook(const ApiError &error);
    void lookLater(std::chrono::milliseconds wait);
    void accept(const WeighedTask &found, bool byPerson);
    void conclude(Conclusion::Kind kind, const std::optional<TaskId> &task, const QString &detail);
    void setState(State state);

    AddServersCalls m_calls;            // empty while detached
    Scheduler &m_scheduler;
    RandomSource m_random;
    State m_state = State::Idle;
    AddServersRequest m_request;
    MutationContext m_mutation;
    QString m_creator;
    QString m_intentId;
    bool m_resumed = false;
    QDateTime m_sentAt;                 // our clock, UTC
    std::optional<std::chrono::milliseconds> m_clockSkew;
    std::optional<Task> m_task;
    SearchResult m_found;
    std::optional<ApiError> m_error;
    ReplyMeta m_meta;
    bool m_reconciled = false;
    std::unique_ptr<TaskSearch> m_search; // while detached: none. Planned looks are its own, and void without it
    int m_looked = 0;                   // answered looks
    int m_failedLooks = 0;              // in a row
    std::optional<ApiError> m_lookError;
};

} // namespace obdesk
