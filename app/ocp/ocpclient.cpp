// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/ocpclient.h"

#include "ocp/calllink.h"
#include "ocp/decodecluster.h"
#include "ocp/decodehost.h"
#include "ocp/decodetask.h"
#include "ocp/envelope.h"
#include "ocp/guard.h"
#include "ocp/pagewalk.h"
#include "ocp/timetext.h"
#include "ocp/transport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

const QString dataPath = u"data"_s;

HttpRequest get(const QByteArray &path, const QueryItems &query = {})
{
    return { HttpRequest::Method::Get, path, query, {}, false };
}

HttpRequest post(const QByteArray &path, const QByteArray &body = {})
{
    return { HttpRequest::Method::Post, path, {}, body, false };
}

QByteArray clusterPath(ClusterId cluster)
{
    return "/api/v2/ob/clusters/" + QByteArray::number(cluster.value);
}

QByteArray taskPath(TaskId task)
{
    return "/api/v2/tasks/instances/" + QByteArray::number(task.value);
}

QByteArray subtaskPath(TaskId task, SubtaskId subtask)
{
    return taskPath(task) + "/subtasks/" + QByteArray::number(subtask.value);
}

void addText(QueryItems &query, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        query.append({ key, { value } });
}

void addList(QueryItems &query, const QString &key, const QStringList &values)
{
    if (!values.isEmpty())
        query.append({ key, values });
}

ApiError invalid(const HttpRequest &request, const QString &detail)
{
    ApiError error;
    error.kind = ApiError::Kind::InvalidRequest;
    error.method = QString::fromLatin1(request.verb());
    error.detail = detail;
    if (request.isMutation())
        error.outcome = ApiError::Outcome::NotSent;
    return error;
}

/// A path segment that a server or proxy would take for a way up or for nothing.
bool isUsableSegment(const QString &name)
{
    return !name.isEmpty() && name != u"."_s && name != u".."_s;
}

/// Judged and decoded: the envelope's payload by `decode(QJsonValue, JsonContext &)`.
template<typename T, typename Decode>
Result<Fetched<T>> decodePayload(const HttpReply &reply, const Envelope &envelope, Decode decode)
{
    JsonContext context;
    context.assumedOffset = envelope.timeOffset;
    T value = decode(envelope.data, context);
    if (!context.ok())
        return replyParseError(reply, envelope.meta, context);
    return Fetched<T> { std::move(value), envelope.meta };
}

template<typename T, typename Decode>
Result<Fetched<T>> decodeReply(const HttpReply &reply, Decode decode)
{
    const Result<Envelope> envelope = judgeEnvelope(reply);
    if (!envelope)
        return envelope.error();
    return decodePayload<T>(reply, *envelope, decode);
}

Task readTask(const QJsonValue &data, JsonContext &context)
{
    return decodeTask(JsonReader(data, dataPath, context));
}

Page<Task> readTaskPage(const QJsonValue &data, const TaskQuery &query, JsonContext &context)
{
    Page<Task> page;
    const JsonReader json(data, dataPath, context);
    json.forEach("contents"_L1, [&page](const JsonReader &task) { page.items.append(decodeTask(task)); });
    const PageInfo info = decodePageInfo(json).value_or(PageInfo {});
    page.number = int(info.number.value_or(query.page));
    page.size = int(info.size.value_or(page.items.size()));
    page.totalElements = info.totalElements.value_or(page.items.size());
    page.totalPages = int(info.totalPages.value_or(1));
    return page;
}

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

