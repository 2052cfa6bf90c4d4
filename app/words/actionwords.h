// SPDX-License-Identifier: GPL-3.0-or-later
// Actions on tasks and steps: their names, what will happen, why they are not possible now.
#pragma once

#include "task/actionrules.h"

#include <QString>

namespace obdesk {

QString actionName(ActionRules::Action action);
/// Empty for Block::None.
QString blockWords(ActionRules::Block block);
/// What the person confirms: one or two sentences that name the task, the step and the consequence.
QString consequenceWords(ActionRules::Action action, const Task &task, const Subtask *step, const QString &hostLabel);
/// Asks for the name of the target to be typed.
QString typeNameWords(const QString &name);

} // namespace obdesk
