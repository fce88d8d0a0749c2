#include "run/scripted.hpp"

#include <convene/run/next_round.hpp>

#include <gtest/gtest.h>

using namespace convene;
using namespace convene::test;

namespace {

/// Two rounds of one task, which stands on a given document.
Trial rounds(std::optional<Span> every = {}) {
    ProcessBuilder b("rounds");
    b.rounds({.max = 2, .every = every});
    b.artifact({.key = "brief", .given = true});
    b.task("work").lasts(spans::days(1)).consumes("brief");
    return Trial(built(b));
}

TEST(NextRound, CarriesOverWhatWasGiven) {
    auto run = rounds();
    EXPECT_EQ(next_round(run.instance, run.now).error().code(), Code::not_started);
    run(command::Start{});
    run(command::Issue{run.artifact("brief"), 8, {}});
    EXPECT_EQ(next_round(run.instance, run.now).error().code(), Code::round_not_over);
    run(command::Open{.activity = run.activity("work")});
    run(command::Close{.activity = run.activity("work")});
    const auto start = next_round(run.instance, run.now);
    ASSERT_TRUE(start);
    EXPECT_EQ(*start, (command::Start{2, {{run.artifact("brief"), 8}}}));
    Trial second(run.instance.process());
    ASSERT_TRUE(second(*start));
    EXPECT_EQ(second.instance.state().round, 2U);
    EXPECT_EQ(second.instance[second.artifact("brief")].digest, 8U);
    second(command::Open{.activity = second.activity("work")});
    second(command::Close{.activity = second.activity("work")});
    EXPECT_EQ(next_round(second.instance, second.now).error().code(), Code::round_out_of_range);
    Instance replayed(run.instance.process());
    ASSERT_TRUE(replayed.apply(second.journal));
    EXPECT_EQ(replayed, second.instance);
}

TEST(NextRound, WaitsForItsDateWhereThereIsOne) {
    auto run = rounds(spans::elapsed_weeks(1));
    run(command::Start{});
    EXPECT_EQ(next_round(run.instance, run.now).error().code(), Code::too_early);
    EXPECT_TRUE(next_round(run.instance, run.now + std::chrono::days(7)));
}

TEST(NextRound, OnlyTheProcesssOwnRoundsCanBeStarted) {
    auto run = rounds();
    EXPECT_EQ(run(command::Start{.round = 3}).error().code(), Code::round_out_of_range);
    EXPECT_EQ(Trial::launch()(command::Start{.round = 2}).error().code(), Code::round_out_of_range);
}

} // namespace
