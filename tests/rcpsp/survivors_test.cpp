#include "random_problem.hpp"

#include <convene/core/random.hpp>
#include <convene/rcpsp/impl/survivors.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace convene;
using namespace convene::rcpsp::detail;

namespace {

using Table = std::vector<std::vector<double>>;

Table random_table(Random& random, std::size_t size, std::size_t width) {
    Table t(size, std::vector<double>(width));
    // Few values, so that ties are frequent.
    for (auto& row : t)
        for (auto& v : row) v = random.below(4);
    return t;
}

KeyMatrix rows_of(const Table& t) {
    KeyMatrix rows;
    rows.reset(t.empty() ? 0 : t.front().size());
    for (const auto& row : t) rows.add(row);
    return rows;
}

double mean_difference(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(a[i] - b[i]);
    return sum / static_cast<double>(a.size());
}

/// The definition, without any memory of what was chosen.
std::vector<std::uint32_t> by_definition(const Table& t, std::size_t count, double distance) {
    std::vector<std::uint32_t> chosen;
    const auto room = [&](std::uint32_t row) {
        double least = std::numeric_limits<double>::infinity();
        for (const auto c : chosen) least = std::min(least, mean_difference(t[row], t[c]));
        return least;
    };
    while (chosen.size() < std::min(count, t.size())) {
        std::uint32_t pick = 0;
        double best = -1;
        for (std::uint32_t row = 0; row < t.size(); ++row) {
            if (std::ranges::find(chosen, row) != chosen.end()) continue;
            const double r = room(row);
            if (r >= distance) {
                pick = row;
                break;
            }
            if (r > best) best = r, pick = row;
        }
        chosen.push_back(pick);
    }
    return chosen;
}

} // namespace

TEST(Apart, DistanceIsTheMeanOfTheDifferences) {
    Random random(1);
    for (const std::size_t width : {1U, 2U, 15U, 16U, 17U, 33U, 120U}) {
        const auto t = random_table(random, 3, width);
        const auto rows = rows_of(t);
        EXPECT_NEAR(rows.distance(0, 2), mean_difference(t[0], t[2]), 1e-6) << width;
        EXPECT_EQ(rows.distance(1, 1), 0);
        const double all = mean_difference(t[0], t[1]) + mean_difference(t[0], t[2]) + mean_difference(t[1], t[2]);
        EXPECT_NEAR(rows.mean_distance(), all / 3, 1e-6) << width;
    }
}

TEST(Apart, FewRowsHaveNoMeanDistance) {
    KeyMatrix rows;
    EXPECT_EQ(rows.mean_distance(), 0);
    EXPECT_TRUE(choose_apart(rows, 3, 1).empty());
    rows.reset(2);
    rows.add(std::vector<double>{1, 2});
    EXPECT_EQ(rows.mean_distance(), 0);
    EXPECT_EQ(choose_apart(rows, 3, 1), std::vector<std::uint32_t>{0});
}

TEST(Apart, TheBestAreChosenWhereNoDistanceIsAsked) {
    Random random(2);
    const auto rows = rows_of(random_table(random, 9, 5));
    EXPECT_EQ(choose_apart(rows, 4, 0), (std::vector<std::uint32_t>{0, 1, 2, 3}));
}

TEST(Apart, WhatIsTooCloseToABetterOneComesAfterWhatIsFar) {
    const auto rows = rows_of({{0, 0}, {1, 1}, {9, 9}, {3, 3}, {9, 8}});
    EXPECT_EQ(choose_apart(rows, 3, 3), (std::vector<std::uint32_t>{0, 2, 3}));
    // Nobody is 3 away from these any more: the better of the two that are 1 away, then the other.
    EXPECT_EQ(choose_apart(rows, 5, 3), (std::vector<std::uint32_t>{0, 2, 3, 1, 4}));
}

TEST(Apart, ChoosesWhatItsDefinitionChooses) {
    Random random(3);
    for (int i = 0; i < 300 * rcpsp::test::scale(); ++i) {
        // Widths of powers of two: then the means are exact and ties are ties on both sides.
        const auto t = random_table(random, 1 + random.below(20), std::size_t{1} << random.below(6));
        const auto count = 1 + random.below(20);
        const double distance = random.below(9) * 0.25;
        EXPECT_EQ(choose_apart(rows_of(t), count, distance), by_definition(t, count, distance)) << i;
    }
}
