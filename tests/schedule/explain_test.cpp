#include <convene/schedule/explain.hpp>

#include "schedule/support/find_need.hpp"
#include "schedule/support/random_cases.hpp"
#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace convene;
using namespace convene::test;

namespace {

using Kind = ExplanationStep::Kind;

End end_of(Edge edge) { return edge == Edge::start ? End::start : End::finish; }

/// Redoes the arithmetic of an explanation, and looks up what each step claims.
class Checker {
  public:
    Checker(const Process& process, const BruteSchedule& brute, const Schedule& schedule, std::vector<Time> limits)
        : process_(process), brute_(brute), schedule_(schedule), limits_(std::move(limits)) {}

    void check(ActivityId activity, DateKind kind, Instant date) const {
        const auto why = explain(schedule_, activity, kind);
        ASSERT_FALSE(why.empty());
        ASSERT_EQ(why.front().kind, Kind::root);
        ASSERT_EQ(text(why.back().at), text(date));
        ASSERT_EQ(why.back().activity, activity);
        const bool late = kind == DateKind::late_start || kind == DateKind::late_finish;
        for (std::size_t i = 0; i < why.size(); ++i) {
            const auto& step = why[i];
            SCOPED_TRACE("step " + std::to_string(i) + ": " + describe(process_, step, Language::en));
            ASSERT_FALSE(describe(process_, step, Language::zh).empty());
            if (i == 0) {
                check_root(why, late);
            } else {
                ASSERT_NE(step.kind, Kind::root);
                ASSERT_EQ(text(step.before), text(why[i - 1].at));
                check_connection(why[i - 1], step);
                check_arithmetic(step);
            }
            if (testing::Test::HasFailure()) return;
        }
    }

  private:
    static int number(ActivityId a) { return static_cast<int>(a.value); }
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

    static bool is_link(const ExplanationStep& s) { return s.kind == Kind::link || s.kind == Kind::late_link; }

    void check_connection(const ExplanationStep& before, const ExplanationStep& step) const {
        if (is_link(step)) {
            ASSERT_EQ(*step.from, before.activity);
            // An instant has but one date.
            if (brute_.work_of(number(*step.from)) != 0) {
                ASSERT_EQ(step.from_edge, before.edge);
            }
            return check_link(step);
        }
        ASSERT_EQ(step.activity, before.activity);
        const auto expected = step.kind == Kind::work || step.kind == Kind::late_finish ? Edge::finish
                              : step.kind == Kind::closing                              ? before.edge
                                                                                        : Edge::start;
        ASSERT_TRUE(step.edge == expected || brute_.work_of(number(step.activity)) == 0);
        ASSERT_EQ(step.from, std::nullopt);
        // Work is that of the activity, on its calendar.
        if (step.kind != Kind::opening && step.kind != Kind::closing) {
            ASSERT_EQ(step.amount.count(), brute_.work_of(number(step.activity)));
        }
        ASSERT_EQ(calendar_of(step), brute_.calendar_of(number(step.activity)));
    }

    [[nodiscard]] int calendar_of(const ExplanationStep& step) const {
        return step.calendar ? static_cast<int>(step.calendar->value) : brute_.calendars().clock();
    }

    /// A link is one of the plan's, between these edges, with this lag.
    void check_link(const ExplanationStep& step) const {
        const bool late = step.kind == Kind::late_link;
        const bool upper = step.cause.kind() == CauseKind::rule_max;
        // An early link follows a minimum and runs against a maximum; a late one the other way round. What comes after
        // a fact follows its maximum, too.
        auto from = number(*step.from);
        auto to = number(step.activity);
        auto from_end = end_of(step.from_edge);
        auto to_end = end_of(step.edge);
        const auto need_of = [&] { return find_need(process_, brute_, step.cause, from, to, upper); };
        if (late != upper) {
            std::swap(from, to);
            std::swap(from_end, to_end);
        }
        const auto found = need_of();
        ASSERT_TRUE(found.has_value());
        const auto& n = brute_.needs()[*found];
        ASSERT_EQ(n.from, from);
        ASSERT_EQ(n.to, to);
        // An instant has but one date.
        ASSERT_TRUE(n.from_end == from_end || brute_.work_of(from) == 0);
        ASSERT_TRUE(n.to_end == to_end || brute_.work_of(to) == 0);
        const auto before = seconds_of(step.before);
        const auto expected =
            late ? (upper ? brute_.greatest_after(n.lag, before) : brute_.greatest_before(n.lag, before))
                 : (upper ? brute_.least_before(n.lag, before) : brute_.least_after(n.lag, before));
        ASSERT_EQ(text(step.at), text(expected));
        if (n.lag.months && n.lag.amount != 0) {
            ASSERT_TRUE(step.months.has_value());
            return;
        }
        ASSERT_EQ(step.amount.count(), upper ? -n.lag.amount : n.lag.amount);
        if (n.lag.amount != 0) {
            ASSERT_EQ(calendar_of(step), n.lag.calendar);
        }
    }

