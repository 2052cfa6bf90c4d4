// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/journal.h"

#include "files/atomicfile.h"
#include "history/journalstore.h"

#include <QFutureWatcher>
#include <QPromise>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds pollInterval { 3 };

} // namespace

/// The thread and what it works on. It outlives the journal when the journal dies on that very thread.
class Journal::Core final : public std::enable_shared_from_this<Core>
{
public:
    using Job = std::function<void()>;

    Core(Journal *journal, const QString &file, Database::Access access) : m_journal(journal), m_store(file, access) { }

    void start()
    {
        m_thread = std::thread([self = shared_from_this()] { self->work(); });
    }

    /// False: closed.
    bool add(Job job)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_closing)
                return false;
            m_jobs.push_back(std::move(job));
        }
        m_wake.notify_one();
        return true;
    }

    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closing = true;
        }
        m_wake.notify_one();
        if (!m_thread.joinable())
            return;
        if (m_thread.get_id() == std::this_thread::get_id())
            m_thread.detach(); // called by a job; the rest is done after it
        else
            m_thread.join();
    }

    /// No signal from now on.
    void forgetJournal()
    {
        const std::lock_guard lock(m_journalMutex);
        m_journal = nullptr;
    }

    JournalState state() const
    {
        const std::lock_guard lock(m_mutex);
        return m_state;
    }

    /// Runs `read` on the thread and brings its answer to the context.
    template<typename Answer>
    void ask(QObject *context, std::function<Answer(JournalStore &)> read, std::function<void(const Answer &)> done)
    {
        const auto promise = std::make_shared<QPromise<Answer>>();
        auto *watcher = new QFutureWatcher<Answer>(context);
        QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
            watcher->deleteLater();
            if (watcher->future().resultCount() > 0)
                done(watcher->result());
        });
        promise->start();
        watcher->setFuture(promise->future());
        const auto answer = [this, promise, read = std::move(read)] {
            promise->addResult(read(m_store));
            promise->finish();
        };
        if (!add(answer)) {
            promise->addResult(Answer());
            promise->finish();
        }
    }

    // Only from jobs, from here on.

    std::optional<ApiError> begin(const Intent &intent)
    {
        catchUp();
        const std::optional<ApiError> refusal = m_store.begin(intent);
        told(!refusal);
        return refusal;
    }

    bool conclude(const QString &intentId, const Conclusion &conclusion)
    {
        catchUp();
        const JournalStore::Written written = m_waiting.empty() ? m_store.conclude(intentId, conclusion) : JournalStore::Written::Failed;
        if (written == JournalStore::Written::Failed)
            m_waiting.push_back({ intentId, conclusion });
        told(written == JournalStore::Written::Yes);
        return written == JournalStore::Written::Yes;
    }

    void poll()
    {
        const bool waited = !m_waiting.empty();
        catchUp();
        const bool caughtUp = waited && m_waiting.empty();
        told(m_store.changedByOthers() || caughtUp);
    }

private:
    void work()
    {
        m_store.open();
        told(false);
        std::unique_lock lock(m_mutex);
        while (true) {
            m_wake.wait_for(lock, pollInterval, [this] { return !m_jobs.empty() || m_closing; });
            if (!m_jobs.empty()) {
                Job job = std::move(m_jobs.front());
                m_jobs.pop_front();
                lock.unlock();
                job();
                job = nullptr; // what it holds may be the last of the journal
                lock.lock();
            } else if (m_closing) {
                break;
            } else {
                lock.unlock();
                poll();
                lock.lock();
            }
        }
        lock.unlock();
        catchUp();
        told(false);
        m_store.close();
    }

    /// What could not be written before, in the order it came.
    void catchUp()
    {
        while (!m_waiting.empty()) {
            const auto &[intentId, conclusion] = m_waiting.front();
            if (m_store.conclude(intentId, conclusion) == JournalStore::Written::Failed)
                return;
            m_waiting.pop_front();
        }
    }

    /// Tells of what changed.
    void told(bool rows)
    {
        const JournalState state { m_store.state(), m_store.writeProblem(), int(m_waiting.size()) };
        bool differs = false;
        {
            const std::lock_guard lock(m_mutex);
            differs = !(state == m_state);
            m_state = state;
        }
        const std::lock_guard lock(m_journalMutex);
        if (!m_journal)
            return;
        if (differs)
            QMetaObject::invokeMethod(m_journal, &Journal::stateChanged, Qt::QueuedConnection);
        if (rows)
            QMetaObject::invokeMethod(m_journal, &Journal::changed, Qt::QueuedConnection);
    }

    std::mutex m_journalMutex;
    Journal *m_journal;                 // protected by m_journalMutex

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;             // protected by m_mutex
    bool m_closing = false;             // protected by m_mutex
    JournalState m_state;               // protected by m_mutex

    JournalStore m_store;               // the thread's
    std::deque<std::pair<QString, Conclusion>> m_waiting; // the thread's
    std::thread m_thread;
};

