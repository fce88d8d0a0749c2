#include <convene/core/random.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <vector>

using namespace convene;

namespace {

// From the reference implementation of SplitMix64 (Vigna, public domain).
TEST(Random, GivesTheReferenceNumbers) {
    Random zero(0);
    EXPECT_EQ(zero.next(), 0xE220A8397B1DCDAFULL);
    EXPECT_EQ(zero.next(), 0x6E789E6AA1B965F4ULL);
    EXPECT_EQ(zero.next(), 0x06C45D188009454FULL);
    Random other(1234567);
    EXPECT_EQ(other.next(), 6457827717110365317ULL);
    EXPECT_EQ(other.next(), 3203168211198807973ULL);
}

// Worked out with big integers in another language, rejecting as in Lemire's paper.
TEST(Random, GivesFixedIntegers) {
    Random random(42);
    std::vector<std::int64_t> drawn;
    for (int i = 0; i < 4; ++i) drawn.push_back(random.below(10));
    for (int i = 0; i < 4; ++i) drawn.push_back(random.between(-3, 3));
    EXPECT_EQ(drawn, (std::vector<std::int64_t>{7, 1, 2, 3, -3, 3, -2, 2}));
}

TEST(Random, GivesFixedFractions) {
    Random random(42);
    EXPECT_EQ(random.unit(), 0.7415648787718233);
    EXPECT_EQ(random.unit(), 0.1599103928769201);
}

TEST(Random, SameSeedSameSequenceAndCopiesGoTheirOwnWay) {
    Random a(7);
    Random b(7);
    EXPECT_EQ(a, b);
    EXPECT_EQ(a.next(), b.next());
    Random copy = a;
    EXPECT_EQ(copy.next(), a.next());
    EXPECT_NE(Random(7).next(), Random(8).next());
}

TEST(Random, BoundOneIsAlwaysZero) {
    Random random(3);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(random.below(1), 0U);
}

TEST(Random, StaysInRange) {
    Random random(5);
    for (int i = 0; i < 10'000; ++i) {
        EXPECT_LT(random.below(0xFFFFFFFFU), 0xFFFFFFFFU);
        const auto x = random.between(-1, 1);
        EXPECT_TRUE(x >= -1 && x <= 1);
        const auto u = random.unit();
        EXPECT_TRUE(u >= 0.0 && u < 1.0);
    }
}

// With 60,000 draws the standard deviation of a count is 91: 6 of them are 550.
TEST(Random, DrawsEachOfSixAsOften) {
    Random random(11);
    std::array<int, 6> counts{};
    for (int i = 0; i < 60'000; ++i) ++counts[random.below(6)];
    for (const int count : counts) EXPECT_NEAR(count, 10'000, 550);
}

// A bound of 3 * 2^30: without the rejection a third of the results would be drawn twice as often.
TEST(Random, LargeBoundsAreUnbiased) {
    Random random(13);
    std::array<int, 3> counts{};
    for (int i = 0; i < 60'000; ++i) ++counts[random.below(3U << 30U) % 3];
    for (const int count : counts) EXPECT_NEAR(count, 20'000, 700);
}

TEST(Random, ChanceOfNothingAndOfCertainty) {
    Random random(17);
    for (int i = 0; i < 1000; ++i) {
        EXPECT_FALSE(random.chance(0.0));
        EXPECT_TRUE(random.chance(1.0));
    }
}

} // namespace
