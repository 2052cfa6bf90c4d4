// SPDX-License-Identifier: GPL-3.0-or-later
// What a simulator is to play: its world, its pace, its limits, what fails, and tasks of its own.
#pragma once

#include "simulator/jsonwriter.h"
#include "simulator/ocpface.h"
#include "simulator/simtask.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace obdesk {

enum class WorldKind {
    Default,        ///< see worldbuilder.h and history.h
    Empty,          ///< no clusters, no hosts, no tasks
};

struct RateLimit
{
    int requests = 1200;                        ///< per user and window
    std::chrono::seconds window { 60 };
    bool operator==(const RateLimit &) const = default;
};

/// What the next calls of a kind answer instead of the usual.
struct AnswerRule
{
    QString call;                               ///< addServers, retryTask, rollbackTask, retrySubtask, skipSubtask, cancelSubtask
    QString answer;                             ///< unexpected, unhandled (500, code 0), conflict (409, code 0), or a code: 500 with that
    int times = 1;
    bool carriedOut = false;                    ///< the change is made all the same
    bool operator==(const AnswerRule &) const = default;
};

enum class AuditAccess {
    Served,
    Forbidden,                                  ///< 403; which of the two a community edition answers is unknown
    Missing,                                    ///< 404
};

/// A large task made by rule instead of written out.
struct GeneratedTask
{
    int subtasks = 2000;
    bool running = false;                       ///< half way through; else SUCCESSFUL
    bool operator==(const GeneratedTask &) const = default;
};

struct Scenario
{
    QString name;
    QString description;
    OcpFace face = OcpFace::V422;
    WorldKind world = WorldKind::Default;
    int spareHosts = 0;                         ///< that many more AVAILABLE hosts for zone2 of ob_trade
    double speed = 1.0;                         ///< 1: adding a server takes about 40 s; 100: 0.4 s
    RateLimit rateLimit;
    int maxPageSize = 2000;                     ///< larger pages are cut to this
    bool numericCodes = false;                  ///< error.code as OCP wrote it up to 4.2.1, whatever the version
    bool refusalsAs500 = false;                 ///< coded refusals without a kind of their own come as HTTP 500 [E], see refusal.h
    bool readOnly = false;                      ///< OCP is being upgraded: every change answers 403 (from 4.3.2 [D]; its form is unknown)
    AuditAccess audit = AuditAccess::Served;
    JsonStyle style;
    QList<AnswerRule> answers;
    bool retryAfterFailedRollback = false;      ///< OCP Express refuses it, OCP's console pages allow it
    QList<FailureRule> failures;                ///< for every "Add OB server" that is posted
    QList<GeneratedTask> generatedTasks;
    QList<TaskPlan> tasks;                      ///< part of the past; any graph, however odd
    bool operator==(const Scenario &) const = default;
};

constexpr double minSpeed = 0.01;
constexpr double maxSpeed = 100000;

/// The scenarios that come with the program, sorted.
QStringList scenarioNames();

/// One of scenarioNames(), or the path of a JSON file of the same form (resources/scenarios/README.md describes it). On failure
/// `error` says the file, the path of the field in it and what was expected.
std::optional<Scenario> loadScenario(const QString &nameOrFile, QString *error);

/// The same from text; `source` names it in errors.
std::optional<Scenario> readScenario(const QByteArray &json, const QString &source, QString *error);

} // namespace obdesk
