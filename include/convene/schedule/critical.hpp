#pragma once

#include <convene/core/table.hpp>
#include <convene/schedule/schedule.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace convene {

/// One chain of activities that determines when the target finishes, from its root to the target. Each activity drives
/// the next: see `Schedule::driver`.
///
/// `target`: the one given, else the schedule's, else the activity that finishes last. Ties: an activity that nothing
/// waits for, then the smallest id. Complexity: O(length), and O(activities + arcs) to find the last one.
[[nodiscard]] CONVENE_DECL std::vector<ActivityId> critical_path(const Schedule& plan,
                                                                 std::optional<ActivityId> target = {});

/// For each activity, whether it lies on a longest path to the target: whether it drives the target through a chain of
/// links without slack. All longest paths count, whereas `critical_path` returns one; without a target, the paths to
/// all activities that finish last.
///
/// With several calendars this is the right notion of critical: an activity on a longest path may show float, and
/// another may show none. Complexity: O(activities + arcs).
[[nodiscard]] CONVENE_DECL Table<ActivityId, bool> on_longest_path(const Schedule& plan,
                                                                   std::optional<ActivityId> target = {});

/// For each activity, whether its total float is at most `threshold`. False for finished activities.
[[nodiscard]] CONVENE_DECL Table<ActivityId, bool> by_total_float(const Schedule& plan, Seconds threshold = Seconds{0});

/// For each activity, the number of the first band whose limit is at least its total float; `limits.size()` if none is.
/// With the limits {0, 2 days, 5 days}: 0 is critical, 1 and 2 near-critical, 3 the rest. *Requires* ascending limits.
[[nodiscard]] CONVENE_DECL Table<ActivityId, std::uint32_t> float_bands(const Schedule& plan,
                                                                        std::span<const Seconds> limits);

/// One path of activities towards a target, and how much its activities can slip before they delay the target.
struct FloatPath {
    /// In order of time.
    std::vector<ActivityId> activities;
    /// The smallest float, relative to the target, on the path.
    Seconds relative_float{0};
};

/// The activities that lead to the target, divided into paths by how close they come to delaying it. Path 1 ends in the
/// target and is driving; each further path branches off an earlier one where the least float is left.
/// Every activity that leads to the target is on one path. At most `limit` paths.
///
/// Ties: the later finish, then the smaller id. Complexity: O((activities + arcs) * log activities).
/// As Primavera P6's "multiple float paths" with total float.
[[nodiscard]] CONVENE_DECL std::vector<FloatPath> float_paths(const Schedule& plan, ActivityId target,
                                                              std::size_t limit = 10);

/// The same for the schedule's target, or without one, for all activities that nothing waits for. Their float is
/// measured to the end of the project, so the paths that finish last come first, then the closest ones.
[[nodiscard]] CONVENE_DECL std::vector<FloatPath> float_paths(const Schedule& plan, std::size_t limit = 10);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/critical.ipp>
#endif
