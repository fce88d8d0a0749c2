#include <convene/model/builder.hpp>
#include <convene/portfolio/synthetic.hpp>

#include "fixture.hpp"

#include <cstdint>
#include <limits>

using namespace convene;
using namespace convene::testing_portfolio;

TEST(Synthetic, IsTheSameForTheSameSeed) {
    const auto templates = examples();
    const auto a = *synthetic_portfolio(templates, {.activities = 400, .seed = 5});
    const auto b = *synthetic_portfolio(templates, {.activities = 400, .seed = 5});
    const auto c = *synthetic_portfolio(templates, {.activities = 400, .seed = 6});
    ASSERT_EQ(a.projects().size(), b.projects().size());
    bool differs = a.projects().size() != c.projects().size();
    for (const auto id : a.projects().ids()) {
        EXPECT_EQ(a[id].process, b[id].process);
        EXPECT_EQ(a[id].due, b[id].due);
        differs = differs || !(a[id].process == c[id].process);
    }
    EXPECT_TRUE(differs);
    EXPECT_GE(a.activity_count(), 400U);
    EXPECT_LE(a.colleagues().size(), 200U);
}

TEST(Synthetic, WithoutACommonPoolNobodyIsShared) {
    const auto p = *synthetic_portfolio(examples(), {.activities = 400, .people = 0});
    for (const auto& colleague : p.colleagues()) EXPECT_EQ(colleague.places.size(), 1U);
}

TEST(Synthetic, WhatMovesBeyondAllCalendarsIsRefused) {
    const auto s1 = examples().front();
    const auto most = static_cast<int>(most_weeks);
    EXPECT_EQ(moved(s1, std::numeric_limits<int>::max()).error()[0].code, Code::bad_number);
    EXPECT_EQ(moved(s1, std::numeric_limits<int>::min()).error()[0].code, Code::bad_number);
    EXPECT_EQ(moved(s1, most).error()[0].code, Code::out_of_range_date);
    EXPECT_EQ(moved(s1, -most).error()[0].code, Code::out_of_range_date);
    constexpr auto absurd = std::numeric_limits<std::uint32_t>::max();
    EXPECT_EQ(synthetic_portfolio(examples(), {.activities = 400, .weeks = absurd}).error()[0].code,
              Code::out_of_range_date);
}

TEST(Synthetic, MovedKeepsWeekdaysAndLengths) {
    const auto s1 = examples().front();
    const auto later = *moved(s1, 3);
    EXPECT_EQ(*later.start(), *s1.start() + std::chrono::days{21});
    for (const auto id : s1.activities().ids()) {
        EXPECT_EQ(later.date(id).has_value(), s1.date(id).has_value());
        if (!s1.date(id)) continue;
        EXPECT_EQ(*later.date(id) - *s1.date(id), std::chrono::days{21});
    }
    EXPECT_EQ(*moved(later, -3), s1);
}

TEST(Synthetic, MovedLeavesAbsencesAndCapacitiesWhereTheyAre) {
    const auto day = *try_parse_instant("2026-03-16");
    ProcessBuilder b("p");
    b.start(*try_parse_instant("2026-03-02T09:00")).role({.key = "r"});
    b.person({.key = "kim", .roles = {"r"}, .absences = {{day, day + std::chrono::days{1}, {}}}});
    b.resource({.key = "room", .capacity = 2, .changes = {{day, 1}}});
    b.task("a").lasts(spans::hours(8)).worked_by({"r"});
    const auto p = *b.build();
    const auto later = *moved(p, 2);
    EXPECT_EQ(later.start(), *try_parse_instant("2026-03-16T09:00"));
    EXPECT_EQ(later[PersonId{0}].absences[0].from, day);
    EXPECT_EQ(later[ResourceId{0}].changes[0].from, day);
}
