#include <convene/io/write_schedule.hpp>
#include <convene/model/builder.hpp>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace {

using namespace convene;

struct Fixture {
    Process process;
    Schedule plan;
};

Fixture two_tasks() {
    ProcessBuilder b("written");
    b.start(*try_parse_instant("2026-03-02T09:00"));
    b.task("first").lasts(1_d);
    b.task("second").lasts(1_d).after("first").deadline(*try_parse_instant("2026-03-03T12:00"));
    auto process = *b.build();
    auto plan = *schedule(process);
    return {process, plan};
}

TEST(WriteSchedule, TellsEveryActivityAndMissedDeadlines) {
    const auto [process, plan] = two_tasks();
    const auto json = boost::json::parse(io::write_schedule(process, plan));
    const auto& activities = json.at("activities").as_array();
    ASSERT_EQ(activities.size(), 2U);
    EXPECT_EQ(activities[1].at("activity").as_string(), "second");
    EXPECT_EQ(activities[1].at("start").as_string(), "2026-03-03T09:00");
    EXPECT_EQ(activities[1].at("finish").as_string(), "2026-03-03T18:00");
    EXPECT_TRUE(activities[1].at("critical").as_bool());
    EXPECT_EQ(json.at("deadlines_missed").at(0).at("deadline").as_string(), "2026-03-03T12:00");
    EXPECT_TRUE(json.at("given_up").as_array().empty());
}

TEST(WriteSchedule, TellsWhatGaveWay) {
    ProcessBuilder b("p");
    b.start(*try_parse_instant("2026-03-02T09:00"));
    b.task("a").lasts(2_d).constrain(ConstraintKind::finish_no_later_than, *try_parse_instant("2026-03-02T18:00"),
                                     true);
    const auto process = *b.build();
    const auto json = boost::json::parse(io::write_schedule(process, *schedule(process)));
    const auto& broken = json.at("given_up").at(0);
    EXPECT_EQ(broken.at("activity").as_string(), "a");
    EXPECT_EQ(broken.at("edge").as_string(), "finish");
    EXPECT_EQ(broken.at("cause").as_string(), "constraint");
    EXPECT_EQ(broken.at("limit").as_string(), "2026-03-02T18:00");
    EXPECT_EQ(broken.at("actual").as_string(), "2026-03-03T18:00");
    EXPECT_TRUE(broken.at("soft").as_bool());
}

TEST(WriteExplanation, TellsEachStepWithItsSentence) {
    const auto [process, plan] = two_tasks();
    const auto steps = explain(plan, ActivityId{1});
    const auto json = boost::json::parse(io::write_explanation(process, steps, Language::zh));
    ASSERT_EQ(json.as_array().size(), steps.size());
    EXPECT_EQ(json.at(0).at("step").as_string(), "root");
    EXPECT_EQ(json.at(0).at("cause").as_string(), "project_start");
    EXPECT_EQ(json.as_array().back().at("at").as_string(), "2026-03-03T18:00");
    EXPECT_EQ(json.at(0).at("sentence").as_string(), "项目于 2026-03-02 09:00 开始");
}

TEST(WriteExplanation, NamesADateFromOutside) {
    const auto process = two_tasks().process;
    const auto late = *try_parse_instant("2026-04-01T09:00");
    const auto plan = *schedule(process, {.outside = {{.activity = ActivityId{1}, .at = late}}});
    const auto json = boost::json::parse(io::write_explanation(process, explain(plan, ActivityId{1})));
    EXPECT_EQ(json.at(0).at("cause").as_string(), "outside");
}

TEST(WriteFloatPaths, ListsThePathsWithTheirFloat) {
    const auto [process, plan] = two_tasks();
    const auto paths = float_paths(plan, ActivityId{1});
    const auto json = boost::json::parse(io::write_float_paths(process, plan, paths));
    ASSERT_EQ(json.as_array().size(), 1U);
    EXPECT_EQ(json.at(0).at("relative_float").as_int64(), 0);
    EXPECT_EQ(json.at(0).at("activities").as_array().size(), 2U);
}

} // namespace
