#include "run/launch.hpp"

#include <convene/run/agenda.hpp>
#include <convene/run/migration.hpp>
#include <convene/run/why.hpp>

#include <gtest/gtest.h>

#include <string>

using namespace convene;
using convene::test::at;
using convene::test::Trial;

namespace {

std::string told(const Decision& decision) {
    return decision ? std::to_string(decision->size()) : std::string(code_info(decision.error().code()).name);
}

/// A clerk asks for a payment; the boss approves it; they may not be the same person. Nobody is named as the boss.
Process payment(bool external, bool with_boss = false) {
    ProcessBuilder b("pay");
    b.role({.key = "clerk"}).role({.key = "boss", .external = external});
    b.person({.key = "ada", .roles = {"clerk"}});
    if (with_boss) b.person({.key = "bo", .roles = {"boss"}});
    b.person({.key = "cid"});
    b.artifact({.key = "request"});
    b.task("ask").lasts(spans::hours(1)).worked_by({"clerk"}).produces("request");
    b.task("approve")
        .lasts(spans::hours(1))
        .initiated_by({"clerk"})
        .decided_by({"boss"})
        .consumes("request")
        .matter({.title = "Payment"});
    b.separation({.key = "four-eyes", .parts = {{"ask", DutyKind::works}, {"approve", DutyKind::decides}}});
    return convene::test::built(b);
}

Trial asked(Process process) {
    Trial run(std::move(process));
    run(command::Start{});
    run.open("ask", "ada");
    run.close("ask", {"ada"}, 1);
    run.open("approve", "ada");
    return run;
}

TEST(Authority, NobodyApprovesWhereNobodyMayUntilSomebodyIsBound) {
    for (const bool external : {false, true}) {
        auto run = asked(payment(external));
        for (const auto& by : {std::vector<std::string_view>{}, {"ada"}, {"cid"}}) {
            command::Close c{.activity = run.activity("approve")};
            for (const auto key : by) c.by.push_back(run.person(key));
            const auto refused = run(c);
            ASSERT_FALSE(refused);
            EXPECT_TRUE(refused.error().has(Code::nobody_decides));
        }
        // Why says so beforehand, and the advice works: whoever is bound decides, but never who asked.
        const auto reasons = why(run.instance, run.activity("approve"), run.now);
        ASSERT_FALSE(reasons.blockers.empty());
        EXPECT_EQ(reasons.blockers.front().code, Code::nobody_decides);
        auto by_ada = run;
        EXPECT_EQ(told(by_ada(command::Bind{by_ada.role("boss"), by_ada.person("ada")})), "1");
        EXPECT_EQ(told(by_ada.close("approve", {"ada"}, 0)), "duties-not-separate");
        EXPECT_EQ(told(run(command::Bind{run.role("boss"), run.person("cid")})), "1");
        EXPECT_EQ(told(run.close("approve", {"cid"}, 0)), "1");
    }
}

/// Chief and money agree on an order: kay is both, lou is money alone.
Trial order(std::optional<std::uint16_t> quorum) {
    ProcessBuilder b("two");
    for (const auto role : {"buyer", "chief", "money"}) b.role({.key = role});
    b.person({.key = "bea", .roles = {"buyer"}});
    b.person({.key = "kay", .roles = {"chief", "money"}});
    b.person({.key = "lou", .roles = {"money"}});
    auto a = b.task("order").lasts(spans::hours(1)).initiated_by({"buyer"}).decided_by({"chief", "money"});
    if (quorum) a.quorum(*quorum);
    Trial run(convene::test::built(b));
    run(command::Start{});
    run.open("order", "bea");
    return run;
}

TEST(Authority, OnePersonIsOneVote) {
    for (const auto quorum : {std::optional<std::uint16_t>(2), std::optional<std::uint16_t>()}) {
        auto run = order(quorum);
        EXPECT_EQ(told(run.close("order", {"kay"}, 0)), "quorum-missing");
        EXPECT_EQ(told(run.close("order", {"kay", "kay"}, 0)), "quorum-missing");
        EXPECT_EQ(told(run.close("order", {"kay", "lou"}, 0)), "1"); // kay as chief, lou as money
    }
    EXPECT_EQ(told(order(1).close("order", {"kay"}, 0)), "1");
}

/// A board of five decides by `count` votes.
Trial board(std::uint16_t count) {
    ProcessBuilder b("board");
    b.role({.key = "chair"}).role({.key = "member"});
    b.person({.key = "c", .roles = {"chair"}});
    for (const auto member : {"m1", "m2", "m3", "m4", "m5"}) b.person({.key = member, .roles = {"member"}});
    b.task("vote")
        .lasts(spans::hours(2))
        .initiated_by({"chair"})
        .duty({.role = "member", .kind = DutyKind::decides, .demand = DutyDemand::some, .count = count});
    Trial run(convene::test::built(b));
    run(command::Start{});
    run.open("vote", "c");
    return run;
}

TEST(Authority, AProxyVotesForOneAndIsNoSecondPerson) {
    const auto delegate = [](Trial& run, std::string_view from, std::string_view to) {
        run(command::Delegate{run.person(from), run.person(to), run.now, run.now + std::chrono::days(9)});
    };
    auto run = board(2);
    delegate(run, "m1", "m2");
    delegate(run, "m3", "c");
    delegate(run, "m4", "c");
    EXPECT_EQ(told(run.close("vote", {"m2"}, 0)), "quorum-missing"); // for m1 or for herself
    EXPECT_EQ(told(run.close("vote", {"c"}, 0)), "quorum-missing");  // for m3 or for m4
    EXPECT_EQ(told(run.close("vote", {"m2", "c"}, 0)), "1");
    // Two who stand in for the same one are one vote.
    auto one = board(2);
    delegate(one, "m1", "c");
    one(command::Bind{one.role("member"), one.person("m1")});
    EXPECT_EQ(told(one.close("vote", {"m1", "c"}, 0)), "quorum-missing");
    auto three = board(3);
    EXPECT_EQ(told(three.close("vote", {"m1", "m2"}, 0)), "quorum-missing");
    EXPECT_EQ(told(three.close("vote", {"m1", "m2", "m5"}, 0)), "1");
}

TEST(Authority, TheQuorumStandsWhoeverLeaves) {
    const auto process = [](bool with_audit) {
        ProcessBuilder b("gone");
        for (const auto role : {"clerk", "boss", "audit"}) b.role({.key = role});
        b.person({.key = "ada", .roles = {"clerk"}}).person({.key = "bo", .roles = {"boss"}});
        if (with_audit) b.person({.key = "ivy", .roles = {"audit"}});
        b.meeting("approve").lasts(spans::hours(1)).initiated_by({"clerk"}).decided_by({"boss", "audit"}).quorum(2);
        return convene::test::built(b);
    };
    Trial run(process(true));
    run(command::Start{});
    run.open("approve", "ada");
    const auto next = process(false);
    const auto fates = plan_migration(run.instance, next);
    ASSERT_EQ(fates.size(), 1U);
    ASSERT_EQ(fates[0].undecidable.size(), 1U); // the plan says so
    EXPECT_EQ(fates[0].undecidable[0].code, Code::nobody_decides);
    ASSERT_TRUE(run(command::Migrate{.to = next}));
    EXPECT_EQ(told(run.close("approve", {"bo"}, 0)), "nobody-decides");
    EXPECT_EQ(told(run(command::Bind{run.role("audit"), run.person("ada")})), "1");
    EXPECT_EQ(told(run.close("approve", {"bo"}, 0)), "quorum-missing");
    EXPECT_EQ(told(run.close("approve", {"bo", "ada"}, 0)), "1");
}

TEST(Authority, WorkIsEndedByThoseWhoDoIt) {
    auto run = asked(payment(false, true));
    auto other = Trial(payment(false, true));
    other(command::Start{});
    other.open("ask", "ada");
    const auto list = agenda(other.instance, other.now, {.person = other.person("ada")});
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].todo, Todo::close);
    EXPECT_TRUE(agenda(other.instance, other.now, {.person = other.person("cid")}).empty());
    EXPECT_EQ(told(other.close("ask", {"cid"}, 1)), "not-its-worker");
    EXPECT_EQ(told(other.close("ask", {"bo"}, 1)), "not-its-worker");
    // Without anybody named it is who opened it.
    const auto closed = other.close("ask", {}, 1);
    ASSERT_TRUE(closed);
    EXPECT_EQ(std::get<event::Closed>(closed->back().fact).by, other.people({"ada"}));
}

