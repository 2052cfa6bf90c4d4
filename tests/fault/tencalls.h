// SPDX-License-Identifier: GPL-3.0-or-later
// The ten calls that every fault is tried on, each asked once, with the reply it hopes for.
#pragma once

#include "ocp/ocpclient.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <any>
#include <functional>
#include <memory>
#include <optional>

namespace obdesk::test {

enum class Op { Info, Clusters, Zones, Servers, Hosts, AddServers, TaskList, TaskDetail, Log, Action };

/// How a call ended, whatever it answers.
struct Ended
{
    int times = 0;
    std::optional<ApiError> error;
    std::any value;                     ///< what the call answers, e.g. QList<Cluster>
    ReplyMeta meta;
    ReplyNotes notes;
};

struct TriedCall
{
    Op op;
    const char *name;
    bool mutation;
    bool hasBody;                       ///< a mutation that carries JSON
    std::function<void(OcpClient &, QObject *, const std::shared_ptr<Ended> &)> run;
};

const QList<TriedCall> &tenCalls();

inline bool isList(Op op)
{
    return op == Op::Clusters || op == Op::Zones || op == Op::Servers || op == Op::Hosts || op == Op::TaskList;
}
/// The reply is, or lists, a task.
inline bool isTask(Op op)
{
    return op == Op::AddServers || op == Op::TaskList || op == Op::TaskDetail || op == Op::Action;
}

/// The members of one good element (for Info: of the whole reply), as JSON text without braces. `id` is JSON text too.
QByteArray goodMembers(Op op, const QByteArray &id = "107720");
/// A whole reply around elements; `timestamp` is the envelope's, as sent.
QByteArray replyOf(Op op, const QByteArrayList &elements, const QByteArray &timestamp = "2026-03-02T11:06:34.345+08:00");
/// The good reply.
QByteArray goodReply(Op op);

} // namespace obdesk::test
