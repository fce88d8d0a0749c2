#include "run/launch.hpp"

#include <convene/run/refusal.hpp>

#include <gtest/gtest.h>

using namespace convene;
using convene::test::Trial;

namespace {

TEST(Refusal, NamesTheObstacleAndWhoCanRemoveIt) {
    auto run = Trial::launch();
    run(Start{});
    const auto decision = run.open("strategy", "li", {"zhao"});
    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().code(), Code::input_missing);
    EXPECT_TRUE(decision.error().has(Code::input_missing));
    EXPECT_FALSE(decision.error().has(Code::too_early));
    EXPECT_EQ(to_string(run.instance.process(), decision.error()),
              "meeting strategy: artifact analysis is not there yet; issue it, or tell that it will not come\n"
              "who can remove this: role planning\n"
              "meeting strategy: artifact report is not there yet; issue it, or tell that it will not come\n");
    EXPECT_EQ(to_string(run.instance.process(), decision.error(), Language::zh),
              "会议 strategy：文件 analysis 尚未提供；请提交，或声明不再提供\n"
              "可由以下各方解除：角色 planning\n"
              "会议 strategy：文件 report 尚未提供；请提交，或声明不再提供\n");
}

TEST(Refusal, SpeaksOfEveryKindOfThing) {
    ProcessBuilder b("things");
    b.role({.key = "r"});
    b.person({.key = "p", .roles = {"r"}});
    b.artifact({.key = "d", .given = true});
    b.task("t").consumes("d").matter({.title = "The budget"}).matter({.title = Text{}, .key = "m2"});
    const auto process = convene::test::built(b);
    const auto said = [&](Thing thing) {
        return message(describe(process, {{Code::authority_missing, {}, {thing}, {}, {}}}).front());
    };
    const auto around = [](const std::string& word) {
        return "nobody who decides has authority over \"" + word + "\"; let a role decide that has";
    };
    EXPECT_EQ(said(ActivityId{0}), around("task t"));
    EXPECT_EQ(said(ArtifactId{0}), around("artifact d"));
    EXPECT_EQ(said(RoleId{0}), around("role r"));
    EXPECT_EQ(said(PersonId{0}), around("person p"));
    EXPECT_EQ(said(MatterOf{ActivityId{0}, 0}), around("The budget"));
    EXPECT_EQ(said(MatterOf{ActivityId{0}, 1}), around("2"));
    EXPECT_EQ(said(convene::test::at("2026-03-02T09:00")), around("2026-03-02T09:00"));
    EXPECT_EQ(said(std::uint64_t{12}), around("12"));
    EXPECT_EQ(said({}), around(""));
}

TEST(Refusal, OfNothingIsSilent) { EXPECT_TRUE(describe(Process{}, {}).empty()); }

} // namespace
