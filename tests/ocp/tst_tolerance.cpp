// SPDX-License-Identifier: GPL-3.0-or-later
// Every member and every element of every documented reply dropped, nulled and retyped in turn: only what identifies an object may cost
// that object, and nothing may cost another one.
#include "ocp/decodeaudit.h"
#include "ocp/decodecluster.h"
#include "ocp/decodehost.h"
#include "ocp/decodetask.h"
#include "ocp/judgereply.h"
#include "ocp/listgatherer.h"
#include "support/figure.h"
#include "support/samples.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace obdesk;
using namespace obdesk::test;
using namespace Qt::StringLiterals;

namespace {

/// An object of a reply as it came out, or as it stands in the JSON: which one it is, and its own members as a text.
struct Seen
{
    QString identity;                   ///< "task 1/subtask 2"
    QString text;                       ///< what was decoded of it, without its children
    QString path;                       ///< in the JSON
};

/// What a kind of object is called, what identifies it, and in which list the objects stand that it owns.
struct Shape
{
    QString word;
    QString idKey;
    QStringList childKeys;
    const Shape *child = nullptr;
};

const Shape serverShape { u"server"_s, u"id"_s, {} };
const Shape zoneShape { u"zone"_s, u"name"_s, { u"servers"_s }, &serverShape };
const Shape clusterShape { u"cluster"_s, u"id"_s, { u"zones"_s }, &zoneShape };
const Shape subtaskShape { u"subtask"_s, u"id"_s, {} };
const Shape taskShape { u"task"_s, u"id"_s, { u"subtasks"_s, u"tasks"_s }, &subtaskShape };
const Shape plainShape { u"entry"_s, u"id"_s, {} };

template<typename... Values>
QString dump(const Values &...values)
{
    QString text;
    QDebug debug(&text);
    (debug << ... << values);
    return text;
}

template<typename E>
QString wordOf(const OpenEnum<E> &word)
{
    return word.text;
}

template<typename T>
QString numberOf(const std::optional<T> &value)
{
    if constexpr (requires { value->value; })
        return value ? QString::number(value->value) : QString();
    else
        return value ? QString::number(qint64(*value)) : QString();
}

QString timeOf(const std::optional<QDateTime> &time)
{
    return time ? time->toString(Qt::ISODateWithMs) : QString();
}

void add(QList<Seen> &seen, const QString &owner, const QString &word, const QString &id, const QString &text)
{
    seen.append({ owner + word + u' ' + id, text, {} });
}

void flatten(const ObServer &server, const QString &owner, QList<Seen> &seen)
{
    add(seen, owner, u"server"_s, server.id.toString(),
        dump(server.ip, numberOf(server.port), numberOf(server.sqlPort), server.version, server.withRootServer, wordOf(server.status),
             wordOf(server.innerStatus), numberOf(server.clusterId), server.zoneName, server.regionName, server.idcName,
             numberOf(server.hostId), server.hostTypeName, timeOf(server.startTime), timeOf(server.stopTime), server.oddities));
}

void flatten(const Zone &zone, const QString &owner, QList<Seen> &seen)
{
    add(seen, owner, u"zone"_s, zone.name,
        dump(numberOf(zone.id), numberOf(zone.idcId), zone.idcName, zone.regionName, wordOf(zone.status), wordOf(zone.innerStatus),
             zone.architecture, zone.serverCount, zone.rootServer.has_value(), zone.oddities));
    for (const ObServer &server : zone.servers)
        flatten(server, owner + u"zone "_s + zone.name + u'/', seen);
}

void flatten(const Cluster &cluster, const QString &owner, QList<Seen> &seen)
{
    add(seen, owner, u"cluster"_s, cluster.id.toString(),
        dump(cluster.name, numberOf(cluster.obClusterId), cluster.obVersion, wordOf(cluster.status), cluster.type, cluster.architecture,
             cluster.serverCount, cluster.tenantCount, cluster.regionCount, cluster.rootServers.size(), cluster.creator,
             timeOf(cluster.createTime), cluster.failToQueryReason, cluster.oddities));
    for (const Zone &zone : cluster.zones)
        flatten(zone, owner + u"cluster "_s + cluster.id.toString() + u'/', seen);
}

void flatten(const Subtask &step, const QString &owner, QList<Seen> &seen)
{
    add(seen, owner, u"subtask"_s, step.id.toString(),
        dump(step.name, step.description, wordOf(step.status), wordOf(step.operation), step.upstreams, step.downstreams,
             numberOf(step.parallelIdx), numberOf(step.seriesId), step.nodeType, step.executor, step.timeout ? step.timeout->count() : -1,
             numberOf(step.runTime), timeOf(step.createTime), timeOf(step.startTime), timeOf(step.finishTime), step.prohibitRollback,
             step.prohibitSkip, step.context, step.oddities));
}

void flatten(const Task &task, const QString &owner, QList<Seen> &seen)
{
    add(seen, owner, u"task"_s, task.id.toString(),
        dump(task.name, wordOf(task.status), wordOf(task.operation), task.type, task.creator, task.executor,
             task.cluster ? task.cluster->name : QString(), task.tenant ? task.tenant->name : QString(), numberOf(task.hostId),
             task.context.strings, task.context.lists, task.prohibitRollback, timeOf(task.createTime), timeOf(task.startTime),
             timeOf(task.finishTime), task.oddities));
    for (const Subtask &step : task.subtasks)
        flatten(step, owner + u"task "_s + task.id.toString() + u'/', seen);
}

void flatten(const Host &host, const QString &owner, QList<Seen> &seen)
{
    add(seen, owner, u"entry"_s, host.id.toString(),
        dump(host.name, host.alias, host.description, host.innerIpAddress, host.operatingSystem, host.operatingSystemRelease, host.architecture,
             host.kind, wordOf(host.status), numberOf(host.idcId), host.idcName, numberOf(host.typeId), host.typeName, numberOf(host.regionId),
             host.regionName, wordOf(host.agentStatus), host.agentVersion, host.services.size(), numberOf(host.sshPort), host.oddities));
}

void flatten(const AuditEvent &event, const QString &owner, QList<Seen> &seen)
{
    add(seen, owner, u"entry"_s, event.id.toString(),
        dump(event.operationEvent, event.operatorName, event.clientIp, wordOf(event.result), wordOf(event.execution), numberOf(event.taskId),
             event.failedReason, timeOf(event.startTime), event.resources.size(), event.hosts));
}

template<typename T>
void flatten(const T &place, const QString &owner, QList<Seen> &seen)
{
    add(seen, owner, u"entry"_s, place.id.toString(), dump(place.name, place.description));
}

HttpReply replyOf(const QByteArray &body)
{
    HttpReply reply;
    reply.status = 200;
    reply.sent = true;
    reply.method = "GET";
    reply.url = QUrl(u"https://ocp.example.com/api/v2/x"_s);
    reply.headers = { { "Content-Type", "application/json" } };
    reply.received = QDateTime(QDate(2026, 3, 2), QTime(7, 12), Qt::UTC);
    reply.body = body;
    return reply;
}

/// What came out of a reply; empty when it was refused as a whole.
using Outcome = std::optional<QList<Seen>>;
using Read = std::function<Outcome(const QByteArray &)>;

/// A list as OcpClient reads it, every page being this one.
template<typename Item, typename Decode, typename Key>
Read listReader(bool paged, Decode decode, Key key)
{
    return [=](const QByteArray &body) -> Outcome {
        ListGatherer<Item, Decode, Key> gatherer({ .path = "/x", .query = {}, .body = {} }, paged, decode, key);
        for (int i = 0; i < 10; ++i) {
            const auto result = gatherer.take(replyOf(body));
            if (!result)
                continue;
            if (!*result)
                return {};
            QList<Seen> seen;
            for (const Item &item : (*result)->value)
                flatten(item, {}, seen);
            return seen;
        }
        return {};
    };
}

template<typename T>
Outcome outcomeOf(const Result<Fetched<T>> &result)
{
    if (!result)
        return {};
    QList<Seen> seen;
    if constexpr (requires { result->value.items; }) {
        for (const auto &item : result->value.items)
            flatten(item, {}, seen);
    } else {
        flatten(result->value, {}, seen);
    }
    return seen;
}

const auto idOf = [](const auto &item) { return item.id; };

Outcome readOneTask(const QByteArray &body)
{
    return outcomeOf(decodeReply<Task>(replyOf(body), readTask));
}

Outcome readTasks(const QByteArray &body)
{
    return outcomeOf(decodeReply<Page<Task>>(replyOf(body), [](const QJsonValue &data, JsonContext &json) { return readTaskPage(data, {}, json); }));
}

Outcome readEvents(const QByteArray &body)
{
    return outcomeOf(decodeReply<Page<AuditEvent>>(replyOf(body), [](const QJsonValue &data, JsonContext &json) { return readAuditPage(data, {}, json); }));
}

Outcome readHost(const QByteArray &body)
{
    return outcomeOf(decodeReply<Host>(replyOf(body), [](const QJsonValue &data, JsonContext &json) {
        return decodeHost(JsonReader(data, dataPath, json));
    }));
}

struct Sample
{
    const char *name;
    const Shape *shape;
    bool list;
    Read read;
};

QList<Sample> allSamples()
{
    const Read zones = listReader<Zone>(false, decodeZone, [](const Zone &zone) { return zone.name; });
    const Read servers = listReader<ObServer>(false, decodeServer, idOf);
    QList<Sample> samples {
        { "list-clusters-3.1.1", &clusterShape, true, listReader<Cluster>(true, decodeCluster, idOf) },
        { "list-zones-4.2.2", &zoneShape, true, zones },
        { "list-zones-4.3", &zoneShape, true, zones },
        { "list-servers-4.2.2", &serverShape, true, servers },
        { "list-zone-servers-4.2.2", &serverShape, true, servers },
        { "list-hosts-4.2.2", &plainShape, true, listReader<Host>(true, decodeHost, idOf) },
        { "get-host-4.2.2", &plainShape, false, readHost },
        { "list-regions-4.2.2", &plainShape, true, listReader<Region>(true, decodeRegion, idOf) },
        { "list-idcs-4.2.2", &plainShape, true, listReader<Idc>(true, decodeIdc, idOf) },
        { "list-host-types-4.2.2", &plainShape, true, listReader<HostType>(true, decodeHostType, idOf) },
        { "list-tasks-4.2.2", &taskShape, true, readTasks },
        { "list-tasks-4.3", &taskShape, true, readTasks },
        { "batch-create-hosts-response", &taskShape, true, readTasks },
        { "audit-events-4.2.2", &plainShape, true, readEvents },
        { "audit-events-4.3.5", &plainShape, true, readEvents },
    };
    for (const char *task : { "add-observer-response", "batch-delete-observer-response", "create-zone-response",
                              "delete-zone-response", "get-task-4.2.2", "restart-cluster-4.2.2", "retry-task-4.2.2", "rollback-task-4.2.2",
                              "start-observer-4.2.2", "stop-observer-3.1.1", "stop-zone-4.2.2" })
        samples.append({ task, &taskShape, false, readOneTask });
    return samples;
}

/// The objects of a reply by its JSON alone.
void walk(const QJsonObject &object, const Shape &shape, const QString &owner, const QString &path, QList<Seen> &seen)
{
    const QString own = owner + shape.word + u' ' + object.value(shape.idKey).toVariant().toString();
    seen.append({ own, {}, path });
    for (const QString &key : shape.childKeys) {
        const QJsonArray children = object.value(key).toArray();
        for (qsizetype i = 0; i < children.size(); ++i)
            walk(children.at(i).toObject(), *shape.child, own + u'/', u"%1.%2[%3]"_s.arg(path, key).arg(i), seen);
    }
}

QList<Seen> objectsOf(const QJsonObject &reply, const Sample &sample)
{
    QList<Seen> seen;
    const QJsonObject data = reply.value("data"_L1).toObject();
    if (!sample.list) {
        walk(data, *sample.shape, {}, u"data"_s, seen);
        return seen;
    }
    const QJsonArray contents = data.value("contents"_L1).toArray();
    for (qsizetype i = 0; i < contents.size(); ++i)
        walk(contents.at(i).toObject(), *sample.shape, {}, u"data.contents[%1]"_s.arg(i), seen);
    return seen;
}

/// Calls `take(path, changed whole reply)` for each place and each change.
class Changes
{
public:
    using Take = std::function<void(const QString &path, const QString &what, const QJsonValue &reply)>;

