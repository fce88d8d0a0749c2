#include "random_problem.hpp"

#include <convene/rcpsp/impl/packed.hpp>
#include <convene/rcpsp/impl/population.hpp>
#include <convene/rcpsp/problem.hpp>
#include <convene/rcpsp/verify.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

using namespace convene;
using namespace convene::rcpsp;
using rcpsp::detail::Packed;
using rcpsp::detail::Population;
using rcpsp::detail::PopulationSettings;

namespace {

/// Scarce pools and some arcs.
Problem scarce(std::uint64_t seed, std::uint32_t jobs) {
    Random random(seed);
    ProblemData d;
    for (Job j = 0; j < jobs; ++j) d.durations.push_back(static_cast<Time>(random.between(1, 9)));
    for (Job j = 1; j < jobs; ++j)
        if (random.chance(0.8)) d.arcs.push_back({.from = random.below(j), .to = j});
    for (Pool k = 0; k < 2; ++k) d.capacities.push_back({{0, 10}});
    for (Job j = 0; j < jobs; ++j)
        for (Pool k = 0; k < 2; ++k) d.demands.push_back({j, k, static_cast<Amount>(random.between(1, 6))});
    return *build(std::move(d));
}

/// Eight schedules a side, which start anew after so many.
PopulationSettings small_in_periods(std::uint64_t length) {
    PopulationSettings s;
    s.size = 8;
    s.planned = 0;
    s.first_period = length;
    s.period_growth = 1;
    return s;
}

const auto go_on = [] { return true; };

} // namespace

TEST(Population, KeepsTheBestOverPeriodsAndWithinTheBudget) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto p = scarce(seed, 50);
        const auto packed = Packed::make(p);
        ASSERT_TRUE(packed);
        Population population(*packed, small_in_periods(150), seed, 1000, 0);
        std::vector<Time> told;
        population.run(
            nullptr, [&] { return told.push_back(population.best_makespan()), true; }, go_on);
        EXPECT_LE(population.used(), 1000);
        EXPECT_GT(population.used(), 990);
        ASSERT_FALSE(told.empty());
        EXPECT_TRUE(std::ranges::is_sorted(told, std::greater()));
        EXPECT_EQ(told.back(), population.best_makespan());
        const auto best = population.best();
        EXPECT_TRUE(verify(p, best).empty());
        EXPECT_EQ(makespan(p, best), population.best_makespan());
    }
}

TEST(Population, StartsAnewWhenAPeriodIsOver) {
    const auto p = scarce(1, 50);
    const auto packed = Packed::make(p);
    ASSERT_TRUE(packed);
    // How many schedules are about as short as the best so far, after each second round.
    const auto short_ones = [&](std::uint64_t period) {
        Population population(*packed, small_in_periods(period), 1, 1000, 0);
        std::vector<std::size_t> found;
        population.run(nullptr, go_on, [&] {
            found.push_back(population.shortest(population.best_makespan() + 2).size());
            return true;
        });
        return found;
    };
    // A population that goes on keeps its best; one that starts anew loses them each time.
    EXPECT_EQ(std::ranges::count(short_ones(1000), std::size_t{0}), 0);
    EXPECT_GT(std::ranges::count(short_ones(150), std::size_t{0}), 0);
}

TEST(Population, WhatIsStoppedHasFoundWhatItsFirstPeriodsWouldHave) {
    const auto unplanned = std::uint64_t{1} << 40;
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        const auto p = scarce(seed, 50);
        const auto packed = Packed::make(p);
        ASSERT_TRUE(packed);
        PopulationSettings settings;
        settings.first_period = 300;
        Population planned(*packed, settings, seed, 300, 0);
        planned.run(nullptr, go_on, go_on);
        // A little after the first period, in the middle of a second one of 1,500.
        Population stopped(*packed, settings, seed, unplanned, 0);
        stopped.run(nullptr, go_on, [&] { return stopped.used() < 600; });
        EXPECT_LT(stopped.used(), 900);
        EXPECT_LE(stopped.best_makespan(), planned.best_makespan()) << seed;
    }
}

TEST(Population, JoinsAScheduleMadeElsewhere) {
    const auto p = scarce(2, 50);
    const auto packed = Packed::make(p);
    ASSERT_TRUE(packed);
    PopulationSettings settings;
    settings.size = 8;
    Population good(*packed, settings, 1, 3000, 0);
    good.run(nullptr, go_on, go_on);
    Population other(*packed, settings, 2, 40, 0);
    other.run(nullptr, go_on, go_on);
    ASSERT_LT(good.best_makespan(), other.best_makespan());
    other.join(good.best());
    EXPECT_EQ(other.best_makespan(), good.best_makespan());
    EXPECT_EQ(other.shortest(good.best_makespan()).size(), 1);
}

TEST(Population, ABudgetWithoutEndStopsWhenAsked) {
    const auto p = scarce(3, 64); // times 2^58 is 0 in 64 bits
    const auto packed = Packed::make(p);
    ASSERT_TRUE(packed);
    for (const auto budget : {std::numeric_limits<std::uint64_t>::max(), std::uint64_t{1} << 58}) {
        Population population(*packed, {}, 1, budget, 0);
        // `between` says stop: after the first rounds, not when a budget that ran over is spent.
        int rounds = 0;
        population.run(nullptr, go_on, [&] { return ++rounds < 10; });
        EXPECT_EQ(rounds, 10);
        EXPECT_TRUE(verify(p, population.best()).empty());
    }
}
