// SPDX-License-Identifier: GPL-3.0-or-later
// Why simulated steps fail, and what the Java side of OCP would print about it.
#pragma once

#include <QString>
#include <QStringList>

namespace obdesk {

struct FailureCause
{
    QString sentence;           ///< what a person needs to read
    bool foreseen = true;       ///< an error of OCP's own: the engine adds ", failedMessage=" with the sentence
    QString trace;              ///< lines of the exception, without a line end; when not foreseen the deepest "Caused by:" says the sentence
};

/// `word`: one of failureCauseWords(), or the sentence itself, or empty: by the step's name. `address` is the host's, `className` the
/// step's Java class. Shape of the traces: Logback's, where a nested cause ends with "... N common frames omitted".
FailureCause causeOfFailure(const QString &word, const QString &stepName, const QString &className, const QString &address);

/// Of a step whose thread was interrupted, by a time-out or a person. It explains nothing.
QString interruptedTrace(const QString &className);

/// Words a FailureRule's cause may be instead of a sentence: memory, clock, port, directory, disk, observer, agent, network.
QStringList failureCauseWords();

} // namespace obdesk
