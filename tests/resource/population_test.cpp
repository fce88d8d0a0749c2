#include "random_problem.hpp"

#include <convene/resource/impl/packed.hpp>
#include <convene/resource/impl/population.hpp>
#include <convene/resource/rcpsp.hpp>
#include <convene/resource/verify.hpp>

#include <gtest/gtest.h>

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

const auto go_on = [] { return true; };

} // namespace

TEST(Population, KeepsTheBestOverPeriodsAndWithinTheBudget) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto p = scarce(seed, 50);
        const auto packed = Packed::make(p);
        ASSERT_TRUE(packed);
        PopulationSettings settings;
        settings.size = 8;
        settings.period = 150;
        Population population(*packed, settings, seed, 1000, 0);
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
    // What one founding population of both sides, a generation or two of each side and a rest cost is less than a
    // period; so where the period ends after the budget, no list of the second period is generated.
    const auto p = scarce(1, 50);
    const auto packed = Packed::make(p);
    ASSERT_TRUE(packed);
    const auto shortest_after = [&](std::uint64_t period) {
        PopulationSettings settings;
        settings.size = 8;
        settings.period = period;
        Population population(*packed, settings, 1, 1000, 0);
        // Seen from the middle of the run: the whole population of a period is there.
        std::vector<std::size_t> within;
        population.run(nullptr, go_on, [&] {
            within.push_back(population.shortest(population.best_makespan() + 2).size());
            return true;
        });
        return within;
    };
    const auto once = shortest_after(1000);
    const auto often = shortest_after(150);
    // A population that goes on converges on short schedules; one that starts anew loses them each time.
    EXPECT_EQ(std::ranges::count(once, std::size_t{0}), 0) << "a population without restarts keeps its best";
    EXPECT_GT(std::ranges::count(often, std::size_t{0}), 0);
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