TEST(Authority, EndingTheWorkIsDoingIt) {
    ProcessBuilder b("pay");
    b.role({.key = "clerk"}).role({.key = "boss"});
    b.person({.key = "ada", .roles = {"clerk"}}).person({.key = "bo", .roles = {"clerk", "boss"}});
    b.task("ask").lasts(spans::hours(1)).worked_by({"clerk"});
    b.task("approve").lasts(spans::hours(1)).initiated_by({"clerk"}).decided_by({"boss"}).after("ask");
    b.separation({.key = "s", .parts = {{"ask", DutyKind::works}, {"approve", DutyKind::decides}}});
    Trial run(convene::test::built(b));
    run(command::Start{});
    run.open("ask", "ada");
    run.close("ask", {"bo"}, 0);
    run.open("approve", "ada");
    EXPECT_EQ(told(run.close("approve", {"bo"}, 0)), "duties-not-separate");
}

TEST(Authority, WhoMayHaveReportedIsSettledByWhoDecides) {
    ProcessBuilder b("rep");
    b.role({.key = "clerk"}).role({.key = "boss"});
    b.person({.key = "ada", .roles = {"clerk", "boss"}}).person({.key = "bo", .roles = {"clerk", "boss"}});
    b.meeting("session")
        .lasts(spans::hours(1))
        .initiated_by({"clerk"})
        .duty({.role = "clerk", .kind = DutyKind::reports})
        .decided_by({"boss"});
    b.task("check").lasts(spans::hours(1)).initiated_by({"clerk"}).decided_by({"boss"}).after("session");
    b.separation(
        {.key = "s",
         .parts = {{"session", DutyKind::reports}, {"session", DutyKind::decides}, {"check", DutyKind::decides}}});
    Trial run(convene::test::built(b));
    run(command::Start{});
    run.open("session", "ada", {"bo"});
    auto alone = run;
    EXPECT_EQ(told(alone.close("session", {"ada", "bo"}, 0)), "duties-not-separate"); // nobody is left who reported
    EXPECT_EQ(told(run.close("session", {"bo"}, 0)), "1");
    run.open("check", "ada");
    // Ada has reported, bo has decided: neither may check.
    EXPECT_EQ(told(run.close("check", {"ada"}, 0)), "duties-not-separate");
    EXPECT_EQ(told(run.close("check", {"bo"}, 0)), "duties-not-separate");
}

