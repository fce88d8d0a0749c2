#pragma once

#include <convene/core/stop_token.hpp>
#include <convene/model/process.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace convene {

/// What to do when rules and dates can't all be kept.
enum class OnConflict : std::uint8_t {
    /// Refuse, with every conflict and how to resolve it.
    refuse,
    /// Drop the upper bounds (maximum lags, no-later-than dates) that can't be kept, and list them:
    /// `Schedule::broken()`.
    relax
};

/// A date that something outside the process asks for, such as a link to another project.
struct OutsideDate {
    enum class Kind : std::uint8_t {
        /// The edge is not before `at`, unless it has happened.
        not_before,
        /// Late dates and floats are measured from `at`, too: the edge is wanted by then, and floats may be negative.
        wanted_by
    };
    ActivityId activity;
    Edge edge = Edge::start;
    Kind kind = Kind::not_before;
    Instant at{};

    friend bool operator==(const OutsideDate&, const OutsideDate&) = default;
};

/// How to schedule. Everything that is absent is taken from the process.
struct ScheduleOptions {
    /// Nothing unfinished starts before this.
    std::optional<Instant> start = {};
    /// Schedule back from here: everything as late as this finish allows, the start being what results.
    /// If there is a `start`, too, it is what the project is `wanted_by`, and so is the finish that the process has.
    std::optional<Instant> finish = {};
    /// Up to when progress is known: what has not happened by then happens later.
    std::optional<Instant> status_date = {};
    /// Late dates are the latest that do not delay this activity, and everything else not the project's end; without a
    /// target, the latest that do not delay the project's end.
    std::optional<ActivityId> target = {};
    /// The project is wanted by this date: late dates and floats are measured from it, so floats may become negative.
    std::optional<Instant> wanted_by = {};
    std::vector<OutsideDate> outside = {};
    OnConflict on_conflict = OnConflict::refuse;
    /// At most so many conflicts are told at once.
    std::size_t max_conflicts = 10;
    /// Ends the work early: `schedule` fails with `stopped`, beside the conflicts found until then. What is computed
    /// from a schedule later asks it, too.
    StopToken stop = {};
};

} // namespace convene
