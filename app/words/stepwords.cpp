// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/stepwords.h"

#include "words/taskwords.h"

#include <QCoreApplication>
#include <QLocale>

namespace obdesk {

namespace {

struct StepWords { Q_DECLARE_TR_FUNCTIONS(StepWords) };

} // namespace

QString warningBadge(const StepWarning &warning)
{
    switch (warning.kind) {
    case StepWarning::Kind::OverTime:
        return StepWords::tr("over limit");
    case StepWarning::Kind::NearTime:
        return StepWords::tr("near limit");
    case StepWarning::Kind::Silent:
        return StepWords::tr("silent %1 min").arg(warning.value);
    case StepWarning::Kind::Again:
        return StepWords::tr("run %1").arg(warning.value);
    }
    return {};
}

QString warningSentence(const StepWarning &warning)
{
    switch (warning.kind) {
    case StepWarning::Kind::OverTime:
        return StepWords::tr("Slower than its time limit: it took %1 % of it.").arg(warning.value);
    case StepWarning::Kind::NearTime:
        return StepWords::tr("Near its time limit: it has used %1 % of it.").arg(warning.value);
    case StepWarning::Kind::Silent:
        return StepWords::tr("Its log has not grown for %n minute(s).", nullptr, warning.value);
    case StepWarning::Kind::Again:
        return StepWords::tr("It ran %n time(s).", nullptr, warning.value);
    }
    return {};
}

QString heldBackWords(const HeldBack &heldBack)
{
    if (heldBack.steps == 0)
        return {};
    if (heldBack.hosts == 0)
        return StepWords::tr("Holds back %n step(s)", nullptr, heldBack.steps);
    const QString steps = StepWords::tr("%n step(s)", "as in: Holds back 22 steps on 3 hosts", heldBack.steps);
    const QString hosts = StepWords::tr("%n host(s)", "as in: Holds back 22 steps on 3 hosts", heldBack.hosts);
    return StepWords::tr("Holds back %1 on %2", "22 steps on 3 hosts").arg(steps, hosts);
}

QString noLogWords(const Subtask &step)
{
    const StepState state = stepState(step);
    if (!step.startTime && (state == StepState::Pending || state == StepState::Ready))
        return StepWords::tr("This step has not run; there is no log of it.");
    if (state == StepState::Running || state == StepState::Canceling || state == StepState::Ready)
        return StepWords::tr("This step has written no log yet.");
    return StepWords::tr("OCP has no log of this step.");
}

QString parallelWords(const std::optional<int> &index)
{
    return index ? StepWords::tr("parallel #%1").arg(*index) : QString();
}

QString causeWord(FailureCauses::Role role)
{
    switch (role) {
    case FailureCauses::Role::FirstCause:
        return StepWords::tr("First cause");
    case FailureCauses::Role::Consequence:
        return StepWords::tr("Consequence");
    case FailureCauses::Role::None:
        break;
    }
    return {};
}

QString runWords(const StepRun &run)
{
    return StepWords::tr("run %1 %2", "number and state in lower case: run 2 failed").arg(run.number).arg(QLocale().toLower(stateWord(run.state)));
}

} // namespace obdesk
