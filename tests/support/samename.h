// SPDX-License-Identifier: GPL-3.0-or-later
// An OCP with a primary and its standby of one name, as clusters of older OceanBase versions are. Shapes: the documented lists; one entry
// of each list is damaged when asked for.
#pragma once

#include "support/faultserver.h"

namespace obdesk::test {

struct SameName
{
    /// An entry without an id in the lists of clusters, zones, hosts and tasks.
    bool damaged = false;

    Script operator()(const SeenRequest &request) const
    {
        const QByteArray path = request.path();
        if (request.method == "POST")
            return scripts::ok(R"({"successful":true,"data":)" + task(77, 2, "RUNNING") + "}");
        if (path == "/api/v2/ob/clusters")
            return list({ cluster(1, "PRIMARY"), cluster(2, "STANDBY") });
        if (path.endsWith("/zones"))
            return list({ R"({"name":"zone1","idcId":1,"idcName":"hz","status":"RUNNING","serverCount":1,"servers":[)"
                          R"({"id":5,"ip":"2001:db8::1","port":2882,"sqlPort":2881,"status":"RUNNING","hostId":9}]})" });
        if (path == "/api/v2/compute/hosts")
            return list({ R"({"id":11,"name":"db-11","innerIpAddress":"10.0.0.11","status":"AVAILABLE","idcId":1,"idcName":"hz",)"
                          R"("architecture":"x86_64","hostAgentStatus":"AVAILABLE","hostAgentVersion":"4.2","operatingSystemRelease":"8"})" });
        if (path == "/api/v2/tasks/instances")
            return list({ task(31, 1, "FAILED"), task(32, 2, "FAILED") });
        if (path.startsWith("/api/v2/tasks/instances/"))
            return scripts::ok(R"({"successful":true,"data":)" + task(32, 2, "FAILED") + "}");
        return scripts::reply(404, R"({"successful":false,"status":404})");
    }

private:
    static QByteArray cluster(int id, const QByteArray &type)
    {
        return R"({"id":)" + QByteArray::number(id) + R"(,"name":"obtrade","obClusterId":)" + QByteArray::number(1000 + id)
            + R"(,"type":")" + type + R"(","status":"RUNNING","obVersion":"2.2.77","architecture":"x86_64","serverCount":1,"zones":[]})";
    }

    static QByteArray task(int id, int cluster, const QByteArray &status)
    {
        return R"({"id":)" + QByteArray::number(id) + R"(,"name":"Add OB server","status":")" + status
            + R"(","operation":"EXECUTE","creator":"admin","startTime":"2026-03-02T07:10:00Z","cluster":{"id":)" + QByteArray::number(cluster)
            + R"(,"name":"obtrade"},"subtasks":[{"id":1,"name":"Install rpm","status":")" + status + R"(","operation":"EXECUTE","startTime":5}]})";
    }

    Script list(QByteArrayList entries) const
    {
        if (damaged)
            entries.append(R"({"status":"RUNNING"})");
        return scripts::ok(R"({"successful":true,"data":{"contents":[)" + entries.join(',') + R"(],"page":{"number":1,"size":200,"totalElements":)"
                           + QByteArray::number(entries.size()) + R"(,"totalPages":1}}})");
    }
};

} // namespace obdesk::test
