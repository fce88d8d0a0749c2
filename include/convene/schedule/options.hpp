#pragma once

#include <convene/core/stop_token.hpp>
#include <convene/model/process.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace convene {

/// What to do when rules and dates can't all be kept.
enum class OnConflict : std::uint8_t {
    /// Refuse, with every conflict of hard bounds and how to resolve it.
    refuse,
    /// Treat all upper bounds (maximum lags, no-later-than dates) as soft: drop those that can't be kept, and list
    /// them:
    /// `Schedule::broken()`.
    relax
};

/// A date that something outside the process asks for, such as a link to another project.
struct OutsideDate {
    enum class Kind : std::uint8_t {
        /// The edge is not before `at`, unless it has happened.
        not_before,
        /// The edge is wanted by `at`: late dates and floats are measured from there, too, and floats may be negative.
        wanted_by
    };
    ActivityId activity;
    Edge edge = Edge::start;
    Kind kind = Kind::not_before;
    Instant at{};

    friend bool operator==(const OutsideDate&, const OutsideDate&) = default;
};

/// How to schedule. Absent values are taken from the process.
struct ScheduleOptions {
    /// Nothing unfinished starts before this.
    std::optional<Instant> start = {};
    /// Schedule backwards from here: everything as late as this finish allows; the start follows.
    /// If there is also a `start`, this is the date the project is `wanted_by`, and so is the finish of the process.
    std::optional<Instant> finish = {};
    /// The date up to which progress is known: what has not happened by then happens later.
    std::optional<Instant> status_date = {};
    /// Late dates are the latest that delay neither this activity nor the project's end; without a target, the latest
    /// that do not delay the project's end.
    std::optional<ActivityId> target = {};
    /// The project is wanted by this date: late dates and floats are measured from it, so floats may become negative.
    std::optional<Instant> wanted_by = {};
    std::vector<OutsideDate> outside = {};
    OnConflict on_conflict = OnConflict::refuse;
    /// The most conflicts to report at once.
    std::size_t max_conflicts = 10;
    /// Stops the work early: `schedule` fails with `stopped` and the conflicts found so far. Later computations from
    /// the schedule ask it, too.
    StopToken stop = {};
};

} // namespace convene
