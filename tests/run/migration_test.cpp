#include "run/play.hpp"
#include "support/environment.hpp"

#include <convene/run/journal.hpp>
#include <convene/run/migration.hpp>
#include <convene/run/why.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace convene;
using namespace convene::test;

namespace {

/// How the process of a test differs from the first one.
struct Changes {
    Instant start = at("2026-03-02T09:00");
    bool annex = false;
    bool survey = false;
    bool print = false;
    bool circle = false;
    std::string decider = "management";
    std::vector<std::string> newcomers = {};
};

/// A draft is analysed and decided on; the launch follows.
Process changed(const Changes& c) {
    ProcessBuilder b("launch");
    b.start(c.start);
    for (const auto role : {"management", "planning", "sales"}) b.role({.key = role});
    for (const auto& newcomer : c.newcomers) b.person({.key = newcomer});
    b.person({.key = "boss", .roles = {"management"}});
    b.person({.key = "li", .roles = {"planning"}});
    b.person({.key = "wang", .roles = {"planning"}});
    b.person({.key = "zhao", .roles = {"sales"}});
    for (const auto artifact : {"plan", "analysis", "outline"}) b.artifact({.key = artifact});
    auto draft = b.task("draft");
    draft.lasts(spans::days(2)).worked_by({"sales"}).produces("plan");
    if (c.annex) b.artifact({.key = "annex"});
    if (c.annex) draft.produces("annex");
    if (c.circle) draft.consumes("outline");
    auto analyse = b.task("analyse");
    analyse.lasts(spans::days(1)).worked_by({"planning"}).consumes("plan").produces("analysis");
    if (c.survey) analyse.consumes("survey");
    if (c.survey) b.artifact({.key = "survey", .given = true});
    b.meeting("strategy").initiated_by({"planning"}).decided_by({c.decider}).consumes("analysis").produces("outline");
    b.meeting("launch").initiated_by({"planning"}).decided_by({c.decider}).consumes("outline");
    if (c.print) b.task("print").consumes("outline");
    return built(b);
}

Fate fate_of(const Instance& instance, const Process& next, std::string_view key) {
    for (const auto& each : plan_migration(instance, next)) {
        const auto name = each.after ? next.key(*each.after) : instance.process().key(*each.before);
        if (name == key) return each.fate;
    }
    throw std::runtime_error("no fate for " + std::string(key));
}

/// Up to the strategy meeting, which is open.
Trial at_strategy() {
    Trial trial(changed({}));
    trial(command::Start{});
    trial.open("draft", "zhao");
    trial.close("draft", {}, 1);
    trial.open("analyse", "li");
    trial.close("analyse", {}, 1);
    trial.open("strategy", "li");
    return trial;
}

TEST(Migration, WhatIsTheSameIsKept) {
    auto trial = at_strategy();
    const auto next = changed({.start = at("2026-04-01T09:00")});
    for (const auto& each : plan_migration(trial.instance, next)) EXPECT_EQ(each.fate, Fate::kept);
    const auto before = trial.instance.state();
    ASSERT_TRUE(trial(command::Migrate{.to = next}));
    EXPECT_EQ(trial.instance.process(), next);
    EXPECT_EQ(trial["strategy"], before.activities[trial.activity("strategy")]);
    EXPECT_EQ(trial.instance.state().artifacts, before.artifacts);
    EXPECT_EQ(trial.instance.state().basis, before.basis);
}

TEST(Migration, WhatIsAddedOrGoneIsSo) {
    auto trial = at_strategy();
    const auto next = changed({.print = true});
    EXPECT_EQ(fate_of(trial.instance, next, "print"), Fate::added);
    ASSERT_TRUE(trial(command::Migrate{.to = next}));
    EXPECT_EQ(fate_of(trial.instance, changed({}), "print"), Fate::orphaned);
}

TEST(Migration, ADecisionWithANewInputIsStale) {
    auto trial = at_strategy();
    const auto next = changed({.survey = true});
    EXPECT_EQ(fate_of(trial.instance, next, "analyse"), Fate::stale);
    EXPECT_EQ(fate_of(trial.instance, next, "draft"), Fate::kept);
    ASSERT_TRUE(trial(command::Migrate{.to = next}));
    EXPECT_FALSE(trial["analyse"].fresh);
    EXPECT_TRUE(trial["analyse"].stands);
    EXPECT_FALSE(trial["strategy"].open); // adjourned: its input may still change
    ASSERT_TRUE(trial(command::Issue{trial.artifact("survey"), 1, {}}));
    ASSERT_TRUE(trial(command::Reaffirm{trial.activity("analyse"), trial.person("li")}));
    EXPECT_TRUE(trial["analyse"].fresh);
}

TEST(Migration, OtherDutiesOrOutputsHaveToBeAnswered) {
    auto trial = at_strategy();
    const auto next =
        changed({.annex = true, .decider = "sales"}); // nobody is asked about the launch, which has not begun
    EXPECT_EQ(fate_of(trial.instance, next, "draft"), Fate::asked);
    EXPECT_EQ(fate_of(trial.instance, next, "strategy"), Fate::asked);
    EXPECT_EQ(fate_of(trial.instance, next, "launch"), Fate::kept);
    const auto draft = trial.activity("draft");
    const auto strategy = trial.activity("strategy");
    const auto launch = trial.activity("launch");
    const auto missing = trial(command::Migrate{.to = next});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().blockers.size(), 2U);
    EXPECT_TRUE(missing.error().has(Code::answer_missing));
    const auto unasked = trial(command::Migrate{.to = next, .kept = {draft, strategy, launch}});
    ASSERT_FALSE(unasked);
    EXPECT_EQ(unasked.error().blockers.size(), 1U);
    EXPECT_EQ(unasked.error().code(), Code::answer_unasked);
    EXPECT_EQ(trial(command::Migrate{.to = next, .kept = {draft}, .again = {draft, strategy}}).error().code(),
              Code::answer_unasked);
    ASSERT_TRUE(trial(command::Migrate{.to = next, .kept = {draft}, .again = {strategy}}));
    EXPECT_TRUE(trial["draft"].fresh);
    EXPECT_EQ(trial.instance[trial.artifact("annex")].resolution, Resolution::unavailable);
    EXPECT_FALSE(trial["strategy"].open);
}

