// SPDX-License-Identifier: GPL-3.0-or-later
#include "ocp/ocpclient.h"

#include "domain/loginname.h"
#include "ocp/calllink.h"
#include "ocp/conclude.h"
#include "ocp/decodecluster.h"
#include "ocp/decodehost.h"
#include "ocp/judgereply.h"
#include "ocp/listgatherer.h"
#include "ocp/transport.h"

#include <QSet>
#include <QUuid>

#include <algorithm>
#include <mutex>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

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

/// With Z for its offset: servers disagree about how a "+" in a query is signed.
void addTime(QueryItems &query, const QString &key, const std::optional<QDateTime> &time)
{
    if (time)
        query.append({ key, { time->toUTC().toString(Qt::ISODateWithMs) } });
}

ApiError heldBack(ApiError::Kind kind, const QByteArray &method, const QString &detail)
{
    ApiError error;
    error.kind = kind;
    error.method = QString::fromLatin1(method);
    error.detail = detail;
    error.outcome = ApiError::Outcome::NotSent;
    return error;
}

ApiError invalid(const HttpRequest &request, const QString &detail)
{
    ApiError error = heldBack(ApiError::Kind::InvalidRequest, request.verb(), detail);
    if (!request.isMutation())
        error.outcome = ApiError::Outcome::NotApplicable;
    return error;
}

const Clock &systemClock()
{
    static const SystemClock clock;
    return clock;
}

/// A path segment that a server or proxy would take for a way up or for nothing.
bool isUsableSegment(const QString &name)
{
    return !name.isEmpty() && name != u"."_s && name != u".."_s;
}

} // namespace

/// The mutations that were written down and have no conclusion yet: whoever takes one out concludes it.
struct OcpClient::UnderWay
{
    void add(const QString &intent)
    {
        const std::lock_guard lock(mutex);
        intents.insert(intent);
    }
    bool take(const QString &intent)
    {
        const std::lock_guard lock(mutex);
        return intents.remove(intent);
    }
    QSet<QString> takeAll()
    {
        const std::lock_guard lock(mutex);
        return std::exchange(intents, {});
    }
    void noteSkew(const ReplyMeta &meta)
    {
        const std::lock_guard lock(mutex);
        if (meta.clockSkew)
            skew = meta.clockSkew;
    }
    std::optional<std::chrono::milliseconds> lastSkew()
    {
        const std::lock_guard lock(mutex);
        return skew;
    }

private:
    std::mutex mutex;
    QSet<QString> intents;                              // protected by mutex
    std::optional<std::chrono::milliseconds> skew;      // protected by mutex
};

OcpClient::OcpClient(const Connection &connection, const Credentials &credentials, QObject *parent)
    : OcpClient(connection, credentials, ClientOptions {}, parent)
{
}

