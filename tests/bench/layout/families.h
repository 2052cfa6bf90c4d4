// SPDX-License-Identifier: GPL-3.0-or-later
// The graphs of the comparison with other layout programs: seven families and one real plan, each by its number of nodes and a seed.
#pragma once

#include "layout/layout.h"

#include <QByteArray>
#include <QList>

namespace obdesk::families {

struct Sample
{
    QByteArray family;
    QByteArray name;    ///< unique, fit for a file name; holds size and seed
    LayoutInput input;  ///< all nodes of one size
    bool planar = false;    ///< can be drawn without a crossing
};

/// The whole comparison, or a few small graphs.
QList<Sample> comparison(bool shortForm);

} // namespace obdesk::families
