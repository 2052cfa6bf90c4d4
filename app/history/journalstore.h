// SPDX-License-Identifier: GPL-3.0-or-later
// The journal on the disk, without threads: what Journal does on its own. For one thread.
#pragma once

#include "history/database.h"
#include "history/journalentry.h"
#include "history/journalrow.h"
#include "history/verify.h"

#include <optional>

namespace obdesk {

class JournalStore final
{
public:
    JournalStore(const QString &file, Database::Access access, const ProcessMark &process = ProcessMark::own());

    DataFileState open();
    void close() { m_database.close(); }
    const DataFileState &state() const { return m_state; }
    /// What the last write failed of; empty after one that worked.
    const QString &writeProblem() const { return m_writeProblem; }

    /// As IntentLog::begin().
    std::optional<ApiError> begin(const Intent &intent);
    enum class Written {
        Yes,
        No,             ///< it does not fit what is written already: no such intent, or it is concluded
        Failed,         ///< disk, permissions, another process: worth another try
    };
    Written conclude(const QString &intentId, const Conclusion &conclusion);

    /// Newest first. `more`: there are older ones than these.
    QList<JournalEntry> entries(const JournalQuery &query, bool *more = nullptr);
    /// Not those this process is just sending. `server` empty: of all.
    QList<JournalEntry> openEntries(const QUrl &server);
    std::optional<JournalEntry> entry(const QString &intentId);
    /// As IntentLog::fetchTasksOfOthers(); of the newest thousands, as nobody looks for a task of last year.
    QSet<TaskId> tasksOfOthers(const QUrl &server, const QString &intentId);
    /// The rows of the entries that fit, oldest first, with the end of the chain as it was then.
    struct Extract
    {
        QList<StoredRow> rows;
        qint64 allRows = 0;
        QByteArray head;
        QString problem;                ///< technical, English
    };
    Extract extract(const JournalQuery &query);
    VerifyResult verify(const VerifyRequest &request);

    /// Another process has written since this was asked last.
    bool changedByOthers();

private:
    QString lookAround();
    bool writable(QString *why);
    bool readHead(qint64 *rows, QByteArray *head);
    bool append(JournalRow row);
    std::optional<ApiError> claim(const Intent &intent);
    bool fits(const JournalEntry &entry, const Conclusion &conclusion) const;
    void endSimulatorEntries();
    void renewClaims();
    QList<JournalEntry> select(const QString &condition, const QVariantList &values);
    QString conditionOf(const JournalQuery &query, QVariantList *values) const;

    Database m_database;
    const ProcessMark m_process;
    DataFileState m_state;
    QString m_notMatching;              // why the end of the chain cannot be continued; empty: it can
    QString m_writeProblem;
    qint64 m_dataVersion = -1;
};

} // namespace obdesk
