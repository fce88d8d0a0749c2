#include <convene/time/shift.hpp>

#include <gtest/gtest.h>

#include <string>

using namespace convene;

namespace {

TEST(Shift, ReadsTimesOfDay) {
    EXPECT_EQ(parse_time_of_day("00:00").value(), 0);
    EXPECT_EQ(parse_time_of_day("09:30").value(), 570);
    EXPECT_EQ(parse_time_of_day("24:00").value(), 1440);
    for (const char* text :
         {"", "9:00", "09:60", "24:01", "25:00", "0900", "09-00", "09:0", "09:00:00", "ab:cd", "-1:00"}) {
        const auto result = parse_time_of_day(text);
        ASSERT_FALSE(result.has_value()) << text;
        EXPECT_EQ(result.error().front().code, Code::bad_time_of_day);
    }
}

TEST(Shift, ReadsShiftsAlsoOverMidnight) {
    EXPECT_EQ(parse_shift("09:00-12:00").value(), (Shift{540, 720}));
    EXPECT_EQ(parse_shift("00:00-24:00").value(), (Shift{0, 1440}));
    EXPECT_EQ(parse_shift("18:00-24:00").value(), (Shift{1080, 1440}));
    EXPECT_EQ(parse_shift("18:00-00:00").value(), (Shift{1080, 1440}));
    EXPECT_EQ(parse_shift("22:00-06:00").value(), (Shift{1320, 1800}));
    EXPECT_EQ(parse_shift("23:59-23:58").value(), (Shift{1439, 1440 + 1438}));
    for (const char* text : {"", "09:00", "09:00-", "09:00-12", "09:00–12:00", "09:00 - 12:00", "09:00-09:00",
                             "24:00-06:00", "24:00-24:00", "00:00-00:00", "09:00-25:00", "09:00-12:00 ", "9-12"}) {
        const auto result = parse_shift(text);
        ASSERT_FALSE(result.has_value()) << text;
        EXPECT_EQ(result.error().front().code, Code::bad_shift);
    }
}

TEST(Shift, EveryValidShiftReadsBack) {
    for (int start = -10; start < 1450; start += 7) {
        for (int end = -10; end < 2900; end += 7) {
            const Shift shift{start, end};
            if (is_valid(shift)) {
                ASSERT_EQ(parse_shift(to_string(shift)).value(), shift);
            }
        }
    }
    EXPECT_EQ(to_string(Shift{0, 1440}), "00:00-24:00");
    EXPECT_EQ(to_string(Shift{1320, 1800}), "22:00-06:00");
}

TEST(Shift, ValidOnesAreShorterThanADayOrTheWholeDay) {
    EXPECT_TRUE(is_valid({0, 1440}));
    EXPECT_TRUE(is_valid({1, 1440}));
    EXPECT_TRUE(is_valid({600, 2039}));
    EXPECT_FALSE(is_valid({600, 2040}));
    EXPECT_FALSE(is_valid({0, 1441}));
    EXPECT_FALSE(is_valid({540, 540}));
    EXPECT_FALSE(is_valid({540, 500}));
    EXPECT_FALSE(is_valid({-1, 500}));
    EXPECT_FALSE(is_valid({1440, 1500}));
}

TEST(Shift, WeekIsIndexedByWeekday) {
    auto week = monday_to_friday(standard_shifts());
    EXPECT_EQ(week[std::chrono::Monday], week.days[0]);
    EXPECT_EQ(week[std::chrono::Friday].size(), 2U);
    EXPECT_TRUE(week[std::chrono::Saturday].empty());
    week[std::chrono::Sunday] = {{0, 1440}};
    EXPECT_EQ(week.days[6].size(), 1U);
}

} // namespace
