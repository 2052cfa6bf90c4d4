// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/database.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStandardPaths>
#include <QThread>
#include <QUuid>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

// Result codes of SQLite that are told apart.
constexpr int errorCode = 1;
constexpr int busyCode = 5;
constexpr int lockedCode = 6;
constexpr int readOnlyCode = 8;
constexpr int corruptCode = 11;
constexpr int cannotOpenCode = 14;
constexpr int notADatabaseCode = 26;

constexpr int busyTimeoutMs = 3000;
constexpr int patienceMs = 5000;
constexpr unsigned long pauseMs = 20;

const QStringList &companions()
{
    static const QStringList endings { u"-wal"_s, u"-shm"_s };
    return endings;
}

QString systemProblem(const QString &file)
{
    return u"%1: %2"_s.arg(file, QString::fromLocal8Bit(::strerror(errno)));
}

SqlProblem problemOf(const QSqlError &error)
{
    // The low byte of an extended code is the primary one.
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const QString text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return { code > 0 ? code : errorCode, u"%1 (SQLite %2)"_s.arg(text, error.nativeErrorCode()) };
}

void syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

/// Every missing folder down to this one, for the user alone.
bool makeFolder(const QString &folder, QString *why)
{
    if (QFileInfo(folder).isDir())
        return true;
    const QString above = QFileInfo(folder).path();
    if (above != folder && !makeFolder(above, why))
        return false;
    const QByteArray name = QFile::encodeName(folder);
    if (::mkdir(name.constData(), 0700) == 0) {
        ::chmod(name.constData(), 0700); // a strange umask may have taken away more
        return true;
    }
    if (errno == EEXIST && QFileInfo(folder).isDir())
        return true; // another process was quicker
    *why = systemProblem(folder);
    return false;
}

void tighten(const QString &file, mode_t mode)
{
    const QByteArray name = QFile::encodeName(file);
    struct stat info {};
    if (::lstat(name.constData(), &info) == 0 && (S_ISREG(info.st_mode) || S_ISDIR(info.st_mode)) && (info.st_mode & 0777) != mode
        && info.st_uid == ::geteuid())
        ::chmod(name.constData(), mode);
}

} // namespace

QString defaultDataFile()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"obdesk.db"_s);
}

bool SqlProblem::isDamage() const
{
    return code == corruptCode || code == notADatabaseCode;
}

bool SqlProblem::isBusy() const
{
    return code == busyCode || code == lockedCode;
}

Database::Database(const QString &file, Access access, const QList<Migration> &migrations)
    : m_file(QFileInfo(file).absoluteFilePath())
    , m_access(access)
    , m_migrations(migrations)
{
}

Database::~Database()
{
    close();
}

DataFileState Database::open(const std::function<QString()> &check)
{
    using Kind = DataFileState::Kind;
    close();
    m_movedTo.clear();
    QString why;
    if (m_access == Access::Inspect) {
        if (!QFile::exists(m_file))
            return { Kind::Ready };
        switch (openOnce(false, check, &why)) {
        case Step::Good:
            return { Kind::Ready };
        case Step::Newer:
            return { Kind::ReadOnlyNewer };
        case Step::Damaged:
        case Step::Failed:
            break;
        }
        close();
        return { Kind::Failed, {}, why };
    }
    if (!prepareFolder(&why) || !m_lock.openFile(m_file + u".lock"_s, &why))
        return { Kind::Failed, {}, why };

    // Two that start at once: one makes, migrates or replaces the file, the other waits and finds it done. One that runs holds the
    // lock shared, so that nobody moves the file away under it.
    why = u"another process is starting with it"_s;
    QString damage;
    for (const QDeadlineTimer patience(patienceMs); !patience.hasExpired(); QThread::msleep(pauseMs)) {
        const bool alone = m_lock.tryExclusive();
        if (!alone && !m_lock.tryShared())
            continue;
        Step step = openOnce(alone, check, &why);
        if (step == Step::Damaged && alone && m_movedTo.isEmpty()) {
            disconnect();
            damage = why;
            if (!moveAway(&why).isEmpty())
                step = openOnce(true, check, &why);
            else
                step = Step::Failed;
        }
        if (step == Step::Good || step == Step::Newer) {
            if (alone && !m_lock.tryShared()) {
                close();
                continue; // another start has slipped in between: once more
            }
            if (step == Step::Newer)
                return { Kind::ReadOnlyNewer };
            return m_movedTo.isEmpty() ? DataFileState { Kind::Ready } : DataFileState { Kind::Replaced, m_movedTo, damage };
        }
        const bool busy = m_problem.isBusy();
        close();
        if ((step == Step::Failed && !busy) || !m_movedTo.isEmpty())
            return { Kind::Failed, {}, why };
        if (step == Step::Damaged)
            why = u"it is damaged (%1), and another process has it open"_s.arg(why);
    }
    close();
    return { Kind::Failed, {}, why };
}

void Database::close()
{
    disconnect();
    m_lock.release();
}

void Database::disconnect()
{
    if (m_connection.isEmpty())
        return;
    const QString name = std::exchange(m_connection, {});
    QSqlDatabase::database(name, false).close();
    QSqlDatabase::removeDatabase(name);
}

