#pragma once
/// \file
/// Lets any algorithm of the Boost Graph Library run on a `Digraph`. The only header that includes Boost.Graph, and
/// part of neither `graph.hpp` nor `convene.hpp`: include it where it is needed, before the call.
///
/// `Digraph` models VertexListGraph, EdgeListGraph, AdjacencyGraph, IncidenceGraph, BidirectionalGraph and, for
/// `vertex_index` and `edge_index`, PropertyGraph. Algorithms that use in-edges *require* `has_in_arcs()`.
///
/// A vertex is its number. An edge knows its ends and the index of its arc, so a property of the edges is an array:
/// ```cpp
/// std::vector<int> weights(graph.arc_count(), 1);
/// auto weight = boost::make_iterator_property_map(weights.begin(), get(boost::edge_index, graph));
/// ```

#include <convene/graph/digraph.hpp>

#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

namespace convene {

/// The edge descriptor of a `Digraph`. Parallel arcs differ by `arc`.
struct GraphEdge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t arc = 0;

    friend constexpr auto operator<=>(const GraphEdge&, const GraphEdge&) = default;
};

/// The edges that leave one vertex.
class OutEdgeIterator
    : public boost::iterator_facade<OutEdgeIterator, GraphEdge, boost::random_access_traversal_tag, GraphEdge> {
  public:
    OutEdgeIterator() = default;
    OutEdgeIterator(std::uint32_t from, const OutArc* at) : from_(from), at_(at) {}

  private:
    friend class boost::iterator_core_access;
    [[nodiscard]] GraphEdge dereference() const { return {from_, at_->to, at_->arc}; }
    [[nodiscard]] bool equal(const OutEdgeIterator& other) const { return at_ == other.at_; }
    void increment() { ++at_; }
    void decrement() { --at_; }
    void advance(std::ptrdiff_t n) { at_ += n; }
    [[nodiscard]] std::ptrdiff_t distance_to(const OutEdgeIterator& other) const { return other.at_ - at_; }

    std::uint32_t from_ = 0;
    const OutArc* at_ = nullptr;
};

/// The edges that enter one vertex.
class InEdgeIterator
    : public boost::iterator_facade<InEdgeIterator, GraphEdge, boost::random_access_traversal_tag, GraphEdge> {
  public:
    InEdgeIterator() = default;
    InEdgeIterator(std::uint32_t to, const InArc* at) : to_(to), at_(at) {}

  private:
    friend class boost::iterator_core_access;
    [[nodiscard]] GraphEdge dereference() const { return {at_->from, to_, at_->arc}; }
    [[nodiscard]] bool equal(const InEdgeIterator& other) const { return at_ == other.at_; }
    void increment() { ++at_; }
    void decrement() { --at_; }
    void advance(std::ptrdiff_t n) { at_ += n; }
    [[nodiscard]] std::ptrdiff_t distance_to(const InEdgeIterator& other) const { return other.at_ - at_; }

    std::uint32_t to_ = 0;
    const InArc* at_ = nullptr;
};

/// The vertices to which edges lead from one vertex.
class AdjacencyIterator : public boost::iterator_facade<AdjacencyIterator, std::uint32_t,
                                                        boost::random_access_traversal_tag, std::uint32_t> {
  public:
    AdjacencyIterator() = default;
    explicit AdjacencyIterator(const OutArc* at) : at_(at) {}

  private:
    friend class boost::iterator_core_access;
    [[nodiscard]] std::uint32_t dereference() const { return at_->to; }
    [[nodiscard]] bool equal(const AdjacencyIterator& other) const { return at_ == other.at_; }
    void increment() { ++at_; }
    void decrement() { --at_; }
    void advance(std::ptrdiff_t n) { at_ += n; }
    [[nodiscard]] std::ptrdiff_t distance_to(const AdjacencyIterator& other) const { return other.at_ - at_; }

    const OutArc* at_ = nullptr;
};

/// All edges, by the vertex that they leave.
class EdgeIterator : public boost::iterator_facade<EdgeIterator, GraphEdge, boost::forward_traversal_tag, GraphEdge> {
  public:
    EdgeIterator() = default;
    /// The first edge that leaves `from` or a vertex after it.
    EdgeIterator(const Digraph& graph, std::uint32_t from) : graph_(&graph), from_(from) { skip_empty(); }

  private:
    friend class boost::iterator_core_access;
    [[nodiscard]] GraphEdge dereference() const {
        const OutArc& a = graph_->out(from_)[next_];
        return {from_, a.to, a.arc};
    }
    [[nodiscard]] bool equal(const EdgeIterator& other) const { return from_ == other.from_ && next_ == other.next_; }
    void increment() {
        if (++next_ < graph_->out(from_).size()) return;
        ++from_;
        next_ = 0;
        skip_empty();
    }
    void skip_empty() {
        while (from_ < graph_->node_count() && graph_->out(from_).empty()) ++from_;
    }

    const Digraph* graph_ = nullptr;
    std::uint32_t from_ = 0;
    std::uint32_t next_ = 0;
};

/// Maps a vertex to itself, as the wider number that some algorithms take for granted.
struct VertexIndexMap {
    using key_type = std::uint32_t;
    using value_type = std::size_t;
    using reference = std::size_t;
    using category = boost::readable_property_map_tag;

    [[nodiscard]] std::size_t operator[](std::uint32_t vertex) const { return vertex; }
    friend std::size_t get(VertexIndexMap /*map*/, std::uint32_t vertex) { return vertex; }
};

/// Maps an edge to the index of its arc.
struct ArcIndexMap {
    using key_type = GraphEdge;
    using value_type = std::uint32_t;
    using reference = std::uint32_t;
    using category = boost::readable_property_map_tag;

