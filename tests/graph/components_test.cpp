#include "graphs.hpp"

#include <convene/graph/components.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

namespace convene {
namespace {

using test::million;
using test::scaled;

/// `nodes` and `starts` must say the same as `of`.
void expect_consistent(const Components& components, std::uint32_t node_count) {
    ASSERT_EQ(components.of.size(), node_count);
    std::vector<std::uint32_t> all;
    for (std::uint32_t c = 0; c < components.count(); ++c) {
        ASSERT_FALSE(components.members(c).empty());
        ASSERT_TRUE(std::ranges::is_sorted(components.members(c)));
        for (const std::uint32_t v : components.members(c)) {
            ASSERT_EQ(components.of[v], c);
            all.push_back(v);
        }
    }
    ASSERT_EQ(all, components.nodes);
    ASSERT_EQ(all.size(), node_count);
}

TEST(StrongComponents, AreNumberedAlongTheArcs) {
    // {0, 3} -> {1} -> {2, 4}.
    const std::vector<Arc> arcs = {{1, 4}, {4, 2}, {2, 4}, {3, 0}, {0, 3}, {3, 1}, {1, 1}};
    const auto components = strong_components(Digraph(5, arcs));
    EXPECT_EQ(components.of, (std::vector<std::uint32_t>{0, 1, 2, 0, 2}));
    EXPECT_EQ(components.nodes, (std::vector<std::uint32_t>{0, 3, 1, 2, 4}));
    EXPECT_EQ(components.starts, (std::vector<std::uint32_t>{0, 2, 3, 5}));
}

TEST(StrongComponents, EmptyAndSingle) {
    EXPECT_EQ(strong_components(Digraph()), Components());
    EXPECT_EQ(strong_components(Digraph(1, {})), (Components{.of = {0}, .nodes = {0}, .starts = {0, 1}}));
}

TEST(StrongComponents, AgreeWithReachability) {
    Random random(1);
    for (std::uint32_t round = 0; round < scaled(500); ++round) {
        const std::uint32_t nodes = 1 + random.below(25);
        const auto g = test::random_graph(nodes, random.below(2 * nodes), random);
        const auto distance = test::distances(g);
        const auto components = strong_components(Digraph(g.nodes, g.arcs));
        ASSERT_NO_FATAL_FAILURE(expect_consistent(components, nodes));
        for (std::uint32_t v = 0; v < nodes; ++v) {
            for (std::uint32_t w = 0; w < nodes; ++w) {
                const bool together = v == w || (distance[v][w] > 0 && distance[w][v] > 0);
                ASSERT_EQ(components.of[v] == components.of[w], together);
                if (distance[v][w] > 0) {
                    ASSERT_LE(components.of[v], components.of[w]);
                }
            }
        }
    }
}

TEST(StrongComponents, ChainOfAMillion) {
    Random random(2);
    auto g = test::renumbered(test::chain(million), random);
    EXPECT_EQ(strong_components(Digraph(g.nodes, g.arcs)).count(), million);
    g.arcs.push_back({g.arcs.back().to, g.arcs.front().from});
    EXPECT_EQ(strong_components(Digraph(g.nodes, g.arcs)).count(), 1U);
}

TEST(StrongComponents, StarOfAMillion) {
    auto g = test::star(million);
    const auto components = strong_components(Digraph(g.nodes, g.arcs));
    EXPECT_EQ(components.count(), million);
    EXPECT_EQ(components.of[0], 0U);
    for (Arc& a : g.arcs) std::swap(a.from, a.to);
    EXPECT_EQ(strong_components(Digraph(g.nodes, g.arcs)).of[0], million - 1);
}

TEST(WeakComponents, AreNumberedByTheirSmallestNodes) {
    const std::vector<Arc> arcs = {{5, 1}, {3, 5}, {4, 0}, {2, 2}};
    const auto components = weak_components(Digraph(6, arcs));
    EXPECT_EQ(components.of, (std::vector<std::uint32_t>{0, 1, 2, 1, 0, 1}));
    EXPECT_EQ(components.nodes, (std::vector<std::uint32_t>{0, 4, 1, 3, 5, 2}));
}

TEST(WeakComponents, EmptyAndSingle) {
    EXPECT_EQ(weak_components(Digraph()), Components());
    EXPECT_EQ(weak_components(Digraph(1, {})), (Components{.of = {0}, .nodes = {0}, .starts = {0, 1}}));
}

TEST(WeakComponents, AgreeWithReachabilityBothWays) {
    Random random(3);
    for (std::uint32_t round = 0; round < scaled(500); ++round) {
        const std::uint32_t nodes = 1 + random.below(25);
        const auto g = test::random_graph(nodes, random.below(nodes), random);
        auto both = g;
        for (const Arc& a : g.arcs) both.arcs.push_back({a.to, a.from});
        const auto distance = test::distances(both);
        const auto components = weak_components(Digraph(g.nodes, g.arcs));
        ASSERT_NO_FATAL_FAILURE(expect_consistent(components, nodes));
        std::uint32_t next = 0;
        for (std::uint32_t v = 0; v < nodes; ++v) {
            bool is_smallest = true;
            for (std::uint32_t w = 0; w < v; ++w) {
                ASSERT_EQ(components.of[v] == components.of[w], distance[v][w] > 0);
                is_smallest = is_smallest && distance[v][w] == 0;
            }
            if (is_smallest) {
                ASSERT_EQ(components.of[v], next++);
            }
        }
        ASSERT_EQ(components.count(), next);
    }
}

TEST(WeakComponents, ChainAndStarOfAMillion) {
    Random random(4);
    for (const auto& shape : {test::chain(million), test::star(million)}) {
        const auto g = test::renumbered(shape, random);
        EXPECT_EQ(weak_components(Digraph(g.nodes, g.arcs)).count(), 1U);
    }
}

TEST(Reachability, IncludesWhereItStarts) {
    const std::vector<Arc> arcs = {{0, 1}, {1, 2}, {3, 1}};
    const Digraph graph(5, arcs, {.in_arcs = true});
    const std::array<std::uint32_t, 3> ends = {1, 4, 1};
    EXPECT_EQ(reachable_from(graph, ends), (std::vector<bool>{false, true, true, false, true}));
    EXPECT_EQ(reaching(graph, ends), (std::vector<bool>{true, true, false, true, true}));
    EXPECT_EQ(reachable_from(graph, {}), std::vector<bool>(5, false));
    EXPECT_TRUE(reachable_from(Digraph(), {}).empty());
}

TEST(Reachability, AgreesWithDistances) {
    Random random(5);
    for (std::uint32_t round = 0; round < scaled(300); ++round) {
        const std::uint32_t nodes = 1 + random.below(25);
        const auto g = test::random_graph(nodes, random.below(2 * nodes), random);
        const auto distance = test::distances(g);
        const Digraph graph(g.nodes, g.arcs, {.in_arcs = true});
        std::vector<std::uint32_t> some;
        for (std::uint32_t i = random.below(4); i > 0; --i) some.push_back(random.below(nodes));
        const auto forward = reachable_from(graph, some);
        const auto backward = reaching(graph, some);
        for (std::uint32_t v = 0; v < nodes; ++v) {
            ASSERT_EQ(forward[v], std::ranges::any_of(some, [&](auto s) { return s == v || distance[s][v] > 0; }));
            ASSERT_EQ(backward[v], std::ranges::any_of(some, [&](auto s) { return s == v || distance[v][s] > 0; }));
        }
    }
}

TEST(Reachability, ChainAndStarOfAMillion) {
    const std::array<std::uint32_t, 1> first = {0};
    const std::array<std::uint32_t, 1> last = {million - 1};
    const auto chain = test::chain(million);
    const Digraph along(chain.nodes, chain.arcs, {.in_arcs = true});
    EXPECT_EQ(std::ranges::count(reachable_from(along, first), true), million);
    EXPECT_EQ(std::ranges::count(reaching(along, last), true), million);
    const auto star = test::star(million);
    const Digraph across(star.nodes, star.arcs, {.in_arcs = true});
    EXPECT_EQ(std::ranges::count(reachable_from(across, first), true), million);
    EXPECT_EQ(std::ranges::count(reaching(across, last), true), 2);
}

} // namespace
} // namespace convene
