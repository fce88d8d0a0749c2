#include "graphs.hpp"

#include <convene/graph/cycle.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace convene {
namespace {

using test::million;
using test::scaled;

/// Lists each cycle of a small graph, the smallest node first, by trying every path.
class AllCycles {
  public:
    explicit AllCycles(const test::Graph& graph) : graph_(graph) {
        for (std::uint32_t v = 0; v < graph.nodes; ++v) extend(v, v);
    }

    /// The best by the documented rule, among those with at least `shortest` arcs that `wanted` accepts.
    [[nodiscard]] std::optional<Cycle> best(std::size_t shortest, auto wanted) const {
        std::optional<Cycle> found;
        const auto rank = [](const Cycle& c) { return std::tuple(c.arcs.size(), c.nodes, c.arcs); };
        for (const Cycle& c : found_) {
            if (c.arcs.size() < shortest || !wanted(c)) continue;
            if (!found || rank(c) < rank(*found)) found = c;
        }
        return found;
    }

  private:
    void extend(std::uint32_t start, std::uint32_t at) {
        path_.nodes.push_back(at);
        for (std::uint32_t i = 0; i < graph_.arcs.size(); ++i) {
            if (graph_.arcs[i].from != at) continue;
            const std::uint32_t to = graph_.arcs[i].to;
            path_.arcs.push_back(i);
            if (to == start) {
                found_.push_back(path_);
            } else if (to > start && std::ranges::find(path_.nodes, to) == path_.nodes.end()) {
                extend(start, to);
            }
            path_.arcs.pop_back();
        }
        path_.nodes.pop_back();
    }

    const test::Graph& graph_;
    Cycle path_;
    std::vector<Cycle> found_;
};

void expect_cycle(const test::Graph& graph, const Cycle& cycle) {
    ASSERT_FALSE(cycle.arcs.empty());
    ASSERT_EQ(cycle.nodes.size(), cycle.arcs.size());
    for (std::size_t i = 0; i < cycle.arcs.size(); ++i) {
        ASSERT_EQ(graph.arcs[cycle.arcs[i]].from, cycle.nodes[i]);
        ASSERT_EQ(graph.arcs[cycle.arcs[i]].to, cycle.nodes[(i + 1) % cycle.nodes.size()]);
        ASSERT_LE(cycle.nodes[0], cycle.nodes[i]);
    }
}

TEST(ShortestCycle, IsTheShortestOfAll) {
    // 0 -> 1 -> 2 -> 0 and 3 -> 4 -> 3, joined by 2 -> 3.
    const std::vector<Arc> arcs = {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 3}};
    EXPECT_EQ(shortest_cycle(Digraph(5, arcs)), (Cycle{.nodes = {3, 4}, .arcs = {4, 5}}));
}

TEST(ShortestCycle, TiesGoToTheSmallestNodesThenArcs) {
    // 0 -> 3 -> 1 -> 0 and 0 -> 2 -> 4 -> 0, the arc 2 -> 4 twice.
    const std::vector<Arc> arcs = {{0, 3}, {3, 1}, {1, 0}, {4, 0}, {2, 4}, {0, 2}, {2, 4}};
    EXPECT_EQ(shortest_cycle(Digraph(5, arcs)), (Cycle{.nodes = {0, 2, 4}, .arcs = {5, 4, 3}}));
}

TEST(ShortestCycle, NoneInAnAcyclicGraph) {
    const std::vector<Arc> arcs = {{0, 1}, {0, 1}, {1, 2}, {0, 2}};
    EXPECT_FALSE(shortest_cycle(Digraph()));
    EXPECT_FALSE(shortest_cycle(Digraph(1, {})));
    EXPECT_FALSE(shortest_cycle(Digraph(3, arcs)));
    EXPECT_TRUE(shortest_cycles(Digraph()).empty());
    EXPECT_TRUE(shortest_cycles(Digraph(3, arcs)).empty());
}

