// SPDX-License-Identifier: GPL-3.0-or-later
// The journal of changes in words.
#pragma once

#include "history/journal.h"

#include <QString>

namespace obdesk {

/// "Add OBServers", "Retry task", …
QString changeWord(MutationKind kind);
/// "accepted", "outcome unknown", …
QString standingWord(JournalEntry::Standing standing);
/// What a conclusion says, "OCP accepted it", …
QString conclusionWord(Conclusion::Kind kind);
/// What the person must know about the data file; empty when all is well.
QString dataFileWords(const DataFileState &state);
/// One line per bad place.
QString badPlaceWords(const VerifyResult::Place &place);

} // namespace obdesk
