// SPDX-License-Identifier: GPL-3.0-or-later
// The journal of changes: every change that leaves is a row in the data file before it does, and so is what became of it.
#pragma once

#include "history/database.h"
#include "history/journalentry.h"
#include "history/journalexport.h"
#include "history/verify.h"
#include "ocp/mutation.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace obdesk {

struct JournalState
{
    DataFileState file;
    QString writeProblem = {};          ///< the last write failed of it; empty: writing works, as far as was tried
    int waiting = 0;                    ///< conclusions kept in memory, as they could not be written so far
    bool operator==(const JournalState &) const = default;
};

/// Works on a thread of its own. All functions may be called from any thread, but for the fetching ones: those from the thread of
/// their context, and `done` comes there, later, once, and not after the context is gone.
class Journal final : public QObject, public IntentLog
{
    Q_OBJECT
public:
    /// Opens the file in the background. With Access::Inspect it only reads, and leaves a damaged file where it is.
    explicit Journal(const QString &file = defaultDataFile(), Database::Access access = Database::Access::Use);
    /// close()
    ~Journal() override;

    /// Everything asked so far is done and answered when this returns; what is asked later is refused. To be called by who made
    /// the journal: the last to hold it may be one of its own callbacks.
    void close();

    void begin(const Intent &intent, std::function<void(const std::optional<ApiError> &)> done) override;
    /// False, too, when it does not fit what is written: the intent is unknown, or concluded otherwise. One that cannot be written
    /// is kept and tried again every few seconds, before the next write and at the end.
    void conclude(const QString &intentId, const Conclusion &conclusion, std::function<void(bool)> done) override;

    void fetchTasksOfOthers(const QUrl &server, const QString &intentId, QObject *context,
                            std::function<void(const QSet<TaskId> &)> done) override;

    /// As far as is known; Opening at first.
    JournalState state() const;
    /// Once the file is open, or is known not to open.
    void fetchState(QObject *context, std::function<void(const JournalState &)> done);
    void fetchEntries(const JournalQuery &query, QObject *context, std::function<void(const QList<JournalEntry> &, bool more)> done);
    /// Without an outcome, newest first, but for what this process is just sending. `server` empty: of all OCPs.
    void fetchOpen(const QUrl &server, QObject *context, std::function<void(const QList<JournalEntry> &)> done);
    void fetchEntry(const QString &intentId, QObject *context, std::function<void(const std::optional<JournalEntry> &)> done);
    void verify(const VerifyRequest &request, QObject *context, std::function<void(const VerifyResult &)> done);
    /// `problem` is empty when the file is written, else a sentence for people or SQLite's words.
    void exportTo(const QString &file, JournalFormat format, const JournalQuery &query, QObject *context,
                  std::function<void(const QString &problem)> done);
    /// Looks now whether another process has written, and tries again what could not be written.
    void poll();

signals:
    /// Something was written, here or by another process. On the thread of the journal.
    void changed();
    /// state() says something else. On the thread of the journal.
    void stateChanged();

private:
    class Core;
    const std::shared_ptr<Core> m_core; // held by the thread as well
};

} // namespace obdesk
