#include "run/launch.hpp"

#include <convene/run/why.hpp>

#include <gtest/gtest.h>

using namespace convene;
using convene::test::Trial;

namespace {

std::string told(const Trial& run, std::string_view key, Language language = Language::en) {
    return to_string(run.instance.process(), why(run.instance, run.activity(key), run.now), language);
}

TEST(Why, FollowsAnActivityThroughItsLife) {
    auto run = Trial::launch();
    EXPECT_EQ(why(run.instance, run.activity("draft"), run.now).blockers.front().code, Code::not_started);
    run(Start{});
    EXPECT_EQ(told(run, "draft"), "task draft: ready\n");
    EXPECT_EQ(told(run, "analyse"),
              "task analyse: waiting\n"
              "  task analyse: artifact plan is not there yet; issue it, or tell that it will not come\n"
              "  who can remove this: role sales\n");
    run.to_strategy();
    EXPECT_EQ(told(run, "strategy"), "meeting strategy: open\n");
    run.close("strategy", {"boss"}, 1);
    EXPECT_EQ(told(run, "strategy", Language::zh), "会议 strategy：有效\n");
}

TEST(Why, ShowsTheRevisionThatMovedUnderAStaleDecision) {
    auto run = Trial::launch();
    run.to_strategy();
    run.close("strategy", {"boss"}, 1);
    run(Issue{run.artifact("report"), 8, {}});
    EXPECT_EQ(told(run, "strategy"),
              "meeting strategy: stale\n"
              "  meeting strategy: artifact report is at revision 2, the decision stands on revision 1; hold it again "
              "or reaffirm it\n"
              "  who can remove this: role management, role planning\n");
}

TEST(Why, TellsWaitingForTimeFromWaitingForWork) {
    auto run = Trial::launch();
    EXPECT_EQ(why(run.instance, run.activity("piling"), run.now).standing, Standing::waiting);
    run.to_strategy();
    run.close("strategy", {"boss"}, 1);
    EXPECT_EQ(why(run.instance, run.activity("piling"), run.now).standing, Standing::ready);
    EXPECT_EQ(why(run.instance, run.activity("launch"), run.now).standing, Standing::waiting);
    run(Occur{run.activity("piling"), run.now});
    EXPECT_EQ(why(run.instance, run.activity("launch"), run.now).standing, Standing::early);
    EXPECT_EQ(why(run.instance, run.activity("launch"), run.now + std::chrono::days(8)).standing, Standing::ready);
}

TEST(Standing, HasAWordForEachInBothLanguages) {
    for (const auto s :
         {Standing::waiting, Standing::early, Standing::ready, Standing::open, Standing::fresh, Standing::stale}) {
        EXPECT_FALSE(name(s).empty());
        EXPECT_NE(name(s), label(s, Language::zh));
    }
}

} // namespace
