#include "random_problem.hpp"

#include <convene/rcpsp/priority.hpp>
#include <convene/rcpsp/sgs.hpp>

#include <gtest/gtest.h>

#include <algorithm>

using namespace convene;
using namespace convene::rcpsp;

namespace {

/// 0 -> 1 -> 3 and 0 -> 2 -> 3 with durations 2, 4, 1, 3: the critical path is 0, 1, 3 with length 9.
Problem diamond() {
    return *build({.durations = {2, 4, 1, 3},
                   .arcs = {{.from = 0, .to = 1}, {.from = 0, .to = 2}, {.from = 1, .to = 3}, {.from = 2, .to = 3}},
                   .demands = {{0, 0, 1}, {2, 0, 2}},
                   .capacities = {{{0, 2}}}});
}

} // namespace

TEST(Priority, EachRuleByHand) {
    const auto p = diamond();
    using Keys = std::vector<double>;
    EXPECT_EQ(priorities(p, Rule::lft), (Keys{2, 6, 6, 9}));
    EXPECT_EQ(priorities(p, Rule::lst), (Keys{0, 2, 5, 6}));
    EXPECT_EQ(priorities(p, Rule::est), (Keys{0, 2, 2, 6}));
    EXPECT_EQ(priorities(p, Rule::eft), (Keys{2, 6, 3, 9}));
    EXPECT_EQ(priorities(p, Rule::minslk), (Keys{0, 0, 3, 0}));
    EXPECT_EQ(priorities(p, Rule::mts), (Keys{-3, -1, -1, 0}));
    EXPECT_EQ(priorities(p, Rule::mis), (Keys{-2, -1, -1, 0}));
    EXPECT_EQ(priorities(p, Rule::grpw), (Keys{-7, -7, -4, -3}));
    EXPECT_EQ(priorities(p, Rule::grpw_all), (Keys{-10, -7, -4, -3}));
    EXPECT_EQ(priorities(p, Rule::spt), (Keys{2, 4, 1, 3}));
    EXPECT_EQ(priorities(p, Rule::lpt), (Keys{-2, -4, -1, -3}));
    EXPECT_EQ(priorities(p, Rule::grd), (Keys{-1, 0, -1, 0}));
    EXPECT_EQ(priorities(p, Rule::gcrwc), (Keys{-10, -7, -5, -3}));
    EXPECT_EQ(priorities(p, Rule::fcfs), (Keys{0, 1, 2, 3}));
}

TEST(Priority, NamesAreDistinctAndEmptyProblemsHaveNoKeys) {
    const auto empty = *build({});
    std::vector<std::string_view> names;
    for (const auto rule : all_rules()) {
        names.push_back(name(rule));
        EXPECT_TRUE(priorities(empty, rule).empty());
    }
    std::ranges::sort(names);
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
    EXPECT_EQ(names.size(), 14U);
}

TEST(Priority, AllSuccessorsAgreeWithASearchFromEachJob) {
    Random random(4);
    for (int i = 0; i < 30 * rcpsp::test::scale(); ++i) {
        const auto n = 1 + random.below(200);
        ProblemData d;
        d.durations.assign(n, 1);
        for (Job j = 1; j < n; ++j)
            for (int k = 0; k < 2; ++k) d.arcs.push_back({.from = random.below(j), .to = j});
        const auto p = *build(std::move(d));
        const auto keys = priorities(p, Rule::mts);
        for (Job j = 0; j < n; ++j) {
            std::vector<bool> seen(n, false);
            std::vector<Job> todo{j};
            double count = 0;
            while (!todo.empty()) {
                const Job at = todo.back();
                todo.pop_back();
                for (const auto& l : p.successors(at))
                    if (!seen[l.job]) {
                        seen[l.job] = true;
                        ++count;
                        todo.push_back(l.job);
                    }
            }
            ASSERT_EQ(keys[j], -count);
        }
    }
}
