#include "random_problem.hpp"

#include <convene/rcpsp/exact.hpp>
#include <convene/rcpsp/impl/neighbourhood.hpp>
#include <convene/rcpsp/sgs.hpp>

#include <gtest/gtest.h>

using namespace convene;
using namespace convene::rcpsp;
using rcpsp::detail::Neighbourhood;
using rcpsp::detail::Packed;

namespace {

const auto go_on = [] { return false; };

/// With lags that span windows, jobs of no duration, and perhaps releases.
Problem tangled(std::uint64_t seed, std::uint32_t jobs, bool released) {
    Random random(seed);
    ProblemData d;
    for (Job j = 0; j < jobs; ++j) d.durations.push_back(static_cast<Time>(random.between(0, 6)));
    for (Job j = 1; j < jobs; ++j) {
        const Time lag = random.chance(0.3) ? static_cast<Time>(random.between(1, 60)) : 0;
        d.arcs.push_back({.from = random.below(j), .to = j, .lag = lag});
    }
    for (Pool k = 0; k < 3; ++k) d.capacities.push_back({{0, 8}});
    for (Job j = 0; j < jobs; ++j)
        for (Pool k = 0; k < 3; ++k)
            if (random.chance(0.6)) d.demands.push_back({j, k, static_cast<Amount>(random.between(1, 5))});
    if (released) {
        d.windows.resize(jobs);
        for (auto& w : d.windows) w.earliest = random.chance(0.3) ? static_cast<Time>(random.between(0, 30)) : 0;
    }
    return *build(std::move(d));
}

} // namespace

TEST(Neighbourhood, LeavesAScheduleAsItIsOrMakesItShorter) {
    int improved = 0;
    for (int seed = 0; seed < 30 * rcpsp::test::scale(); ++seed) {
        const auto p = tangled(static_cast<std::uint64_t>(seed), 120, seed % 3 == 0);
        const auto packed = Packed::make(p);
        ASSERT_TRUE(packed);
        Neighbourhood neighbourhood(p, *packed, static_cast<std::uint64_t>(seed));
        std::vector<double> keys(p.jobs());
        Random random(static_cast<std::uint64_t>(seed));
        for (auto& k : keys) k = random.unit();
        auto starts = generate(p, {.keys = keys}).starts;
        for (int i = 0; i < 20; ++i) {
            const auto before = starts;
            const Time length = makespan(p, before);
            const auto found = neighbourhood.improve(starts, 0, length, {200, 50}, go_on);
            EXPECT_GE(found.schedules, 0);
            EXPECT_LT(found.schedules, 51);
            if (found.optimal) break;
            if (!found.improved) {
                EXPECT_EQ(starts, before);
                continue;
            }
            ++improved;
            ASSERT_TRUE(verify(p, starts).empty()) << seed;
            EXPECT_LT(makespan(p, starts), length) << seed;
        }
    }
    EXPECT_GT(improved, 60 * rcpsp::test::scale());
}

TEST(Neighbourhood, MendsWhatIsWastedInTheMiddle) {
    // A chain of 50, between whose halves two jobs run that might run at once, but don't.
    ProblemData d;
    d.durations.assign(52, 2);
    for (Job j = 0; j < 51; ++j)
        if (j != 25) d.arcs.push_back({.from = j == 26 ? 24 : j, .to = j + 1});
    d.arcs.push_back({.from = 25, .to = 27});
    d.capacities.push_back({{0, 2}});
    for (Job j = 0; j < 52; ++j) d.demands.push_back({j, 0, 1});
    const auto p = *build(std::move(d));
    Starts starts(52);
    for (Job j = 0; j < 52; ++j) starts[j] = static_cast<Time>(2 * j);
    ASSERT_TRUE(verify(p, starts).empty());
    const auto packed = Packed::make(p);
    Neighbourhood neighbourhood(p, *packed, 1);
    int tries = 0;
    for (; makespan(p, starts) > 102 && tries < 20; ++tries)
        neighbourhood.improve(starts, 0, makespan(p, starts), {1000, 1000}, go_on);
    EXPECT_EQ(makespan(p, starts), 102);
    EXPECT_TRUE(verify(p, starts).empty());
}

TEST(Neighbourhood, GrowsUntilItIsTheProof) {
    for (int seed = 0; seed < 10; ++seed) {
        const auto p = tangled(static_cast<std::uint64_t>(seed) + 100, 45, false);
        const auto best = solve_exactly(p);
        if (best.status != ExactResult::Status::optimal) continue;
        auto starts = best.starts;
        const auto packed = Packed::make(p);
        Neighbourhood neighbourhood(p, *packed, 3);
        bool proven = false;
        for (int i = 0; i < 60 && !proven; ++i) {
            const auto found = neighbourhood.improve(starts, 0, *best.gap.upper, {100'000, 1e9}, go_on);
            ASSERT_FALSE(found.improved) << seed;
            proven = found.optimal;
        }
        EXPECT_TRUE(proven) << seed;
    }
}
