#include "random_problem.hpp"

#include <convene/rcpsp/benchmark_formats.hpp>
#include <convene/rcpsp/bounds.hpp>
#include <convene/rcpsp/impl/generator.hpp>
#include <convene/rcpsp/impl/height_changes.hpp>
#include <convene/rcpsp/search.hpp>
#include <convene/rcpsp/sgs.hpp>

#include <gtest/gtest.h>

#include <array>

using namespace convene;
using namespace convene::rcpsp;
using Status = SearchResult::Status;

namespace {

Problem hard(std::uint64_t seed, std::uint32_t jobs = 30) {
    Random random(seed);
    ProblemData d;
    for (Job j = 0; j < jobs; ++j) d.durations.push_back(static_cast<Time>(random.between(1, 9)));
    for (Job j = 1; j < jobs; ++j) d.arcs.push_back({.from = random.below(j), .to = j});
    for (Pool k = 0; k < 3; ++k) d.capacities.push_back({{0, 10}});
    for (Job j = 0; j < jobs; ++j)
        for (Pool k = 0; k < 3; ++k) d.demands.push_back({j, k, static_cast<Amount>(random.between(0, 6))});
    return *build(std::move(d));
}

} // namespace

TEST(Search, EmptySingleAndByHand) {
    EXPECT_EQ(search(*build({})).status, Status::optimal);
    EXPECT_EQ(search(*build({.durations = {4}})).cost, 4);
    const auto p =
        *build({.durations = {2, 3, 2}, .demands = {{0, 0, 1}, {1, 0, 1}, {2, 0, 2}}, .capacities = {{{0, 2}}}});
    const auto r = search(p, {.schedules = 50});
    EXPECT_EQ(r.cost, 5);
    EXPECT_EQ(r.status, Status::optimal);
}

TEST(Search, SpendsItsBudgetAndNoMore) {
    const auto p = hard(1);
    const auto r = search(p, {.schedules = 333});
    EXPECT_TRUE(verify(p, r.starts).empty());
    EXPECT_TRUE(r.schedules == 333 || r.status == Status::optimal);
    const auto larger = search(hard(1, 60), {.schedules = 333});
    EXPECT_TRUE(larger.schedules == 333 || larger.status == Status::optimal);
    EXPECT_EQ(search(p, {.schedules = 1}).schedules, 1U);
}

TEST(Search, TheSameSeedGivesTheSameScheduleOnAnyNumberOfThreads) {
    const auto p = hard(2, 50);
    const auto one = search(p, {.schedules = 2000, .seed = 9, .islands = 4, .threads = 1});
    const auto three = search(p, {.schedules = 2000, .seed = 9, .islands = 4, .threads = 3});
    EXPECT_EQ(one.starts, three.starts);
    EXPECT_EQ(one.schedules, three.schedules);
}

TEST(Search, MoreScheduleIsNotWorseThanARule) {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        const auto p = hard(seed, 60);
        const auto r = search(p, {.schedules = 1000, .seed = seed});
        EXPECT_TRUE(verify(p, r.starts).empty());
        EXPECT_LE(r.makespan.lower, *r.makespan.upper);
        EXPECT_LE(r.cost, makespan(p, generate(p).starts));
    }
}

TEST(Search, AStopTokenEndsItAtOnce) {
    std::stop_source stop;
    stop.request_stop();
    const auto r = search(hard(3, 100), {.schedules = 100'000'000, .stop = stop.get_token()});
    EXPECT_LT(r.schedules, 1000U);
}

TEST(Search, ProgressOnlyImprovesAndEndsAtTheAnswer) {
    std::int64_t last = unbounded;
    const auto p = hard(4, 60);
    const auto r = search(p, {.schedules = 2000, .progress = [&](const SearchProgress& now) {
                                  EXPECT_LT(now.cost, last);
                                  last = now.cost;
                              }});
    EXPECT_EQ(last, r.cost);
}

TEST(Search, StartingFromAScheduleNeverEndsWorse) {
    const auto p = hard(5, 60);
    const auto good = search(p, {.schedules = 5000});
    const auto again = search(p, {.schedules = 10, .seed = 77, .initial = good.starts});
    EXPECT_LE(again.cost, good.cost);
}

