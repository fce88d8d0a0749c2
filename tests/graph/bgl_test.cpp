#include "graphs.hpp"

#include <convene/graph/bgl.hpp>
#include <convene/graph/graph.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/copy.hpp>
#include <boost/graph/dag_shortest_paths.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/graph/transitive_closure.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <vector>

namespace convene {
namespace {

using test::million;
using test::scaled;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Digraph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<Digraph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<Digraph>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<Digraph>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<Digraph>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<Digraph, std::uint32_t, boost::vertex_index_t>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<Digraph, GraphEdge, boost::edge_index_t>));

/// A map from vertices to what `values` holds for them.
template <class T>
auto by_vertex(std::vector<T>& values, const Digraph& graph) {
    return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, graph));
}

TEST(Bgl, ListsVerticesAndEdges) {
    // Vertices without edges stand first, last and in between.
    const std::vector<Arc> arcs = {{4, 1}, {1, 2}, {4, 4}, {1, 2}};
    const Digraph graph(6, arcs, {.in_arcs = true});
    EXPECT_EQ(num_vertices(graph), 6U);
    EXPECT_EQ(num_edges(graph), 4U);
    const auto [v, v_end] = vertices(graph);
    EXPECT_EQ(std::vector<std::uint32_t>(v, v_end), (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5}));
    const auto [e, e_end] = edges(graph);
    EXPECT_EQ(std::vector<GraphEdge>(e, e_end), (std::vector<GraphEdge>{{1, 2, 1}, {1, 2, 3}, {4, 1, 0}, {4, 4, 2}}));
    const auto [in, in_end] = in_edges(2, graph);
    EXPECT_EQ(std::vector<GraphEdge>(in, in_end), (std::vector<GraphEdge>{{1, 2, 1}, {1, 2, 3}}));
    const auto [next, next_end] = adjacent_vertices(4, graph);
    EXPECT_EQ(std::vector<std::uint32_t>(next, next_end), (std::vector<std::uint32_t>{1, 4}));
    EXPECT_EQ(out_degree(4, graph), 2U);
    EXPECT_EQ(in_degree(4, graph), 1U);
    EXPECT_EQ(degree(4, graph), 3U);
    EXPECT_EQ(get(boost::edge_index, graph, *std::next(e)), 3U);
    EXPECT_EQ(get(boost::vertex_index, graph, 5), 5U);
}

TEST(Bgl, EmptyGraphHasNoEdge) {
    const Digraph none;
    const Digraph bare(3, {});
    EXPECT_TRUE(edges(none).first == edges(none).second);
    EXPECT_TRUE(edges(bare).first == edges(bare).second);
    EXPECT_TRUE(vertices(none).first == vertices(none).second);
}

TEST(Bgl, TopologicalSortAgrees) {
    Random random(1);
    for (std::uint32_t round = 0; round < scaled(200); ++round) {
        const auto g = test::random_graph(1 + random.below(15), random.below(15), random);
        const Digraph graph(g.nodes, g.arcs);
        std::vector<std::uint32_t> backwards;
        bool sorted = true;
        try {
            boost::topological_sort(graph, std::back_inserter(backwards));
        } catch (const boost::not_a_dag&) {
            sorted = false;
        }
        const auto order = topological_order(graph);
        ASSERT_EQ(order.has_value(), sorted);
        if (!sorted) continue;
        const auto is_order = [&](const std::vector<std::uint32_t>& nodes) {
            std::vector<std::uint32_t> position(g.nodes, g.nodes);
            for (std::uint32_t i = 0; i < nodes.size(); ++i) position[nodes[i]] = i;
            return nodes.size() == g.nodes &&
                   std::ranges::all_of(g.arcs, [&](Arc a) { return position[a.from] < position[a.to]; });
        };
        std::ranges::reverse(backwards);
        ASSERT_TRUE(is_order(backwards));
        ASSERT_TRUE(is_order(order->nodes));
    }
}

TEST(Bgl, StrongComponentsAgree) {
    Random random(2);
    for (std::uint32_t round = 0; round < scaled(200); ++round) {
        const auto g = test::random_graph(1 + random.below(40), random.below(80), random);
        const Digraph graph(g.nodes, g.arcs);
        std::vector<std::uint32_t> theirs(g.nodes);
        const auto count = boost::strong_components(graph, by_vertex(theirs, graph));
        const auto ours = strong_components(graph);
        ASSERT_EQ(ours.count(), count);
        for (std::uint32_t v = 0; v < g.nodes; ++v)
            for (std::uint32_t w = 0; w < v; ++w) ASSERT_EQ(ours.of[v] == ours.of[w], theirs[v] == theirs[w]);
    }
}

/// Which vertices a breadth-first search reaches.
template <class AnyGraph>
std::vector<bool> search(const AnyGraph& graph, std::uint32_t start) {
    std::vector<boost::default_color_type> color(num_vertices(graph));
    const auto map = boost::make_iterator_property_map(color.begin(), get(boost::vertex_index, graph));
    boost::breadth_first_search(graph, start, boost::color_map(map));
    std::vector<bool> reached;
    for (const auto c : color) reached.push_back(c == boost::black_color);
    return reached;
}

