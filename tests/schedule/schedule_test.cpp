#include <convene/schedule/schedule.hpp>

#include "schedule/support/random_cases.hpp"
#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace convene;
using namespace convene::test;

namespace {

/// The columns of a schedule against the brute force.
class Columns {
  public:
    Columns(const BruteSchedule& brute, const Schedule& schedule, BruteDates early, BruteDates late)
        : brute_(brute), s_(schedule), early_(std::move(early)), late_(std::move(late)) {}

    void check() const {
        for (const auto a : ids(brute_.size())) {
            SCOPED_TRACE("activity " + std::to_string(a.value) + show(brute_));
            const int i = static_cast<int>(a.value);
            if (brute_.state(i) == BruteSchedule::State::finished)
                check_finished(a, i);
            else
                check_open(a, i);
            if (testing::Test::HasFailure()) return;
        }
    }

  private:
    void check_finished(ActivityId a, int i) const {
        for (const auto t : {s_.early_start(a), s_.late_start(a), s_.start(a)})
            ASSERT_EQ(text(t), text(brute_.fact(i, End::start)));
        for (const auto t : {s_.early_finish(a), s_.late_finish(a), s_.finish(a)})
            ASSERT_EQ(text(t), text(brute_.fact(i, End::finish)));
        ASSERT_EQ(s_.total_float(a).count(), 0);
        ASSERT_EQ(s_.free_float(a).count(), 0);
    }

    void check_open(ActivityId a, int i) const {
        const auto k = static_cast<std::size_t>(i);
        const bool started = brute_.state(i) == BruteSchedule::State::started;
        const auto& own = brute_.calendars()[brute_.calendar_of(i)];
        ASSERT_EQ(text(s_.early_start(a)), text(started ? brute_.fact(i, End::start) : early_.start[k]));
        ASSERT_EQ(text(s_.early_finish(a)), text(early_.finish[k]));
        // A late finish is told at the end of work.
        const auto raw = late_.finish[k];
        auto told = own.closing(raw);
        if (early_.finish[k] <= raw) told = std::max(told, early_.finish[k]);
        if (brute_.work_of(i) == 0) told = raw;
        ASSERT_EQ(text(s_.late_finish(a)), text(told)) << "raw " << text(raw);
        const auto late_start = late_.start[k];
        ASSERT_EQ(text(s_.late_start(a)), text(started ? brute_.fact(i, End::start) : late_start));
        const auto total = own.work(raw) - own.work(early_.finish[k]);
        ASSERT_EQ(s_.total_float(a).count(), total);
        check_free(a, i);
    }

    void check_free(ActivityId a, int i) const {
        const auto free = s_.free_float(a).count();
        ASSERT_GE(free, 0);
        ASSERT_TRUE(free == 0 || stays(i, free)) << "free float " << free;
        ASSERT_FALSE(stays(i, free + 1)) << "free float " << free;
    }

    /// Whether nothing else moves, and the project's end doesn't, when `a` finishes that much work later. Dates on
    /// activities bound total float alone.
    [[nodiscard]] bool stays(int a, Time slip) const {
        const auto k = static_cast<std::size_t>(a);
        const auto& own = brute_.calendars()[brute_.calendar_of(a)];
        auto others = brute_;
        for (auto& n : others.needs())
            if (n.is_upper() && (!n.is_link() || brute_.is_fact(n.from, n.from_end))) n.on = false;
        const auto finish = own.reach(own.work(early_.finish[k]) + slip);
        if (finish > *std::ranges::max_element(early_.finish)) return false;
        const auto moved = others.early_with({{a, finish}});
        if (!moved) return false;
        for (std::size_t i = 0; i < early_.start.size(); ++i)
            if (i != k && (moved->start[i] != early_.start[i] || moved->finish[i] != early_.finish[i])) return false;
        return true;
    }

