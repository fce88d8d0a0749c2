#include "support/worked.hpp"

#include <convene/schedule/passes.hpp>

namespace {

using namespace convene;
using test::at;

/// Two activities of an hour that tie each other: b at least `least` after a starts, at most `most`.
TemporalSystem tied(std::int64_t least, std::int64_t most) {
    static const auto clock = Calendar::continuous();
    TemporalSystem s;
    s.durations = {3600, 3600};
    s.calendars = {0, 0};
    s.tables = {&clock.table()};
    s.lags = {{LagFunction::Kind::elapsed, Edge::start, Edge::start, least, nullptr},
              {LagFunction::Kind::elapsed, Edge::start, Edge::start, -most, nullptr}};
    s.arcs = {{0, 1, 0, Cause{CauseKind::rule_min, 0}}, {1, 0, 1, Cause{CauseKind::rule_max, 0}}};
    return s;
}

TEST(Passes, ALoopThatCanHoldSettles) {
    auto s = tied(7200, 7200);
    s.floors.push_back({1, Edge::start, Cause{CauseKind::constraint}, at("2026-03-03T09:00")});
    const auto [g, b] = *compile(s);
    PassDates dates;
    ASSERT_FALSE(early_pass(g, b, at("2026-03-02T09:00"), dates));
    EXPECT_EQ(dates.start[g.node_of[0]], at("2026-03-03T07:00"));
    EXPECT_EQ(dates.start[g.node_of[1]], at("2026-03-03T09:00"));
}

TEST(Passes, ALoopThatCantHoldIsTold) {
    const auto [g, b] = *compile(tied(7200, 3600));
    PassDates dates;
    const auto cycle = early_pass(g, b, at("2026-03-02T09:00"), dates);
    ASSERT_TRUE(cycle);
    EXPECT_EQ(cycle->nodes.size(), 2U);
    EXPECT_EQ(cycle->arcs.size(), 2U);
}

TEST(Passes, LateDatesBoundPredecessors) {
    const auto [g, b] = *compile(tied(7200, 10'000));
    PassDates late;
    late_pass(g, b, std::vector<Instant>(2, at("2026-03-02T18:00")), late);
    EXPECT_EQ(late.start[g.node_of[1]], at("2026-03-02T17:00"));
    EXPECT_EQ(late.start[g.node_of[0]], at("2026-03-02T15:00"));
}

TEST(Passes, FreeDatesLeaveEveryoneElseAlone) {
    const auto [g, b] = *compile(tied(7200, 10'000));
    PassDates early;
    PassDates free;
    ASSERT_FALSE(early_pass(g, b, at("2026-03-02T09:00"), early));
    free_pass(g, b, early, free);
    EXPECT_EQ(free.start[g.node_of[0]], early.start[g.node_of[0]]);
}

} // namespace
