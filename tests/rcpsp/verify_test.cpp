#include <convene/rcpsp/verify.hpp>

#include <gtest/gtest.h>

using namespace convene;
using namespace convene::rcpsp;
using Kind = Violation::Kind;

namespace {

/// 0 (2 ticks, 2 units) before 1 (3 ticks, 1 unit) with a break [3, 5) for 1; 2 (1 tick, 1 unit) within [1, 4].
Problem sample() {
    return *build({.durations = {2, 3, 1},
                   .arcs = {{.from = 0, .to = 1}},
                   .demands = {{0, 0, 2}, {1, 0, 1}, {2, 0, 1}},
                   .capacities = {{{0, 2}, {6, 1}}},
                   .calendars = {{{3, 5}}},
                   .calendar_of = {0, 1, 0},
                   .windows = {{}, {}, {.earliest = 1, .latest = 4}}});
}

std::vector<Kind> kinds(const Problem& p, const Starts& s) {
    std::vector<Kind> out;
    for (const auto& v : verify(p, s)) {
        out.push_back(v.kind);
        EXPECT_FALSE(to_string(v).empty());
    }
    return out;
}

} // namespace

TEST(Verify, AcceptsWhatIsRight) {
    EXPECT_TRUE(verify(*build({}), {}).empty());
    EXPECT_TRUE(verify(sample(), Starts{0, 2, 2}).empty());
    EXPECT_TRUE(verify(sample(), Starts{0, 2, 3}).empty()) << "job 1 holds nothing in its break";
}

TEST(Verify, NamesEachFault) {
    const auto p = sample();
    EXPECT_EQ(kinds(p, {0, 2}), std::vector{Kind::size});
    EXPECT_EQ(kinds(p, {0, 2, 5}), std::vector{Kind::window});
    EXPECT_EQ(kinds(p, {0, 4, 2}), std::vector{Kind::calendar});
    EXPECT_EQ(kinds(p, {0, 5, 1}), std::vector{Kind::capacity});
    EXPECT_EQ(kinds(p, {2, 2, 1}), (std::vector{Kind::arc, Kind::capacity}));
}

TEST(Verify, MeasuresTheShortfall) {
    const auto v = verify(sample(), Starts{1, 2, 1});
    ASSERT_EQ(v.size(), 2U);
    EXPECT_EQ(v[0].amount, 1);
    EXPECT_EQ(v[1].time, 1);
    EXPECT_EQ(v[1].amount, 1);
}

TEST(Verify, AStepDownMidJobIsAnOverload) {
    const auto p = *build({.durations = {4}, .demands = {{0, 0, 2}}, .capacities = {{{0, 2}, {3, 1}, {9, 2}}}});
    ASSERT_EQ(verify(p, Starts{0}).size(), 1U);
    EXPECT_EQ(verify(p, Starts{0})[0].time, 3);
    EXPECT_TRUE(verify(p, Starts{9}).empty());
}
