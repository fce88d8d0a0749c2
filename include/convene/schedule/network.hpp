#pragma once

#include <convene/core/config.hpp>
#include <convene/core/rows.hpp>
#include <convene/graph/cycle.hpp>
#include <convene/schedule/cause.hpp>
#include <convene/schedule/lag_function.hpp>

#include <tl/expected.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace convene {

/// A system of temporal inequalities over activities 0 .. n-1, in any order: what a `Network` is compiled from.
///
/// Each activity has a start s and a finish f with W(f) - W(s) = duration on its calendar. An arc says
/// `to.edge >= lag(from.edge)`, a floor `edge >= at`, a ceiling `edge <= at`.
struct TemporalSystem {
    struct Arc {
        std::uint32_t from;
        std::uint32_t to;
        /// Into `lags`.
        std::uint32_t lag;
        Cause cause;
    };
    struct Bound {
        std::uint32_t activity;
        Edge edge;
        Cause cause;
        Instant at;
        /// Where the bound came through a rule from what has happened already: that activity and edge.
        OptionalId<ActivityId> from = {};
        Edge from_edge = Edge::finish;
    };

    /// Working seconds of each activity, on its calendar.
    std::vector<std::int64_t> durations;
    /// Into `tables`, for each activity. Table 0 is the clock.
    std::vector<std::uint16_t> calendars;
    std::vector<const WorkTable*> tables;
    std::vector<LagFunction> lags;
    std::vector<Arc> arcs;
    std::vector<Bound> floors;
    std::vector<Bound> ceilings;
    /// Activities that the start of the project does not hold back: what has happened, and outside dates.
    std::vector<bool> unbounded;
};

/// A temporal system made ready for passes over it: activities renumbered so that arcs lead forward, arcs grouped by
/// the node they lead to. Immutable.
struct Network {
    struct Arc {
        std::uint32_t from;
        /// Into `lags`; in an additive network the start-to-start lag itself, in seconds.
        std::uint32_t lag;
    };
    /// A range of nodes that maximum lags tie together: it is iterated to its fixpoint.
    struct Loop {
        std::uint32_t begin;
        std::uint32_t end;
    };
    using Node = Id<Network>;

    std::vector<std::uint32_t> node_of;
    std::vector<std::uint32_t> activity_of;
    /// `arcs[first[v]] .. arcs[first[v + 1]]` lead to node v.
    std::vector<std::uint32_t> first;
    std::vector<Arc> arcs;
    std::vector<Cause> causes;
    /// By node.
    std::vector<std::int64_t> durations;
    std::vector<std::uint16_t> calendars;
    std::vector<const WorkTable*> tables;
    std::vector<LagFunction> lags;
    Rows<Node, TemporalSystem::Bound> floors;
    Rows<Node, TemporalSystem::Bound> ceilings;
    /// Ascending.
    std::vector<Loop> loops;
    /// By node; empty if all are bounded.
    std::vector<bool> unbounded;
    /// The lag "starts once the other has finished", if any arc has it: nearly all arcs do.
    std::uint32_t finish_to_start = 0xFFFFFFFF;
    /// Everything is counted on the clock: a pass is one addition and one comparison an arc.
    bool additive = false;

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(activity_of.size()); }
    [[nodiscard]] bool is_unbounded(std::uint32_t node) const { return !unbounded.empty() && unbounded[node]; }
};

/// Compiles a system. Nodes stand in a topological order of the arcs; where maximum lags make cycles, each cyclic
/// component is one range of nodes, inside it in a topological order of the other arcs.
///
/// Fails with the cycles among arcs that are not maximum lags: arcs of a cycle count in `system.arcs`.
/// Complexity: O(n + arcs) and, beside the result, 4 bytes an activity and, unless the arcs come sorted by target, 16
/// bytes an arc.
[[nodiscard]] CONVENE_DECL tl::expected<Network, std::vector<Cycle>> compile(const TemporalSystem& system);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/network.ipp>
#endif
