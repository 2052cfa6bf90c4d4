// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/runfile.h"

#include "ocp/decodetask.h"
#include "ocp/envelope.h"
#include "ocp/jsonreader.h"
#include "ocp/timetext.h"
#include "files/atomicfile.h"
#include "logs/rows.h"
#include "report/attemptsjson.h"
#include "report/runactions.h"
#include "report/runcollector.h"

#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr auto schemaName = "obdesk.run"_L1;

constexpr std::array environmentKeys {
    std::pair { Environment::Development, "development"_L1 },
    std::pair { Environment::Staging, "staging"_L1 },
    std::pair { Environment::Production, "production"_L1 },
    std::pair { Environment::Simulator, "simulator"_L1 },
    std::pair { Environment::Custom, "custom"_L1 },
};

// Writing

QJsonValue exactNumber(qint64 value)
{
    constexpr qint64 most = (qint64(1) << 53) - 1;
    return value <= most ? QJsonValue(value) : QJsonValue(QString::number(value));
}

void put(QJsonObject &object, QLatin1StringView key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

void put(QJsonObject &object, QLatin1StringView key, const std::optional<QDateTime> &time)
{
    if (time && time->isValid())
        object.insert(key, time->toUTC().toString(Qt::ISODateWithMs));
}

void putNumber(QJsonObject &object, QLatin1StringView key, std::optional<qint64> value)
{
    if (value)
        object.insert(key, exactNumber(*value));
}

void putFlag(QJsonObject &object, QLatin1StringView key, bool set)
{
    if (set)
        object.insert(key, true);
}

template<typename E>
void putWord(QJsonObject &object, QLatin1StringView key, const OpenEnum<E> &word)
{
    put(object, key, word.text.isEmpty() ? toText(word.value) : word.text);
}

QJsonArray idArray(const QList<SubtaskId> &ids)
{
    QJsonArray array;
    for (const SubtaskId id : ids)
        array.append(exactNumber(id.value));
    return array;
}

/// Those of a report, next to what OCP sends: it has no such member.
void putOddities(QJsonObject &object, const QStringList &oddities)
{
    if (!oddities.isEmpty())
        object.insert("oddities"_L1, QJsonArray::fromStringList(oddities));
}

QJsonObject subtaskJson(const Subtask &subtask)
{
    QJsonObject json { { u"id"_s, exactNumber(subtask.id.value) } };
    put(json, "name"_L1, subtask.name);
    put(json, "description"_L1, subtask.description);
    putWord(json, "status"_L1, subtask.status);
    putWord(json, "operation"_L1, subtask.operation);
    json.insert("upstreams"_L1, idArray(subtask.upstreams));
    json.insert("downstreams"_L1, idArray(subtask.downstreams));
    putNumber(json, "parallelIdx"_L1, subtask.parallelIdx);
    putNumber(json, "seriesId"_L1, subtask.seriesId);
    put(json, "nodeType"_L1, subtask.nodeType);
    put(json, "executor"_L1, subtask.executor);
    if (subtask.timeout)
        putNumber(json, "timeout"_L1, subtask.timeout->count());
    putNumber(json, "runTime"_L1, subtask.runTime);
    put(json, "createTime"_L1, subtask.createTime);
    put(json, "startTime"_L1, subtask.startTime);
    put(json, "finishTime"_L1, subtask.finishTime);
    putFlag(json, "prohibitRollback"_L1, subtask.prohibitRollback);
    putFlag(json, "prohibitSkip"_L1, subtask.prohibitSkip);
    put(json, "context"_L1, subtask.context);
    putOddities(json, subtask.oddities);
    return json;
}

QJsonObject contextJson(const TaskContext &context)
{
    QJsonObject strings;
    for (auto it = context.strings.begin(); it != context.strings.end(); ++it)
        strings.insert(it.key(), it.value());
    QJsonObject lists;
    for (auto it = context.lists.begin(); it != context.lists.end(); ++it)
        lists.insert(it.key(), QJsonArray::fromStringList(it.value()));
    return { { u"stringMap"_s, strings }, { u"listMap"_s, lists } };
}

template<typename IdType>
void putId(QJsonObject &object, QLatin1StringView key, const std::optional<IdType> &id)
{
    if (id)
        object.insert(key, exactNumber(id->value));
}

QJsonArray tagArray(const QList<TaskTag> &tags)
{
    QJsonArray array;
    for (const TaskTag &tag : tags) {
        QJsonObject json;
        putId(json, "hostId"_L1, tag.hostId);
        put(json, "svrIp"_L1, tag.serverIp);
        put(json, "zoneName"_L1, tag.zoneName);
        array.append(json);
    }
    return array;
}

QJsonObject clusterJson(const ClusterRef &cluster)
{
    QJsonObject json;
    putId(json, "id"_L1, cluster.id);
    put(json, "name"_L1, cluster.name);
    putNumber(json, "obClusterId"_L1, cluster.obClusterId);
    return json;
}

QJsonObject tenantJson(const TenantRef &tenant)
{
    QJsonObject json;
    putId(json, "id"_L1, tenant.id);
    put(json, "name"_L1, tenant.name);
    return json;
}

QJsonObject taskJson(const Task &task)
{
    QJsonObject json { { u"id"_s, exactNumber(task.id.value) } };
    put(json, "name"_L1, task.name);
    putWord(json, "status"_L1, task.status);
    putWord(json, "operation"_L1, task.operation);
    put(json, "type"_L1, task.type);
    put(json, "creator"_L1, task.creator);
    put(json, "executor"_L1, task.executor);
    if (task.cluster)
        json.insert("cluster"_L1, clusterJson(*task.cluster));
    if (task.tenant)
        json.insert("tenant"_L1, tenantJson(*task.tenant));
    putId(json, "hostId"_L1, task.hostId);
    if (!task.tags.isEmpty())
        json.insert("tags"_L1, tagArray(task.tags));
    putOddities(json, task.oddities);
    json.insert("context"_L1, contextJson(task.context));
    put(json, "contextText"_L1, task.context.raw);
    putFlag(json, "prohibitRollback"_L1, task.prohibitRollback);
    putFlag(json, "isRemote"_L1, task.isRemote);
    put(json, "createTime"_L1, task.createTime);
    put(json, "startTime"_L1, task.startTime);
    put(json, "finishTime"_L1, task.finishTime);
    QJsonArray subtasks;
    for (const Subtask &subtask : task.subtasks)
        subtasks.append(subtaskJson(subtask));
    json.insert("subtasks"_L1, subtasks);
    return json;
}

QJsonObject connectionJson(const Run &run)
{
    QJsonObject json;
    put(json, "name"_L1, run.connectionName);
    put(json, "url"_L1, run.connectionUrl.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo));
    put(json, "user"_L1, run.user);
    for (const auto &[environment, key] : environmentKeys) {
        if (environment == run.environment)
            put(json, "environment"_L1, key);
    }
    return json;
}

