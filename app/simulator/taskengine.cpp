// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/taskengine.h"

#include "simulator/simrandom.h"
#include "simulator/taskflow_p.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

// At speed 1, in ms.
constexpr double workerDelayMs = 150;       // READY until a worker takes it
constexpr double checkLimitMs = 10000;      // without a timeout: the check of running steps comes that much behind
constexpr double rollbackShare = 0.5;       // undoing takes half of doing
constexpr double failureShare = 0.8;        // a failure shows before the step would have been done

// Ids above 2^31, so that nobody gets by with 32 bits.
constexpr qint64 firstTaskId = 4300001001;
constexpr qint64 firstSubtaskId = 9100000001;

} // namespace

TaskEngine::TaskEngine(const EngineSettings &settings)
    : m_settings(settings), m_nextTaskId(firstTaskId), m_nextSubtaskId(firstSubtaskId)
{
}

TaskEngine::~TaskEngine() = default;

const SimTask &TaskEngine::submit(const TaskPlan &plan, const SimMoment &at)
{
    auto owned = std::make_unique<Flow>();
    Flow &flow = *owned;
    SimTask &task = flow.task;
    task.plan = plan;
    while (!plan.id && m_flows.contains(TaskId(m_nextTaskId)))
        ++m_nextTaskId;
    task.id = plan.id ? *plan.id : TaskId(m_nextTaskId++);
    task.createUtc = at.utcMs;
    flow.now = at;
    applyRules(task.plan);
    layOut(flow);
    m_flows[task.id] = std::move(owned);
    if (plan.frozen) {
        freeze(flow, at);
        return task;
    }
    setWord(task.status, TaskStatus::Running);
    setWord(task.operation, TaskOperation::Execute);
    link(task);
    for (size_t i = 0; i < task.steps.size(); ++i) {
        if (task.steps[i].openUpstreams == 0)
            flow.eligible.insert({ task.steps[i].rank, int(i) });
    }
    m_active.push_back(&flow);
    promote(flow);
    settle(flow);
    return task;
}

/// What failures say about the steps themselves.
void TaskEngine::applyRules(TaskPlan &plan)
{
    for (const FailureRule &rule : std::as_const(plan.failures)) {
        for (StepPlan &step : plan.steps) {
            if (rule.step != step.name || (rule.parallelIdx && *rule.parallelIdx != step.parallelIdx))
                continue;
            step.retryCount = rule.retryCount.value_or(step.retryCount);
            if (rule.timeoutSeconds)
                step.timeout = std::chrono::seconds(*rule.timeoutSeconds);
        }
    }
}

/// Draws ids and order: neither may tell the order of execution.
void TaskEngine::layOut(Flow &flow)
{
    SimTask &task = flow.task;
    std::vector<StepPlan> plans = std::move(task.plan.steps);
    task.plan.steps.clear();
    const int count = int(plans.size());
    std::vector<int> order(plans.size());
    std::vector<qint64> ids(plans.size());
    for (int i = 0; i < count; ++i) {
        order[size_t(i)] = i;
        ids[size_t(i)] = task.plan.keepIds ? plans[size_t(i)].key : m_nextSubtaskId + i;
    }
    QHash<qint64, qint64> idOfKey;
    if (!task.plan.keepIds) {
        m_nextSubtaskId += count;
        SimRandom random { m_settings.seed, quint64(task.id.value) };
        random.shuffle(order);
        random.shuffle(ids);
        for (int i = 0; i < count; ++i)
            idOfKey.insert(plans[size_t(i)].key, ids[size_t(i)]);
    }
    const auto rename = [&](QList<qint64> &keys) {
        for (qint64 &key : keys)
            key = idOfKey.value(key, key);
    };
    task.steps.reserve(plans.size());
    for (int place = 0; place < count; ++place) {
        const int rank = order[size_t(place)];
        SimStep step;
        step.plan = std::move(plans[size_t(rank)]);
        if (!task.plan.keepIds) {
            rename(step.plan.upstreams);
            rename(step.plan.downstreams);
        }
        step.id = SubtaskId(ids[size_t(rank)]);
        step.seriesId = place;
        step.rank = rank;
        setWord(step.status, SubtaskStatus::Pending);
        setWord(step.operation, TaskOperation::Execute);
        task.steps.push_back(std::move(step));
    }
}