    static void each(const QJsonValue &value, const QString &path, const std::function<void(const QString &, const QString &, const QJsonValue &)> &take)
    {
        if (value.isObject()) {
            const QJsonObject object = value.toObject();
            for (auto it = object.begin(); it != object.end(); ++it) {
                const QString key = it.key();
                const QString inside = path.isEmpty() ? key : path + u'.' + key;
                QJsonObject without = object;
                without.remove(key);
                take(inside, u"dropped"_s, without);
                const auto put = [&](const QString &at, const QString &what, const QJsonValue &replaced) {
                    QJsonObject changed = object;
                    changed.insert(key, replaced);
                    take(at, what, changed);
                };
                replace(it.value(), inside, put);
                each(it.value(), inside, put);
            }
        } else if (value.isArray()) {
            const QJsonArray array = value.toArray();
            for (qsizetype i = 0; i < array.size(); ++i) {
                const QString inside = u"%1[%2]"_s.arg(path).arg(i);
                QJsonArray without = array;
                without.removeAt(i);
                take(inside, u"dropped"_s, without);
                const auto put = [&](const QString &at, const QString &what, const QJsonValue &replaced) {
                    QJsonArray changed = array;
                    changed.replace(i, replaced);
                    take(at, what, changed);
                };
                replace(array.at(i), inside, put);
                each(array.at(i), inside, put);
            }
        }
    }

private:
    static void replace(const QJsonValue &old, const QString &path, const Take &take)
    {
        take(path, u"null"_s, QJsonValue(QJsonValue::Null));
        const QList<std::pair<QString, QJsonValue>> others {
            { u"text"_s, u"odd"_s }, { u"number"_s, 7.5 }, { u"flag"_s, true }, { u"array"_s, QJsonArray { u"odd"_s } },
            { u"object"_s, QJsonObject { { u"odd"_s, 1 } } },
        };
        for (const auto &[what, value] : others) {
            if (value.type() != old.type())
                take(path, what, value);
        }
    }
};

bool isInside(const QString &path, const QString &outer)
{
    return path.startsWith(outer) && path.size() > outer.size() && (path.at(outer.size()) == u'.' || path.at(outer.size()) == u'[');
}

/// What the envelope rules: it says whether this is an answer at all, and where the payload is.
bool isOfTheEnvelope(const QString &path)
{
    return path == "successful"_L1 || path == "status"_L1 || path == "data"_L1 || path == "data.contents"_L1;
}

} // namespace

