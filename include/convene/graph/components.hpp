#pragma once

#include <convene/core/config.hpp>
#include <convene/graph/digraph.hpp>

#include <cassert>
#include <cstdint>
#include <span>
#include <vector>

namespace convene {

/// A partition of a graph's nodes into the components 0 .. `count()` - 1. Made by `strong_components` and
/// `weak_components`.
struct Components {
    /// The component of each node.
    std::vector<std::uint32_t> of;
    /// All nodes, by component, then by number.
    std::vector<std::uint32_t> nodes;
    /// Where in `nodes` each component starts, and the end.
    std::vector<std::uint32_t> starts = {0};

    [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(starts.size() - 1); }

    /// The nodes of a component in ascending order; never empty. *Requires* `component < count()`.
    [[nodiscard]] std::span<const std::uint32_t> members(std::uint32_t component) const& {
        assert(component < count());
        return std::span(nodes).subspan(starts[component], starts[component + 1] - starts[component]);
    }

    void members(std::uint32_t) const&& = delete; // a view of a temporary would dangle

    friend bool operator==(const Components&, const Components&) = default;
};

/// The strongly connected components: two nodes are in one iff each can be reached from the other.
///
/// The numbers are a topological order of the components: an arc between two of them leads from the smaller number to
/// the greater. If that leaves a choice, the numbers depend only on the order of nodes and arcs. Complexity: O(nodes +
/// arcs).
/// Source: Pearce 2016, "A space-efficient algorithm for finding strongly connected components",
/// doi:10.1016/j.ipl.2015.08.010.
[[nodiscard]] CONVENE_DECL Components strong_components(const Digraph& graph);

/// The weakly connected components: two nodes are in one iff arcs lead from one to the other, in any directions.
///
/// The components are numbered by their smallest nodes.
/// Complexity: O(nodes + arcs * log(nodes)) at worst, in practice linear.
/// Source: the forest of Galler & Fischer 1964, doi:10.1145/364099.364331, with path halving.
[[nodiscard]] CONVENE_DECL Components weak_components(const Digraph& graph);

/// For each node, whether a path, possibly an empty one, leads to it from one of `sources`. A source may be listed
/// several times. *Requires* each source below `graph.node_count()`. Complexity: O(nodes + arcs).
[[nodiscard]] CONVENE_DECL std::vector<bool> reachable_from(const Digraph& graph,
                                                            std::span<const std::uint32_t> sources);

/// For each node, whether a path, possibly an empty one, leads from it to one of `targets`.
/// *Requires* `graph.has_in_arcs()` and each target below `graph.node_count()`. Complexity: O(nodes + arcs).
[[nodiscard]] CONVENE_DECL std::vector<bool> reaching(const Digraph& graph, std::span<const std::uint32_t> targets);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/graph/impl/components.ipp>
#endif