QJsonObject changeJson(const Run &run)
{
    QJsonObject json;
    put(json, "reason"_L1, run.reason);
    put(json, "request"_L1, run.request);
    put(json, "traceId"_L1, run.traceId);
    return json;
}

// Reading

void readConnection(const JsonReader &json, Run &run)
{
    run.connectionName = json.text("name"_L1);
    run.user = json.text("user"_L1);
    const QString url = json.text("url"_L1);
    run.connectionUrl = QUrl(url, QUrl::StrictMode).adjusted(QUrl::RemoveUserInfo);
    if (!url.isEmpty() && !run.connectionUrl.isValid())
        json.context().fail(json.pathOf("url"_L1), u"expected an address, found \"%1\""_s.arg(url));
    const QString word = json.text("environment"_L1);
    bool known = false;
    for (const auto &[environment, key] : environmentKeys) {
        if (word == key) {
            run.environment = environment;
            known = true;
        }
    }
    if (!known)
        json.context().fail(json.pathOf("environment"_L1), u"unknown environment \"%1\""_s.arg(word));
}

RunLog readLog(const JsonReader &json)
{
    RunLog log { json.id<SubtaskId>("subtask"_L1), json.text("text"_L1), json.flag("truncated"_L1) };
    json.forEach("attempts"_L1, [&log](const JsonReader &attempt) { log.attempts.append(attemptFromJson(attempt)); });
    for (StepAttempt &attempt : log.attempts) {
        if (attempt.cause.at >= log.text.size())
            attempt.cause.at = attempt.cause.line = -1;
    }
    if (!json.has("attempts"_L1)) { // written before logs were read: the text has OCP's rows
        log.text = readableLog(log.text);
        log.attempts = attemptsOf(readStepLog(log.text), true);
    }
    return log;
}

QStringList texts(const JsonReader &json, JsonReader::Key key)
{
    QStringList texts;
    const QJsonArray array = json.array(key);
    for (const QJsonValue &element : array)
        texts.append(element.toString());
    return texts;
}

/// Of an earlier reading: they are no part of OCP's task.
void readOddities(const JsonReader &json, Task &task)
{
    task.oddities = texts(json, "oddities"_L1);
    qsizetype index = 0;
    json.forEach("subtasks"_L1, [&](const JsonReader &subtask) {
        if (index < task.subtasks.size())
            task.subtasks[index++].oddities = texts(subtask, "oddities"_L1);
    });
}

Run readRun(const QJsonObject &object, JsonContext &context)
{
    const JsonReader json(object, {}, context);
    Run run;
    run.takenAt = json.time("takenAt"_L1).value_or(QDateTime());
    run.serverNow = json.time("serverNow"_L1).value_or(QDateTime());
    run.stale = json.flag("stale"_L1);
    if (const auto connection = json.object("connection"_L1))
        readConnection(*connection, run);
    if (const auto change = json.object("change"_L1)) {
        run.reason = change->text("reason"_L1);
        run.request = change->text("request"_L1);
        run.traceId = change->text("traceId"_L1);
    }
    json.forEach("hosts"_L1, [&run](const JsonReader &host) {
        run.hostLabels.insert(host.integer("id"_L1), host.text("label"_L1));
    });
    json.forEach("failedLogs"_L1, [&run](const JsonReader &log) { run.failedLogs.append(readLog(log)); });
    run.logsLeftOut = json.count("logsLeftOut"_L1);
    json.forEach("actions"_L1, [&run](const JsonReader &action) { run.actions.append(actionFromJson(action)); });
    const JsonReader task(json.value("task"_L1), u"task"_s, context);
    run.task = decodeTask(task);
    readOddities(task, run.task);
    run.task.context.raw = task.text("contextText"_L1);
    return run;
}

