#include "random_problem.hpp"

#include <convene/rcpsp/impl/rank_set.hpp>
#include <convene/rcpsp/priority.hpp>
#include <convene/rcpsp/sgs.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <set>

using namespace convene;
using namespace convene::rcpsp;

namespace {

Problem made(ProblemData d) {
    auto p = build(std::move(d));
    EXPECT_TRUE(p) << (p ? "" : to_string(p.error()));
    return std::move(*p);
}

/// Two jobs of 2 and 3 ticks and a third of 2 on a pool of 2 units; the first two need 1, the third 2.
ProblemData three() {
    return {.durations = {2, 3, 2}, .demands = {{0, 0, 1}, {1, 0, 1}, {2, 0, 2}}, .capacities = {{{0, 2}}}};
}

std::string explain(const Problem& p, const Starts& s) {
    std::string out;
    for (const auto& v : verify(p, s)) out += to_string(v) + "\n";
    return out;
}

/// The parallel scheme as it is defined: at each tick in turn the first job that can start does, until none can.
/// Nothing for what has not started by `horizon`.
std::optional<Starts> by_definition(const Problem& p, const std::vector<double>& keys, Time horizon) {
    std::vector<Job> order(p.jobs());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](Job j) { return keys[j]; });
    std::vector<std::vector<Amount>> free(p.pools());
    for (Pool k = 0; k < p.pools(); ++k)
        for (Time t = 0; t < 2 * horizon; ++t) {
            free[k].push_back(0);
            for (const auto& step : p.capacity(k))
                if (step.from <= t) free[k].back() = step.capacity;
        }
    std::vector<Time> start(p.jobs(), -1);
    const auto ticks = [&](Job j, Time t) {
        std::vector<Time> out;
        const auto closed = [&](Time at) {
            return std::ranges::any_of(p.breaks(j), [&](const Break& b) { return b.from <= at && at < b.to; });
        };
        for (; std::ssize(out) < p.duration(j); ++t)
            if (!closed(t)) out.push_back(t);
        return out;
    };
    const auto can_start = [&](Job j, Time now) {
        if (start[j] >= 0 || p.next_start(j, now) != now) return false;
        for (Job i = 0; i < p.jobs(); ++i)
            for (const auto& l : p.successors(i)) {
                if (l.job != j) continue;
                if (start[i] < 0 ? p.orders(i, l) : p.pushed(i, l, start[i]) > now) return false;
            }
        return std::ranges::all_of(ticks(j, now), [&](Time t) {
            return std::ranges::all_of(p.needs(j), [&](const auto& need) {
                return free[need.pool][static_cast<std::size_t>(t)] >= need.amount;
            });
        });
    };
    for (Time now = 0; now < horizon; ++now) {
        for (std::size_t i = 0; i < order.size();) {
            const Job j = order[i];
            if (!can_start(j, now)) {
                ++i;
                continue;
            }
            start[j] = now;
            for (const Time t : ticks(j, now))
                for (const auto& need : p.needs(j)) free[need.pool][static_cast<std::size_t>(t)] -= need.amount;
            i = 0;
        }
    }
    if (std::ranges::any_of(start, [](Time t) { return t < 0; })) return std::nullopt;
    return start;
}

} // namespace

TEST(Sgs, SerialTakesTheLeastKeyThenTheLeastIndex) {
    const auto p = made(three());
    EXPECT_EQ(generate(p).starts, (Starts{0, 0, 3}));
    const std::vector<double> third_first{1, 1, 0};
    EXPECT_EQ(generate(p, {.keys = third_first}).starts, (Starts{2, 2, 0}));
}

TEST(Sgs, AClassOutranksTheKey) {
    const auto p = made(three());
    const std::vector<double> keys{0, 0, 9};
    const std::vector<std::int32_t> classes{1, 1, 0};
    EXPECT_EQ(generate(p, {.keys = keys, .classes = classes}).starts, (Starts{2, 2, 0}));
}

TEST(Sgs, ParallelNeverLeavesWhatFitsWaiting) {
    // The serial scheme keeps 1 for the most urgent job 1, which must wait for its release; the parallel one doesn't
    // wait.
    ProblemData d{.durations = {4, 2}, .demands = {{0, 0, 1}, {1, 0, 1}}, .capacities = {{{0, 1}}}};
    d.windows = {{.earliest = 0}, {.earliest = 1}};
    const auto p = made(d);
    const std::vector<double> keys{1, 0};
    EXPECT_EQ(generate(p, {.scheme = Scheme::serial, .keys = keys}).starts, (Starts{3, 1}));
    EXPECT_EQ(generate(p, {.scheme = Scheme::parallel, .keys = keys}).starts, (Starts{0, 4}));
}

