#include <convene/model/specs.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using namespace convene;

TEST(Key, ComesFromAnyStringAndComparesWhereverItWasRead) {
    const std::string_view view = "sales";
    const RoleSpec literal{.key = "sales", .calendar = std::string("five-day")};
    const RoleSpec read{.key = {view, 31}, .calendar = KeyView("five-day", 52)};
    EXPECT_EQ(literal.key, read.key);
    EXPECT_EQ(literal.calendar, read.calendar);
    EXPECT_EQ(literal.key.origin, 0U);
    EXPECT_EQ(KeyView(read.calendar).origin, 52U);
    EXPECT_NE(literal.key, Key("sale"));
}

TEST(DutySpec, SaysNoDemandUnlessTold) {
    EXPECT_FALSE(DutySpec{.role = "sales"}.demand.has_value());
    EXPECT_EQ((DutySpec{.role = "sales", .demand = DutyDemand::all}.demand), DutyDemand::all);
}

TEST(PersonSpec, ListsItsRolesByKey) {
    const PersonSpec two{.key = "ann", .roles = {"sales", "legal"}};
    ASSERT_EQ(two.roles.size(), 2U);
    EXPECT_EQ(two.roles[1], Key("legal"));
}

} // namespace
