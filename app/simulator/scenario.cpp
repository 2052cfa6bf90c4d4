// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/scenario.h"

#include "simulator/fieldreader.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <limits>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxSubtasks = 20000;

FailureRule readFailure(FieldReader reader)
{
    FailureRule rule;
    rule.step = reader.requiredText("step"_L1);
    rule.parallelIdx = reader.optionalInteger("parallelIdx"_L1, 0, 100000);
    const QJsonValue times = reader.peek("times"_L1);
    if (times.isString() && times.toString() == "always"_L1) {
        reader.take("times"_L1);
        rule.times = std::nullopt;
    } else {
        rule.times = int(reader.integer("times"_L1, 1, 1, 1000000));
    }
    rule.onRollback = reader.word("operation"_L1, { u"EXECUTE"_s, u"ROLLBACK"_s }) == 1;
    rule.cause = reader.text("cause"_L1);
    rule.retryCount = reader.optionalInteger("retryCount"_L1, 0, 1000);
    rule.timeoutSeconds = reader.optionalInteger("timeoutSeconds"_L1, 0, 1000000);
    reader.noMore();
    return rule;
}

GeneratedTask readGenerated(FieldReader reader)
{
    GeneratedTask task;
    task.subtasks = int(reader.integer("subtasks"_L1, task.subtasks, 3, maxSubtasks));
    task.running = reader.word("state"_L1, { u"SUCCESSFUL"_s, u"RUNNING"_s }) == 1;
    reader.noMore();
    return task;
}

StepPlan readStep(FieldReader reader)
{
    constexpr qint64 any = std::numeric_limits<qint64>::max();
    StepPlan step;
    step.key = reader.requiredInteger("id"_L1);
    step.name = reader.requiredText("name"_L1);
    step.upstreams = reader.integers("upstreams"_L1);
    step.downstreams = reader.integers("downstreams"_L1);
    step.parallelIdx = int(reader.integer("parallelIdx"_L1, -1, -1, 100000));
    step.duration = std::chrono::milliseconds(reader.integer("durationMs"_L1, step.duration.count(), 0, any / 1000000));
    step.timeout = std::chrono::seconds(reader.integer("timeoutSeconds"_L1, step.timeout.count(), 0, any / 1000000));
    step.retryCount = int(reader.integer("retryCount"_L1, 0, 0, 1000));
    step.prohibitRollback = reader.flag("prohibitRollback"_L1, false);
    step.prohibitSkip = reader.flag("prohibitSkip"_L1, false);
    step.status = reader.text("status"_L1);
    step.operation = reader.text("operation"_L1);
    reader.noMore();
    return step;
}

/// `cluster`, `tenant` or `tenantInfo`, each with or without an id.
void readTarget(FieldReader &reader, TaskPlan &plan)
{
    constexpr qint64 any = std::numeric_limits<qint64>::max();
    if (std::optional<FieldReader> block = reader.object("cluster"_L1)) {
        plan.cluster = SimCluster { ClusterId(block->integer("id"_L1, 0, 0, any)), block->requiredText("name"_L1),
                                    block->integer("obClusterId"_L1, 1, 0, any), u"PRIMARY"_s };
        block->noMore();
    }
    for (const QLatin1StringView key : { "tenant"_L1, "tenantInfo"_L1 }) {
        if (std::optional<FieldReader> block = reader.object(key)) {
            plan.tenant = SimTenant { TenantId(block->integer("id"_L1, 0, 0, any)), block->requiredText("name"_L1), block->text("mode"_L1),
                                      block->integer("obTenantId"_L1, 1, 0, any), key == "tenantInfo"_L1 };
            block->noMore();
        }
    }
}

TaskPlan readTask(FieldReader reader)
{
    TaskPlan plan;
    plan.keepIds = true;
    plan.id = TaskId(reader.requiredInteger("id"_L1));
    plan.name = reader.requiredText("name"_L1);
    plan.type = reader.text("type"_L1, plan.type);
    plan.prohibitRollback = reader.flag("prohibitRollback"_L1, false);
    readTarget(reader, plan);
    plan.startedAgo = std::chrono::minutes(reader.integer("startedMinutesAgo"_L1, 60, 0, 10000000));
    plan.status = reader.text("status"_L1);
    plan.operation = reader.text("operation"_L1);
    plan.frozen = !plan.status.isEmpty();
    for (FieldReader &step : reader.objects("subtasks"_L1))
        plan.steps.push_back(readStep(std::move(step)));
    for (FieldReader &failure : reader.objects("failures"_L1))
        plan.failures.append(readFailure(std::move(failure)));
    reader.noMore();
    return plan;
}

AnswerRule readAnswer(FieldReader reader)
{
    const QStringList calls { u"addServers"_s, u"retryTask"_s, u"rollbackTask"_s, u"retrySubtask"_s, u"skipSubtask"_s, u"cancelSubtask"_s };
    AnswerRule rule;
    rule.call = calls.value(reader.word("call"_L1, calls));
    rule.answer = reader.requiredText("answer"_L1);
    rule.times = int(reader.integer("times"_L1, 1, 1, 1000000));
    rule.carriedOut = reader.flag("carriedOut"_L1, false);
    reader.noMore();
    return rule;
}

