// Objectives, bounds, and the search over orders.

#include <convene/core/random.hpp>
#include <convene/model/builder.hpp>
#include <convene/model/edit.hpp>
#include <convene/staffing/impl/level_run.hpp>
#include <convene/staffing/level.hpp>
#include <convene/staffing/verify_plan.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *try_parse_instant(text); }

/// Tasks of two roles with three people, some after others; a deadline on some.
Process random_process(Random& random, int tasks) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00")).role({.key = "r0"}).role({.key = "r1"});
    b.person({.key = "p0", .roles = {"r0"}}).person({.key = "p1", .roles = {"r1"}});
    b.person({.key = "p2", .roles = {"r0", "r1"}});
    for (int i = 0; i < tasks; ++i) {
        auto t = b.task("t" + std::to_string(i));
        t.lasts(spans::hours(static_cast<std::int32_t>(random.between(1, 12))));
        t.duty({.role = random.chance(0.5) ? "r0" : "r1"});
        if (random.chance(0.3)) t.duty({.role = random.chance(0.5) ? "r0" : "r1"});
        if (i > 0 && random.chance(0.6)) t.after("t" + std::to_string(random.between(0, i - 1)));
        if (random.chance(0.3)) t.deadline(at("2026-03-02T09:00") + std::chrono::hours{random.between(8, 80)});
    }
    auto p = b.build();
    EXPECT_TRUE(p) << (p ? "" : to_string(p.error()));
    return *p;
}

std::string faults(const Levelled& plan) {
    std::string out;
    for (const auto& v : verify(plan)) out += to_string(to_diagnostic(plan.process(), v)) + "\n";
    return out;
}

/// The same in C++ of its own: seconds late, over all deadlines.
std::int64_t late(const Process& p, const Levelled& plan) {
    std::int64_t sum = 0;
    for (const auto a : p.activities().ids())
        if (const auto d = p.deadline(a)) sum += std::max<std::int64_t>(0, (plan.finish(a) - *d).count());
    return sum;
}

} // namespace

TEST(LevelSearch, NeverLosesAndDoesNotDependOnThreads) {
    int cheaper = 0;
    const int count = 30 * test::scale();
    for (int i = 0; i < count; ++i) {
        Random random(static_cast<std::uint64_t>(i) + 1);
        const auto p = random_process(random, 20);
        const LevelObjective objective{.finish = 1, .late = 5};
        const auto plain = *level(p, {.objective = objective});
        const auto one = *level(p, {.objective = objective, .tries = 60, .seed = 5});
        const auto three = *level(p, {.objective = objective, .tries = 60, .seed = 5, .threads = 3});
        ASSERT_EQ(faults(one), "");
        EXPECT_LE(cost(objective, one), cost(objective, plain));
        EXPECT_EQ(one.data(), three.data());
        EXPECT_EQ(one.looked_until(), three.looked_until());
        const auto g = gap(one);
        EXPECT_LE(g.lower, one.project_finish());
        EXPECT_GE(g.lower, one.early().project_finish());
        cheaper += cost(objective, one) < cost(objective, plain) ? 1 : 0;
    }
    EXPECT_GT(3 * cheaper, count);
}

TEST(LevelSearch, FindsTheBestOrderOfFewActivities) {
    int best_found = 0;
    int cases = 0;
    for (int i = 0; i < 10 * test::scale(); ++i) {
        Random random(static_cast<std::uint64_t>(i) + 100);
        const auto p = random_process(random, 6);
        const LevelObjective objective{.finish = 1, .late = 3};
        // Every order, by way of baselines that nobody has to keep.
        const auto early = level(p);
        const Staffing staffing(p);
        const LevelOptions plain;
        const detail::Surroundings around;
        detail::LevelRun run(staffing, early->early(), plain, around);
        std::vector<std::int64_t> keys(6);
        std::iota(keys.begin(), keys.end(), 0);
        auto least = std::numeric_limits<std::int64_t>::max();
        do {
            if (!run(keys, {})) continue;
            least = std::min(least, cost(objective, Levelled(early->early(), run.data())));
        } while (std::ranges::next_permutation(keys).found);
        const auto found = *level(p, {.objective = objective, .tries = 400});
        ASSERT_GE(cost(objective, found), least);
        best_found += cost(objective, found) == least ? 1 : 0;
        ++cases;
    }
    EXPECT_EQ(best_found, cases);
}

