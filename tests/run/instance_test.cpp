#include "run/launch.hpp"

#include <convene/run/event.hpp>
#include <convene/run/instance.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <string>

using namespace convene;
using convene::test::Trial;

namespace {

/// The first reason, or the number of events.
std::string told(const Decision& decision) {
    return decision ? std::to_string(decision->size()) : std::string(code_info(decision.error().code()).name);
}

TEST(Instance, RunsFromTheDraftToTheLaunch) {
    auto run = Trial::launch();
    run.to_strategy();
    EXPECT_TRUE(run["strategy"].open);
    EXPECT_EQ(told(run.close("strategy", {"boss"}, 5)), "2"); // issued, closed
    run(command::Occur{run.activity("piling"), run.now});
    run.now += std::chrono::days(7);
    EXPECT_EQ(told(run.open("launch", "wang")), "1");
    EXPECT_FALSE(run.instance.finished());
    EXPECT_EQ(told(run.close("launch", {"boss"}, 6)), "2");
    EXPECT_TRUE(run.instance.finished());
    EXPECT_EQ(run.instance[run.artifact("outline")], (ArtifactState{Resolution::issued, 1, 5}));
}

TEST(Instance, WaitsForInputs) {
    auto run = Trial::launch();
    EXPECT_EQ(told(run.open("draft", "zhao")), "not-started");
    run(command::Start{});
    const auto refused = run.open("analyse", "li");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().blockers,
              (std::vector<Blocker>{
                  {Code::input_missing, run.activity("analyse"), {run.artifact("plan")}, {run.role("sales")}, {}}}));
}

TEST(Instance, WaitsForLagsFromWhatHappened) {
    auto run = Trial::launch();
    run.to_strategy();
    run.close("strategy", {"boss"}, 5);
    EXPECT_EQ(told(run.open("launch", "li")), "predecessor-not-fresh");
    const auto happened = run.now;
    run(command::Occur{run.activity("piling"), happened});
    const auto early = run.open("launch", "li");
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().blockers.front().arguments, std::vector<Thing>{happened + std::chrono::days(7)});
    EXPECT_EQ(told(run(command::Waive{run.activity("launch"), Excuse::time, run.person("zhao")})), "not-responsible");
    EXPECT_EQ(told(run(command::Waive{run.activity("launch"), Excuse::time, run.person("boss")})), "1");
    EXPECT_EQ(told(run.open("launch", "li")), "1");
}

TEST(Instance, IsLeftAloneByWhatItRefuses) {
    auto run = Trial::launch();
    run.to_strategy();
    const auto& id = run.activity("strategy");
    const auto boss = run.people({"boss"});
    const std::vector<Output> outline{{run.artifact("outline"), 1}};
    const std::vector<std::pair<Command, std::string>> table{
        {command::Start{}, "already-started"},
        {command::Open{id, {}, {}}, "already-open"},
        {command::Open{run.activity("draft"), run.person("zhao"), {}}, "already-fresh"},
        {command::Open{run.activity("piling"), {}, {}}, "outside-owns-it"},
        {command::Open{ActivityId{99}, {}, {}}, "unknown-id"},
        {command::Close{run.activity("draft")}, "not-open"},
        {command::Close{.activity = id, .outputs = outline}, "quorum-missing"},
        {command::Close{.activity = id, .by = run.people({"li"}), .outputs = outline}, "not-a-decider"},
        {command::Close{.activity = id, .by = boss}, "output-unresolved"},
        {command::Close{
             .activity = id, .by = boss, .outputs = {{run.artifact("outline"), 1}, {run.artifact("plan"), 1}}},
         "not-its-output"},
        {command::Close{.activity = id, .by = boss, .outputs = outline, .matters = {Outcome::approved}},
         "matters-mismatch"},
        {command::Close{.activity = id, .by = boss, .return_to = run.activity("analyse")}, "no-return-there"},
        {command::Reaffirm{id, {}}, "already-open"},
        {command::Reaffirm{run.activity("launch"), {}}, "nothing-to-reaffirm"},
        {command::Issue{run.artifact("plan"), 9, {}}, "made-here"},
        {command::Void{run.artifact("plan")}, "made-here"},
        {command::Occur{id, run.now}, "not-external"},
        {command::Occur{run.activity("piling"), run.now + std::chrono::days(9)}, "occurrence-in-future"},
        {command::Bind{run.role("sales"), run.person("li")}, "not-of-role"},
        {command::Delegate{run.person("li"), run.person("li"), run.now, run.now}, "delegation-to-self"},
        {command::Delegate{run.person("li"), run.person("wang"), convene::test::at("2026-01-01"),
                           convene::test::at("2026-01-02")},
         "delegation-over"}};
    const auto before = run.instance;
    for (const auto& [command, expected] : table) {
        EXPECT_EQ(told(run(command)), expected);
        EXPECT_EQ(run.instance, before);
    }
    EXPECT_EQ(told(run.instance.execute(command::Advance{}, convene::test::at("2026-03-01"))), "time-backwards");
}

