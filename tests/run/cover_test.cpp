#include "run/launch.hpp"

#include <convene/run/cover.hpp>
#include <convene/run/cover_gap.hpp>

#include <gtest/gtest.h>

#include <variant>

using namespace convene;
using namespace convene::test;

namespace {

/// Somebody is on duty 09:00-20:00 on weekdays; started on a Monday at 08:00.
Trial duty(std::uint32_t minimum = 1) {
    ProcessBuilder b("duty");
    b.role({.key = "duty"});
    b.role({.key = "sales"});
    b.person({.key = "he", .roles = {"duty"}});
    b.person({.key = "qiu", .roles = {"duty"}});
    b.person({.key = "li", .roles = {"sales"}});
    b.cover({.key = "desk", .role = "duty", .from = 9 * 60, .to = 20 * 60, .weekdays = 0x1F, .minimum = minimum});
    b.task("work").lasts(spans::days(1));
    Trial run(built(b));
    run.now = at("2026-03-02T06:00");
    run(command::Start{});
    return run;
}

command::Staff shift(const Trial& run, std::string_view person, std::string_view begin, std::string_view end) {
    return {CoverId{0}, run.person(person), at(begin), at(end)};
}

TEST(Cover, ListsWhatNobodyIsOnDutyFor) {
    auto run = duty();
    run(shift(run, "he", "2026-03-02T09:00", "2026-03-02T14:00"));
    run(shift(run, "qiu", "2026-03-02T15:00", "2026-03-02T19:00"));
    const auto gaps = cover_gaps(run.instance, at("2026-03-02T00:00"), at("2026-03-03T10:00"));
    EXPECT_EQ(gaps, (std::vector<CoverGap>{{CoverId{0}, at("2026-03-02T14:00"), at("2026-03-02T15:00"), 0},
                                           {CoverId{0}, at("2026-03-02T19:00"), at("2026-03-02T20:00"), 0},
                                           {CoverId{0}, at("2026-03-03T09:00"), at("2026-03-03T10:00"), 0}}));
    EXPECT_TRUE(cover_gaps(run.instance, at("2026-03-07T00:00"), at("2026-03-09T00:00")).empty()); // a weekend
}

TEST(Cover, CountsEachPersonOnce) {
    auto run = duty(2);
    run(shift(run, "he", "2026-03-02T09:00", "2026-03-02T20:00"));
    run(shift(run, "he", "2026-03-02T10:00", "2026-03-02T20:00"));
    EXPECT_EQ(cover_gaps(run.instance, at("2026-03-02T00:00"), at("2026-03-03T00:00")),
              (std::vector<CoverGap>{{CoverId{0}, at("2026-03-02T09:00"), at("2026-03-02T20:00"), 1}}));
}

TEST(Cover, WhoIsAwayIsNotOnDuty) {
    ProcessBuilder b("desk");
    b.role({.key = "guard"});
    b.person({.key = "ann", .roles = {"guard"}, .absences = {{at("2026-03-03T10:00"), at("2026-03-06T00:00"), {}}}});
    b.cover({.key = "gate", .role = "guard", .from = 8 * 60, .to = 12 * 60, .weekdays = 0x1F});
    b.task("work").lasts(spans::days(1));
    Trial run(built(b));
    run.now = at("2026-03-03T05:00"); // at 08:00 the gap would be told before anybody is put on duty
    run(command::Start{});
    ASSERT_TRUE(run(shift(run, "ann", "2026-03-03T08:00", "2026-03-03T12:00")));
    EXPECT_EQ(cover_gaps(run.instance, at("2026-03-03T08:00"), at("2026-03-04T00:00")),
              (std::vector<CoverGap>{{CoverId{0}, at("2026-03-03T10:00"), at("2026-03-03T12:00"), 0}}));
    const auto due = run.instance.due(at("2026-03-03T18:00")).events;
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].at, at("2026-03-03T10:00"));
    EXPECT_EQ(std::get<event::Uncovered>(due[0].fact), (event::Uncovered{CoverId{0}, at("2026-03-03T12:00")}));
}

TEST(Cover, TellsAGapWhenItsMomentComes) {
    auto run = duty();
    run(shift(run, "he", "2026-03-02T09:00", "2026-03-02T14:00"));
    const auto due = run.instance.due(at("2026-03-03T08:00")).events;
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].at, at("2026-03-02T14:00"));
    EXPECT_EQ(std::get<event::Uncovered>(due[0].fact), (event::Uncovered{CoverId{0}, at("2026-03-02T20:00")}));
}

TEST(Cover, TellsNothingOfThePastOnceItsShiftsAreForgotten) {
    auto run = duty();
    run(shift(run, "he", "2026-03-02T09:00", "2026-03-02T20:00"));
    run(shift(run, "qiu", "2026-03-03T09:00", "2026-03-03T20:00"));
    run.now = at("2026-03-02T22:00");
    const auto decision = run(command::Record{}); // refused
    EXPECT_FALSE(decision);
    ASSERT_TRUE(run(shift(run, "he", "2026-03-04T09:00", "2026-03-04T20:00")));
    EXPECT_EQ(run.instance.state().shifts.size(), 2U);
    EXPECT_TRUE(run.instance.due(at("2026-03-05T08:00")).events.empty());
}

TEST(Cover, ATakenBackShiftLeavesAGap) {
    auto run = duty();
    run(shift(run, "he", "2026-03-02T09:00", "2026-03-02T20:00"));
    run(shift(run, "he", "2026-03-02T09:00", "2026-03-02T09:00"));
    EXPECT_TRUE(run.instance.state().shifts.empty());
    EXPECT_EQ(run.instance.due(at("2026-03-02T09:00")).events.size(), 1U);
}

TEST(Cover, MayBeStaffedBeforeTheStart) {
    auto run = duty();
    Trial early(run.instance.process());
    early.now = at("2026-03-02T06:00");
    ASSERT_TRUE(early(shift(early, "he", "2026-03-02T09:00", "2026-03-02T20:00")));
    ASSERT_TRUE(early(command::Start{}));
    EXPECT_TRUE(early.instance.due(at("2026-03-02T23:00")).events.empty());
}

TEST(Cover, IsStaffedByItsRoleAndNotInThePast) {
    auto run = duty();
    EXPECT_EQ(run(shift(run, "li", "2026-03-02T09:00", "2026-03-02T20:00")).error().code(), Code::not_of_role);
    EXPECT_EQ(run(shift(run, "he", "2026-03-01T09:00", "2026-03-01T20:00")).error().code(), Code::shift_over);
}

} // namespace