TEST(LevelSearch, CountsWhatIsLate) {
    for (int i = 0; i < 30; ++i) {
        Random random(static_cast<std::uint64_t>(i) + 1);
        const auto p = random_process(random, 10);
        const auto plan = *level(p);
        const auto length = (plan.project_finish() - plan.early().project_start()).count();
        EXPECT_EQ(cost({.finish = 2, .late = 5}, plan), 2 * length + 5 * late(p, plan));
        const Table<ActivityId, std::int64_t> each(10, 7);
        EXPECT_EQ(cost({.finish = 0, .late = 5, .late_each = each}, plan), 7 * late(p, plan));
    }
}

TEST(LevelSearch, DeadlinesWeighMoreThanTheEnd) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00")).role({.key = "r"}).person({.key = "li", .roles = {"r"}});
    b.task("long").lasts(spans::hours(8)).worked_by({"r"});
    b.task("after").lasts(spans::hours(8)).after("long");
    b.task("urgent").lasts(spans::hours(4)).worked_by({"r"}).deadline(at("2026-03-02T14:00"));
    const auto p = *b.build();
    const auto plain = *level(p, {.tries = 50});
    EXPECT_GT(plain.finish(ActivityId{2}), at("2026-03-02T14:00"));
    const auto urgent = *level(p, {.objective = {.finish = 1, .late = 100}, .tries = 50});
    EXPECT_EQ(urgent.finish(ActivityId{2}), at("2026-03-02T14:00"));
    EXPECT_GT(urgent.project_finish(), plain.project_finish());
}

TEST(LevelSearch, ARepairMovesLittle) {
    int stayed = 0;
    int all = 0;
    for (int i = 0; i < 20 * test::scale(); ++i) {
        Random random(static_cast<std::uint64_t>(i) + 1);
        const auto before = random_process(random, 12);
        const auto old = *level(before);
        // One person is ill on the second day.
        const auto p = *edit(before).absence(PersonId{2}, {at("2026-03-03"), at("2026-03-04"), {}}).build();
        const LevelOptions options{.objective = {.finish = 1, .baseline = old.data().start, .moved = 100'000},
                                   .tries = 40};
        const auto anew = *level(p);
        const auto repaired = *level(p, options);
        ASSERT_EQ(faults(repaired), "");
        EXPECT_LE(cost(options.objective, repaired), cost(options.objective, anew));
        for (const auto a : p.activities().ids()) {
            stayed += repaired.start(a) == old.start(a) ? 1 : 0;
            all += anew.start(a) == old.start(a) ? 1 : 0;
        }
    }
    EXPECT_GT(stayed, all);
}

TEST(LevelSearch, StopsAndTellsHowFarItIs) {
    Random random(3);
    const auto p = random_process(random, 30);
    std::stop_source source;
    std::vector<LevelProgress> told;
    LevelOptions options{.objective = {.finish = 1, .late = 1}, .tries = 1'000'000, .stop = source.get_token()};
    options.progress = [&](const LevelProgress& now) {
        told.push_back(now);
        source.request_stop();
    };
    const auto plan = level(p, options);
    ASSERT_TRUE(plan);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].project_finish, plan->project_finish());
    EXPECT_LT(told[0].tried, 100U);
}

TEST(LevelSearch, APriorityOutranksTheRule) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00")).role({.key = "r"}).person({.key = "li", .roles = {"r"}});
    for (const auto* key : {"a", "b", "c"}) b.task(key).lasts(spans::hours(8)).worked_by({"r"});
    b.task("first").lasts(spans::hours(8)).worked_by({"r"});
    b.task("second").lasts(spans::hours(8)).worked_by({"r"}).after("first");
    const auto p = *b.build();
    const Table<ActivityId, std::int32_t> priority(
        std::vector<std::int32_t>{2, 1, 3, 4, 0}); // what comes after something can't go before it
    const auto plan = *level(p, {.priority = priority, .tries = 20});
    EXPECT_EQ(plan.start(ActivityId{1}), at("2026-03-02T09:00"));
    EXPECT_EQ(plan.start(ActivityId{0}), at("2026-03-03T09:00"));
    EXPECT_EQ(plan.start(ActivityId{2}), at("2026-03-04T09:00"));
    EXPECT_EQ(plan.start(ActivityId{3}), at("2026-03-05T09:00"));
    EXPECT_EQ(plan.start(ActivityId{4}), at("2026-03-06T09:00"));
}
