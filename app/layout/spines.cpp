// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout/spines.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <utility>

namespace obdesk::layered {

namespace {

constexpr size_t mostWeighed = 48;      ///< bundles in one tangle whose order is weighed pair by pair
constexpr int costOfCovering = 1000;    ///< two lines upon each other are worse than many that cross
constexpr double margin = 4;            ///< spines closer than this, end to end, read as one

double least(const SpineEnds &ends)
{
    return std::min(ends.tails.front(), ends.heads.front());
}

double most(const SpineEnds &ends)
{
    return std::max(ends.tails.back(), ends.heads.back());
}

bool overlap(const SpineEnds &a, const SpineEnds &b)
{
    return least(a) <= most(b) + margin && least(b) <= most(a) + margin;
}

int countWithin(const std::vector<double> &sorted, const SpineEnds &range)
{
    const auto begin = std::ranges::lower_bound(sorted, least(range));
    const auto end = std::ranges::upper_bound(sorted, most(range));
    return int(std::max<std::ptrdiff_t>(0, end - begin));
}

int countCommon(const std::vector<double> &a, const std::vector<double> &b)
{
    int count = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i < *j) {
            ++i;
        } else if (*j < *i) {
            ++j;
        } else {
            ++count;
            ++i;
            ++j;
        }
    }
    return count;
}

/// What it costs to have `first` nearer to the tails: its lines to the heads pass the spine of `second`, whose lines from the
/// tails pass the spine of `first`.
int costOf(const SpineEnds &first, const SpineEnds &second)
{
    return countWithin(first.heads, second) + countWithin(second.tails, first)
        + costOfCovering * countCommon(first.heads, second.tails);
}

/// Orders the bundles of one tangle, each next to those it should come before.
void weigh(std::span<const SpineEnds> bundles, std::span<int> tangle)
{
    bool again = true;
    for (size_t pass = 0; again && pass < tangle.size(); ++pass) {
        again = false;
        for (size_t i = 0; i + 1 < tangle.size(); ++i) {
            const SpineEnds &upper = bundles[size_t(tangle[i])];
            const SpineEnds &lower = bundles[size_t(tangle[i + 1])];
            if (overlap(upper, lower) && costOf(lower, upper) < costOf(upper, lower)) {
                std::swap(tangle[i], tangle[i + 1]);
                again = true;
            }
        }
    }
}

/// Levels in one walk from left to right: the first to end frees its level for the next to begin. `tangle` is sorted by left end.
void stack(std::span<const SpineEnds> bundles, std::span<const int> tangle, SpineLevels &levels)
{
    using Reached = std::pair<double, int>;     // how far a level is taken, and the level
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> taken;
    for (int i : tangle) {
        const SpineEnds &ends = bundles[size_t(i)];
        int level = int(taken.size());
        if (!taken.empty() && taken.top().first + margin < least(ends)) {
            level = taken.top().second;
            taken.pop();
        }
        taken.emplace(most(ends), level);
        levels.of[size_t(i)] = level;
        levels.count = std::max(levels.count, level + 1);
    }
}

/// Levels in the weighed order: each bundle below all it overlaps that come before it.
void settle(std::span<const SpineEnds> bundles, std::span<const int> tangle, SpineLevels &levels)
{
    for (size_t i = 0; i < tangle.size(); ++i) {
        int &level = levels.of[size_t(tangle[i])];
        for (size_t j = 0; j < i; ++j) {
            if (overlap(bundles[size_t(tangle[i])], bundles[size_t(tangle[j])]))
                level = std::max(level, levels.of[size_t(tangle[j])] + 1);
        }
        levels.count = std::max(levels.count, level + 1);
    }
}

} // namespace

SpineLevels assignLevels(std::span<const SpineEnds> bundles)
{
    SpineLevels levels;
    levels.of.assign(bundles.size(), 0);
    std::vector<int> byLeft(bundles.size());
    std::iota(byLeft.begin(), byLeft.end(), 0);
    std::ranges::stable_sort(byLeft, {}, [&](int i) { return least(bundles[size_t(i)]); });
    for (size_t begin = 0; begin < byLeft.size();) {
        size_t end = begin + 1;
        double reached = most(bundles[size_t(byLeft[begin])]);
        while (end < byLeft.size() && least(bundles[size_t(byLeft[end])]) <= reached + margin) {
            reached = std::max(reached, most(bundles[size_t(byLeft[end])]));
            ++end;
        }
        const std::span<int> tangle = std::span(byLeft).subspan(begin, end - begin);
        if (tangle.size() <= mostWeighed) {
            weigh(bundles, tangle);
            settle(bundles, tangle, levels);
        } else {
            stack(bundles, tangle, levels);
        }
        begin = end;
    }
    return levels;
}

} // namespace obdesk::layered
