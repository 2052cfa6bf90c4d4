// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that announce a failure and keep the reason to themselves: "Bootstrap cluster failed", "Precheck not passed, please check the log".
// Such a one is worth less than a fuller statement elsewhere in the same run. Pure.
#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>

namespace obdesk {

/// Announces only that something failed, or points at the log, in English or Chinese; which host or exit code it was changes nothing. What
/// has a clause more ("…, token expired", "…: zone zone2 does not exist"), names a thing or tells what failed a check is not hollow.
bool isHollow(QStringView text);

/// Without the clause that sends the reader to a log: ", please check the log", "，详见日志".
QStringView withoutPointer(QStringView text);

/// The words that tell what a hollow message is about: "start", "observer" of "Failed to start observer"; 添加节点 of 添加节点失败.
QStringList subjectWords(QStringView hollow);

/// Speaks of at least half of these words, and there are some. "cluster", "observer" and their like do not do alone.
bool isAbout(QStringView text, const QStringList &subject);

} // namespace obdesk
