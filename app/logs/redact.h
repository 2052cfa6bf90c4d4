// SPDX-License-Identifier: GPL-3.0-or-later
// Covers secrets in texts that come from elsewhere: logs, contexts, error messages. Goes by structure, never by a word in a sentence: a
// diagnosis that is hidden costs a DBA as much as a secret that is shown. Pure functions. A log has its rows joined first (joinRows()).
#pragma once

#include "domain/task.h"
#include "logs/secretkeys.h"

#include <QString>

namespace obdesk {

/// What stands in place of a secret.
inline constexpr QStringView secretMask = u"******";

/// Covers the values of secret keys written as k=v, k: v, "k":"v" (also within JSON within JSON), k=[v], <k>v</k>, name=k, value=v and
/// --k v; the -p of database clients and the like, passwords in SQL, the Authorization and Cookie headers, user:password@ in addresses,
/// and private keys as PEM. A value ends with its quote, at the next entry of the map it is in, else at a blank. Linear.
QString maskSecrets(const QString &text);

/// The same for both maps, by key, and for the raw text.
TaskContext maskSecrets(const TaskContext &context);

} // namespace obdesk
