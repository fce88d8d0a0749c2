#include <convene/core/id.hpp>
#include <convene/core/random.hpp>
#include <convene/core/rows.hpp>

#include <support/environment.hpp>

#include <gtest/gtest.h>

#include <utility>
#include <vector>

using namespace convene;

namespace {

using ActivityId = Id<struct ActivityTag>;
using Entry = std::pair<ActivityId, int>;

Rows<ActivityId, int> group(std::size_t rows, const std::vector<Entry>& entries) {
    return Rows<ActivityId, int>::group(
        rows, entries, [](const Entry& e) { return e.first; }, [](const Entry& e) { return e.second; });
}

std::vector<int> copy(std::span<const int> row) { return {row.begin(), row.end()}; }

TEST(Rows, KeepTheOrderWithinARow) {
    const auto rows = group(3, {{ActivityId{2}, 5}, {ActivityId{0}, 1}, {ActivityId{2}, 4}, {ActivityId{2}, 6}});
    EXPECT_EQ(copy(rows[ActivityId{0}]), (std::vector{1}));
    EXPECT_EQ(copy(rows[ActivityId{1}]), std::vector<int>{});
    EXPECT_EQ(copy(rows[ActivityId{2}]), (std::vector{5, 4, 6}));
    EXPECT_EQ(copy(rows.values()), (std::vector{1, 5, 4, 6}));
    EXPECT_EQ(rows.first(ActivityId{0}), 0U);
    EXPECT_EQ(rows.first(ActivityId{2}), 1U);
}

TEST(Rows, WithoutEntriesEveryRowIsEmpty) {
    const auto rows = group(1'000'000, {});
    EXPECT_TRUE(rows.empty());
    EXPECT_TRUE(rows[ActivityId{999'999}].empty());
    EXPECT_EQ(rows, (Rows<ActivityId, int>{}));
}

TEST(Rows, AgreeWithAListOfLists) {
    Random random(1);
    for (int round = 0; round < 200 * test::scale(); ++round) {
        const auto count = static_cast<std::size_t>(random.between(1, 12));
        std::vector<std::vector<int>> expected(count);
        std::vector<Entry> entries;
        for (auto n = random.between(0, 30); n > 0; --n) {
            const auto owner = random.below(static_cast<std::uint32_t>(count));
            const auto value = static_cast<int>(random.below(100));
            entries.emplace_back(ActivityId{owner}, value);
            expected[owner].push_back(value);
        }
        const auto rows = group(count, entries);
        for (std::uint32_t i = 0; i < count; ++i) EXPECT_EQ(copy(rows[ActivityId{i}]), expected[i]);
        EXPECT_EQ(rows.values().size(), entries.size());
    }
}

} // namespace
