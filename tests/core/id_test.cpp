#include <convene/core/id.hpp>

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

using namespace convene;

namespace {

using ActivityId = Id<struct ActivityTag>;
using RoleId = Id<struct RoleTag>;

static_assert(!std::is_convertible_v<ActivityId, RoleId>);
static_assert(!std::is_convertible_v<std::uint32_t, ActivityId>);
static_assert(!std::is_convertible_v<ActivityId, std::uint32_t>);
static_assert(sizeof(ActivityId) == 4 && sizeof(OptionalId<ActivityId>) == 4);

TEST(Id, NamesNothingUntilGiven) {
    EXPECT_NE(ActivityId{}, ActivityId{0});
    EXPECT_EQ(ActivityId{}.value, ActivityId::none);
    EXPECT_FALSE(OptionalId<ActivityId>(ActivityId{}));
}

TEST(Id, IsOrderedByValue) {
    EXPECT_LT(ActivityId{1}, ActivityId{2});
    EXPECT_EQ(ActivityId{7}.index(), 7U);
}

TEST(Id, CanBeAHashKey) {
    const std::unordered_set<ActivityId> ids{ActivityId{1}, ActivityId{2}, ActivityId{1}};
    EXPECT_EQ(ids.size(), 2U);
    EXPECT_TRUE(ids.contains(ActivityId{2}));
}

TEST(OptionalId, IsAbsentUntilGiven) {
    OptionalId<ActivityId> id;
    EXPECT_FALSE(id.has_value());
    EXPECT_FALSE(id);
    id = ActivityId{0};
    EXPECT_TRUE(id.has_value());
    EXPECT_EQ(*id, ActivityId{0});
    EXPECT_NE(id, OptionalId<ActivityId>{});
}

} // namespace