TEST(Migration, PeopleAndCountsCarryOver) {
    auto trial = at_strategy();
    ASSERT_TRUE(trial(command::Bind{trial.role("planning"), trial.person("wang")}));
    ASSERT_TRUE(trial(
        command::Delegate{trial.person("boss"), trial.person("zhao"), trial.now, trial.now + std::chrono::days(9)}));
    const auto next = changed({.newcomers = {"new"}}); // ids move
    ASSERT_TRUE(trial(command::Migrate{.to = next}));
    EXPECT_EQ(trial.instance.state().bound[trial.role("planning")], trial.people({"wang"}));
    ASSERT_EQ(trial.instance.state().delegations.size(), 1U);
    EXPECT_EQ(trial.instance.state().delegations.front().to, trial.person("zhao"));
}

TEST(Migration, NeedsAStartAndAnEnd) {
    Trial trial(changed({}));
    const auto next = changed({.print = true});
    EXPECT_EQ(trial(command::Migrate{.to = next}).error().code(), Code::not_started);
    ASSERT_TRUE(trial(command::Start{}));
    const auto circle = changed({.circle = true});
    EXPECT_EQ(trial(command::Migrate{.to = circle}).error().code(), Code::run_cycle);
    const auto same = trial(command::Migrate{.to = trial.instance.process()});
    ASSERT_TRUE(same);
    EXPECT_TRUE(same->empty());
}

/// One without separations: after a handover or delegation under another process nobody might be left for one.
Process unseparated(std::uint64_t seed) {
    for (;; seed += 1'000'000)
        if (auto process = RandomRuns(seed).process(); process.separations().empty()) return process;
}

/// Any process to any other that shares some keys, at any point, with any answers: it still comes to its end, and what
/// follows from the state is what a process says that has never been another.
TEST(Migration, RandomInstancesComeToTheirEnd) {
    int asked = 0;
    for (int seed = 0; seed < 300 * scale(); ++seed) {
        const auto number = static_cast<std::uint64_t>(seed);
        const auto first = RandomRuns(number).process();
        Player player(first, number + 3);
        for (int turn = 0; turn < 3; ++turn) {
            for (int i = 0; i < 12; ++i) player.random_move();
            command::Migrate command{.to = unseparated(number * 3 + static_cast<std::uint64_t>(turn) + 1000)};
            for (const auto& each : plan_migration(player.instance, command.to))
                if (each.fate == Fate::asked) {
                    (player.chance(0.5) ? command.kept : command.again).push_back(*each.before);
                    ++asked;
                }
            const bool started = player.instance.state().started.has_value();
            ASSERT_EQ(player.send(command), started) << "seed " << seed;
        }
        int moves = 0;
        while (!player.instance.finished() && moves < 2000 && player.calm_move()) ++moves;
        ASSERT_TRUE(player.instance.finished()) << "seed " << seed << " after " << moves;
        const auto replayed = replay(Instance(first), "a", player.journal);
        ASSERT_TRUE(replayed) << "seed " << seed;
        ASSERT_EQ(*replayed, player.instance) << "seed " << seed;
    }
    EXPECT_GT(asked, 100 * scale());
}

TEST(Migration, WhatItTakesBackIsToldBeforeInTheAnswerAndAfter) {
    Trial run(changed({}));
    run(command::Start{});
    run.open("draft", "zhao");
    run.close("draft", {"zhao"}, 1);
    run.open("analyse", "li");
    const auto next = changed({.survey = true}); // the analysis needs a survey, which is not there
    EXPECT_EQ(fate_of(run.instance, next, "analyse"), Fate::adjourned);
    const auto decision = run(command::Migrate{.to = next});
    ASSERT_TRUE(decision);
    ASSERT_EQ(decision->size(), 2U);
    EXPECT_EQ(decision->back().fact, Fact(event::Adjourned{run.activity("analyse")}));
    EXPECT_EQ(run["analyse"].adjourned, run.now);
    const auto reasons = why(run.instance, run.activity("analyse"), run.now);
    EXPECT_TRUE(std::ranges::any_of(reasons.blockers, [](const Blocker& b) { return b.code == Code::was_adjourned; }));
    run(command::Issue{run.artifact("survey"), 1, {}});
    run.open("analyse", "li");
    EXPECT_FALSE(run["analyse"].adjourned);
}

} // namespace