TEST(ShortestCycle, AgreesWithAllCyclesListed) {
    Random random(1);
    for (std::uint32_t round = 0; round < scaled(2000); ++round) {
        const auto g = test::random_graph(1 + random.below(8), random.below(20), random);
        const auto cycle = shortest_cycle(Digraph(g.nodes, g.arcs));
        ASSERT_EQ(cycle, AllCycles(g).best(1, [](const Cycle&) { return true; })) << round;
    }
}

TEST(ShortestCycle, IsAsShortAsDistancesTell) {
    Random random(2);
    for (std::uint32_t round = 0; round < scaled(300); ++round) {
        // Sparse, so that cycles are long and the components have sources and sinks around them.
        auto g = test::random_acyclic_graph(80, 130, random);
        for (std::uint32_t extra = random.below(8); extra > 0; --extra)
            g.arcs.push_back({random.below(80), random.below(80)});
        const auto distance = test::distances(g);
        std::uint32_t girth = 0;
        std::uint32_t smallest = 0;
        for (std::uint32_t v = 0; v < g.nodes; ++v) {
            if (distance[v][v] == 0 || (girth > 0 && distance[v][v] >= girth)) continue;
            girth = distance[v][v];
            smallest = v;
        }
        const auto cycle = shortest_cycle(Digraph(g.nodes, g.arcs));
        ASSERT_EQ(cycle ? cycle->arcs.size() : 0U, girth);
        if (!cycle) continue;
        ASSERT_NO_FATAL_FAILURE(expect_cycle(g, *cycle));
        ASSERT_EQ(cycle->nodes.front(), smallest);
        ASSERT_TRUE(cycle->shortest);
    }
}

TEST(ShortestCycle, OutOfBudgetIsStillACycle) {
    Random random(3);
    for (std::uint32_t round = 0; round < scaled(200); ++round) {
        const auto g = test::random_graph(50, 100, random);
        const Digraph graph(g.nodes, g.arcs);
        const auto exact = shortest_cycle(graph);
        const auto quick = shortest_cycle(graph, {.budget = 0});
        ASSERT_EQ(exact.has_value(), quick.has_value());
        if (!quick) continue;
        ASSERT_NO_FATAL_FAILURE(expect_cycle(g, *quick));
        ASSERT_TRUE(exact->shortest);
        if (quick->shortest) {
            ASSERT_EQ(*quick, *exact);
        }
        if (!quick->shortest) {
            ASSERT_GE(quick->arcs.size(), exact->arcs.size());
        }
        std::size_t before = shortest_cycles(graph).size();
        ASSERT_EQ(shortest_cycles(graph, million, {.budget = 0}).size(), before);
    }
}

TEST(ShortestCycle, SaysWhenTheBudgetWasTooSmall) {
    // Two cycles that share no node, so one search can't be enough.
    const std::vector<Arc> arcs = {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 3}, {2, 3}, {4, 0}};
    EXPECT_FALSE(shortest_cycle(Digraph(5, arcs), {.budget = 0})->shortest);
    EXPECT_TRUE(shortest_cycle(Digraph(5, arcs), {.budget = 5 * 7 * 2})->shortest);
}

TEST(ShortestCycles, AreOneForEachFault) {
    // Self loops at 1 (twice) and 4; 0 -> 1 -> 2 -> 0; 3 <-> 5.
    const std::vector<Arc> arcs = {{5, 3}, {0, 1}, {1, 2}, {2, 0}, {4, 4}, {1, 1}, {1, 1}, {3, 5}, {2, 3}};
    const std::vector<Cycle> all = {{.nodes = {1}, .arcs = {5}},
                                    {.nodes = {4}, .arcs = {4}},
                                    {.nodes = {0, 1, 2}, .arcs = {1, 2, 3}},
                                    {.nodes = {3, 5}, .arcs = {7, 0}}};
    const Digraph graph(6, arcs);
    EXPECT_EQ(shortest_cycles(graph), all);
    for (std::size_t limit = 0; limit < all.size(); ++limit)
        EXPECT_EQ(shortest_cycles(graph, limit), std::vector<Cycle>(all.begin(), all.begin() + std::ptrdiff_t(limit)));
}

