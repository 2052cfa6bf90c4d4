// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/journalwords.h"

#include "words/environmentwords.h"
#include "words/plain.h"

#include <QCoreApplication>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct Words { Q_DECLARE_TR_FUNCTIONS(JournalWords) };

QString outside(const QString &text, int most = 2000)
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
        parts.append(Words::tr("task %1").arg(conclusion.task->toString()));
    for (const QString &text : { conclusion.code, conclusion.message, conclusion.state, conclusion.detail }) {
        if (!text.isEmpty())
            parts.append(outside(text));
    }
    if (!conclusion.traceId.isEmpty())
        parts.append(Words::tr("trace %1").arg(outside(conclusion.traceId, 200)));
    parts.append(stamp(conclusion.at));
    return parts.join(u" · "_s);
}

} // namespace

QString changeWords(const Intent &intent)
{
    const QString task = intent.task.value_or(TaskId()).toString();
    const QString step = intent.subtask.value_or(SubtaskId()).toString();
    switch (intent.kind) {
    case MutationKind::AddServers: {
        const QString where = intent.targetName.isEmpty() ? intent.cluster.value_or(ClusterId()).toString() : outside(intent.targetName, 80);
        return Words::tr("Add %n OBServer(s) to %1 of %2", nullptr, int(intent.hosts.size())).arg(outside(intent.zone, 60), where);
    }
    case MutationKind::RetryTask:
        return Words::tr("Retry task %1").arg(task);
    case MutationKind::RollbackTask:
        return Words::tr("Roll back task %1").arg(task);
    case MutationKind::RetrySubtask:
        return Words::tr("Retry step %1 of task %2").arg(step, task);
    case MutationKind::SkipSubtask:
        return Words::tr("Skip step %1 of task %2").arg(step, task);
    case MutationKind::CancelSubtask:
        return Words::tr("Cancel step %1 of task %2").arg(step, task);
    }
    return {};
}

QString standingWord(JournalEntry::Standing standing)
{
    using Standing = JournalEntry::Standing;
    switch (standing) {
    case Standing::Sending:
        return Words::tr("Under way");
    case Standing::Lost:
    case Standing::Unknown:
        return Words::tr("Not known");
    case Standing::NotSent:
        return Words::tr("Not sent");
    case Standing::Accepted:
        return Words::tr("Accepted");
    case Standing::Refused:
        return Words::tr("Refused");
    case Standing::Found:
        return Words::tr("Found in OCP");
    case Standing::Settled:
        return Words::tr("Settled by hand");
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
        return Words::tr("Seen afterwards");
    }
    return {};
}

QString standingWords(JournalEntry::Standing standing)
{
    using Standing = JournalEntry::Standing;
    switch (standing) {
    case Standing::Sending:
        return Words::tr("A running obdesk is sending it or waits for the answer.");
    case Standing::Lost:
        return Words::tr("The program that sent it ended before the answer came. It is not known whether OCP took it; nothing more is sent for the "
                         "same target until that is settled.");
    case Standing::Unknown:
        return Words::tr("OCP's answer was lost. It is not known whether OCP took it; nothing more is sent for the same target until that is settled.");
    case Standing::NotSent:
        return Words::tr("Nothing of it left this machine.");
    case Standing::Accepted:
        return Words::tr("OCP took it.");
    case Standing::Refused:
        return Words::tr("OCP said no; nothing happened.");
    case Standing::Found:
        return Words::tr("The answer was lost, but what came of it was found in OCP.");
    case Standing::Settled:
        return Words::tr("The answer was lost; a person decided that nothing of it runs.");
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
        { Words::tr("Change"), changeWords(intent) },
        { Words::tr("Outcome"), standingWord(entry.standing) + u". "_s + standingWords(entry.standing) },
        { Words::tr("When"), stamp(intent.at) },
        { Words::tr("Clock of OCP"), intent.clockSkew && std::chrono::abs(*intent.clockSkew) >= std::chrono::seconds(1) ? Words::tr("%1 s from ours").arg(double(intent.clockSkew->count()) / 1000, 0, 'f', 1) : QString() },
        { Words::tr("Who"), intent.osUser.isEmpty() ? outside(intent.user, 120)
                                                    : Words::tr("%1 here, %2 at OCP").arg(outside(intent.osUser, 120), outside(intent.user, 120)) },
        { Words::tr("Connection"), u"%1 (%2)"_s.arg(outside(intent.connectionName, 120), environmentWord(intent.environment)) },
        { Words::tr("OCP"), outside(intent.server.toString(QUrl::RemoveUserInfo), 500) },
        { Words::tr("Cluster"), outside(intent.targetName, 120) },
        { Words::tr("Zone"), outside(intent.zone, 120) },
        { Words::tr("Hosts"), hosts.join(u", "_s) },
        { Words::tr("Reason"), outside(intent.reason) },
        { Words::tr("Request"), outside(u"%1 %2 %3"_s.arg(QString::fromUtf8(intent.method), QString::fromUtf8(intent.path), QString::fromUtf8(intent.body)).trimmed(), 8000) },
        { Words::tr("State before"), outside(intent.stateBefore) },
        { Words::tr("What became of it"), became.join(u'\n') },
        { Words::tr("Task"), task ? task->toString() : QString() },
        { Words::tr("Trace id"), outside(entry.traceId(), 200) },
        { Words::tr("State after"), outside(entry.stateAfter()) },
        { Words::tr("Entry"), u"%1 · %2"_s.arg(entry.seq).arg(outside(intent.id, 80)) },
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
        return Words::tr("The journal was written by a newer obdesk. It can be read, but nothing can be changed with this one.");
    case DataFileState::Kind::Replaced:
        return Words::tr("The journal was damaged (%1). It was put aside as %2, and a new one begins. Changes of before are not known here: look into OCP "
                         "before you repeat one.").arg(outside(state.reason, 300), outside(state.damagedFile, 500));
    case DataFileState::Kind::Failed:
        return Words::tr("The journal cannot be used (%1). Everything can be looked at, but nothing can be changed, since a change is written down first.")
                .arg(outside(state.reason, 300));
    }
    return {};
}

QString badPlaceWords(const VerifyResult::Place &place)
{
    const QString where = place.seq > 0 ? Words::tr("row %1, field %2").arg(place.seq).arg(outside(place.field, 80)) : outside(place.field, 80);
    return Words::tr("%1: expected %2, found %3").arg(where, outside(place.expected, 200), outside(place.found, 200));
}

QStringList verifyWords(const VerifyResult &result)
{
    QStringList lines;
    if (!result.problem.isEmpty())
        lines.append(Words::tr("The journal could not be read to its end: %1.").arg(outside(result.problem, 500)));
    else if (result.sound)
        lines.append(Words::tr("The journal is sound: %n row(s), each bound to the one before.", nullptr, int(result.rows)));
    else
        lines.append(Words::tr("The journal was changed in %n place(s).", nullptr, int(result.badPlaces)));
    for (const VerifyResult::Place &place : result.places)
        lines.append(badPlaceWords(place));
    if (result.badPlaces > result.places.size())
        lines.append(Words::tr("… and %n more.", nullptr, int(result.badPlaces - result.places.size())));
    return lines;
}

} // namespace obdesk
