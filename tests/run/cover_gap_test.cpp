#include <convene/run/cover_gap.hpp>

#include <gtest/gtest.h>

using namespace convene;

namespace {

TEST(CoverGap, ComparesByWhatItSays) {
    const CoverGap a{CoverId{1}, Instant{}, Instant{Seconds{60}}, 0};
    auto b = a;
    EXPECT_EQ(a, b);
    b.staffed = 1;
    EXPECT_NE(a, b);
}

} // namespace
