#include "support/worked.hpp"

namespace {

using namespace convene;
using test::at;

ProcessBuilder& two(ProcessBuilder& b) {
    b.task("a").lasts(1_d);
    b.task("b").lasts(1_d).after("a");
    return b;
}

TEST(ScheduleOptions, WithoutAnyDateThereIsNoSchedule) {
    ProcessBuilder b("undated");
    const auto process = *two(b).build();
    EXPECT_EQ(schedule(process).error().front().code, Code::no_start);
    EXPECT_TRUE(schedule(process, {.start = at("2026-03-02T09:00")}));
    EXPECT_TRUE(schedule(process, {.finish = at("2026-03-20T18:00")}));
}

// Whoever mixes up processes is told; nothing is read that is not there.
TEST(ScheduleOptions, IdsOfAnotherProcessAreRefused) {
    ProcessBuilder b("foreign");
    const auto process = *two(b).start(at("2026-03-02T09:00")).build();
    const std::vector<OutsideDate> outside{{.activity = ActivityId{1}, .at = at("2026-03-03T09:00")},
                                           {.activity = ActivityId{2}, .at = at("2026-03-03T09:00")},
                                           {.activity = {}, .at = at("2026-03-03T09:00")}};
    const auto refused = schedule(process, {.target = ActivityId{99}, .outside = outside});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().size(), 3U);
    for (const auto& fault : refused.error()) EXPECT_EQ(fault.code, Code::unknown_id);
    const auto prepared = prepare(process);
    ASSERT_TRUE(prepared);
    EXPECT_FALSE(prepare(*prepared, {.target = ActivityId{2}}));
    EXPECT_TRUE(prepare(*prepared, {.target = ActivityId{1}}));
}

TEST(ScheduleOptions, TheStartThatIsGivenWins) {
    ProcessBuilder b("dated");
    two(b).start(at("2026-03-02T09:00"));
    EXPECT_EQ(test::planned(b, {.start = at("2026-03-09T09:00")}).start("a"), "2026-03-09T09:00");
}

TEST(ScheduleOptions, AFinishBesideAStartIsWhatLateDatesAreMeasuredFrom) {
    ProcessBuilder b("wanted");
    two(b).start(at("2026-03-02T09:00")).finish(at("2026-03-05T18:00"));
    EXPECT_EQ(test::planned(b).float_hours("a"), 16);
}

TEST(ScheduleOptions, WantedByAnEarlierDateGivesNegativeFloat) {
    ProcessBuilder b("late");
    two(b).start(at("2026-03-02T09:00"));
    EXPECT_EQ(test::planned(b, {.wanted_by = at("2026-03-02T18:00")}).float_hours("b"), -8);
}

TEST(ScheduleOptions, ATargetHasNoFloatThoughOthersFinishLater) {
    ProcessBuilder b("target");
    two(b).start(at("2026-03-02T09:00"));
    b.task("later").lasts(5_d);
    const auto p = test::planned(b, {.target = ActivityId{1}});
    EXPECT_EQ(p.float_hours("a"), 0);
    EXPECT_EQ(p.float_hours("later"), 0);
    const auto free = [] {
        ProcessBuilder other("target");
        two(other).start(at("2026-03-02T09:00"));
        other.task("later").lasts(5_d);
        return test::planned(other).float_hours("a");
    }();
    EXPECT_EQ(free, 24);
}

} // namespace
