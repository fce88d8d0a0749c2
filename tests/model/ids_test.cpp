#include <convene/model/ids.hpp>

#include <gtest/gtest.h>

#include <type_traits>

namespace {

TEST(ModelIds, OfDifferentKindsDoNotConvert) {
    EXPECT_FALSE((std::is_convertible_v<convene::ActivityId, convene::RoleId>));
    EXPECT_FALSE((std::is_constructible_v<convene::RoleId, convene::PersonId>));
}

} // namespace
