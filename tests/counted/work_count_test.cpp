// How often the costly things are done. Headers only, so that `CONVENE_COUNT_WORK` reaches every function; one file, as
// each takes all bodies along.

#include <convene/check/check.hpp>
#include <convene/model/builder.hpp>
#include <convene/portfolio/portfolio.hpp>
#include <convene/schedule/conflict.hpp>
#include <convene/schedule/critical.hpp>
#include <convene/schedule/explain.hpp>
#include <convene/schedule/rollup.hpp>
#include <convene/staffing/staffing.hpp>

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace {

using namespace convene;

detail::WorkCount counted(auto what) {
    detail::work_count = {};
    what();
    return detail::work_count;
}

Process launch(bool feasible) {
    ProcessBuilder b("launch");
    b.start(*try_parse_instant("2026-03-02T09:00"));
    b.task("a").lasts(2_d);
    b.task("b").lasts(3_d).after("a", {.max = 1_d});
    auto c = b.task("c").lasts(1_d).after("b").deadline(*try_parse_instant("2026-03-20T18:00"));
    if (!feasible) {
        c.constrain(ConstraintKind::finish_no_later_than, *try_parse_instant("2026-03-03T18:00"));
        b.task("d").lasts(5_d).constrain(ConstraintKind::finish_no_later_than, *try_parse_instant("2026-03-04T18:00"));
    }
    return *b.build();
}

/// Four tasks of two people in one role.
Process tasks(const std::string& key, std::optional<Instant> finish = {}) {
    ProcessBuilder b(key);
    if (finish)
        b.finish(*finish);
    else
        b.start(*try_parse_instant("2026-03-02T09:00"));
    b.role({.key = "r"}).person({.key = "li", .roles = {"r"}}).person({.key = "wang", .roles = {"r"}});
    for (const char* task : {"a", "b", "c", "d"}) b.task(task).lasts(spans::hours(8)).worked_by({"r"});
    b.task("e").lasts(spans::hours(8)).worked_by({"r"}).after("a");
    return *b.build();
}

TEST(WorkCount, CheckOfASoundProcessCompilesOnce) {
    const auto process = launch(true);
    EXPECT_EQ(counted([&] { (void)check(process); }).compilations, 1U);
    ProcessBuilder b("without-start");
    b.task("a").lasts(1_d);
    const auto open = *b.build();
    EXPECT_EQ(counted([&] { (void)check(open); }).compilations, 1U);
}

TEST(WorkCount, CheckOfAnInfeasibleProcessCompilesOnceBesideTheProbes) {
    const auto process = launch(false);
    const auto count = counted([&] { EXPECT_TRUE(has_errors(check(process))); });
    EXPECT_GT(count.probes, 0U);
    EXPECT_EQ(count.compilations - count.probes, 1U);
}

TEST(WorkCount, OtherOptionsDontCompileAgain) {
    const auto process = launch(true);
    const auto count = counted([&] {
        const auto prepared = *prepare(process);
        (void)schedule(prepared);
        (void)schedule(*prepare(prepared, {.start = *try_parse_instant("2026-04-01T09:00")}));
    });
    EXPECT_EQ(count.compilations, 1U);
}

TEST(WorkCount, QuestionsAboutAPlanRunNoPassButFloatPaths) {
    const auto plan = *schedule(launch(true));
    const auto count = counted([&] {
        for (int i = 0; i < 25; ++i)
            for (const auto date :
                 {DateKind::early_start, DateKind::early_finish, DateKind::late_start, DateKind::late_finish})
                EXPECT_FALSE(explain(plan, ActivityId{static_cast<std::uint32_t>(i % 3)}, date).empty());
        EXPECT_FALSE(critical_path(plan).empty());
        (void)on_longest_path(plan);
        (void)by_total_float(plan);
        (void)roll_up(plan);
        (void)provisional(plan);
    });
    EXPECT_EQ(count.passes, 0U);
    EXPECT_EQ(count.compilations, 0U);
}

TEST(WorkCount, APlanAndAllThatIsAskedOfItCompileOnce) {
    const auto p = tasks("p");
    const auto before = detail::work_count.compilations;
    const auto plan = level(p, {.objective = {.finish = 1, .late = 1}, .tries = 20});
    ASSERT_TRUE(plan);
    EXPECT_FALSE(critical_chain(*plan).empty());
    EXPECT_GT(gap(*plan).finish, plan->project_start());
    EXPECT_EQ(workload(*plan).people.size(), 2U);
    EXPECT_TRUE(bottleneck(*plan));
    EXPECT_EQ(detail::work_count.compilations - before, 1U);
}

TEST(WorkCount, LevellingBackCompilesOnce) {
    const auto p = tasks("p", *try_parse_instant("2026-03-13T18:00"));
    const auto before = detail::work_count.compilations;
    const auto plan = level(p);
    ASSERT_TRUE(plan);
    EXPECT_LE(plan->project_finish(), *try_parse_instant("2026-03-13T18:00"));
    EXPECT_EQ(detail::work_count.compilations - before, 1U);
}

TEST(WorkCount, APortfolioCompilesEachProjectOnceWhateverIsTried) {
    PortfolioBuilder b;
    for (const char* key : {"one", "two", "three"}) b.project({.key = key, .process = tasks(key)});
    b.link({"one", "e", "two", "a"});
    b.link({"two", "e", "three", "a"});
    const auto portfolio = b.build();
    ASSERT_TRUE(portfolio);
    const auto before = detail::work_count.compilations;
    const auto plan = level(*portfolio, {.tries = 3});
    ASSERT_TRUE(plan);
    EXPECT_EQ(detail::work_count.compilations - before, 3U);
}

} // namespace
