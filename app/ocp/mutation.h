// SPDX-License-Identifier: GPL-3.0-or-later
// A change as it is written down before it leaves (the intent), and what becomes of it (conclusions). Whoever keeps them implements
// IntentLog; without one no change leaves at all.
#pragma once

#include "domain/apierror.h"
#include "domain/ids.h"
#include "ocp/connection.h"
#include "ocp/operation.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

class QObject;

namespace obdesk {

/// What the guard wants to know before it lets a mutation through, and the journal for its reader.
struct MutationContext
{
    QString reason;                     ///< why the change is made; kept in journal and reports
    QString confirmedName;              ///< what the person typed on a protected connection
    QString targetName;                 ///< what they had to type: the cluster's name, with what tells it from another of that name
    QString intentId = {};              ///< UUID text of a caller who wants to find the intent again; empty: one is made
    QString stateBefore = {};           ///< for the journal, one line
    std::optional<ClusterId> targetCluster = {}; ///< whose name that is; empty: not known
};

/// An operation, and who sends it where, when and why.
struct Intent : Operation
{
    QString id;                         ///< UUID text
    QDateTime at;                       ///< our clock, UTC
    std::optional<std::chrono::milliseconds> clockSkew; ///< server minus us, when replies told it
    QString osUser;                     ///< who is logged in to this machine
    QString connectionId;
    QString connectionName;
    QUrl server;                        ///< without user info
    QString user;                       ///< at OCP: user name or access key id
    Environment environment = Environment::Production;
    QString targetName;                 ///< what the target is called (see MutationContext), as far as known
    QString reason;
    QString stateBefore;
};

/// One text per OCP, whatever the connection is called: scheme, host and port in lower case, and the path prefix.
QString serverKey(const QUrl &url);

struct Conclusion
{
    enum class Kind {
        NotSent,    ///< no byte left: nothing happened
        Accepted,   ///< OCP said yes; with `task` where one came of it
        Refused,    ///< OCP said no: nothing happened
        Unknown,    ///< everything else
        Found,      ///< after Unknown: it did happen; `task` is it
        Settled,    ///< after Unknown: a person decided that nothing of it runs; `detail` has their words
        Observed,   ///< after Accepted or Found: `state` was reached
    };
    Kind kind = Kind::Unknown;
    QDateTime at = {};                  ///< our clock, UTC
    int httpStatus = 0;
    QString code = {};                  ///< OCP's error code
    QString message = {};               ///< OCP's error message
    QString traceId = {};
    std::optional<TaskId> task = {};
    QString state = {};                 ///< after it, one line
    QString detail = {};
};

QString wordOf(Conclusion::Kind kind);
std::optional<Conclusion::Kind> conclusionKindOf(const QString &word);
/// The claims of the intent are free again after it.
bool isConclusive(Conclusion::Kind kind);

class IntentLog
{
public:
    virtual ~IntentLog() = default;

    /// Writes the intent down so that it survives a power cut, claims its targets, then calls `done`: empty when the change may leave;
    /// else Kind::Unsettled (an earlier change on one of the targets has no known outcome) or Kind::JournalFailed, both NotSent.
    virtual void begin(const Intent &intent, std::function<void(const std::optional<ApiError> &)> done) = 0;
    /// Writes down what became of it; then calls `done` with whether that is safe on disk.
    /// For any thread, begin() and this; `done` comes once, on any thread, possibly before the function returns.
    virtual void conclude(const QString &intentId, const Conclusion &conclusion, std::function<void(bool)> done) = 0;
    /// Tasks of that OCP that are known to come from additions other than this intent. To be called from the thread of the context;
    /// `done` comes there, once, and not after the context is gone.
    virtual void fetchTasksOfOthers(const QUrl &server, const QString &intentId, QObject *context,
                                    std::function<void(const QSet<TaskId> &)> done) = 0;
};

} // namespace obdesk
