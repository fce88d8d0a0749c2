#include <convene/core/result.hpp>

#include <gtest/gtest.h>

using namespace convene;

namespace {

Result<int> half(int n) {
    if (n % 2 != 0) return fail(Diagnostic{.code = Code::bad_span, .arguments = {std::to_string(n)}});
    return n / 2;
}

TEST(Result, HoldsTheValue) {
    const auto result = half(4);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result, 2);
}

TEST(Result, HoldsTheReason) {
    const auto result = half(3);
    ASSERT_FALSE(result);
    ASSERT_EQ(result.error().size(), 1U);
    EXPECT_EQ(result.error()[0].code, Code::bad_span);
}

TEST(Result, HoldsEveryReason) {
    const Result<int> result = fail(Diagnostics{{.code = Code::bad_span}, {.code = Code::bad_date}});
    EXPECT_EQ(result.error().size(), 2U);
}

static_assert(!std::is_default_constructible_v<Result<int>>);

TEST(Result, IsWhatTheChainsOfExpectedReturn) {
    const Result<int> result = half(8).map([](int n) { return n + 1; });
    EXPECT_EQ(*result, 5);
}

TEST(Result, IsComparedAsAWhole) {
    EXPECT_EQ(half(4), half(4));
    EXPECT_NE(half(4), half(6));
    EXPECT_NE(half(4), half(3));
    EXPECT_EQ(half(4), 2);
}

TEST(Result, GivesItsValueAway) {
    const auto make = []() -> Result<std::string> { return std::string(40, 'x'); };
    const std::string value = *make();
    EXPECT_EQ(value.size(), 40U);
}

TEST(ResultDeathTest, IsNotLookedIntoWithoutAValue) {
#if !defined(NDEBUG)
    EXPECT_DEATH((void)*half(3), "has_value");
    EXPECT_DEATH((void)half(4).error(), "has_value");
#endif
}

} // namespace
