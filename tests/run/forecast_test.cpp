#include "run/launch.hpp"
#include "support/stop_after.hpp"

#include <convene/run/forecast.hpp>

#include <gtest/gtest.h>

using namespace convene;
using convene::test::Trial;

namespace {

std::string start(const Forecast& f, std::string_view key) {
    return to_string(f.schedule.start(*f.process.find_activity(key)));
}

TEST(Forecast, OfWhatHasNotStartedIsThePlan) {
    const auto run = Trial::launch();
    const auto f = forecast(run.instance, run.now);
    ASSERT_TRUE(f);
    EXPECT_EQ(start(*f, "draft"), "2026-03-02T09:00");
    EXPECT_EQ(start(*f, "analyse"), "2026-03-04T09:00");
    EXPECT_EQ(start(*f, "strategy"), "2026-03-05T09:00");
}

TEST(Forecast, CountsFromWhatHappened) {
    auto run = Trial::launch();
    run.now = convene::test::at("2026-03-02T09:00");
    run(command::Start{});
    run(command::Issue{run.artifact("report"), 7, {}});
    run.now = convene::test::at("2026-03-05T12:00");
    run.open("draft", "zhao"); // Thursday 13:00, late: two days of work lie ahead
    const auto f = forecast(run.instance, run.now);
    ASSERT_TRUE(f);
    EXPECT_EQ(start(*f, "draft"), "2026-03-05T13:00");
    EXPECT_EQ(start(*f, "analyse"), "2026-03-09T13:00");
    run.now = convene::test::at("2026-03-06T09:00");
    run.close("draft", {}, 1); // Friday 10:00, early
    const auto g = forecast(run.instance, run.now);
    ASSERT_TRUE(g);
    EXPECT_EQ(to_string(g->schedule.finish(run.activity("draft"))), "2026-03-06T10:00");
    EXPECT_EQ(start(*g, "analyse"), "2026-03-06T10:00");
}

TEST(Forecast, PlansWhatWasSentBackOnceMore) {
    auto run = Trial::launch();
    run.to_strategy();
    run.send_back("strategy", {"boss"}, "draft");
    const auto f = forecast(run.instance, run.now);
    ASSERT_TRUE(f);
    EXPECT_EQ(f->process.progress(run.activity("draft")), std::nullopt);
    EXPECT_EQ(f->process.progress(run.activity("analyse")), std::nullopt); // its input is being made again
    EXPECT_GE(f->schedule.start(run.activity("draft")), run.now);
    EXPECT_GT(f->schedule.start(run.activity("strategy")), f->schedule.finish(run.activity("draft")));
}

TEST(Forecast, ListsTheLimitsThatCantBeKept) {
    auto run = Trial::launch();
    run.to_strategy();
    run.close("strategy", {"boss"}, 1);
    run(command::Occur{run.activity("piling"), run.now});
    const auto f = forecast(run.instance, run.now + std::chrono::days(30)); // nine days after the latest launch
    ASSERT_TRUE(f);
    ASSERT_EQ(f->schedule.broken().size(), 1U);
    EXPECT_EQ(f->schedule.broken().front().activity, run.activity("launch"));
}

TEST(Forecast, ForgetsADateThatPassedWithoutTheMilestone) {
    ProcessBuilder b("outside");
    b.start(convene::test::at("2026-03-02T09:00"));
    b.external("permit").date(convene::test::at("2026-03-10"));
    b.task("build").lasts(spans::days(1)).after("permit");
    Trial run(convene::test::built(b));
    run(command::Start{});
    EXPECT_TRUE((*with_progress(run.instance, convene::test::at("2026-03-09"))).date(run.activity("permit")));
    EXPECT_FALSE((*with_progress(run.instance, convene::test::at("2026-03-11"))).date(run.activity("permit")));
    const auto f = forecast(run.instance, convene::test::at("2026-03-11T09:00"));
    ASSERT_TRUE(f);
    EXPECT_EQ(start(*f, "build"), "2026-03-11T09:00");
}

TEST(Forecast, CanBeStopped) {
    auto run = Trial::launch();
    const auto stopped = forecast(run.instance, run.now, convene::test::StopAfter(0));
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error(), Diagnostics{{.code = Code::stopped}});
    EXPECT_TRUE(forecast(run.instance, run.now, convene::test::StopAfter(100)));
}

} // namespace
