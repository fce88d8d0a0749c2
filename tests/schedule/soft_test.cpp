#include "schedule/support/find_need.hpp"
#include "schedule/support/random_cases.hpp"
#include "support/environment.hpp"

#include <convene/schedule/detail/upper_bounds.hpp>

#include <gtest/gtest.h>

using namespace convene;
using namespace convene::test;
using namespace convene::literals;

namespace {

Instant at(const char* text) { return *try_parse_instant(text); }

/// Whether the brute force's need is a soft upper bound of the plan.
bool is_soft(const Plan& plan, const Need& n) {
    if (n.kind == Need::Kind::at_most) return plan.rules[static_cast<std::size_t>(n.origin)].soft;
    if (n.kind != Need::Kind::ceiling || n.origin < 0) return false;
    return plan.activities[static_cast<std::size_t>(n.to)].constraints[static_cast<std::size_t>(n.origin)].soft;
}

/// Some of the upper bounds that a plan has, made soft.
Plan softened(Plan plan, RandomPlans& random, double share) {
    for (auto& r : plan.rules) r.soft = r.max && random.chance(share);
    for (auto& a : plan.activities)
        for (auto& c : a.constraints)
            c.soft = bounds_from_above(static_cast<ConstraintKind>(c.kind)) && random.chance(share);
    return plan;
}

// Monday 2 March 2026; 8 hours a day. a takes Monday to Wednesday, b Thursday and Friday, and is wanted by Thursday.
//   b: late finish Thu 5 Mar 18:00, a day before Fri 6 Mar 18:00: float -1d.
//   a: late finish Tue 3 Mar 18:00 (b would have to start on Wed 4), a day before Wed 4 Mar 18:00: float -1d.
TEST(SoftBound, ThatCannotBeKeptGivesNegativeFloatAndIsListed) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.task("a").lasts(3_d);
    b.task("b").lasts(2_d).after("a").constrain(ConstraintKind::finish_no_later_than, at("2026-03-05T18:00"), true);
    const auto process = b.build().value();
    const auto plan = schedule(process).value();
    const ActivityId a{0};
    const ActivityId second{1};
    EXPECT_EQ(plan.finish(second), at("2026-03-06T18:00"));
    EXPECT_EQ(plan.late_finish(second), at("2026-03-05T18:00"));
    EXPECT_EQ(plan.late_finish(a), at("2026-03-03T18:00"));
    EXPECT_EQ(plan.total_float(second), -Seconds{8 * hour});
    EXPECT_EQ(plan.total_float(a), -Seconds{8 * hour});
    ASSERT_EQ(plan.broken().size(), 1U);
    const auto& broken = plan.broken().front();
    EXPECT_TRUE(broken.soft);
    EXPECT_EQ(broken.activity, second);
    EXPECT_EQ(broken.edge, Edge::finish);
    EXPECT_EQ(broken.limit, at("2026-03-05T18:00"));
    EXPECT_EQ(broken.actual, at("2026-03-06T18:00"));
}

// x takes Monday to Friday, b follows on Monday the 9th and is wanted within a working day of a's finish: a finishes on
// Thursday at 18:00, and b is kept. A start of a that is fixed on Monday 2 leaves b late: a day of work after Monday
// 18:00 is over when Wednesday opens, 4 Mar 09:00, and b can be had on Mon 9 Mar 09:00.
TEST(SoftBound, MovesOthersWhereItCanBeKeptAndGivesWayToWhatIsHard) {
    const auto plan_with = [](bool fixed) {
        ProcessBuilder b("p");
        b.start(at("2026-03-02T09:00"));
        auto a = b.task("a").lasts(1_d);
        if (fixed) a.constrain(ConstraintKind::must_start_on, at("2026-03-02T09:00"));
        b.task("x").lasts(5_d);
        b.task("b").lasts(1_d).after("x").after("a", {.max = 1_d, .soft = true});
        return schedule(b.build().value()).value();
    };
    const auto kept = plan_with(false);
    EXPECT_TRUE(kept.broken().empty());
    EXPECT_EQ(kept.finish(ActivityId{0}), at("2026-03-05T18:00"));
    const auto given_up = plan_with(true);
    EXPECT_EQ(given_up.finish(ActivityId{0}), at("2026-03-02T18:00"));
    ASSERT_EQ(given_up.broken().size(), 1U);
    EXPECT_TRUE(given_up.broken().front().soft);
    EXPECT_EQ(given_up.broken().front().activity, ActivityId{2});
    EXPECT_EQ(given_up.broken().front().actual, at("2026-03-09T09:00"));
    EXPECT_EQ(given_up.broken().front().limit, at("2026-03-04T09:00"));
}