    const BruteSchedule& brute_;
    const Schedule& s_;
    BruteDates early_;
    BruteDates late_;
};

/// The planned dates as the brute force sees them: of what is under way, the rest.
BruteDates planned(const BruteSchedule& brute, const Schedule& s) {
    BruteDates x;
    for (const auto a : ids(brute.size())) {
        const int i = static_cast<int>(a.value);
        x.start.push_back(seconds_of(s.start(a)));
        x.finish.push_back(seconds_of(s.finish(a)));
        if (brute.state(i) != BruteSchedule::State::started) continue;
        const auto& own = brute.calendars()[brute.calendar_of(i)];
        x.start.back() =
            brute.work_of(i) == 0 ? x.finish.back() : own.stay(own.work(x.finish.back()) - brute.work_of(i));
    }
    return x;
}

/// The planned dates keep everything; whoever is to be as late as possible can't be later while the others stay.
void check_planned(const BruteSchedule& brute, const Schedule& s) {
    const auto x = planned(brute, s);
    ASSERT_EQ(brute.broken(x), "") << show(brute);
    for (const auto a : ids(brute.size())) {
        const int i = static_cast<int>(a.value);
        const auto k = static_cast<std::size_t>(i);
        if (!brute.plan().activities[k].as_late_as_possible) {
            ASSERT_EQ(text(s.start(a)), text(s.early_start(a)));
            ASSERT_EQ(text(s.finish(a)), text(s.early_finish(a)));
            continue;
        }
        ASSERT_GE(s.finish(a), s.early_finish(a));
        if (brute.state(i) == BruteSchedule::State::finished || s.finish(a) >= s.late_finish(a)) continue;
        // One second of work later, it breaks something.
        const auto& own = brute.calendars()[brute.calendar_of(i)];
        auto later = x;
        later.finish[k] = own.reach(own.work(x.finish[k]) + 1);
        later.start[k] =
            brute.work_of(i) == 0 ? later.finish[k] : own.stay(own.work(later.finish[k]) - brute.work_of(i));
        ASSERT_FALSE(brute.keeps(later)) << i << show(brute);
    }
}

TEST(Schedule, RandomProcessesHaveTheLeastEarlyAndTheGreatestLateDates) {
    int feasible = 0;
    int infeasible = 0;
    int without_late_dates = 0;
    for_random_plans(10'000 * scale(), {}, [&](const Plan& plan, const RandomCalendars& calendars, RandomPlans&) {
        const auto process = build(plan, calendars.real);
        ASSERT_TRUE(process) << to_string(process.error());
        const BruteSchedule brute(plan, calendars.brute);
        const auto early = brute.early();
        const auto result = schedule(*process, {.max_conflicts = 1});
        ASSERT_EQ(result.has_value(), early.has_value()) << show(brute) << (result ? "" : to_string(result.error()));
        ++(early ? feasible : infeasible);
        if (!early) return;
        ASSERT_EQ(brute.broken(*early), "") << show(brute);
        // A deadline before the only weeks in which a loop can be kept leaves no late dates.
        const auto late = brute.late(late_limits(brute, *early, plan.finish, plan.target));
        if (!late) {
            ++without_late_dates;
            return;
        }
        Columns(brute, *result, *early, *late).check();
        check_planned(brute, *result);
    });
    // Otherwise the generator has lost its teeth.
    EXPECT_GT(feasible, infeasible);
    EXPECT_GT(infeasible, feasible / 10);
    EXPECT_LT(without_late_dates, feasible / 100);
}

/// Random options: another start, a status date, a target, a date by which the project is wanted.
TEST(Schedule, RandomOptionsAreKept) {
    const RandomPlans::Chances few{.max = 0.1, .constraint = 0.05};
    for_random_plans(
        1'000 * scale(), few, [&](const Plan& plan, const RandomCalendars& calendars, RandomPlans& random) {
            const auto process = build(plan, calendars.real).value();
            BruteOptions brute_options{.target = plan.target};
            ScheduleOptions options;
            if (random.chance(0.5)) brute_options.start = *plan.start + random.between(-3, 3) * day;
            if (random.chance(0.3) && !plan.status) brute_options.status = *plan.start + random.between(0, 400) * 900;
            if (random.chance(0.5)) brute_options.target = random.pick(static_cast<int>(plan.activities.size()));
            if (random.chance(0.5)) brute_options.wanted_by = *plan.start + random.between(0, 3000) * 900;
            options.start = instant(brute_options.start);
            options.status_date = instant(brute_options.status);
            if (brute_options.target >= 0)
                options.target = ActivityId{static_cast<std::uint32_t>(brute_options.target)};
            options.wanted_by = instant(brute_options.wanted_by);
            options.max_conflicts = 1;
            const BruteSchedule brute(plan, calendars.brute, brute_options);
            const auto early = brute.early();
            const auto result = schedule(process, options);
            ASSERT_EQ(result.has_value(), early.has_value()) << show(brute);
            if (!early) return;
            const auto late = brute.late(late_limits(brute, *early, brute_options.wanted_by, brute_options.target));
            if (late) Columns(brute, *result, *early, *late).check();
        });
}

TEST(Schedule, SchedulingBackPlansLateDatesFromWhichTheFinishIsMet) {
    int planned_back = 0;
    const RandomPlans::Chances few{.max = 0.15, .constraint = 0.03, .progress = 0, .months = 0};
    for_random_plans(1'500 * scale(), few, [&](Plan plan, const RandomCalendars& calendars, RandomPlans&) {
        plan.finish = *plan.start + 5 * 7 * day;
        plan.start.reset();
        const auto process = build(plan, calendars.real).value();
        const auto back = schedule(process, {.max_conflicts = 1});
        if (!back) return;
        const BruteSchedule brute(plan, calendars.brute, {.start = seconds_of(back->project_start())});
        const auto x = planned(brute, *back);
        ASSERT_EQ(brute.broken(x), "") << show(brute);
        // Dates that no start can meet leave late dates before early ones.
        const auto late = [&](ActivityId a) { return back->early_finish(a) > back->late_finish(a); };
        if (std::ranges::any_of(process.activities().ids(), late)) return;
        ++planned_back;
        for (const auto a : ids(brute.size())) {
            // Late dates are told at the end of work; what waits for them may need a later moment before the opening.
            const auto& own = brute.calendars()[brute.calendar_of(static_cast<int>(a.value))];
            ASSERT_GE(back->start(a), back->late_start(a));
            ASSERT_GE(back->finish(a), back->late_finish(a));
            ASSERT_EQ(own.work(seconds_of(back->start(a))), own.work(seconds_of(back->late_start(a))));
            ASSERT_EQ(own.work(seconds_of(back->finish(a))), own.work(seconds_of(back->late_finish(a))));
            ASSERT_LE(back->finish(a), instant(*plan.finish));
        }
        const auto again = schedule(process, {.start = back->project_start()});
        ASSERT_TRUE(again) << to_string(again.error());
        ASSERT_LE(again->project_finish(), instant(*plan.finish)) << show(brute);
        for (const auto a : ids(brute.size())) ASSERT_EQ(again->early_start(a), back->early_start(a));
    });
    EXPECT_GT(planned_back, 500 * scale());
}

} // namespace
