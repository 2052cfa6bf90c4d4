// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace obdesk {

/// The words of the documents, under one name for the translators.
struct ReportWords { Q_DECLARE_TR_FUNCTIONS(Report) };

} // namespace obdesk
