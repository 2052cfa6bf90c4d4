// SPDX-License-Identifier: GPL-3.0-or-later
// The data file: one SQLite connection with what must be right about it before anybody uses it. For one thread, the one that
// calls open().
#pragma once

#include "history/filelock.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariantList>

#include <functional>

class QSqlQuery;

namespace obdesk {

/// Where the program keeps it: "obdesk.db" in the user's data folder.
QString defaultDataFile();

/// What SQLite said.
struct SqlProblem
{
    int code = 0;                       ///< primary result code; 0: nothing is wrong
    QString text = {};
    /// The file is at fault, not the disk, the permissions or another process.
    bool isDamage() const;
    bool isBusy() const;
};

struct DataFileState
{
    enum class Kind {
        Opening,
        Ready,
        ReadOnlyNewer,  ///< a newer obdesk wrote the file: it can be read
        Replaced,       ///< ready, with a new file: the old one is `damagedFile`, and `reason` says what was wrong with it
        Failed,         ///< it cannot be used, for `reason`
    };
    Kind kind = Kind::Opening;
    QString damagedFile = {};
    QString reason = {};                ///< technical, English
    bool operator==(const DataFileState &) const = default;
};

class Database final
{
public:
    enum class Access {
        Use,        ///< creates, migrates, replaces
        Inspect,    ///< touches nothing; a file that is not there is empty, a damaged one fails
    };
    /// The statements that lead from one version of the schema to the next; the first from nothing to version 1. Each is one
    /// transaction, so that an interrupted one leaves the version before. Later ones are appended, old ones never change.
    using Migration = QStringList;

    Database(const QString &file, Access access, const QList<Migration> &migrations);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    /// Anything wrong with the content that SQLite cannot know of makes the file a damaged one: `check` says what, or nothing.
    /// Waits for other processes that are at it, for 5 s at most.
    DataFileState open(const std::function<QString()> &check);
    void close();
    bool isOpen() const { return !m_connection.isEmpty(); }
    /// The path still leads to the file that is open: nobody has moved or deleted it.
    bool isInPlace() const;
    const QString &file() const { return m_file; }
    Access access() const { return m_access; }

    /// One statement; `row` is called for each row of the answer. False: see problem().
    [[nodiscard]] bool run(const QString &sql, const QVariantList &values = {}, const std::function<void(const QSqlQuery &)> &row = {});
    /// The first column of the first row; invalid when there is none, or on a problem.
    QVariant value(const QString &sql, const QVariantList &values = {});
    /// All of `work` or nothing: it answers whether to commit. Nobody else writes meanwhile. False: nothing was written.
    [[nodiscard]] bool write(const std::function<bool()> &work);
    /// `work` sees one state of the file.
    void read(const std::function<void()> &work);
    /// Of the last call that failed.
    const SqlProblem &problem() const { return m_problem; }

private:
    void disconnect();
    enum class Step { Good, Newer, Damaged, Failed };
    Step openOnce(bool alone, const std::function<QString()> &check, QString *why);
    Step connectTo(bool readOnly, QString *why);
    Step examine(const std::function<QString()> &check, QString *why);
    Step migrate(QString *why);
    bool forbidsWriting() const;
    Step judged(QString *why) const;
    bool createFile(bool alone, QString *why);
    QString moveAway(QString *why);
    QStringList schemaOf();
    QStringList wantedSchema() const;
    bool prepareFolder(QString *why) const;

    const QString m_file;
    const Access m_access;
    const QList<Migration> m_migrations;
    QString m_connection;               // its name with Qt; empty: closed
    quint64 m_device = 0;               // which file it is
    quint64 m_node = 0;
    FileLock m_lock;                    // shared while the file is open, exclusive while it is made or replaced
    QString m_movedTo;
    SqlProblem m_problem;
};

} // namespace obdesk