TEST(Sgs, EmptyAndSingle) {
    EXPECT_TRUE(generate(made({})).complete());
    EXPECT_EQ(generate(made({.durations = {5}})).starts, Starts{0});
}

TEST(Sgs, AJobPausesInABreakAndFreesThePool) {
    ProblemData d{.durations = {3, 1}, .demands = {{0, 0, 1}, {1, 0, 1}}, .capacities = {{{0, 1}}}};
    d.calendars = {{{1, 4}}};
    d.calendar_of = {1, 0};
    const auto p = made(d);
    EXPECT_EQ(p.finish(0, 0), 6);
    EXPECT_EQ(generate(p).starts, (Starts{0, 1}));
}

TEST(Sgs, AFixedJobIsBookedFirst) {
    auto d = three();
    d.windows = {{}, {}, {.earliest = 1, .latest = 1}};
    EXPECT_EQ(generate(made(d)).starts, (Starts{3, 3, 1}));
}

TEST(Sgs, ABrokenMaximumLagMovesItsCause) {
    // 1 must start within 1 tick of 0, but the pool is taken by 2 during [1, 4): 0 has to be taken out again.
    ProblemData d{.durations = {1, 2, 3}, .demands = {{1, 0, 1}, {2, 0, 1}}, .capacities = {{{0, 1}}}};
    d.arcs = {{.from = 0, .to = 1}, {.from = 1, .to = 0, .lag = -1, .from_edge = Edge::start, .to_edge = Edge::start}};
    d.windows = {{}, {}, {.earliest = 1, .latest = 1}};
    const auto g = generate(made(d));
    ASSERT_TRUE(g.complete());
    EXPECT_EQ(g.starts, (Starts{3, 4, 1}));
    EXPECT_EQ(g.unscheduled, 1U);
}

TEST(Sgs, TellsWhatCannotBePlaced) {
    auto d = three();
    d.windows = {{}, {}, {.earliest = 0, .latest = 1}};
    const std::vector<double> last{0, 0, 1};
    const auto g = generate(made(d), {.keys = last});
    EXPECT_EQ(g.obstacle, Generation::Obstacle::window);
    EXPECT_EQ(g.job, 2U);

    ProblemData contradiction{.durations = {1, 1}};
    contradiction.arcs = {{.from = 0, .to = 1, .lag = 5}};
    contradiction.windows = {{}, {.earliest = 0, .latest = 3}};
    EXPECT_EQ(generate(made(contradiction)).obstacle, Generation::Obstacle::arcs);

    ProblemData closing{.durations = {2}, .demands = {{0, 0, 1}}, .capacities = {{{0, 1}, {1, 0}}}};
    EXPECT_EQ(generate(made(closing)).obstacle, Generation::Obstacle::capacity);
}

TEST(Sgs, EveryCompleteScheduleIsFeasible) {
    Random random(7);
    int complete = 0;
    int lagged = 0;
    for (int i = 0; i < 3000 * rcpsp::test::scale(); ++i) {
        const rcpsp::test::Kind kind{.jobs = 2 + random.below(12),
                                     .pools = random.below(4),
                                     .longest = 5,
                                     .steps = random.chance(0.5),
                                     .calendars = random.chance(0.4),
                                     .windows = random.chance(0.3),
                                     .max_lags = random.chance(0.4),
                                     .odd_edges = random.chance(0.4)};
        auto p = build(rcpsp::test::random_data(random, kind));
        if (!p) continue;
        std::vector<double> keys(p->jobs());
        for (auto& k : keys) k = random.unit();
        for (const auto scheme : {Scheme::serial, Scheme::parallel}) {
            const bool wcs = scheme == Scheme::parallel && random.chance(0.2);
            const auto g = generate(*p, {.scheme = scheme, .keys = keys, .worst_case_slack = wcs});
            if (!g.complete()) continue;
            ++complete;
            lagged += g.unscheduled > 0 ? 1 : 0;
            ASSERT_EQ(explain(*p, g.starts), "") << "case " << i;
        }
    }
    EXPECT_GT(complete, 2000 * rcpsp::test::scale());
    EXPECT_GT(lagged, 20 * rcpsp::test::scale());
}

