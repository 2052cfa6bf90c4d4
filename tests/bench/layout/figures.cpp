// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"

#include "layout/samplegraphs.h"

#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <limits>
#include <map>

namespace obdesk::bench {

namespace {

bool report(bool met, const char *what, double figure, const char *unit, double goal)
{
    std::printf("%-7s %-72s %10.2f %s (goal %g)\n", met ? "met" : "NOT MET", what, figure, unit, goal);
    return met;
}

/// The least factor by which we are faster over the graphs of some families and size.
bool factor(const QList<Compared> &all, std::initializer_list<const char *> families, int nodes, Program other, const char *what,
            double goal)
{
    double least = std::numeric_limits<double>::infinity();
    int count = 0;
    for (const Compared &one : all) {
        const bool isMeant = std::ranges::any_of(families, [&](const char *name) { return one.sample.family == name; });
        const auto size = int(one.sample.input.sizes.size());
        if (!isMeant || size < nodes || size > nodes * 11 / 10 || !one.entries[other])
            continue;
        least = std::min(least, one.entries[other]->milliseconds / one.entries[Obdesk]->milliseconds);
        ++count;
    }
    return report(count > 0 && least >= goal, what, count > 0 ? least : 0, "x at least", goal);
}

/// On how many of a hundred graphs we are at most `times` the best of the others.
template<typename Value>
bool share(const QList<Compared> &all, const char *what, double times, double goal, Value value)
{
    int good = 0;
    int count = 0;
    for (const Compared &one : all) {
        double best = std::numeric_limits<double>::infinity();
        for (Program other : {Dot, Dagre, Elk}) {
            if (one.entries[other] && one.entries[other]->quality)
                best = std::min(best, double(value(*one.entries[other]->quality)));
        }
        const double ours = value(*one.entries[Obdesk]->quality);
        ++count;
        if (ours <= best * times + 1e-6)
            ++good;
        else
            std::printf("        %s: %s %.0f, best of the others %.0f\n", what, one.sample.name.constData(), ours, best);
    }
    const double percent = count > 0 ? 100.0 * good / count : 0;
    return report(percent >= goal, what, percent, "% of graphs", goal);
}

bool planarWithoutCrossings(const QList<Compared> &all)
{
    const auto crossed = std::ranges::count_if(all, [](const Compared &one) {
        return one.sample.planar && one.entries[Obdesk]->quality->crossings > 0;
    });
    return report(crossed == 0, "graphs that can be drawn without crossings and are not", double(crossed), "graphs", 0);
}

/// Of many runs, as in a program that lays out again and again: freed memory stays with the process, since handing out fresh pages is the
/// kernel's work, not the layout's. What a first run takes with it is printed beside it.
double bestTime(const LayoutInput &input)
{
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    double best = std::numeric_limits<double>::infinity();
    for (int run = 0; run < 15; ++run) {
        const double start = processorTime();
        const GraphLayout layout = layoutDag(input);
        best = std::min(best, processorTime() - start);
    }
    return best;
}

struct FirstRun
{
    double memory = -1;         ///< MiB by which the process grows, above what it holds before
    double milliseconds = 0;
};

/// Lays out a graph once, in a process of its own.
FirstRun firstRun(const LayoutInput &input)
{
    FirstRun result;
    int ends[2];
    if (pipe(ends) != 0)
        return result;
    const auto peak = [] {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return double(usage.ru_maxrss) / 1024;
    };
    const pid_t child = fork();
    if (child == 0) {
        const double before = peak();
        const double start = processorTime();
        const GraphLayout layout = layoutDag(input);
        const FirstRun run{layout.nodes.isEmpty() ? -1 : peak() - before, processorTime() - start};
        const bool written = write(ends[1], &run, sizeof run) == ssize_t(sizeof run);
        _exit(written ? 0 : 1);
    }
    int status = 0;
    close(ends[1]);
    const bool isRead = child > 0 && read(ends[0], &result, sizeof result) == ssize_t(sizeof result);
    close(ends[0]);
    if (child > 0)
        waitpid(child, &status, 0);
    return isRead ? result : FirstRun();
}

bool growth()
{
    const std::pair<const char *, LayoutInput> huge[] = {
        {"100,000 steps: rolling operation", samples::rollingOperation(100'000, 100, 4)},
        {"100,000 steps: batches", samples::rollingOperation(100'000, 50, 2)},
        {"100,000 steps: chain", samples::chain(100'000)},
    };
    std::map<const char *, FirstRun> firsts;    // before what the other runs leave behind would hide it
    for (const auto &[name, input] : huge)
        firsts[name] = firstRun(input);
    const double small = bestTime(samples::rollingOperation(1'000, 10, 4)) / 1'000;
    const double large = bestTime(samples::rollingOperation(100'000, 10, 4)) / 100'000;
    bool met = report(large <= 2 * small, "time per node, 100,000 against 1,000 steps of a rolling operation", large / small, "x", 2);
    for (const auto &[name, input] : huge) {
        const FirstRun &first = firsts.at(name);
        const double time = bestTime(input);
        met &= report(time < 50, name, time, "ms", 50);
        met &= report(first.memory >= 0 && first.memory < 50, name, first.memory, "MB", 50);
        std::printf("        %s, first run of a process: %.1f ms\n", name, first.milliseconds);
    }
    return met;
}

} // namespace

bool judge(const QList<Compared> &all, bool shortForm)
{
    std::printf("\nFigures\n");
    bool met = true;
    if (!shortForm) {
        met &= factor(all, {"rolling", "batches"}, 3000, Dagre, "rolling operations and batches, 3,000 steps: faster than dagre", 1000);
        met &= factor(all, {"rolling", "batches"}, 3000, Elk, "rolling operations and batches, 3,000 steps: faster than elkjs", 500);
        met &= factor(all, {"rolling", "batches"}, 3000, Dot, "rolling operations and batches, 3,000 steps: faster than dot", 300);
        met &= factor(all, {"random-layered"}, 1000, Dot, "random layered, 1,000 nodes: faster than dot", 30);
        met &= factor(all, {"random-layered"}, 3000, Dot, "random layered, 3,000 nodes: faster than dot", 200);
    }
    double slowest = 0;
    for (const Compared &one : all) {
        if (one.sample.input.sizes.size() < 1000)
            slowest = std::max(slowest, one.entries[Obdesk]->milliseconds);
    }
    met &= report(slowest < 20, "slowest graph below 1,000 nodes", slowest, "ms", 20);
    met &= share(all, "crossings no more than the best of the others", 1, 80, [](const Quality &q) { return q.crossings; });
    met &= planarWithoutCrossings(all);
    met &= share(all, "edge length at most 1.2 times the best of the others", 1.2, 80, [](const Quality &q) { return q.length; });
    met &= share(all, "area at most 1.2 times the best of the others", 1.2, 80, [](const Quality &q) { return q.area; });
    if (!shortForm)
        met &= growth();
    return met;
}

} // namespace obdesk::bench