void TaskEngine::freeze(Flow &flow, const SimMoment &at)
{
    const qint64 utcMs = at.utcMs;
    SimTask &task = flow.task;
    task.status = taskStatusFromText(task.plan.status);
    task.operation = operationFromText(task.plan.operation.isEmpty() ? u"EXECUTE"_s : task.plan.operation);
    qint64 end = utcMs;
    for (SimStep &step : task.steps) {
        step.status = subtaskStatusFromText(step.plan.status.isEmpty() ? u"PENDING"_s : step.plan.status);
        step.operation = operationFromText(step.plan.operation.isEmpty() ? u"EXECUTE"_s : step.plan.operation);
        if (step.status == SubtaskStatus::Pending || step.status == SubtaskStatus::Ready)
            continue;
        step.start = utcMs;
        constexpr qint64 neverMs = qint64(100) * 365 * 24 * 3600 * 1000;
        const bool ended = step.status == SubtaskStatus::Failed || step.status == SubtaskStatus::Successful;
        const qint64 runEnd = utcMs + (ended ? step.plan.duration.count() : neverMs);
        SimRun run { step.operation.value, utcMs, runEnd, runEnd, RunOutcome::Succeeds, {}, at.monotonicMs };
        if (step.status == SubtaskStatus::Failed) {
            run.outcome = RunOutcome::Fails;
            ++step.failedRuns;
        }
        if (ended) {
            step.finish = run.end;
            end = std::max(end, run.end);
        }
        step.runs.push_back(run);
    }
    if (isTerminal(task.status.value))
        task.finish = end;
}

/// The union of both edge lists, ends outside of the task dropped.
void TaskEngine::link(SimTask &task) const
{
    QHash<qint64, int> placeOf;
    for (int i = int(task.steps.size()) - 1; i >= 0; --i)
        placeOf.insert(task.steps[size_t(i)].id.value, i);
    const auto connect = [&task](int from, int to) {
        task.steps[size_t(from)].downIndexes.push_back(to);
    };
    for (int i = 0; i < int(task.steps.size()); ++i) {
        const StepPlan &plan = task.steps[size_t(i)].plan;
        for (const qint64 key : plan.upstreams) {
            if (const auto it = placeOf.constFind(key); it != placeOf.cend())
                connect(*it, i);
        }
        for (const qint64 key : plan.downstreams) {
            if (const auto it = placeOf.constFind(key); it != placeOf.cend())
                connect(i, *it);
        }
    }
    for (int i = 0; i < int(task.steps.size()); ++i) {
        std::vector<int> &downs = task.steps[size_t(i)].downIndexes;
        std::sort(downs.begin(), downs.end());
        downs.erase(std::unique(downs.begin(), downs.end()), downs.end());
        for (const int down : downs)
            task.steps[size_t(down)].upIndexes.push_back(i);
    }
    for (SimStep &step : task.steps)
        step.openUpstreams = int(step.upIndexes.size());
}

void TaskEngine::advanceTo(const SimMoment &now)
{
    for (Flow *flow : m_active)
        run(*flow, now);
    std::erase_if(m_active, [](const Flow *flow) { return flow->events.empty(); });
}

void TaskEngine::advanceTask(TaskId id, const SimMoment &now)
{
    if (Flow *wanted = flow(id))
        run(*wanted, now);
}

std::vector<EndedTask> TaskEngine::takeEnded()
{
    std::vector<EndedTask> ended = std::move(m_ended);
    m_ended.clear();
    std::sort(ended.begin(), ended.end(), [](const EndedTask &a, const EndedTask &b) {
        return std::pair(a.utcMs, a.id) < std::pair(b.utcMs, b.id);
    });
    return ended;
}

