// SPDX-License-Identifier: GPL-3.0-or-later
// Runs to write reports of, built by hand.
#pragma once

#include "report/run.h"

#include <QStringList>

namespace obdesk::samples {

/// A step that can be connected by name: "prepare>start" and so on are easier to read than lists of ids.
Subtask step(qint64 id, const QString &name, const QString &status, const QString &operation = QStringLiteral("EXECUTE"));
/// Names each step in the other's list.
void connectSteps(Task &task, qint64 from, qint64 to);

/// Add OB server on two hosts, in Chinese and English: prepare (1) > start on each host (2, 3) > finish (4). Step 3 failed, its log
/// is there; 4 is pending.
Run failedRun();

/// Every text of the server is this one.
Run runOf(const QString &text);

/// A chain of so many successful steps.
Run longRun(int steps);

/// Texts that break documents which don't escape: markup, quotes, formulas, directions, control characters, 4,096 characters.
QStringList hostileTexts();

} // namespace obdesk::samples
