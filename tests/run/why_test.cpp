#include "run/launch.hpp"

#include <convene/run/why.hpp>

#include <support/coded.hpp>

#include <gtest/gtest.h>

#include <algorithm>

using namespace convene;
using convene::test::coded;
using convene::test::Trial;

namespace {

/// The standing, and each blocker without its sentence.
std::vector<std::string> told(const Trial& run, std::string_view key) {
    const auto found = why(run.instance, run.activity(key), run.now);
    std::vector<std::string> lines{std::string(name(found.standing))};
    for (const auto& d : describe(run.instance.process(), found.blockers)) lines.push_back(coded(d));
    return lines;
}

using Lines = std::vector<std::string>;

TEST(Why, FollowsAnActivityThroughItsLife) {
    auto run = Trial::launch();
    EXPECT_EQ(why(run.instance, run.activity("draft"), run.now).blockers.front().code, Code::not_started);
    run(command::Start{});
    EXPECT_EQ(told(run, "draft"), Lines{"ready"});
    EXPECT_EQ(told(run, "analyse"),
              (Lines{"waiting", "input-missing | task analyse | artifact plan", "can-remove | sales"}));
    run.to_strategy();
    EXPECT_EQ(told(run, "strategy"), Lines{"open"});
    run.close("strategy", {"boss"}, 1);
    EXPECT_EQ(told(run, "strategy"), Lines{"fresh"});
}

TEST(Why, ShowsTheRevisionThatMovedUnderAStaleDecision) {
    auto run = Trial::launch();
    run.to_strategy();
    run.close("strategy", {"boss"}, 1);
    run(command::Issue{run.artifact("report"), 8, {}});
    EXPECT_EQ(told(run, "strategy"), (Lines{"stale", "basis-moved | meeting strategy | artifact report, 2, 1",
                                            "can-remove | management or planning"}));
    const auto found = why(run.instance, run.activity("strategy"), run.now);
    for (const auto language : {Language::en, Language::zh}) {
        const auto text = to_string(run.instance.process(), found, language);
        EXPECT_EQ(std::ranges::count(text, '\n'), 3) << text; // the standing, then a line for each finding
        EXPECT_NE(text.find(label(Standing::stale, language)), std::string::npos) << text;
    }
}

TEST(Why, TellsWaitingForTimeFromWaitingForWork) {
    auto run = Trial::launch();
    EXPECT_EQ(why(run.instance, run.activity("piling"), run.now).standing, Standing::waiting);
    run.to_strategy();
    run.close("strategy", {"boss"}, 1);
    EXPECT_EQ(why(run.instance, run.activity("piling"), run.now).standing, Standing::ready);
    EXPECT_EQ(why(run.instance, run.activity("launch"), run.now).standing, Standing::waiting);
    run(command::Occur{run.activity("piling"), run.now});
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
