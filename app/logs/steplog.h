// SPDX-License-Identifier: GPL-3.0-or-later
// A step's log taken apart: runs, and in each run the entries of the engine's logger with what belongs to them (a stack trace, the output
// of a remote command). Reads the form of OCP's engine, and anything else as lines without a head. Linear in the text.
// Source of the form: OCP's documented log sample; OCP Express, task-service.
#pragma once

#include "domain/task.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringView>

#include <optional>

namespace obdesk {

enum class LogLevel { None, Trace, Debug, Info, Warn, Error, Fatal };

/// "2024-03-12 02:10:01.037  WARN 213 --- [thread,trace,span] logger : message", and the lines up to the next entry. Lines before any
/// entry are one of their own, without head. The views are of StepLog::text.
struct LogEvent
{
    qsizetype start = 0;                ///< in the text; of the head
    qsizetype end = 0;                  ///< behind the last attached line, without its line end
    QStringView time;                   ///< as written; in the zone of the OCP node
    LogLevel level = LogLevel::None;
    QStringView thread;                 ///< with trace and span
    QStringView logger;                 ///< abbreviated by the engine's logger
    QStringView message;                ///< the first line's
    QStringView attached;               ///< the lines after it; may be empty
    bool late = false;                  ///< of an earlier run that had not noticed its end
};

/// "Set state for subtask: 7, operation:EXECUTE, state: FAILED".
struct LogState
{
    qsizetype start = 0;
    QStringView line;
    OpenEnum<TaskOperation> operation;
    OpenEnum<SubtaskStatus> status;
};

struct LogRun
{
    OpenEnum<TaskOperation> operation;      ///< of the separator; Unknown with empty text when there is none
    std::optional<QDateTime> start;     ///< of the separator, UTC
    std::optional<int> offset;          ///< of the OCP node, seconds east of Greenwich
    qsizetype from = 0;                 ///< where the separator begins
    qsizetype to = 0;
    QList<LogEvent> events;
    std::optional<LogState> state;      ///< the last one
};

struct StepLog
{
    QString text;                       ///< whole lines; what all positions and views are of
    QList<LogRun> runs;                 ///< in the order written; none for an empty text
};

/// Characters. Masking and reading more takes a noticeable part of a frame: not on the thread of the window.
inline constexpr qsizetype longLog = 16 * 1024;

/// What everybody shows, searches and keeps of a log as OCP sent it: rows joined, secrets covered.
QString readableLog(const QString &fromServer);

/// Of a readable text.
StepLog readStepLog(const QString &text);

/// Java's shortest ISO form: seconds may be missing, the fraction has 0 to 9 digits. UTC. Also gives the offset in seconds.
std::optional<QDateTime> separatorTime(QStringView text, int *offset = nullptr);

/// When an entry was written, UTC; its text has no zone, so the run must tell one.
std::optional<QDateTime> eventTime(const LogRun &run, const LogEvent &event);

} // namespace obdesk
