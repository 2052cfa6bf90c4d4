// SPDX-License-Identifier: GPL-3.0-or-later
// Who asked OCP for which operation: the audit events, GET /api/v2/audit/events.
//
// [D] page "query historical events" of github.com/oceanbase/ocp-doc: V4.2.2 with resourceId and resourceName on the event, and its
// revision of 2025-04 (4.3.5) with resources[], methodSignature, requestUrl, serverIp and failedReason instead. Documented are also:
// eventInfo is the call's arguments as JSON text, executionType NEW or RETRY, the words of operationEvent, status SUCCESS or FAILED, a failed
// task's reason "please see the log of task id '…'", whole seconds. By its samples a call that started no task is FAILED without taskId.
// Unknown, and chosen here: the status while the task runs (SUCCESS), the eventInfo of a retry (that of the call it repeats).
#pragma once

#include "simulator/jsonwriter.h"
#include "simulator/ocpface.h"
#include "simulator/simtask.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace obdesk {

struct SimAuditEvent
{
    qint64 id = 0;
    QString word;                       ///< operationEvent, e.g. ADD_OB_SERVERS
    bool retry = false;
    SimUser user;
    QByteArray clientIp;
    QByteArray path;                    ///< of the call
    std::optional<SimCluster> cluster = {};
    QString zoneName;
    QList<HostId> hosts;
    std::optional<TaskId> task = {};    ///< empty: refused
    QString refusal;                    ///< why, when it was
    qint64 startUtc = 0;
};

class AuditTrail
{
public:
    /// Gives it an id.
    void add(SimAuditEvent event);
    const std::vector<SimAuditEvent> &events() const { return m_events; }
    /// Whether the run of the task that the event began, up to the next event of that task, has failed.
    bool hasFailed(const SimAuditEvent &event, const SimTask *task) const;

private:
    std::vector<SimAuditEvent> m_events;
};

/// The event word of a task's operation, by its name.
QString auditWord(const QString &taskName);

/// `failed`: the result. `server`: address of OCP.
void writeAuditEvent(JsonWriter &out, const SimAuditEvent &event, bool failed, const FaceTraits &face, const QByteArray &server);

} // namespace obdesk
