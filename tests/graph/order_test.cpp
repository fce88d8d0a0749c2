#include "graphs.hpp"

#include <convene/graph/order.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace convene {
namespace {

using test::million;
using test::scaled;

/// The level of each node, by relaxing every arc until nothing changes. *Requires* an acyclic graph.
std::vector<std::uint32_t> levels(const test::Graph& graph) {
    std::vector<std::uint32_t> level(graph.nodes, 0);
    for (bool changed = true; changed;) {
        changed = false;
        for (const Arc& a : graph.arcs) {
            if (level[a.to] > level[a.from]) continue;
            level[a.to] = level[a.from] + 1;
            changed = true;
        }
    }
    return level;
}

TEST(TopologicalOrder, SortsByLevelThenByNumber) {
    // 4 -> 1 -> 0, 4 -> 0, 3 -> 0; 2 by itself.
    const std::vector<Arc> arcs = {{4, 1}, {1, 0}, {4, 0}, {3, 0}};
    const auto order = topological_order(Digraph(5, arcs));
    ASSERT_TRUE(order);
    EXPECT_EQ(order->nodes, (std::vector<std::uint32_t>{2, 3, 4, 1, 0}));
    EXPECT_EQ(order->starts, (std::vector<std::uint32_t>{0, 3, 4, 5}));
    EXPECT_EQ(order->level_count(), 3U);
    EXPECT_EQ(order->level(0).size(), 3U);
    EXPECT_EQ(order->level(2).front(), 0U);
}

TEST(TopologicalOrder, EmptyGraphHasNoLevel) {
    const auto order = topological_order(Digraph());
    ASSERT_TRUE(order);
    EXPECT_EQ(*order, TopologicalOrder());
    EXPECT_EQ(order->level_count(), 0U);
}

TEST(TopologicalOrder, SingleNodeIsOneLevel) {
    const auto order = topological_order(Digraph(1, {}));
    ASSERT_TRUE(order);
    EXPECT_EQ(order->nodes, (std::vector<std::uint32_t>{0}));
    EXPECT_EQ(order->level_count(), 1U);
}

TEST(TopologicalOrder, CyclicGraphGivesItsShortestCycle) {
    // 0 -> 1 -> 2 -> 3 -> 1 and 3 -> 2.
    const std::vector<Arc> arcs = {{0, 1}, {1, 2}, {2, 3}, {3, 1}, {3, 2}};
    const auto order = topological_order(Digraph(4, arcs));
    ASSERT_FALSE(order);
    EXPECT_EQ(order.error(), (Cycle{.nodes = {2, 3}, .arcs = {2, 4}}));
}

TEST(TopologicalOrder, SelfLoopIsACycle) {
    const std::vector<Arc> arcs = {{0, 1}, {1, 1}};
    const auto order = topological_order(Digraph(2, arcs));
    ASSERT_FALSE(order);
    EXPECT_EQ(order.error(), (Cycle{.nodes = {1}, .arcs = {1}}));
}

TEST(TopologicalOrder, AgreesWithBruteForce) {
    Random random(1);
    for (std::uint32_t round = 0; round < scaled(500); ++round) {
        const auto g = test::random_acyclic_graph(1 + random.below(30), random.below(80), random);
        const auto order = topological_order(Digraph(g.nodes, g.arcs));
        ASSERT_TRUE(order);
        const auto level = levels(g);
        std::vector<std::uint32_t> expected(g.nodes);
        std::iota(expected.begin(), expected.end(), 0U);
        std::ranges::stable_sort(expected, {}, [&](std::uint32_t v) { return level[v]; });
        ASSERT_EQ(order->nodes, expected);
        for (std::uint32_t k = 0; k < order->level_count(); ++k) {
            ASSERT_FALSE(order->level(k).empty());
            for (const std::uint32_t v : order->level(k)) ASSERT_EQ(level[v], k);
        }
    }
}

TEST(TopologicalOrder, ExistsIffThereIsNoCycle) {
    Random random(2);
    for (std::uint32_t round = 0; round < scaled(500); ++round) {
        const auto g = test::random_graph(1 + random.below(12), random.below(14), random);
        const auto distance = test::distances(g);
        bool cyclic = false;
        for (std::uint32_t v = 0; v < g.nodes; ++v) cyclic = cyclic || distance[v][v] > 0;
        const Digraph graph(g.nodes, g.arcs);
        const auto order = topological_order(graph);
        ASSERT_EQ(order.has_value(), !cyclic);
        if (!order) {
            ASSERT_EQ(order.error(), *shortest_cycle(graph));
        }
    }
}

TEST(TopologicalOrder, DoesNotDependOnTheOrderOfArcs) {
    Random random(3);
    for (std::uint32_t round = 0; round < scaled(100); ++round) {
        auto g = test::random_acyclic_graph(30, 60, random);
        const auto order = topological_order(Digraph(g.nodes, g.arcs));
        std::vector<Arc> arcs;
        for (const std::uint32_t i : test::shuffled(60, random)) arcs.push_back(g.arcs[i]);
        arcs.push_back(arcs.front());
        ASSERT_EQ(*order, *topological_order(Digraph(g.nodes, arcs)));
    }
}

TEST(TopologicalOrder, ChainOfAMillion) {
    Random random(4);
    const auto g = test::renumbered(test::chain(million), random);
    const auto order = topological_order(Digraph(g.nodes, g.arcs));
    ASSERT_TRUE(order);
    EXPECT_EQ(order->level_count(), million);
    EXPECT_EQ(order->nodes.front(), g.arcs.front().from);
    EXPECT_EQ(order->nodes.back(), g.arcs.back().to);
}

TEST(TopologicalOrder, StarOfAMillion) {
    const auto g = test::star(million);
    const auto order = topological_order(Digraph(g.nodes, g.arcs));
    ASSERT_TRUE(order);
    EXPECT_EQ(order->level_count(), 2U);
    EXPECT_TRUE(std::ranges::is_sorted(order->nodes));
}

} // namespace
} // namespace convene
