// SPDX-License-Identifier: GPL-3.0-or-later
// Which names have values that are nobody's business, and which texts only speak of them.
#pragma once

#include <QStringView>

namespace obdesk {

/// A name, in snake, camel or dotted form, that ends in a word for a secret: password, token, credential, a key of the kind that opens
/// something ("root_password", "accessKeySecret", "ak_key"). Not what merely holds such a word ("PasswordTask", "token_type", "uk_key").
bool isSecretKey(QStringView key);

/// What stands where a value is expected and is none: "NO", "null", "true", "******".
bool isNoSecret(QStringView value);

/// A secret is no plain word: it has a figure, a sign or letters of both kinds.
bool looksMade(QStringView word);

/// The same for the value of this key: "pass=12" counts, "PWD=/root" is a folder, "max_tokens=4096" a limit, "--sk SK" a usage text.
bool isNoSecretOf(QStringView key, QStringView value);

/// A session or ticket: a secret when it is long enough to be one at all.
bool isSessionKey(QStringView key);

/// How a sentence goes on after "password: " and the like: "must contain …", "expired".
bool goesOnAsSentence(QStringView rest);

/// Two plain words, the way a message begins: "connection refused", "(user admin) …".
bool beginsSentence(QStringView rest);

/// A word that no sentence holds: letters and figures, no path, no key=value.
bool looksSecret(QStringView word);

} // namespace obdesk