    /// The step as arithmetic, with nothing but the calendar in hand.
    void check_arithmetic(const ExplanationStep& step) const {
        if (step.months) return;
        const auto& own = brute_.calendars()[calendar_of(step)];
        const auto before = seconds_of(step.before);
        const auto amount = step.amount.count();
        Time expected = before;
        switch (step.kind) {
        case Kind::root: FAIL();
        case Kind::link: expected = amount == 0 ? before : own.reach(own.work(before) + amount); break;
        case Kind::opening: expected = own.opening(before); break;
        case Kind::work: expected = own.reach(own.work(before) + amount); break;
        case Kind::work_back: expected = own.reach(own.work(before) - amount); break;
        case Kind::late_link:
        case Kind::late_work: expected = amount == 0 ? before : own.stay(own.work(before) - amount); break;
        case Kind::late_finish: expected = own.stay(own.work(before) + amount); break;
        case Kind::closing: {
            if (step.edge == Edge::start) {
                expected = own.stay(own.work(before + 1) - 1);
                break;
            }
            const auto early = seconds_of(schedule_.early_finish(step.activity));
            expected = early <= before ? std::max(own.closing(before), early) : own.closing(before);
            break;
        }
        }
        ASSERT_EQ(text(step.at), text(expected));
    }

    void check_root(const Explanation& why, bool late) const {
        const auto& step = why.front();
        const int a = number(step.activity);
        const auto& plan = brute_.plan();
        const auto& activity = plan.activities[at(a)];
        switch (step.cause.kind()) {
        case CauseKind::project_start: ASSERT_EQ(text(step.at), text(brute_.project_start())); return;
        case CauseKind::status_date: ASSERT_EQ(text(step.at), text(*plan.status)); return;
        case CauseKind::constraint:
        case CauseKind::date: {
            const auto found = find_need(process_, brute_, step.cause, -1, a, late);
            ASSERT_TRUE(found.has_value());
            ASSERT_EQ(text(step.at), text(brute_.needs()[*found].date));
            ASSERT_TRUE(end_of(step.edge) == brute_.needs()[*found].to_end || brute_.work_of(a) == 0);
            return;
        }
        case CauseKind::actual: {
            ASSERT_TRUE(brute_.is_fact(a, end_of(step.edge)));
            ASSERT_EQ(text(step.at), text(brute_.fact(a, end_of(step.edge))));
            return;
        }
        case CauseKind::deadline: ASSERT_EQ(text(step.at), text(activity.deadline.value())); return;
        case CauseKind::project_finish: ASSERT_EQ(text(step.at), text(limits_[at(a)])); return;
        case CauseKind::rule_max:
        case CauseKind::rule_min:
            if (step.from) return check_fact(step);
            // A loop that comes back to where it began.
            ASSERT_TRUE(std::any_of(why.begin() + 1, why.end(), [&](const ExplanationStep& s) {
                return s.activity == step.activity && s.at == step.at;
            }));
            return;
        default: FAIL() << "no root";
        }
    }

    /// A bound that comes through a rule from what has happened.
    void check_fact(const ExplanationStep& step) const {
        const bool upper = step.cause.kind() == CauseKind::rule_max;
        const int from = number(*step.from);
        const int to = number(step.activity);
        for (const auto& n : brute_.needs()) {
            if (!n.is_link() || origin_of_rule(n.origin) != process_.rule(RuleId{step.cause.index()}).origin) continue;
            if (n.is_upper() != upper) continue;
            if (n.from == from && n.to == to) {
                ASSERT_EQ(text(step.at), text(brute_.bound(n, {})));
                return;
            }
            if (n.from == to && n.to == from) {
                ASSERT_EQ(text(step.at), text(brute_.least_before(n.lag, brute_.fact(from, n.to_end))));
                return;
            }
        }
        FAIL() << "no such rule";
    }

