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

/// How to flatten a process.
struct FlattenOptions {
    ScheduleOptions schedule = {};
    /// If absent: `working` if all remaining work is on one calendar, else `elapsed`.
    std::optional<FlatTime> time = {};
};

/// What a pool of a flat problem is: people who can stand in for each other, or a resource. People are counted in
/// thousandths of their time, divided by the greatest common divisor of all these numbers.
struct FlatPool {
    /// Ascending; empty for a resource.
    std::vector<PersonId> people = {};
    OptionalId<ResourceId> resource = {};

    friend bool operator==(const FlatPool&, const FlatPool&) = default;
};

/// A process as a flat problem: one job per activity, in id order.
///
/// It is exact for minimum and maximum lags, dates, progress, people without choice, resources, absences and capacities
/// over time. Whatever a flat problem cannot express is listed in `relaxed`, as findings. The problem is then easier
/// than the process, so its bounds hold for the process, but its schedules may need repair (see `plan_of`). There is
/// one exception, also listed: a splittable activity is one job, which pauses only in breaks.
struct FlatProblem {
    rcpsp::Problem problem;
    FlatClock clock;
    /// By pool of the problem.
    std::vector<FlatPool> pools;
    /// - `flat_choice` if a pool represents a choice among people who differ;
    /// - `flat_lag` for a lag that is counted on another calendar, or in months, and replaced by its smallest possible
    ///   value;
    /// - `flat_duration` for work that is counted on a different clock from the problem's;
    /// - `flat_soft` for a soft upper bound, which is left out;
    /// - `flat_split` for a splittable activity;
    /// - `flat_rounded` if a tick had to be longer than the greatest common divisor of all times.
    Diagnostics relaxed;
};

/// The flat problem of what is left to do under a schedule's options and dates.
///
/// Errors: those of `rcpsp::build`, such as `rcpsp_demand_exceeds_capacity` if an activity needs more of a resource
/// than there ever is. O(activities + arcs + demands * candidates + breaks and shifts up to the horizon).
[[nodiscard]] CONVENE_DECL Result<FlatProblem> flatten(const Schedule& early, std::optional<FlatTime> time = {});

/// The same from the process; also the errors of `schedule`.
[[nodiscard]] CONVENE_DECL Result<FlatProblem> flatten(const Process& process, const FlattenOptions& options = {});

/// A plan that `verify` accepts, from starts of the flat problem: activities take people in the order of the starts,
/// which repairs whatever the flat problem could not express. Rules and tries of `options` are ignored.
///
/// Errors: those of `level`. *Requires* one start per activity of the schedule that was flattened.
[[nodiscard]] CONVENE_DECL Result<Levelled> plan_of(const Schedule& early, std::span<const rcpsp::Time> starts,
                                                    const LevelOptions& options);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/flatten.ipp>
#endif
