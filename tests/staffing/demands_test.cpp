#include <convene/model/builder.hpp>
#include <convene/staffing/demands.hpp>

#include <gtest/gtest.h>

#include <string_view>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *try_parse_instant(text); }

/// Three people of one role, the third absent on Tuesday morning.
Process team(DutyDemand demand, ActivityKind kind = ActivityKind::meeting, DutyKind duty = DutyKind::works,
             std::string_view person = {}) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.role({.key = "r"});
    b.role({.key = "outside", .external = true});
    b.person({.key = "a", .roles = {"r"}});
    b.person({.key = "b", .roles = {"r"}});
    b.person(
        {.key = "c", .roles = {"r"}, .absences = {{at("2026-03-03T09:00"), at("2026-03-03T12:00"), Text{"away"}}}});
    b.activity(kind, "x")
        .lasts(spans::hours(4))
        .duty({.role = "r", .kind = duty, .demand = demand, .count = 2, .person = person})
        .attended_by({"outside"});
    auto p = b.build();
    EXPECT_TRUE(p) << (p ? "" : to_string(p.error()));
    return *p;
}

constexpr ActivityId x{0};
constexpr RoleId r{0};

std::vector<StaffDemand> demands_of(const Process& process) {
    const Staffing staffing(process);
    const auto demands = staffing.demands(x);
    return {demands.begin(), demands.end()};
}

} // namespace

TEST(Staffing, AsksForOneSomeOrAll) {
    EXPECT_EQ(demands_of(team(DutyDemand::one)).front().count, 1U);
    EXPECT_EQ(demands_of(team(DutyDemand::some)).front().count, 2U);
    EXPECT_EQ(demands_of(team(DutyDemand::all)).front().count, 3U);
}

TEST(Staffing, AsksForTheNamedPersonAlone) {
    const auto p = team(DutyDemand::one, ActivityKind::task, DutyKind::works, "b");
    EXPECT_EQ(demands_of(p).front().candidates, std::vector<PersonId>{PersonId{1}});
}

TEST(Staffing, DecidingAndReportingTakeTimeOnlyInAMeeting) {
    for (const auto kind : {DutyKind::decides, DutyKind::reports}) {
        EXPECT_EQ(demands_of(team(DutyDemand::one, ActivityKind::meeting, kind)).size(), 1U);
        EXPECT_TRUE(demands_of(team(DutyDemand::one, ActivityKind::task, kind)).empty());
    }
}

TEST(Staffing, InitiatingAndBeingInformedTakeNoTime) {
    for (const auto kind : {DutyKind::initiates, DutyKind::informed})
        EXPECT_TRUE(demands_of(team(DutyDemand::one, ActivityKind::meeting, kind)).empty());
}

TEST(Staffing, ARoleWithoutPeopleIsNotAskedFor) {
    const auto p = team(DutyDemand::one);
    EXPECT_EQ(demands_of(p).size(), 1U); // and not that of "outside"
}

TEST(Staffing, AnAbsenceIsAnObstacleOnlyWhereThereIsWork) {
    const auto p = team(DutyDemand::all);
    const Staffing s(p);
    const PersonId c{2};
    EXPECT_FALSE(s.obstacle(c, r, x, at("2026-03-02T14:00"), at("2026-03-02T18:00")));
    const auto o = s.obstacle(c, r, x, at("2026-03-02T16:00"), at("2026-03-03T11:00"));
    ASSERT_TRUE(o);
    EXPECT_EQ(o->kind, Obstacle::Kind::absent);
    EXPECT_EQ(to_string(o->until), to_string(at("2026-03-03T12:00")));
    // Until 12:00 there is nothing but the absence, and from then to 13:00 there is no work.
    EXPECT_FALSE(s.obstacle(c, r, x, at("2026-03-03T12:00"), at("2026-03-03T17:00")));
}

TEST(Staffing, AMeetingOutsideAPersonsHoursWaitsForThem) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.add_calendar(Calendar::standard()).calendar("standard");
    b.add_calendar(*make_calendar({.key = "late", .week = monday_to_friday({*parse_shift("10:00-18:00")})}));
    b.role({.key = "r", .calendar = "late"});
    b.person({.key = "a", .roles = {"r"}});
    b.task("x").lasts(spans::hours(2)).worked_by({"r"});
    const auto p = *b.build();
    const auto o = Staffing(p).obstacle(PersonId{0}, r, x, at("2026-03-02T09:00"), at("2026-03-02T11:00"));
    ASSERT_TRUE(o);
    EXPECT_EQ(o->kind, Obstacle::Kind::off_work);
    EXPECT_EQ(to_string(o->until), to_string(at("2026-03-02T10:00")));
}