    const Process& process_;
    const BruteSchedule& brute_;
    const Schedule& schedule_;
    std::vector<Time> limits_;
};

TEST(Explain, RandomExplanationsAreTrueStepByStep) {
    int explained = 0;
    for_random_plans(10'000 * scale(), {}, [&](const Plan& plan, const RandomCalendars& calendars, RandomPlans&) {
        const BruteSchedule brute(plan, calendars.brute);
        const auto early = brute.early();
        if (!early) return;
        const auto limits = late_limits(brute, *early, plan.finish, plan.target);
        const bool has_late = brute.late(limits).has_value();
        const auto process = build(plan, calendars.real).value();
        const auto s = schedule(process).value();
        const Checker checker(process, brute, s, limits);
        for (const auto a : ids(brute.size())) {
            SCOPED_TRACE("activity " + std::to_string(a.value) + show(brute));
            const std::pair<DateKind, Instant> dates[]{{DateKind::early_start, s.early_start(a)},
                                                       {DateKind::early_finish, s.early_finish(a)},
                                                       {DateKind::late_start, s.late_start(a)},
                                                       {DateKind::late_finish, s.late_finish(a)}};
            for (const auto& [kind, date] : dates) {
                if (!has_late && kind >= DateKind::late_start) continue;
                SCOPED_TRACE("date " + std::to_string(static_cast<int>(kind)) + " " + text(date));
                checker.check(a, kind, date);
                if (testing::Test::HasFailure()) return;
                ++explained;
            }
        }
    });
    EXPECT_GT(explained, 50'000 * scale());
}

TEST(Explain, WhatPushesALoopIsNamed) {
    // Each of mix (14 h), pour (3 h) and cure (20 h on the clock) is followed at once; strip at most 2 h on the clock
    // after cure. From Thursday 09:00 on: mix to Friday 16:00, pour to Monday 10:00, cure to Tuesday 06:00. Strip opens
    // at 09:00, so cure ends at 07:00 at the earliest, pour on Monday at 11:00, and mix an hour later than it could.
    ProcessBuilder b("z2");
    b.start(*try_parse_instant("2026-03-05T09:00"));
    const auto mix = b.task("mix").lasts(14_h).id();
    const auto pour = b.task("pour").lasts(3_h).after("mix", {.max = 0_d}).id();
    const auto cure = b.task("cure").lasts(20_eh).after("pour", {.max = 0_d}).id();
    const auto strip = b.task("strip").lasts(2_h).after("cure", {.max = 2_eh}).id();
    const auto plan = schedule(*b.build()).value();
    ASSERT_EQ(plan.early_finish(mix), *try_parse_instant("2026-03-06T17:00"));
    const auto why = explain(plan, mix);
    const auto names = [&](ExplanationStep::Kind kind, ActivityId id, const char* at) {
        return std::ranges::any_of(why, [&](const ExplanationStep& s) {
            return s.kind == kind && s.activity == id && s.at == *try_parse_instant(at);
        });
    };
    EXPECT_EQ(why.front().cause.kind(), CauseKind::project_start);
    EXPECT_TRUE(names(Kind::work, cure, "2026-03-10T06:00"));
    EXPECT_TRUE(names(Kind::opening, strip, "2026-03-10T09:00"));
    EXPECT_TRUE(names(Kind::link, cure, "2026-03-10T07:00"));
    EXPECT_TRUE(names(Kind::link, pour, "2026-03-09T11:00"));
    EXPECT_EQ(why.back().at, plan.early_finish(mix));
}

/// Whether a date follows from what its explanation names, everything else dropped; nothing where the root is a fact.
std::optional<bool> is_sufficient(const Process& process, BruteSchedule brute, const Explanation& why) {
    const auto all = brute;
    for (auto& n : brute.needs()) n.on = false;
    for (const auto& step : why) {
        for (auto& n : brute.needs())
            if (n.kind == Need::Kind::base && n.to == static_cast<int>(step.activity.value)) n.on = true;
        const auto kind = step.cause.kind();
        if (step.kind != ExplanationStep::Kind::root && step.kind != ExplanationStep::Kind::link) continue;
        if (kind == CauseKind::project_start || kind == CauseKind::status_date) continue;
        const bool link = step.kind == ExplanationStep::Kind::link;
        if (!link && kind != CauseKind::constraint && kind != CauseKind::date) return std::nullopt;
        const bool upper = link && kind == CauseKind::rule_max;
        auto from = step.from ? static_cast<int>(step.from->value) : -1;
        auto to = static_cast<int>(step.activity.value);
        if (upper) std::swap(from, to);
        const auto need = find_need(process, all, step.cause, from, to, upper);
        if (!need) return std::nullopt;
        brute.needs()[*need].on = true;
    }
    const auto early = brute.early();
    const auto last = static_cast<std::size_t>(why.back().activity.value);
    if (!early) return false;
    const auto& dates = why.back().edge == Edge::start ? early->start : early->finish;
    return instant(dates[last]) == why.back().at;
}

TEST(Explain, RandomExplanationsAloneGiveTheDate) {
    int explained = 0;
    int round = 0;
    for_random_plans(2'000 * scale(), {.max = 0.5, .constraint = 0.08, .progress = 0.05},
                     [&](const Plan& plan, const RandomCalendars& calendars, RandomPlans&) {
                         const BruteSchedule brute(plan, calendars.brute);
                         if (!brute.early()) return;
                         const auto process = build(plan, calendars.real).value();
                         const auto s = schedule(process).value();
                         for (const auto a : ids(brute.size())) {
                             SCOPED_TRACE("activity " + std::to_string(a.value) + show(brute));
                             for (const auto kind : {DateKind::early_start, DateKind::early_finish}) {
                                 const auto why = explain(s, a, kind);
                                 const auto sufficient = is_sufficient(process, brute, why);
                                 if (why.front().cause.kind() == CauseKind::rule_max && !why.front().from) ++round;
                                 if (!sufficient) continue;
                                 ++explained;
                                 std::string told;
                                 for (const auto& step : why) told += "\n" + describe(process, step, Language::en);
                                 ASSERT_TRUE(*sufficient) << told;
                             }
                         }
                     });
    EXPECT_GT(explained, 4'000 * scale());
    // Loops that need very many sweeps are told by the rules that they go round.
    EXPECT_LT(round, 1 + explained / 200);
}

} // namespace