Journal::Journal(const QString &file, Database::Access access) : m_core(std::make_shared<Core>(this, file, access))
{
    m_core->start();
}

Journal::~Journal()
{
    m_core->forgetJournal();
    m_core->close();
}

void Journal::close()
{
    m_core->close();
}

void Journal::begin(const Intent &intent, std::function<void(const std::optional<ApiError> &)> done)
{
    if (m_core->add([core = m_core.get(), intent, done] { done(core->begin(intent)); }))
        return;
    ApiError error;
    error.kind = ApiError::Kind::JournalFailed;
    error.outcome = ApiError::Outcome::NotSent;
    error.method = QString::fromLatin1(intent.method);
    error.detail = u"the journal is closed"_s;
    done(error);
}

void Journal::conclude(const QString &intentId, const Conclusion &conclusion, std::function<void(bool)> done)
{
    if (!m_core->add([core = m_core.get(), intentId, conclusion, done] { done(core->conclude(intentId, conclusion)); }))
        done(false);
}

void Journal::fetchTasksOfOthers(const QUrl &server, const QString &intentId, QObject *context,
                                 std::function<void(const QSet<TaskId> &)> done)
{
    m_core->ask<QSet<TaskId>>(context, [server, intentId](JournalStore &store) { return store.tasksOfOthers(server, intentId); },
                              std::move(done));
}

JournalState Journal::state() const
{
    return m_core->state();
}

void Journal::fetchState(QObject *context, std::function<void(const JournalState &)> done)
{
    m_core->ask<bool>(context, [](JournalStore &) { return true; },
                      [core = m_core, done = std::move(done)](bool) { done(core->state()); });
}

void Journal::fetchEntries(const JournalQuery &query, QObject *context, std::function<void(const QList<JournalEntry> &, bool)> done)
{
    using Answer = std::pair<QList<JournalEntry>, bool>;
    const auto read = [query](JournalStore &store) {
        Answer answer;
        answer.first = store.entries(query, &answer.second);
        return answer;
    };
    m_core->ask<Answer>(context, read, [done = std::move(done)](const Answer &answer) { done(answer.first, answer.second); });
}

void Journal::fetchOpen(const QUrl &server, QObject *context, std::function<void(const QList<JournalEntry> &)> done)
{
    m_core->ask<QList<JournalEntry>>(context, [server](JournalStore &store) { return store.openEntries(server); }, std::move(done));
}

void Journal::fetchEntry(const QString &intentId, QObject *context, std::function<void(const std::optional<JournalEntry> &)> done)
{
    m_core->ask<std::optional<JournalEntry>>(context, [intentId](JournalStore &store) { return store.entry(intentId); }, std::move(done));
}

void Journal::verify(const VerifyRequest &request, QObject *context, std::function<void(const VerifyResult &)> done)
{
    m_core->ask<VerifyResult>(context, [request](JournalStore &store) { return store.verify(request); }, std::move(done));
}

void Journal::exportTo(const QString &file, JournalFormat format, const JournalQuery &query, QObject *context,
                       std::function<void(const QString &)> done)
{
    const auto write = [file, format, query](JournalStore &store) {
        const JournalStore::Extract extract = store.extract(query);
        if (!extract.problem.isEmpty())
            return extract.problem;
        return writeAtomically(file, format == JournalFormat::Csv ? journalToCsv(store.entries(query)) : journalToJson(extract));
    };
    m_core->ask<QString>(context, write, std::move(done));
}

void Journal::poll()
{
    m_core->add([core = m_core.get()] { core->poll(); });
}

} // namespace obdesk
