// SPDX-License-Identifier: GPL-3.0-or-later
// Logs of steps in the form of OCP's engine, for tests. Source of the form: OCP Express, task-service (RunnerFactory, JavaSubtaskRunner,
// ReadySubtaskWorker, RunningSubtaskWorker, SubtaskAccessor, SubtaskOutputStream, TaskService).
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace obdesk::test {

/// Writes entries as the engine does: each is cut into rows of 2,048 bytes, each row is decoded by itself, and "\n" joins them.
class EngineLog
{
public:
    EngineLog(const QString &step, const QString &className, qint64 id) : m_step(step), m_class(className), m_id(id) { }

    void separator(const QString &operation, const QString &time = QStringLiteral("2024-03-12T02:10+08:00"));
    /// An entry of the engine's logger; `level` as INFO, WARN, ERROR. Lines after the first belong to it.
    void entry(const QString &level, const QString &logger, const QString &message);
    /// One of the step itself.
    void step(const QString &level, const QString &message);
    /// "Run subtask, …" and its like, with the whole context.
    void begin(const QString &operation, const QString &context);
    /// The engine's end of a failed run. `message` null: the error was not foreseen. `chain`: "class: message", outermost first.
    void failed(const QString &message, const QStringList &chain, int frames = 11, const QString &words = QStringLiteral("Execute task failed"));
    void state(const QString &operation, const QString &state);
    void setThread(const QString &thread) { m_thread = thread; }
    qint64 id() const { return m_id; }

    /// As OCP sends it.
    QString text() const;
    /// As it was written: what joining the rows must give.
    QString whole() const;

private:
    QString trace(const QStringList &chain, int frames) const;

    QString m_step;
    QString m_class;
    qint64 m_id;
    int m_seconds = 1;
    QString m_thread = QStringLiteral("manual-subtask-executor7,5f0d1c2ab3e44f10,9a7c31d2e4b6");
    QList<QByteArray> m_writes;         // one a flush
};

/// The text of these bytes cut into rows, as OCP sends it.
QString asRows(const QByteArray &bytes);

/// A block of tests/data/logs/failures.txt.
struct FailureCase
{
    QString step;
    QString message;                    ///< null: no failedMessage; see `hasEngineEnd`
    bool hasEngineEnd = false;
    QString engineWords;
    QStringList trace;
    QList<std::pair<QString, QString>> entries; ///< level, text
    QString operation = QStringLiteral("EXECUTE");
    QString end;
    QString timeout;                    ///< the engine's line, or empty
    bool cancel = false;
    bool skip = false;
    QString want;
    QString how;
};

QList<FailureCase> failureCases();

/// What surrounds it.
enum LogDress {
    Plain = 0,
    LongContext = 1,                    ///< rows end within it, and in what follows
    Noise = 2,                          ///< polls, and errors that were got over
    EarlierRun = 4,                     ///< one that failed for another reason and was tried again; its thread complains late
    DeepTraces = 8,                     ///< of 90 frames for each exception
};

EngineLog engineLog(const FailureCase &failure, int dress, qsizetype padding = 0);

/// The sentence of the earlier run.
inline const QString earlierCause = QStringLiteral("quota of tenant sys exhausted, 0 of 16 cores left");

} // namespace obdesk::test
