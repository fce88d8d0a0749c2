#pragma once

#include <convene/core/table.hpp>
#include <convene/schedule/schedule.hpp>

namespace convene {

/// A phase as one bar: from the first to the last of its activities, those of its sub-phases included.
struct PhaseDates {
    Instant early_start{};
    Instant early_finish{};
    Instant late_start{};
    Instant late_finish{};
    Instant start{};
    Instant finish{};
    /// The smallest total float of its activities.
    Seconds total_float{0};
    /// How many activities it has, and how many of them have finished.
    std::uint32_t activities = 0;
    std::uint32_t finished = 0;
};

/// One entry per phase, in id order; a phase without activities has a count of 0 and all dates at the project's start.
/// Complexity: O(activities * depth of phases).
[[nodiscard]] CONVENE_DECL Table<PhaseId, PhaseDates> roll_up(const Schedule& plan);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/rollup.ipp>
#endif