Result<Run> fromRunFile(const QJsonObject &object, std::optional<TaskId> wanted)
{
    const QString schema = object.value("schema"_L1).toString();
    if (schema != schemaName)
        return parseFailure(u"schema"_s, u"expected \"%1\", found \"%2\""_s.arg(schemaName, schema));
    const qint64 version = exactInteger(object.value("version"_L1)).value_or(0);
    if (version > runSchemaVersion) {
        return parseFailure(u"version"_s, u"written by a newer obdesk in version %1 of the format; this one reads up to version %2"_s
                                              .arg(version).arg(runSchemaVersion));
    }
    if (version < 1)
        return parseFailure(u"version"_s, u"expected an integer from 1"_s);
    JsonContext context;
    Run run = readRun(object, context);
    if (!context.ok())
        return parseFailure(context.path, context.problem);
    takeRunStarts(run);
    maskRun(run);
    if (wanted && run.task.id != *wanted)
        return parseFailure(u"task.id"_s, u"expected %1, found %2"_s.arg(wanted->value).arg(run.task.id.value));
    return run;
}

Result<Task> chosen(const QList<Task> &tasks, std::optional<TaskId> wanted)
{
    const QString path = u"data.contents"_s;
    if (tasks.isEmpty())
        return parseFailure(path, u"expected a task, found an empty list"_s);
    if (!wanted && tasks.size() == 1)
        return tasks.first();
    QStringList ids;
    for (const Task &task : tasks) {
        if (wanted && task.id == *wanted)
            return task;
        ids.append(task.id.toString());
    }
    constexpr qsizetype most = 10;
    const QString list = ids.first(std::min(most, ids.size())).join(", "_L1) + (ids.size() > most ? u", …"_s : QString());
    if (wanted)
        return parseFailure(path, u"task %1 is not here; there are: %2"_s.arg(wanted->toString(), list));
    return parseFailure(path, u"%1 tasks are here, name one of them: %2"_s.arg(QString::number(tasks.size()), list));
}

Result<Run> fromReply(const QByteArray &json, const QJsonObject &document, std::optional<TaskId> wanted)
{
    const Result<QList<Task>> tasks = decodeSavedTasks(json);
    if (!tasks)
        return tasks.error();
    const Result<Task> task = chosen(*tasks, wanted);
    if (!task)
        return task.error();
    Run run;
    run.task = *task;
    run.traceId = document.value("traceId"_L1).toString();
    run.takenAt = parseIsoTime(document.value("timestamp"_L1).toString()).value_or(QDateTime());
    run.serverNow = run.takenAt;
    maskRun(run);
    return run;
}

} // namespace

QByteArray runToJson(const Run &run)
{
    QJsonArray hosts;
    for (auto it = run.hostLabels.begin(); it != run.hostLabels.end(); ++it)
        hosts.append(QJsonObject { { u"id"_s, exactNumber(it.key()) }, { u"label"_s, it.value() } });
    QJsonArray logs;
    for (const RunLog &log : run.failedLogs) {
        logs.append(QJsonObject { { u"subtask"_s, exactNumber(log.subtask.value) }, { u"text"_s, log.text },
                                  { u"truncated"_s, log.truncated }, { u"attempts"_s, attemptsToJson(log.attempts) } });
    }
    QJsonObject json {
        { u"schema"_s, QString(schemaName) },
        { u"version"_s, runSchemaVersion },
        { u"stale"_s, run.stale },
        { u"connection"_s, connectionJson(run) },
        { u"change"_s, changeJson(run) },
        { u"hosts"_s, hosts },
        { u"failedLogs"_s, logs },
        { u"actions"_s, actionsToJson(run.actions) },
        { u"task"_s, taskJson(run.task) },
    };
    if (run.logsLeftOut > 0)
        json.insert("logsLeftOut"_L1, run.logsLeftOut);
    put(json, "takenAt"_L1, run.takenAt);
    put(json, "serverNow"_L1, run.serverNow);
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

QString writeRunFile(const Run &run, QIODevice &device)
{
    return writeAll(device, runToJson(run)) ? QString() : device.errorString();
}

Result<Run> runFromJson(const QByteArray &json, std::optional<TaskId> wanted)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (document.isNull())
        return parseFailure({}, jsonErrorText(parseError));
    const QJsonObject object = document.object();
    return object.contains("schema"_L1) ? fromRunFile(object, wanted) : fromReply(json, object, wanted);
}

} // namespace obdesk
