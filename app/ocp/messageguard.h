// SPDX-License-Identifier: GPL-3.0-or-later
// The second net under secrets: nothing that goes through Qt's message log leaves with one, whoever wrote it. The first net is that
// nobody logs them.
#pragma once

#include <QString>

namespace obdesk {

/// From now on every message is masked (maskSecrets(), and the secrets of coverSecret()), freed of control characters and written to
/// standard error as one line. For main().
void installMessageGuard();

/// A secret in use: it is covered in messages from now on, also as part of a Basic header of `user` and percent-encoded. Secrets of fewer
/// than four characters are left out: covering them would cover half of every line. For any thread.
void coverSecret(const QString &user, const QString &secret);

/// What the guard makes of a message. For tests.
QString guardedMessage(const QString &message);

} // namespace obdesk
