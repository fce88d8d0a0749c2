#include "random_problem.hpp"

#include <convene/rcpsp/benchmark_formats.hpp>
#include <convene/rcpsp/exact.hpp>

#include <gtest/gtest.h>

#include <algorithm>

using namespace convene;
using namespace convene::rcpsp;
using Status = ExactResult::Status;

TEST(Exact, EmptySingleAndByHand) {
    EXPECT_EQ(solve_exactly(*build({})).status, Status::optimal);
    EXPECT_EQ(solve_exactly(*build({.durations = {4}})).gap.upper, 4);
    const auto p =
        *build({.durations = {2, 3, 2}, .demands = {{0, 0, 1}, {1, 0, 1}, {2, 0, 2}}, .capacities = {{{0, 2}}}});
    const auto r = solve_exactly(p);
    EXPECT_EQ(r.status, Status::optimal);
    EXPECT_EQ(r.gap.upper, 5);
    EXPECT_TRUE(verify(p, r.starts).empty());
}

TEST(Exact, ProvesThatAMaximumLagAndAPoolContradict) {
    // Both need the pool, 1 must start within a tick of 0 and not before it has run 2 ticks.
    const auto p = *build({.durations = {2, 2},
                           .arcs = {{.from = 0, .to = 1, .from_edge = Edge::start},
                                    {.from = 1, .to = 0, .lag = -1, .from_edge = Edge::start}},
                           .demands = {{0, 0, 1}, {1, 0, 1}},
                           .capacities = {{{0, 1}}}});
    EXPECT_EQ(solve_exactly(p).status, Status::infeasible);
}

TEST(Exact, AgreesWithBruteForce) {
    Random random(31);
    int feasible = 0;
    int infeasible = 0;
    for (int i = 0; i < 300 * rcpsp::test::scale(); ++i) {
        const rcpsp::test::Kind kind{.jobs = 4,
                                     .longest = 3,
                                     .steps = i % 3 == 0,
                                     .windows = i % 4 == 0,
                                     .max_lags = i % 2 == 0,
                                     .odd_edges = i % 4 == 2};
        auto data = rcpsp::test::random_data(random, kind);
        if (i % 2 == 0 && i % 3 != 0) // tight pools: more contradictions
            for (auto& c : data.capacities) c.front().capacity = 3;
        const auto p = build(std::move(data));
        if (!p) continue;
        constexpr Time horizon = 13;
        const auto best = rcpsp::test::brute_force(*p, horizon, [&](const Starts& s) { return makespan(*p, s); });
        const auto r = solve_exactly(*p);
        if (best) {
            ++feasible;
            ASSERT_EQ(r.status, Status::optimal) << i;
            ASSERT_TRUE(verify(*p, r.starts).empty()) << i;
            if (*best <= horizon) {
                ASSERT_EQ(*r.gap.upper, *best) << i;
            }
        } else if (r.status == Status::infeasible) {
            ++infeasible;
        } else {
            ASSERT_EQ(r.status, Status::optimal) << i;
            ASSERT_GT(*std::ranges::max_element(r.starts), horizon) << i;
        }
    }
    EXPECT_GT(feasible, 100 * rcpsp::test::scale());
    EXPECT_GT(infeasible, 5 * rcpsp::test::scale());
}

TEST(Exact, StopsAtItsLimitWithABoundAndTheIncumbent) {
    Random random(1);
    const auto p = *build(rcpsp::test::random_data(random, {.jobs = 12, .pools = 3, .longest = 5}));
    const auto r = solve_exactly(p, {.conflict_limit = 0});
    EXPECT_NE(r.status, Status::infeasible);
    ASSERT_TRUE(r.gap.upper);
    EXPECT_LE(r.gap.lower, *r.gap.upper);
    EXPECT_TRUE(verify(p, r.starts).empty());
}

TEST(Exact, ReportsBoundsThatOnlyTighten) {
    Random random(2);
    const auto p = *build(rcpsp::test::random_data(random, {.jobs = 14, .pools = 3, .longest = 6}));
    Gap last{0, unbounded};
    const auto r = solve_exactly(p, {.progress = [&](const Gap& g) {
                                     EXPECT_GE(g.lower, last.lower);
                                     EXPECT_LE(g.upper.value_or(unbounded), *last.upper);
                                     last = {g.lower, g.upper.value_or(unbounded)};
                                 }});
    EXPECT_EQ(r.status, Status::optimal);
    EXPECT_EQ(last.lower, *last.upper);
}

TEST(Exact, SolvesTheSmallBenchmarksWithMaximumLags) {
    const auto data = rcpsp::test::shared_data();
    if (!data) GTEST_SKIP() << "without CONVENE_SHARED_DATA: rcpsp-max/sm_j10 and testset_ubo10 not run";
    for (const auto* set : {"sm_j10", "testset_ubo10"}) {
        const auto folder = *data / "rcpsp-max" / set;
        int row = 0;
        for (const auto& answer : rcpsp::test::read_answers(folder / "optimum" / "optimum.csv")) {
            if (row++ % std::max(1, static_cast<int>(9 / std::max(1.0, rcpsp::test::scale().factor))) != 0) continue;
            const auto p = read_progen_max(rcpsp::test::read_file(folder / answer.file));
            if (!p) {
                EXPECT_EQ(answer.upper, "unsat") << answer.file;
                continue;
            }
            const auto r = solve_exactly(*p);
            EXPECT_EQ(r.status == Status::infeasible ? "unsat" : std::to_string(r.gap.upper.value_or(-1)), answer.upper)
                << answer.file;
            if (r.status == Status::optimal) {
                EXPECT_TRUE(verify(*p, r.starts).empty());
            }
        }
    }
}
