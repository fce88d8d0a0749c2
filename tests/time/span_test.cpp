#include <convene/core/random.hpp>
#include <convene/time/calendar.hpp>
#include <convene/time/span.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <utility>

using namespace convene;

namespace {

static_assert(sizeof(Span) == 8);
static_assert(3_d == spans::days(3) && 15_ed == spans::elapsed_days(15) && -(2_w) == spans::weeks(-2));

TEST(Span, ReadsEveryUnit) {
    const std::pair<const char*, Span> rows[] = {
        {"30min", 30_min},
        {"4h", 4_h},
        {"3d", 3_d},
        {"2w", 2_w},
        {"1mo", 1_mo},
        {"30emin", 30_emin},
        {"24eh", 24_eh},
        {"3ed", 3_ed},
        {"2ew", 2_ew},
        {"1emo", 1_emo},
        {"-2d", -(2_d)},
        {"0d", 0_d},
        {"-0h", 0_h},
        {"007d", 7_d},
        {"2147483647min", spans::minutes(2147483647)},
        {"-2147483648min", spans::minutes(-2147483647 - 1)},
    };
    for (const auto& [text, span] : rows) {
        EXPECT_EQ(try_parse_span(text), span) << text;
        EXPECT_EQ(parse_span(text).value(), span) << text;
    }
}

TEST(Span, TurnsExactDecimalsIntoASmallerUnit) {
    const std::pair<const char*, Span> rows[] = {
        {"0.5h", 30_min},
        {"1.5h", 90_min},
        {"1.25eh", 75_emin},
        {"1.5ed", 36_eh},
        {"-1.5ed", -(36_eh)},
        {"0.5ew", 84_eh},
        {"0.1ed", 144_emin},
        {"2.0d", 2_d},
        {"2.00mo", 2_mo},
        {"3.0min", 3_min},
        {"0.0d", 0_d},
        {"0.05h", 3_min},
        {"0.50000000000000000000000000h", 30_min},
    };
    for (const auto& [text, span] : rows) EXPECT_EQ(parse_span(text).value(), span) << text;
}

TEST(Span, RefusesEverythingElse) {
    for (const char* text :
         {"",    "-",   "d",   "3",   "3 d",    "3D",   "+3d",  "3days", "3m", "3e",   "3eed", "d3", "--3d",
          "3d ", " 3d", "3.d", ".5h", "1.5.5h", "3d4h", "1e3d", "0x3d",  "٣d", "3,5h", "3dd",  "P1D"}) {
        const auto result = parse_span(text);
        ASSERT_FALSE(result.has_value()) << text;
        EXPECT_EQ(result.error().front().code, Code::bad_span) << text;
        EXPECT_FALSE(try_parse_span(text).has_value()) << text;
    }
}

TEST(Span, AsksForASmallerUnitWhereACalendarIsNeeded) {
    for (const char* text : {"1.5d", "0.5w", "0.5mo", "0.5emo", "0.5min", "0.01h", "0.001eh", "0.0001ed", "-1.5d",
                             "0.00000000000000000000000001h", "99999999999999999999.000001h"}) {
        const auto result = parse_span(text);
        ASSERT_FALSE(result.has_value()) << text;
        EXPECT_EQ(result.error().front().code, Code::fractional_span) << text;
        EXPECT_NE(message(result.error().front()).find("12h"), std::string::npos);
        EXPECT_FALSE(try_parse_span(text).has_value()) << text;
    }
}

TEST(Span, RefusesMoreThan32Bits) {
    for (const char* text : {"2147483648d", "-2147483649d", "99999999999999999999999999999999d", "1000000000000.5ew",
                             "2147483647.5h", "99999999.5ew"}) {
        const auto result = parse_span(text);
        ASSERT_FALSE(result.has_value()) << text;
        EXPECT_EQ(result.error().front().code, Code::span_out_of_range) << text;
        EXPECT_FALSE(try_parse_span(text).has_value()) << text;
    }
    EXPECT_EQ(parse_span("12782640.5ew").value(), spans::elapsed_hours(12'782'640 * 168 + 84));
}

TEST(Span, ReadsBackWhatItWrites) {
    Random random(1);
    for (int i = 0; i < 100'000 * test::scale(); ++i) {
        const auto most = random.chance(0.5) ? 100 : 2'147'483'646;
        const Span span{
            static_cast<std::int32_t>(random.chance(0.3) ? -1 - random.between(0, most) : random.between(0, most)),
            static_cast<SpanUnit>(random.below(10))};
        ASSERT_EQ(try_parse_span(to_string(span)), span) << to_string(span);
        ASSERT_EQ(is_elapsed(span), to_string(span).find('e') != std::string::npos);
    }
}

TEST(Span, WorkingTimeIsTheCalendars) {
    const auto standard = Calendar::standard();
    EXPECT_EQ(working_seconds(30_min, standard), Seconds{1800});
    EXPECT_EQ(working_seconds(4_h, standard), Seconds{4 * 3600});
    EXPECT_EQ(working_seconds(3_d, standard), Seconds{24 * 3600});
    EXPECT_EQ(working_seconds(2_w, standard), Seconds{80 * 3600});
    EXPECT_EQ(working_seconds(-(1_mo), standard), Seconds{-160 * 3600});
    EXPECT_EQ(working_seconds(1_d, Calendar::continuous()), Seconds{24 * 3600});
    EXPECT_EQ(working_seconds(1_mo, Calendar::continuous()), Seconds{30 * 24 * 3600});
    EXPECT_EQ(working_seconds(spans::months(std::numeric_limits<std::int32_t>::min()), Calendar::continuous()),
              Seconds{-2'147'483'648LL * 30 * 86'400});
    for (const auto span : {1_emin, 1_eh, 1_ed, 1_ew, 1_emo}) EXPECT_FALSE(working_seconds(span, standard).has_value());
}

TEST(Span, ElapsedTimeIsTheClocks) {
    EXPECT_EQ(elapsed_seconds(30_emin), Seconds{1800});
    EXPECT_EQ(elapsed_seconds(24_eh), Seconds{86'400});
    EXPECT_EQ(elapsed_seconds(-(3_ed)), Seconds{-3 * 86'400});
    EXPECT_EQ(elapsed_seconds(2_ew), Seconds{14 * 86'400});
    for (const auto span : {1_min, 1_h, 1_d, 1_w, 1_mo, 1_emo}) EXPECT_FALSE(elapsed_seconds(span).has_value());
}

} // namespace
