#include <convene/model/builder.hpp>
#include <convene/schedule/passes.hpp>
#include <convene/schedule/schedule.hpp>
#include <convene/schedule/temporal_system.hpp>

#include <gtest/gtest.h>

using namespace convene;

TEST(TemporalSystem, ItsLeastSolutionIsTheSchedule) {
    ProcessBuilder b("p");
    b.start(*try_parse_instant("2026-03-02T09:00"));
    b.task("x").lasts(spans::hours(8));
    b.task("y").lasts(spans::hours(8)).after("x", {.max = spans::days(2)});
    b.task("z").lasts(spans::hours(8)).after("y");
    const auto p = *b.build();
    const ScheduleOptions options{.outside = {{ActivityId{1}, Edge::start, OutsideDate::Kind::not_before,
                                               *try_parse_instant("2026-03-10T09:00")}}};
    const auto system = temporal_system(p, options);
    EXPECT_EQ(system.arcs.size(), 3U);
    EXPECT_EQ(system.floors.size(), 1U);
    const auto [network, bounds] = *compile(system);
    PassDates dates;
    ASSERT_FALSE(early_pass(network, bounds, *p.start(), dates));
    const auto s = *schedule(p, options);
    for (const auto id : p.activities().ids())
        EXPECT_EQ(dates.start[network.node_of[id.index()]], s.early_start(id)) << p.key(id);
    // The maximum lag draws x along.
    EXPECT_EQ(to_string(s.early_finish(ActivityId{0})), "2026-03-05T18:00");
}

TEST(TemporalSystem, WhatIsWantedFromOutsideMakesFloatsNegative) {
    ProcessBuilder b("p");
    b.start(*try_parse_instant("2026-03-02T09:00"));
    b.task("x").lasts(spans::hours(8));
    b.task("y").lasts(spans::hours(8)).after("x");
    const auto p = *b.build();
    const auto s = *schedule(p, {.outside = {{ActivityId{0}, Edge::finish, OutsideDate::Kind::wanted_by,
                                              *try_parse_instant("2026-03-02T14:00")}}});
    EXPECT_EQ(s.total_float(ActivityId{0}), Seconds{-4 * 3600});
    EXPECT_EQ(s.total_float(ActivityId{1}), Seconds{0});
    EXPECT_EQ(to_string(s.early_finish(ActivityId{1})), "2026-03-03T18:00");
}
