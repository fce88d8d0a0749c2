#pragma once

#include <convene/core/config.hpp>
#include <convene/graph/cycle.hpp>
#include <convene/graph/digraph.hpp>

#include <tl/expected.hpp>

#include <cassert>
#include <cstdint>
#include <span>
#include <vector>

namespace convene {

/// The nodes of an acyclic graph, sorted so that each arc leads forward. Made by `topological_order`.
///
/// They are grouped by level: level 0 has the nodes that no arc enters; any other node is one level above the highest
/// of its predecessors.
struct TopologicalOrder {
    /// All nodes, by level, then by number.
    std::vector<std::uint32_t> nodes;
    /// Where in `nodes` each level starts, and the end.
    std::vector<std::uint32_t> starts = {0};

    [[nodiscard]] std::uint32_t level_count() const { return static_cast<std::uint32_t>(starts.size() - 1); }

    /// The nodes of a level in ascending order; never empty. *Requires* `k < level_count()`.
    [[nodiscard]] std::span<const std::uint32_t> level(std::uint32_t k) const& {
        assert(k < level_count());
        return std::span(nodes).subspan(starts[k], starts[k + 1] - starts[k]);
    }

    void level(std::uint32_t) const&& = delete; // a view of a temporary would dangle

    friend bool operator==(const TopologicalOrder&, const TopologicalOrder&) = default;
};

/// The nodes of `graph` in topological order, or a shortest cycle if there is none.
///
/// Ties: by level, then by number. So neither the order of the arcs nor repeated arcs change the order.
/// The cycle is `shortest_cycle(graph, options)`.
/// Complexity: O(nodes + arcs) if acyclic; else that of `shortest_cycle`.
/// Source: Kahn 1962, "Topological sorting of large networks", doi:10.1145/368996.369025.
[[nodiscard]] CONVENE_DECL tl::expected<TopologicalOrder, Cycle> topological_order(const Digraph& graph,
                                                                                   CycleOptions options = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/graph/impl/order.ipp>
#endif
