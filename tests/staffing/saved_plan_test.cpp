// Levelled plans as bytes and back.

#include <convene/model/builder.hpp>
#include <convene/staffing/level.hpp>
#include <convene/staffing/saved_plan.hpp>

#include <gtest/gtest.h>

#include <string>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *try_parse_instant(text); }

/// Two activities for one person, one of which may pause over an absence; a deadline that can't be kept.
Process busy(int people = 1) {
    ProcessBuilder b("busy");
    b.start(at("2026-03-02T09:00")).role({.key = "r"}).resource({.key = "room", .capacity = 1});
    for (int i = 0; i < people; ++i)
        b.person({.key = std::string(1, static_cast<char>('k' + i)),
                  .roles = {"r"},
                  .absences = {{at("2026-03-04"), at("2026-03-06"), {}}}});
    b.task("a").lasts(spans::days(3)).worked_by({"r"}).splittable().needs("room");
    b.task("b").lasts(spans::hours(8)).worked_by({"r"}).needs("room");
    b.task("c")
        .lasts(spans::hours(4))
        .worked_by({"r"})
        .after("a")
        .constrain(ConstraintKind::finish_no_later_than, at("2026-03-04T12:00"));
    return *b.build();
}

const LevelOptions relaxed{.schedule = {.on_conflict = OnConflict::relax}};

Code refused(const Process& process, std::string_view bytes) {
    const auto found = levelled_from_bytes(process, bytes);
    EXPECT_FALSE(found);
    return found ? Code::no_start : Code(found.error().front().code);
}

} // namespace

TEST(SavedPlan, IsTheSameWhenItComesBack) {
    const auto p = busy();
    const auto plan = *level(p, relaxed);
    ASSERT_FALSE(plan.waits().empty());
    ASSERT_FALSE(plan.broken().empty() && plan.early().broken().empty());
    const auto back = levelled_from_bytes(p, to_bytes(plan));
    ASSERT_TRUE(back) << to_string(back.error());
    EXPECT_EQ(*back, plan);
    EXPECT_EQ(back->early().options().on_conflict, OnConflict::relax);
}

TEST(SavedPlan, OptionsThatNameActivitiesTravel) {
    const auto p = busy();
    LevelOptions options = relaxed;
    options.schedule.target = ActivityId{1};
    options.schedule.outside = {{.activity = ActivityId{1}, .at = at("2026-03-09T09:00")}};
    const auto plan = *level(p, options);
    const auto back = levelled_from_bytes(p, to_bytes(plan));
    ASSERT_TRUE(back) << to_string(back.error());
    EXPECT_EQ(back->early().options().outside, options.schedule.outside);
    EXPECT_EQ(back->early().options().target, ActivityId{1});
    EXPECT_EQ(*back, plan);
}

TEST(SavedPlan, EveryCutIsDamage) {
    const auto p = busy();
    const auto bytes = to_bytes(*level(p, relaxed));
    for (std::size_t size = 0; size < bytes.size(); ++size)
        ASSERT_EQ(refused(p, std::string_view(bytes).substr(0, size)), Code::saved_plan_unusable) << size;
    EXPECT_EQ(refused(p, bytes + "x"), Code::saved_plan_unusable);
}

TEST(SavedPlan, IsThatOfItsProcess) {
    const auto two = busy(2);
    const auto plan = *level(two, relaxed);
    const auto bytes = to_bytes(plan);
    EXPECT_TRUE(levelled_from_bytes(two, bytes));
    ProcessBuilder small("small");
    small.start(at("2026-03-02T09:00")).task("a").lasts(spans::days(1));
    EXPECT_EQ(refused(*small.build(), bytes), Code::saved_plan_unusable);
    // As many activities, but the second person is not there.
    auto data = plan.data();
    data.people[ActivityId{0}] = {PersonId{1}};
    data.shares[ActivityId{0}] = {1000};
    EXPECT_EQ(refused(busy(), to_bytes(Levelled(plan.early(), data))), Code::saved_plan_unusable);
}
