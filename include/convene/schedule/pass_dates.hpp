#pragma once

#include <convene/schedule/bounds.hpp>
#include <convene/time/instant.hpp>

#include <cstdint>
#include <vector>

namespace convene {

/// Dates by node of a network. If everything is counted on the clock, a pass fills in only `start`: see `finish_of`.
struct PassDates {
    std::vector<Instant> start;
    std::vector<Instant> finish;
};

[[nodiscard]] inline Instant finish_of(const Bounds& bounds, const PassDates& dates, std::uint32_t node) {
    return dates.finish.empty() ? dates.start[node] + Seconds{bounds.durations[node]} : dates.finish[node];
}

[[nodiscard]] inline Instant date_of(const Bounds& bounds, const PassDates& dates, std::uint32_t node, Edge edge) {
    return edge == Edge::start ? dates.start[node] : finish_of(bounds, dates, node);
}

/// A set of arcs that can't all hold, found by a pass: a cycle of nodes on which dates would grow for ever. If each
/// cycle of a loop could hold at some date, but no date suits all of them, the arcs of the whole loop.
struct PassCycle {
    /// `arcs[i]` leads to `nodes[i + 1]`, the last to `nodes[0]`; in a cycle it comes from `nodes[i]`.
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> arcs;
};

} // namespace convene
