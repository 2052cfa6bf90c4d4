// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/auditevent.h"
#include "ocp/jsonreader.h"

namespace obdesk {

/// Both forms: one resource as members of the event (4.2.2), or a list of them (4.3.5).
AuditEvent decodeAuditEvent(const JsonReader &json);

} // namespace obdesk
