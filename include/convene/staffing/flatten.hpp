#pragma once

#include <convene/rcpsp/problem.hpp>
#include <convene/staffing/flat_clock.hpp>
#include <convene/staffing/levelled.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace convene {

struct LevelOptions;

/// What `flatten` counts on, and from when.
struct FlattenOptions {
    ScheduleOptions schedule = {};
    /// If absent: `working` where all work that is left is on one calendar, else `elapsed`.
    std::optional<FlatTime> time = {};
};

/// What a pool of a flat problem is: people who can stand in for each other, or a resource. People in thousandths of
/// their time, divided by what all of these numbers have in common.
struct FlatPool {
    /// Ascending; empty if it is a resource.
    std::vector<PersonId> people = {};
    OptionalId<ResourceId> resource = {};

    friend bool operator==(const FlatPool&, const FlatPool&) = default;
};

/// A process as a flat problem: one job per activity, in id order.
///
/// It is exact for minimum and maximum lags, dates, progress, people without choice, resources, absences and capacities
/// over time. What a flat problem can't say is told in `relaxed`, as findings; the problem is then easier than the
/// process, so its bounds hold for the process, but its schedules may need repair (see `plan_of`). The one exception is
/// told, too: an activity that may pause is one job, which pauses in breaks alone.
struct FlatProblem {
    rcpsp::Problem problem;
    FlatClock clock;
    /// By pool of the problem.
    std::vector<FlatPool> pools;
    /// - `flat_choice` where a pool stands for a choice among people who are not all the same;
    /// - `flat_lag` for a lag that is counted on another calendar, or in months, and taken for as little as it may be;
    /// - `flat_duration` for work that is counted on another clock than that of the problem;
    /// - `flat_split` for an activity that may pause;
    /// - `flat_rounded` if a tick had to be longer than the greatest common divisor of all times.
    Diagnostics relaxed;
};

/// The flat problem of what is left to do under a schedule's options and dates.
///
/// Errors: those of `rcpsp::build`, such as `rcpsp_demand_exceeds_capacity` where an activity asks for more of a
/// resource than there ever is. O(activities + arcs + demands * people asked for + breaks and shifts up to the
/// horizon).
[[nodiscard]] CONVENE_DECL Result<FlatProblem> flatten(const Schedule& early, std::optional<FlatTime> time = {});

/// The same from the process; also the errors of `schedule`.
[[nodiscard]] CONVENE_DECL Result<FlatProblem> flatten(const Process& process, const FlattenOptions& options = {});

/// A plan that `verify` accepts, from starts of the flat problem: activities take people in the order of the starts, so
/// that what the flat problem could not say is repaired. Of `options` all but rules and tries count.
///
/// Errors: those of `level`. *Requires* one start per activity of the schedule that was flattened.
[[nodiscard]] CONVENE_DECL Result<Levelled> plan_of(const Schedule& early, std::span<const rcpsp::Time> starts,
                                                    const LevelOptions& options);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/flatten.ipp>
#endif