TEST(Search, ReachesTheOptimumOfSmallProblemsOfAnyKind) {
    Random random(41);
    int solved = 0;
    for (int i = 0; i < 80 * rcpsp::test::scale(); ++i) {
        const rcpsp::test::Kind kind{.jobs = 4,
                                     .longest = 3,
                                     .steps = i % 3 == 0,
                                     .calendars = i % 4 == 1,
                                     .windows = i % 5 == 0,
                                     .max_lags = i % 4 == 2,
                                     .odd_edges = i % 4 == 3};
        const auto p = build(rcpsp::test::random_data(random, kind));
        if (!p) continue;
        const auto best = rcpsp::test::brute_force(*p, 13, [&](const Starts& s) { return makespan(*p, s); });
        const auto r = search(*p, {.schedules = 400, .proof_conflicts = 5000});
        if (!best) continue;
        ASSERT_FALSE(r.starts.empty()) << i;
        EXPECT_TRUE(verify(*p, r.starts).empty());
        if (*best > 13) continue;
        EXPECT_LE(r.makespan.lower, *best);
        EXPECT_GE(r.cost, *best);
        solved += r.cost == *best ? 1 : 0;
    }
    EXPECT_GT(solved, 50 * rcpsp::test::scale());
}

TEST(Search, WeightsDecideWhichMilestoneIsLate) {
    // Two jobs of 3 on one machine, both due at 3: the heavier goes first.
    ProblemData d{.durations = {3, 3}, .demands = {{0, 0, 1}, {1, 0, 1}}, .capacities = {{{0, 1}}}};
    const auto p = *build(d);
    const auto r = search(p, {.objective = {.makespan = 0, .dues = {{0, 3, 1}, {1, 3, 5}}}, .schedules = 100});
    EXPECT_EQ(r.starts, (Starts{3, 0}));
    EXPECT_EQ(r.cost, 3);
}

TEST(Search, ARepairMovesAsLittleAsItMust) {
    // After the machine is closed during [0, 2), only the first job has to move if the second has slack.
    ProblemData d{
        .durations = {2, 2, 2}, .demands = {{0, 0, 1}, {1, 0, 1}, {2, 0, 1}}, .capacities = {{{0, 0}, {2, 1}}}};
    const auto p = *build(d);
    const std::vector<Time> baseline{0, 4, 8};
    const auto r = search(p, {.objective = {.makespan = 0, .baseline = baseline, .moved = 1}, .schedules = 200});
    EXPECT_EQ(r.cost, 1);
    EXPECT_EQ(r.starts[1], 4);
    EXPECT_EQ(r.starts[2], 8);
    EXPECT_TRUE(verify(p, r.starts).empty());
}

TEST(Search, SaysInfeasibleWhenItIs) {
    const auto p = *build({.durations = {2, 2},
                           .arcs = {{.from = 0, .to = 1, .from_edge = Edge::start},
                                    {.from = 1, .to = 0, .lag = -1, .from_edge = Edge::start}},
                           .demands = {{0, 0, 1}, {1, 0, 1}},
                           .capacities = {{{0, 1}}}});
    EXPECT_EQ(search(p, {.schedules = 20}).status, Status::infeasible);
}

TEST(Search, KeepsItsDistanceFromBestKnownOnBenchmarks) {
    const auto data = rcpsp::test::shared_data();
    if (!data) GTEST_SKIP() << "without CONVENE_SHARED_DATA: psplib/j30 and j120 not run";
    for (const auto& [set, schedules, within] : {std::tuple{"j30", 5000, 1.0}, std::tuple{"j120", 1000, 8.0}}) {
        double sum = 0;
        int count = 0;
        int row = 0;
        for (const auto& answer : rcpsp::test::read_answers(*data / "psplib" / set / "optimum.csv")) {
            if (row++ % std::max(1, static_cast<int>(24 / std::max(1.0, rcpsp::test::scale().factor))) != 0) continue;
            const auto p = read_psplib(rcpsp::test::read_file(*data / "psplib" / set / answer.file));
            ASSERT_TRUE(p) << answer.file;
            const auto r = search(*p, {.schedules = static_cast<std::uint64_t>(schedules)});
            EXPECT_TRUE(verify(*p, r.starts).empty()) << answer.file;
            const double best = std::stod(answer.upper);
            sum += 100.0 * (static_cast<double>(r.cost) - best) / best;
            ++count;
        }
        EXPECT_LT(sum / count, within) << set;
    }
}

