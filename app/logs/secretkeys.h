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

/// How a sentence goes on after "password: " and the like: "must contain …", "expired".
bool goesOnAsSentence(QStringView rest);

} // namespace obdesk