OcpClient::OcpClient(const Connection &connection, const Credentials &credentials, const ClientOptions &options, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_attempts(options.limits.retry.attempts)
    , m_intents(options.intents)
    , m_guard(connection, options.clock ? *options.clock : systemClock())
    , m_underWay(std::make_shared<UnderWay>())
    , m_transport(std::make_unique<Transport>(connection, credentials, options.limits))
{
}

OcpClient::~OcpClient()
{
    qDeleteAll(findChildren<ApiCall *>(QString(), Qt::FindDirectChildrenOnly));
    m_transport.reset(); // no handler runs from now on
    ApiError lost = heldBack(ApiError::Kind::Cancelled, "POST", u"the connection was closed before the answer came"_s);
    lost.outcome = ApiError::Outcome::Unknown;
    for (const QString &intent : m_underWay->takeAll())
        m_intents->conclude(intent, conclusionOf(lost), [](bool) { });
}

std::optional<std::chrono::milliseconds> OcpClient::clockSkew() const
{
    return m_underWay->lastSkew();
}

const Connection &OcpClient::connection() const
{
    return m_connection;
}

void OcpClient::setLanguage(const QString &tag)
{
    m_transport->setLanguage(tag.toLatin1());
}

template<typename T>
std::shared_ptr<CallLink<T>> OcpClient::makeLink(QObject *context, Callback<T> done, std::function<void()> abort, ApiCall **call)
{
    auto link = std::make_shared<CallLink<T>>(context, std::move(done));
    *call = new LinkedCall(link, std::move(abort), this);
    // Direct: the link must be cut before the context's destructor goes on. The link holds the callback, so it must not hold itself.
    connect(context, &QObject::destroyed, *call, [weak = std::weak_ptr(link)] {
        if (const auto link = weak.lock())
            link->contextGone();
    }, Qt::DirectConnection);
    return link;
}

/// judge(link, reply) runs on the transport's thread; it delivers through the link, or answers the next request.
template<typename T, typename Judge>
ApiCall *OcpClient::call(const HttpRequest &request, QObject *context, Callback<T> done, Judge judge)
{
    const Transport::CallId id = m_transport->newCallId();
    ApiCall *call = nullptr;
    const auto link = makeLink<T>(context, std::move(done), m_transport->canceller(id), &call);
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
    ApiCall *call = nullptr;
    makeLink<T>(context, std::move(done), [] { }, &call)->deliver(error);
    return call;
}

template<typename T, typename Decode>
ApiCall *OcpClient::read(const HttpRequest &request, QObject *context, Callback<T> done, Decode decode)
{
    return call<T>(request, context, std::move(done), [decode, notes = m_underWay](CallLink<T> &link, const HttpReply &reply) {
        const Result<Fetched<T>> result = decode(reply);
        if (result)
            notes->noteSkew(result->meta);
        link.deliver(result);
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
                       [gatherer, notes = m_underWay](CallLink<Items> &link, const HttpReply &reply) -> std::optional<HttpRequest> {
                           const auto answer = gatherer->take(reply);
                           if (!answer)
                               return gatherer->nextRequest();
                           if (*answer)
                               notes->noteSkew((*answer)->meta);
                           link.deliver(*answer);
                           return {};
                       });
}

ApiCall *OcpClient::send(const Operation &operation, const MutationContext &mutation, QObject *context, Callback<std::optional<Task>> done)
{
    using T = std::optional<Task>;
    const OperationKind *kind = operationKind(operation.kind);
    const HttpRequest request { .method = HttpRequest::Method::Post, .path = operation.path, .query = {}, .body = operation.body };
    if (!operation.unfit.isEmpty())
        return refuse<T>(invalid(request, operation.unfit), context, std::move(done));
    if (!kind || operation.method != request.verb() || operation.claims.isEmpty())
        return refuse<T>(invalid(request, u"no operation this client can send: \"%1\""_s.arg(operation.kind)), context, std::move(done));
    MutationContext asked = mutation;
    if (operation.cluster)
        asked.targetCluster = operation.cluster; // what is sent counts
    if (std::optional<ApiError> error = m_guard.refuse(asked)) {
        error->method = QString::fromLatin1(operation.method);
        return refuse<T>(*error, context, std::move(done));
    }
    if (!m_intents)
        return refuse<T>(heldBack(ApiError::Kind::JournalFailed, operation.method, u"there is no journal"_s), context, std::move(done));
    Intent intent;
    static_cast<Operation &>(intent) = operation;
    intent.id = mutation.intentId.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : mutation.intentId;
    intent.at = QDateTime::currentDateTimeUtc();
    intent.clockSkew = clockSkew();
    intent.osUser = loginName();
    intent.connectionId = m_connection.id;
    intent.connectionName = m_connection.name;
    intent.server = m_connection.url.adjusted(QUrl::RemoveUserInfo);
    intent.user = m_connection.user;
    intent.environment = m_connection.environment;
    intent.cluster = asked.targetCluster;
    intent.targetName = mutation.targetName;
    intent.reason = mutation.reason;
    intent.stateBefore = mutation.stateBefore;

    ApiCall *call = nullptr;
    const auto link = makeLink<T>(context, std::move(done), [] { }, &call);
    const auto conclude = [intents = m_intents, underWay = m_underWay, link, id = intent.id](const Conclusion &conclusion,
                                                                                             const Result<Fetched<T>> &result) {
        // Only who takes it concludes; an answer whose writing down fails is told all the same.
        if (underWay->take(id) || conclusion.kind == Conclusion::Kind::NotSent)
            intents->conclude(id, conclusion, [link, result](bool) { link->deliver(result); });
    };
    const auto judge = [answer = kind->answer](const HttpReply &reply) { return judgeOperation(answer, reply); };
    const bool makesTask = kind->answer == OperationAnswer::Task;
    m_underWay->add(intent.id);
    m_intents->begin(intent, [underWay = m_underWay, sender = m_transport->sender(m_transport->newCallId()), request, link, conclude, judge, makesTask,
                              id = intent.id](const std::optional<ApiError> &refusal) {
        if (refusal) {
            underWay->take(id); // nothing was written down
            link->deliver(*refusal);
            return;
        }
        const ApiError notSent = heldBack(ApiError::Kind::Cancelled, request.verb(), u"nobody waits any more; nothing was sent"_s);
        const bool left = !link->isCut() && sender(request, [conclude, judge, makesTask](const HttpReply &reply) -> std::optional<HttpRequest> {
            const Result<Fetched<T>> result = judge(reply);
            conclude(conclusionOf(reply, result, makesTask), result);
            return {};
        });
        if (!left)
            conclude(conclusionOf(notSent), notSent);
    });
    return call;
}

HttpRequest OcpClient::get(const QByteArray &path, const QueryItems &query, Patience patience) const
{
    return { .path = path, .query = query, .body = {}, .attempts = patience == Patience::Retry ? m_attempts : 1 };
}

ApiCall *OcpClient::fetchClusters(const ClusterQuery &query, QObject *context, Callback<QList<Cluster>> done, Patience patience)
{
    QueryItems items;
    addText(items, u"name"_s, query.nameKeyword);
    return readList<Cluster>(get("/api/v2/ob/clusters", items, patience), true, context, std::move(done), decodeCluster,
                             [](const Cluster &cluster) { return cluster.id; });
}

ApiCall *OcpClient::fetchZones(ClusterId cluster, QObject *context, Callback<QList<Zone>> done, Patience patience)
{
    // Zones have no id before 4.3; the name is what every call goes by.
    return readList<Zone>(get(clusterPath(cluster) + "/zones", {}, patience), false, context, std::move(done), decodeZone,
                          [](const Zone &zone) { return zone.name; });
}

ApiCall *OcpClient::fetchServers(ClusterId cluster, QObject *context, Callback<QList<ObServer>> done, Patience patience)
{
    return readList<ObServer>(get(clusterPath(cluster) + "/servers", {}, patience), false, context, std::move(done), decodeServer,
                              [](const ObServer &server) { return server.id; });
}

ApiCall *OcpClient::fetchZoneServers(ClusterId cluster, const QString &zone, QObject *context, Callback<QList<ObServer>> done,
                                     Patience patience)
{
    const HttpRequest request = get(clusterPath(cluster) + "/zones/" + percentEncoded(zone) + "/servers", {}, patience);
    if (!isUsableSegment(zone))
        return refuse<QList<ObServer>>(invalid(request, u"not a zone's name"_s), context, std::move(done));
    return readList<ObServer>(request, false, context, std::move(done), decodeServer,
                              [](const ObServer &server) { return server.id; });
}

ApiCall *OcpClient::fetchHosts(const HostQuery &query, QObject *context, Callback<QList<Host>> done, Patience patience)
{
    QueryItems items;
    addList(items, u"status"_s, query.statuses);
    addText(items, u"keyword"_s, query.keyword);
    addList(items, u"includedServiceType"_s, query.includedServiceTypes);
    addList(items, u"excludedServiceType"_s, query.excludedServiceTypes);
    return readList<Host>(get("/api/v2/compute/hosts", items, patience), true, context, std::move(done), decodeHost,
                          [](const Host &host) { return host.id; });
}

ApiCall *OcpClient::fetchIdcs(QObject *context, Callback<QList<Idc>> done, Patience patience)
{
    return readList<Idc>(get("/api/v2/compute/idcs", {}, patience), true, context, std::move(done), decodeIdc,
                         [](const Idc &idc) { return idc.id; });
}

ApiCall *OcpClient::fetchRegions(QObject *context, Callback<QList<Region>> done, Patience patience)
{
    return readList<Region>(get("/api/v2/compute/regions", {}, patience), true, context, std::move(done), decodeRegion,
                            [](const Region &region) { return region.id; });
}

ApiCall *OcpClient::fetchHostTypes(QObject *context, Callback<QList<HostType>> done, Patience patience)
{
    return readList<HostType>(get("/api/v2/compute/hostTypes", {}, patience), true, context, std::move(done), decodeHostType,
                              [](const HostType &type) { return type.id; });
}

ApiCall *OcpClient::fetchTasks(const TaskQuery &query, QObject *context, Callback<Page<Task>> done, Patience patience)
{
    // What versions of OCP sign in different ways stays at home: OCP filters by the rest, and we by the whole.
    const bool sift = connection().authKind == AuthKind::AccessKey && !signsAlike(query.nameKeyword);
    QueryItems items;
    addText(items, u"name"_s, sift ? longestPartSignedAlike(query.nameKeyword) : query.nameKeyword);
    addList(items, u"status"_s, query.statuses);
    if (query.clusterId)
        addText(items, u"clusterId"_s, query.clusterId->toString());
    if (query.hostId)
        addText(items, u"hostId"_s, query.hostId->toString());
    addText(items, u"type"_s, query.type);
    addText(items, u"page"_s, QString::number(std::max(query.page, 1)));
    addText(items, u"size"_s, QString::number(std::clamp(query.size, 1, 2000)));
    addText(items, u"sort"_s, query.sort);
    return read<Page<Task>>(get("/api/v2/tasks/instances", items, patience), context, std::move(done), [query, sift](const HttpReply &reply) {
        return decodeReply<Page<Task>>(reply, [&query, sift](const QJsonValue &data, JsonContext &json) {
            Page<Task> page = readTaskPage(data, query, json);
            if (sift) {
                page.items.removeIf([&query](const Task &task) { return !task.name.contains(query.nameKeyword, Qt::CaseInsensitive); });
                page.isSifted = true;
            }
            return page;
        });
    });
}

ApiCall *OcpClient::fetchTask(TaskId task, QObject *context, Callback<Task> done, Patience patience)
{
    return read<Task>(get(taskPath(task), {}, patience), context, std::move(done),
                      [](const HttpReply &reply) { return decodeReply<Task>(reply, readTask); });
}

ApiCall *OcpClient::fetchSubtaskLog(TaskId task, SubtaskId subtask, QObject *context, Callback<QString> done, Patience patience)
{
    HttpRequest request = get(subtaskPath(task, subtask) + "/log", {}, patience);
    request.large = true;
    return read<QString>(request, context, std::move(done), [](const HttpReply &reply) {
        return decodeReply<QString>(reply, [](const QJsonValue &data, JsonContext &json) {
            json.tolerant = false; // it is all that the answer has
            return data.isNull() ? QString() : JsonReader(data, dataPath, json).text("log"_L1);
        });
    });
}

ApiCall *OcpClient::fetchAuditEvents(const AuditQuery &query, QObject *context, Callback<Page<AuditEvent>> done, Patience patience)
{
    QueryItems items;
    addList(items, u"operationEvent"_s, query.operationEvents);
    addTime(items, u"startTime"_s, query.startTime);
    addTime(items, u"endTime"_s, query.endTime);
    addText(items, u"page"_s, QString::number(std::max(query.page, 1)));
    addText(items, u"size"_s, QString::number(std::clamp(query.size, 1, 2000)));
    addText(items, u"order"_s, u"startTime,desc"_s);
    return read<Page<AuditEvent>>(get("/api/v2/audit/events", items, patience), context, std::move(done), [query](const HttpReply &reply) {
        return decodeReply<Page<AuditEvent>>(reply, [&query](const QJsonValue &data, JsonContext &json) {
            return readAuditPage(data, query, json);
        });
    });
}

ApiCall *OcpClient::fetchInfo(QObject *context, Callback<ServerInfo> done, Patience patience)
{
    return read<ServerInfo>(get("/api/v2/info", {}, patience), context, std::move(done), judgeInfo);
}

ApiCall *OcpClient::fetchTime(QObject *context, Callback<QDateTime> done, Patience patience)
{
    return read<QDateTime>(get("/api/v2/time", {}, patience), context, std::move(done), judgeTime);
}

ApiCall *OcpClient::fetchStatus(QObject *context, Callback<QString> done, Patience patience)
{
    return read<QString>(get("/api/status", {}, patience), context, std::move(done), judgeStatusText);
}

} // namespace obdesk
