#include "support/worked.hpp"

#include <convene/schedule/network.hpp>

namespace {

using namespace convene;

TemporalSystem chain(std::uint32_t n) {
    static const auto clock = Calendar::continuous();
    TemporalSystem s;
    s.durations.assign(n, 3600);
    s.calendars.assign(n, 0);
    s.tables = {&clock.table()};
    s.lags = {LagFunction{}};
    // From the last to the first, so that the order has to be found.
    for (std::uint32_t i = 0; i + 1 < n; ++i) s.arcs.push_back({i + 1, i, 0, Cause{CauseKind::rule_min, i}});
    return s;
}

TEST(Network, OfNothingIsEmpty) { EXPECT_EQ(compile({})->network.size(), 0U); }

TEST(Network, ArcsLeadForward) {
    const auto [g, b] = *compile(chain(100));
    ASSERT_EQ(g.size(), 100U);
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        EXPECT_EQ(g.node_of[g.activity_of[v]], v);
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a) EXPECT_LT(g.sources[a], v);
    }
    EXPECT_TRUE(b.additive);
    EXPECT_EQ(g.activity_of.front(), 99U);
}

TEST(Network, AChainOfAMillionCompiles) { EXPECT_EQ(compile(chain(1'000'000))->network.activity_of.front(), 999'999U); }

TEST(Network, TellsTheCycleOfMinima) {
    auto s = chain(3);
    s.arcs.push_back({0, 2, 0, Cause{CauseKind::rule_min, 9}});
    const auto g = compile(s);
    ASSERT_FALSE(g);
    ASSERT_EQ(g.error().size(), 1U);
    EXPECT_EQ(g.error().front().nodes, (std::vector<std::uint32_t>{0, 2, 1}));
    EXPECT_EQ(s.arcs[g.error().front().arcs.front()].cause.index(), 9U);
}

TEST(Network, MaximumLagsMakeALoop) {
    auto s = chain(4);
    s.lags.push_back({LagFunction::Kind::elapsed, Edge::start, Edge::start, -7200, nullptr});
    s.arcs.push_back({1, 2, 1, Cause{CauseKind::rule_max, 7}});
    const auto g = compile(s)->network;
    ASSERT_EQ(g.loops.size(), 1U);
    EXPECT_EQ(g.loops.front().end - g.loops.front().begin, 2U);
}

// The index of a lag takes a byte until there are more than 256 of them: what was told before has to stay.
TEST(Network, KeepsMoreLagsThanFitIntoAByte) {
    auto s = chain(600);
    // The last arc leads to the first node, so the greatest index comes last.
    for (std::uint32_t i = 0; i < s.arcs.size(); ++i) {
        s.lags.push_back({LagFunction::Kind::elapsed, Edge::finish, Edge::start, 1 + i, nullptr});
        s.arcs[i].lag = 599 - i;
    }
    auto [g, b] = *compile(s);
    std::uint32_t arcs = 0;
    for (std::uint32_t v = 0; v < g.size(); ++v)
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a, ++arcs)
            EXPECT_EQ(g.lag(a).amount, 599 - g.causes[a].index());
    EXPECT_EQ(arcs, 599U);
    switch_off(g, b, 3);
    EXPECT_TRUE(g.is_off(3));
    EXPECT_EQ(g.lag(4).amount, 599 - g.causes[4].index());
}

TEST(Network, WithACalendarIsNotAdditive) {
    auto s = chain(2);
    const auto office = Calendar::standard();
    s.tables.push_back(&office.table());
    s.calendars[1] = 1;
    EXPECT_FALSE(compile(s)->bounds.additive);
}

} // namespace
