#include <convene/schedule/conflict.hpp>

#include "schedule/support/find_need.hpp"
#include "schedule/support/random_cases.hpp"
#include "support/environment.hpp"

#include <convene/schedule/detail/preparation.hpp>
#include <convene/schedule/schedule.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

using namespace convene;
using namespace convene::test;

namespace {

/// Looks for itself whether a conflict is one.
class Checker {
  public:
    Checker(const Process& process, const BruteSchedule& whole) : process_(process), whole_(whole) {}

    void check(const Conflict& conflict) {
        ASSERT_FALSE(conflict.parts.empty());
        begun_.clear();
        std::vector<std::optional<std::size_t>> needs;
        bool based = false;
        for (const auto& part : conflict.parts) {
            based = based || is_base(part);
            if (part.cause.kind() == CauseKind::actual) begun_.insert(static_cast<int>(part.activity.value));
            needs.push_back(need_of(part));
            ASSERT_TRUE(needs.back() || is_base(part) || part.cause.kind() == CauseKind::actual)
                << describe(process_, part, Language::en);
        }
        ASSERT_FALSE(only(needs, based).early()) << "together they can be kept";
        for (std::size_t i = 0; i < needs.size(); ++i) {
            const auto& part = conflict.parts[i];
            SCOPED_TRACE("part " + std::to_string(i) + ": " + describe(process_, part, Language::en));
            check_dropped(needs, i, based, part);
            check_relaxed(needs, i, part);
            if (testing::Test::HasFailure()) return;
        }
        for (const auto& shorter : conflict.durations) {
            SCOPED_TRACE("shorter activity " + std::to_string(shorter.activity.value));
            const auto by = shorter.by.count();
            ASSERT_TRUE(feasible_with(needs, [&](BruteSchedule& b) { b.work()[shorter.activity.index()] -= by; }));
            ASSERT_FALSE(feasible_with(needs, [&](BruteSchedule& b) { b.work()[shorter.activity.index()] -= by - 1; }));
        }
    }

  private:
    using Needs = std::vector<std::optional<std::size_t>>;

    static bool is_base(const ConflictPart& part) {
        return part.cause.kind() == CauseKind::project_start || part.cause.kind() == CauseKind::status_date;
    }

    [[nodiscard]] std::optional<std::size_t> need_of(const ConflictPart& part) const {
        const auto from = part.from ? static_cast<int>(part.from->value) : -1;
        return find_need(process_, whole_, part.cause, from, static_cast<int>(part.activity.value), part.upper);
    }

    /// The plan with nothing to be kept but these needs.
    [[nodiscard]] BruteSchedule only(const Needs& needs, bool based) const {
        BruteSchedule b = whole_;
        b.give_up_after(random_monday + 20 * 7 * day);
        for (auto& n : b.needs()) {
            n.on = based && n.kind == Need::Kind::base;
            if (based || n.kind != Need::Kind::base || !begun_.contains(n.to)) continue;
            // Whatever the status date, what is left of its work comes after it began.
            n.on = true;
            n.date = b.plan().activities[static_cast<std::size_t>(n.to)].actual_start.value();
        }
        for (const auto& n : needs)
            if (n) b.needs()[*n].on = true;
        return b;
    }

    void check_dropped(Needs needs, std::size_t i, bool based, const ConflictPart& part) const {
        // What has happened can't be undone.
        if (part.cause.kind() == CauseKind::actual) return;
        needs[i].reset();
        ASSERT_TRUE(only(needs, based && !is_base(part)).early()) << "the others can't be kept either";
    }

    /// Changes are asked for within the project, so its start counts.
    template <class Change>
    [[nodiscard]] bool feasible_with(const Needs& needs, const Change& change) const {
        auto b = only(needs, true);
        change(b);
        return b.early().has_value();
    }

    void check_relaxed(const Needs& needs, std::size_t i, const ConflictPart& part) const {
        const auto relaxed = [&](Time by) {
            return feasible_with(needs, [&](BruteSchedule& b) {
                if (is_base(part)) {
                    for (auto& n : b.needs())
                        if (n.kind == Need::Kind::base) n.date -= by;
                } else {
                    relax(b.needs()[needs[i].value()], part, by);
                }
            });
        };
        if (part.relax_months) {
            ASSERT_TRUE(relaxed(*part.relax_months));
            ASSERT_FALSE(relaxed(*part.relax_months - 1));
        }
        if (!part.relax_by || part.cause.kind() == CauseKind::actual) return;
        const auto by = part.relax_by->count();
        ASSERT_GT(by, 0);
        ASSERT_TRUE(relaxed(by)) << "relaxing by " << by << " does not help";
        ASSERT_FALSE(relaxed(by - 1)) << "less than " << by << " is enough";
        if (part.relaxed_date) {
            ASSERT_EQ(*part.relaxed_date, *part.date + (part.upper ? Seconds{by} : -Seconds{by}));
        }
    }

