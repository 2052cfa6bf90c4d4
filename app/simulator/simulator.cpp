// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/simulator.h"

#include "simulator/apicontext.h"
#include "simulator/authenticator.h"
#include "simulator/history.h"
#include "simulator/ratelimiter.h"
#include "simulator/router.h"
#include "simulator/sessions.h"
#include "simulator/simrandom.h"
#include "simulator/worldbuilder.h"

#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;

struct Simulator::State
{
    State(const Scenario &wanted, quint32 seedOfRun, const SimMoment &now)
        : scenario(wanted),
          seed(seedOfRun),
          world(wanted.world == WorldKind::Default ? defaultWorld(now.utcMs, wanted.spareHosts) : emptyWorld()),
          engine({ wanted.speed, seedOfRun, wanted.retryAfterFailedRollback }),
          operations(world, engine),
          authenticator(traits(wanted.face).accessKeys),
          sessions(seedOfRun),
          limiter(wanted.rateLimit),
          answers(wanted.answers)
    {
        writeHistory(scenario, world, engine, operations, audit, now);
    }

    void advance(const SimMoment &now)
    {
        engine.advanceTo(now);
        const std::vector<EndedTask> ended = engine.takeEnded();
        for (const EndedTask &task : ended)
            operations.finish(task);
    }

    struct SignedIn { SimAccount account; std::optional<Refusal> refusal; SimHeaders cookies; };
    SignedIn signIn(const SimRequest &request, const SimMoment &now, const QDateTime &nowUtc);
    std::optional<Refusal> forbidden(const SimRequest &request, const RouteMatch &match, const SimAccount &account) const;
    std::optional<AnswerRule> takeRule(const Route &route);
    ApiAnswer answer(const SimRequest &request, const RouteMatch &match, const SimAccount &account, const SimMoment &now);
    SimResponse respond(ApiAnswer answer, const SimMoment &now);
    QByteArray envelope(const ApiAnswer &answer, int status, const SimMoment &now);

    Scenario scenario;
    quint32 seed;
    World world;
    TaskEngine engine;
    AuditTrail audit;
    Operations operations;
    Authenticator authenticator;
    Sessions sessions;
    RateLimiter limiter;
    QList<AnswerRule> answers;          ///< those still to come
    quint64 requests = 0;
};

namespace {

QByteArray hex(quint64 number, int digits)
{
    return QByteArray::number(number, 16).rightJustified(16, '0').first(digits);
}

/// What the servlet container says when the token is missing: before OCP's own handlers, thus without envelope [E].
SimResponse tokenMissing(const SimRequest &request, const SimMoment &now)
{
    JsonWriter out;
    out.beginObject();
    out.field("error"_L1, "Forbidden"_L1);
    out.field("message"_L1, "Could not verify the provided CSRF token because your session was not found."_L1);
    out.field("path"_L1, QString::fromLatin1(request.path));
    out.field("status"_L1, 403);
    out.field("timestamp"_L1, dateFieldTime(now.utcMs));
    out.endObject();
    return { 403, "application/json", {}, out.take() };
}

struct NamedCall { ApiAnswer (*handler)(ApiContext &); QLatin1StringView name; };

constexpr std::array calls {
    NamedCall { &addServers, "addServers"_L1 },       NamedCall { &retryTask, "retryTask"_L1 },     NamedCall { &rollbackTask, "rollbackTask"_L1 },
    NamedCall { &retrySubtask, "retrySubtask"_L1 },   NamedCall { &skipSubtask, "skipSubtask"_L1 }, NamedCall { &cancelSubtask, "cancelSubtask"_L1 },
};

Refusal refusalOf(const AnswerRule &rule)
{
    const QString clash = u"could not execute statement; Duplicate entry '10.20.1.11-2882' for key 'uk_ip_port'"_s;
    if (rule.answer == "unexpected"_L1)
        return unexpectedError(clash);
    if (rule.answer == "unhandled"_L1)
        return { 500, {}, u"Unhandled exception, type=NullPointerException"_s };
    if (rule.answer == "conflict"_L1)
        return databaseConflict(clash);
    return { 500, rule.answer, u"The operation is not allowed."_s };
}

} // namespace

Simulator::Simulator(const Scenario &scenario, const Clock &clock, quint32 seed)
    : m_clock(clock), m_startMs(clock.monotonic().count()), m_state(std::make_unique<State>(scenario, seed, now()))
{
}

Simulator::~Simulator() = default;

SimMoment Simulator::now() const
{
    return { m_clock.monotonic().count() - m_startMs, m_clock.utcNow().toMSecsSinceEpoch() };
}

quint64 Simulator::sessionsOpened() const
{
    return m_state->sessions.opened();
}

int Simulator::sessionsAlive() const
{
    return m_state->sessions.alive(now().monotonicMs);
}

SimResponse Simulator::handle(const SimRequest &request)
{
    const SimMoment now = this->now();
    m_state->advance(now);
    ++m_state->requests;
    if (Sessions::lacksToken(request))
        return tokenMissing(request, now);

    const RouteMatch match = findRoute(request.method, request.path);
    State::SignedIn who;
    if (match.route && match.route->open)
        who.account.user = { 0, {} };
    else
        who = m_state->signIn(request, now, m_clock.utcNow());
    const RateLimiter::Verdict limit = m_state->limiter.count(who.refusal ? QString() : who.account.user.name, now.monotonicMs);
    if (!limit.allowed)
        who.refusal = throttled();

    SimResponse response = m_state->respond(who.refusal ? ApiAnswer::refused(*who.refusal) : m_state->answer(request, match, who.account, now), now);
    response.headers.append(who.cookies);
    response.headers.append({ "RateLimit-Limit", QByteArray::number(limit.limit) });
    response.headers.append({ "RateLimit-Remaining", QByteArray::number(limit.remaining) });
    response.headers.append({ "RateLimit-Reset", QByteArray::number(limit.resetSeconds) });
    return response;
}