TEST(Search, NeighbourhoodsGoOnWhereGenerationsStall) {
    std::int64_t without = 0;
    std::int64_t with = 0;
    for (std::uint64_t seed = 0; seed < 2; ++seed) {
        const auto p = hard(seed + 100, 170); // so many that none are looked through unasked
        const auto plain = search(p, {.schedules = 60});
        const auto shared = search(p, {.schedules = 60, .neighbourhood_conflicts = 20, .neighbourhood_share = 0.2});
        const auto more = search(p, {.schedules = 60, .neighbourhoods = 40, .neighbourhood_conflicts = 100});
        for (const auto* r : {&plain, &shared, &more}) ASSERT_TRUE(verify(p, r->starts).empty());
        EXPECT_LE(shared.makespan.lower, shared.cost);
        EXPECT_LE(more.cost, plain.cost);
        without += plain.cost;
        with += more.cost;
    }
    EXPECT_LT(with, without);
}

TEST(Search, NeighbourhoodsInTurnWithGenerationsStayWithinTheBudget) {
    for (std::uint64_t seed = 0; seed < 2; ++seed) {
        const auto p = hard(seed + 200, 60);
        for (const std::uint64_t schedules : {1U, 2U, 7U, 61U})
            for (const double share : {0.0, 0.5, 1.0})
                for (const std::uint32_t islands : {1U, 3U}) {
                    if (schedules < islands) continue;
                    const auto r =
                        search(p, {.schedules = schedules, .islands = islands, .neighbourhood_share = share});
                    ASSERT_TRUE(verify(p, r.starts).empty()) << schedules << " " << share << " " << islands;
                    EXPECT_LE(r.schedules, schedules) << share << " " << islands;
                    EXPECT_GE(r.schedules, islands) << share;
                    EXPECT_EQ(r.cost, makespan(p, r.starts));
                    EXPECT_LE(r.makespan.lower, r.cost);
                }
    }
}

TEST(Search, ANeighbourhoodOfAllJobsIsAProof) {
    // Three jobs of 13 ticks, no two at once, beside a chain of 38 ticks, which is all that the bounds see.
    ProblemData d;
    d.durations.assign(41, 1);
    for (Job j = 1; j < 38; ++j) d.arcs.push_back({.from = j - 1, .to = j});
    d.capacities.push_back({{0, 10}});
    for (Job j = 38; j < 41; ++j) {
        d.durations[j] = 13;
        d.demands.push_back({j, 0, 6});
    }
    const auto p = *build(std::move(d));
    ASSERT_EQ(lower_bound(p), 38);
    for (const std::uint32_t islands : {1U, 2U}) {
        const auto r = search(p, {.schedules = 2000, .islands = islands});
        EXPECT_EQ(r.cost, 39);
        EXPECT_EQ(r.status, Status::optimal);
        EXPECT_LT(r.schedules, 2000U);
    }
}

TEST(Search, AnswersEvenWithoutABudget) {
    const auto p = hard(7, 45);
    const auto r = search(p, {.schedules = 0});
    if (r.status == Status::feasible || r.status == Status::optimal)
        EXPECT_TRUE(verify(p, r.starts).empty());
    else
        EXPECT_TRUE(r.starts.empty());
}

TEST(Search, SmallProblemsAreOftenProvenWithinTheirBudget) {
    int proven = 0;
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        const auto p = hard(seed, 16);
        const auto r = search(p, {.schedules = 1000});
        ASSERT_TRUE(verify(p, r.starts).empty());
        EXPECT_LE(r.schedules, 1001U);
        if (r.status != Status::optimal) continue;
        ++proven;
        EXPECT_EQ(solve_exactly(p).gap.upper, r.cost);
    }
    EXPECT_GE(proven, 3);
}

TEST(Generator, KeepsTheHeadOfAListWhereItIs) {
    const auto p = hard(6, 40);
    const auto packed = *rcpsp::detail::Packed::make(p);
    rcpsp::detail::Generator generator(packed);
    std::vector<double> keys(p.jobs(), 0.0);
    std::vector<Job> list(p.jobs());
    for (std::uint32_t side = 0; side < 2; ++side) {
        Starts starts(p.jobs());
        generator.list(side, keys, list);
        generator.serial(side, list, starts);
        // One tick later than need be: only what is generated again moves back.
        Starts later = starts;
        for (auto& t : later) ++t;
        constexpr std::uint32_t kept = 15;
        const Time last = generator.serial(side, list, later, kept);
        for (std::uint32_t i = 0; i < kept; ++i) EXPECT_EQ(later[list[i]], starts[list[i]] + 1);
        if (side == 1)
            for (Job j = 0; j < p.jobs(); ++j) later[j] = last - later[j] - p.duration(j);
        EXPECT_TRUE(verify(p, later).empty());
        // The working memory is as before.
        Starts again(p.jobs());
        generator.serial(side, list, again);
        EXPECT_EQ(again, starts);
    }
}