TEST(Sgs, ParallelStartsWhatItsDefinitionStarts) {
    Random random(11);
    int compared = 0;
    for (int i = 0; i < 3000 * rcpsp::test::scale(); ++i) {
        const rcpsp::test::Kind kind{.jobs = 2 + random.below(15),
                                     .pools = random.below(4),
                                     .longest = 5,
                                     .steps = random.chance(0.5),
                                     .calendars = random.chance(0.4),
                                     .odd_edges = random.chance(0.3)};
        const auto p = build(rcpsp::test::random_data(random, kind));
        if (!p || !p->acyclic()) continue;
        std::vector<double> keys(p->jobs());
        for (auto& k : keys) k = random.below(5);
        const auto g = generate(*p, {.scheme = Scheme::parallel, .keys = keys});
        const auto expected = by_definition(*p, keys, 150);
        ASSERT_EQ(g.complete(), expected.has_value()) << "case " << i;
        if (!expected) continue;
        ASSERT_EQ(g.starts, *expected) << "case " << i;
        ++compared;
    }
    EXPECT_GT(compared, 1000 * rcpsp::test::scale());
}

TEST(Sgs, AnOptimalListExistsForTheSerialScheme) {
    // The serial scheme makes all active schedules, so over all orders it reaches the optimum.
    Random random(11);
    for (int i = 0; i < 40 * rcpsp::test::scale(); ++i) {
        auto p = build(rcpsp::test::random_data(random, {.jobs = 4, .pools = 2, .longest = 3}));
        ASSERT_TRUE(p);
        std::vector<double> keys{0, 1, 2, 3};
        Time best = unbounded;
        do best = std::min(best, makespan(*p, generate(*p, {.keys = keys}).starts));
        while (std::ranges::next_permutation(keys).found);
        const auto brute = rcpsp::test::brute_force(*p, 12, [&](const Starts& s) { return makespan(*p, s); });
        ASSERT_TRUE(brute);
        EXPECT_EQ(best, *brute);
    }
}

TEST(Sgs, MirroringTwiceIsTheProblem) {
    Random random(3);
    for (int i = 0; i < 200; ++i) {
        auto p =
            build(rcpsp::test::random_data(random, {.jobs = 6, .steps = true, .windows = true, .odd_edges = true}));
        if (!p) continue;
        const auto back = mirrored(mirrored(*p, 100), 100);
        const auto a = generate(*p);
        const auto b = generate(back);
        EXPECT_EQ(a.obstacle, b.obstacle);
        if (a.complete()) {
            EXPECT_EQ(a.starts, b.starts);
        }
    }
}

TEST(Sgs, JustificationNeverLosesAndStaysFeasible) {
    Random random(5);
    int shorter = 0;
    for (int i = 0; i < 500 * rcpsp::test::scale(); ++i) {
        auto p =
            build(rcpsp::test::random_data(random, {.jobs = 10, .pools = 2, .longest = 5, .calendars = i % 3 == 0}));
        ASSERT_TRUE(p);
        std::vector<double> keys(p->jobs());
        for (auto& k : keys) k = random.unit();
        const auto g = generate(*p, {.keys = keys});
        ASSERT_TRUE(g.complete());
        const auto j = justified(*p, g.starts, 3);
        EXPECT_EQ(explain(*p, j), "");
        EXPECT_LE(makespan(*p, j), makespan(*p, g.starts));
        shorter += makespan(*p, j) < makespan(*p, g.starts) ? 1 : 0;
    }
    EXPECT_GT(shorter, 20 * rcpsp::test::scale());
}

TEST(Sgs, TheSetOfEligibleJobsGivesUpTheMostUrgent) {
    Random random(6);
    for (const std::uint32_t limit : {1U, 63U, 64U, 65U, 4096U, 4097U, 300'000U}) {
        rcpsp::detail::RankSet set(limit);
        std::set<std::uint32_t> expected;
        for (int i = 0; i < 2000; ++i) {
            const auto number = random.below(limit);
            set.insert(number);
            expected.insert(number);
            if (i == 1000) set.clear(), expected.clear();
            if (expected.empty() || random.chance(0.5)) continue;
            ASSERT_EQ(set.pop(), *expected.begin());
            expected.erase(expected.begin());
        }
        for (; !expected.empty(); expected.erase(expected.begin())) ASSERT_EQ(set.pop(), *expected.begin());
        EXPECT_TRUE(set.empty());
    }
}
