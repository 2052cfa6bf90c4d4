// SPDX-License-Identifier: GPL-3.0-or-later
// Changes for the tests of the journal, and short ways to ask it.
#pragma once

#include "history/journal.h"
#include "history/journalstore.h"

#include <QTest>

#include <atomic>
#include <memory>
#include <optional>

namespace obdesk::test {

inline Intent addServers(const QString &id, const QList<qint64> &hosts, const QUrl &server = QUrl(QStringLiteral("https://ocp.example:8443")))
{
    Intent intent;
    intent.id = id;
    intent.at = QDateTime::fromString(QStringLiteral("2026-11-24T04:00:00.123Z"), Qt::ISODateWithMs);
    intent.clockSkew = std::chrono::milliseconds(-1250);
    intent.osUser = QStringLiteral("dba");
    intent.connectionId = QStringLiteral("0b6f");
    intent.connectionName = QStringLiteral("生产 prod");
    intent.server = server;
    intent.user = QStringLiteral("admin");
    intent.environment = Environment::Production;
    intent.kind = operations::addServers;
    intent.method = "POST";
    intent.path = "/api/v2/ob/clusters/21/servers";
    intent.body = R"({"zoneName":"zone2","hostIds":[11]})";
    intent.cluster = ClusterId(21);
    intent.targetName = QStringLiteral("ob_trade");
    intent.zone = QStringLiteral("zone2");
    for (const qint64 host : hosts)
        intent.hosts.append(HostId(host));
    intent.claims = claimsOnTargets(intent);
    intent.reason = QStringLiteral("CHG-77 more room");
    intent.stateBefore = QStringLiteral("2 servers");
    return intent;
}

inline Conclusion concluded(Conclusion::Kind kind)
{
    Conclusion conclusion;
    conclusion.kind = kind;
    conclusion.at = QDateTime::fromString(QStringLiteral("2026-11-24T04:00:01.456Z"), Qt::ISODateWithMs).addMSecs(int(kind));
    conclusion.httpStatus = kind == Conclusion::Kind::Refused ? 409 : 200;
    conclusion.code = QStringLiteral("OBE11020");
    conclusion.message = QStringLiteral("主机 host is reserved");
    conclusion.traceId = QStringLiteral("Y-1");
    if (kind == Conclusion::Kind::Accepted || kind == Conclusion::Kind::Found)
        conclusion.task = TaskId(9007199254740993);
    conclusion.state = kind == Conclusion::Kind::Observed ? QStringLiteral("SUCCESSFUL") : QString();
    conclusion.detail = QStringLiteral("said so");
    return conclusion;
}

/// A process that is gone: no machine has this number.
inline ProcessMark goneProcess()
{
    return { 999'999'999, 12345, QStringLiteral("gone-run") };
}

/// How many rounds a campaign goes: fewer by default, all with OBDESK_LONG=1.
inline int roundsOf(int few, int all)
{
    return qEnvironmentVariableIntValue("OBDESK_LONG") == 1 ? all : few;
}

/// Waits for the answer of begin().
inline std::optional<ApiError> begun(Journal &journal, const Intent &intent)
{
    const auto answered = std::make_shared<std::atomic_bool>(false);
    const auto answer = std::make_shared<std::optional<ApiError>>();
    journal.begin(intent, [answered, answer](const std::optional<ApiError> &error) {
        *answer = error;
        *answered = true;
    });
    return QTest::qWaitFor([&] { return answered->load(); }, 20000) ? *answer : std::optional(ApiError());
}

/// Waits for the answer of conclude().
inline bool concludedWith(Journal &journal, const QString &id, const Conclusion &conclusion)
{
    const auto answer = std::make_shared<std::atomic_int>(-1);
    journal.conclude(id, conclusion, [answer](bool ok) { *answer = ok ? 1 : 0; });
    return QTest::qWaitFor([&] { return answer->load() >= 0; }, 20000) && *answer == 1;
}

inline JournalState opened(Journal &journal)
{
    QObject context;
    std::optional<JournalState> found;
    journal.fetchState(&context, [&found](const JournalState &state) { found = state; });
    return QTest::qWaitFor([&] { return found.has_value(); }, 20000) ? *found : JournalState();
}

inline QList<JournalEntry> entriesOf(Journal &journal, const JournalQuery &query = {})
{
    QObject context;
    std::optional<QList<JournalEntry>> found;
    journal.fetchEntries(query, &context, [&found](const QList<JournalEntry> &entries, bool) { found = entries; });
    return QTest::qWaitFor([&] { return found.has_value(); }, 20000) ? *found : QList<JournalEntry>();
}

inline VerifyResult verified(Journal &journal, const VerifyRequest &request = {})
{
    QObject context;
    std::optional<VerifyResult> found;
    journal.verify(request, &context, [&found](const VerifyResult &result) { found = result; });
    return QTest::qWaitFor([&] { return found.has_value(); }, 20000) ? *found : VerifyResult();
}

} // namespace obdesk::test
