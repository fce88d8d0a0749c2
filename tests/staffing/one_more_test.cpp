#include <convene/model/builder.hpp>
#include <convene/staffing/detail/one_more.hpp>

#include <gtest/gtest.h>

using namespace convene;

TEST(OneMore, HasAKeyOfItsOwn) {
    ProcessBuilder b("p");
    b.role({.key = "r"});
    b.person({.key = "one-more", .roles = {"r"}});
    const auto more = detail::with_one_more(*b.build(), RoleId{0});
    EXPECT_EQ(more.people().size(), 2U);
    EXPECT_EQ(more.key(PersonId{1}), "one-more-");
}
