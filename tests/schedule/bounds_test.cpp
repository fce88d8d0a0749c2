#include "support/worked.hpp"

#include <convene/schedule/passes.hpp>

namespace {

using namespace convene;
using test::at;

TEST(Bounds, AnArcThatIsSwitchedOffAsksForNothing) {
    for (const bool clock : {true, false}) {
        const auto calendar = clock ? Calendar::continuous() : Calendar::standard();
        TemporalSystem s;
        s.durations = {3600, 3600, 3600};
        s.calendars = {0, 0, 0};
        s.tables = {&calendar.table()};
        s.lags = {LagFunction{}};
        s.arcs = {{0, 1, 0, Cause{CauseKind::rule_min, 0}}, {1, 2, 0, Cause{CauseKind::rule_min, 1}}};
        auto [g, b] = *compile(s);
        const auto late = g.node_of[2];
        switch_off(g, b, g.first[late]);
        EXPECT_TRUE(g.is_off(g.first[late]));
        EXPECT_EQ(g.target(g.first[late]), late);
        PassDates dates;
        ASSERT_FALSE(early_pass(g, b, at("2026-03-02T09:00"), dates));
        EXPECT_EQ(finish_of(b, dates, g.node_of[1]), at("2026-03-02T11:00"));
        EXPECT_EQ(finish_of(b, dates, late), at("2026-03-02T10:00"));
        PassDates last;
        late_pass(g, b, std::vector<Instant>(3, at("2026-03-02T11:00")), last);
        EXPECT_EQ(finish_of(b, last, g.node_of[1]), at("2026-03-02T11:00"));
    }
}

TEST(Bounds, OfAnotherSystemOnTheSameNetworkAreItsOwn) {
    const auto clock = Calendar::continuous();
    TemporalSystem s;
    s.durations = {3600, 7200};
    s.calendars = {0, 0};
    s.tables = {&clock.table()};
    s.lags = {LagFunction{}};
    s.arcs = {{1, 0, 0, Cause{CauseKind::rule_min, 0}}};
    const auto g = compile(s)->network;
    s.durations[1] = 3600;
    s.floors.push_back({1, Edge::start, Cause{CauseKind::constraint}, at("2026-03-03T09:00")});
    const auto b = bounds_of(s, g);
    PassDates dates;
    ASSERT_FALSE(early_pass(g, b, at("2026-03-02T09:00"), dates));
    EXPECT_EQ(dates.start[g.node_of[0]], at("2026-03-03T10:00"));
}

} // namespace
