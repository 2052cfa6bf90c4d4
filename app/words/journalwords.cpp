// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/journalwords.h"

#include "words/environmentwords.h"
#include "words/evidencewords.h"
#include "words/plain.h"

#include <QCoreApplication>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct JournalWords { Q_DECLARE_TR_FUNCTIONS(JournalWords) };

QString masked(const QString &text, int most = 2000)
{
    return displayText(text, false, most);
}

QString stamp(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss.zzz 'UTC'"_s) : QString();
}

QString conclusionLine(const Conclusion &conclusion)
{
    QStringList parts { conclusionWord(conclusion.kind) };
    if (conclusion.httpStatus)
        parts.append(u"HTTP %1"_s.arg(conclusion.httpStatus));
    if (conclusion.task)
        parts.append(JournalWords::tr("task %1").arg(conclusion.task->toString()));
    for (const QString &text : { conclusion.code, conclusion.message, conclusion.state, evidenceDetailWords(conclusion.detail) }) {
        if (!text.isEmpty())
            parts.append(masked(text));
    }
    if (!conclusion.traceId.isEmpty())
        parts.append(JournalWords::tr("trace %1").arg(masked(conclusion.traceId, 200)));
    parts.append(stamp(conclusion.at));
    return parts.join(u" · "_s);
}

} // namespace

QString changeWords(const Intent &intent)
{
    const QString task = intent.task.value_or(TaskId()).toString();
    const QString step = intent.subtask.value_or(SubtaskId()).toString();
    if (intent.kind == operations::addServers) {
        const QString where = intent.targetName.isEmpty() ? intent.cluster.value_or(ClusterId()).toString() : masked(intent.targetName, 80);
        return JournalWords::tr("Add %n OBServer(s) to %1 of %2", nullptr, int(intent.hosts.size())).arg(masked(intent.zone, 60), where);
    }
    if (intent.kind == operations::retryTask)
        return JournalWords::tr("Retry task %1").arg(task);
    if (intent.kind == operations::rollbackTask)
        return JournalWords::tr("Roll back task %1").arg(task);
    if (intent.kind == operations::retrySubtask)
        return JournalWords::tr("Retry step %1 of task %2").arg(step, task);
    if (intent.kind == operations::skipSubtask)
        return JournalWords::tr("Skip step %1 of task %2").arg(step, task);
    if (intent.kind == operations::cancelSubtask)
        return JournalWords::tr("Cancel step %1 of task %2").arg(step, task);
    return JournalWords::tr("“%1”, which this obdesk does not know: %2").arg(masked(intent.kind, 60), masked(QString::fromUtf8(intent.method + ' ' + intent.path), 200));
}

QString standingWord(JournalEntry::Standing standing)
{
    using Standing = JournalEntry::Standing;
    switch (standing) {
    case Standing::Sending:
        return JournalWords::tr("Under way");
    case Standing::Lost:
    case Standing::Unknown:
        return JournalWords::tr("Not known");
    case Standing::NotSent:
        return JournalWords::tr("Not sent");
    case Standing::Accepted:
        return JournalWords::tr("Accepted");
    case Standing::Refused:
        return JournalWords::tr("Refused");
    case Standing::Found:
        return JournalWords::tr("Found in OCP");
    case Standing::Settled:
        return JournalWords::tr("Settled by hand");
    }
    return {};
}

QString conclusionWord(Conclusion::Kind kind)
{
    switch (kind) {
    case Conclusion::Kind::NotSent:
        return standingWord(JournalEntry::Standing::NotSent);
    case Conclusion::Kind::Accepted:
        return standingWord(JournalEntry::Standing::Accepted);
    case Conclusion::Kind::Refused:
        return standingWord(JournalEntry::Standing::Refused);
    case Conclusion::Kind::Unknown:
        return standingWord(JournalEntry::Standing::Unknown);
    case Conclusion::Kind::Found:
        return standingWord(JournalEntry::Standing::Found);
    case Conclusion::Kind::Settled:
        return standingWord(JournalEntry::Standing::Settled);
    case Conclusion::Kind::Observed:
        return JournalWords::tr("Seen afterwards");
    }
    return {};
}

QString standingWords(JournalEntry::Standing standing)
{
    using Standing = JournalEntry::Standing;
    switch (standing) {
    case Standing::Sending:
        return JournalWords::tr("A running obdesk is sending it or waits for the answer.");
    case Standing::Lost:
        return JournalWords::tr("The program that sent it ended before the answer came. It is not known whether OCP took it; nothing more is sent for the "
                         "same target until that is settled.");
    case Standing::Unknown:
        return JournalWords::tr("OCP's answer was lost. It is not known whether OCP took it; nothing more is sent for the same target until that is settled.");
    case Standing::NotSent:
        return JournalWords::tr("Nothing of it left this machine.");
    case Standing::Accepted:
        return JournalWords::tr("OCP took it.");
    case Standing::Refused:
        return JournalWords::tr("OCP said no; nothing happened.");
    case Standing::Found:
        return JournalWords::tr("The answer was lost, but what came of it was found in OCP.");
    case Standing::Settled:
        return JournalWords::tr("The answer was lost; a person decided that nothing of it runs.");
    }
    return {};
}

