// SPDX-License-Identifier: GPL-3.0-or-later
// OCP's API as typed calls. One client serves one connection.
#pragma once

#include "domain/auditevent.h"
#include "domain/clock.h"
#include "domain/cluster.h"
#include "domain/host.h"
#include "domain/result.h"
#include "domain/task.h"
#include "ocp/connection.h"
#include "ocp/guard.h"
#include "ocp/mutation.h"
#include "ocp/queries.h"
#include "ocp/transportlimits.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace obdesk {

class Transport;
template<typename T>
class CallLink;
struct HttpRequest;

/// done: on the context's thread, at most once; never after the context is gone or after ApiCall::cancel().
template<typename T>
using Callback = std::function<void(const Result<Fetched<T>> &)>;

/// A call under way. Owned by the client; deletes itself after its callback. Hold it in a QPointer.
class ApiCall : public QObject
{
    Q_OBJECT
public:
    /// No callback after this. A mutation that already left cannot be called back: cancel only stops waiting.
    virtual void cancel() = 0;

protected:
    using QObject::QObject;
};

/// Whether a read is asked again by itself when its failure may pass: for answers a person waits for once. Whoever polls says Once.
enum class Patience { Once, Retry };

struct ClientOptions
{
    TransportLimits limits = {};
    std::shared_ptr<IntentLog> intents = {};    ///< null: for reading only, every mutation is refused
    const Clock *clock = nullptr;               ///< of the guard's unlock; not owned; null: the system's
};

class OcpClient final : public QObject
{
    Q_OBJECT
public:
    /// For reading only.
    explicit OcpClient(const Connection &connection, const Credentials &credentials, QObject *parent = nullptr);
    OcpClient(const Connection &connection, const Credentials &credentials, const ClientOptions &options,
              QObject *parent = nullptr);
    /// Calls under way end without their callback. Does not wait for the network. A mutation without an answer so far is concluded
    /// as Unknown.
    ~OcpClient() override;

    const Connection &connection() const;
    Guard &guard() { return m_guard; }
    /// Null for a client that only reads.
    const std::shared_ptr<IntentLog> &intents() const { return m_intents; }
    /// Server minus us, as the last reply that told it said.
    std::optional<std::chrono::milliseconds> clockSkew() const;
    /// In which language OCP words its messages, e.g. "en-US" (the start value) or "zh-CN"; for calls from now on.
    void setLanguage(const QString &tag);

    // A patient read takes 60 s at most for each request, its waits included, and gives the last answer. Lists are read page by page to
    // their end; the answer is the whole list.
    ApiCall *fetchClusters(const ClusterQuery &query, QObject *context, Callback<QList<Cluster>> done, Patience patience = Patience::Retry);
    ApiCall *fetchZones(ClusterId cluster, QObject *context, Callback<QList<Zone>> done, Patience patience = Patience::Retry);
    ApiCall *fetchServers(ClusterId cluster, QObject *context, Callback<QList<ObServer>> done, Patience patience = Patience::Retry);
    ApiCall *fetchZoneServers(ClusterId cluster, const QString &zone, QObject *context, Callback<QList<ObServer>> done,
                              Patience patience = Patience::Retry);
    ApiCall *fetchHosts(const HostQuery &query, QObject *context, Callback<QList<Host>> done, Patience patience = Patience::Retry);
    ApiCall *fetchIdcs(QObject *context, Callback<QList<Idc>> done, Patience patience = Patience::Retry);
    ApiCall *fetchRegions(QObject *context, Callback<QList<Region>> done, Patience patience = Patience::Retry);
    ApiCall *fetchHostTypes(QObject *context, Callback<QList<HostType>> done, Patience patience = Patience::Retry);

    ApiCall *fetchTasks(const TaskQuery &query, QObject *context, Callback<Page<Task>> done, Patience patience = Patience::Retry);
    ApiCall *fetchTask(TaskId task, QObject *context, Callback<Task> done, Patience patience = Patience::Retry);
    /// Empty text when the subtask has no log yet.
    ApiCall *fetchSubtaskLog(TaskId task, SubtaskId subtask, QObject *context, Callback<QString> done,
                             Patience patience = Patience::Retry);

    /// One page. Not every OCP has an audit log, nor lets everybody read it.
    ApiCall *fetchAuditEvents(const AuditQuery &query, QObject *context, Callback<Page<AuditEvent>> done,
                              Patience patience = Patience::Retry);

    ApiCall *fetchInfo(QObject *context, Callback<ServerInfo> done, Patience patience = Patience::Retry);
    ApiCall *fetchTime(QObject *context, Callback<QDateTime> done, Patience patience = Patience::Retry);
    ApiCall *fetchStatus(QObject *context, Callback<QString> done, Patience patience = Patience::Retry);

    /// The one way out for a change: it is written down first and then sent at most once, whatever happens. The answer is the task it
    /// became, or acted on where OCP tells it. ApiError::outcome says what is known on failure. Cancelling only stops waiting: what
    /// becomes of it is written down all the same. A kind without a row, or an unfit operation, is refused here.
    ApiCall *send(const Operation &operation, const MutationContext &mutation, QObject *context, Callback<std::optional<Task>> done);

private:
    template<typename T, typename Judge>
    ApiCall *call(const HttpRequest &request, QObject *context, Callback<T> done, Judge judge);
    template<typename T, typename Decode>
    ApiCall *read(const HttpRequest &request, QObject *context, Callback<T> done, Decode decode);
    template<typename Item, typename Decode, typename Key>
    ApiCall *readList(const HttpRequest &request, bool paged, QObject *context, Callback<QList<Item>> done, Decode decode, Key key);
    template<typename T>
    std::shared_ptr<CallLink<T>> makeLink(QObject *context, Callback<T> done, std::function<void()> abort, ApiCall **call);
    HttpRequest get(const QByteArray &path, const QueryItems &query, Patience patience) const;
    template<typename T>
    ApiCall *refuse(const ApiError &error, QObject *context, Callback<T> done);

    struct UnderWay;

    const Connection m_connection;
    const int m_attempts;
    const std::shared_ptr<IntentLog> m_intents;
    Guard m_guard;
    const std::shared_ptr<UnderWay> m_underWay;
    std::unique_ptr<Transport> m_transport;
};

} // namespace obdesk
