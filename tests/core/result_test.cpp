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

} // namespace