TEST(Instance, AnswersARepeatWithNothing) {
    auto run = Trial::launch();
    const Request start{.command = command::Start{}, .at = run.now, .id = 17};
    EXPECT_EQ(told(run.instance.execute(start)), "1");
    const auto before = run.instance;
    EXPECT_EQ(told(run.instance.execute(start)), "0");
    EXPECT_EQ(run.instance, before);
}

TEST(Instance, RefusesTheSecondOfTwoWriters) {
    auto run = Trial::launch();
    run(command::Start{});
    const Request first{.command = command::Issue{run.artifact("report"), 1, {}}, .at = run.now, .expected_seq = 1};
    EXPECT_EQ(told(run.instance.execute(first)), "1");
    EXPECT_EQ(told(run.instance.execute(first)), "other-was-first");
}

TEST(Instance, IsTheFoldOfItsJournalAtEveryStep) {
    auto run = Trial::launch();
    Instance replayed(run.instance.process());
    std::size_t applied = 0;
    const auto follow = [&] {
        for (; applied < run.journal.size(); ++applied) {
            ASSERT_TRUE(replayed.fits(run.journal[applied]));
            ASSERT_TRUE(replayed.apply(run.journal[applied]));
        }
        EXPECT_EQ(replayed, run.instance);
    };
    run.to_strategy();
    follow();
    run.send_back("strategy", {"boss"}, "draft");
    follow();
    run.open("draft", "zhao");
    run.close("draft", {}, 2);
    follow();
}

TEST(Instance, FitsOnlyWhatComesNext) {
    auto run = Trial::launch();
    const auto t = run.now;
    EXPECT_FALSE(run.instance.fits({1, t, 0, event::Issued{run.artifact("report"), 1}}));
    EXPECT_TRUE(run.instance.fits({1, t, 0, event::Started{}}));
    run(command::Start{});
    EXPECT_FALSE(run.instance.fits({1, run.now, 0, event::Issued{run.artifact("report"), 1}}));
    EXPECT_FALSE(run.instance.fits({2, t, 0, event::Issued{run.artifact("report"), 1}}));
    EXPECT_FALSE(run.instance.fits({2, run.now, 0, event::Issued{ArtifactId{77}, 1}}));
    EXPECT_FALSE(
        run.instance.fits({2, run.now, 0, event::Returned{run.activity("draft"), run.activity("draft"), {}, {}, {}}}));
    EXPECT_TRUE(run.instance.fits({2, run.now, 0, event::Issued{run.artifact("report"), 1}}));
}

TEST(Instance, ReworkMakesStaleWhatStoodOnAMovedRevision) {
    auto run = Trial::launch();
    run.to_strategy();
    EXPECT_EQ(told(run.send_back("strategy", {"boss"}, "draft")), "1");
    EXPECT_FALSE(run["strategy"].stands);
    EXPECT_FALSE(run["analyse"].fresh); // its input is being made again
    EXPECT_EQ(told(run.open("analyse", "li")), "input-not-fresh");
    run.open("draft", "zhao");
    run.close("draft", {}, 2);
    EXPECT_TRUE(run["analyse"].stands);
    EXPECT_FALSE(run["analyse"].fresh);
    EXPECT_EQ(told(run(command::Reaffirm{run.activity("analyse"), run.person("wang")})), "1");
    EXPECT_TRUE(run["analyse"].fresh);
    EXPECT_EQ(told(run.open("strategy", "li", {"zhao"})), "1");
    run.close("strategy", {"boss"}, 1);
    EXPECT_EQ(run["strategy"].round, 2U);
}

TEST(Instance, ReworkThatChangesNothingLeavesTheRestFresh) {
    auto run = Trial::launch();
    run.to_strategy();
    run.send_back("strategy", {"boss"}, "draft");
    run.open("draft", "zhao");
    EXPECT_EQ(told(run.close("draft", {}, 1)), "1"); // the same plan: no revision
    EXPECT_TRUE(run["analyse"].fresh);
    EXPECT_EQ(run.instance[run.artifact("plan")].revision, 1U);
    EXPECT_EQ(told(run.open("strategy", "li", {"zhao"})), "1");
}