TEST(Generator, KeepsTheHeadOfAParallelScheduleWhereItIs) {
    const auto p = hard(6, 40);
    const auto packed = *rcpsp::detail::Packed::make(p);
    rcpsp::detail::Generator generator(packed);
    const std::vector<double> keys(p.jobs(), 0.0);
    const std::vector<double> worth(p.jobs(), 1.0);
    std::vector<Job> list(p.jobs());
    for (std::uint32_t side = 0; side < 2; ++side) {
        Starts starts(p.jobs());
        generator.list(side, keys, list);
        const Time last = generator.parallel(side, list, starts, {.worth = worth, .urgency = 2});
        // The head: what starts before a third of the makespan.
        std::vector<double> by_start(starts.begin(), starts.end());
        generator.list(side, by_start, list);
        std::uint32_t kept = 0;
        while (starts[list[kept]] < last / 3) ++kept;
        Starts again = starts;
        const Time end = generator.parallel(side, list, again, {.worth = worth, .urgency = 2}, kept);
        for (std::uint32_t i = 0; i < kept; ++i) EXPECT_EQ(again[list[i]], starts[list[i]]);
        if (side == 1)
            for (Job j = 0; j < p.jobs(); ++j) again[j] = end - again[j] - p.duration(j);
        EXPECT_TRUE(verify(p, again).empty());
    }
}

TEST(StartChoice, EqualsTheBestOfAllSubsetsAndLeavesNothingThatFits) {
    Random random(11);
    for (int round = 0; round < 50; ++round) {
        constexpr std::uint32_t jobs = 8;
        constexpr Amount capacity = 10;
        ProblemData d;
        for (int k = 0; k < 2; ++k) d.capacities.push_back({{0, capacity}});
        std::vector<std::array<Amount, 2>> need;
        std::vector<double> worth;
        std::vector<std::uint32_t> rank(jobs);
        std::vector<Job> all;
        for (Job j = 0; j < jobs; ++j) {
            need.push_back({static_cast<Amount>(random.below(6)), static_cast<Amount>(random.below(6))});
            d.durations.push_back(1);
            for (Pool k = 0; k < 2; ++k) d.demands.push_back({j, k, need[j][k]});
            worth.push_back(1 + random.unit());
            rank[j] = j;
            all.push_back(j);
        }
        const auto packed = *rcpsp::detail::Packed::make(*build(std::move(d)));
        rcpsp::detail::StartChoice choice(packed);
        choice.choose<1>(all, rank, packed.full.data(), {.worth = worth});
        const auto fits = [&](std::uint32_t set) {
            Amount sum[2] = {0, 0};
            for (Job j = 0; j < jobs; ++j)
                if ((set >> j & 1U) != 0)
                    for (std::size_t k = 0; k < 2; ++k) sum[k] += need[j][k];
            return sum[0] <= capacity && sum[1] <= capacity;
        };
        const auto value = [&](std::uint32_t set) {
            double sum = 0;
            for (Job j = 0; j < jobs; ++j)
                if ((set >> j & 1U) != 0) sum += worth[j] + 1e-3;
            return sum;
        };
        std::uint32_t chosen = 0;
        for (Job j = 0; j < jobs; ++j) chosen |= choice.picked(j) ? 1U << j : 0U;
        EXPECT_TRUE(fits(chosen));
        double best = 0;
        for (std::uint32_t set = 0; set < 1U << jobs; ++set) {
            if (fits(set)) best = std::max(best, value(set));
            const bool larger = (set & chosen) == chosen && set != chosen;
            EXPECT_FALSE(larger && fits(set));
        }
        EXPECT_NEAR(value(chosen), best, 1e-9);
    }
}

TEST(HeightChanges, TellABlockThatEndsWhereItsLikeBegins) {
    rcpsp::detail::HeightChanges changes;
    for (const Time far : {10, 1000}) { // tick by tick, and sorted
        changes.clear();
        changes.add(2, 5, 3);
        changes.add(5, far, 3);
        std::vector<Time> times;
        Amount height = 0;
        for (const auto& e : changes.sorted()) {
            height += e.change;
            if (times.empty() || times.back() != e.time) times.push_back(e.time);
        }
        EXPECT_EQ(times, (std::vector<Time>{2, 5, far}));
        EXPECT_EQ(height, 0);
    }
}
