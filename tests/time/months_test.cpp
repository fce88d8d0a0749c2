#include <convene/core/random.hpp>
#include <convene/time/months.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

using namespace convene;

namespace {

Instant at(const char* text) { return parse_instant(text).value(); }

TEST(Months, KeepTheTimeOfDayAndClipTheDay) {
    EXPECT_EQ(add_elapsed_months(at("2026-01-31T09:00"), 1), at("2026-02-28T09:00"));
    EXPECT_EQ(add_elapsed_months(at("2024-01-31T09:00:30"), 1), at("2024-02-29T09:00:30"));
    EXPECT_EQ(add_elapsed_months(at("2026-03-31T09:00"), -1), at("2026-02-28T09:00"));
    EXPECT_EQ(add_elapsed_months(at("2026-03-31T09:00"), 1), at("2026-04-30T09:00"));
    EXPECT_EQ(add_elapsed_months(at("2026-03-15T09:00"), 12), at("2027-03-15T09:00"));
    EXPECT_EQ(add_elapsed_months(at("2026-03-15T09:00"), -27), at("2023-12-15T09:00"));
    EXPECT_EQ(add_elapsed_months(at("2024-02-29T09:00"), 12), at("2025-02-28T09:00"));
    EXPECT_EQ(add_elapsed_months(at("2026-03-15T09:00"), 0), at("2026-03-15T09:00"));
}

TEST(Months, SaturateBeyondTheYears1To9999) {
    const auto most = std::numeric_limits<std::int64_t>::max();
    const auto least = std::numeric_limits<std::int64_t>::min();
    EXPECT_EQ(add_elapsed_months(at("9999-12-31"), 1), far_future);
    EXPECT_EQ(add_elapsed_months(at("0001-01-01"), -1), far_past);
    EXPECT_EQ(add_elapsed_months(at("0001-01-01"), 12 * 9999 - 1), at("9999-12-01"));
    for (const auto t : {min_instant, at("2026-03-31"), max_instant}) {
        EXPECT_EQ(add_elapsed_months(t, most), far_future);
        EXPECT_EQ(add_elapsed_months(t, least), far_past);
        EXPECT_EQ(latest_before_months(t, most), far_past);
        EXPECT_EQ(latest_before_months(t, least), far_future);
        EXPECT_EQ(earliest_before_months(t, most), far_past);
        EXPECT_EQ(earliest_before_months(t, least), far_future);
    }
    for (const auto t : {far_past, far_future}) {
        EXPECT_EQ(add_elapsed_months(t, 1), t);
        EXPECT_EQ(latest_before_months(t, 1), t);
        EXPECT_EQ(earliest_before_months(t, 1), t);
    }
}

TEST(Months, InversesFindTheClippedDays) {
    EXPECT_EQ(latest_before_months(at("2026-02-28T09:00"), 1), at("2026-01-31T09:00"));
    EXPECT_EQ(earliest_before_months(at("2026-02-28T09:00"), 1), at("2026-01-28T09:00"));
    EXPECT_EQ(latest_before_months(at("2026-02-27T09:00"), 1), at("2026-01-27T09:00"));
    EXPECT_EQ(latest_before_months(at("2026-03-30T09:00"), 1), at("2026-02-28T23:59:59"));
    EXPECT_EQ(earliest_before_months(at("2026-03-30T09:00"), 1), at("2026-03-01T00:00"));
    EXPECT_EQ(latest_before_months(at("2026-02-28T09:00"), -1), at("2026-03-31T09:00"));
    EXPECT_EQ(earliest_before_months(at("2026-04-30T00:00"), -2), at("2026-06-30T00:00"));
}

// Against all instants of a grid of six hours, with a second to either side, over four years.
TEST(Months, InversesAreTheExtremesOfAllInstants) {
    std::vector<Instant> grid;
    for (auto t = at("2022-06-01"); t < at("2026-06-01"); t += std::chrono::hours{6})
        grid.insert(grid.end(), {t - Seconds{1}, t, t + Seconds{1}});
    Random random(3);
    for (int i = 0; i < 300 * test::scale(); ++i) {
        const auto n = random.between(-14, 14);
        const auto limit = grid[grid.size() / 3 + random.below(static_cast<std::uint32_t>(grid.size() / 3))];
        const auto by_sum = [&](Instant t) { return add_elapsed_months(t, n); };
        const auto last = std::find_if(grid.rbegin(), grid.rend(), [&](Instant t) { return by_sum(t) <= limit; });
        const auto first = std::find_if(grid.begin(), grid.end(), [&](Instant t) { return by_sum(t) >= limit; });
        ASSERT_EQ(latest_before_months(limit, n), *last) << to_string(limit) << " " << n;
        ASSERT_EQ(earliest_before_months(limit, n), *first) << to_string(limit) << " " << n;
    }
}

TEST(Months, AreMonotoneAtOneTimeOfDay) {
    Random random(4);
    for (int i = 0; i < 20'000 * test::scale(); ++i) {
        const auto a = at("2020-01-01T09:00") + std::chrono::days{random.between(0, 3000)};
        const auto b = a + std::chrono::days{random.between(0, 100)};
        const auto n = random.between(-50, 50);
        ASSERT_LE(add_elapsed_months(a, n), add_elapsed_months(b, n));
        ASSERT_LE(latest_before_months(a, n), latest_before_months(b, n));
        ASSERT_LE(earliest_before_months(a, n), earliest_before_months(b, n));
        ASSERT_EQ(add_elapsed_months(a, n) <= b, a <= latest_before_months(b, n));
        ASSERT_EQ(add_elapsed_months(a, n) >= b, a >= earliest_before_months(b, n));
    }
}

} // namespace
