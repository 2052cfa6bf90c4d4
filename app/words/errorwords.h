// SPDX-License-Identifier: GPL-3.0-or-later
// What went wrong, in sentences: what, where, and what to do.
#pragma once

#include "domain/apierror.h"

#include <QString>
#include <QStringList>

namespace obdesk {

struct ErrorWords
{
    QString what;       ///< one sentence: what happened and where
    QString advice;     ///< one sentence: what to do; may be empty
    QString reference;  ///< "OBE11020 · HTTP 409 · trace 0bc4…"; may be empty
    QStringList details = {}; ///< what OCP says besides: a line per field it complains about, and its own detail
    QString all() const;///< everything, on lines of its own
};

ErrorWords explain(const ApiError &error);

/// What is known about a change that failed: "Nothing was sent.", …; empty when the error is no mutation's.
QString outcomeWords(ApiError::Outcome outcome);

} // namespace obdesk
