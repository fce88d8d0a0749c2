#include <convene/core/random.hpp>
#include <convene/time/instant.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

using namespace convene;
using namespace std::chrono_literals;

namespace {

constexpr Instant civil(int y, unsigned m, unsigned d) {
    return std::chrono::local_days{std::chrono::year{y} / static_cast<int>(m) / static_cast<int>(d)};
}

TEST(Instant, BoundsAreTheYears1To9999) {
    EXPECT_EQ(min_instant, civil(1, 1, 1));
    EXPECT_EQ(max_instant, civil(9999, 12, 31) + 24h - 1s);
    EXPECT_EQ(Instant{min_date}, min_instant);
    EXPECT_EQ(Instant{max_date} + 24h - 1s, max_instant);
    EXPECT_LT(far_past, min_instant);
    EXPECT_GT(far_future, max_instant);
    EXPECT_TRUE(is_writable(min_instant) && is_writable(max_instant));
    EXPECT_FALSE(is_writable(min_instant - 1s) || is_writable(max_instant + 1s));
}

TEST(Instant, LeavesRoomForManyOfTheLongestSpans) {
    const std::int64_t longest = std::int64_t{0x7FFF'FFFF} * 31 * 86'400;
    EXPECT_LT(far_future.time_since_epoch().count(), INT64_MAX - 1000 * longest);
    EXPECT_GT(far_past.time_since_epoch().count(), INT64_MIN + 1000 * longest);
}

TEST(Instant, ReadsTheAcceptedForms) {
    const auto day = civil(2026, 3, 31);
    EXPECT_EQ(parse_instant("2026-03-31"), day);
    EXPECT_EQ(parse_instant("2026-03-31T09:00"), day + 9h);
    EXPECT_EQ(parse_instant("2026-03-31 09:00"), day + 9h);
    EXPECT_EQ(parse_instant("2026-03-31T09:00:30"), day + 9h + 30s);
    EXPECT_EQ(parse_instant("2026-03-31 23:59:59"), day + 24h - 1s);
    EXPECT_EQ(parse_instant("2026-03-31T24:00"), day + 24h);
    EXPECT_EQ(parse_instant("2026-03-31T24:00:00"), day + 24h);
    EXPECT_EQ(parse_instant("0001-01-01"), min_instant);
    EXPECT_EQ(parse_instant("9999-12-31T23:59:59"), max_instant);
    EXPECT_EQ(parse_instant("2024-02-29"), civil(2024, 2, 29));
    EXPECT_EQ(parse_instant("2000-02-29"), civil(2000, 2, 29));
    EXPECT_EQ(parse_date("2026-03-31"), Date{day.time_since_epoch() / 24h * std::chrono::days{1}});
}

TEST(Instant, RefusesEverythingElse) {
    for (const char* text : {"",
                             "2026",
                             "2026-3-31",
                             "2026-03-31T",
                             "2026-03-31T9:00",
                             "2026-03-31T09",
                             "2026-03-31T09:00:3",
                             "2026-03-31T09:00:60",
                             "2026-03-31T09:60",
                             "2026-03-31T25:00",
                             "2026-03-31T24:01",
                             "2026-03-31T24:00:01",
                             "2026-03-31t09:00",
                             "2026-03-31T09:00Z",
                             "2026-03-31T09:00+08:00",
                             "2026-03-31T09:00:30.5",
                             "2026-03-31_09:00",
                             "2026/03/31",
                             "20260331",
                             "2026-13-01",
                             "2026-00-01",
                             "2026-01-00",
                             "2026-01-32",
                             "2026-02-29",
                             "1900-02-29",
                             "2026-04-31",
                             " 2026-03-31",
                             "2026-03-31 ",
                             "-026-03-31",
                             "2026-03-3a",
                             "٢٠٢٦-٠٣-٣١",
                             "31.03.2026",
                             "2026-03-31T09-00",
                             "2026-03-31T09:00-30",
                             "far-future",
                             "10000",
                             "12345-",
                             "0000-13-01",
                             "0000-01-01T99:00"}) {
        const auto result = parse_instant(text);
        ASSERT_FALSE(result.has_value()) << text;
        EXPECT_EQ(result.error().front().code, Code::bad_date) << text;
        EXPECT_EQ(result.error().front().arguments.front().in("en"), text);
        EXPECT_FALSE(try_parse_instant(text).has_value()) << text;
        EXPECT_FALSE(try_parse_date(text).has_value()) << text;
    }
    const std::string with_nul("2026-03-31\0", 11);
    EXPECT_FALSE(try_parse_instant(with_nul).has_value());
}

TEST(Instant, SaysWhenAYearIsOutOfRange) {
    for (const char* text :
         {"0000-01-01", "0000-01-01T09:00", "9999-12-31T24:00", "10000-01-01", "12026-03-31T09:00"}) {
        const auto result = parse_instant(text);
        ASSERT_FALSE(result.has_value()) << text;
        EXPECT_EQ(result.error().front().code, Code::out_of_range_date) << text;
        EXPECT_FALSE(try_parse_instant(text).has_value()) << text;
    }
    EXPECT_EQ(parse_date("0000-01-01").error().front().code, Code::out_of_range_date);
    EXPECT_EQ(parse_date("2026-03-31T09:00").error().front().code, Code::bad_date);
}

TEST(Instant, WritesSecondsOnlyWhereThereAreAny) {
    EXPECT_EQ(to_string(civil(2026, 3, 31) + 9h), "2026-03-31T09:00");
    EXPECT_EQ(to_string(civil(2026, 3, 31) + 9h + 5s), "2026-03-31T09:00:05");
    EXPECT_EQ(to_string(min_instant), "0001-01-01T00:00");
    EXPECT_EQ(to_string(max_instant), "9999-12-31T23:59:59");
    EXPECT_EQ(to_string(far_past), "far-past");
    EXPECT_EQ(to_string(far_future), "far-future");
    EXPECT_EQ(to_string(min_date), "0001-01-01");
    EXPECT_EQ(to_string(max_date), "9999-12-31");
    EXPECT_EQ(to_string(date_of(far_past)), "far-past");
    EXPECT_EQ(to_string(date_of(far_future)), "far-future");
}

TEST(Instant, SplitsIntoDateAndTimeOfDay) {
    const auto t = civil(1969, 12, 31) + 23h + 59min;
    EXPECT_EQ(Instant{date_of(t)}, civil(1969, 12, 31));
    EXPECT_EQ(time_of_day(t), Seconds{23h + 59min});
}

TEST(Instant, EveryDateReadsBack) {
    for (auto date = min_date; date <= max_date; date += std::chrono::days{1})
        ASSERT_EQ(try_parse_date(to_string(date)), date);
}

TEST(Instant, RandomInstantsReadBack) {
    Random random(1);
    const auto days = (max_date - min_date).count();
    for (int i = 0; i < 100'000 * test::scale(); ++i) {
        const auto t = min_instant + std::chrono::days{random.between(0, days)} + Seconds{random.between(0, 86'399)};
        ASSERT_EQ(try_parse_instant(to_string(t)), t);
    }
}

// Whatever is accepted is exactly what would be written, in one of the five forms.
TEST(Instant, DamagedTextsAreRefusedOrMeanAnother) {
    Random random(2);
    const std::string alphabet = "0123456789-:T Z+.";
    for (int i = 0; i < 200'000 * test::scale(); ++i) {
        std::string text = "2026-03-31T09:00:30";
        text.resize(random.chance(0.5) ? 19 : random.chance(0.5) ? 16 : 10);
        for (auto n = random.between(1, 3); n > 0; --n)
            text[random.below(static_cast<std::uint32_t>(text.size()))] =
                alphabet[random.below(static_cast<std::uint32_t>(alphabet.size()))];
        const auto t = try_parse_instant(text);
        ASSERT_EQ(t.has_value(), parse_instant(text).has_value());
        if (!t || text.find("24:00") == 11) continue;
        auto full = text.size() == 10 ? text + "T00:00:00" : text.size() == 16 ? text + ":00" : text;
        full[10] = 'T';
        auto written = to_string(*t);
        if (written.size() == 16) written += ":00";
        ASSERT_EQ(written, full);
    }
}

} // namespace
