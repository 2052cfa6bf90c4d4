// SPDX-License-Identifier: GPL-3.0-or-later
// Where in one run of a step the sentence stands that says why it failed: the sources, and which is worth more. Pure. The form of the log is
// told in cause.h.
#pragma once

#include "logs/cause.h"
#include "logs/javatrace.h"

namespace obdesk {

class CauseFinder
{
public:
    CauseFinder(const StepLog &log, const LogRun &run) : m_log(log), m_run(run) { }

    StepCause timeOut() const;
    StepCause cancel() const;
    StepCause separatorOfCancel() const;

    /// The engine's last entry of a failed run, or null.
    const LogEvent *engineEnd() const;
    /// Of that entry; where it says only that something failed, of what says more.
    StepCause ofEngine(const LogEvent &end) const;
    /// Of what the step itself logged before `end`, or before the end of the run.
    StepCause lastErrorBefore(const LogEvent *end, bool likely) const;
    StepCause lastWarning() const;
    /// Of lines that are no entries: a log of another form.
    StepCause failureWords() const;

private:
    bool mayTell(const LogEvent &event) const;
    qsizetype indexOf(const LogEvent *event) const;
    StepCause found(QStringView text, CauseReason reason, CauseCertainty certainty) const;
    StepCause ofCommandText(QStringView text) const;
    StepCause ofOutput(const LogEvent &event) const;
    StepCause lastOutputBefore(const LogEvent &end) const;
    StepCause ofEvent(const LogEvent &event, CauseCertainty certainty) const;
    StepCause ofTrace(const LogEvent &end) const;
    StepCause ofChain(const QList<JavaException> &chain, CauseReason reason, CauseCertainty certainty) const;
    StepCause ofExceptionName(const LogEvent &end) const;
    StepCause fullerErrorBefore(const LogEvent &end, QStringView hollow) const;
    StepCause nearestBefore(const LogEvent &end, QStringView hollow) const;
    StepCause fullerThan(QStringView hollow, const LogEvent &end) const;

    const StepLog &m_log;
    const LogRun &m_run;
};

} // namespace obdesk
