#include <convene/check/rules.hpp>

#include <check/fixture.hpp>
#include <support/environment.hpp>

#include <convene/core/random.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace convene::test {

std::vector<Fixture> rule_fixtures() {
    const auto chain = [](ProcessBuilder& b) {
        task(b, "a");
        task(b, "b").after("a");
        task(b, "c").after("b");
    };
    return {
        {Code::redundant_rule, "rule a finish -> c start, at least 0 working days",
         [=](ProcessBuilder& b) {
             chain(b);
             b.rule("a", "c", {});
         },
         [=](ProcessBuilder& b) {
             chain(b);
             b.rule("a", "c", {.min = spans::days(5)});
         }},
        {Code::duplicate_rule, "rule a finish -> b start, at least 0 working days",
         [=](ProcessBuilder& b) {
             chain(b);
             b.rule("a", "b", {});
         },
         [=](ProcessBuilder& b) {
             chain(b);
             b.rule("a", "b", {.from_edge = Edge::start, .to_edge = Edge::finish});
         }},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::made;
using convene::test::task;

namespace {

std::vector<std::string> objects(const Diagnostics& findings) {
    std::vector<std::string> list;
    for (const auto& finding : findings) list.emplace_back(finding.object.in("en"));
    return list;
}

TEST(CheckRules, ArtifactsAndFollowUpsImplyRules) {
    const auto found = check_rules(made([](ProcessBuilder& b) {
        b.artifact({.key = "x"});
        task(b, "a").produces("x");
        task(b, "b").consumes("x").after("a").starts("c");
        task(b, "c").after("a");
    }));
    EXPECT_EQ(objects(found), (std::vector<std::string>{"rule a finish -> b start, at least 0 working days",
                                                        "rule a finish -> c start, at least 0 working days"}));
}

TEST(CheckRules, TellNothingThatSaysMoreThanItsPath) {
    EXPECT_TRUE(check_rules(made([](ProcessBuilder& b) {
                    b.parameter("wait", spans::days(0));
                    task(b, "a");
                    task(b, "b").after("a");
                    task(b, "c").after("b");
                    b.rule("a", "c", {.min = spans::days(1)});    // a longer lag
                    b.rule("a", "c", {.max = spans::weeks(9)});   // a maximum beside
                    b.rule("a", "c", {.from_edge = Edge::start}); // another edge
                    b.rule("a", "c", {.min_parameter = "wait"});  // may be set to anything
                })).empty());
}

TEST(CheckRules, OverlapsAndParametersCarryNoPath) {
    EXPECT_TRUE(check_rules(made([](ProcessBuilder& b) {
                    b.parameter("wait", spans::days(0));
                    task(b, "a");
                    task(b, "b").after("a", {.min = spans::days(-1)});
                    task(b, "c").after("b").after("a");
                    task(b, "d").after("a", {.min_parameter = "wait"});
                    task(b, "e").after("d").after("a");
                    task(b, "f").after("a", {.from_edge = Edge::start});
                    task(b, "g").after("f").after("a");
                    task(b, "h").after("a", {.min = spans::days(-1), .max = spans::days(9)});
                    task(b, "i").after("h").after("a");
                })).empty());
}

TEST(CheckRules, AnOverlapIsImpliedByAnyPath) {
    const auto found = check_rules(made([](ProcessBuilder& b) {
        task(b, "a");
        task(b, "b").after("a", {.min = spans::days(3)});
        task(b, "c").after("b").after("a", {.min = spans::days(-1)});
        task(b, "d").after("c", {.min = spans::days(-2)});
    }));
    EXPECT_EQ(objects(found), std::vector<std::string>{"rule a finish -> c start, at least -1 working day"});
}

TEST(CheckRules, TheSameLagInOtherUnitsIsImpliedToo) {
    const auto found = check_rules(made([](ProcessBuilder& b) {
        task(b, "a");
        task(b, "b").after("a").after("a", {.min = spans::elapsed_days(0)});
    }));
    EXPECT_EQ(test::codes(found), std::vector{Code::redundant_rule});
}

TEST(CheckRules, WhatIsGivenThriceIsToldTwice) {
    const auto found = check_rules(made([](ProcessBuilder& b) {
        task(b, "a").before("b").before("b");
        task(b, "b").after("a");
    }));
    EXPECT_EQ(test::codes(found), (std::vector{Code::duplicate_rule, Code::duplicate_rule}));
}

TEST(CheckRules, SeekNothingWithoutABudget) {
    EXPECT_TRUE(check_rules(made([](ProcessBuilder& b) {
                                task(b, "a");
                                task(b, "b").after("a");
                                task(b, "c").after("b").after("a");
                            }),
                            0)
                    .empty());
}

TEST(CheckRules, WithoutTheRedundantOnesEverythingStillFollows) {
    Random random(3);
    for (int round = 0; round < 100 * test::scale(); ++round) {
        const std::size_t n = 3 + random.below(7);
        std::vector<std::vector<bool>> rule(n, std::vector<bool>(n, false));
        const auto p = made([&](ProcessBuilder& b) {
            for (std::size_t i = 0; i < n; ++i) {
                auto t = task(b, "t" + std::to_string(i));
                for (std::size_t j = 0; j < i; ++j) {
                    if (random.below(3) != 0) continue;
                    rule[j][i] = true;
                    t.after("t" + std::to_string(j));
                }
            }
        });
        const auto closure = [&](std::vector<std::vector<bool>> reach) {
            for (std::size_t k = 0; k < n; ++k)
                for (std::size_t i = 0; i < n; ++i)
                    for (std::size_t j = 0; j < n; ++j)
                        if (reach[i][k] && reach[k][j]) reach[i][j] = true;
            return reach;
        };
        const auto all = closure(rule);
        std::set<std::string> expected;
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                for (std::size_t k = 0; rule[i][j] && k < n; ++k)
                    if (all[i][k] && all[k][j])
                        expected.insert("rule t" + std::to_string(i) + " finish -> t" + std::to_string(j) +
                                        " start, at least 0 working days");
        const auto told = objects(check_rules(p));
        ASSERT_EQ(std::set<std::string>(told.begin(), told.end()), expected) << "round " << round;
    }
}

} // namespace
