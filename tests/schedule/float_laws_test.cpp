#include "schedule/support/random_cases.hpp"
#include "support/environment.hpp"

#include <convene/schedule/critical.hpp>
#include <convene/schedule/schedule.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

// What floats promise, tried by brute force: activities are held back by dates, and the dates of all are worked out
// again.

namespace {

using namespace convene;
using namespace convene::test;

int number(ActivityId a) { return static_cast<int>(a.value); }

/// The early dates if one edge of an activity is not before a date.
std::optional<BruteDates> held(BruteSchedule brute, int activity, End end, Time date) {
    Need need;
    need.kind = Need::Kind::floor;
    need.to = activity;
    need.to_end = end;
    need.date = date;
    brute.needs().push_back(need);
    return brute.early();
}

bool in_time(const std::optional<BruteDates>& dates, const std::vector<Time>& limits) {
    if (!dates) return false;
    for (std::size_t i = 0; i < limits.size(); ++i)
        if (dates->finish[i] > limits[i]) return false;
    return true;
}

/// Held to its late dates an activity delays nothing that late dates are measured from; a second more, and it does.
TEST(FloatLaws, HeldToLateDatesNothingIsLateAndASecondMoreIsTooMuch) {
    int held_activities = 0;
    const RandomPlans::Chances chances{.max = 0.3, .constraint = 0.08, .progress = 0};
    for_random_plans(2'000 * scale(), chances, [&](const Plan& plan, const RandomCalendars& calendars, RandomPlans&) {
        BruteSchedule brute(plan, calendars.brute);
        brute.give_up_after(random_monday + 30 * 7 * day);
        const auto early = brute.early();
        if (!early) return;
        const auto limits = late_limits(brute, *early, plan.finish, plan.target);
        if (!in_time(early, limits)) return;
        const auto s = schedule(build(plan, calendars.real).value()).value();
        for (const auto a : ids(brute.size())) {
            const int i = number(a);
            if (s.total_float(a) < Seconds{0} || s.late_start(a) < s.early_start(a)) continue;
            // Where nothing bounds an activity late dates have no meaning.
            if (s.late_finish(a) > instant(random_monday + 25 * 7 * day)) continue;
            SCOPED_TRACE("activity " + std::to_string(i) + show(brute) + text(s.late_start(a)) + " " +
                         text(s.late_finish(a)));
            const auto start = seconds_of(s.late_start(a));
            ASSERT_TRUE(in_time(held(brute, i, End::start, start), limits));
            ASSERT_FALSE(in_time(held(brute, i, End::start, start + 1), limits));
            ASSERT_TRUE(in_time(held(brute, i, End::finish, seconds_of(s.late_finish(a))), limits));
            ++held_activities;
        }
    });
    EXPECT_GT(held_activities, 2'000 * scale());
}

/// Critical by float means that a second of delay delays what late dates are measured from.
TEST(FloatLaws, WithoutFloatASecondOfWorkIsTooMuch) {
    int critical = 0;
    int loose = 0;
    const RandomPlans::Chances chances{.max = 0.3, .constraint = 0.08, .progress = 0};
    for_random_plans(2'000 * scale(), chances, [&](const Plan& plan, const RandomCalendars& calendars, RandomPlans&) {
        BruteSchedule brute(plan, calendars.brute);
        brute.give_up_after(random_monday + 30 * 7 * day);
        const auto early = brute.early();
        if (!early) return;
        const auto limits = late_limits(brute, *early, plan.finish, plan.target);
        if (!in_time(early, limits)) return;
        const auto s = schedule(build(plan, calendars.real).value()).value();
        const auto by_float = by_total_float(s);
        for (const auto a : ids(brute.size())) {
            const int i = number(a);
            if (brute.work_of(i) == 0) continue; // an instant may move in closed time, which is no float
            const auto& own = brute.calendars()[brute.calendar_of(i)];
            const auto start = early->start[a.index()];
            const auto second = own.stay(own.work(start) + 1);
            SCOPED_TRACE("activity " + std::to_string(i) + show(brute) + text(s.early_start(a)) + " " +
                         text(s.late_start(a)));
            ASSERT_EQ(by_float[a], !in_time(held(brute, i, End::start, second), limits));
            ++(by_float[a] ? critical : loose);
        }
    });
    EXPECT_GT(critical, 800 * scale());
    EXPECT_GT(loose, 800 * scale());
}

/// Slipped by its free float an activity moves nothing else; a second more, and something does or the end is later.
TEST(FloatLaws, SlippedByFreeFloatNothingElseMoves) {
    int slipped = 0;
    const RandomPlans::Chances chances{.max = 0.3, .constraint = 0.08, .progress = 0};
    for_random_plans(2'000 * scale(), chances, [&](const Plan& plan, const RandomCalendars& calendars, RandomPlans&) {
        BruteSchedule brute(plan, calendars.brute);
        brute.give_up_after(random_monday + 30 * 7 * day);
        const auto early = brute.early();
        if (!early) return;
        // Free float looks at others alone: not at the bounds of the activity itself.
        for (auto& n : brute.needs()) n.on = n.on && n.kind != Need::Kind::ceiling;
        const auto s = schedule(build(plan, calendars.real).value()).value();
        for (const auto a : ids(brute.size())) {
            const int i = number(a);
            if (brute.work_of(i) == 0) continue; // an instant may move in closed time, which is no float
            const auto& own = brute.calendars()[brute.calendar_of(i)];
            const auto start = early->start[a.index()];
            const auto free = s.free_float(a).count();
            const auto moves = [&](Time by) {
                const auto dates = held(brute, i, End::start, own.stay(own.work(start) + by));
                if (!dates) return true;
                const auto end = *std::ranges::max_element(early->finish);
                for (const auto other : ids(brute.size())) {
                    const auto k = other.index();
                    if (other == a ? dates->finish[k] > end
                                   : dates->start[k] != early->start[k] || dates->finish[k] != early->finish[k])
                        return true;
                }
                return false;
            };
            SCOPED_TRACE("activity " + std::to_string(i) + show(brute) + text(s.early_start(a)) + ", free " +
                         std::to_string(free));
            ASSERT_GE(free, 0);
            ASSERT_FALSE(moves(free));
            ASSERT_TRUE(moves(free + 1));
            ++slipped;
        }
    });
    EXPECT_GT(slipped, 2'000 * scale());
}

} // namespace
