#include "run/launch.hpp"

#include <convene/run/agenda.hpp>

#include <gtest/gtest.h>

#include <algorithm>

using namespace convene;
using namespace convene::test;

namespace {

/// Up to the strategy meeting, which is ready.
Trial ready() {
    auto run = Trial::launch();
    run(command::Start{});
    run(command::Issue{run.artifact("report"), 7, {}});
    run.open("draft", "zhao");
    run.close("draft", {}, 1);
    run.open("analyse", "li");
    run.close("analyse", {}, 1);
    return run;
}

TEST(Call, KeepsTheMeetingFromBeingOpenedBefore) {
    auto run = ready();
    const auto moment = run.now + std::chrono::hours(10);
    ASSERT_TRUE(run(command::Call{run.activity("strategy"), moment, run.person("li")}));
    EXPECT_EQ(run.open("strategy", "li", {"zhao"}).error().code(), Code::too_early);
    EXPECT_EQ(next_due(run.instance, run.now), moment);
    run.now = moment - std::chrono::hours(1);
    EXPECT_TRUE(run.open("strategy", "li", {"zhao"}));
    run.close("strategy", {"boss"}, 1);
    EXPECT_FALSE(run["strategy"].called);
}

TEST(Call, IsOnTheAgendaOfThoseWhoHaveToBeThere) {
    auto run = ready();
    const auto moment = run.now + std::chrono::hours(10);
    run(command::Call{run.activity("strategy"), moment, run.person("li")});
    const auto list = agenda(run.instance, run.now, {.person = run.person("zhao")});
    const auto entry = std::ranges::find(list, Todo::attend, &AgendaEntry::todo);
    ASSERT_NE(entry, list.end());
    EXPECT_EQ(entry->called, moment);
    EXPECT_EQ(entry->people, run.people({"boss", "li", "wang", "zhao"}));
}

TEST(Call, MayBeMadeBeforeTheMeetingIsReadyAndAgain) {
    auto run = Trial::launch();
    run(command::Start{});
    const auto first = run.now + std::chrono::hours(50);
    ASSERT_TRUE(run(command::Call{run.activity("strategy"), first, run.person("li")}));
    EXPECT_TRUE(run(command::Call{run.activity("strategy"), first, run.person("li")})->empty());
    ASSERT_TRUE(run(command::Call{run.activity("strategy"), first + std::chrono::hours(1), run.person("wang")}));
    EXPECT_EQ(run["strategy"].called, first + std::chrono::hours(1));
}

TEST(Call, IsRefusedForWhatIsNoMeetingForThePastAndByOthers) {
    auto run = ready();
    const auto later = run.now + std::chrono::hours(10);
    EXPECT_EQ(run(command::Call{run.activity("draft"), later, run.person("zhao")}).error().code(), Code::not_a_meeting);
    EXPECT_EQ(run(command::Call{run.activity("strategy"), at("2026-03-02T09:00"), run.person("li")}).error().code(),
              Code::called_in_the_past);
    EXPECT_EQ(run(command::Call{run.activity("strategy"), later, run.person("zhao")}).error().code(),
              Code::not_its_opener);
    run.open("strategy", "li", {"zhao"});
    EXPECT_EQ(run(command::Call{run.activity("strategy"), later, run.person("li")}).error().code(), Code::already_open);
}

TEST(Escalation, IsOnTheAgendaOfTheRoleItGoesTo) {
    ProcessBuilder b("service");
    b.role({.key = "agent"});
    b.role({.key = "manager"});
    b.person({.key = "li", .roles = {"agent"}});
    b.person({.key = "boss", .roles = {"manager"}});
    b.task("answer")
        .lasts(spans::hours(1))
        .worked_by({"agent"})
        .service_level({.within = spans::elapsed_days(1), .warn = spans::hours(2), .escalate_to = "manager"});
    Trial run(built(b));
    run(command::Start{});
    const AgendaOptions boss{.person = run.person("boss")};
    EXPECT_TRUE(agenda(run.instance, run.now + std::chrono::hours(23), boss).empty());
    const auto late = agenda(run.instance, run.now + std::chrono::hours(24), boss);
    ASSERT_EQ(late.size(), 1U);
    EXPECT_EQ(late[0].todo, Todo::escalation);
    EXPECT_EQ(late[0].due, run.now + std::chrono::hours(24));
    run.now += std::chrono::hours(30);
    run.open("answer", "li");
    run.close("answer", {}, 1);
    EXPECT_TRUE(agenda(run.instance, run.now, boss).empty());
}

} // namespace