/// By the session whose cookie comes along, else by the Authorization header; Basic opens a session then, a signature does not.
Simulator::State::SignedIn Simulator::State::signIn(const SimRequest &request, const SimMoment &now, const QDateTime &nowUtc)
{
    if (const auto account = sessions.resume(request, now.monotonicMs))
        return { *account, {}, {} };
    const auto found = authenticator.authenticate(request, nowUtc);
    if (const Refusal *denied = std::get_if<Refusal>(&found))
        return { {}, *denied, {} };
    const SimAccount account = std::get<SimAccount>(found);
    const bool basic = request.header("Authorization").toLower().startsWith("basic");
    return { account, {}, basic ? sessions.open(account, now.monotonicMs) : SimHeaders() };
}

std::optional<Refusal> Simulator::State::forbidden(const SimRequest &request, const RouteMatch &match, const SimAccount &account) const
{
    const Refusal notPermitted { 403, u"IAM11000"_s, u"User %1 is not authorized to perform this operation."_s.arg(account.user.name) };
    const bool change = match.route->method != "GET";
    if (change && account.rights == SimRights::Read)
        return notPermitted;
    const bool task = request.path.startsWith("/api/v2/tasks/");
    const bool audit = match.route->handler == &listAuditEvents;
    if (account.rights == SimRights::ClustersOnly && (audit || (task && traits(scenario.face).splitRights)))
        return notPermitted;
    if (audit && scenario.audit == AuditAccess::Forbidden)
        return notPermitted;
    if (audit && scenario.audit == AuditAccess::Missing)
        return Refusal { 404, u"COM10002"_s, u"The audit is not part of this edition."_s };
    if (change && scenario.readOnly)
        return Refusal { 403, u"COM10009"_s, u"OCP is being upgraded and is read-only until that is done."_s };
    return std::nullopt;
}

std::optional<AnswerRule> Simulator::State::takeRule(const Route &route)
{
    for (AnswerRule &rule : answers) {
        const auto call = std::find_if(calls.begin(), calls.end(), [&rule](const NamedCall &known) { return rule.call == known.name; });
        if (rule.times > 0 && call != calls.end() && call->handler == route.handler) {
            --rule.times;
            return rule;
        }
    }
    return std::nullopt;
}

ApiAnswer Simulator::State::answer(const SimRequest &request, const RouteMatch &match, const SimAccount &account, const SimMoment &now)
{
    const bool notYet = match.route && match.route->handler == &listAuditEvents && !traits(scenario.face).audit;
    if (!match.pathExists || notYet)
        return ApiAnswer::refused(unknownUrl(request.method, request.path));
    if (!match.route)
        return ApiAnswer::refused(unsupportedMethod(request.method));
    if (const auto refusal = forbidden(request, match, account))
        return ApiAnswer::refused(*refusal);
    const std::optional<AnswerRule> rule = takeRule(*match.route);
    if (rule && !rule->carriedOut)
        return ApiAnswer::refused(refusalOf(*rule));
    ApiContext context { scenario, world, engine, operations, audit, account.user, now, request, SimQuery(request.query), match.arguments };
    const ApiAnswer answer = match.route->handler(context);
    if (rule)
        return ApiAnswer::refused(refusalOf(*rule));
    return context.query.refusal() ? ApiAnswer::refused(*context.query.refusal()) : answer;
}

SimResponse Simulator::State::respond(ApiAnswer answer, const SimMoment &now)
{
    SimResponse response;
    response.contentType = answer.kind == ApiAnswer::Kind::Text ? "text/plain;charset=UTF-8" : "application/json";
    if (answer.kind == ApiAnswer::Kind::Refused) {
        if (scenario.refusalsAs500 && hasNoKind(answer.refusal))
            answer.refusal.httpStatus = 500;
        response.status = answer.refusal.httpStatus;
    }
    const bool enveloped = answer.kind == ApiAnswer::Kind::Data || answer.kind == ApiAnswer::Kind::Refused;
    response.body = enveloped ? envelope(answer, response.status, now) : answer.body;
    return response;
}

QByteArray Simulator::State::envelope(const ApiAnswer &answer, int status, const SimMoment &now)
{
    const bool refused = answer.kind == ApiAnswer::Kind::Refused;
    const bool isThrottled = status == 429;
    const FaceTraits &face = traits(scenario.face);
    SimRandom random { seed, requests };
    JsonWriter out;
    out.beginObject();
    if (!answer.body.isEmpty()) {
        out.key("data"_L1);
        out.raw(answer.body);
    }
    out.field("duration"_L1, isThrottled ? 0 : 3 + random.below(60));
    if (refused) {
        out.key("error"_L1);
        writeError(out, answer.refusal, scenario.numericCodes || !face.letterCodes);
    }
    out.field("server"_L1, face.opaqueServer ? hex(SimRandom(seed).next(), 10) : QByteArray(simExecutor));
    out.field("status"_L1, status);
    out.field("successful"_L1, !refused);
    out.field("timestamp"_L1, isoTime(now.utcMs));
    out.field("traceId"_L1, isThrottled ? QByteArray() : hex(random.next(), 16));
    out.endObject();
    return out.take();
}

} // namespace obdesk