TEST(Authority, WhoIsAwayDecidesNothingAndIsNotOnTheAgenda) {
    ProcessBuilder b("council");
    for (const auto role : {"chair", "seat-a", "seat-b"}) b.role({.key = role});
    b.person({.key = "chloe", .roles = {"chair"}});
    b.person({.key = "al", .roles = {"seat-a"}, .absences = {{at("2026-03-02"), at("2026-03-16"), {}}}});
    b.person({.key = "ann", .roles = {"seat-a"}});
    b.person({.key = "bea", .roles = {"seat-b"}});
    b.meeting("vote").lasts(spans::hours(2)).initiated_by({"chair"}).decided_by({"seat-a", "seat-b"});
    Trial run(convene::test::built(b));
    run(command::Start{});
    run.open("vote", "chloe");
    const auto list = agenda(run.instance, run.now);
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].people, run.people({"ann", "bea"}));
    EXPECT_EQ(list[0].away, run.people({"al"}));
    EXPECT_EQ(told(run.close("vote", {"al", "bea"}, 0)), "person-away");
    EXPECT_EQ(told(run.close("vote", {"ann", "bea"}, 0)), "1");
}

TEST(Authority, DocumentsAreForThoseWhoAreCleared) {
    ProcessBuilder b("merger");
    b.role({.key = "partner", .clearance = Confidentiality::secret});
    b.role({.key = "temp", .clearance = Confidentiality::open});
    b.person({.key = "pat", .roles = {"partner"}}).person({.key = "tom", .roles = {"temp"}});
    b.person({.key = "mix", .roles = {"temp", "partner"}});
    b.artifact({.key = "sheet", .confidentiality = Confidentiality::secret, .given = true});
    b.meeting("review").lasts(spans::hours(1)).initiated_by({"partner"}).decided_by({"partner"}).consumes("sheet");
    Trial run(convene::test::built(b));
    run(command::Start{});
    run(command::Issue{run.artifact("sheet"), 1, {}});
    run(command::Delegate{run.person("pat"), run.person("tom"), run.now, run.now + std::chrono::days(9)});
    EXPECT_EQ(told(run.open("review", "tom")), "not-cleared");          // not as a deputy
    EXPECT_EQ(told(run.open("review", "pat", {"tom"})), "not-cleared"); // nor as a guest
    for (const auto& entry : agenda(run.instance, run.now)) EXPECT_EQ(entry.people, run.people({"pat", "mix"}));
    EXPECT_EQ(told(run.open("review", "mix")), "1");
    EXPECT_EQ(told(run.close("review", {"tom"}, 0)), "not-cleared");
}

} // namespace
