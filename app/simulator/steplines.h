// SPDX-License-Identifier: GPL-3.0-or-later
// What the steps of the simulated OCP print while they work.
#pragma once

#include "simulator/simtask.h"

#include <QString>
#include <QStringList>

namespace obdesk {

/// PrepareAddObserverTask
QString taskClassName(const QString &stepName);

/// What the step does, line by line; spread over its run.
QStringList workLines(const SimStep &step);

/// A line that a waiting step repeats, %1: how often so far. The first `warnings` times it is `warning` instead, at WARN: trouble that
/// recovers by itself and explains nothing.
struct PollNoise
{
    QString message;            ///< empty: the step does not wait
    QString warning;
    QString logger;             ///< of the warning
    int warnings = 0;
};

PollNoise pollNoise(const SimStep &step);

} // namespace obdesk