    void relax(Need& n, const ConflictPart& part, Time by) const {
        if (!n.is_link()) {
            n.date += part.upper ? by : -by;
            return;
        }
        // A bound that comes from a fact gives way by the clock.
        if (part.date) {
            n.date = whole_.bound(n, {}) + (part.upper ? by : -by);
            n.kind = part.upper ? Need::Kind::ceiling : Need::Kind::floor;
            n.origin = -2;
            n.from = -1;
            return;
        }
        // A lag of nothing gives way in the time in which it is written, months by the clock.
        if (n.lag.amount == 0) n.lag.months = false;
        n.lag.amount += n.is_upper() ? by : -by;
    }

    const Process& process_;
    const BruteSchedule& whole_;
    /// Those whose beginning, a fact, is part of the conflict.
    std::set<int> begun_;
};

TEST(Conflict, WhatComesTooLateForTheStatusDateNamesIt) {
    ProcessBuilder b("cs");
    b.start(*try_parse_instant("2026-03-02T09:00")).status_date(*try_parse_instant("2026-03-06T09:00"));
    b.task("late").lasts(2_d).constrain(ConstraintKind::start_no_later_than, *try_parse_instant("2026-03-04T09:00"));
    const auto conflicts = find_conflicts(*b.build());
    ASSERT_EQ(conflicts.size(), 1U);
    const auto& part = conflicts.front().parts.front();
    EXPECT_EQ(part.cause.kind(), CauseKind::status_date);
    EXPECT_EQ(part.relaxed_date, *try_parse_instant("2026-03-04T09:00"));
}

TEST(Conflict, ALagOfNothingGivesWayInTheTimeInWhichItIsWritten) {
    // "b" can't start before Tuesday 9:00, and "a" is on Monday at 9:00: a day on the clock, eight hours of work.
    const auto widened = [](Span most) {
        ProcessBuilder b("zero");
        b.start(*try_parse_instant("2026-03-02T09:00"));
        b.external("a").date(*try_parse_instant("2026-03-02T09:00"));
        b.task("b")
            .lasts(1_d)
            .after("a", {.min = 0_d, .max = most})
            .constrain(ConstraintKind::start_no_earlier_than, *try_parse_instant("2026-03-03T09:00"));
        const auto conflicts = find_conflicts(*b.build());
        for (const auto& part : conflicts.at(0).parts)
            if (part.cause.kind() == CauseKind::rule_max) return part.relax_by.value_or(Seconds{0});
        return Seconds{0};
    };
    EXPECT_EQ(widened(0_ed), std::chrono::hours{24});
    EXPECT_EQ(widened(0_d), std::chrono::hours{8});
}

TEST(Conflict, RandomConflictsAreMinimalAndEachChangeResolvesThem) {
    int conflicting = 0;
    std::size_t largest = 0;
    for_random_plans(2'000 * scale(), {}, [&](const Plan& plan, const RandomCalendars& calendars, RandomPlans&) {
        const BruteSchedule brute(plan, calendars.brute);
        const auto process = build(plan, calendars.real).value();
        const auto conflicts = find_conflicts(process, {.max_conflicts = 2});
        ASSERT_EQ(conflicts.empty(), brute.early().has_value()) << show(brute);
        if (conflicts.empty()) return;
        ++conflicting;
        for (const auto& conflict : conflicts) {
            SCOPED_TRACE(to_string(to_diagnostic(process, conflict)) + show(brute));
            largest = std::max(largest, conflict.parts.size());
            Checker(process, brute).check(conflict);
            if (testing::Test::HasFailure()) return;
        }
    });
    EXPECT_GT(conflicting, 200 * scale());
    EXPECT_GT(largest, 4U);
}

/// What is found along lines, and by trying every requirement and change, for the program's user the same.
void expect_same_conflicts(const Process& process) {
    const auto prepared = prepare(process, {.max_conflicts = 3});
    if (!prepared) return;
    const auto sentences = [&](detail::Probing probing) {
        std::string all;
        for (const auto& conflict : detail::conflicts_from(*prepared, prepared->base(), probing)) {
            for (const auto& part : conflict.parts) {
                all += describe(process, part, Language::en);
                if (part.relax_by) all += ", by " + std::to_string(part.relax_by->count());
                if (part.relax_months) all += ", by months " + std::to_string(*part.relax_months);
                all += "\n";
            }
            for (const auto& [activity, by] : conflict.durations)
                all += std::to_string(activity.value) + " shorter by " + std::to_string(by.count()) + "\n";
        }
        return all;
    };
    ASSERT_EQ(sentences(detail::Probing::along_lines), sentences(detail::Probing::always));
}