bool Database::isInPlace() const
{
    struct stat info {};
    return ::stat(QFile::encodeName(m_file).constData(), &info) == 0 && info.st_dev == m_device && info.st_ino == m_node;
}

bool Database::run(const QString &sql, const QVariantList &values, const std::function<void(const QSqlQuery &)> &row)
{
    if (m_connection.isEmpty()) {
        m_problem = { cannotOpenCode, u"the data file is not open"_s };
        return false;
    }
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    bool ok = query.prepare(sql);
    if (ok) {
        for (const QVariant &value : values)
            query.addBindValue(value);
        ok = query.exec();
    }
    while (ok && query.next()) {
        if (row)
            row(query);
    }
    // A row that cannot be read looks like the end, but for the error.
    if (query.lastError().isValid()) {
        m_problem = problemOf(query.lastError());
        return false;
    }
    return ok;
}

QVariant Database::value(const QString &sql, const QVariantList &values)
{
    QVariant first;
    const bool ok = run(sql, values, [&first](const QSqlQuery &query) {
        if (!first.isValid())
            first = query.value(0);
    });
    return ok ? first : QVariant();
}

bool Database::write(const std::function<bool()> &work)
{
    if (!run(u"BEGIN IMMEDIATE"_s))
        return false;
    m_problem = {};
    if (work() && run(u"COMMIT"_s))
        return true;
    const SqlProblem why = m_problem;
    (void)run(u"ROLLBACK"_s); // after some errors SQLite has done so already, and says so
    m_problem = why;
    return false;
}

void Database::read(const std::function<void()> &work)
{
    const bool began = run(u"BEGIN"_s);
    work();
    const SqlProblem why = m_problem;
    if (began)
        (void)run(u"ROLLBACK"_s);
    m_problem = why;
}

/// What a problem at the start means. Error 1 is damage there: the statements are ours and right, the file is not.
Database::Step Database::judged(QString *why) const
{
    *why = m_problem.text;
    return m_problem.isDamage() || m_problem.code == errorCode ? Step::Damaged : Step::Failed;
}

Database::Step Database::openOnce(bool alone, const std::function<QString()> &check, QString *why)
{
    m_problem = {};
    if (m_access == Access::Use && !createFile(alone, why))
        return Step::Failed;
    const Step step = connectTo(m_access == Access::Inspect, why);
    if (step != Step::Good)
        return step;
    const Step found = examine(check, why);
    if (found != Step::Newer || m_access == Access::Inspect)
        return found;
    // Not even the bookkeeping of SQLite is ours to write.
    disconnect();
    const Step again = connectTo(true, why);
    return again == Step::Good ? Step::Newer : again;
}

Database::Step Database::connectTo(bool readOnly, QString *why)
{
    struct stat info {};
    if (::stat(QFile::encodeName(m_file).constData(), &info) != 0 || !S_ISREG(info.st_mode)) {
        *why = S_ISREG(info.st_mode) ? systemProblem(m_file) : u"%1 is not a regular file"_s.arg(m_file);
        return Step::Failed;
    }
    m_device = info.st_dev;
    m_node = info.st_ino;
    m_connection = u"obdesk-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    database.setDatabaseName(m_file);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1%2"_s.arg(busyTimeoutMs).arg(readOnly ? u";QSQLITE_OPEN_READONLY"_s : QString()));
    if (!database.open()) {
        m_problem = problemOf(database.lastError());
        return judged(why);
    }
    for (const QString &setting : { u"PRAGMA foreign_keys = ON"_s, u"PRAGMA secure_delete = ON"_s, u"PRAGMA synchronous = FULL"_s }) {
        if (!run(setting))
            return judged(why);
    }
    return Step::Good;
}

Database::Step Database::examine(const std::function<QString()> &check, QString *why)
{
    const QVariant version = value(u"PRAGMA user_version"_s);
    const QVariant tables = value(u"SELECT count(*) FROM sqlite_master"_s);
    if (!version.isValid() || !tables.isValid())
        return judged(why);
    if (version.toInt() == 0 && tables.toInt() > 0) {
        *why = u"it is no data file of obdesk"_s;
        return Step::Damaged;
    }
    if (version.toInt() != 0) {
        // Kept twice, so that a damaged number is not taken for a newer program.
        const QVariant noted = value(u"SELECT schema FROM meta"_s);
        if (!noted.isValid() && m_problem.code != 0)
            return judged(why);
        if (noted != version) {
            *why = u"its version is %1 in one place and %2 in another"_s.arg(version.toString(), noted.toString());
            return Step::Damaged;
        }
        // Not quick_check: that one does not look whether the indexes say the same as the tables.
        const QVariant sound = value(u"PRAGMA integrity_check(1)"_s);
        if (!sound.isValid())
            return judged(why);
        if (sound.toString() != "ok"_L1) {
            *why = sound.toString();
            return Step::Damaged;
        }
    }
    if (version.toInt() > m_migrations.size())
        return Step::Newer;
    if (m_access == Access::Inspect) {
        if (version.toInt() < m_migrations.size()) {
            *why = version.toInt() == 0 ? u"it is empty"_s : u"an older obdesk wrote it, and it has not been brought up to date yet"_s;
            return Step::Failed;
        }
    } else {
        const Step migrated = migrate(why);
        if (migrated != Step::Good)
            return migrated;
    }
    if (schemaOf() != wantedSchema()) {
        *why = u"its tables are not those of obdesk"_s;
        return Step::Damaged;
    }
    *why = check ? check() : QString();
    return why->isEmpty() ? Step::Good : Step::Damaged;
}

