#include "run/launch.hpp"

#include <convene/run/conform.hpp>

#include <gtest/gtest.h>

using namespace convene;
using namespace convene::test;

namespace {

/// Draft and analysis, as they should be.
LoggedCase logged(const Trial& trial) {
    const auto hour = [](int n) { return at("2026-03-02T09:00") + std::chrono::hours(n); };
    LoggedCase out{"a", {}};
    out.requests.push_back(
        {1, {.command = command::Open{trial.activity("draft"), trial.person("zhao")}, .at = hour(0)}});
    out.requests.push_back({2, {.command = command::Close{.activity = trial.activity("draft")}, .at = hour(1)}});
    out.requests.push_back(
        {3, {.command = command::Open{trial.activity("analyse"), trial.person("li")}, .at = hour(2)}});
    out.requests.push_back({4, {.command = command::Close{.activity = trial.activity("analyse")}, .at = hour(3)}});
    return out;
}

TEST(Conform, WhatIsAllowedHasNoDeviation) {
    const auto trial = Trial::launch();
    const auto found = conform(trial.instance.process(), logged(trial));
    EXPECT_TRUE(found.deviations.empty());
    EXPECT_EQ(found.obeyed, 4U);
    EXPECT_EQ(found.fitness(), 1.0);
    EXPECT_TRUE(found.instance[trial.activity("analyse")].fresh);
    EXPECT_EQ(found.instance[trial.artifact("plan")].digest, 2U); // the number of the event
}

TEST(Conform, OneSlipIsOneDeviation) {
    const auto trial = Trial::launch();
    auto log = logged(trial);
    log.requests.erase(log.requests.begin() + 1); // the draft is never closed, so the analysis comes too early
    const auto found = conform(trial.instance.process(), log);
    ASSERT_EQ(found.deviations.size(), 1U);
    EXPECT_EQ(found.deviations[0].number, 3U);
    EXPECT_TRUE(found.deviations[0].refusal.has(Code::input_missing));
    EXPECT_NEAR(found.fitness(), 2.0 / 3, 1e-12);
}

TEST(Conform, WhatIsNowhereInTheLogIsMissingOnce) {
    const auto trial = Trial::launch();
    auto log = logged(trial);
    log.requests.erase(log.requests.begin(), log.requests.begin() + 2); // no draft at all
    const auto found = conform(trial.instance.process(), log);
    ASSERT_EQ(found.deviations.size(), 1U);
    EXPECT_TRUE(found.deviations[0].refusal.has(Code::log_activity_missing));
    EXPECT_EQ(found.deviations[0].refusal.blockers[0].about, Thing{trial.activity("draft")});
    EXPECT_EQ(found.obeyed, 2U);
}

TEST(Conform, TheWrongPersonIsADeviationAndTheWorkIsDone) {
    const auto trial = Trial::launch();
    auto log = logged(trial);
    std::get<command::Open>(log.requests[0].request.command).by = trial.person("boss");
    const auto found = conform(trial.instance.process(), log);
    ASSERT_FALSE(found.deviations.empty());
    EXPECT_EQ(found.deviations[0].number, 1U);
    EXPECT_TRUE(found.deviations[0].refusal.has(Code::not_its_opener));
    EXPECT_TRUE(found.instance[trial.activity("analyse")].fresh);
}

TEST(Conform, WhatIsDatedBeforeTheOneBeforeItIsTold) {
    const auto trial = Trial::launch();
    auto log = logged(trial);
    log.requests[1].request.at -= std::chrono::hours(2); // closed an hour before it was opened
    const auto found = conform(trial.instance.process(), log);
    ASSERT_EQ(found.deviations.size(), 1U);
    EXPECT_EQ(found.deviations[0].number, 2U);
    EXPECT_EQ(found.deviations[0].refusal.blockers,
              (std::vector<Blocker>{
                  {.code = Code::time_backwards, .arguments = {at("2026-03-02T08:00"), at("2026-03-02T09:00")}}}));
    EXPECT_EQ(found.obeyed, 3U);
    EXPECT_TRUE(found.instance[trial.activity("analyse")].fresh);
}

TEST(Conform, OneDateTooLateIsOneSlip) {
    const auto trial = Trial::launch();
    auto log = logged(trial);
    log.requests[0].request.at += std::chrono::hours(100); // what follows is not late for that
    const auto found = conform(trial.instance.process(), log);
    ASSERT_EQ(found.deviations.size(), 1U);
    EXPECT_EQ(found.deviations[0].number, 2U);
    EXPECT_TRUE(found.deviations[0].refusal.has(Code::time_backwards));
}

TEST(Conform, NothingComparedIsNotEverything) {
    const auto trial = Trial::launch();
    const auto found = conform(trial.instance.process(), {"a", {}, {}, {{"Closed", 3, true}}});
    EXPECT_EQ(found.compared(), 0U);
    EXPECT_EQ(found.fitness(), 0.0);
    EXPECT_TRUE(found.has_unclear());
    EXPECT_FALSE(found.instance.state().started);
}

} // namespace
