#include <convene/model/builder.hpp>
#include <convene/staffing/level.hpp>
#include <convene/staffing/verify_plan.hpp>

#include <gtest/gtest.h>

using namespace convene;

namespace {

using Kind = PlanViolation::Kind;

Instant at(std::string_view text) { return *try_parse_instant(text); }

/// x, then y at most 4 hours later, both by the only one of the team; from noon on Wednesday that person is away.
Process two_tasks() {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.role({.key = "team"});
    b.person({.key = "wang", .roles = {"team"}, .absences = {{at("2026-03-04T12:00"), at("2026-03-06"), {}}}});
    b.task("x").lasts(spans::hours(4)).worked_by({"team"});
    b.task("y").lasts(spans::hours(4)).worked_by({"team"}).after("x", {.max = spans::hours(4)});
    return *b.build();
}

struct Dates {
    std::string_view x;
    std::string_view x_finish;
    std::string_view y;
    std::string_view y_finish;
};

std::vector<Kind> found(const Dates& dates, bool staffed = true) {
    const auto p = two_tasks();
    const auto plan = *level(p);
    auto data = plan.data();
    const std::vector starts{at(dates.x), at(dates.y)};
    data.start = data.reserved_from = Table<ActivityId, Instant>(starts);
    data.finish = Table<ActivityId, Instant>(std::vector{at(dates.x_finish), at(dates.y_finish)});
    if (!staffed) {
        data.people[ActivityId{1}].clear();
        data.shares[ActivityId{1}].clear();
    }
    std::vector<Kind> kinds;
    for (const auto& v : verify(Levelled(plan.early(), data))) kinds.push_back(v.kind);
    return kinds;
}

} // namespace

TEST(VerifyPlan, WhatLevelMakesHolds) {
    const auto p = two_tasks();
    EXPECT_TRUE(verify(*level(p)).empty());
}

TEST(VerifyPlan, EachBrokenPromiseIsFound) {
    EXPECT_EQ(found({"2026-03-02T09:00", "2026-03-02T14:00", "2026-03-02T14:00", "2026-03-02T18:00"}),
              std::vector<Kind>{});
    EXPECT_EQ(found({"2026-03-02T09:00", "2026-03-02T13:00", "2026-03-02T14:00", "2026-03-02T18:00"}),
              std::vector{Kind::duration});
    EXPECT_EQ(found({"2026-02-27T14:00", "2026-02-27T18:00", "2026-03-02T09:00", "2026-03-02T14:00"}),
              std::vector{Kind::too_early});
    EXPECT_EQ(found({"2026-03-02T09:00", "2026-03-02T14:00", "2026-03-03T10:00", "2026-03-03T15:00"}),
              std::vector{Kind::rule});
    EXPECT_EQ(found({"2026-03-02T09:00", "2026-03-02T14:00", "2026-03-02T11:00", "2026-03-02T16:00"}),
              (std::vector{Kind::rule, Kind::two_places}));
    EXPECT_EQ(found({"2026-03-03T14:00", "2026-03-03T18:00", "2026-03-04T09:00", "2026-03-04T14:00"}),
              std::vector{Kind::absent});
    EXPECT_EQ(found({"2026-03-02T09:00", "2026-03-02T14:00", "2026-03-02T14:00", "2026-03-02T18:00"}, false),
              std::vector{Kind::people});
}

TEST(VerifyPlan, WhoIsOffWorkIsFound) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.add_calendar(Calendar::standard()).calendar("standard");
    b.add_calendar(*make_calendar({.key = "am", .week = monday_to_friday({*parse_shift("09:00-12:00")})}));
    b.role({.key = "team"});
    b.person({.key = "wang", .roles = {"team"}, .calendar = "am"});
    b.task("x").lasts(spans::hours(2)).worked_by({"team"});
    const auto p = *b.build();
    const auto plan = *level(p);
    auto data = plan.data();
    const ActivityId x{0};
    data.start[x] = data.reserved_from[x] = at("2026-03-02T13:00");
    data.finish[x] = at("2026-03-02T15:00");
    const auto faults = verify(Levelled(plan.early(), data));
    ASSERT_EQ(faults.size(), 1U);
    const auto told = to_diagnostic(p, faults[0]);
    EXPECT_EQ(told.code, Code::plan_off_work);
    EXPECT_EQ(told.object, name_of(p, x));
    EXPECT_EQ(told.arguments, std::vector{name_of(p, PersonId{0})});
}

TEST(VerifyPlan, AMissingEntryIsFound) {
    const auto p = two_tasks();
    const auto plan = *level(p);
    auto data = plan.data();
    data.finish.vector().pop_back();
    const auto faults = verify(Levelled(plan.early(), data));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(to_diagnostic(p, faults[0]).code, Code::plan_incomplete);
}
