#include <convene/core/random.hpp>
#include <convene/model/builder.hpp>
#include <convene/rcpsp/search.hpp>
#include <convene/rcpsp/verify.hpp>
#include <convene/staffing/flatten.hpp>
#include <convene/staffing/level.hpp>
#include <convene/staffing/verify_plan.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *try_parse_instant(text); }

std::vector<Code> codes(const FlatProblem& flat) {
    std::vector<Code> out;
    for (const auto& told : flat.relaxed) out.push_back(told.code);
    return out;
}

std::string faults(const Levelled& plan) {
    std::string out;
    for (const auto& v : verify(plan)) out += to_string(to_diagnostic(plan.process(), v)) + "\n";
    return out;
}

/// Eight tasks of three people in two roles and a room, on one calendar or two, some with lags, dates and absences.
Process random_process(Random& random, bool splits) {
    const auto pick = [&](int low, int high) { return static_cast<int>(random.between(low, high)); };
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.add_calendar(Calendar::standard()).calendar("standard");
    b.add_calendar(*make_calendar({.key = "am", .week = monday_to_friday({*parse_shift("09:00-12:00")})}));
    const bool one_calendar = random.chance(0.5);
    const auto calendar = [&](double share) { return !one_calendar && random.chance(share) ? "am" : ""; };
    b.role({.key = "r0"}).role({.key = "r1"});
    for (int i = 0; i < 3; ++i) {
        std::vector<Absence> absences;
        const auto from = at("2026-03-02") + std::chrono::hours{pick(0, 200)};
        if (random.chance(0.4)) absences.push_back({from, from + std::chrono::hours{pick(1, 60)}, {}});
        const char* role = i == 0 || (i == 2 && random.chance(0.5)) ? "r0" : "r1";
        b.person({.key = "p" + std::to_string(i), .roles = {role}, .absences = absences});
    }
    std::vector<CapacityChange> changes;
    if (random.chance(0.5)) changes = {{at("2026-03-03T12:00"), 1}, {at("2026-03-06"), 3}};
    b.resource({.key = "room", .capacity = 3, .changes = changes});
    for (int i = 0; i < 8; ++i) {
        auto a = b.task("t" + std::to_string(i));
        a.on_calendar(calendar(0.3)).lasts(spans::hours(pick(0, 14)));
        if (!one_calendar && random.chance(0.2)) a.lasts(spans::elapsed_hours(pick(1, 40)));
        if (splits && random.chance(0.3)) a.splittable();
        for (int n = pick(0, 2); n > 0; --n)
            a.duty({.role = random.chance(0.5) ? "r0" : "r1",
                    .demand = random.chance(0.2) ? DutyDemand::all : DutyDemand::one,
                    .share = static_cast<std::uint16_t>(random.chance(0.6) ? 1000 : pick(1, 10) * 100)});
        if (random.chance(0.4)) a.needs("room", static_cast<std::uint32_t>(pick(1, 3)));
        if (i > 0 && random.chance(0.5))
            a.after("t" + std::to_string(pick(0, i - 1)), {.min = spans::hours(pick(0, 4))});
        if (random.chance(0.2))
            a.constrain(ConstraintKind::start_no_earlier_than, at("2026-03-02") + std::chrono::hours{pick(0, 150)});
    }
    return *b.build();
}

/// A plan's starts as the flat problem counts them; nothing if one is between two ticks.
std::optional<rcpsp::Starts> ticks(const FlatProblem& flat, const Levelled& plan) {
    rcpsp::Starts out;
    for (const auto t : plan.starts()) {
        const auto seconds = flat.clock.seconds_to(t);
        if (seconds % flat.clock.tick.count() != 0) return std::nullopt;
        out.push_back(static_cast<rcpsp::Time>(seconds / flat.clock.tick.count()));
    }
    return out;
}

} // namespace

// 8 h, 4 h and 12 h of one person, the last after the first by 4 h: ticks of 4 hours of work.
TEST(Flatten, WorkOnOneCalendarIsCountedInItsWorkingTime) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00")).role({.key = "r"}).person({.key = "kim", .roles = {"r"}});
    b.task("a").lasts(spans::hours(8)).worked_by({"r"});
    b.task("b").lasts(spans::hours(4)).worked_by({"r"});
    b.task("c").lasts(spans::hours(12)).worked_by({"r"}).after("a", {.min = spans::hours(4)});
    const auto flat = flatten(*b.build());
    ASSERT_TRUE(flat) << to_string(flat.error());
    EXPECT_EQ(flat->clock.time, FlatTime::working);
    EXPECT_EQ(flat->clock.tick, std::chrono::hours{4});
    const auto durations = flat->problem.durations();
    EXPECT_EQ(std::vector(durations.begin(), durations.end()), (std::vector<rcpsp::Time>{2, 1, 3}));
    ASSERT_EQ(flat->problem.pools(), 1U);
    EXPECT_EQ(flat->problem.capacity(0)[0], (rcpsp::Step{0, 1}));
    EXPECT_EQ(flat->pools[0], (FlatPool{{PersonId{0}}, {}}));
    EXPECT_FALSE(flat->problem.has_windows());
    EXPECT_TRUE(flat->relaxed.empty());
    // a, then b in the lag, then c.
    EXPECT_EQ(rcpsp::search(flat->problem).makespan.upper, 6);
    EXPECT_EQ(flat->clock.start_at(2), at("2026-03-03T09:00"));
}