// Back from Fri 13 Mar 18:00: b takes Friday, a at least three days before that (Tue 10 Mar to Thu 12), while b is
// wanted within two days of the start of a: that can't be.
TEST(SoftBound, InALoopGivesWayWhenScheduledBackFromAFinish) {
    ProcessBuilder b("p");
    b.finish(at("2026-03-13T18:00"));
    b.task("a").lasts(3_d);
    b.task("b").lasts(1_d).after("a").after("a", {.min = {}, .max = 2_d, .from_edge = Edge::start, .soft = true});
    const auto plan = schedule(b.build().value()).value();
    EXPECT_EQ(plan.start(ActivityId{0}), at("2026-03-10T09:00"));
    EXPECT_EQ(plan.finish(ActivityId{1}), at("2026-03-13T18:00"));
    ASSERT_EQ(plan.broken().size(), 1U);
    EXPECT_EQ(plan.broken().front().actual, at("2026-03-13T09:00"));
}

TEST(SoftBound, OnWhatBoundsFromBelowIsRefused) {
    ProcessBuilder b("p");
    b.task("a").constrain(ConstraintKind::start_no_earlier_than, at("2026-03-02"), true);
    b.task("b").after("a", {.soft = true});
    const auto process = b.build();
    ASSERT_FALSE(process);
    ASSERT_EQ(process.error().size(), 2U);
    for (const auto& fault : process.error()) EXPECT_EQ(fault.code, Code::soft_without_upper_bound);
}

// Of hard and soft bounds at random: there is a schedule iff the hard ones can be kept; all is kept but what is listed;
// what is listed is soft, broken, and by as much as it says; and the dates are the least that keep the rest.
TEST(SoftBound, RandomOnesGiveWayToHardOnesAlone) {
    int plans = 0;
    int kept = 0;
    int broken = 0;
    for_random_plans(2'000 * scale(), {},
                     [&](const Plan& drawn, const RandomCalendars& calendars, RandomPlans& random) {
                         const auto plan = softened(drawn, random, random.chance(0.5) ? 1 : 0.5);
                         const auto process = build(plan, calendars.real).value();
                         BruteSchedule hard(plan, calendars.brute);
                         for (auto& n : hard.needs()) n.on = !is_soft(plan, n);
                         const auto result = schedule(process, {.max_conflicts = 1});
                         ASSERT_EQ(result.has_value(), hard.early().has_value())
                             << show(hard) << (result ? "" : to_string(result.error()));
                         if (!result) return;
                         ++plans;
                         BruteSchedule rest(plan, calendars.brute);
                         for (const auto& one : result->broken()) {
                             ASSERT_TRUE(one.soft) << show(rest);
                             ASSERT_GT(one.actual, one.limit);
                             const auto a = static_cast<int>(one.activity.value);
                             const auto need = find_need(process, rest, one.cause, -1, a, true);
                             ASSERT_TRUE(need) << show(rest);
                             ASSERT_TRUE(is_soft(plan, rest.needs()[*need]));
                             rest.needs()[*need].on = false;
                             const auto edge = one.edge == Edge::start ? result->early_start(one.activity)
                                                                       : result->early_finish(one.activity);
                             ASSERT_EQ(text(edge), text(one.actual)) << show(rest);
                         }
                         const auto early = rest.early();
                         ASSERT_TRUE(early) << show(rest);
                         for (const auto a : ids(rest.size())) {
                             const auto k = static_cast<std::size_t>(a.value);
                             if (rest.state(static_cast<int>(a.value)) == BruteSchedule::State::finished) continue;
                             ASSERT_EQ(text(result->early_finish(a)), text(early->finish[k])) << a.value << show(rest);
                         }
                         ASSERT_EQ(rest.broken(*early), "") << show(rest);
                         for (auto& n : rest.needs()) n.on = true;
                         ASSERT_EQ(rest.keeps(*early), result->broken().empty()) << show(rest);
                         ++(result->broken().empty() ? kept : broken);
                     });
    EXPECT_GT(kept, plans / 10);
    EXPECT_GT(broken, plans / 20);
}

// What is late by a soft bound has a negative float, and so has what makes it late.
TEST(SoftBound, RandomBrokenOnesGiveNegativeFloat) {
    for_random_plans(2'000 * scale(), {.progress = 0},
                     [&](const Plan& drawn, const RandomCalendars& calendars, RandomPlans& random) {
                         const auto process = build(softened(drawn, random, 1), calendars.real).value();
                         const auto plan = schedule(process, {.max_conflicts = 1});
                         if (!plan) return;
                         for (const auto& one : plan->broken()) {
                             const auto late = one.edge == Edge::start ? plan->late_start(one.activity)
                                                                       : plan->late_finish(one.activity);
                             ASSERT_LE(late, one.limit);
                             ASSERT_LE(plan->total_float(one.activity).count(), 0);
                         }
                     });
}

} // namespace
