#include <convene/check/unused.hpp>

#include <check/fixture.hpp>

#include <gtest/gtest.h>

namespace convene::test {

namespace {

Calendar named(std::string_view key) { return *make_calendar({.key = std::string(key), .base = Calendar::standard()}); }

} // namespace

std::vector<Fixture> unused_fixtures() {
    return {
        {Code::unused_calendar, "calendar night",
         [](ProcessBuilder& b) {
             b.add_calendar(named("day")).add_calendar(named("night")).calendar("day");
             task(b, "write");
         },
         [](ProcessBuilder& b) {
             b.add_calendar(named("day")).add_calendar(named("night")).calendar("day");
             task(b, "write").on_calendar("night");
         }},
        {Code::unused_phase, "phase later",
         [](ProcessBuilder& b) {
             b.phase({.key = "now"}).phase({.key = "later"});
             task(b, "write").in_phase("now");
         },
         [](ProcessBuilder& b) {
             b.phase({.key = "whole"}).phase({.key = "now", .parent = "whole"});
             task(b, "write").in_phase("now");
         }},
        {Code::unused_parameter, "parameter wait",
         [](ProcessBuilder& b) {
             b.parameter("wait", spans::days(2));
             task(b, "write");
         },
         [](ProcessBuilder& b) {
             b.parameter("wait", spans::days(2));
             task(b, "write").lasts_parameter("wait");
         }},
        {Code::unused_level, "level project", [](ProcessBuilder& b) { b.tier("project"); },
         [](ProcessBuilder& b) {
             b.tier("project");
             b.role({.key = "author", .tier = "project", .external = true});
             task(b, "write").worked_by({"author"});
         }},
        {Code::unused_resource, "resource room", [](ProcessBuilder& b) { b.resource({.key = "room"}); },
         [](ProcessBuilder& b) {
             b.resource({.key = "room"});
             task(b, "write").needs("room");
         }},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::made;
using convene::test::staff;
using convene::test::task;

namespace {

TEST(CheckUnused, EveryUseOfACalendarCounts) {
    EXPECT_TRUE(check_unused(made([](ProcessBuilder& b) {
                    const auto base = *make_calendar({.key = "base", .base = Calendar::standard()});
                    b.add_calendar(base);
                    b.add_calendar(*make_calendar({.key = "project", .base = base})).calendar("project");
                    for (const auto* key : {"of-role", "of-person", "of-rule", "of-task"})
                        b.add_calendar(*make_calendar({.key = key, .base = base}));
                    b.add_calendar(*make_calendar({.key = "imported", .base = base}), true);
                    b.role({.key = "author", .calendar = "of-role"});
                    b.person({.key = "li", .roles = {"author"}, .calendar = "of-person"});
                    task(b, "a").worked_by({"author"}).on_calendar("of-task");
                    task(b, "b")
                        .worked_by({"author"})
                        .after("a", {.min = spans::days(1), .calendar = LagCalendar::named, .named = "of-rule"});
                })).empty());
}

TEST(CheckUnused, RulesMattersAndAuthoritiesUseParametersAndLevels) {
    EXPECT_TRUE(check_unused(made([](ProcessBuilder& b) {
                    b.parameter("least", spans::days(1)).parameter("most", spans::days(9));
                    b.tier("company").tier("department");
                    staff(b, {"boss"});
                    task(b, "a").decided_by({"boss"}).matter({.title = "m", .tier = "department"});
                    task(b, "b").worked_by({"boss"}).after("a", {.min_parameter = "least", .max_parameter = "most"});
                    b.authority({.role = "boss", .tier = "company"});
                })).empty());
}

} // namespace
