// SPDX-License-Identifier: GPL-3.0-or-later
#include "tencalls.h"

namespace obdesk::test {

using namespace Qt::StringLiterals;

namespace {

template<typename T>
Callback<T> into(const std::shared_ptr<Ended> &ended)
{
    return [ended](const Result<Fetched<T>> &answer) {
        ++ended->times;
        if (answer) {
            ended->value = answer->value;
            ended->meta = answer->meta;
            ended->notes = answer->notes;
        } else {
            ended->error = answer.error();
        }
    };
}

using Into = const std::shared_ptr<Ended> &;

} // namespace

const QList<TriedCall> &tenCalls()
{
    static const TaskId task(107720);
    static const QList<TriedCall> calls {
        { Op::Info, "check login", false, false,
          [](OcpClient &client, QObject *context, Into ended) { client.fetchInfo(context, into<ServerInfo>(ended), Patience::Once); } },
        { Op::Clusters, "clusters", false, false,
          [](OcpClient &client, QObject *context, Into ended) { client.fetchClusters({}, context, into<QList<Cluster>>(ended), Patience::Once); } },
        { Op::Zones, "zones", false, false,
          [](OcpClient &client, QObject *context, Into ended) { client.fetchZones(ClusterId(1), context, into<QList<Zone>>(ended), Patience::Once); } },
        { Op::Servers, "servers of a cluster", false, false,
          [](OcpClient &client, QObject *context, Into ended) { client.fetchServers(ClusterId(1), context, into<QList<ObServer>>(ended), Patience::Once); } },
        { Op::Hosts, "hosts", false, false,
          [](OcpClient &client, QObject *context, Into ended) { client.fetchHosts({}, context, into<QList<Host>>(ended), Patience::Once); } },
        { Op::AddServers, "add servers", true, true,
          [](OcpClient &client, QObject *context, Into ended) {
              client.send(addServersOperation({ ClusterId(1), u"zone2"_s, { HostId(1) } }), {}, context, into<std::optional<Task>>(ended));
          } },
        { Op::TaskList, "task list", false, false,
          [](OcpClient &client, QObject *context, Into ended) { client.fetchTasks({}, context, into<Page<Task>>(ended), Patience::Once); } },
        { Op::TaskDetail, "task detail", false, false,
          [](OcpClient &client, QObject *context, Into ended) { client.fetchTask(task, context, into<Task>(ended), Patience::Once); } },
        { Op::Log, "subtask log", false, false,
          [](OcpClient &client, QObject *context, Into ended) { client.fetchSubtaskLog(task, SubtaskId(2), context, into<QString>(ended), Patience::Once); } },
        { Op::Action, "task action", true, false,
          [](OcpClient &client, QObject *context, Into ended) { client.send(taskOperation(operations::retryTask, task), {}, context, into<std::optional<Task>>(ended)); } },
    };
    return calls;
}

QByteArray goodMembers(Op op, const QByteArray &id)
{
    switch (op) {
    case Op::Info:
        return R"("name":"ocp-server","buildVersion":"4.2.2","id":)" + id;
    case Op::Clusters:
        return R"("name":"c1","obVersion":"4.2.1.2","status":"RUNNING","id":)" + id;
    case Op::Zones:
        return R"("name":"zone1","status":"RUNNING","servers":[],"id":)" + id;
    case Op::Servers:
        return R"("ip":"10.0.0.1","port":2882,"status":"RUNNING","id":)" + id;
    case Op::Hosts:
        return R"("name":"host-1","innerIpAddress":"10.0.0.1","status":"AVAILABLE","id":)" + id;
    case Op::Log:
        return R"("log":"one line\n","id":)" + id;
    case Op::AddServers:
    case Op::TaskList:
    case Op::TaskDetail:
    case Op::Action:
        break;
    }
    return R"("name":"Add OB server","status":"RUNNING","startTime":"2026-03-02T11:06:30+08:00","subtasks":[)"
           R"({"id":1,"name":"Prepare","status":"SUCCESSFUL","downstreams":[2]},)"
           R"({"id":2,"name":"Start","status":"RUNNING","upstreams":[1]}],"id":)" + id;
}

QByteArray replyOf(Op op, const QByteArrayList &elements, const QByteArray &timestamp)
{
    if (op == Op::Info)
        return elements.first();
    const QByteArray data = isList(op) ? R"({"contents":[)" + elements.join(',') + "]}" : elements.first();
    return R"({"successful":true,"status":200,"timestamp":")" + timestamp + R"(","traceId":"good","data":)" + data + '}';
}

QByteArray goodReply(Op op)
{
    return replyOf(op, { '{' + goodMembers(op) + '}' });
}

} // namespace obdesk::test
