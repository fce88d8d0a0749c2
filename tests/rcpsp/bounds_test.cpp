#include "random_problem.hpp"

#include <convene/rcpsp/bounds.hpp>
#include <convene/rcpsp/exact.hpp>

#include <gtest/gtest.h>

using namespace convene;
using namespace convene::rcpsp;

TEST(Bounds, ByHand) {
    const auto p =
        *build({.durations = {2, 3, 2}, .demands = {{0, 0, 1}, {1, 0, 1}, {2, 0, 2}}, .capacities = {{{0, 2}}}});
    EXPECT_EQ(critical_path_bound(p), 3);
    EXPECT_EQ(capacity_bound(p), 5); // 9 units of work on 2 a tick
    EXPECT_EQ(lower_bound(p), 5);    // 1 and 2 can't overlap: 5
}

TEST(Bounds, HeadsAndTailsCount) {
    // 0 must come first and 3 last, between them 4 units of work on 1 a tick.
    const auto p =
        *build({.durations = {2, 2, 2, 3},
                .arcs = {{.from = 0, .to = 1}, {.from = 0, .to = 2}, {.from = 1, .to = 3}, {.from = 2, .to = 3}},
                .demands = {{1, 0, 1}, {2, 0, 1}},
                .capacities = {{{0, 1}}}});
    EXPECT_EQ(critical_path_bound(p), 7);
    EXPECT_EQ(capacity_bound(p), 9);
}

TEST(Bounds, EmptyIsZeroAndAContradictionUnbounded) {
    EXPECT_EQ(lower_bound(*build({})), 0);
    const auto p =
        *build({.durations = {1, 1}, .arcs = {{.from = 0, .to = 1, .lag = 5}}, .windows = {{}, {.latest = 3}}});
    EXPECT_EQ(lower_bound(p), unbounded);
}

TEST(Bounds, NeverAboveTheOptimum) {
    Random random(21);
    int tight = 0;
    for (int i = 0; i < 150 * rcpsp::test::scale(); ++i) {
        const rcpsp::test::Kind kind{.jobs = 4,
                                     .longest = 3,
                                     .steps = i % 3 == 0,
                                     .calendars = i % 4 == 1,
                                     .windows = i % 5 == 0,
                                     .max_lags = i % 2 == 0,
                                     .odd_edges = i % 4 == 2};
        const auto p = build(rcpsp::test::random_data(random, kind));
        if (!p) continue;
        const auto best = rcpsp::test::brute_force(*p, 13, [&](const Starts& s) { return makespan(*p, s); });
        if (!best || *best > 13) continue;
        EXPECT_LE(critical_path_bound(*p), *best);
        EXPECT_LE(capacity_bound(*p), *best);
        EXPECT_LE(lower_bound(*p), *best);
        const auto d = destructive_bound(*p, lower_bound(*p), 13);
        EXPECT_LE(d, *best);
        tight += d == *best ? 1 : 0;
    }
    EXPECT_GT(tight, 50 * rcpsp::test::scale());
}
