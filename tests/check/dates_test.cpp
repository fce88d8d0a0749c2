#include <convene/check/dates.hpp>

#include <check/fixture.hpp>

#include <gtest/gtest.h>

namespace convene::test {

namespace {

Calendar known_until(Date to) {
    return *make_calendar(
        {.key = "holidays", .base = Calendar::standard(), .coverage = CalendarCoverage{date_of(at("2026-01-01")), to}});
}

} // namespace

std::vector<Fixture> date_fixtures() {
    // Two working days from Monday 2 March: until Tuesday evening.
    const auto due = [](std::string_view date) {
        return [=](ProcessBuilder& b) { task(b, "write").deadline(at(date)); };
    };
    const auto wished = [](std::string_view date) {
        return [=](ProcessBuilder& b) {
            task(b, "write").constrain(ConstraintKind::finish_no_later_than, at(date), true);
        };
    };
    const auto wanted = [](std::string_view date) {
        return [=](ProcessBuilder& b) {
            b.finish(at(date));
            task(b, "write");
        };
    };
    const auto on = [](std::string_view until) {
        return [=](ProcessBuilder& b) {
            b.add_calendar(known_until(date_of(at(until))));
            task(b, "write").on_calendar("holidays");
        };
    };
    const auto constrained = [](ConstraintKind kind) {
        return [=](ProcessBuilder& b) {
            task(b, "write")
                .constrain(ConstraintKind::start_no_earlier_than, at("2026-03-09T09:00"))
                .constrain(kind, at("2026-03-11T18:00"));
        };
    };
    return {
        {Code::infeasible, "task write",
         [](ProcessBuilder& b) {
             task(b, "write")
                 .constrain(ConstraintKind::start_no_earlier_than, at("2026-03-09T09:00"))
                 .constrain(ConstraintKind::start_no_later_than, at("2026-03-06T09:00"));
         },
         constrained(ConstraintKind::finish_no_later_than)},
        {Code::constraint_twice, "task write", constrained(ConstraintKind::start_no_earlier_than),
         constrained(ConstraintKind::finish_no_later_than)},
        {Code::deadline_missed, "task write", due("2026-03-03T17:00"), due("2026-03-03T18:00")},
        {Code::soft_bound_missed, "task write", wished("2026-03-03T17:00"), wished("2026-03-03T18:00")},
        {Code::finish_missed, "process p", wanted("2026-03-03T17:00"), wanted("2026-03-03T18:00")},
        {Code::unknown_date, "external milestone piling", [](ProcessBuilder& b) { b.external("piling"); },
         [](ProcessBuilder& b) { b.external("piling").date(at("2026-05-04")); }},
        {Code::beyond_coverage, "calendar holidays", on("2026-03-02"), on("2026-03-03")},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::at;
using convene::test::coded;
using convene::test::made;
using convene::test::task;

namespace {

TEST(CheckDates, AMustStartAndAMustFinishHaveToFitTheDuration) {
    const auto between = [](std::string_view start, std::string_view finish) {
        return check_dates(made([=](ProcessBuilder& b) {
            task(b, "write")
                .constrain(ConstraintKind::must_start_on, at(start))
                .constrain(ConstraintKind::must_finish_on, at(finish));
        }));
    };
    EXPECT_TRUE(between("2026-03-04T09:00", "2026-03-05T18:00").empty());
    EXPECT_EQ(test::codes(between("2026-03-04T09:00", "2026-03-04T18:00")), std::vector{Code::infeasible});
    EXPECT_EQ(test::codes(between("2026-03-04T09:00", "2026-03-06T18:00")), std::vector{Code::infeasible});
}

TEST(CheckDates, TellAConflictOnceAndHowToResolveIt) {
    const auto found = check_dates(made([](ProcessBuilder& b) {
        task(b, "a");
        b.task("b").lasts(spans::days(3)).after("a");
        task(b, "c").after("b");
        b.rule("a", "c", {.min = {}, .max = spans::days(2)});
    }));
    ASSERT_EQ(test::codes(found), std::vector{Code::infeasible});
    ASSERT_EQ(found[0].arguments.size(), 2U);
    EXPECT_EQ(found[0].object.in("en"), "task c");
    EXPECT_NE(found[0].arguments[0].in("en").find("at most"), std::string_view::npos);
    EXPECT_NE(found[0].arguments[1].in("en").find("lengthen the maximum lag"), std::string_view::npos);
}

TEST(CheckDates, FindConflictsThatNeedNoStart) {
    ProcessBuilder b("p");
    task(b, "write")
        .constrain(ConstraintKind::start_no_earlier_than, at("2026-03-09T09:00"))
        .constrain(ConstraintKind::start_no_later_than, at("2026-03-06T09:00"));
    task(b, "read").constrain(ConstraintKind::start_no_later_than, at("1999-01-04T09:00"));
    const auto found = check_dates(*b.build());
    ASSERT_EQ(test::codes(found), std::vector{Code::infeasible});
    EXPECT_EQ(found[0].object.in("en"), "task write");
}

TEST(CheckDates, TheStartThatIsAskedForCounts) {
    const auto p = made([](ProcessBuilder& b) { task(b, "write").deadline(at("2026-03-03T18:00")); });
    EXPECT_TRUE(check_dates(p).empty());
    const auto found = check_dates(p, {.start = at("2026-03-03T09:00")});
    ASSERT_EQ(test::codes(found), std::vector{Code::deadline_missed});
    EXPECT_EQ(coded(found[0]), "deadline-missed | task write | 2026-03-03 18:00, 2026-03-04 18:00");
}

TEST(CheckDates, WhatIsFinishedMissesNoDeadlineAnyMore) {
    EXPECT_TRUE(check_dates(made([](ProcessBuilder& b) {
                    b.status_date(at("2026-03-10"));
                    task(b, "write")
                        .deadline(at("2026-03-03T18:00"))
                        .progress({.actual_start = at("2026-03-02T09:00"),
                                   .actual_finish = at("2026-03-05T18:00"),
                                   .remaining = {}});
                    b.external("piling").progress(
                        {.actual_start = {}, .actual_finish = at("2026-03-05T18:00"), .remaining = {}});
                })).empty());
}

TEST(CheckDates, OneHintForEachCalendar) {
    const auto found = check_dates(made([](ProcessBuilder& b) {
        b.add_calendar(
            *make_calendar({.key = "holidays",
                            .base = Calendar::standard(),
                            .coverage = CalendarCoverage{date_of(at("2025-01-01")), date_of(at("2026-03-03"))}}));
        task(b, "a").on_calendar("holidays");
        task(b, "b").on_calendar("holidays").after("a");
        task(b, "c").on_calendar("holidays").after("b");
        task(b, "d").after("c");
    }));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(coded(found[0]), "beyond-coverage | calendar holidays | 2025-01-01, 2026-03-03, task b, 2");
}

TEST(CheckDates, SayNothingOfDatesInACycle) {
    EXPECT_TRUE(check_dates(made([](ProcessBuilder& b) {
                    task(b, "a").after("b").deadline(at("2020-01-01"));
                    task(b, "b").after("a");
                })).empty());
}

} // namespace