TEST(Bgl, BreadthFirstSearchAgreesBothWays) {
    Random random(3);
    for (std::uint32_t round = 0; round < scaled(200); ++round) {
        const auto g = test::random_graph(1 + random.below(40), random.below(60), random);
        const Digraph graph(g.nodes, g.arcs, {.in_arcs = true});
        const std::array<std::uint32_t, 1> start = {random.below(g.nodes)};
        ASSERT_EQ(search(graph, start[0]), reachable_from(graph, start));
        ASSERT_EQ(search(boost::make_reverse_graph(graph), start[0]), reaching(graph, start));
    }
}

TEST(Bgl, ShortestPathsSeeWeightsByArc) {
    Random random(4);
    for (std::uint32_t round = 0; round < scaled(200); ++round) {
        const auto g = test::random_acyclic_graph(2 + random.below(20), random.below(60), random);
        const Digraph graph(g.nodes, g.arcs);
        std::vector<int> weights;
        for (std::size_t i = 0; i < g.arcs.size(); ++i) weights.push_back(static_cast<int>(random.below(100)));
        const auto weight = boost::make_iterator_property_map(weights.begin(), get(boost::edge_index, graph));
        const std::uint32_t start = random.below(g.nodes);
        std::vector<int> dijkstra(g.nodes);
        std::vector<int> dag(g.nodes);
        boost::dijkstra_shortest_paths(graph, start,
                                       boost::weight_map(weight).distance_map(by_vertex(dijkstra, graph)));
        boost::dag_shortest_paths(graph, start, boost::weight_map(weight).distance_map(by_vertex(dag, graph)));

        constexpr int far = std::numeric_limits<int>::max();
        std::vector<int> relaxed(g.nodes, far);
        relaxed[start] = 0;
        for (std::uint32_t pass = 0; pass < g.nodes; ++pass) {
            for (std::size_t i = 0; i < g.arcs.size(); ++i) {
                const auto [from, to] = g.arcs[i];
                if (relaxed[from] != far) relaxed[to] = std::min(relaxed[to], relaxed[from] + weights[i]);
            }
        }
        ASSERT_EQ(dijkstra, relaxed);
        ASSERT_EQ(dag, relaxed);
    }
}

TEST(Bgl, TransitiveClosureAgrees) {
    using Closure = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
    Random random(5);
    for (std::uint32_t round = 0; round < scaled(50); ++round) {
        const auto g = test::random_acyclic_graph(1 + random.below(15), random.below(30), random);
        const Digraph graph(g.nodes, g.arcs);
        Closure closure;
        boost::transitive_closure(graph, closure);
        const auto distance = test::distances(g);
        for (std::uint32_t v = 0; v < g.nodes; ++v)
            for (std::uint32_t w = 0; w < g.nodes; ++w)
                ASSERT_EQ(boost::edge(v, w, closure).second, distance[v][w] > 0);
    }
}

// A filtered graph keeps a reference to a constant graph, so its traits are asked for by that name.
TEST(Bgl, IsFilteredByArc) {
    const std::vector<Arc> arcs{{0, 1}, {0, 2}, {2, 1}, {1, 3}};
    const Digraph graph(4, arcs, {.in_arcs = true});
    struct Odd {
        bool operator()(const GraphEdge& edge) const { return edge.arc % 2 == 1; }
    };
    const auto odd = boost::make_filtered_graph(graph, Odd{});
    static_assert(std::is_same_v<boost::graph_traits<const Digraph>::vertex_descriptor, std::uint32_t>);
    EXPECT_EQ(out_degree(0U, odd), 1U);
    EXPECT_EQ(in_degree(1U, odd), 0U);
    std::vector<std::uint32_t> order;
    boost::topological_sort(odd, std::back_inserter(order)); // 0 -> 2 and 1 -> 3 are left
    const auto place = [&](std::uint32_t v) { return std::ranges::find(order, v) - order.begin(); };
    EXPECT_EQ(order.size(), 4U);
    EXPECT_LT(place(2), place(0)); // it writes the last vertex first
    EXPECT_LT(place(3), place(1));
}

TEST(Bgl, CopiesIntoOtherGraphs) {
    const std::vector<Arc> arcs = {{2, 0}, {0, 1}, {2, 0}};
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> copy;
    boost::copy_graph(Digraph(3, arcs), copy);
    EXPECT_EQ(boost::num_edges(copy), 3U);
    EXPECT_EQ(boost::out_degree(2, copy), 2U);
}

TEST(Bgl, SortsAChainOfAMillion) {
    const auto g = test::chain(million);
    std::vector<std::uint32_t> backwards;
    const Digraph graph(g.nodes, g.arcs);
    boost::topological_sort(graph, std::back_inserter(backwards));
    ASSERT_EQ(backwards.size(), million);
    EXPECT_EQ(backwards.back(), 0U);
}

} // namespace
} // namespace convene