TEST(ShortestCycles, AgreeWithAllCyclesListed) {
    Random random(4);
    for (std::uint32_t round = 0; round < scaled(1000); ++round) {
        const auto g = test::random_graph(1 + random.below(9), random.below(16), random);
        const auto distance = test::distances(g);
        const AllCycles cycles(g);
        std::vector<Cycle> expected;
        for (std::uint32_t v = 0; v < g.nodes; ++v) {
            const auto loop =
                cycles.best(1, [&](const Cycle& c) { return c.arcs.size() == 1 && c.nodes.front() == v; });
            if (loop) expected.push_back(*loop);
        }
        for (std::uint32_t v = 0; v < g.nodes; ++v) {
            const auto together = [&](std::uint32_t w) { return distance[v][w] > 0 && distance[w][v] > 0; };
            bool is_smallest = true;
            for (std::uint32_t w = 0; w < v; ++w) is_smallest = is_smallest && !together(w);
            if (!is_smallest) continue;
            const auto cycle = cycles.best(2, [&](const Cycle& c) { return together(c.nodes.front()); });
            if (cycle) expected.push_back(*cycle);
        }
        ASSERT_EQ(shortest_cycles(Digraph(g.nodes, g.arcs)), expected) << round;
    }
}

TEST(ShortestCycle, RingOfAMillion) {
    test::Graph g{million, {}};
    for (std::uint32_t v = 0; v < million; ++v) g.arcs.push_back({v, (v + 3) % million});
    const auto cycle = shortest_cycle(Digraph(g.nodes, g.arcs));
    ASSERT_TRUE(cycle);
    EXPECT_EQ(cycle->arcs.size(), million);
    EXPECT_TRUE(cycle->shortest);
    expect_cycle(g, *cycle);
}

TEST(ShortestCycle, ChainThatReturnsEverywhere) {
    auto g = test::chain(million);
    for (std::uint32_t v = 2; v < million; ++v) g.arcs.push_back({v, v - 2});
    const auto cycle = shortest_cycle(Digraph(g.nodes, g.arcs));
    ASSERT_TRUE(cycle);
    EXPECT_EQ(cycle->nodes, (std::vector<std::uint32_t>{0, 1, 2}));
    EXPECT_TRUE(cycle->shortest);
}

TEST(ShortestCycle, StarOfAMillionThereAndBack) {
    auto g = test::star(million);
    for (std::uint32_t v = million - 1; v > 0; --v) g.arcs.push_back({v, 0});
    const Digraph graph(g.nodes, g.arcs);
    const Cycle expected{.nodes = {0, 1}, .arcs = {0, 2 * (million - 1) - 1}};
    EXPECT_EQ(shortest_cycle(graph), expected);
    EXPECT_EQ(shortest_cycles(graph), std::vector<Cycle>{expected});
}

TEST(ShortestCycles, HalfAMillionComponents) {
    test::Graph g{million, {}};
    for (std::uint32_t v = 0; v < million; v += 2) {
        g.arcs.push_back({v + 1, v});
        g.arcs.push_back({v, v + 1});
        if (v > 0) g.arcs.push_back({v - 1, v});
    }
    const auto cycles = shortest_cycles(Digraph(g.nodes, g.arcs));
    ASSERT_EQ(cycles.size(), million / 2);
    EXPECT_EQ(cycles[7].nodes, (std::vector<std::uint32_t>{14, 15}));
    EXPECT_TRUE(std::ranges::all_of(cycles, &Cycle::shortest));
}

TEST(ShortestCycles, AMillionSelfLoops) {
    test::Graph g{million, {}};
    for (std::uint32_t v = 0; v < million; ++v) g.arcs.push_back({v, v});
    const Digraph graph(g.nodes, g.arcs);
    EXPECT_EQ(shortest_cycles(graph, 3).size(), 3U);
    EXPECT_EQ(shortest_cycles(graph).size(), million);
}

} // namespace
} // namespace convene