TEST(Instance, BoundsTheRoundsOfRework) {
    auto run = Trial::launch();
    run.to_strategy();
    for (int round = 0; round < 2; ++round) {
        EXPECT_EQ(told(run.send_back("strategy", {"boss"}, "draft")), "1");
        run.open("draft", "zhao");
        run.close("draft", {}, 1);
        run.open("strategy", "li", {"zhao"});
    }
    EXPECT_EQ(told(run.send_back("strategy", {"boss"}, "draft")), "rounds-exhausted");
    EXPECT_EQ(told(run.close("strategy", {"boss"}, 1)), "2");
}

/// The memory that a state takes, apart from its own size.
std::size_t entries(const InstanceState& s) {
    std::size_t n = s.artifacts.size() + s.activities.size() + s.basis.size() + s.returns.size() + s.requests.size() +
                    s.delegations.size() + s.performers.size() + s.handed_to.size();
    for (const auto& people : s.bound) n += people.size();
    for (const auto& people : s.performers) n += people.size();
    return n;
}

TEST(Instance, DoesNotGrowWithRounds) {
    ProcessBuilder b("rounds");
    b.artifact({.key = "plan"});
    b.task("draft").produces("plan");
    b.task("review").consumes("plan").returns_to("draft", 20'000);
    Trial run(convene::test::built(b));
    run(command::Start{});
    const auto play = [&](std::uint64_t round) {
        std::uint64_t id = 4 * round;
        const auto send = [&](Command c) {
            ASSERT_TRUE(run.instance.execute({.command = std::move(c), .at = run.now, .id = ++id}));
        };
        send(command::Open{run.activity("draft"), {}, {}});
        send(command::Close{.activity = run.activity("draft"), .outputs = {{run.artifact("plan"), round}}});
        send(command::Open{run.activity("review"), {}, {}});
        send(command::Close{
            .activity = run.activity("review"), .outcome = Outcome::rejected, .return_to = run.activity("draft")});
    };
    for (std::uint64_t round = 1; round <= 20; ++round) play(round);
    const auto before = entries(run.instance.state());
    for (std::uint64_t round = 21; round <= 10'000; ++round) play(round);
    EXPECT_EQ(entries(run.instance.state()), before);
    EXPECT_EQ(run["review"].round, 10'000U);
    EXPECT_EQ(run.instance.state().returns, std::vector<std::uint16_t>{10'000});
}

TEST(Instance, AdjournsAnOpenActivityUnderWhichAnInputMoves) {
    auto run = Trial::launch();
    run.to_strategy();
    auto excused = run;
    run(command::Issue{run.artifact("report"), 8, {}});
    EXPECT_FALSE(run["strategy"].open);
    EXPECT_EQ(told(run.open("strategy", "li", {"zhao"})), "1");
    excused(command::Waive{excused.activity("strategy"), Excuse::movement, excused.person("li")});
    excused(command::Issue{excused.artifact("report"), 8, {}});
    EXPECT_TRUE(excused["strategy"].open);
    excused.close("strategy", {"boss"}, 1);
    EXPECT_TRUE(excused["strategy"].fresh); // on the new report
}

TEST(Instance, IssuesNothingForTheSameDigest) {
    auto run = Trial::launch();
    run.to_strategy();
    EXPECT_EQ(told(run(command::Issue{run.artifact("report"), 7, {}})), "0");
    EXPECT_TRUE(run["strategy"].open);
}

TEST(Instance, ARejectionVoidsOutputsAndHoldsUpWhatFollows) {
    auto run = Trial::launch();
    run.to_strategy();
    run(command::Occur{run.activity("piling"), run.now});
    run.now += std::chrono::days(8);
    EXPECT_EQ(told(run(command::Close{
                  .activity = run.activity("strategy"), .outcome = Outcome::rejected, .by = run.people({"boss"})})),
              "2");
    EXPECT_EQ(run.instance[run.artifact("outline")].resolution, Resolution::unavailable);
    EXPECT_EQ(told(run.open("launch", "li")), "predecessor-rejected");
    run(command::Waive{run.activity("launch"), Excuse::rejection, run.person("boss")});
    EXPECT_EQ(told(run.open("launch", "li")), "1");
}

TEST(Instance, HoldsADeferredDecisionAgain) {
    auto run = Trial::launch();
    run.to_strategy();
    run.close("strategy", {"boss"}, 1, Outcome::deferred);
    EXPECT_FALSE(run.instance.finished());
    EXPECT_EQ(told(run.open("strategy", "li", {"zhao"})), "1");
    run.close("strategy", {"boss"}, 1);
    EXPECT_TRUE(run["strategy"].fresh);
    EXPECT_EQ(run["strategy"].record, 2U); // the decision is another one
}

TEST(Instance, AMilestoneIsClosedWithoutBeingOpened) {
    ProcessBuilder b("m");
    b.task("build");
    b.milestone("done").after("build");
    Trial run(convene::test::built(b));
    run(command::Start{});
    EXPECT_EQ(told(run(command::Close{run.activity("done")})), "predecessor-not-fresh");
    run(command::Open{run.activity("build"), {}, {}});
    run(command::Close{run.activity("build")});
    EXPECT_EQ(told(run(command::Close{run.activity("done")})), "2");
    EXPECT_TRUE(run.instance.finished());
}

TEST(Instance, WithoutActivitiesIsFinishedAtOnce) {
    Instance empty{Process{}};
    EXPECT_TRUE(empty.finished());
    EXPECT_TRUE(empty.execute(command::Start{}, convene::test::at("2026-03-02")));
    EXPECT_TRUE(empty.due(convene::test::at("2027-03-02")).events.empty());
}

TEST(Instance, RefusesToStartOverACycle) {
    ProcessBuilder b("cycle");
    b.task("a").after("b");
    b.task("b").after("a");
    Trial run(convene::test::built(b));
    EXPECT_EQ(told(run(command::Start{})), "run-cycle");
}

TEST(Instance, EventsOfAStateThatHasPassedAreNotApplied) {
    auto run = Trial::launch();
    run(command::Start{});
    const auto one = run.instance.decide(command::Open{run.activity("draft"), run.person("zhao"), {}}, run.now);
    const auto other = run.instance.decide(command::Issue{run.artifact("report"), 7, {}}, run.now);
    ASSERT_TRUE(one && other);
    EXPECT_TRUE(run.instance.apply(*one));
    const auto before = run.instance;
    EXPECT_FALSE(run.instance.apply(*other));
    EXPECT_FALSE(run.instance.apply(*one)); // nor twice
    EXPECT_FALSE(run.instance.apply(one->front()));
    EXPECT_EQ(run.instance, before);
}

TEST(Instance, WhatNobodyHasNamedIsRefused) {
    auto run = Trial::launch();
    run(command::Start{});
    EXPECT_EQ(run(command::Open{.by = run.person("zhao")}).error().code(), Code::unknown_id);
    EXPECT_EQ(run(command::Close{}).error().code(), Code::unknown_id);
    EXPECT_EQ(run(command::Bind{.role = run.role("sales")}).error().code(), Code::unknown_id);
    EXPECT_EQ(run(command::Issue{}).error().code(), Code::unknown_id);
    EXPECT_EQ(run(command::Occur{.activity = run.activity("piling")}).error().code(), Code::unknown_id); // no time
    EXPECT_EQ(run.instance.decide(Request{}).error().code(), Code::time_out_of_range);
}

TEST(Instance, WhatAnOpenMeetingStandsOnAdjournsItByAnEvent) {
    auto run = Trial::launch();
    run.to_strategy();
    const auto decision = run(command::Issue{run.artifact("report"), 8, {}});
    ASSERT_TRUE(decision);
    ASSERT_EQ(decision->size(), 2U);
    EXPECT_EQ(decision->back().fact, Fact(event::Adjourned{run.activity("strategy")}));
    EXPECT_FALSE(run["strategy"].open);
}

TEST(Instance, WhatWasRejectedMayBeHeldAgain) {
    auto run = Trial::launch();
    run.to_strategy();
    run.close("strategy", {"boss"}, 1, Outcome::rejected);
    EXPECT_TRUE(run.open("strategy", "li", {"zhao"}));
    EXPECT_TRUE(run.close("strategy", {"boss"}, 2));
}

TEST(Instance, OneThatWasMovedFromEndsTheProgram) {
    auto run = Trial::launch();
    auto moved = std::move(run.instance);
    EXPECT_DEATH((void)run.instance.decide(command::Start{}, run.now), "moved from"); // NOLINT(bugprone-use-after-move)
    EXPECT_DEATH((void)run.instance.due(run.now), "moved from");
    EXPECT_DEATH((void)run.instance.finished(), "moved from");
    EXPECT_DEATH((void)run.instance.apply(Event{.seq = 1, .at = run.now, .fact = event::Started{}}), "moved from");
    run.instance = moved;
    EXPECT_TRUE(run.instance.decide(command::Start{}, run.now));
}

} // namespace
