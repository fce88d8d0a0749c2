// How often processes are compiled while they are levelled.

#include <convene/model/builder.hpp>
#include <convene/portfolio/portfolio.hpp>
#include <convene/schedule/detail/count.hpp>
#include <convene/staffing/staffing.hpp>

#include <gtest/gtest.h>

#include <string>

using namespace convene;

namespace {

std::uint64_t compilations() { return detail::work_count.compilations; }

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

} // namespace

TEST(Counted, APlanAndAllThatIsAskedOfItCompileOnce) {
    const auto p = tasks("p");
    const auto before = compilations();
    const auto plan = level(p, {.objective = {.finish = 1, .late = 1}, .tries = 20});
    ASSERT_TRUE(plan);
    EXPECT_FALSE(critical_chain(*plan).empty());
    EXPECT_GT(gap(*plan).finish, plan->project_start());
    EXPECT_EQ(workload(*plan).people.size(), 2U);
    EXPECT_TRUE(bottleneck(*plan));
    EXPECT_EQ(compilations() - before, 1U);
}

TEST(Counted, LevellingBackCompilesOnce) {
    const auto p = tasks("p", *try_parse_instant("2026-03-13T18:00"));
    const auto before = compilations();
    const auto plan = level(p);
    ASSERT_TRUE(plan);
    EXPECT_LE(plan->project_finish(), *try_parse_instant("2026-03-13T18:00"));
    EXPECT_EQ(compilations() - before, 1U);
}

TEST(Counted, APortfolioCompilesEachProjectOnceWhateverIsTried) {
    PortfolioBuilder b;
    for (const char* key : {"one", "two", "three"}) b.project({.key = key, .process = tasks(key)});
    b.link({"one", "e", "two", "a"});
    b.link({"two", "e", "three", "a"});
    const auto portfolio = b.build();
    ASSERT_TRUE(portfolio);
    const auto before = compilations();
    const auto plan = level(*portfolio, {.tries = 3});
    ASSERT_TRUE(plan);
    EXPECT_EQ(compilations() - before, 3U);
}
