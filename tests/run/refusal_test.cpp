#include "run/launch.hpp"

#include <convene/run/refusal.hpp>

#include <support/coded.hpp>

#include <gtest/gtest.h>

#include <algorithm>

using namespace convene;
using convene::test::coded;
using convene::test::Trial;

namespace {

TEST(Refusal, NamesTheObstacleAndWhoCanRemoveIt) {
    auto run = Trial::launch();
    run(command::Start{});
    const auto decision = run.open("strategy", "li", {"zhao"});
    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().code(), Code::input_missing);
    EXPECT_TRUE(decision.error().has(Code::input_missing));
    EXPECT_FALSE(decision.error().has(Code::too_early));
    std::vector<std::string> told;
    for (const auto& d : describe(run.instance.process(), decision.error().blockers)) told.push_back(coded(d));
    EXPECT_EQ(told,
              (std::vector<std::string>{"input-missing | meeting strategy | artifact analysis", "can-remove | planning",
                                        "input-missing | meeting strategy | artifact report"}));
    for (const auto language : {Language::en, Language::zh}) {
        const auto text = to_string(run.instance.process(), decision.error(), language);
        EXPECT_EQ(std::ranges::count(text, '\n'), 3) << text;
    }
}

TEST(Refusal, SpeaksOfEveryKindOfThing) {
    ProcessBuilder b("things");
    b.role({.key = "r"});
    b.person({.key = "p", .roles = {"r"}});
    b.artifact({.key = "d", .given = true});
    b.task("t").consumes("d").matter({.title = "The budget"}).matter({.title = Text{}, .key = "m2"});
    const auto process = convene::test::built(b);
    const auto said = [&](Thing thing) {
        return std::string(
            describe(process, {{Code::authority_missing, {}, {thing}, {}, {}}}).front().arguments.front().in("en"));
    };
    EXPECT_EQ(said(ActivityId{0}), "task t");
    EXPECT_EQ(said(ArtifactId{0}), "artifact d");
    EXPECT_EQ(said(RoleId{0}), "role r");
    EXPECT_EQ(said(PersonId{0}), "person p");
    EXPECT_EQ(said(MatterOf{ActivityId{0}, 0}), "The budget");
    EXPECT_EQ(said(MatterOf{ActivityId{0}, 1}), "2");
    EXPECT_EQ(said(convene::test::at("2026-03-02T09:00")), "2026-03-02 09:00");
    EXPECT_EQ(said(std::uint64_t{12}), "12");
    EXPECT_EQ(said({}), "whoever it is (nobody is named)"); // no empty quotation marks
}

TEST(Refusal, OfNothingIsSilent) { EXPECT_TRUE(describe(Process{}, {}).empty()); }

} // namespace
