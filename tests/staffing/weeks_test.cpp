#include <convene/staffing/detail/weeks.hpp>

#include <gtest/gtest.h>

using namespace convene;

TEST(Weeks, BeginOnMonday) {
    EXPECT_EQ(to_string(detail::monday_of(*try_parse_instant("2026-03-08T23:59"))), "2026-03-02T00:00");
    EXPECT_EQ(to_string(detail::monday_of(*try_parse_instant("2026-03-09"))), "2026-03-09T00:00");
}
