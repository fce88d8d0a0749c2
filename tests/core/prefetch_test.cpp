#include <convene/core/prefetch.hpp>

#include <gtest/gtest.h>

#include <cstdint>

using namespace convene;

TEST(Prefetch, ChangesNothingAndTakesAnyAddress) {
    const int value = 7;
    prefetch(&value);
    prefetch(nullptr);
    prefetch(reinterpret_cast<const void*>(std::uintptr_t{1})); // NOLINT: no such memory, and none is read
    EXPECT_EQ(value, 7);
}
