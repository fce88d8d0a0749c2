#include <convene/core/borrowed.hpp>

#include <gtest/gtest.h>

#include <array>
#include <vector>

using namespace convene;

namespace {

struct Options {
    Borrowed<int> values = {};
};

static_assert(std::is_convertible_v<std::vector<int>&, Borrowed<int>>);
static_assert(std::is_convertible_v<const std::vector<int>&, Borrowed<int>>);
static_assert(std::is_convertible_v<std::span<const int>, Borrowed<int>>);
static_assert(!std::is_convertible_v<std::vector<int>, Borrowed<int>>);
static_assert(!std::is_convertible_v<const std::vector<int>, Borrowed<int>>);
static_assert(!std::is_convertible_v<std::array<int, 2>, Borrowed<int>>);
static_assert(!std::is_convertible_v<std::vector<long>&, Borrowed<int>>);

TEST(Borrowed, ShowsWhatTheCallerKeeps) {
    std::vector<int> kept{3, 5};
    const Options options{.values = kept};
    kept[1] = 7;
    EXPECT_EQ(options.values.size(), 2U);
    EXPECT_EQ(options.values[1], 7);
    EXPECT_TRUE(Options{}.values.empty());
}

} // namespace
