#include <convene/portfolio/portfolio_schedule.hpp>

#include "fixture.hpp"

using namespace convene;
using namespace convene::testing_portfolio;

TEST(PortfolioSchedule, NothingIsScheduledToNothing) {
    PortfolioBuilder b;
    const auto plan = schedule(built(b));
    ASSERT_TRUE(plan);
    EXPECT_TRUE(plan->projects.empty());
}

TEST(PortfolioSchedule, ALinkHoldsBackAndDrawsLateDates) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({8, 8}, {})});
    b.project({.key = "two", .process = chain({8, 8}, {})});
    // two.b may start a day of work after one.a is finished.
    b.link({"one", "a", "two", "b", Edge::finish, Edge::start, spans::days(1)});
    const auto p = built(b);
    const auto plan = schedule(p);
    ASSERT_TRUE(plan) << to_string(plan.error());
    const ProjectId one{0};
    const ProjectId two{1};
    EXPECT_EQ(to_string((*plan)[two].early_start(ActivityId{1})), "2026-03-04T09:00");
    EXPECT_EQ(finish_of(*plan), at("2026-03-04T18:00"));
    // one.a can't slip without delaying two; two.a can slip by the day that two.b waits.
    EXPECT_EQ((*plan)[one].total_float(ActivityId{0}).count(), 0);
    EXPECT_EQ((*plan)[two].total_float(ActivityId{0}), Seconds{8 * 3600});
}

TEST(PortfolioSchedule, StartAndDueAreTheProjectsOwn) {
    PortfolioBuilder b;
    b.project(
        {.key = "one", .process = chain({8}, {}), .start = at("2026-03-09T09:00"), .due = at("2026-03-10T18:00")});
    const auto plan = schedule(built(b));
    ASSERT_TRUE(plan);
    const auto& s = (*plan)[ProjectId{0}];
    EXPECT_EQ(s.project_start(), at("2026-03-09T09:00"));
    EXPECT_EQ(s.total_float(ActivityId{0}), Seconds{8 * 3600});
}

TEST(PortfolioSchedule, ProjectsMayWaitForEachOther) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({8, 8}, {})});
    b.project({.key = "two", .process = chain({8, 8}, {})});
    b.link({"one", "a", "two", "a"});
    b.link({"two", "a", "one", "b"});
    const auto plan = schedule(built(b));
    ASSERT_TRUE(plan) << to_string(plan.error());
    EXPECT_EQ(to_string((*plan)[ProjectId{0}].early_start(ActivityId{1})), "2026-03-04T09:00");
}

TEST(PortfolioSchedule, LinksThatNeverSettleAreRefused) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({8}, {})});
    b.project({.key = "two", .process = chain({8}, {})});
    b.link({"one", "a", "two", "a"});
    b.link({"two", "a", "one", "a"});
    const auto plan = schedule(built(b));
    ASSERT_FALSE(plan);
    ASSERT_EQ(plan.error().size(), 1U);
    EXPECT_EQ(plan.error()[0].code, Code::links_in_circle);
}

TEST(PortfolioSchedule, FaultsOfAllProjectsAreToldWithTheirNames) {
    ProcessBuilder bad("bad");
    bad.task("x");
    const auto process = *bad.build();
    PortfolioBuilder b;
    b.project({.key = "one", .process = process});
    b.project({.key = "two", .process = chain({1}, {})});
    b.project({.key = "three", .process = process});
    const auto plan = schedule(built(b));
    ASSERT_FALSE(plan);
    ASSERT_EQ(plan.error().size(), 2U);
    EXPECT_EQ(plan.error()[0].code, Code::no_start);
    EXPECT_EQ(plan.error()[1].object.in(Language::en), "project three");
}

TEST(PortfolioSchedule, StoppingAndProgress) {
    const auto p = *synthetic_portfolio(examples(), {.activities = 20'000});
    std::stop_source stop;
    std::size_t last = 0;
    PortfolioOptions options;
    options.stop = stop.get_token();
    options.progress = [&](std::size_t done, std::size_t all) {
        EXPECT_LE(last, done);
        EXPECT_LE(done, all);
        last = done;
        stop.request_stop();
    };
    const auto plan = schedule(p, options);
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().front().code, Code::stopped);
    EXPECT_GT(last, 0U);
}

TEST(PortfolioSchedule, AnEditGivesWhatAFreshScheduleGives) {
    const auto templates = examples();
    Random random(7);
    for (int round = 0; round < 20 * test::scale(); ++round) {
        auto p = *synthetic_portfolio(
            templates, {.activities = 600, .seed = static_cast<std::uint64_t>(round), .weeks = 20, .linked = 700});
        auto plan = *schedule(p);
        for (int edit = 0; edit < 5; ++edit) {
            const ProjectId id{random.below(static_cast<std::uint32_t>(p.projects().size()))};
            p = p.with_process(id, *moved(p[id].process, static_cast<int>(random.below(9)) - 4)).value();
            const auto touched = reschedule(p, plan, std::span(&id, 1));
            ASSERT_TRUE(touched);
            EXPECT_GE(*touched, 1U);
            const auto fresh = schedule(p);
            ASSERT_TRUE(fresh);
            for (const auto each : p.projects().ids()) ASSERT_EQ(plan[each], (*fresh)[each]) << p[each].key;
        }
    }
}

TEST(PortfolioSchedule, AnEditThatFailsChangesNothing) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({8}, {})});
    b.project({.key = "two", .process = chain({8}, {})});
    auto p = built(b);
    auto plan = *schedule(p);
    const auto before = plan;
    ProcessBuilder bad("bad");
    bad.task("x");
    const ProjectId id{0};
    p = p.with_process(id, *bad.build()).value();
    EXPECT_FALSE(reschedule(p, plan, std::span(&id, 1)));
    EXPECT_EQ(plan.projects[id], before.projects[id]);
}

TEST(PortfolioSchedule, ColumnsHaveOneEntryPerActivity) {
    const auto p = *synthetic_portfolio(examples(), {.activities = 500});
    const auto plan = *schedule(p);
    const auto c = columns(plan);
    ASSERT_EQ(c.project.size(), p.activity_count());
    std::size_t row = 0;
    for (const auto id : p.projects().ids())
        for (const auto a : p[id].process.activities().ids()) {
            ASSERT_EQ(c.project[row], id.value);
            ASSERT_EQ(c.activity[row], a.value);
            ASSERT_EQ(c.early_finish[row], plan[id].early_finish(a));
            ASSERT_EQ(c.free_float[row], plan[id].free_float(a));
            ++row;
        }
}