Database::Step Database::migrate(QString *why)
{
    if (!value(u"PRAGMA journal_mode = WAL"_s).isValid())
        return judged(why);
    for (qsizetype i = 0; i < m_migrations.size(); ++i) {
        const bool done = write([this, i] {
            if (value(u"PRAGMA user_version"_s).toInt() > i)
                return true; // another process was quicker, or it is long done
            for (const QString &statement : m_migrations.at(i)) {
                if (!run(statement))
                    return false;
            }
            return run(u"UPDATE meta SET schema = ?"_s, { i + 1 }) && run(u"PRAGMA user_version = %1"_s.arg(i + 1));
        });
        if (done)
            continue;
        if (forbidsWriting()) {
            *why = m_problem.text;
            return Step::Damaged;
        }
        // A statement that does not fit the file may be our mistake: no reason to move somebody's journal away.
        *why = m_problem.text;
        return m_problem.isDamage() ? Step::Damaged : Step::Failed;
    }
    // BEGIN IMMEDIATE is content with a file that cannot be written; the first statement that writes is not. Nothing of it stays.
    m_problem = {};
    (void)write([this] {
        (void)run(u"UPDATE meta SET schema = schema"_s);
        return false;
    });
    if (forbidsWriting()) {
        *why = m_problem.text;
        return Step::Damaged;
    }
    return Step::Good;
}

/// The last problem was a header that forbids writing where the permissions allow it: a damaged one.
bool Database::forbidsWriting() const
{
    return m_problem.code == readOnlyCode && ::access(QFile::encodeName(m_file).constData(), W_OK) == 0
        && ::access(QFile::encodeName(QFileInfo(m_file).path()).constData(), W_OK) == 0;
}

QStringList Database::schemaOf()
{
    QStringList lines;
    (void)run(u"SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"_s, {},
              [&lines](const QSqlQuery &query) { lines.append(query.value(0).toString()); });
    return lines;
}

QStringList Database::wantedSchema() const
{
    Database model(u":memory:"_s, Access::Use, m_migrations);
    model.m_connection = u"obdesk-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    QSqlDatabase::addDatabase(u"QSQLITE"_s, model.m_connection).setDatabaseName(u":memory:"_s);
    if (!QSqlDatabase::database(model.m_connection, false).open())
        return {};
    for (const Migration &migration : m_migrations) {
        for (const QString &statement : migration)
            (void)model.run(statement);
    }
    return model.schemaOf();
}

bool Database::prepareFolder(QString *why) const
{
    const QString folder = QFileInfo(m_file).path();
    if (!makeFolder(folder, why))
        return false;
    // A folder somebody else has chosen keeps its permissions; obdesk's own has no business with others.
    if (folder == QFileInfo(defaultDataFile()).absolutePath())
        tighten(folder, 0700);
    return true;
}

bool Database::createFile(bool alone, QString *why)
{
    if (!QFile::exists(m_file)) {
        // What a process left that was killed while it moved a damaged file away; SQLite would delete it.
        for (const QString &ending : companions()) {
            if (alone && QFile::exists(m_file + ending))
                (void)moveAway(why);
        }
        // SQLite gives the companions the permissions of the file.
        const int descriptor = ::open(QFile::encodeName(m_file).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (descriptor < 0 && errno != EEXIST) {
            *why = systemProblem(m_file);
            return false;
        }
        if (descriptor >= 0) {
            ::fchmod(descriptor, 0600);
            ::close(descriptor);
            syncFolder(QFileInfo(m_file).path());
        }
    }
    for (const QString &ending : QStringList { {} } + companions())
        tighten(m_file + ending, 0600);
    return true;
}

/// The file and its companions get names that say when. Answers the file's; empty on failure.
QString Database::moveAway(QString *why)
{
    const QString stem = m_file + u".damaged-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-hhmmss"_s);
    QString name = stem;
    const auto taken = [](const QString &file) { return QFile::exists(file) || QFile::exists(file + companions().constFirst()); };
    for (int i = 2; taken(name); ++i)
        name = u"%1-%2"_s.arg(stem).arg(i);
    for (const QString &ending : QStringList { {} } + companions()) {
        const QByteArray from = QFile::encodeName(m_file + ending);
        if (::rename(from.constData(), QFile::encodeName(name + ending).constData()) != 0 && errno != ENOENT) {
            *why = u"it is damaged (%1) and cannot be moved away: %2"_s.arg(*why, systemProblem(m_file + ending));
            return {};
        }
    }
    syncFolder(QFileInfo(m_file).path());
    return m_movedTo = name;
}

} // namespace obdesk