    [[nodiscard]] std::uint32_t operator[](const GraphEdge& edge) const { return edge.arc; }
    friend std::uint32_t get(ArcIndexMap /*map*/, const GraphEdge& edge) { return edge.arc; }
};

/// What `Digraph` can do, in BGL's terms.
struct DigraphTraversal : boost::bidirectional_graph_tag,
                          boost::adjacency_graph_tag,
                          boost::vertex_list_graph_tag,
                          boost::edge_list_graph_tag {};

} // namespace convene

namespace boost {

template <>
struct graph_traits<convene::Digraph> {
    using vertex_descriptor = std::uint32_t;
    using edge_descriptor = convene::GraphEdge;
    using directed_category = bidirectional_tag;
    using edge_parallel_category = allow_parallel_edge_tag;
    using traversal_category = convene::DigraphTraversal;
    using vertex_iterator = counting_iterator<std::uint32_t>;
    using edge_iterator = convene::EdgeIterator;
    using out_edge_iterator = convene::OutEdgeIterator;
    using in_edge_iterator = convene::InEdgeIterator;
    using adjacency_iterator = convene::AdjacencyIterator;
    using vertices_size_type = std::size_t;
    using edges_size_type = std::size_t;
    using degree_size_type = std::size_t;

    static constexpr vertex_descriptor null_vertex() { return std::numeric_limits<std::uint32_t>::max(); }
};

// Adaptors such as `filtered_graph` are made over graphs that they may not change.
template <>
struct graph_traits<const convene::Digraph> : graph_traits<convene::Digraph> {};

template <>
struct property_map<convene::Digraph, vertex_index_t> {
    using type = convene::VertexIndexMap;
    using const_type = type;
};

template <>
struct property_map<convene::Digraph, edge_index_t> {
    using type = convene::ArcIndexMap;
    using const_type = type;
};

// There are no properties inside; what copies all of them asks nevertheless.
template <>
struct property_map<convene::Digraph, vertex_all_t> {
    using type = static_property_map<no_property>;
    using const_type = type;
};

template <>
struct property_map<convene::Digraph, edge_all_t> {
    using type = static_property_map<no_property>;
    using const_type = type;
};

template <class Tag>
struct property_map<const convene::Digraph, Tag> : property_map<convene::Digraph, Tag> {};

} // namespace boost

namespace convene {

// What follows is found by argument-dependent lookup, and means what BGL's documentation says.

[[nodiscard]] inline std::size_t num_vertices(const Digraph& graph) { return graph.node_count(); }
[[nodiscard]] inline std::size_t num_edges(const Digraph& graph) { return graph.arc_count(); }

[[nodiscard]] inline auto vertices(const Digraph& graph) {
    using Iterator = boost::graph_traits<Digraph>::vertex_iterator;
    return std::pair(Iterator(0), Iterator(graph.node_count()));
}

[[nodiscard]] inline std::pair<EdgeIterator, EdgeIterator> edges(const Digraph& graph) {
    return {{graph, 0}, {graph, graph.node_count()}};
}

[[nodiscard]] inline std::uint32_t source(const GraphEdge& edge, const Digraph& /*graph*/) { return edge.from; }
[[nodiscard]] inline std::uint32_t target(const GraphEdge& edge, const Digraph& /*graph*/) { return edge.to; }

[[nodiscard]] inline std::pair<OutEdgeIterator, OutEdgeIterator> out_edges(std::uint32_t vertex, const Digraph& graph) {
    const auto arcs = graph.out(vertex);
    return {{vertex, arcs.data()}, {vertex, arcs.data() + arcs.size()}};
}

[[nodiscard]] inline std::pair<InEdgeIterator, InEdgeIterator> in_edges(std::uint32_t vertex, const Digraph& graph) {
    const auto arcs = graph.in(vertex);
    return {{vertex, arcs.data()}, {vertex, arcs.data() + arcs.size()}};
}

[[nodiscard]] inline std::pair<AdjacencyIterator, AdjacencyIterator> adjacent_vertices(std::uint32_t vertex,
                                                                                       const Digraph& graph) {
    const auto arcs = graph.out(vertex);
    return {AdjacencyIterator(arcs.data()), AdjacencyIterator(arcs.data() + arcs.size())};
}

[[nodiscard]] inline std::size_t out_degree(std::uint32_t vertex, const Digraph& graph) {
    return graph.out(vertex).size();
}
[[nodiscard]] inline std::size_t in_degree(std::uint32_t vertex, const Digraph& graph) {
    return graph.in(vertex).size();
}
[[nodiscard]] inline std::size_t degree(std::uint32_t vertex, const Digraph& graph) {
    return out_degree(vertex, graph) + in_degree(vertex, graph);
}

[[nodiscard]] inline VertexIndexMap get(boost::vertex_index_t /*tag*/, const Digraph& /*graph*/) { return {}; }
[[nodiscard]] inline std::size_t get(boost::vertex_index_t /*tag*/, const Digraph& /*graph*/, std::uint32_t vertex) {
    return vertex;
}
[[nodiscard]] inline ArcIndexMap get(boost::edge_index_t /*tag*/, const Digraph& /*graph*/) { return {}; }
[[nodiscard]] inline std::uint32_t get(boost::edge_index_t /*tag*/, const Digraph& /*graph*/, const GraphEdge& edge) {
    return edge.arc;
}
[[nodiscard]] inline auto get(boost::vertex_all_t /*tag*/, const Digraph& /*graph*/) {
    return boost::static_property_map<boost::no_property>(boost::no_property());
}
[[nodiscard]] inline auto get(boost::edge_all_t /*tag*/, const Digraph& /*graph*/) {
    return boost::static_property_map<boost::no_property>(boost::no_property());
}

} // namespace convene
