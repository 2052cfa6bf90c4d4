// SPDX-License-Identifier: GPL-3.0-or-later
// Causes and attempts in saved runs and in what the command line prints.
#pragma once

#include "logs/cause.h"

#include <QJsonArray>
#include <QJsonObject>

namespace obdesk {

class JsonReader;

/// {"kind": "failure" | "timeOut" | "cancelled", "sentence", "certainty": "certain" | "likely" | "guess", "reason": "engineMessage" | …,
/// "at", "line": of the kept text, missing when it was cut off, "exitCode", "elapsedSeconds", "limitSeconds"}; empty for a cause that is none.
QJsonObject causeToJson(const StepCause &cause);

/// [{"operation", "start", "end": UTC, "outcome": "successful" | "failed" | "timedOut" | "cancelled" | "rolledBack" | "unknown", "cause"}]
QJsonArray attemptsToJson(const QList<StepAttempt> &attempts);

/// What that wrote; a word that is not known reads as none.
StepAttempt attemptFromJson(const JsonReader &json);

} // namespace obdesk