void TaskEngine::run(Flow &flow, const SimMoment &until)
{
    while (!flow.events.empty() && flow.events.top().at <= until.monotonicMs) {
        const Flow::Event event = flow.events.top();
        flow.events.pop();
        if (event.kind != EventKind::Tick && flow.step(event.step).generation != event.generation)
            continue;
        flow.now = until.plus(event.at - until.monotonicMs);
        switch (event.kind) {
        case EventKind::Start:
            onStart(flow, event.step);
            break;
        case EventKind::End:
            onEnd(flow, event.step);
            break;
        case EventKind::CancelSeen:
            ++flow.running;
            setWord(flow.step(event.step).status, SubtaskStatus::Running);
            setWord(flow.step(event.step).operation, TaskOperation::Cancel);
            schedule(flow, event.step, EventKind::CancelEnd, scaled(cancelEndMs));
            break;
        case EventKind::CancelEnd:
            onCancelEnd(flow, event.step);
            break;
        case EventKind::Tick:
            promote(flow);
            settle(flow);
            break;
        }
    }
    flow.now = until;
}

void TaskEngine::schedule(Flow &flow, int step, EventKind kind, qint64 delayMs)
{
    const quint32 generation = kind == EventKind::Tick ? 0 : flow.step(step).generation;
    flow.events.push({ flow.now.monotonicMs + delayMs, flow.nextNumber++, step, generation, kind });
}

void TaskEngine::makeReady(Flow &flow, int index, TaskOperation operation, qint64 delayMs)
{
    SimStep &step = flow.step(index);
    flow.ready += step.status == SubtaskStatus::Ready ? 0 : 1;
    flow.eligible.erase({ step.rank, index });
    setWord(step.status, SubtaskStatus::Ready);
    setWord(step.operation, operation);
    ++step.generation;
    schedule(flow, index, EventKind::Start, delayMs);
}

/// Whatever the state of the task: nothing takes a READY step back.
void TaskEngine::onStart(Flow &flow, int index)
{
    SimStep &step = flow.step(index);
    --flow.ready;
    if (!step.start)
        step.start = flow.now.utcMs;
    step.finish.reset();
    if (step.operation == TaskOperation::Skip || step.operation == TaskOperation::RollbackSkip) {
        const qint64 at = flow.now.utcMs;
        step.finish = at;
        step.runs.push_back({ step.operation.value, at, at, at, RunOutcome::Succeeds, {}, flow.now.monotonicMs });
        complete(flow, index);
    } else {
        begin(flow, index);
    }
}

void TaskEngine::begin(Flow &flow, int index)
{
    SimStep &step = flow.step(index);
    ++flow.running;
    setWord(step.status, SubtaskStatus::Running);

    SimRandom random { m_settings.seed, quint64(flow.task.id.value), quint64(step.rank), quint64(step.runs.size()) };
    double duration = double(step.plan.duration.count()) * random.between(0.85, 1.15);
    SimRun run { step.operation.value, flow.now.utcMs, 0, 0, RunOutcome::Succeeds, {}, flow.now.monotonicMs };
    if (flow.backwards)
        duration *= rollbackShare;
    const double limit = step.plan.timeout.count() == 0 ? checkLimitMs : double(std::chrono::milliseconds(step.plan.timeout).count());
    if (const FailureRule *rule = ruleFor(flow, step)) {
        duration = rule->timeoutSeconds ? limit * 2 : duration * failureShare;
        run.outcome = RunOutcome::Fails;
        run.cause = rule->cause;
    }
    if (duration > limit) {
        duration = limit;
        run.outcome = RunOutcome::TimesOut;
    }
    const qint64 ms = scaled(duration);
    run.end = run.plannedEnd = run.start + ms;
    step.runs.push_back(run);
    schedule(flow, index, EventKind::End, ms);
}

void TaskEngine::onEnd(Flow &flow, int index)
{
    SimStep &step = flow.step(index);
    --flow.running;
    step.finish = flow.now.utcMs;
    if (step.runs.back().outcome == RunOutcome::Succeeds)
        complete(flow, index);
    else
        fail(flow, index);
}

void TaskEngine::onCancelEnd(Flow &flow, int index)
{
    --flow.running;
    flow.step(index).finish = flow.now.utcMs;
    fail(flow, index);
}

