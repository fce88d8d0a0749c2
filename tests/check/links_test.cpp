#include <convene/check/links.hpp>

#include <check/fixture.hpp>

#include <gtest/gtest.h>

namespace convene::test {

std::vector<Fixture> link_fixtures() {
    const auto linked = [](ProcessBuilder& b) {
        task(b, "a");
        task(b, "b").after("a");
    };
    return {
        {Code::isolated_activity, "task alone",
         [=](ProcessBuilder& b) {
             linked(b);
             task(b, "alone");
         },
         linked},
        {Code::listed_twice, "task a",
         [](ProcessBuilder& b) {
             task(b, "a").starts({"b", "b"});
             task(b, "b");
         },
         [](ProcessBuilder& b) {
             task(b, "a").starts({"b"});
             task(b, "b");
         }},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::made;
using convene::test::task;

namespace {

TEST(CheckLinks, WhereNothingIsLinkedNothingIsIsolated) {
    EXPECT_TRUE(check_links(made([](ProcessBuilder& b) {
                    b.artifact({.key = "law", .given = true});
                    task(b, "a").consumes("law");
                    task(b, "b").consumes("law");
                })).empty());
}

TEST(CheckLinks, RulesArtifactsFollowUpsAndReturnsLink) {
    EXPECT_TRUE(check_links(made([](ProcessBuilder& b) {
                    b.artifact({.key = "x"});
                    task(b, "a").produces("x");
                    task(b, "b").consumes("x");
                    task(b, "c").starts("d");
                    task(b, "d");
                    task(b, "e");
                    task(b, "f").after("e", {.min = {}, .max = spans::days(1)});
                    task(b, "g").returns_to("h", 1);
                    task(b, "h");
                })).empty());
}

TEST(CheckLinks, RecurringWorkAndWorkPerCaseStandAlone) {
    const auto found = check_links(made([](ProcessBuilder& b) {
        b.phase({.key = "cases", .run = PhaseRun::per_case});
        b.phase({.key = "inner", .parent = "cases"});
        b.artifact({.key = "x", .given = true});
        task(b, "a");
        task(b, "b").after("a");
        task(b, "weekly").recurs({*parse_recurrence("FREQ=WEEKLY")});
        task(b, "case").in_phase("inner");
        b.external("alone").date(test::at("2026-05-04"));
        task(b, "reader").consumes("x");
    }));
    ASSERT_EQ(test::codes(found), (std::vector{Code::isolated_activity, Code::isolated_activity}));
    EXPECT_EQ(found[0].object.in("en"), "external milestone alone");
    EXPECT_EQ(found[1].object.in("en"), "task reader");
}

} // namespace
