// SPDX-License-Identifier: GPL-3.0-or-later
// Covers secrets in texts that come from elsewhere: logs, contexts, error messages. Pure functions. Rather too much than too
// little: what cannot be told apart is covered.
#pragma once

#include "domain/task.h"

#include <QString>

namespace obdesk {

/// What stands in place of a secret.
inline constexpr QStringView secretMask = u"******";

/// A key whose value is nobody's business: it speaks of a password, secret, token, credential or key ("root_password",
/// "accessKeySecret", "ak_key"; not "monkey" or "keyword").
bool isSecretKey(QStringView key);

/// Values of such keys written as k=v, k: v, "k":"v" or "k":["v"]; the Authorization header; user:password@ in addresses.
QString maskSecrets(const QString &text);

/// The same for both maps, by key, and for the raw text.
TaskContext maskSecrets(const TaskContext &context);

} // namespace obdesk
