// SPDX-License-Identifier: GPL-3.0-or-later
// How long the layout takes: best and median of several runs, per node, and the crossings it leaves.
// Figures mean something in a Release build only.
#include "process/freedmemory.h"
#include "layout/layout.h"
#include "layout/samplegraphs.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

using namespace obdesk;

namespace {

void measure(const char *name, const LayoutInput &input)
{
    constexpr int runs = 11;
    std::vector<double> times;
    qint64 crossings = 0;
    for (int run = 0; run < runs; ++run) {
        const auto start = std::chrono::steady_clock::now();
        const GraphLayout layout = layoutDag(input);
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        crossings = layout.crossings;
    }
    std::ranges::sort(times);
    std::printf("%-32s %7d nodes %7d edges %9.2f ms best %9.2f ms median %7.0f ns/node %12lld crossings\n", name,
                int(input.sizes.size()), int(input.edges.size()), times.front(), times[runs / 2],
                times[runs / 2] * 1e6 / double(input.sizes.size()), static_cast<long long>(crossings));
}

} // namespace

int main()
{
    keepFreedMemory(); // as the program does
    measure("rolling operation 3 x 2", samples::rollingOperation(40, 3, 2));
    measure("rolling operation 10 x 3", samples::rollingOperation(2'000, 10, 3));
    measure("rolling operation 100 x 4", samples::rollingOperation(3'000, 100, 4));
    measure("rolling operation 3 x 8", samples::rollingOperation(100'000, 3, 8));
    measure("rolling operation 100 x 4", samples::rollingOperation(100'000, 100, 4));
    measure("chain", samples::chain(100'000));
    measure("fan out and in", samples::fan(100'000, true));
    measure("all to all 100 x 100", samples::allToAll(20, 100));
    measure("series-parallel", samples::seriesParallel(1, 10'000));
    measure("random layered", samples::randomLayered(1, 10'000));
    measure("shortcuts", samples::shortcuts(20'000));
    return 0;
}
