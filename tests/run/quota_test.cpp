#include "run/launch.hpp"

#include <convene/run/quota.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <variant>

using namespace convene;
using namespace convene::test;

namespace {

/// Two salespeople owe 3 visits a week each and 4 new customers a month together; started on a Wednesday.
Trial sales() {
    ProcessBuilder b("sales");
    b.role({.key = "sales"});
    b.role({.key = "office"});
    b.person({.key = "li", .roles = {"sales"}});
    b.person({.key = "boss", .roles = {"office"}});
    b.person({.key = "wang", .roles = {"sales"}});
    b.quota({.key = "visits", .role = "sales", .count = 3, .per = Period::week});
    b.quota({.key = "customers", .role = "sales", .count = 4, .per = Period::month, .per_person = false});
    b.task("work").lasts(spans::days(1));
    Trial run(built(b));
    run.now = at("2026-03-04T08:00");
    run(command::Start{});
    return run;
}

TEST(Quota, CountsForEachPersonInThePeriodAndRemembersTheOneBefore) {
    auto run = sales();
    run(command::Record{QuotaId{0}, run.person("li"), 2});
    run(command::Record{QuotaId{0}, run.person("li"), 1});
    run(command::Record{QuotaId{0}, run.person("wang"), 1});
    const auto lines = quota_report(run.instance, run.now);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0],
              (QuotaLine{QuotaId{0}, run.person("li"), at("2026-03-02T00:00"), at("2026-03-09T00:00"), 3, 3, 0}));
    EXPECT_EQ(lines[1].missing(), 2U);
    EXPECT_EQ(lines[2], (QuotaLine{QuotaId{1}, {}, at("2026-03-01T00:00"), at("2026-04-01T00:00"), 4, 0, 0}));
    const auto next = quota_report(run.instance, at("2026-03-09T00:00"));
    EXPECT_EQ(next[0],
              (QuotaLine{QuotaId{0}, run.person("li"), at("2026-03-09T00:00"), at("2026-03-16T00:00"), 3, 0, 3}));
}

TEST(Quota, TellsWhoIsShortWhenThePeriodEnds) {
    auto run = sales();
    run(command::Record{QuotaId{0}, run.person("li"), 3});
    run(command::Record{QuotaId{0}, run.person("wang"), 1});
    const auto due = run.instance.due(at("2026-03-09T00:00")).events;
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].at, at("2026-03-09T00:00"));
    EXPECT_EQ(std::get<event::QuotaClosed>(due[0].fact), (event::QuotaClosed{QuotaId{0}, {{run.person("wang"), 1}}}));
}

TEST(Quota, OfARoleTogetherIsCountedTogether) {
    auto run = sales();
    run(command::Record{QuotaId{1}, run.person("li"), 1});
    run(command::Record{QuotaId{1}, run.person("wang"), 2});
    run.now = at("2026-03-31T23:00");
    const auto decision = run(command::Advance{});
    ASSERT_TRUE(decision);
    // Beside it the weeks have ended, before. Time comes to the end of the month by this event, with no `Advanced`.
    EXPECT_EQ(decision->back().at, at("2026-04-01T00:00"));
    EXPECT_EQ(std::get<event::QuotaClosed>(decision->back().fact), (event::QuotaClosed{QuotaId{1}, {{{}, 3}}}));
    EXPECT_EQ(std::ranges::count_if(*decision,
                                    [](const Event& e) {
                                        const auto* closed = std::get_if<event::QuotaClosed>(&e.fact);
                                        return closed != nullptr && closed->quota == QuotaId{1};
                                    }),
              1);
}

TEST(Quota, LeaveIsNotOwed) {
    ProcessBuilder b("sales");
    b.role({.key = "rep"});
    // Ann is away for the week of 2 February and, from the Wednesday on, for that of 9 February.
    b.person({.key = "ann",
              .roles = {"rep"},
              .absences = {{at("2026-02-02"), at("2026-02-09"), {}}, {at("2026-02-11"), at("2026-02-16"), {}}}});
    b.person({.key = "bob", .roles = {"rep"}});
    b.quota({.key = "calls", .role = "rep", .count = 3, .per = Period::week});
    b.quota({.key = "lines", .role = "rep", .count = 2, .per = Period::day});
    b.task("work").lasts(spans::days(1));
    Trial run(built(b));
    run.now = at("2026-02-02T08:00");
    run(command::Start{});
    const auto target = [&](std::string_view day, std::size_t line) {
        return quota_report(run.instance, at(day))[line].target;
    };
    EXPECT_EQ(target("2026-02-02T12:00", 0), 0U);
    EXPECT_EQ(target("2026-02-02T12:00", 1), 3U);
    EXPECT_EQ(target("2026-02-09T12:00", 0), 2U); // 3 * 2/5, rounded up
    EXPECT_EQ(target("2026-02-07T12:00", 3), 0U); // nobody works on a Saturday
    const auto due = run.instance.due(at("2026-02-09T00:00")).events;
    for (const auto& event : due) {
        const auto* quota = std::get_if<event::QuotaClosed>(&event.fact);
        if (quota == nullptr) continue;
        for (const auto& each : quota->shortfalls) EXPECT_NE(each.person, OptionalId(run.person("ann")));
    }
}

TEST(Quota, CountsOnlyForPeopleOfItsRole) {
    auto run = sales();
    EXPECT_EQ(run(command::Record{QuotaId{0}, run.person("boss"), 1}).error().code(), Code::not_of_role);
    EXPECT_EQ(run(command::Record{QuotaId{2}, run.person("li"), 1}).error().code(), Code::unknown_id);
    EXPECT_TRUE(run(command::Record{QuotaId{0}, run.person("li"), 0})->empty());
}

TEST(Quota, DoesNotMakeTheStateGrow) {
    auto run = sales();
    const auto slots = run.instance.state().quotas[QuotaId{0}].done.size();
    run.now += std::chrono::days(365);
    run(command::Record{QuotaId{0}, run.person("li"), 1});
    EXPECT_EQ(run.instance.state().quotas[QuotaId{0}].done.size(), slots);
    EXPECT_EQ(run.instance.state().quotas.size(), 2U);
}

} // namespace
