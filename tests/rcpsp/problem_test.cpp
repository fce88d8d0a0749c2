#include "random_problem.hpp"

#include <gtest/gtest.h>

using namespace convene;
using namespace convene::rcpsp;

namespace {

std::string first_fault(ProblemData d) {
    const auto p = build(std::move(d));
    return p ? "" : std::string(code_info(p.error().front().code).name);
}

} // namespace

TEST(Rcpsp, TellsEachFault) {
    EXPECT_EQ(first_fault({}), "");
    EXPECT_EQ(first_fault({.durations = {-1}}), "bad-rcpsp-number");
    EXPECT_EQ(first_fault({.durations = {1}, .arcs = {{.from = 0, .to = 1}}}), "bad-rcpsp-index");
    EXPECT_EQ(first_fault({.durations = {1}, .demands = {{0, 0, 1}}}), "bad-rcpsp-index");
    EXPECT_EQ(first_fault({.durations = {1}, .capacities = {{{1, 1}}}}), "bad-rcpsp-steps");
    EXPECT_EQ(first_fault({.durations = {1}, .capacities = {{}}}), "bad-rcpsp-steps");
    EXPECT_EQ(first_fault({.durations = {1}, .capacities = {{{0, 1}, {0, 2}}}}), "bad-rcpsp-steps");
    EXPECT_EQ(first_fault({.durations = {1}, .calendars = {{{1, 2}, {2, 3}}}}), "bad-rcpsp-steps");
    EXPECT_EQ(first_fault({.durations = {1}, .calendar_of = {1}}), "bad-rcpsp-index");
    EXPECT_EQ(first_fault({.durations = {1}, .windows = {{.earliest = 3, .latest = 2}}}), "bad-rcpsp-number");
    EXPECT_EQ(first_fault({.durations = {1, 1}, .windows = {{}}}), "bad-rcpsp-size");
    EXPECT_EQ(first_fault({.durations = {1}, .demands = {{0, 0, 3}}, .capacities = {{{0, 2}}}}),
              "rcpsp-demand-exceeds-capacity");
    EXPECT_EQ(first_fault({.durations = {1, 1}, .arcs = {{.from = 0, .to = 1}, {.from = 1, .to = 0}}}), "rcpsp-cycle");
}

TEST(Rcpsp, TellsAllFaultsAtOnce) {
    const auto p = build({.durations = {-1, 1}, .arcs = {{.from = 0, .to = 9}}, .demands = {{0, 0, 1}}});
    ASSERT_FALSE(p);
    EXPECT_EQ(p.error().size(), 3U);
}

TEST(Rcpsp, AZeroCycleJoinsStartsAndIsNoFault) {
    const auto p = build(
        {.durations = {2, 3},
         .arcs = {{.from = 0, .to = 1, .from_edge = Edge::start}, {.from = 1, .to = 0, .from_edge = Edge::start}}});
    ASSERT_TRUE(p);
    EXPECT_FALSE(p->acyclic());
    EXPECT_EQ(p->order().size(), 2U);
}

TEST(Rcpsp, DemandsOfOneJobOnOnePoolAddUp) {
    const auto p = build({.durations = {1, 1}, .demands = {{1, 0, 1}, {0, 0, 2}, {1, 0, 2}}, .capacities = {{{0, 3}}}});
    ASSERT_TRUE(p);
    ASSERT_EQ(p->needs(1).size(), 1U);
    EXPECT_EQ(p->needs(1)[0].amount, 3);
    EXPECT_EQ(p->needs(0)[0].amount, 2);
}

TEST(Rcpsp, WorkPausesDuringBreaks) {
    const auto p = build({.durations = {3, 0}, .calendars = {{{2, 4}, {5, 9}}}, .calendar_of = {1, 1}});
    ASSERT_TRUE(p);
    EXPECT_EQ(p->finish(0, 0), 5);
    EXPECT_EQ(p->finish(0, 1), 10);
    EXPECT_EQ(p->finish(0, 9), 12);
    EXPECT_EQ(p->next_start(0, 1), 1);
    EXPECT_EQ(p->next_start(0, 2), 4);
    EXPECT_EQ(p->next_start(0, 4), 4);
    EXPECT_EQ(p->next_start(0, 6), 9);
    EXPECT_EQ(p->next_start(1, 6), 6) << "a milestone needs no working time";
    EXPECT_EQ(p->start_for(0, Edge::finish, 5), 0);
    EXPECT_EQ(p->start_for(0, Edge::finish, 6), 1);
    EXPECT_EQ(p->start_for(0, Edge::finish, 11), 4);
}

TEST(Rcpsp, StartForIsTheInverseOfFinish) {
    const auto p = build({.durations = {1, 4}, .calendars = {{{2, 4}, {5, 9}, {11, 12}}}, .calendar_of = {1, 1}});
    ASSERT_TRUE(p);
    for (Job j = 0; j < 2; ++j)
        for (Time t = 0; t < 25; ++t) {
            Time expected = p->next_start(j, 0);
            while (p->finish(j, expected) < t) expected = p->next_start(j, expected + 1);
            EXPECT_EQ(p->start_for(j, Edge::finish, t), expected) << j << " " << t;
        }
}

TEST(Rcpsp, EarliestAndLatestStartsByHand) {
    const auto p = build({.durations = {2, 3, 1}, .arcs = {{.from = 0, .to = 1, .lag = 1}, {.from = 0, .to = 2}}});
    ASSERT_TRUE(p);
    EXPECT_EQ(earliest_starts(*p), (Starts{0, 3, 2}));
    EXPECT_EQ(latest_starts(*p, 6), (Starts{0, 3, 5}));
}

TEST(Rcpsp, ContradictingLagsHaveNoEarliestStarts) {
    const auto p = build({.durations = {2, 3},
                          .arcs = {{.from = 0, .to = 1, .lag = 3, .from_edge = Edge::start},
                                   {.from = 1, .to = 0, .lag = -2, .from_edge = Edge::start}}});
    ASSERT_TRUE(p);
    EXPECT_FALSE(earliest_starts(*p));
}

TEST(Rcpsp, CostAddsItsParts) {
    const auto p = build({.durations = {2, 3}});
    ASSERT_TRUE(p);
    const Objective o{
        .makespan = 10, .dues = {{.job = 1, .due = 4, .weight = 7}}, .baseline = {0, 1}, .moved = 100, .shift = 1000};
    EXPECT_EQ(cost(*p, o, Starts{0, 3}), 10 * 6 + 7 * 2 + 100 + 2000);
    EXPECT_EQ(cost(*p, {}, Starts{0, 3}), 6);
}

TEST(Rcpsp, AMillionJobsInAChainNeedNoStack) {
    ProblemData d;
    d.durations.assign(1'000'000, 1);
    for (Job j = 0; j + 1 < 1'000'000; ++j) d.arcs.push_back({.from = j, .to = j + 1});
    const auto p = build(std::move(d));
    ASSERT_TRUE(p);
    EXPECT_EQ(earliest_starts(*p)->back(), 999'999);
}
