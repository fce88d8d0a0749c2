#include <convene/check/cycles.hpp>

#include <algorithm>
#include <check/fixture.hpp>

#include <gtest/gtest.h>

namespace convene::test {

std::vector<Fixture> cycle_fixtures() {
    return {
        {Code::cycle, "task a",
         [](ProcessBuilder& b) {
             task(b, "a").after("b");
             task(b, "b").after("a");
         },
         [](ProcessBuilder& b) {
             task(b, "a");
             task(b, "b").after("a");
         }},
        {Code::consumed_before_produced, "task read",
         [](ProcessBuilder& b) {
             b.artifact({.key = "report"});
             task(b, "write").produces("report").after("read");
             task(b, "read").consumes("report");
         },
         [](ProcessBuilder& b) {
             b.artifact({.key = "report"});
             task(b, "write").produces("report");
             task(b, "read").consumes("report").after("write", {.min = spans::days(1)});
         }},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::made;
using convene::test::task;

namespace {

TEST(CheckCycles, NameTheCircleRuleByRule) {
    const auto p = made([](ProcessBuilder& b) {
        b.artifact({.key = "x", .title = "plan"});
        b.artifact({.key = "y"});
        task(b, "a").produces("x").consumes("y");
        task(b, "b").consumes("x").starts("c");
        task(b, "c").produces("y");
    });
    const auto found = check_cycles(p);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, Code::cycle);
    EXPECT_EQ(found[0].code, Code::cycle);
    EXPECT_EQ(found[0].object.in("en"), "task a");
    const std::string links(found[0].arguments[0].in("en"));
    EXPECT_EQ(std::ranges::count(links, ';'), 2) << links; // three links
    for (const auto part : {"plan", "y"}) EXPECT_NE(links.find(part), std::string::npos) << links;
}

TEST(CheckCycles, SayThatTheConsumerWasPutBeforeTheProducer) {
    const auto p = made([](ProcessBuilder& b) {
        b.artifact({.key = "report"});
        task(b, "write").produces("report").after("approve");
        task(b, "read").consumes("report");
        task(b, "approve").after("read", {.min = spans::days(3)});
    });
    const auto found = check_cycles(p);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, Code::consumed_before_produced);
    EXPECT_EQ(found[0].object.in("en"), "task read");
    ASSERT_EQ(found[0].arguments.size(), 3U);
    EXPECT_EQ(found[0].arguments[0].in("en"), "artifact report");
    EXPECT_EQ(found[0].arguments[1].in("en"), "task write");
    const std::string links(found[0].arguments[2].in("en"));
    EXPECT_EQ(std::ranges::count(links, ';'), 2) << links; // three links
    for (const auto part : {"read", "approve", "write"}) EXPECT_NE(links.find(part), std::string::npos) << links;
}

TEST(CheckCycles, TellOneForEachKnotAndLocateItAtARule) {
    const auto p = made([](ProcessBuilder& b) {
        task(b, "a").after("b");
        task(b, "b").after("a");
        task(b, "c").after({"d", 101});
        task(b, "d").after({"c", 201});
    });
    const auto found = check_cycles(p);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].object.in("en"), "task a");
    EXPECT_EQ(found[1].object.in("en"), "task c");
    EXPECT_EQ(found[1].where.offset, 200U);
}

TEST(CheckCycles, MaximumLagsAreNoLinks) {
    EXPECT_TRUE(check_cycles(made([](ProcessBuilder& b) {
                    task(b, "a");
                    task(b, "b").after("a", {.max = spans::days(5)});
                    b.rule("b", "a", {.min = {}, .max = spans::days(0)});
                })).empty());
}

TEST(CheckCycles, AreNoneInAnEmptyProcess) { EXPECT_TRUE(check_cycles(Process{}).empty()); }

} // namespace