void TaskEngine::fail(Flow &flow, int index)
{
    SimStep &step = flow.step(index);
    setWord(step.status, SubtaskStatus::Failed);
    ++flow.failed;
    ++(flow.backwards ? step.failedRollbacks : step.failedRuns);
    settle(flow);           // before the automatic retry: the check of tasks comes first
    retryByItself(flow, index);
}

/// Those that run backwards or were cancelled are left to people.
void TaskEngine::retryByItself(Flow &flow, int index)
{
    SimStep &step = flow.step(index);
    const bool forward = step.operation == TaskOperation::Execute || step.operation == TaskOperation::Retry;
    if (!forward || step.runTime > step.plan.retryCount)
        return;
    ++step.runTime;
    step.finish.reset();
    rerun(flow, index, TaskOperation::Retry);
}

void TaskEngine::complete(Flow &flow, int index)
{
    SimStep &step = flow.step(index);
    setWord(step.status, flow.backwards ? SubtaskStatus::Pending : SubtaskStatus::Successful);
    if (flow.backwards) {
        --flow.notPending;
        for (const int up : step.upIndexes) {
            SimStep &next = flow.step(up);
            if (--next.openDownstreams == 0 && next.status != SubtaskStatus::Pending)
                flow.eligible.insert({ next.rank, up });
        }
    } else {
        ++flow.successful;
        for (const int down : step.downIndexes) {
            SimStep &next = flow.step(down);
            if (--next.openUpstreams == 0)
                flow.eligible.insert({ next.rank, down });
        }
    }
    promote(flow);
    settle(flow);
}

/// PENDING to READY (to be rolled back, while that is on), as many as there is room for. Only for a RUNNING task without a FAILED step.
void TaskEngine::promote(Flow &flow)
{
    if (flow.task.status != TaskStatus::Running || flow.failed > 0)
        return;
    while (!flow.eligible.empty() && flow.hasRoom())
        makeReady(flow, flow.eligible.begin()->second, flow.backwards ? TaskOperation::Rollback : TaskOperation::Execute, scaled(workerDelayMs));
}

void TaskEngine::settle(Flow &flow)
{
    SimTask &task = flow.task;
    if (task.status != TaskStatus::Running || flow.running > 0)
        return;
    const bool done = flow.backwards ? flow.notPending == 0 : flow.successful == int(task.steps.size());
    const bool failed = flow.failed > 0 && std::any_of(task.steps.begin(), task.steps.end(), [](const SimStep &step) {
        return step.status == SubtaskStatus::Failed && step.runTime >= step.plan.retryCount;
    });
    if (done) {
        setWord(task.status, TaskStatus::Successful);
        m_ended.push_back({ task.id, flow.now.utcMs, flow.backwards });
    } else if (failed) {
        setWord(task.status, TaskStatus::Failed);
        task.failedUtc.push_back(flow.now.utcMs);
    } else {
        return;
    }
    task.finish = flow.now.utcMs;
}

const FailureRule *TaskEngine::ruleFor(const Flow &flow, const SimStep &step)
{
    const int before = flow.backwards ? step.failedRollbacks : step.failedRuns;
    for (const FailureRule &rule : flow.task.plan.failures) {
        if (rule.step == step.plan.name && rule.onRollback == flow.backwards
            && (!rule.parallelIdx || *rule.parallelIdx == step.plan.parallelIdx) && (!rule.times || before < *rule.times))
            return &rule;
    }
    return nullptr;
}

qint64 TaskEngine::scaled(double ms) const
{
    return std::max<qint64>(1, std::llround(ms / m_settings.speed));
}

TaskEngine::Flow *TaskEngine::flow(TaskId id) const
{
    const auto it = m_flows.find(id);
    return it == m_flows.end() ? nullptr : it->second.get();
}

const SimTask *TaskEngine::task(TaskId id) const
{
    const Flow *found = flow(id);
    return found ? &found->task : nullptr;
}

std::vector<const SimTask *> TaskEngine::tasks() const
{
    std::vector<const SimTask *> all;
    all.reserve(m_flows.size());
    for (auto it = m_flows.rbegin(); it != m_flows.rend(); ++it)
        all.push_back(&it->second->task);
    return all;
}

} // namespace obdesk
