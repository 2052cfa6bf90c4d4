// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/journalwords.h"

#include "words/plain.h"

#include <QCoreApplication>
#include <QDir>

namespace obdesk {

namespace {

struct Words { Q_DECLARE_TR_FUNCTIONS(JournalWords) };

} // namespace

QString changeWord(MutationKind kind)
{
    switch (kind) {
    case MutationKind::AddServers:
        return Words::tr("Add OBServers");
    case MutationKind::RetryTask:
        return Words::tr("Retry task");
    case MutationKind::RollbackTask:
        return Words::tr("Roll back task");
    case MutationKind::RetrySubtask:
        return Words::tr("Retry step");
    case MutationKind::SkipSubtask:
        return Words::tr("Skip step");
    case MutationKind::CancelSubtask:
        return Words::tr("Cancel step");
    }
    return {};
}

QString standingWord(JournalEntry::Standing standing)
{
    using Standing = JournalEntry::Standing;
    switch (standing) {
    case Standing::Sending:
        return Words::tr("being sent");
    case Standing::Lost:
        return Words::tr("outcome unknown (the program ended)");
    case Standing::NotSent:
        return Words::tr("not sent");
    case Standing::Accepted:
        return Words::tr("accepted");
    case Standing::Refused:
        return Words::tr("refused");
    case Standing::Unknown:
        return Words::tr("outcome unknown");
    case Standing::Found:
        return Words::tr("found in OCP");
    case Standing::Settled:
        return Words::tr("settled by a person");
    }
    return {};
}

QString conclusionWord(Conclusion::Kind kind)
{
    switch (kind) {
    case Conclusion::Kind::NotSent:
        return Words::tr("not sent");
    case Conclusion::Kind::Accepted:
        return Words::tr("accepted");
    case Conclusion::Kind::Refused:
        return Words::tr("refused");
    case Conclusion::Kind::Unknown:
        return Words::tr("outcome unknown");
    case Conclusion::Kind::Found:
        return Words::tr("found in OCP");
    case Conclusion::Kind::Settled:
        return Words::tr("settled");
    case Conclusion::Kind::Observed:
        return Words::tr("state seen");
    }
    return {};
}

QString dataFileWords(const DataFileState &state)
{
    const QString reason = displayText(state.reason, false, 400);
    switch (state.kind) {
    case DataFileState::Kind::Opening:
    case DataFileState::Kind::Ready:
        return {};
    case DataFileState::Kind::ReadOnlyNewer:
        return Words::tr("A newer obdesk wrote the journal. This one can only read it, and sends no changes.");
    case DataFileState::Kind::Replaced:
        return Words::tr("The journal was damaged (%1). It was kept as %2, and a new one begins. Changes whose outcome was open are no longer "
                         "held back: look at OCP's tasks before you change the same hosts.")
                .arg(reason, QDir::toNativeSeparators(state.damagedFile));
    case DataFileState::Kind::Failed:
        return Words::tr("The journal cannot be used: %1.").arg(reason);
    }
    return {};
}

QString badPlaceWords(const VerifyResult::Place &place)
{
    const QString expected = displayText(place.expected, false, 120);
    const QString found = displayText(place.found, false, 120);
    if (place.seq > 0)
        return Words::tr("Row %1, %2: expected %3, found %4").arg(QString::number(place.seq), place.field, expected, found);
    return Words::tr("The journal's %1: expected %2, found %3").arg(place.field, expected, found);
}

} // namespace obdesk