Result<Fetched<std::monostate>> judgeAcknowledgement(const HttpReply &reply)
{
    const Result<Envelope> envelope = judgeEnvelope(reply);
    if (!envelope)
        return envelope.error();
    return Fetched<std::monostate> { {}, envelope->meta };
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

/// Gathers a list over its pages. Lives in the handler of its call, on the transport's thread.
template<typename Item, typename Decode, typename Key>
class ListGatherer
{
public:
    ListGatherer(const HttpRequest &request, bool paged, Decode decode, Key key)
        : m_request(request)
        , m_walk(paged)
        , m_decode(decode)
        , m_key(key)
    {
    }

    HttpRequest nextRequest() const
    {
        HttpRequest request = m_request;
        if (m_walk.sendsPage()) {
            request.query.append({ u"page"_s, { QString::number(m_walk.page()) } });
            request.query.append({ u"size"_s, { QString::number(PageWalk::askedSize) } });
        }
        return request;
    }

    /// Empty: nextRequest() is to be asked.
    std::optional<Result<Fetched<QList<Item>>>> take(const HttpReply &reply)
    {
        const Result<Envelope> envelope = judgeEnvelope(reply);
        if (!envelope)
            return envelope.error();
        JsonContext context;
        context.assumedOffset = envelope->timeOffset;
        const qsizetype before = m_items.size();
        const std::optional<PageInfo> info = add(envelope->data, context);
        if (!context.ok())
            return replyParseError(reply, envelope->meta, context);
        switch (m_walk.after(info, m_items.size() - before, m_items.size())) {
        case PageWalk::Next::Done:
            return Fetched<QList<Item>> { m_items, envelope->meta };
        case PageWalk::Next::Ask:
            return {};
        case PageWalk::Next::Incomplete:
            context.fail(u"data.page.totalElements"_s,
                         u"%1 promised, but the pages hold %2"_s.arg(info->totalElements.value_or(0)).arg(m_items.size()));
            return replyParseError(reply, envelope->meta, context);
        case PageWalk::Next::TooLong:
            break;
        }
        return replyError(reply, ApiError::Kind::TooLarge, u"the list has more than %1 entries"_s.arg(PageWalk::maxEntries));
    }

private:
    /// Entries may show up twice when the list shifts between pages; the first one stays.
    std::optional<PageInfo> add(const QJsonValue &data, JsonContext &context)
    {
        const JsonReader json(data, dataPath, context);
        json.forEach("contents"_L1, [this](const JsonReader &element) {
            Item item = m_decode(element);
            const auto key = m_key(item);
            if (m_known.contains(key))
                return;
            m_known.insert(key);
            m_items.append(std::move(item));
        });
        return decodePageInfo(json);
    }

    HttpRequest m_request;
    PageWalk m_walk;
    Decode m_decode;
    Key m_key;
    QSet<std::decay_t<std::invoke_result_t<Key, const Item &>>> m_known;
    QList<Item> m_items;
};

} // namespace

QByteArray AddServersRequest::path() const
{
    return clusterPath(cluster) + "/servers";
}

QByteArray AddServersRequest::body() const
{
    // By hand for the documented order of the members: what is shown to people is what is sent.
    QByteArray zone = QJsonDocument(QJsonArray { zoneName }).toJson(QJsonDocument::Compact);
    zone = zone.sliced(1, zone.size() - 2);
    QList<HostId> sorted = hosts;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    QByteArrayList ids;
    for (const HostId host : std::as_const(sorted))
        ids.append(QByteArray::number(host.value));
    return R"({"zoneName":)" + zone + R"(,"servers":[)" + ids.join(',') + "]}";
}

OcpClient::OcpClient(const Connection &connection, const Credentials &credentials, QObject *parent)
    : OcpClient(connection, credentials, TransportLimits {}, parent)
{
}

