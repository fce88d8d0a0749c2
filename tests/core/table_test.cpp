#include <convene/core/id.hpp>
#include <convene/core/table.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace convene;

namespace {

using ActivityId = Id<struct ActivityTag>;
using RoleId = Id<struct RoleTag>;
using Titles = Table<ActivityId, std::string>;

template <class T, class Index>
concept indexable_by = requires(T table, Index index) { table[index]; };

static_assert(indexable_by<Titles, ActivityId>);
static_assert(!indexable_by<Titles, RoleId>);
static_assert(!indexable_by<Titles, std::size_t>);

TEST(Table, GivesIdsInOrderOfInsertion) {
    Titles titles;
    EXPECT_TRUE(titles.empty());
    EXPECT_EQ(titles.push_back("kick-off"), ActivityId{0});
    EXPECT_EQ(titles.push_back("review"), ActivityId{1});
    EXPECT_EQ(titles.size(), 2U);
    EXPECT_EQ(titles[ActivityId{1}], "review");
}

TEST(Table, IdsIndexEveryValue) {
    Titles titles(3, "same");
    titles[ActivityId{1}] = "other";
    std::vector<std::string> seen;
    for (const auto id : titles.ids()) seen.push_back(titles[id]);
    EXPECT_EQ(seen, (std::vector<std::string>{"same", "other", "same"}));
    EXPECT_TRUE(std::ranges::equal(seen, titles));
    EXPECT_TRUE(std::ranges::equal(seen, titles.values()));
}

TEST(Table, EmptyTableHasNoIds) { EXPECT_TRUE(std::ranges::empty(Titles{}.ids())); }

TEST(Table, EqualWhenTheValuesAre) {
    EXPECT_EQ(Titles(std::vector<std::string>{"a"}), Titles(1, "a"));
    EXPECT_NE(Titles(1, "a"), Titles(2, "a"));
}

} // namespace
