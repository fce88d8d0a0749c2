#include <convene/core/diagnostic.hpp>
#include <convene/core/given.hpp>

#include <gtest/gtest.h>

#include <algorithm>

using namespace convene;

namespace {

static_assert(!std::is_default_constructible_v<Given<Severity>>);
static_assert(!std::is_default_constructible_v<Diagnostic>);
static_assert(std::is_convertible_v<Severity, Given<Severity>> && std::is_convertible_v<Given<Severity>, Severity>);
static_assert(sizeof(Given<Severity>) == sizeof(Severity));

TEST(Given, IsComparedAndSwitchedOverAsTheEnumerator) {
    const Given<Severity> given = Severity::hint;
    EXPECT_TRUE(given == Severity::hint && Severity::hint == given && given == given);
    EXPECT_TRUE(given != Severity::error);
    switch (given) {
    case Severity::hint: break;
    case Severity::error:
    case Severity::warning: FAIL();
    }
}

TEST(Given, IsFoundByTheAlgorithmsOfRanges) {
    const Diagnostics found{{.code = Code::bad_date}, {.code = Code::bad_span}};
    EXPECT_EQ(std::ranges::find(found, Code::bad_span, &Diagnostic::code) - found.begin(), 1);
}

} // namespace
