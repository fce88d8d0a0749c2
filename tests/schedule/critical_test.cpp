#include "support/worked.hpp"

#include <array>

namespace {

using namespace convene;
using test::on_monday;

/// a (1 day) -> b (3 days) -> z; c (2 days) -> z; d alone.
test::Planned diamond() {
    ProcessBuilder b("diamond");
    on_monday(b);
    b.task("a").lasts(1_d);
    b.task("b").lasts(3_d).after("a");
    b.task("c").lasts(2_d).after("a");
    b.task("z").lasts(1_d).after("b").after("c");
    b.task("d").lasts(1_d);
    return test::planned(b);
}

std::string keys(const Process& process, const std::vector<ActivityId>& path) {
    std::string text;
    for (const auto id : path) text += process.key(id);
    return text;
}

TEST(CriticalPath, IsTheDrivingChainToTheLastActivity) {
    const auto p = diamond();
    EXPECT_EQ(keys(p.process, critical_path(p.plan)), "abz");
    EXPECT_EQ(keys(p.process, critical_path(p.plan, p.id("c"))), "ac");
}

TEST(CriticalPath, OfAnEmptyProcessIsEmpty) {
    const Process process;
    EXPECT_TRUE(critical_path(*schedule(process, {.start = test::at("2026-03-02T09:00")})).empty());
}

TEST(CriticalPathDeathTest, EndsTheProgramForATargetOfAnotherProcess) {
    ProcessBuilder b("small");
    test::on_monday(b).task("a").lasts(1_d);
    const auto p = test::planned(b);
    EXPECT_DEATH((void)critical_path(p.plan, ActivityId{1}), "no activity of the schedule's process");
    EXPECT_DEATH((void)on_longest_path(p.plan, ActivityId{}), "no activity of the schedule's process");
    EXPECT_DEATH((void)float_paths(p.plan, ActivityId{7}), "no activity of the schedule's process");
    EXPECT_DEATH((void)explain(p.plan, ActivityId{7}), "no activity of the schedule's process");
}

TEST(OnLongestPath, HoldsEveryTie) {
    ProcessBuilder b("tie");
    on_monday(b);
    b.task("x").lasts(2_d);
    b.task("y").lasts(2_d);
    b.task("z").lasts(1_d).after("x").after("y");
    const auto p = test::planned(b);
    EXPECT_EQ(on_longest_path(p.plan).vector(), (std::vector<bool>{true, true, true}));
}

TEST(ByTotalFloat, TakesAThreshold) {
    const auto p = diamond();
    EXPECT_EQ(by_total_float(p.plan).vector(), (std::vector<bool>{true, true, false, true, false}));
    EXPECT_EQ(by_total_float(p.plan, Seconds{8 * 3600}).vector(), (std::vector<bool>{true, true, true, true, false}));
}

TEST(FloatBands, NumberTheFirstLimitThatHolds) {
    const auto p = diamond();
    const std::array limits{Seconds{0}, Seconds{8 * 3600}};
    EXPECT_EQ(float_bands(p.plan, limits).vector(), (std::vector<std::uint32_t>{0, 0, 1, 0, 2}));
}

/// a, b and x, y end together on Friday; short ends on Monday.
TEST(FloatPaths, LeadToEveryEndByItsFloat) {
    ProcessBuilder b("k1");
    on_monday(b);
    b.task("a").lasts(2_d);
    b.task("b").lasts(3_d).after("a");
    b.task("x").lasts(2_d);
    b.task("y").lasts(3_d).after("x");
    b.task("short").lasts(1_d);
    const auto p = test::planned(b);
    EXPECT_EQ(on_longest_path(p.plan).vector(), (std::vector<bool>{true, true, true, true, false}));
    const auto paths = float_paths(p.plan);
    ASSERT_EQ(paths.size(), 3U);
    EXPECT_EQ(keys(p.process, paths[0].activities), "ab");
    EXPECT_EQ(keys(p.process, paths[1].activities), "xy");
    EXPECT_EQ(paths[1].relative_float, Seconds{0});
    EXPECT_EQ(keys(p.process, paths[2].activities), "short");
    EXPECT_EQ(paths[2].relative_float, Seconds{4 * 8 * 3600});
}

TEST(CriticalPath, LeadsToTheMilestoneAtTheEnd) {
    ProcessBuilder b("k3");
    on_monday(b);
    b.task("p").lasts(1_d);
    b.milestone("q").after("p");
    b.milestone("r").after("q");
    const auto p = test::planned(b);
    EXPECT_EQ(keys(p.process, critical_path(p.plan)), "pqr");
    EXPECT_EQ(on_longest_path(p.plan).vector(), (std::vector<bool>{true, true, true}));
}

/// Back from Friday 13 March; visits are on Wednesdays, so the visit is on the 11th, and the report may wait a day.
TEST(CriticalPath, BackFromAFinishEndsInThePlannedFinish) {
    ProcessBuilder b("bk");
    b.finish(test::at("2026-03-13T18:00"));
    CalendarSpec spec;
    spec.key = "wed";
    spec.week.emplace();
    spec.week->days[2] = {*parse_shift("09:00-12:00"), *parse_shift("13:00-18:00")};
    b.add_calendar(*make_calendar(spec));
    for (std::size_t day = 0; day < 5; ++day) spec.week->days[day] = spec.week->days[2];
    spec.key = "week";
    b.add_calendar(*make_calendar(spec));
    b.calendar("week");
    b.task("v").lasts(1_d).on_calendar("wed");
    b.task("r").lasts(1_d).after("v");
    const auto p = test::planned(b);
    EXPECT_EQ(to_string(p.plan.project_start()), "2026-03-11T09:00");
    EXPECT_EQ(to_string(p.plan.project_finish()), "2026-03-13T18:00");
    EXPECT_EQ(to_string(p.plan.finish(p.id("r"))), "2026-03-13T18:00");
    EXPECT_EQ(keys(p.process, critical_path(p.plan)), "vr");
}

TEST(FloatPaths, DivideWhatLeadsToTheTarget) {
    const auto p = diamond();
    const auto paths = float_paths(p.plan, p.id("z"));
    ASSERT_EQ(paths.size(), 2U);
    EXPECT_EQ(keys(p.process, paths[0].activities), "abz");
    EXPECT_EQ(paths[0].relative_float, Seconds{0});
    EXPECT_EQ(keys(p.process, paths[1].activities), "c");
    EXPECT_EQ(paths[1].relative_float, Seconds{8 * 3600});
}

} // namespace
