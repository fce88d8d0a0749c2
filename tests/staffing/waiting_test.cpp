#include <convene/model/builder.hpp>
#include <convene/staffing/waiting.hpp>

#include <gtest/gtest.h>

using namespace convene;

TEST(Waiting, WeeksBeginOnMonday) {
    EXPECT_EQ(to_string(detail::monday_of(*try_parse_instant("2026-03-08T23:59"))), "2026-03-02T00:00");
    EXPECT_EQ(to_string(detail::monday_of(*try_parse_instant("2026-03-09"))), "2026-03-09T00:00");
}

TEST(Waiting, OneMoreHasAKeyOfItsOwn) {
    ProcessBuilder b("p");
    b.role({.key = "r"});
    b.person({.key = "one-more", .roles = {"r"}});
    const auto more = detail::with_one_more(*b.build(), RoleId{0});
    EXPECT_EQ(more.people().size(), 2U);
    EXPECT_EQ(more.key(PersonId{1}), "one-more-");
}
