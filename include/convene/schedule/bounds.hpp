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
    /// Where the bound came through a rule from what has happened already: that activity and edge.
    OptionalId<ActivityId> from = {};
    Edge from_edge = Edge::finish;
};

/// What holds the dates of a network beside its arcs: how long its activities take, and the dates on them. This is the
/// part that progress, outside dates and levelling change, so it is apart from the `Network`, which they share.
struct Bounds {
    /// By node: working seconds on its calendar.
    std::vector<std::int64_t> durations;
    Rows<NodeId, DateBound> floors;
    Rows<NodeId, DateBound> ceilings;
    /// Everything is counted on the clock: a pass is one addition and one comparison an arc, with these numbers of
    /// seconds from start to start, by arc. Whoever changes a duration or a lag clears `additive`.
    bool additive = false;
    std::vector<std::int32_t> weights;
};

} // namespace convene
