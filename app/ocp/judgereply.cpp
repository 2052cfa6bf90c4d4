// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/judgereply.h"

#include "ocp/decodeaudit.h"
#include "ocp/decodetask.h"
#include "ocp/envelope.h"
#include "ocp/pagewalk.h"
#include "ocp/payload.h"
#include "ocp/timetext.h"

namespace obdesk {

using namespace Qt::StringLiterals;

Task readTask(const QJsonValue &data, JsonContext &context)
{
    return decodeTask(JsonReader(data, dataPath, context));
}

namespace {

/// A page as the server cut it, its items by `decode`; numbers that it does not tell are those of the query.
template<typename Item, typename Query, typename Decode>
Page<Item> readPage(const QJsonValue &data, const Query &query, JsonContext &context, Decode decode)
{
    Page<Item> page;
    const JsonReader json(data, dataPath, context);
    if (const QJsonValue contents = json.value("contents"_L1); !contents.isNull() && !contents.isArray())
        context.fail(json.pathOf("contents"_L1), u"expected an array, found %1"_s.arg(describe(contents)));
    page.items = json.list("contents"_L1, decode, [&page](const QJsonValue &) { ++page.unread; });
    const PageInfo info = decodePageInfo(json).value_or(PageInfo {});
    page.number = int(info.number.value_or(query.page));
    page.size = int(info.size.value_or(page.items.size() + page.unread));
    page.totalElements = info.totalElements.value_or(page.items.size() + page.unread);
    page.totalPages = int(info.totalPages.value_or(1));
    return page;
}

} // namespace

Page<Task> readTaskPage(const QJsonValue &data, const TaskQuery &query, JsonContext &context)
{
    return readPage<Task>(data, query, context, decodeTask);
}

Page<AuditEvent> readAuditPage(const QJsonValue &data, const AuditQuery &query, JsonContext &context)
{
    return readPage<AuditEvent>(data, query, context, decodeAuditEvent);
}

namespace {

/// Accepted is: successful, and an integer id to follow. The rest of the answer may be odd, the task runs all the same; the first
/// poll will say what is wrong with it.
Result<Fetched<Task>> judgeNewTask(const HttpReply &reply)
{
    const Result<Envelope> envelope = judgeEnvelope(reply);
    if (!envelope)
        return envelope.error();
    Result<Fetched<Task>> whole = decodePayload<Task>(reply, *envelope, readTask);
    if (whole)
        return whole;
    const std::optional<qint64> id = exactInteger(envelope->data.toObject().value("id"_L1));
    if (!id)
        return whole;
    Task task;
    task.id = TaskId(*id);
    task.name = envelope->data.toObject().value("name"_L1).toString();
    return Fetched<Task> { task, envelope->meta };
}

/// OCP documents the task as the answer, and its sibling answers nothing. Either way the envelope's yes is what counts.
Result<Fetched<std::optional<Task>>> judgeTaskAction(const HttpReply &reply)
{
    const Result<Envelope> envelope = judgeEnvelope(reply);
    if (!envelope)
        return envelope.error();
    const Result<Fetched<Task>> task = decodePayload<Task>(reply, *envelope, readTask);
    return Fetched<std::optional<Task>> { task ? std::optional(task->value) : std::nullopt, envelope->meta };
}

} // namespace

Result<Fetched<std::optional<Task>>> judgeOperation(OperationAnswer answer, const HttpReply &reply)
{
    switch (answer) {
    case OperationAnswer::Task: {
        const Result<Fetched<Task>> task = judgeNewTask(reply);
        if (!task)
            return task.error();
        return Fetched<std::optional<Task>> { task->value, task->meta, task->notes };
    }
    case OperationAnswer::MaybeTask:
        return judgeTaskAction(reply);
    case OperationAnswer::Nothing:
        break;
    }
    const Result<Envelope> envelope = judgeEnvelope(reply);
    if (!envelope)
        return envelope.error();
    return Fetched<std::optional<Task>> { {}, envelope->meta };
}

Result<Fetched<ServerInfo>> judgeInfo(const HttpReply &reply)
{
    const Result<Envelope> envelope = judgeFlatObject(reply);
    if (!envelope)
        return envelope.error();
    const auto read = [](const QJsonValue &data, JsonContext &context) {
        const JsonReader json(data, {}, context);
        return ServerInfo { json.text("buildVersion"_L1), json.text("name"_L1), json.text("buildTime"_L1) };
    };
    Result<Fetched<ServerInfo>> info = decodePayload<ServerInfo>(reply, *envelope, read);
    if (info && info->value.buildVersion.isEmpty() && info->value.name.isEmpty())
        return replyError(reply, ApiError::Kind::NotOcp, u"JSON without a name or a build version"_s);
    return info;
}

Result<Fetched<QDateTime>> judgeTime(const HttpReply &reply)
{
    const Result<Envelope> text = judgePlainText(reply);
    if (!text)
        return text.error();
    const std::optional<QDateTime> time = parseIsoTime(text->data.toString());
    if (!time)
        return replyError(reply, ApiError::Kind::NotOcp, u"expected a time, found %1"_s.arg(describe(text->data)));
    ReplyMeta meta = text->meta;
    meta.serverTime = time;
    const QDateTime middle = reply.received.addMSecs(-reply.roundTrip.count() / 2);
    meta.clockSkew = std::chrono::milliseconds(middle.msecsTo(*time));
    return Fetched<QDateTime> { *time, meta };
}

Result<Fetched<QString>> judgeStatusText(const HttpReply &reply)
{
    const Result<Envelope> text = judgePlainText(reply);
    if (!text)
        return text.error();
    return Fetched<QString> { text->data.toString(), text->meta };
}

} // namespace obdesk
