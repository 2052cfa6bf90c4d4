// SPDX-License-Identifier: GPL-3.0-or-later
// What speaks for and against a task being ours, and what a search for it brought, in words.
#pragma once

#include "task/tasksearch.h"

#include <QString>

namespace obdesk {

/// "For: names exactly our hosts; begun after the sending. Against: … Not known: …"; parts that have nothing are left out.
QString evidenceWords(const WeighedTask &task);

/// The detail of a conclusion of the journal with evidenceKeys() put into words; any other detail as it is.
QString evidenceDetailWords(const QString &detail);

/// What the audit log, the zone and its hosts said besides the list: sentences, empty when nothing of it was read.
QString surroundingsWords(const SearchResult &found);

} // namespace obdesk