/// What the server itself does.
void readServer(FieldReader &reader, Scenario &scenario)
{
    QStringList versions = faceWords();
    const QString usual = QLatin1StringView(traits(OcpFace::V422).word);
    versions.move(versions.indexOf(usual), 0);              // the first is what a missing field means
    scenario.face = faceOf(versions.at(reader.word("ocpVersion"_L1, versions))).value_or(OcpFace::V422);
    scenario.refusalsAs500 = reader.flag("refusalsAs500"_L1, false);
    scenario.readOnly = reader.flag("readOnly"_L1, false);
    scenario.audit = AuditAccess(reader.word("audit"_L1, { u"served"_s, u"forbidden"_s, u"missing"_s }));
    scenario.style.textIds = reader.flag("textIds"_L1, false);
    scenario.style.dateFields = reader.flag("dateFields"_L1, false);
    for (FieldReader &answer : reader.objects("answers"_L1))
        scenario.answers.append(readAnswer(std::move(answer)));
}

Scenario readFields(FieldReader reader)
{
    Scenario scenario;
    reader.integer("schemaVersion"_L1, 1, 1, 1);
    scenario.name = reader.requiredText("name"_L1);
    scenario.description = reader.text("description"_L1);
    scenario.world = reader.word("world"_L1, { u"default"_s, u"empty"_s }) == 1 ? WorldKind::Empty : WorldKind::Default;
    scenario.spareHosts = int(reader.integer("spareHosts"_L1, 0, 0, 1000));
    scenario.speed = reader.number("speed"_L1, scenario.speed, minSpeed, maxSpeed);
    if (std::optional<FieldReader> limit = reader.object("rateLimit"_L1)) {
        scenario.rateLimit.requests = int(limit->integer("requests"_L1, scenario.rateLimit.requests, 1, 1000000));
        scenario.rateLimit.window = std::chrono::seconds(limit->integer("windowSeconds"_L1, scenario.rateLimit.window.count(), 1, 86400));
        limit->noMore();
    }
    scenario.maxPageSize = int(reader.integer("maxPageSize"_L1, scenario.maxPageSize, 1, 2000));
    readServer(reader, scenario);
    scenario.numericCodes = reader.flag("numericCodes"_L1, false);
    scenario.retryAfterFailedRollback = reader.flag("retryAfterFailedRollback"_L1, false);
    for (FieldReader &failure : reader.objects("failures"_L1))
        scenario.failures.append(readFailure(std::move(failure)));
    for (FieldReader &task : reader.objects("generatedTasks"_L1))
        scenario.generatedTasks.append(readGenerated(std::move(task)));
    for (FieldReader &task : reader.objects("tasks"_L1))
        scenario.tasks.append(readTask(std::move(task)));
    reader.noMore();
    return scenario;
}

/// A plan that runs needs keys that name one step each; only a frozen picture may repeat them.
void checkKeys(const Scenario &scenario, FieldErrors &errors)
{
    for (qsizetype t = 0; t < scenario.tasks.size(); ++t) {
        if (scenario.tasks[t].frozen)
            continue;
        QList<qint64> keys;
        for (const StepPlan &step : scenario.tasks[t].steps)
            keys.append(step.key);
        std::sort(keys.begin(), keys.end());
        if (std::adjacent_find(keys.cbegin(), keys.cend()) != keys.cend())
            errors.add(u"tasks[%1].subtasks"_s.arg(t), u"ids that differ (a task with a \"status\" may repeat them)"_s, u"an id twice"_s);
    }
}

} // namespace

QStringList scenarioNames()
{
    QStringList names = QDir(u":/scenarios"_s).entryList({ u"*.json"_s }, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(5);
    return names;
}

std::optional<Scenario> readScenario(const QByteArray &json, const QString &source, QString *error)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    FieldErrors errors;
    Scenario scenario;
    if (parseError.error != QJsonParseError::NoError) {
        errors.add(u"byte %1"_s.arg(parseError.offset), u"JSON"_s, parseError.errorString());
    } else if (!document.isObject()) {
        errors.add({}, u"an object"_s, u"a list"_s);
    } else {
        scenario = readFields(FieldReader(document.object(), {}, errors));
        checkKeys(scenario, errors);
    }
    if (errors.isEmpty())
        return scenario;
    if (error)
        *error = errors.first(source);
    return std::nullopt;
}

std::optional<Scenario> loadScenario(const QString &nameOrFile, QString *error)
{
    const QString path = scenarioNames().contains(nameOrFile) ? u":/scenarios/%1.json"_s.arg(nameOrFile) : nameOrFile;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        if (error)
            *error = u"%1: %2. Expected a JSON file or one of: %3"_s.arg(nameOrFile, file.errorString(), scenarioNames().join(", "_L1));
        return std::nullopt;
    }
    return readScenario(file.readAll(), nameOrFile, error);
}

} // namespace obdesk
