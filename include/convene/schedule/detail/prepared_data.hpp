#pragma once

#include <convene/schedule/detail/lazy.hpp>
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

/// What a `Prepared` holds.
struct PreparedData {
    Process process;
    ScheduleOptions options;
    /// Points into the calendars of the process.
    std::shared_ptr<const Network> network;
    Bounds bounds;
    Lazy<OutArcs> out_arcs = {};
};

} // namespace convene::detail
