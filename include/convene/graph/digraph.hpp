#pragma once

#include <convene/core/config.hpp>
#include <convene/core/id.hpp>
#include <convene/core/rows.hpp>

#include <cassert>
#include <cstdint>
#include <span>

namespace convene {

/// An arc of a directed graph, as given to `Digraph`: both ends are node numbers.
struct Arc {
    std::uint32_t from;
    std::uint32_t to;

    friend bool operator==(const Arc&, const Arc&) = default;
};

/// An arc as seen from the node that it leaves. `arc` is its index in the list that the graph was made of.
struct OutArc {
    std::uint32_t to;
    std::uint32_t arc;

    friend bool operator==(const OutArc&, const OutArc&) = default;
};

/// An arc as seen from the node that it enters. `arc` is its index in the list that the graph was made of.
struct InArc {
    std::uint32_t from;
    std::uint32_t arc;

    friend bool operator==(const InArc&, const InArc&) = default;
};

struct DigraphOptions {
    /// Whether `Digraph::in` is needed: 8 more bytes per arc and 4 per node.
    bool in_arcs = false;
};

/// An immutable directed graph with the nodes 0 .. n-1 and the arcs 0 .. m-1, in compressed sparse rows.
///
/// An arc keeps the index that it has in the list the graph was made of, so the caller can keep its properties in an
/// array. Parallel arcs and arcs from a node to itself are kept as they are.
/// Memory: 4 bytes per node and 8 per arc; twice that with in-arcs.
class Digraph {
  public:
    /// The empty graph.
    Digraph() = default;

    /// *Requires* both ends of each arc below `node_count`, and fewer than 2^32 arcs.
    /// Complexity: O(nodes + arcs), one counting sort for each direction.
    CONVENE_DECL Digraph(std::uint32_t node_count, std::span<const Arc> arcs, DigraphOptions options = {});

    [[nodiscard]] std::uint32_t node_count() const { return node_count_; }
    [[nodiscard]] std::uint32_t arc_count() const { return static_cast<std::uint32_t>(out_.values().size()); }

    /// The arcs that leave `node`, by index. *Requires* `node < node_count()`.
    [[nodiscard]] std::span<const OutArc> out(std::uint32_t node) const& { return out_[Node{node}]; }

    /// Whether the graph was made with `in_arcs`.
    [[nodiscard]] bool has_in_arcs() const { return has_in_arcs_; }

    /// The arcs that enter `node`, by index. *Requires* `node < node_count()` and `has_in_arcs()`.
    [[nodiscard]] std::span<const InArc> in(std::uint32_t node) const& {
        assert(has_in_arcs_);
        return in_[Node{node}];
    }

    /// All arcs, by the node that they leave, then by index.
    [[nodiscard]] std::span<const OutArc> out_arcs() const& { return out_.values(); }

    // Views of a temporary would dangle.
    void out(std::uint32_t) const&& = delete;
    void in(std::uint32_t) const&& = delete;
    void out_arcs() const&& = delete;

    friend bool operator==(const Digraph&, const Digraph&) = default;

  private:
    using Node = Id<Digraph>;

    std::uint32_t node_count_ = 0;
    bool has_in_arcs_ = false;
    Rows<Node, OutArc> out_;
    Rows<Node, InArc> in_;
};

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/graph/impl/digraph.ipp>
#endif
