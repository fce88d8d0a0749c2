#include "run/launch.hpp"

#include <convene/run/run_index.hpp>

#include <gtest/gtest.h>

using namespace convene;

namespace {

Process launch() {
    ProcessBuilder b("launch");
    return convene::test::built(convene::test::describe_launch(b));
}

TEST(RunIndex, RanksWhatWaitsAfterWhatItWaitsFor) {
    const auto process = launch();
    const RunIndex plan(process);
    EXPECT_TRUE(plan.acyclic());
    for (const auto id : process.activities().ids())
        for (const auto next : plan.affected(id)) EXPECT_LT(plan.rank(id), plan.rank(next));
}

TEST(RunIndex, KnowsWhoIsAffected) {
    const auto process = launch();
    const RunIndex plan(process);
    const auto id = [&](std::string_view key) { return *process.find_activity(key); };
    const auto list = [](auto span) { return std::vector(span.begin(), span.end()); };
    EXPECT_EQ(list(plan.affected(id("draft"))), std::vector{id("analyse")});
    EXPECT_EQ(list(plan.affected(id("piling"))), std::vector{id("launch")});
    EXPECT_EQ(list(plan.consumers(*process.find_artifact("report"))), std::vector{id("strategy")});
    EXPECT_EQ(plan.basis_size(), 5U); // plan, analysis, report, outline, and that the piling has begun
}

TEST(RunIndex, MakesNoGateOfWhatNobodyKnowsAhead) {
    ProcessBuilder b("gates");
    b.task("a").starts("c");
    b.task("b").after("a", {.min = spans::days(-2)});
    b.task("c");
    b.task("d").after("a", {.min = {}, .max = spans::days(2)});
    b.external("e").after("a");
    const auto process = convene::test::built(b);
    const RunIndex plan(process);
    EXPECT_TRUE(plan.gates(*process.find_activity("b")).empty());
    EXPECT_EQ(plan.gates(*process.find_activity("c")).size(), 1U);
    EXPECT_TRUE(plan.gates(*process.find_activity("d")).empty());
    EXPECT_TRUE(plan.gates(*process.find_activity("e")).empty());
}

TEST(RunIndex, CountsLagsAsTheScheduleDoes) {
    ProcessBuilder b("lags");
    b.task("a");
    b.task("b").after("a", {.min = spans::days(1)});
    b.task("c").after("a", {.min = spans::elapsed_months(1)});
    b.task("d").after("a", {.min = spans::hours(30), .calendar = LagCalendar::continuous});
    const auto process = convene::test::built(b);
    const RunIndex plan(process);
    const auto friday = convene::test::at("2026-01-30T18:00");
    const auto lag = [&](std::string_view key) {
        return to_string(plan.gates(*process.find_activity(key)).front().lag(friday));
    };
    EXPECT_EQ(lag("b"), "2026-02-02T18:00"); // the next working day
    EXPECT_EQ(lag("c"), "2026-02-28T18:00");
    EXPECT_EQ(lag("d"), "2026-02-01T00:00");
}

} // namespace
