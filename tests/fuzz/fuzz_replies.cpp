// SPDX-License-Identifier: GPL-3.0-or-later
// A reply of OCP. Bytes: status, what is decoded, flags; then header lines, an empty line, the body.
#include "fuzz/fuzztarget.h"

#include "ocp/decodeaudit.h"
#include "ocp/decodecluster.h"
#include "ocp/decodehost.h"
#include "ocp/decodetask.h"
#include "ocp/envelope.h"
#include "ocp/pagewalk.h"
#include "ocp/readretry.h"
#include "logs/redact.h"

#include <algorithm>
#include <array>

namespace obdesk::fuzz {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array statuses { 200, 201, 204, 0, 301, 307, 400, 401, 403, 404, 408, 409, 429, 500, 502, 504 };

HttpReply replyFrom(Input &input)
{
    HttpReply reply;
    reply.status = statuses[size_t(input.byte()) % statuses.size()];
    const int flags = input.byte();
    reply.mutation = flags & 1;
    reply.sent = reply.status != 0 || flags & 2;
    if (flags & 4)
        reply.failure = TransportFailure { ApiError::Kind(flags >> 3), u"cut"_s };
    else if (reply.status == 0)
        reply.failure = TransportFailure { ApiError::Kind::Timeout, {} };
    reply.method = reply.mutation ? "POST" : "GET";
    reply.url = QUrl(u"https://ocp.example.com/api/v2/tasks/instances/7"_s);
    reply.received = QDateTime(QDate(2023, 1, 17), QTime(3, 36, 1), Qt::UTC);
    reply.roundTrip = std::chrono::milliseconds(80);
    while (!input.atEnd()) {
        const QByteArray line = input.upTo('\n');
        if (line.isEmpty())
            break;
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            reply.headers.append({ line.first(colon), line.mid(colon + 1).trimmed() });
    }
    reply.body = input.rest();
    return reply;
}

void checkWaits(const HttpReply &reply)
{
    using namespace std::chrono_literals;
    if (const auto asked = askedToWait(reply))
        require(*asked >= 0s, "a wait is never negative");
    static_cast<void>(measuredSkew(reply));
    RetryPolicy policy;
    policy.random = [] { return 0.999; };
    ReadRetry retry(policy);
    if (const auto wait = retry.after(reply, 2, 3, 1s)) {
        require(*wait >= 0ms && *wait < policy.patience, "a retry waits no longer than its patience");
        require(isPassing(reply), "only what may pass is asked again");
    }
    retry.noteRateLimit(reply, 5s);
    require(retry.heldFor(5s) >= 0ms && retry.heldFor(5s) <= policy.rateLimitMost, "a rate limit holds for a minute at most");
}

void checkError(const HttpReply &reply, const ApiError &error)
{
    using Outcome = ApiError::Outcome;
    if (!reply.mutation) {
        require(error.outcome == Outcome::NotApplicable, "a read has no outcome");
        return;
    }
    require(error.outcome != Outcome::NotApplicable, "a change has an outcome");
    require((error.outcome == Outcome::NotSent) == !reply.sent, "only what was not sent is called so");
    if (reply.status == 408 || reply.status >= 500 || reply.status == 0)
        require(error.outcome != Outcome::Refused, "a proxy that gave up is no refusal");
}

void checkTime(const std::optional<QDateTime> &time)
{
    require(!time || (time->isValid() && time->timeSpec() == Qt::UTC), "times are valid and UTC");
}

void checkTask(const Task &task)
{
    require(task.subtasks.size() <= maxSubtasks, "subtasks are limited");
    for (const auto &time : { task.createTime, task.startTime, task.finishTime })
        checkTime(time);
    for (const Subtask &subtask : task.subtasks) {
        for (const auto &time : { subtask.createTime, subtask.startTime, subtask.finishTime })
            checkTime(time);
        require(!subtask.parallelIdx || *subtask.parallelIdx >= 0, "a parallel index is not negative");
        static_cast<void>(stepState(subtask));
    }
    static_cast<void>(overallState(task));
    require(task.oddities.size() <= JsonContext::mostOddities, "oddities of a task are limited");
    for (const QString &key : maskSecrets(task.context).strings.keys())
        require(task.context.strings.contains(key), "masking keeps the keys");
}

/// As OcpClient does it for its calls.
void decode(int what, const QJsonValue &data, JsonContext &context)
{
    const JsonReader json(data, u"data"_s, context);
    switch (what) {
    case 0:
        checkTask(decodeTask(json));
        break;
    case 1: {
        qsizetype left = 0;
        const QList<Task> tasks = json.list("contents"_L1, decodeTask, [&left](const QJsonValue &) { ++left; });
        for (const Task &task : tasks)
            checkTask(task);
        require(!context.ok() || left + tasks.size() == json.array("contents"_L1).size(), "an entry is read or counted as unread");
        if (const auto info = decodePageInfo(json)) {
            PageWalk walk(false);
            static_cast<void>(walk.after(info, 1, 1));
        }
        break;
    }
    case 2:
        checkTime(decodeCluster(json).createTime);
        break;
    case 3:
        static_cast<void>(json.list("contents"_L1, decodeZone));
        break;
    case 4:
        static_cast<void>(json.list("contents"_L1, decodeServer));
        break;
    case 5:
        static_cast<void>(json.list("contents"_L1, decodeHost));
        break;
    case 6:
        static_cast<void>(decodeRegion(json));
        static_cast<void>(decodeHostType(json));
        for (const AuditEvent &event : json.list("contents"_L1, decodeAuditEvent))
            require(std::is_sorted(event.hosts.cbegin(), event.hosts.cend()), "hosts are in order");
        break;
    default:
        static_cast<void>(decodeIdc(json));
        break;
    }
    require(context.oddities.size() <= JsonContext::mostOddities, "oddities are limited");
    require(context.ok() || !context.problem.isEmpty(), "a problem is named");
}

} // namespace

int replies(const uint8_t *data, size_t size)
{
    Input input(data, size);
    const int what = input.byte();
    const HttpReply reply = replyFrom(input);
    checkWaits(reply);
    const int judge = what / 8 % 4;
    const Result<Envelope> envelope = judge == 1 ? judgeFlatObject(reply) : judge == 2 ? judgePlainText(reply) : judgeEnvelope(reply);
    if (!envelope) {
        checkError(reply, envelope.error());
    } else {
        require(reply.status >= 200 && reply.status < 300 && !reply.failure, "success is a whole reply with a 2xx");
        checkTime(envelope->meta.serverTime);
        JsonContext context;
        context.tolerant = true;
        context.assumedOffset = envelope->timeOffset;
        decode(what % 8, envelope->data, context);
        if (!context.ok()) {
            const ApiError error = replyParseError(reply, envelope->meta, context);
            require(error.kind == ApiError::Kind::Parse, "a payload that is not as documented is a parse error");
            checkError(reply, error);
        }
    }
    if (judge == 3) {
        if (const Result<QList<Task>> tasks = decodeSavedTasks(reply.body)) {
            for (const Task &task : *tasks)
                checkTask(task);
        }
    }
    return 0;
}

} // namespace obdesk::fuzz
