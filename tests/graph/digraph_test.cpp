#include "graphs.hpp"

#include <convene/graph/digraph.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace convene {
namespace {

using test::scaled;

template <class T>
std::vector<T> list(std::span<const T> view) {
    return {view.begin(), view.end()};
}

TEST(Digraph, KeepsTheIndexOfEachArc) {
    const std::vector<Arc> arcs = {{2, 0}, {0, 1}, {2, 1}, {0, 1}, {1, 1}};
    const Digraph graph(3, arcs, {.in_arcs = true});
    EXPECT_EQ(graph.node_count(), 3U);
    EXPECT_EQ(graph.arc_count(), 5U);
    EXPECT_EQ(list(graph.out(0)), (std::vector<OutArc>{{1, 1}, {1, 3}}));
    EXPECT_EQ(list(graph.out(1)), (std::vector<OutArc>{{1, 4}}));
    EXPECT_EQ(list(graph.out(2)), (std::vector<OutArc>{{0, 0}, {1, 2}}));
    EXPECT_EQ(list(graph.in(0)), (std::vector<InArc>{{2, 0}}));
    EXPECT_EQ(list(graph.in(1)), (std::vector<InArc>{{0, 1}, {2, 2}, {0, 3}, {1, 4}}));
    EXPECT_TRUE(graph.in(2).empty());
}

TEST(Digraph, EmptyGraphHasNoNode) {
    EXPECT_EQ(Digraph(), Digraph(0, {}));
    EXPECT_EQ(Digraph().node_count(), 0U);
    const Digraph empty;
    EXPECT_TRUE(empty.out_arcs().empty());
}

TEST(Digraph, NodesNeedNoArcs) {
    const Digraph graph(2, {}, {.in_arcs = true});
    EXPECT_EQ(graph.node_count(), 2U);
    EXPECT_EQ(graph.arc_count(), 0U);
    EXPECT_TRUE(graph.out(1).empty());
    EXPECT_TRUE(graph.in(1).empty());
}

TEST(Digraph, InArcsAreThereOnlyIfAskedFor) {
    const std::vector<Arc> arcs = {{0, 1}};
    EXPECT_FALSE(Digraph(2, arcs).has_in_arcs());
    EXPECT_TRUE(Digraph(2, arcs, {.in_arcs = true}).has_in_arcs());
}

TEST(Digraph, RowsAreTheArcsOfTheirNodeByIndex) {
    Random random(1);
    for (std::uint32_t round = 0; round < scaled(200); ++round) {
        const std::uint32_t nodes = 1 + random.below(20);
        const auto g = test::random_graph(nodes, random.below(60), random);
        const Digraph graph(g.nodes, g.arcs, {.in_arcs = true});
        std::vector<OutArc> all;
        for (std::uint32_t v = 0; v < nodes; ++v) {
            std::vector<OutArc> out;
            std::vector<InArc> in;
            for (std::uint32_t i = 0; i < g.arcs.size(); ++i) {
                if (g.arcs[i].from == v) out.push_back({g.arcs[i].to, i});
                if (g.arcs[i].to == v) in.push_back({g.arcs[i].from, i});
            }
            ASSERT_EQ(list(graph.out(v)), out);
            ASSERT_EQ(list(graph.in(v)), in);
            all.insert(all.end(), out.begin(), out.end());
        }
        ASSERT_EQ(list(graph.out_arcs()), all);
    }
}

TEST(Digraph, HoldsAMillionParallelArcs) {
    const std::vector<Arc> arcs(test::million, Arc{1, 0});
    const Digraph graph(2, arcs, {.in_arcs = true});
    EXPECT_EQ(graph.out(1).size(), test::million);
    EXPECT_EQ(graph.in(0).back(), (InArc{1, test::million - 1}));
}

} // namespace
} // namespace convene
