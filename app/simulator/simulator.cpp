// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/simulator.h"

#include "simulator/authenticator.h"
#include "simulator/history.h"
#include "simulator/ratelimiter.h"
#include "simulator/router.h"
#include "simulator/simrandom.h"
#include "simulator/worldbuilder.h"

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
          limiter(wanted.rateLimit)
    {
        writeHistory(scenario, world, engine, operations, now);
    }

    void advance(const SimMoment &now)
    {
        engine.advanceTo(now);
        const std::vector<EndedTask> ended = engine.takeEnded();
        for (const EndedTask &task : ended)
            operations.finish(task);
    }

    ApiAnswer answer(const SimRequest &request, const RouteMatch &match, const SimAccount &account, const SimMoment &now);
    SimResponse respond(const ApiAnswer &answer, const SimMoment &now);
    QByteArray envelope(const ApiAnswer &answer, int status, const SimMoment &now);

    Scenario scenario;
    quint32 seed;
    World world;
    TaskEngine engine;
    Operations operations;
    Authenticator authenticator;
    RateLimiter limiter;
    quint64 requests = 0;
};

namespace {

const QString throttled = u"THROTTLED"_s;       // not a code of OCP: its sample carries the number 0 and an empty traceId

QByteArray hex(quint64 number, int digits)
{
    return QByteArray::number(number, 16).rightJustified(16, '0').first(digits);
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

SimResponse Simulator::handle(const SimRequest &request)
{
    const SimMoment now = this->now();
    m_state->advance(now);
    ++m_state->requests;

    const RouteMatch match = findRoute(request.method, request.path);
    SimAccount account;
    std::optional<Refusal> refusal;
    if (!match.route || !match.route->open) {
        auto who = m_state->authenticator.authenticate(request, m_clock.utcNow());
        if (const Refusal *denied = std::get_if<Refusal>(&who))
            refusal = *denied;
        else
            account = std::get<SimAccount>(who);
    } else {
        account.user = { 0, {} };
    }
    const RateLimiter::Verdict limit = m_state->limiter.count(refusal ? QString() : account.user.name, now.monotonicMs);
    if (!limit.allowed)
        refusal = Refusal { 429, throttled, u"Excessive number of requests. You have exceeded the request limit for the current throttling window."_s };

    SimResponse response = m_state->respond(refusal ? ApiAnswer::refused(*refusal) : m_state->answer(request, match, account, now), now);
    response.headers.append({ "RateLimit-Limit", QByteArray::number(limit.limit) });
    response.headers.append({ "RateLimit-Remaining", QByteArray::number(limit.remaining) });
    response.headers.append({ "RateLimit-Reset", QByteArray::number(limit.resetSeconds) });
    return response;
}

ApiAnswer Simulator::State::answer(const SimRequest &request, const RouteMatch &match, const SimAccount &account, const SimMoment &now)
{
    if (!match.pathExists)
        return ApiAnswer::refused({ 404, u"COM10003"_s, u"Could not find the %1 method for URL %2."_s
                                                            .arg(QString::fromLatin1(request.method), QString::fromLatin1(request.path)) });
    if (!match.route)
        return ApiAnswer::refused({ 405, u"COM10008"_s, u"The method %1 is not supported here."_s.arg(QString::fromLatin1(request.method)) });
    if (account.readOnly && match.route->method != "GET")
        return ApiAnswer::refused({ 403, u"IAM11000"_s, u"User %1 is not authorized to perform this operation."_s.arg(account.user.name) });
    ApiContext context { scenario, world, engine, operations, account.user, now, request, SimQuery(request.query), match.arguments };
    const ApiAnswer answer = match.route->handler(context);
    return context.query.refusal() ? ApiAnswer::refused(*context.query.refusal()) : answer;
}

SimResponse Simulator::State::respond(const ApiAnswer &answer, const SimMoment &now)
{
    SimResponse response;
    response.contentType = answer.kind == ApiAnswer::Kind::Text ? "text/plain;charset=UTF-8" : "application/json";
    if (answer.kind == ApiAnswer::Kind::Refused)
        response.status = answer.refusal.httpStatus;
    const bool enveloped = answer.kind == ApiAnswer::Kind::Data || answer.kind == ApiAnswer::Kind::Refused;
    response.body = enveloped ? envelope(answer, response.status, now) : answer.body;
    return response;
}

QByteArray Simulator::State::envelope(const ApiAnswer &answer, int status, const SimMoment &now)
{
    const bool refused = answer.kind == ApiAnswer::Kind::Refused;
    const bool isThrottled = refused && answer.refusal.code == throttled;
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
        out.beginObject();
        out.key("code"_L1);
        if (isThrottled)
            out.value(0);
        else if (scenario.numericCodes)
            out.value(numericCode(answer.refusal.code));
        else
            out.value(answer.refusal.code);
        out.field("message"_L1, answer.refusal.message);
        out.endObject();
    }
    out.field("server"_L1, hex(SimRandom(seed).next(), 10));
    out.field("status"_L1, status);
    out.field("successful"_L1, !refused);
    out.field("timestamp"_L1, isoTime(now.utcMs));
    out.field("traceId"_L1, isThrottled ? QByteArray() : hex(random.next(), 16));
    out.endObject();
    return out.take();
}

} // namespace obdesk
