// SPDX-License-Identifier: GPL-3.0-or-later
// Why a host is fit or not, and what the check list says.
#pragma once

#include "domain/addchecks.h"
#include "domain/hostfitness.h"

#include <QString>

namespace obdesk {

QString fitnessWord(Fitness fitness);
/// "IDC hz-c is not the zone's hz-b (CMP07008)".
QString findingWords(const FitnessFinding &finding);
/// All findings of a host on one line; empty when fit.
QString verdictWords(const HostVerdict &verdict);

QString checkStateWord(AddCheck::State state);
/// One line: what was checked and how it stands, with the code OCP would answer.
QString checkWords(const AddCheck &check, const AddPlan &plan);
/// What to do about it; empty when it passed.
QString checkAdvice(const AddCheck &check);

} // namespace obdesk
