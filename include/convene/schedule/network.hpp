#pragma once

#include <convene/core/config.hpp>
#include <convene/graph/cycle.hpp>
#include <convene/schedule/bounds.hpp>
#include <convene/schedule/detail/lag_indices.hpp>
#include <convene/schedule/temporal_system.hpp>

#include <tl/expected.hpp>

#include <cstdint>
#include <vector>

namespace convene {

/// The topology of a temporal system, made ready for passes over it: activities renumbered so that arcs lead forward,
/// arcs grouped by the node they lead to. Immutable; durations and dates are in the separate `Bounds`.
struct Network {
    /// A range of nodes that maximum lags tie together: it is iterated to its fixpoint.
    struct Loop {
        std::uint32_t begin;
        std::uint32_t end;
    };
    using Node = NodeId;

    std::vector<std::uint32_t> node_of;
    std::vector<std::uint32_t> activity_of;
    /// The arcs `first[v] .. first[v + 1] - 1` lead to node v.
    std::vector<std::uint32_t> first;
    // By arc: the node that it comes from, its lag as an index into `lags`, and why it is there.
    std::vector<std::uint32_t> sources;
    detail::LagIndices lag_of;
    std::vector<Cause> causes;
    /// By node, into `tables`; 0 is the clock.
    std::vector<std::uint16_t> calendars;
    std::vector<const WorkTable*> tables;
    std::vector<LagFunction> lags;
    /// Ascending.
    std::vector<Loop> loops;
    /// By node: whether the start of the project does not hold it back; empty if it holds back all nodes.
    std::vector<bool> unbounded;
    /// The lag of "starts once the other has finished", if any arc has it; nearly all arcs do.
    std::uint32_t finish_to_start = 0xFFFFFFFF;

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(activity_of.size()); }
    [[nodiscard]] bool is_unbounded(std::uint32_t node) const { return !unbounded.empty() && unbounded[node]; }
    [[nodiscard]] const LagFunction& lag(std::uint32_t arc) const { return lags[lag_of[arc]]; }
    [[nodiscard]] const WorkTable& table(std::uint32_t node) const { return *tables[calendars[node]]; }
    /// Whether an arc has been switched off: see `switch_off`.
    [[nodiscard]] bool is_off(std::uint32_t arc) const { return lag(arc).kind == LagFunction::Kind::never; }
    /// The node that an arc leads to. O(log nodes).
    [[nodiscard]] CONVENE_DECL std::uint32_t target(std::uint32_t arc) const;
};

/// A network and the bounds of the system that it was compiled from.
struct CompiledSystem {
    Network network;
    Bounds bounds;
};

/// Compiles a system. Nodes are in a topological order of the arcs. If maximum lags form cycles, each cyclic component
/// is one range of nodes, ordered topologically by its other arcs.
///
/// Fails with the cycles among arcs that are not maximum lags; the arcs of a cycle are positions in `system.arcs`.
/// Complexity: O(n + arcs). Memory in addition to the result: 4 bytes per activity and per arc and, unless the arcs are
/// sorted by target, 16 bytes per arc.
[[nodiscard]] CONVENE_DECL tl::expected<CompiledSystem, std::vector<Cycle>> compile(const TemporalSystem& system);

/// The durations and dates of a system, for a network that was compiled from one with the same activities and arcs.
[[nodiscard]] CONVENE_DECL Bounds bounds_of(const TemporalSystem& system, const Network& network);

/// Removes the requirement of an arc, which is cheaper than compiling a network without it.
CONVENE_DECL void switch_off(Network& network, Bounds& bounds, std::uint32_t arc);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/network.ipp>
#endif
