// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/runactions.h"

#include "logs/redact.h"
#include "report/reporttext.h"
#include "report/reportwords.h"
#include "words/journalwords.h"
#include "words/plain.h"

#include <QJsonArray>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array standings {
    JournalEntry::Standing::Sending, JournalEntry::Standing::Lost,    JournalEntry::Standing::NotSent, JournalEntry::Standing::Accepted,
    JournalEntry::Standing::Refused, JournalEntry::Standing::Unknown, JournalEntry::Standing::Found,   JournalEntry::Standing::Settled,
};

/// What became of it, in words; a word of a newer obdesk as it is.
QString standingText(const QString &word)
{
    const auto it = std::find_if(standings.begin(), standings.end(), [&word](JournalEntry::Standing standing) { return wordOf(standing) == word; });
    return it == standings.end() ? displayText(word, false, 40) : standingWord(*it);
}

QString whatText(const RunAction &action, TaskId task)
{
    if (!operationKind(action.kind))
        return displayText(action.kind, false, 60);
    Intent intent;
    intent.kind = action.kind;
    intent.task = task;
    intent.subtask = action.subtask;
    return changeWords(intent);
}

} // namespace

QList<RunAction> actionsOf(const QList<JournalEntry> &entries, const QUrl &server, TaskId task)
{
    QList<RunAction> actions;
    for (const JournalEntry &entry : entries) {
        const Intent &intent = entry.intent;
        if (makesTask(intent.kind) || intent.task != task || serverKey(intent.server) != serverKey(server))
            continue;
        actions.append({ intent.at, intent.kind, intent.subtask, intent.user, intent.osUser, maskSecrets(intent.reason), wordOf(entry.standing) });
    }
    std::stable_sort(actions.begin(), actions.end(), [](const RunAction &a, const RunAction &b) { return a.at < b.at; });
    return actions;
}

QStringList actionLines(const Run &run)
{
    QStringList lines;
    for (const RunAction &action : run.actions) {
        QStringList parts { LocalTimes::full(action.at), whatText(action, run.task.id) };
        const QString user = displayText(action.user, false, 60);
        if (!action.user.isEmpty())
            parts.append(action.osUser.isEmpty() ? ReportWords::tr("by %1").arg(user)
                                                 : ReportWords::tr("by %1 (%2 on this machine)").arg(user, displayText(action.osUser, false, 60)));
        parts.append(standingText(action.standing));
        if (!action.reason.isEmpty())
            parts.append(ReportWords::tr("reason: %1").arg(displayText(action.reason, false, 500)));
        lines.append(parts.join(u" · "_s));
    }
    return lines;
}

QJsonArray actionsToJson(const QList<RunAction> &actions)
{
    QJsonArray array;
    for (const RunAction &action : actions) {
        QJsonObject json { { u"at"_s, action.at.toUTC().toString(Qt::ISODateWithMs) }, { u"kind"_s, action.kind }, { u"user"_s, action.user },
                           { u"osUser"_s, action.osUser }, { u"reason"_s, action.reason }, { u"standing"_s, action.standing } };
        if (action.subtask)
            json.insert("subtask"_L1, action.subtask->value);
        array.append(json);
    }
    return array;
}

RunAction actionFromJson(const JsonReader &json)
{
    return { json.time("at"_L1).value_or(QDateTime()), json.text("kind"_L1), json.optionalId<SubtaskId>("subtask"_L1), json.text("user"_L1),
             json.text("osUser"_L1), maskSecrets(json.text("reason"_L1)), json.text("standing"_L1) };
}

} // namespace obdesk
