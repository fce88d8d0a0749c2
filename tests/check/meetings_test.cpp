#include <convene/check/meetings.hpp>

#include <check/fixture.hpp>

#include <gtest/gtest.h>

namespace convene::test {

std::vector<Fixture> meeting_fixtures() {
    const auto whole = [](ProcessBuilder& b) { meeting(b, "launch"); };
    const auto without = [](bool decider, bool initiator, bool material) {
        return [=](ProcessBuilder& b) {
            staff(b, {"boss"});
            auto m = b.meeting("launch").lasts(spans::hours(2)).reported_by({"boss"});
            if (decider) m.decided_by({"boss"});
            if (initiator) m.initiated_by({"boss"});
            if (!material) return;
            b.artifact({.key = "brief", .given = true});
            m.consumes("brief");
        };
    };
    return {
        {Code::meeting_without_decider, "meeting launch", without(false, true, true), whole},
        {Code::meeting_without_initiator, "meeting launch", without(true, false, true), whole},
        {Code::meeting_without_material, "meeting launch", without(true, true, false), whole},
        {Code::matter_without_decider, "task choose",
         [](ProcessBuilder& b) {
             staff(b, {"boss"});
             task(b, "choose").worked_by({"boss"}).matter({.title = "Name"});
         },
         [](ProcessBuilder& b) {
             staff(b, {"boss"});
             task(b, "choose").decided_by({"boss"}).matter({.title = "Name"});
         }},
        {Code::bad_quorum, "task choose",
         [](ProcessBuilder& b) {
             staff(b, {"boss", "chair"});
             task(b, "choose").decided_by({"boss", "chair"}).quorum(3);
         },
         [](ProcessBuilder& b) {
             staff(b, {"boss", "chair"});
             task(b, "choose").decided_by({"boss", "chair"}).quorum(2);
         }},
        {Code::task_without_worker, "task write",
         [](ProcessBuilder& b) {
             staff(b, {"boss"});
             task(b, "write").informs({"boss"});
         },
         [](ProcessBuilder& b) {
             staff(b, {"boss"});
             task(b, "write").worked_by({"boss"});
         }},
        {Code::no_duration, "task write", [](ProcessBuilder& b) { b.task("write"); },
         [](ProcessBuilder& b) { b.milestone("write"); }},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::coded;
using convene::test::made;
using convene::test::staff;
using convene::test::task;

namespace {

TEST(CheckMeetings, AMatterToDecideMakesTheMissingDeciderAnError) {
    const auto found = check_meetings(made([](ProcessBuilder& b) {
        staff(b, {"boss"});
        b.artifact({.key = "brief", .given = true});
        b.meeting("launch")
            .lasts(spans::hours(2))
            .initiated_by({"boss"})
            .consumes("brief")
            .matter({.title = {{"zh", "开盘方案"}, {"en", "Launch plan"}}});
    }));
    ASSERT_EQ(test::codes(found), std::vector{Code::matter_without_decider});
    EXPECT_EQ(coded(found[0]), "matter-without-decider | meeting launch | Launch plan");
    EXPECT_EQ(coded(found[0], Language::zh), "matter-without-decider | 会议“launch” | 开盘方案");
}

TEST(CheckMeetings, RecurringOnesAndThoseOfACaseNeedNoMaterial) {
    EXPECT_TRUE(
        check_meetings(made([](ProcessBuilder& b) {
            staff(b, {"boss"});
            b.phase({.key = "outer", .run = PhaseRun::per_case});
            b.phase({.key = "inner", .parent = "outer"});
            b.meeting("weekly")
                .lasts(spans::hours(1))
                .initiated_by({"boss"})
                .decided_by({"boss"})
                .recurs({*parse_recurrence("FREQ=WEEKLY")});
            b.meeting("case").lasts(spans::hours(1)).initiated_by({"boss"}).decided_by({"boss"}).in_phase("inner");
        })).empty());
}

TEST(CheckMeetings, AProcessWithoutRolesAsksForNone) {
    EXPECT_TRUE(check_meetings(made([](ProcessBuilder& b) { task(b, "write"); })).empty());
}

TEST(CheckMeetings, ARoleThatDecidesTwiceCountsOnceForTheQuorum) {
    const auto found = check_meetings(made([](ProcessBuilder& b) {
        staff(b, {"boss"});
        task(b, "choose").decided_by({"boss", "boss"}).quorum(2);
        task(b, "nothing").decided_by({"boss"}).quorum(0);
    }));
    ASSERT_EQ(test::codes(found), (std::vector{Code::bad_quorum, Code::bad_quorum}));
    EXPECT_EQ(coded(found[0]), "bad-quorum | task choose | 2, 1");
    EXPECT_EQ(found[1].object.in("en"), "task nothing");
}

} // namespace
