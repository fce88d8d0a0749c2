#include <convene/model/builder.hpp>
#include <convene/staffing/workload.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>

using namespace convene;

namespace {

using std::chrono::hours;

Instant at(std::string_view text) { return *try_parse_instant(text); }

/// Three tasks of two days for one role of `people`, from a Thursday on.
Process three_tasks(int people) {
    ProcessBuilder b("p");
    b.start(at("2026-03-05T09:00"));
    b.role({.key = "r"});
    b.role({.key = "idle"});
    for (int i = 0; i < people; ++i) b.person({.key = "p" + std::to_string(i), .roles = {"r"}});
    for (const auto key : {"x", "y", "z"}) b.task(key).lasts(spans::days(2)).worked_by({"r"});
    return *b.build();
}

TEST(Workload, CountsWhatIsBookedInEachWeek) {
    const auto p = three_tasks(1);
    const auto plan = level(p);
    ASSERT_TRUE(plan);
    const auto load = workload(*plan);
    ASSERT_EQ(load.people.size(), 1U);
    const auto& one = load.people.front();
    // Two days in the first week, four in the second.
    EXPECT_EQ(one.weeks, (std::vector<WeekLoad>{{at("2026-03-02"), hours(40), hours(16)},
                                                {at("2026-03-09"), hours(40), hours(32)}}));
    EXPECT_EQ(one.booked, hours(48));
    EXPECT_EQ(one.available, hours(48));
    EXPECT_EQ(one.held_up, hours(16 + 32));
}

TEST(Workload, TellsTheOverloadOfARole) {
    const auto p = three_tasks(2);
    const auto plan = level(p);
    ASSERT_TRUE(plan);
    const auto load = workload(*plan);
    ASSERT_EQ(load.roles.size(), 2U);
    // All three want the same two days; the role has twice as much as one person in the week.
    EXPECT_EQ(load.roles[0].weeks, (std::vector<WeekLoad>{{at("2026-03-02"), hours(80), hours(48)},
                                                          {at("2026-03-09"), hours(80), hours(0)}}));
    EXPECT_EQ(load.roles[1].weeks,
              (std::vector<WeekLoad>{{at("2026-03-02"), hours(0), hours(0)}, {at("2026-03-09"), hours(0), hours(0)}}));
    EXPECT_EQ(load.roles[1].available, hours(0));
}

TEST(Workload, WeeksInWhichNothingIsBookedAreThere) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.role({.key = "r"});
    b.person({.key = "a", .roles = {"r"}});
    b.person({.key = "idle", .roles = {}});
    b.task("x").lasts(spans::days(1)).worked_by({"r"});
    b.task("y").lasts(spans::days(1)).worked_by({"r"}).after("x", {.min = spans::elapsed_weeks(2)});
    const auto p = *b.build();
    const auto plan = level(p);
    ASSERT_TRUE(plan);
    // One day in the first week, none in the second, and one in the third: two weeks after the end of Monday.
    const auto load = workload(*plan);
    EXPECT_EQ(load.people[0].weeks, (std::vector<WeekLoad>{{at("2026-03-02"), hours(40), hours(8)},
                                                           {at("2026-03-09"), hours(40), hours(0)},
                                                           {at("2026-03-16"), hours(40), hours(8)}}));
    ASSERT_EQ(load.people[1].weeks.size(), 3U);
    EXPECT_EQ(load.people[1].booked, hours(0));
}

TEST(Workload, AbsencesAreNotAvailable) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.role({.key = "r"});
    b.person({.key = "a",
              .roles = {"r"},
              .absences = {{at("2026-03-03"), at("2026-03-05"), {}}, {at("2026-03-04"), at("2026-03-06"), {}}}});
    b.task("x").lasts(spans::hours(4)).worked_by({"r"});
    const auto p = *b.build();
    const auto plan = level(p);
    ASSERT_TRUE(plan);
    EXPECT_EQ(workload(*plan).people[0].weeks, (std::vector<WeekLoad>{{at("2026-03-02"), hours(16), hours(4)}}));
}

TEST(Workload, AnEmptyProcessHasNone) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    const auto p = *b.build();
    const auto plan = level(p);
    ASSERT_TRUE(plan);
    EXPECT_TRUE(workload(*plan).people.empty());
    EXPECT_FALSE(bottleneck(*plan));
}

TEST(Bottleneck, IsTheRoleThatIsWaitedForAndTellsWhatOneMoreBrings) {
    const auto p = three_tasks(1);
    const auto plan = level(p);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->project_finish(), at("2026-03-12T18:00"));
    const auto found = bottleneck(*plan);
    ASSERT_TRUE(found);
    EXPECT_EQ(p.key(*found->role), "r");
    EXPECT_EQ(found->held_up, hours(48));
    EXPECT_EQ(found->finish_with_one_more, at("2026-03-10T18:00"));
}

TEST(Bottleneck, IsNoneWhereNobodyWaits) {
    const auto p = three_tasks(3);
    const auto plan = level(p);
    ASSERT_TRUE(plan);
    EXPECT_FALSE(bottleneck(*plan));
}

} // namespace
