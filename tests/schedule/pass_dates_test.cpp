#include <convene/schedule/pass_dates.hpp>

#include <gtest/gtest.h>

TEST(PassDates, AreEmptyAtFirst) {
    const convene::PassDates dates;
    EXPECT_TRUE(dates.start.empty() && dates.finish.empty());
}
