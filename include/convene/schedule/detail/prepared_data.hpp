#pragma once

#include <convene/schedule/network.hpp>
#include <convene/schedule/options.hpp>

#include <memory>

namespace convene::detail {

/// The arcs of a network by the node that they come from.
struct OutArcs {
    struct Arc {
        std::uint32_t to;
        std::uint32_t arc;
    };
    Rows<NodeId, Arc> rows;
};

/// The same, made when they are first asked for. Defined where they are made, for what it includes.
class LazyOutArcs;
[[nodiscard]] CONVENE_DECL std::shared_ptr<const LazyOutArcs> lazy_out_arcs();

/// What a `Prepared` holds.
struct PreparedData {
    Process process;
    ScheduleOptions options;
    /// Points into the calendars of the process.
    std::shared_ptr<const Network> network;
    Bounds bounds;
    std::shared_ptr<const LazyOutArcs> out_arcs;
};

} // namespace convene::detail
