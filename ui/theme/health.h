// SPDX-License-Identifier: GPL-3.0-or-later
// How a cluster, zone or OBServer is, in one glyph.
#pragma once

#include "domain/cluster.h"
#include "picture/tokens.h"

#include <QIcon>
#include <QString>

namespace obdesk {

enum class Health { Good, Busy, Warning, Bad, Unknown };

Health healthOf(const Cluster &cluster);
Health healthOf(const Zone &zone);
/// RUNNING but INACTIVE is a warning: the process is there, OceanBase does not use it.
Health healthOf(const ObServer &server);

QIcon healthIcon(Health health, const Tokens &tokens);
QColor healthColor(Health health, const Tokens &tokens);
/// Spoken by screen readers in place of the glyph.
QString healthWord(Health health);

} // namespace obdesk

Q_DECLARE_METATYPE(obdesk::Health)
