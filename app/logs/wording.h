// SPDX-License-Identifier: GPL-3.0-or-later
// What words of a log are worth: which say why something failed, which only that it did, and which mean nothing at all.
#pragma once

#include <QString>
#include <QStringView>

namespace obdesk {

/// Says no more than that something failed: "call failed", "Unexpected error", "null", the name of an exception, "…, reason: null".
bool isWrapper(QStringView text);

/// Says that a command on a host failed, not why: "Execute command failed on host 10.0.0.1, exit code 1".
bool isCommandWrapper(QStringView text);

/// Says that a wait was given up; what was waited for stands elsewhere.
bool isGivenUpWait(QStringView text);

/// Was tried again: "failed …, trying again", "will retry".
bool isTriedAgain(QStringView text);

/// Of tidying up after the end: what made it necessary stands before.
bool isTidyingUp(QStringView text);

/// Looks like an error and is known to be none: what a program prints at every start, or what the engine says beside the run.
bool isHarmless(QStringView text);

/// Follows from something else, or belongs to no command: "Error: Nothing to do", systemd's pointer to its status, the shell's own files.
bool isBesideThePoint(QStringView text);

/// Speaks of something that went wrong, in English or Chinese.
bool speaksOfFailure(QStringView text);

/// One line to quote: without the names of exceptions, the engine's overview of the step and its context, and "nested exception is …".
QString plainSentence(QStringView text);

/// One line to quote, as it is, without a terminal's colours. A long one is shortened in its middle: the reason tends to stand last.
QString quoted(QStringView text);

} // namespace obdesk