class TestTolerance : public QObject
{
    Q_OBJECT

private slots:
    void samplesAreNotOdd()
    {
        for (const Sample &sample : allSamples()) {
            const QByteArray body = test::sample(sample.name);
            const Outcome outcome = sample.read(body);
            QVERIFY2(outcome, sample.name);
            const QList<Seen> expected = objectsOf(QJsonDocument::fromJson(body).object(), sample);
            QCOMPARE(outcome->size(), expected.size());
            for (qsizetype i = 0; i < expected.size(); ++i) {
                QCOMPARE(outcome->at(i).identity, expected.at(i).identity);
                QVERIFY2(!outcome->at(i).text.contains("expected"_L1), qPrintable(outcome->at(i).text));
            }
        }
    }

    void eachFieldInTurn_data()
    {
        QTest::addColumn<int>("index");
        const QList<Sample> samples = allSamples();
        for (int i = 0; i < samples.size(); ++i)
            QTest::newRow(samples.at(i).name) << i;
    }

    void eachFieldInTurn()
    {
        QFETCH(int, index);
        const Sample sample = allSamples().at(index);
        const QByteArray body = test::sample(sample.name);
        const QJsonObject reply = QJsonDocument::fromJson(body).object();
        const QList<Seen> objects = objectsOf(reply, sample);
        const Outcome before = sample.read(body);
        QVERIFY(before);
        QHash<QString, QString> texts;
        for (const Seen &seen : *before)
            texts.insert(seen.identity, seen.text);
        QStringList wrong;
        Changes::each(reply, {}, [&](const QString &path, const QString &what, const QJsonValue &changed) {
            // A page that holds less than it promises is no field: PageWalk judges that.
            const bool shorter = what == "dropped"_L1 && path.startsWith("data.contents["_L1) && path.endsWith(u']') && path.count(u'[') == 1;
            if (!isOfTheEnvelope(path) && !shorter)
                check(sample, objects, texts, path, what, sample.read(QJsonDocument(changed.toObject()).toJson(QJsonDocument::Compact)), wrong);
        });
        m_samples += 1;
        m_wrong += int(wrong.size());
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.first(std::min<qsizetype>(wrong.size(), 10)).join(u'\n')));
    }

    void cleanupTestCase()
    {
        figure("tolerance: %d replies with one field dropped, nulled or retyped, of %d documented ones; %d cost the object that the field "
               "identified, %d cost anything else", m_changes, m_samples, m_lost, m_wrong);
        QVERIFY(m_changes > 10'000);
        QVERIFY(m_lost > 0);
    }

private:
    void check(const Sample &sample, const QList<Seen> &objects, const QHash<QString, QString> &texts, const QString &path, const QString &what,
               const Outcome &outcome, QStringList &wrong)
    {
        ++m_changes;
        // Whose identity it is, or what it is: only that may be lost, with what it owns.
        const auto owner = std::find_if(objects.cbegin(), objects.cend(), [&](const Seen &seen) {
            const QString key = seen.identity.section(u'/', -1).startsWith("zone "_L1) ? u".name"_s : u".id"_s;
            return path == seen.path || path == seen.path + key;
        });
        // A name is read from anything that can be written as one.
        const bool renamed = owner != objects.cend() && path != owner->path && path.endsWith(".name"_L1)
                && (what == "text"_L1 || what == "number"_L1 || what == "flag"_L1);
        const bool lost = owner != objects.cend() && !renamed;
        const QString place = u"%1: %2 %3"_s.arg(QLatin1StringView(sample.name), path, what);
        if (!outcome) {
            // A reply that is one object stands and falls with what identifies it.
            if (sample.list || !lost || owner->path != "data"_L1)
                wrong.append(place + u" refused the whole reply"_s);
            ++m_lost;
            return;
        }
        if (lost)
            ++m_lost;
        QHash<QString, QString> found;
        for (const Seen &seen : *outcome)
            found.insert(seen.identity, seen.text);
        // The innermost object that the change is in may differ.
        QString nearest;
        for (const Seen &seen : objects) {
            if ((path == seen.path || isInside(path, seen.path)) && seen.path.size() > nearest.size())
                nearest = seen.path;
        }
        for (const Seen &seen : objects) {
            const bool gone = lost && (seen.path == owner->path || isInside(seen.path, owner->path));
            const bool inChangedList = isInside(seen.path, path);
            if (gone || (renamed && (seen.path == owner->path || isInside(seen.path, owner->path)))) {
                if (found.contains(seen.identity))
                    wrong.append(place + u" left "_s + seen.identity);
                continue;
            }
            if (inChangedList)
                continue;
            if (!found.contains(seen.identity))
                wrong.append(place + u" cost "_s + seen.identity);
            else if (seen.path != nearest && !(lost && isInside(owner->path, seen.path)) && found.value(seen.identity) != texts.value(seen.identity))
                wrong.append(u"%1 changed %2\n  %3\n  %4"_s.arg(place, seen.identity, texts.value(seen.identity), found.value(seen.identity)));
        }
    }

    int m_changes = 0;
    int m_samples = 0;
    int m_lost = 0;
    int m_wrong = 0;
};

QTEST_GUILESS_MAIN(TestTolerance)
#include "tst_tolerance.moc"
