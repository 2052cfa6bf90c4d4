// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/taskplan.h"

#include <algorithm>
#include <array>

namespace obdesk {

using namespace Qt::StringLiterals;

namespace {

struct Template
{
    QLatin1StringView name;
    int ms;                     // at speed 1
    int timeoutSeconds;
    bool perHost = false;
    bool prohibitRollback = false;
    bool prohibitSkip = false;
};

// Names and order: documented answer of "Add OBServer". Timeouts: values that documented samples show.
constexpr std::array addServerTemplate {
    Template { "Prepare add observer"_L1, 1000, 60, false, false, true },
    Template { "Reserve host"_L1, 800, 60, false, false, true },
    Template { "Pre check for install OB"_L1, 3000, 600, true },
    Template { "Wait node"_L1, 300, 30 },
    Template { "Install rpm"_L1, 4000, 1800, true },
    Template { "Wait node"_L1, 300, 30 },
    Template { "Make dir for ob"_L1, 1200, 300, true },
    Template { "Wait node"_L1, 300, 30 },
    Template { "Start observer process with param"_L1, 4000, 1200, true },
    Template { "Wait node"_L1, 300, 30 },
    Template { "Add observer"_L1, 2500, 600, false, false, true },
    Template { "Wait observer active"_L1, 5000, 2100, true },
    Template { "Restart observer process"_L1, 4000, 1200, true },
    Template { "Wait observer active"_L1, 4000, 2100, true },
    Template { "Start ocp agent service"_L1, 2500, 600, true },
    Template { "Wait node"_L1, 300, 30 },
    Template { "Update observer status"_L1, 600, 60, true },
    Template { "Wait node"_L1, 300, 30 },
    Template { "Update zone status"_L1, 500, 60, false, true },
    Template { "Sync cluster info"_L1, 1200, 300, false, true },
    Template { "Update OB cluster status"_L1, 500, 60, false, true },
};

/// Adds a row of steps below the one before, joined all to all. Keys count up from 1.
void addRow(std::vector<StepPlan> &steps, QList<qint64> &rowBefore, std::vector<StepPlan> row)
{
    QList<qint64> keys;
    for (StepPlan &step : row) {
        step.key = qint64(steps.size() + 1);
        step.upstreams = rowBefore;
        keys.append(step.key);
        steps.push_back(std::move(step));
    }
    for (const qint64 key : std::as_const(rowBefore))
        steps[size_t(key - 1)].downstreams = keys;
    rowBefore = keys;
}

StepPlan plainStep(const QString &name, std::chrono::milliseconds duration)
{
    StepPlan step;
    step.name = name;
    step.duration = duration;
    step.timeout = std::max(std::chrono::seconds(600), std::chrono::ceil<std::chrono::seconds>(duration * 2));
    return step;
}

} // namespace

std::vector<StepPlan> addServerSteps(const QList<PlanHost> &hosts)
{
    std::vector<StepPlan> steps;
    QList<qint64> rowBefore;
    for (const Template &entry : addServerTemplate) {
        StepPlan step = plainStep(entry.name, std::chrono::milliseconds(entry.ms));
        step.timeout = std::chrono::seconds(entry.timeoutSeconds);
        step.prohibitRollback = entry.prohibitRollback;
        step.prohibitSkip = entry.prohibitSkip;
        std::vector<StepPlan> row;
        if (entry.perHost) {
            for (int i = 0; i < hosts.size(); ++i) {
                step.parallelIdx = i;
                step.host = hosts[i].id;
                step.hostAddress = hosts[i].address;
                row.push_back(step);
            }
        } else {
            row.push_back(step);
        }
        addRow(steps, rowBefore, std::move(row));
    }
    return steps;
}

std::vector<StepPlan> chainSteps(const QStringList &names, std::chrono::milliseconds each)
{
    std::vector<StepPlan> steps;
    QList<qint64> rowBefore;
    for (const QString &name : names)
        addRow(steps, rowBefore, { plainStep(name, each) });
    return steps;
}

std::vector<StepPlan> rollingSteps(int total, std::chrono::milliseconds each)
{
    constexpr int roundSize = 73;
    const std::array names { u"Check observer"_s, u"Stop observer process"_s, u"Upgrade rpm"_s,
                             u"Start observer process"_s, u"Wait observer active"_s };
    std::vector<StepPlan> steps;
    QList<qint64> rowBefore;
    addRow(steps, rowBefore, { plainStep(u"Prepare rolling upgrade"_s, each) });
    for (int round = 0; int(steps.size()) + 2 < total; ++round) {
        const int width = std::min(roundSize, total - int(steps.size()) - 2);
        std::vector<StepPlan> row;
        for (int i = 0; i < width; ++i) {
            StepPlan step = plainStep(names[size_t(round) % names.size()], each);
            step.parallelIdx = i;
            step.hostAddress = u"10.30.%1.%2"_s.arg(round % 5).arg(i + 1);
            row.push_back(step);
        }
        addRow(steps, rowBefore, std::move(row));
        addRow(steps, rowBefore, { plainStep(u"Wait node"_s, std::chrono::milliseconds(300)) });
    }
    while (int(steps.size()) < total)
        addRow(steps, rowBefore, { plainStep(u"Update OB cluster status"_s, each) });
    return steps;
}

} // namespace obdesk