OcpClient::OcpClient(const Connection &connection, const Credentials &credentials, const TransportLimits &limits, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_transport(std::make_unique<Transport>(connection, credentials, limits))
{
}

OcpClient::~OcpClient()
{
    qDeleteAll(findChildren<ApiCall *>(QString(), Qt::FindDirectChildrenOnly));
}

const Connection &OcpClient::connection() const
{
    return m_connection;
}

void OcpClient::setLanguage(const QString &tag)
{
    m_transport->setLanguage(tag.toLatin1());
}

/// judge(link, reply) runs on the transport's thread; it delivers through the link, or answers the next request.
template<typename T, typename Judge>
ApiCall *OcpClient::call(const HttpRequest &request, QObject *context, Callback<T> done, Judge judge)
{
    auto link = std::make_shared<CallLink<T>>(context, std::move(done));
    const Transport::CallId id = m_transport->newCallId();
    auto *call = new LinkedCall(link, m_transport->canceller(id), this);
    // Direct: the link must be cut before the context's destructor goes on. The link holds the callback, so it must not hold itself.
    connect(context, &QObject::destroyed, call, [weak = std::weak_ptr(link)] {
        if (const auto link = weak.lock())
            link->contextGone();
    }, Qt::DirectConnection);
    m_transport->send(id, request, [link, judge](const HttpReply &reply) mutable -> std::optional<HttpRequest> {
        if (link->isCut())
            return {};
        return judge(*link, reply);
    });
    return call;
}

template<typename T>
ApiCall *OcpClient::refuse(const ApiError &error, QObject *context, Callback<T> done)
{
    auto link = std::make_shared<CallLink<T>>(context, std::move(done));
    auto *call = new LinkedCall(link, [] { }, this);
    connect(context, &QObject::destroyed, call, [weak = std::weak_ptr(link)] {
        if (const auto link = weak.lock())
            link->contextGone();
    }, Qt::DirectConnection);
    link->deliver(error);
    return call;
}

template<typename T, typename Decode>
ApiCall *OcpClient::read(const HttpRequest &request, QObject *context, Callback<T> done, Decode decode)
{
    return call<T>(request, context, std::move(done), [decode](CallLink<T> &link, const HttpReply &reply) {
        link.deliver(decode(reply));
        return std::nullopt;
    });
}

template<typename Item, typename Decode, typename Key>
ApiCall *OcpClient::readList(const HttpRequest &request, bool paged, QObject *context, Callback<QList<Item>> done, Decode decode,
                             Key key)
{
    using Items = QList<Item>;
    auto gatherer = std::make_shared<ListGatherer<Item, Decode, Key>>(request, paged, decode, key);
    return call<Items>(gatherer->nextRequest(), context, std::move(done),
                       [gatherer](CallLink<Items> &link, const HttpReply &reply) -> std::optional<HttpRequest> {
                           const auto answer = gatherer->take(reply);
                           if (!answer)
                               return gatherer->nextRequest();
                           link.deliver(*answer);
                           return {};
                       });
}

template<typename T, typename Judge>
ApiCall *OcpClient::mutate(const HttpRequest &request, const MutationContext &mutation, QObject *context, Callback<T> done,
                           Judge judge)
{
    if (std::optional<ApiError> error = Guard::refuse(m_connection, mutation)) {
        error->method = QString::fromLatin1(request.verb());
        return refuse<T>(*error, context, std::move(done));
    }
    return read<T>(request, context, std::move(done), judge);
}

ApiCall *OcpClient::fetchClusters(const ClusterQuery &query, QObject *context, Callback<QList<Cluster>> done)
{
    QueryItems items;
    addText(items, u"name"_s, query.nameKeyword);
    return readList<Cluster>(get("/api/v2/ob/clusters", items), true, context, std::move(done), decodeCluster,
                             [](const Cluster &cluster) { return cluster.id; });
}

ApiCall *OcpClient::fetchZones(ClusterId cluster, QObject *context, Callback<QList<Zone>> done)
{
    // Zones have no id before 4.3; the name is what every call goes by.
    return readList<Zone>(get(clusterPath(cluster) + "/zones"), false, context, std::move(done), decodeZone,
                          [](const Zone &zone) { return zone.name; });
}

ApiCall *OcpClient::fetchServers(ClusterId cluster, QObject *context, Callback<QList<ObServer>> done)
{
    return readList<ObServer>(get(clusterPath(cluster) + "/servers"), false, context, std::move(done), decodeServer,
                              [](const ObServer &server) { return server.id; });
}

ApiCall *OcpClient::fetchZoneServers(ClusterId cluster, const QString &zone, QObject *context, Callback<QList<ObServer>> done)
{
    const HttpRequest request = get(clusterPath(cluster) + "/zones/" + percentEncoded(zone) + "/servers");
    if (!isUsableSegment(zone))
        return refuse<QList<ObServer>>(invalid(request, u"not a zone's name"_s), context, std::move(done));
    return readList<ObServer>(request, false, context, std::move(done), decodeServer,
                              [](const ObServer &server) { return server.id; });
}

ApiCall *OcpClient::fetchHosts(const HostQuery &query, QObject *context, Callback<QList<Host>> done)
{
    QueryItems items;
    addList(items, u"status"_s, query.statuses);
    addText(items, u"keyword"_s, query.keyword);
    addList(items, u"includedServiceType"_s, query.includedServiceTypes);
    addList(items, u"excludedServiceType"_s, query.excludedServiceTypes);
    return readList<Host>(get("/api/v2/compute/hosts", items), true, context, std::move(done), decodeHost,
                          [](const Host &host) { return host.id; });
}

ApiCall *OcpClient::fetchIdcs(QObject *context, Callback<QList<Idc>> done)
{
    return readList<Idc>(get("/api/v2/compute/idcs"), true, context, std::move(done), decodeIdc,
                         [](const Idc &idc) { return idc.id; });
}

ApiCall *OcpClient::fetchRegions(QObject *context, Callback<QList<Region>> done)
{
    return readList<Region>(get("/api/v2/compute/regions"), true, context, std::move(done), decodeRegion,
                            [](const Region &region) { return region.id; });
}

ApiCall *OcpClient::fetchHostTypes(QObject *context, Callback<QList<HostType>> done)
{
    return readList<HostType>(get("/api/v2/compute/hostTypes"), true, context, std::move(done), decodeHostType,
                              [](const HostType &type) { return type.id; });
}

ApiCall *OcpClient::fetchTasks(const TaskQuery &query, QObject *context, Callback<Page<Task>> done)
{
    QueryItems items;
    addText(items, u"name"_s, query.nameKeyword);
    addList(items, u"status"_s, query.statuses);
    if (query.clusterId)
        addText(items, u"clusterId"_s, query.clusterId->toString());
    if (query.hostId)
        addText(items, u"hostId"_s, query.hostId->toString());
    addText(items, u"type"_s, query.type);
    addText(items, u"page"_s, QString::number(std::max(query.page, 1)));
    addText(items, u"size"_s, QString::number(std::clamp(query.size, 1, 2000)));
    addText(items, u"sort"_s, query.sort);
    return read<Page<Task>>(get("/api/v2/tasks/instances", items), context, std::move(done), [query](const HttpReply &reply) {
        return decodeReply<Page<Task>>(reply, [&query](const QJsonValue &data, JsonContext &json) {
            return readTaskPage(data, query, json);
        });
    });
}

ApiCall *OcpClient::fetchTask(TaskId task, QObject *context, Callback<Task> done)
{
    return read<Task>(get(taskPath(task)), context, std::move(done),
                      [](const HttpReply &reply) { return decodeReply<Task>(reply, readTask); });
}

ApiCall *OcpClient::fetchSubtaskLog(TaskId task, SubtaskId subtask, QObject *context, Callback<QString> done)
{
    HttpRequest request = get(subtaskPath(task, subtask) + "/log");
    request.large = true;
    return read<QString>(request, context, std::move(done), [](const HttpReply &reply) {
        return decodeReply<QString>(reply, [](const QJsonValue &data, JsonContext &json) {
            return data.isNull() ? QString() : JsonReader(data, dataPath, json).text("log"_L1);
        });
    });
}

ApiCall *OcpClient::fetchInfo(QObject *context, Callback<ServerInfo> done)
{
    return read<ServerInfo>(get("/api/v2/info"), context, std::move(done), judgeInfo);
}

ApiCall *OcpClient::fetchTime(QObject *context, Callback<QDateTime> done)
{
    return read<QDateTime>(get("/api/v2/time"), context, std::move(done), judgeTime);
}

ApiCall *OcpClient::fetchStatus(QObject *context, Callback<QString> done)
{
    return read<QString>(get("/api/status"), context, std::move(done), judgeStatusText);
}

ApiCall *OcpClient::addServers(const AddServersRequest &request, const MutationContext &mutation, QObject *context,
                               Callback<Task> done)
{
    const HttpRequest http = post(request.path(), request.body());
    if (request.zoneName.isEmpty() || request.hosts.isEmpty())
        return refuse<Task>(invalid(http, u"a zone and at least one host are needed"_s), context, std::move(done));
    return mutate<Task>(http, mutation, context, std::move(done), judgeNewTask);
}

ApiCall *OcpClient::retryTask(TaskId task, const MutationContext &mutation, QObject *context,
                              Callback<std::optional<Task>> done)
{
    return mutate<std::optional<Task>>(post(taskPath(task) + "/retry"), mutation, context, std::move(done), judgeTaskAction);
}

ApiCall *OcpClient::rollbackTask(TaskId task, const MutationContext &mutation, QObject *context,
                                 Callback<std::optional<Task>> done)
{
    return mutate<std::optional<Task>>(post(taskPath(task) + "/rollback"), mutation, context, std::move(done), judgeTaskAction);
}

ApiCall *OcpClient::retrySubtask(TaskId task, SubtaskId subtask, const MutationContext &mutation, QObject *context,
                                 Callback<std::monostate> done)
{
    return mutate<std::monostate>(post(subtaskPath(task, subtask) + "/retry"), mutation, context, std::move(done),
                                  judgeAcknowledgement);
}

ApiCall *OcpClient::skipSubtask(TaskId task, SubtaskId subtask, const MutationContext &mutation, QObject *context,
                                Callback<std::monostate> done)
{
    return mutate<std::monostate>(post(subtaskPath(task, subtask) + "/skip"), mutation, context, std::move(done),
                                  judgeAcknowledgement);
}

ApiCall *OcpClient::cancelSubtask(TaskId task, SubtaskId subtask, const MutationContext &mutation, QObject *context,
                                  Callback<std::monostate> done)
{
    return mutate<std::monostate>(post(subtaskPath(task, subtask) + "/cancel"), mutation, context, std::move(done),
                                  judgeAcknowledgement);
}

} // namespace obdesk
