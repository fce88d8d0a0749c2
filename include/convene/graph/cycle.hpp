#pragma once

#include <convene/core/config.hpp>
#include <convene/graph/digraph.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace convene {

/// A directed cycle that visits no node twice.
struct Cycle {
    /// The nodes in order, the smallest first.
    std::vector<std::uint32_t> nodes;
    /// `arcs[i]` leads from `nodes[i]` to `nodes[i + 1]`, the last one back to `nodes[0]`.
    std::vector<std::uint32_t> arcs;
    /// False if the search ran out of its budget before it was sure that there is no shorter one.
    bool shortest = true;

    friend bool operator==(const Cycle&, const Cycle&) = default;
};

struct CycleOptions {
    /// How many arcs a call may look at, beyond O(nodes + arcs), to make sure that what it returns is shortest.
    /// A strongly connected component of n nodes and m arcs takes at most 2 * n * m, and nearly always far less.
    std::uint64_t budget = 200'000'000;
};

/// A cycle with the fewest arcs; nothing iff the graph is acyclic. An arc from a node to itself is a cycle of one arc.
///
/// Ties: the smallest sequence of nodes, compared one by one; of parallel arcs the one with the smallest index.
/// If twice the sum of nodes * arcs over the strongly connected components of two nodes or more is at most
/// `options.budget`, the cycle is a shortest one. Otherwise it may not be (see `Cycle::shortest`), and then no rule for
/// ties holds.
///
/// Complexity: O(nodes + arcs), and if there is a cycle at most about `options.budget` more.
/// Method: breadth-first searches (Itai & Rodeh 1978, doi:10.1137/0207033) no deeper than the best cycle so far,
/// started not from every node but from a set of nodes through which all cycles go, the smaller of two found by
/// heuristics. After its search a node is removed, together with everything that no longer lies on a cycle.
[[nodiscard]] CONVENE_DECL std::optional<Cycle> shortest_cycle(const Digraph& graph, CycleOptions options = {});

/// The cycles to repair, so that all can be reported at once. First come, in ascending order, the nodes with an arc to
/// themselves, a cycle of one arc each; then, for each strongly connected component of two or more nodes, in order of
/// its smallest node, a shortest cycle of at least two arcs. At most `limit` cycles. Empty iff the graph is acyclic.
///
/// Ties and complexity as for `shortest_cycle`; `options.budget` is for all components together; once it is used up,
/// each remaining component still gets a short cycle.
[[nodiscard]] CONVENE_DECL std::vector<Cycle>
shortest_cycles(const Digraph& graph, std::size_t limit = std::numeric_limits<std::size_t>::max(),
                CycleOptions options = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/graph/impl/cycle.ipp>
#endif
