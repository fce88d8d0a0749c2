#pragma once

#include <convene/core/id.hpp>
#include <convene/core/rows.hpp>
#include <convene/model/vocabulary.hpp>
#include <convene/schedule/cause.hpp>

#include <cstdint>
#include <vector>

namespace convene {

struct Network;
/// A node of a network: an activity in the order in which passes visit them.
using NodeId = Id<Network>;

/// A date that an edge of an activity may not be before (a floor) or after (a ceiling).
struct DateBound {
    std::uint32_t activity;
    Edge edge;
    Cause cause;
    Instant at;
    /// If the bound comes, through a rule, from something that has happened: that activity and edge.
    OptionalId<ActivityId> from = {};
    Edge from_edge = Edge::finish;
};

/// What determines the dates of a network in addition to its arcs: durations, and dates on activities. Progress,
/// outside dates and levelling change this part, so it is separate from the `Network`, which they share.
struct Bounds {
    /// By node: working seconds on its calendar.
    std::vector<std::int64_t> durations;
    Rows<NodeId, DateBound> floors;
    Rows<NodeId, DateBound> ceilings;
    /// Whether everything is counted on the clock. A pass then takes one addition and one comparison per arc, with
    /// these distances in seconds from start to start, by arc. Code that changes a duration or a lag clears `additive`.
    bool additive = false;
    std::vector<std::int32_t> weights;
};

} // namespace convene
