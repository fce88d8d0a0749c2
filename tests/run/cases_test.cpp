// The nine processes, played to their ends.
#include "run/scripted.hpp"

#include <convene/model/queries.hpp>
#include <convene/run/case_process.hpp>
#include <convene/run/next_round.hpp>
#include <convene/run/quota.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

using namespace convene;
using namespace convene::test;

namespace {

TEST(Cases, S1FromTheFirstMeetingToLaunch) {
    Scripted run(example("s1-decision-meetings"));
    run.script["sales-plan-approval"] = {{Outcome::rejected, "sales-plan-drafting"}};
    run.script["project-handover"] = {{Outcome::deferred}};
    run.comes["piling-start"] = at("2026-07-20T09:00");
    ASSERT_TRUE(run.play());
    EXPECT_EQ(run["sales-plan-approval"].round, 2U);
    EXPECT_EQ(run["sales-plan-drafting"].round, 2U);
    EXPECT_EQ(run["project-handover"].round, 2U);
    EXPECT_EQ(run.count<event::Returned>(), 1U);
    EXPECT_EQ(run.count<event::HandedOver>(), 1U);
    EXPECT_EQ(run["piling-start"].closed, at("2026-07-20T09:00"));
    const auto& p = run.instance.process();
    EXPECT_EQ(run.instance.state().handed_to[*p.find_role("marketing-cm")],
              OptionalId<RoleId>(*p.find_role("marketing-pm")));
    EXPECT_TRUE(run.replays());
}

/// Everything that may be sent back is, once.
Scripted sent_back_once(std::string_view name) {
    Scripted run(example(name));
    const auto& p = run.instance.process();
    for (const auto id : p.activities().ids())
        for (const auto& rework : p.reworks(id))
            run.script[std::string(p.key(id))].push_back({Outcome::rejected, std::string(p.key(rework.to))});
    return run;
}

TEST(Cases, S2MonitoringSendsBack) {
    auto run = sent_back_once("s2-five-stage-marketing");
    ASSERT_TRUE(run.play());
    EXPECT_GE(run.count<event::Returned>(), 2U);
    EXPECT_TRUE(run.replays());
}

TEST(Cases, S3TheGateRefusesThenApproves) {
    auto run = sent_back_once("s3-hotel-sop");
    const auto& p = run.instance.process();
    ASSERT_TRUE(run.play());
    EXPECT_EQ(run.count<event::Returned>(), 2U);
    EXPECT_GE(run["strategy-and-plan"].round, 3U);
    // Nothing behind the gate began before it approved.
    EXPECT_GT(run[p.key(*p.find_activity("plan-promotion"))].opened, run["strategy-approval"].closed);
    EXPECT_EQ(run["plan-promotion"].round, 1U);
    EXPECT_TRUE(run.replays());
}

TEST(Cases, S4BranchesJoinAndTheEvaluationSendsBack) {
    auto run = sent_back_once("s4-four-step-marketing");
    ASSERT_TRUE(run.play());
    EXPECT_TRUE(run.replays());
}

TEST(Cases, S5AHundredRequestsOfWhichTenAreLate) {
    const auto main = example("s5-service-standards");
    const Instance blank(*case_process(main, *main.find_phase("customer-requests")));
    const auto& p = blank.process();
    const auto answer = *p.find_activity("answer-request");
    std::size_t breached = 0;
    for (int i = 0; i < 100; ++i) {
        Scripted run(blank);
        run.now += std::chrono::minutes(37 * i);
        run.send(
            command::Start{1, {{*p.find_artifact("customer-request"), 1}, {*p.find_artifact("customer-file"), 1}}});
        if (i % 10 == 3) {
            run.now += std::chrono::hours(25);
            run.send(command::Advance{});
            const auto list = agenda(run.instance, run.now, {.role = *p.find_role("service-manager")});
            EXPECT_NE(std::ranges::find(list, Todo::escalation, &AgendaEntry::todo), list.end());
        }
        ASSERT_TRUE(run.play()) << i;
        breached += run.count<event::Breached>();
        EXPECT_EQ(run.count<event::WarningDue>(), run.count<event::Breached>());
        EXPECT_EQ(run.instance[answer].told, Told::nothing);
        EXPECT_TRUE(run.replays());
    }
    EXPECT_EQ(breached, 10U);
    Scripted beside(main);
    EXPECT_TRUE(beside.play());
    EXPECT_TRUE(beside.replays());
}

TEST(Cases, S6DecidesByAuthority) {
    auto run = sent_back_once("s6-department-rules");
    const auto& p = run.instance.process();
    ASSERT_TRUE(run.play());
    EXPECT_GE(run.count<event::Returned>(), 3U);
    for (const auto& event : run.journal) {
        const auto* closed = std::get_if<event::Closed>(&event.fact);
        if (closed == nullptr || closed->activity != *p.find_activity("plan-decision")) continue;
        ASSERT_EQ(closed->by.size(), 1U); // a million is the general manager's alone
        const auto& roles = p[closed->by.front()].roles;
        EXPECT_NE(std::ranges::find(roles, *p.find_role("general-manager")), roles.end());
    }
    EXPECT_TRUE(run.replays());
}

TEST(Cases, S7TwoRounds) {
    Scripted first(example("s7-seven-steps"));
    ASSERT_TRUE(first.play());
    const auto begin = *first.instance.state().started;
    EXPECT_EQ(next_round(first.instance, begin + std::chrono::days(14)).error().code(), Code::too_early);
    const auto later = begin + std::chrono::days(150);
    const auto start = next_round(first.instance, later);
    ASSERT_TRUE(start);
    Scripted second(first.instance.process());
    second.now = later;
    ASSERT_TRUE(second.send(*start));
    ASSERT_TRUE(second.play());
    EXPECT_EQ(second.instance.state().round, 2U);
    EXPECT_TRUE(first.replays() && second.replays());
}

TEST(Cases, S8AfterSalesCasesRunBeside) {
    const auto main = example("s8-six-links");
    const Instance blank(*case_process(main, *main.find_phase("after-sales-cases")));
    for (int i = 0; i < 30; ++i) {
        Scripted run(blank);
        run.never = {i % 2 == 0 ? "repair-order" : "return-order"};
        ASSERT_TRUE(run.play()) << i;
        EXPECT_TRUE(run.replays());
    }
    auto beside = sent_back_once("s8-six-links");
    ASSERT_TRUE(beside.play());
    EXPECT_EQ(beside["set-strategy"].round, 2U);
    EXPECT_TRUE(beside.replays());
}

/// Each week but for one person each; the duty shift is staffed but for one day.
TEST(Cases, S9AMonthWithOneShortOfEachQuota) {
    Scripted run(example("s9-sales-daily-work"));
    const auto& p = run.instance.process();
    const auto people = people_of(run.instance.process(), *p.find_role("salesperson"));
    ASSERT_EQ(people.size(), 5U);
    const std::map<std::uint32_t, std::string> lazy{{0, "zhou-na"}, {1, "sun-wei"}, {2, "zhao-lei"}};
    run.send(command::Start{});
    for (int d = 0; d < 30; ++d) {
        const auto day = at("2026-03-02T00:00") + std::chrono::days(d);
        run.now = std::max(run.now, day + std::chrono::minutes(30));
        if (d != 10)
            run.send(command::Staff{CoverId{0}, *p.find_person("he-xiu"), day + std::chrono::hours(9),
                                    day + std::chrono::hours(20)});
        for (const auto person : people)
            for (std::uint32_t q = 0; q < 3 && d % 7 == 0; ++q) {
                const auto target = q == 2 ? (d < 28 ? 2U : 0U) : p.quotas()[q].count;
                const bool is_short = p.key(person) == lazy.at(q) && (q != 2 || d == 0);
                run.send(command::Record{QuotaId{q}, person, target - (is_short ? 1U : 0U)});
            }
        run.play_on(day + std::chrono::hours(24));
    }
    std::size_t closed = 0;
    for (const auto& event : run.journal)
        if (const auto* quota = std::get_if<event::QuotaClosed>(&event.fact)) {
            ++closed;
            ASSERT_EQ(quota->shortfalls.size(), 1U);
            EXPECT_EQ(p.key(*quota->shortfalls.front().person), lazy.at(quota->quota.value));
        }
    EXPECT_EQ(closed, 9U); // four weeks of two, and the month
    EXPECT_GE(run.count<event::Uncovered>(), 1U);
    EXPECT_GE(run["friday-report"].round, 4U);
    EXPECT_TRUE(run.replays());
}

} // namespace
