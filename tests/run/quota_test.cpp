#include "run/launch.hpp"

#include <convene/run/quota.hpp>

#include <gtest/gtest.h>

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
    const auto due = run.instance.due(at("2026-03-09T00:00"));
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
    EXPECT_EQ(std::get<event::QuotaClosed>(decision->back().fact), (event::QuotaClosed{QuotaId{1}, {{{}, 3}}}));
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