TEST(Flatten, AbsencesAndCapacitiesAreSteps) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00")).role({.key = "r"});
    b.person({.key = "kim", .roles = {"r"}, .absences = {{at("2026-03-03"), at("2026-03-04"), {}}}});
    b.resource({.key = "desk", .capacity = 2, .changes = {{at("2026-03-04"), 5}}});
    b.task("a").lasts(spans::hours(8)).worked_by({"r"}).needs("desk", 1);
    const auto flat = *flatten(*b.build());
    const auto steps = [&](rcpsp::Pool k) {
        return std::vector(flat.problem.capacity(k).begin(), flat.problem.capacity(k).end());
    };
    ASSERT_EQ(flat.clock.tick, std::chrono::hours{8});
    EXPECT_EQ(steps(0), (std::vector<rcpsp::Step>{{0, 1}, {1, 0}, {2, 1}}));
    EXPECT_EQ(steps(1), (std::vector<rcpsp::Step>{{0, 2}, {2, 5}}));
}

TEST(Flatten, TellsWhatItCanNotSay) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00")).role({.key = "r"});
    b.person({.key = "kim", .roles = {"r"}, .absences = {{at("2026-03-03"), at("2026-03-04"), {}}}});
    b.person({.key = "lee", .roles = {"r"}});
    b.task("a").lasts(spans::hours(8)).worked_by({"r"}).splittable();
    b.task("b").lasts(spans::hours(8)).after("a", {.min = spans::elapsed_days(2)});
    const auto flat = *flatten(*b.build());
    EXPECT_EQ(codes(flat), (std::vector{Code::flat_lag, Code::flat_split, Code::flat_choice}));
    ProcessBuilder soft("p");
    soft.start(at("2026-03-02T09:00"));
    soft.task("a").lasts(spans::hours(8));
    soft.task("b").lasts(spans::hours(8)).after("a", {.max = spans::hours(4), .soft = true});
    EXPECT_EQ(codes(*flatten(*soft.build())), std::vector{Code::flat_soft});
    ProcessBuilder c("p");
    c.start(at("2026-03-02T09:00"));
    c.task("a").lasts(spans::hours(8));
    c.task("b").lasts(spans::elapsed_days(1));
    const auto p = *c.build();
    const auto elapsed = *flatten(p);
    EXPECT_TRUE(elapsed.relaxed.empty());
    EXPECT_EQ(elapsed.clock.time, FlatTime::elapsed);
    EXPECT_EQ(codes(*flatten(p, {.time = FlatTime::working})), std::vector{Code::flat_duration});
}

TEST(Flatten, NothingGivesNoJobs) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    const auto flat = flatten(*b.build());
    ASSERT_TRUE(flat);
    EXPECT_EQ(flat->problem.jobs(), 0U);
}

TEST(Flatten, EveryPlanIsASolution) {
    int looked_at = 0;
    const int count = 300 * test::scale();
    for (int i = 0; i < count; ++i) {
        Random random(static_cast<std::uint64_t>(i) + 1);
        const auto p = random_process(random, false);
        const auto plan = level(p);
        if (!plan) continue;
        const auto flat = flatten(plan->early());
        ASSERT_TRUE(flat) << i << to_string(flat.error());
        const auto starts = ticks(*flat, *plan);
        if (!starts) continue;
        const auto wrong = rcpsp::verify(flat->problem, *starts);
        ASSERT_TRUE(wrong.empty()) << i << ": " << to_string(wrong.front());
        ++looked_at;
    }
    EXPECT_GT(looked_at, count / 3);
}

TEST(Flatten, StartsComeBackAsAPlan) {
    int found = 0;
    const int count = 100 * test::scale();
    for (int i = 0; i < count; ++i) {
        Random random(static_cast<std::uint64_t>(i) + 1000);
        const auto p = random_process(random, true);
        const auto early = schedule(p);
        ASSERT_TRUE(early);
        const auto flat = flatten(*early);
        ASSERT_TRUE(flat) << i << to_string(flat.error());
        const auto best = rcpsp::search(flat->problem, {.schedules = 100});
        if (best.starts.empty()) continue;
        const auto plan = plan_of(*early, best.starts, {});
        if (!plan) continue; // its people are never there together
        ++found;
        ASSERT_EQ(faults(*plan), "") << i;
    }
    EXPECT_GT(found, count / 2);
}

TEST(Flatten, TheFlatMethodNeverLoses) {
    for (int i = 0; i < 20 * test::scale(); ++i) {
        Random random(static_cast<std::uint64_t>(i) + 50);
        const auto p = random_process(random, true);
        const auto plain = level(p);
        const auto flat = level(p, {.method = LevelMethod::flat});
        ASSERT_EQ(plain.has_value(), flat.has_value());
        if (!plain) continue;
        ASSERT_EQ(faults(*flat), "");
        EXPECT_LE(flat->project_finish(), plain->project_finish());
    }
}
