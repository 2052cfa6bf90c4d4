// SPDX-License-Identifier: GPL-3.0-or-later
// The words and numbers that the documents for people share. All texts are fit for display (displayText), none is escaped.
#pragma once

#include "report/environmentlook.h"
#include "report/runfacts.h"

#include <QColor>
#include <QString>

namespace obdesk {

struct Tokens;

struct Fact
{
    QString label;
    QString value;
};

/// Facts that answer one question: what, where, who, when.
struct FactGroup
{
    QString title;
    QList<Fact> facts;                  ///< never empty
};

/// A step that failed, with what its log says.
struct FailureText
{
    int row = 0;                        ///< into RunFacts::steps
    QString title;                      ///< "3 · Start observer · 10.0.0.7"
    QString errorLine;                  ///< causeWords(), or that the log does not say why; empty when there is no log
    QString basis;                      ///< how sure that is and why; may be empty
    int line = -1;                      ///< of `log`, where it stands
    QString note;                       ///< why there is no log, or that its beginning is left out; may be empty
    QString log;                        ///< several lines; may be empty
};

/// A step that ran more than once, with each attempt as one line.
struct RepeatText
{
    int row = 0;                        ///< into RunFacts::steps
    QString title;
    QStringList attempts;               ///< "1 · execute · 2023-01-17 11:36:05 – 11:36:06 · Failed: no space"
};

/// Times of one document, in local time. Columns of times leave out the offset when all have the same as the report.
class LocalTimes
{
public:
    explicit LocalTimes(const Run &run);
    /// "2023-01-17 11:36:01 +08:00"; invalid or missing: "–".
    static QString full(const std::optional<QDateTime> &time);
    /// The same; without the offset when it is the report's.
    QString cell(const std::optional<QDateTime> &time) const;
    /// The same for a later time; "11:42:43" when it is on the same day.
    QString after(const std::optional<QDateTime> &time, const std::optional<QDateTime> &earlier) const;
    /// "UTC+08:00", for the head of a column.
    QString zone() const;

private:
    int m_offsetSeconds = 0;
};

QList<FactGroup> factGroups(const RunFacts &facts);
/// One line for everything that is not at rest: "16 / 17 · Failed 1 · Pending 3".
QString progressText(const RunFacts &facts);
QList<FailureText> failures(const RunFacts &facts);
QList<RepeatText> repeatedSteps(const RunFacts &facts);
/// Empty unless there were more logs than were asked for.
QString logsLeftOutText(const Run &run);
/// At most a hundred, then a line that counts the rest.
/// "ob_upgrade (21)": a primary and its standby share their name.
QString clusterName(const ClusterRef &cluster);
QStringList oddityLines(const RunFacts &facts);

/// For the head of a document: the environment, or that the origin is not known.
QString originWord(const RunFacts &facts);
/// Empty unless OCP could not be reached.
QString staleText(const Run &run);
/// One character per state, differing in shape, for documents without drawings.
QString stateMark(StepState state);
/// "Add OB server", or a generic word for a task without a name.
QString taskName(const Task &task);
/// Name for people, with the host where there is one: what a node or a heading says.
QString stepHostText(const StepRow &row, const Subtask &subtask);
/// "obdesk 0.1.0"
QString programText();
/// Language tag of the words, e.g. "en" or "zh-CN".
QString languageTag();

} // namespace obdesk