QList<std::pair<QString, QString>> entryFacts(const JournalEntry &entry)
{
    const Intent &intent = entry.intent;
    QStringList hosts;
    for (const HostId host : intent.hosts)
        hosts.append(host.toString());
    QStringList became;
    for (const Conclusion &conclusion : entry.conclusions)
        became.append(conclusionLine(conclusion));
    const std::optional<TaskId> task = entry.task();
    const QList<std::pair<QString, QString>> all {
        { JournalWords::tr("Change"), changeWords(intent) },
        { JournalWords::tr("Outcome"), standingWord(entry.standing) + u". "_s + standingWords(entry.standing) },
        { JournalWords::tr("When"), stamp(intent.at) },
        { JournalWords::tr("Clock of OCP"), intent.clockSkew && std::chrono::abs(*intent.clockSkew) >= std::chrono::seconds(1) ? JournalWords::tr("%1 s from ours").arg(double(intent.clockSkew->count()) / 1000, 0, 'f', 1) : QString() },
        { JournalWords::tr("Who"), intent.osUser.isEmpty() ? masked(intent.user, 120)
                                                    : JournalWords::tr("%1 here, %2 at OCP").arg(masked(intent.osUser, 120), masked(intent.user, 120)) },
        { JournalWords::tr("Connection"), u"%1 (%2)"_s.arg(masked(intent.connectionName, 120), environmentWord(intent.environment)) },
        { JournalWords::tr("OCP"), masked(intent.server.toString(QUrl::RemoveUserInfo), 500) },
        { JournalWords::tr("Cluster"), masked(intent.targetName, 120) },
        { JournalWords::tr("Zone"), masked(intent.zone, 120) },
        { JournalWords::tr("Hosts"), hosts.join(u", "_s) },
        { JournalWords::tr("Reason"), masked(intent.reason) },
        { JournalWords::tr("Request"), masked(u"%1 %2 %3"_s.arg(QString::fromUtf8(intent.method), QString::fromUtf8(intent.path), QString::fromUtf8(intent.body)).trimmed(), 8000) },
        { JournalWords::tr("State before"), masked(intent.stateBefore) },
        { JournalWords::tr("What became of it"), became.join(u'\n') },
        { JournalWords::tr("Task"), task ? task->toString() : QString() },
        { JournalWords::tr("Trace id"), masked(entry.traceId(), 200) },
        { JournalWords::tr("State after"), masked(entry.stateAfter()) },
        { JournalWords::tr("Entry"), u"%1 · %2"_s.arg(entry.seq).arg(masked(intent.id, 80)) },
    };
    QList<std::pair<QString, QString>> told;
    for (const auto &fact : all) {
        if (!fact.second.isEmpty())
            told.append(fact);
    }
    return told;
}

QString dataFileWords(const DataFileState &state)
{
    switch (state.kind) {
    case DataFileState::Kind::Opening:
    case DataFileState::Kind::Ready:
        return {};
    case DataFileState::Kind::ReadOnlyNewer:
        return JournalWords::tr("The journal was written by a newer obdesk. It can be read, but nothing can be changed with this one.");
    case DataFileState::Kind::Replaced:
        return JournalWords::tr("The journal was damaged (%1). It was put aside as %2, and a new one begins. Changes of before are not known here: look into OCP "
                         "before you repeat one.").arg(masked(state.reason, 300), masked(state.damagedFile, 500));
    case DataFileState::Kind::Failed:
        return JournalWords::tr("The journal cannot be used (%1). Everything can be looked at, but nothing can be changed, since a change is written down first.")
                .arg(masked(state.reason, 300));
    }
    return {};
}

QString badPlaceWords(const VerifyResult::Place &place)
{
    const QString where = place.seq > 0 ? JournalWords::tr("row %1, field %2").arg(place.seq).arg(masked(place.field, 80)) : masked(place.field, 80);
    return JournalWords::tr("%1: expected %2, found %3").arg(where, masked(place.expected, 200), masked(place.found, 200));
}

QStringList verifyWords(const VerifyResult &result)
{
    QStringList lines;
    if (!result.problem.isEmpty())
        lines.append(JournalWords::tr("The journal could not be read to its end: %1.").arg(masked(result.problem, 500)));
    else if (result.sound)
        lines.append(JournalWords::tr("The journal is sound: %n row(s), each bound to the one before.", nullptr, int(result.rows)));
    else
        lines.append(JournalWords::tr("The journal was changed in %n place(s).", nullptr, int(result.badPlaces)));
    for (const VerifyResult::Place &place : result.places)
        lines.append(badPlaceWords(place));
    if (result.badPlaces > result.places.size())
        lines.append(JournalWords::tr("… and %n more.", nullptr, int(result.badPlaces - result.places.size())));
    return lines;
}

} // namespace obdesk