TEST(Conflict, RandomConflictsAreThoseThatTryingEveryChangeFinds) {
    int conflicting = 0;
    for (const auto& chances : {RandomPlans::Chances{}, RandomPlans::Chances{.max = 0.6, .constraint = 0.05},
                                RandomPlans::Chances{.max = 0.1, .constraint = 0.4, .months = 0.5}}) {
        for_random_plans(700 * scale(), chances, [&](const Plan& plan, const RandomCalendars& calendars, RandomPlans&) {
            const BruteSchedule brute(plan, calendars.brute);
            if (brute.early()) return;
            ++conflicting;
            SCOPED_TRACE(show(brute));
            expect_same_conflicts(build(plan, calendars.real).value());
        });
    }
    EXPECT_GT(conflicting, 300 * scale());
}

/// A chain of tasks of a day, and the last at most two weeks after the first one began: by (n - 10) days too long.
Process long_chain(int n) {
    ProcessBuilder b("chain");
    b.start(*try_parse_instant("2026-01-05T09:00"));
    b.task("a0").lasts(1_d);
    for (int i = 1; i < n; ++i) b.task("a" + std::to_string(i)).lasts(1_d).after("a" + std::to_string(i - 1));
    b.milestone("end").after("a" + std::to_string(n - 1)).after("a0", {.max = 2_w, .from_edge = Edge::start});
    return *b.build();
}

TEST(Conflict, EveryChangeAlongAChainIsWhatTheBoundIsShortOf) {
    const auto process = long_chain(1'000);
    const auto conflicts = find_conflicts(process);
    ASSERT_EQ(conflicts.size(), 1U);
    const auto& conflict = conflicts.front();
    // 999 waits, that of the end, and the bound itself; 8 h a day.
    ASSERT_EQ(conflict.parts.size(), 1'001U);
    for (const auto& part : conflict.parts) ASSERT_EQ(part.relax_by, std::chrono::hours{990 * 8});
    // No activity is so long.
    EXPECT_TRUE(conflict.durations.empty());
}

TEST(Conflict, WithoutAStartTheConflictIsTheSameWhateverTheHolidays) {
    // Two days of work within one are a day too much in all the years before the holiday, and in those after it.
    CalendarSpec spec{.key = "h", .base = Calendar::standard()};
    const auto may_day = date_of(*try_parse_instant("2026-05-01"));
    spec.exceptions.push_back({.from = may_day, .to = may_day});
    ProcessBuilder b("open");
    b.add_calendar(*make_calendar(spec)).calendar("h");
    b.task("a").lasts(1_d);
    b.task("b").lasts(1_d).after("a");
    b.milestone("end").after("b").after("a", {.max = 1_d, .from_edge = Edge::start});
    const auto process = *b.build();
    const auto conflicts = detail::conflicts_at_any_start(*detail::compile_process(process, {}));
    ASSERT_EQ(conflicts.size(), 1U);
    ASSERT_EQ(conflicts.front().parts.size(), 3U);
    for (const auto& part : conflicts.front().parts) EXPECT_EQ(part.relax_by, std::chrono::hours{8});
}

TEST(Conflict, RandomRelaxedSchedulesTellTheBoundsThatTheyBreak) {
    int relaxed = 0;
    for_random_plans(2'000 * scale(), {}, [&](const Plan& plan, const RandomCalendars& calendars, RandomPlans&) {
        BruteSchedule brute(plan, calendars.brute);
        if (brute.early()) return;
        ++relaxed;
        const auto process = build(plan, calendars.real).value();
        const auto s = schedule(process, {.on_conflict = OnConflict::relax});
        ASSERT_TRUE(s) << to_string(s.error());
        ASSERT_FALSE(s->broken().empty());
        std::vector<std::size_t> dropped;
        for (const auto& b : s->broken()) {
            const auto rule = b.cause.kind() == CauseKind::rule_max;
            const auto from = rule ? static_cast<int>(process.rule(RuleId{b.cause.index()}).from.value) : -1;
            const auto n = find_need(process, brute, b.cause, from, static_cast<int>(b.activity.value), true);
            ASSERT_TRUE(n.has_value());
            brute.needs()[*n].on = false;
            dropped.push_back(*n);
        }
        const auto early = brute.early();
        ASSERT_TRUE(early) << show(brute);
        for (const auto a : ids(brute.size())) {
            const auto k = a.index();
            ASSERT_EQ(text(s->early_finish(a)), text(early->finish[k])) << show(brute);
        }
        for (std::size_t i = 0; i < dropped.size(); ++i) {
            const auto& b = s->broken()[i];
            const auto& n = brute.needs()[dropped[i]];
            ASSERT_EQ(text(b.limit), text(brute.bound(n, *early))) << show(brute);
            ASSERT_EQ(text(b.actual), text(brute.source(*early, n.to, n.to_end))) << show(brute);
            ASSERT_GT(b.actual, b.limit) << show(brute);
        }
    });
    EXPECT_GT(relaxed, 200 * scale());
}

} // namespace
