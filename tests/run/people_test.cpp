#include "run/launch.hpp"

#include <convene/run/instance.hpp>

#include <gtest/gtest.h>

#include <string>

using namespace convene;
using convene::test::Trial;

namespace {

std::string told(const Decision& decision) {
    return decision ? std::to_string(decision->size()) : std::string(code_info(decision.error().code()).name);
}

/// Two roles decide on a budget of 500 that the company's level has to agree to; who has prepared it may not decide.
Trial budget(std::optional<std::uint16_t> quorum = {}) {
    ProcessBuilder b("budget");
    for (const auto role : {"company", "department", "staff", "next"}) b.role({.key = role});
    b.role({.key = "agency", .external = true});
    b.person({.key = "cao", .roles = {"company"}});
    b.person({.key = "deng", .roles = {"department", "staff"}});
    b.person({.key = "du", .roles = {"department"}});
    b.person({.key = "song", .roles = {"staff", "next"}});
    b.authority({.role = "company", .topic = "budget"});
    b.authority({.role = "department", .topic = "budget", .up_to = Money{10'000}});
    b.task("prepare").duty({.role = "staff", .kind = DutyKind::works});
    b.separation({.key = "four-eyes", .parts = {{"prepare", DutyKind::works}, {"decide", DutyKind::decides}}});
    auto a = b.meeting("decide")
                 .after("prepare")
                 .decided_by({"company", "department"})
                 .matter({.title = "The budget", .topic = "budget", .amount = Money{50'000}})
                 .hands_over("staff", "next");
    if (quorum) a.quorum(*quorum);
    b.task("spend").after("decide").duty({.role = "staff", .kind = DutyKind::works});
    b.task("tender").duty({.role = "agency", .kind = DutyKind::works});
    Trial run(convene::test::built(b));
    run(command::Start{});
    return run;
}

Trial prepared(std::string_view by, std::optional<std::uint16_t> quorum = {}) {
    auto run = budget(quorum);
    run.open("prepare", by);
    run.close("prepare", {}, 0);
    run(command::Open{run.activity("decide"), {}, {}});
    return run;
}

TEST(People, AllDecidingRolesAgreeUnlessThereIsAQuorum) {
    auto all = prepared("song");
    EXPECT_EQ(told(all.close("decide", {"cao"}, 0)), "quorum-missing");
    EXPECT_EQ(told(all.close("decide", {"cao", "du"}, 0)), "2"); // and hands over
    auto one = prepared("song", 1);
    EXPECT_EQ(told(one.close("decide", {"cao"}, 0)), "2");
}

TEST(People, AuthorityIsNeededToAgreeButNotToReject) {
    auto run = prepared("song", 1);
    EXPECT_EQ(told(run.close("decide", {"du"}, 0)), "authority-missing");
    EXPECT_EQ(told(run.close("decide", {"du"}, 0, Outcome::rejected)), "1");
}

TEST(People, WhoPreparedDoesNotDecide) {
    auto run = prepared("deng");
    const auto refused = run.close("decide", {"cao", "deng"}, 0);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().blockers, (std::vector<Blocker>{{Code::duties_not_separate,
                                                               run.activity("decide"),
                                                               {run.person("deng")},
                                                               {run.role("company"), run.role("department")},
                                                               {}}}));
    EXPECT_EQ(told(run.close("decide", {"cao", "du"}, 0)), "2");
}

TEST(People, ADelegateInheritsWhatBindsBoth) {
    auto run = prepared("deng");
    // Deng, who prepared it, lets song decide: the rule that binds deng binds song.
    run(command::Delegate{run.person("deng"), run.person("song"), run.now, run.now + std::chrono::days(9)});
    EXPECT_EQ(told(run.close("decide", {"cao", "song"}, 0)), "duties-not-separate");
    // Song prepared it for somebody: song may not decide for du either.
    auto other = prepared("song");
    other(command::Delegate{other.person("du"), other.person("song"), other.now, other.now + std::chrono::days(9)});
    EXPECT_EQ(told(other.close("decide", {"cao", "song"}, 0)), "duties-not-separate");
}

TEST(People, ADelegateActsOnlyWhileTheDelegationLasts) {
    auto run = prepared("deng");
    EXPECT_EQ(told(run.close("decide", {"cao", "song"}, 0)), "not-a-decider");
    run(command::Delegate{run.person("du"), run.person("song"), run.now, run.now + std::chrono::hours(3)});
    auto late = run;
    EXPECT_EQ(told(run.close("decide", {"cao", "song"}, 0)), "2");
    late.now += std::chrono::hours(3);
    EXPECT_EQ(told(late.close("decide", {"cao", "song"}, 0)), "not-a-decider");
}

TEST(People, AHandoverTakesEffectFromTheDecisionOn) {
    auto run = prepared("deng");
    auto before = run;
    run.close("decide", {"cao", "du"}, 0);
    EXPECT_EQ(told(run.open("spend", "deng")), "not-its-opener"); // no longer, though of the staff
    EXPECT_EQ(told(run.open("spend", "song")), "1");
    before.close("decide", {"cao", "du"}, 0, Outcome::rejected);
    before(command::Waive{before.activity("spend"), Excuse::rejection, before.person("deng")});
    EXPECT_EQ(told(before.open("spend", "deng")), "1");
}

TEST(People, WhoIsBoundFillsTheRoleAlone) {
    auto run = budget();
    EXPECT_EQ(told(run(command::Bind{run.role("staff"), run.person("song")})), "1");
    EXPECT_EQ(told(run(command::Bind{run.role("staff"), run.person("song")})), "0");
    EXPECT_EQ(told(run.open("prepare", "deng")), "not-its-opener");
    EXPECT_EQ(told(run.open("prepare", "song")), "1");
}

TEST(People, ARoleOfTheOutsideAsksNobodyUntilSomebodyIsBound) {
    auto run = budget();
    auto bound = run;
    EXPECT_EQ(told(run(command::Open{run.activity("tender"), {}, {}})), "1");
    EXPECT_EQ(told(bound(command::Bind{bound.role("agency"), bound.person("cao")})), "1");
    EXPECT_EQ(told(bound(command::Open{bound.activity("tender"), {}, {}})), "not-its-opener");
    EXPECT_EQ(told(bound.open("tender", "cao")), "1");
}

TEST(People, AMeetingWaitsForThoseWhoAttend) {
    auto run = Trial::launch();
    run.to_strategy();
    run(command::Issue{run.artifact("report"), 8, {}}); // adjourned
    EXPECT_EQ(told(run.open("strategy", "li")), "attendee-missing");
    EXPECT_EQ(told(run.open("strategy", "boss", {"zhao"})), "not-its-opener");
    EXPECT_EQ(told(run.open("strategy", "li", {"zhao"})), "1");
}

} // namespace
