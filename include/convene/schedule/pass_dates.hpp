#pragma once

#include <convene/time/instant.hpp>

#include <cstdint>
#include <vector>

namespace convene {

/// Dates by node of a network. In an additive network a pass fills `start` only; the finish is start + duration.
struct PassDates {
    std::vector<Instant> start;
    std::vector<Instant> finish;
};

/// A set of arcs that can't all hold, found by a pass: a cycle of nodes on which dates would grow for ever. Where each
/// cycle of a loop could be kept at some date but no date suits all of them, the arcs of the whole loop.
struct PassCycle {
    /// `arcs[i]` leads to `nodes[i + 1]`, the last to `nodes[0]`; in a cycle it comes from `nodes[i]`.
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> arcs;
};

} // namespace convene
