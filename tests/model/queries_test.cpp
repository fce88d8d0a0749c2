#include <convene/model/builder.hpp>
#include <convene/model/queries.hpp>

#include <gtest/gtest.h>

namespace {

using namespace convene;

Calendar calendar(std::string key) {
    return *make_calendar({.key = std::move(key), .week = monday_to_friday(standard_shifts())});
}

/// Three calendars; the project's is "project".
Process sample() {
    ProcessBuilder b("sample");
    b.calendar("project");
    for (const auto* key : {"own", "roles", "project"}) b.add_calendar(calendar(key));
    b.role({.key = "plain"}).role({.key = "night", .calendar = "roles"}).role({.key = "empty"});
    b.person({.key = "zhao", .roles = {"night", "plain", "night"}, .calendar = "own"});
    b.person({.key = "qian", .roles = {"night", "plain"}});
    b.person({.key = "sun", .roles = {"plain"}});
    b.person({.key = "li"});
    b.person({.key = "zhou", .calendar = "own"});
    b.resource({.key = "room"}).resource({.key = "car", .calendar = "own"});
    b.phase({.key = "inner", .parent = "middle"});
    b.phase({.key = "main"});
    b.phase({.key = "middle", .parent = "cases"});
    b.phase({.key = "cases", .run = PhaseRun::per_case});
    b.task("a").lasts(spans::days(1)).on_calendar("own").in_phase("inner");
    b.task("b").lasts(spans::days(1)).in_phase("main");
    b.external("c");
    b.task("d").in_phase("cases");
    return *b.build();
}

template <class T>
std::vector<T> list(std::span<const T> span) {
    return {span.begin(), span.end()};
}

} // namespace

TEST(Queries, ACalendarFallsBackToTheProjects) {
    const auto p = sample();
    const auto key = [&](auto... what) { return std::string(p.key(calendar_id_of(p, what...))); };
    EXPECT_EQ(key(*p.find_activity("a")), "own");
    EXPECT_EQ(key(*p.find_activity("b")), "project");
    EXPECT_EQ(key(*p.find_role("plain")), "project");
    EXPECT_EQ(key(*p.find_role("night")), "roles");
    EXPECT_EQ(key(*p.find_resource("room")), "project");
    EXPECT_EQ(key(*p.find_resource("car")), "own");
}

TEST(Queries, APersonsCalendarIsItsOwnThenTheRolesThenTheProjects) {
    const auto p = sample();
    const auto person = [&](std::string_view key) { return *p.find_person(key); };
    const auto key = [&](auto... what) { return std::string(p.key(calendar_id_of(p, what...))); };
    EXPECT_EQ(key(person("zhao"), *p.find_role("night")), "own");
    EXPECT_EQ(key(person("qian"), *p.find_role("night")), "roles");
    EXPECT_EQ(key(person("qian"), *p.find_role("plain")), "project");
    EXPECT_EQ(key(person("zhao")), "own");
    EXPECT_EQ(key(person("qian")), "roles"); // of the first role
    EXPECT_EQ(key(person("sun")), "project");
    EXPECT_EQ(key(person("li")), "project");
    EXPECT_EQ(key(person("zhou")), "own");
}

TEST(Queries, ALagIsCountedOnTheCalendarThatTheRuleNames) {
    ProcessBuilder b("lags");
    b.calendar("project");
    for (const auto* key : {"first", "second", "third", "project"}) b.add_calendar(calendar(key));
    b.task("a").on_calendar("first");
    b.task("b").on_calendar("second");
    for (const auto which :
         {LagCalendar::successor, LagCalendar::predecessor, LagCalendar::project, LagCalendar::continuous})
        b.rule("a", "b", {.min = spans::days(1), .calendar = which});
    b.rule("a", "b", {.min = spans::days(1), .named = "third"});
    const auto p = *b.build();
    std::vector<std::string> keys;
    for (std::uint32_t i = 0; i < p.rule_count(); ++i) {
        const auto rule = p.rule(RuleId{i});
        const auto id = lag_calendar_id_of(p, rule);
        keys.push_back(id ? std::string(p.key(*id)) : "clock");
        EXPECT_EQ(lag_calendar_of(p, rule).key(), id ? p.key(*id) : "continuous");
    }
    EXPECT_EQ(keys, (std::vector<std::string>{"second", "first", "project", "clock", "third"}));
}

TEST(Queries, ThePeopleOfARoleAreEachToldOnceAndAscending) {
    const auto p = sample();
    const auto of = [&](std::string_view role) { return list(people_of(p, *p.find_role(role))); };
    EXPECT_EQ(of("plain"), (std::vector{PersonId{0}, PersonId{1}, PersonId{2}}));
    EXPECT_EQ(of("night"), (std::vector{PersonId{0}, PersonId{1}}));
    EXPECT_TRUE(of("empty").empty());
}

TEST(Queries, StartedIsWhatHasAnyActualDate) {
    ProcessBuilder b("progress");
    const auto then = *try_parse_instant("2026-03-02T09:00");
    b.task("new");
    b.task("begun").progress({.actual_start = then, .actual_finish = {}, .remaining = {}});
    b.task("over").progress({.actual_start = then, .actual_finish = then, .remaining = {}});
    b.external("arrived").progress({.actual_start = {}, .actual_finish = then, .remaining = {}});
    b.task("told").progress({});
    const auto p = *b.build();
    const auto started = [&](std::string_view key) { return has_started(p, *p.find_activity(key)); };
    const auto finished = [&](std::string_view key) { return has_finished(p, *p.find_activity(key)); };
    EXPECT_FALSE(started("new") || finished("new") || started("told") || finished("told"));
    EXPECT_TRUE(started("begun") && !finished("begun"));
    EXPECT_TRUE(started("over") && finished("over") && started("arrived") && finished("arrived"));
    EXPECT_TRUE(has_happened(p, *p.find_activity("begun"), Edge::start));
    EXPECT_FALSE(has_happened(p, *p.find_activity("begun"), Edge::finish));
}

TEST(Queries, APhaseInsideACaseRunsPerCase) {
    const auto p = sample();
    const auto per_case = [&](std::string_view key) { return is_per_case(p, *p.find_activity(key)); };
    EXPECT_TRUE(has_cases(p));
    EXPECT_TRUE(per_case("a")); // its phase names its parents before they are defined
    EXPECT_FALSE(per_case("b"));
    EXPECT_FALSE(per_case("c")); // in no phase
    EXPECT_TRUE(per_case("d"));
    EXPECT_TRUE(is_per_case(p, *p.find_phase("middle")));
    EXPECT_FALSE(is_per_case(p, *p.find_phase("main")));
    EXPECT_FALSE(has_cases(Process()));
}
