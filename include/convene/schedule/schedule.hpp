#pragma once

#include <convene/core/result.hpp>
#include <convene/schedule/driver.hpp>
#include <convene/schedule/network.hpp>
#include <convene/schedule/options.hpp>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace convene {

/// The dates of a process. A value; one entry per activity, in id order, in each column.
///
/// - *Early* dates are the earliest that all rules, constraints and calendars allow. An early start with work behind it
///   is a working moment.
/// - *Late* dates are the latest that delay neither the target nor anything's upper bound. A late finish is the end of
///   work; it is after the early finish unless the float is negative.
/// - The *planned* dates are the early ones, but the late ones when scheduling back from a finish, and for an activity
///   as late as possible the latest that delay nothing else.
/// - *Total float* is the working time, on the activity's calendar, from early to late finish: how much it can slip
///   without delaying the target. *Free float*: without moving anything else.
class Schedule {
  public:
    [[nodiscard]] std::size_t size() const { return early_start_.size(); }

    [[nodiscard]] Instant early_start(ActivityId a) const { return early_start_[a.index()]; }
    [[nodiscard]] Instant early_finish(ActivityId a) const { return early_finish_[a.index()]; }
    [[nodiscard]] Instant late_start(ActivityId a) const { return late_start_[a.index()]; }
    [[nodiscard]] Instant late_finish(ActivityId a) const { return late_finish_[a.index()]; }
    /// The planned dates.
    [[nodiscard]] Instant start(ActivityId a) const { return starts()[a.index()]; }
    [[nodiscard]] Instant finish(ActivityId a) const { return finishes()[a.index()]; }
    [[nodiscard]] Seconds total_float(ActivityId a) const { return total_float_[a.index()]; }
    [[nodiscard]] Seconds free_float(ActivityId a) const { return free_float_[a.index()]; }
    [[nodiscard]] Driver driver(ActivityId a) const { return driver_[a.index()]; }

    [[nodiscard]] std::span<const Instant> early_starts() const { return early_start_; }
    [[nodiscard]] std::span<const Instant> early_finishes() const { return early_finish_; }
    [[nodiscard]] std::span<const Instant> late_starts() const { return late_start_; }
    [[nodiscard]] std::span<const Instant> late_finishes() const { return late_finish_; }
    [[nodiscard]] std::span<const Instant> starts() const {
        return planned_start_.empty() ? early_start_ : planned_start_;
    }
    [[nodiscard]] std::span<const Instant> finishes() const {
        return planned_finish_.empty() ? early_finish_ : planned_finish_;
    }
    [[nodiscard]] std::span<const Seconds> total_floats() const { return total_float_; }
    [[nodiscard]] std::span<const Seconds> free_floats() const { return free_float_; }

    /// When the project starts, and when the last of it is finished (early). Work per case does not count.
    [[nodiscard]] Instant project_start() const { return project_start_; }
    [[nodiscard]] Instant project_finish() const { return project_finish_; }
    /// The options that were in force, with what the process gave.
    [[nodiscard]] const ScheduleOptions& options() const { return options_; }
    [[nodiscard]] std::span<const BrokenBound> broken() const { return broken_; }

    /// The network that was scheduled. *Requires* that the process still lives.
    [[nodiscard]] const Network& network() const { return *network_; }

    friend bool operator==(const Schedule& a, const Schedule& b) {
        return a.early_start_ == b.early_start_ && a.early_finish_ == b.early_finish_ &&
               a.late_start_ == b.late_start_ && a.late_finish_ == b.late_finish_ &&
               a.planned_start_ == b.planned_start_ && a.planned_finish_ == b.planned_finish_ &&
               a.total_float_ == b.total_float_ && a.free_float_ == b.free_float_ && a.broken_ == b.broken_;
    }

  private:
    friend class ScheduleRun;

    std::vector<Instant> early_start_;
    std::vector<Instant> early_finish_;
    std::vector<Instant> late_start_;
    std::vector<Instant> late_finish_;
    std::vector<Instant> planned_start_; // empty: the early ones
    std::vector<Instant> planned_finish_;
    std::vector<Seconds> total_float_;
    std::vector<Seconds> free_float_;
    std::vector<Driver> driver_;
    std::vector<BrokenBound> broken_;
    Instant project_start_{};
    Instant project_finish_{};
    ScheduleOptions options_;
    std::shared_ptr<const Network> network_;
};

/// The schedule of a process without regard to who does it.
///
/// Errors: `no_start`; `cycle`, one for each knot of activities that wait for each other; `infeasible`, one for each
/// conflict (see `find_conflicts`); `no_working_time_left` where a calendar ends, `date_out_of_range`.
/// Complexity: O(activities + rules + artifact links) without maximum lags.
/// Source: Kelley & Walker 1959 (critical path method); Elmaghraby & Kamburowski 1992 (minimum and maximum lags),
/// doi:10.1287/mnsc.38.9.1245.
[[nodiscard]] CONVENE_DECL Result<Schedule> schedule(const Process& process, const ScheduleOptions& options = {});

/// Whether what is known about the future holds for an activity's dates.
struct Provisional {
    /// It waits, directly or not, for an outside milestone whose date is not known.
    bool unknown_milestone = false;
    /// Its planned dates lie where the holidays of its calendar are not known.
    bool beyond_coverage = false;

    friend bool operator==(Provisional, Provisional) = default;
};

/// Which dates are provisional, one entry per activity in id order. O(activities + arcs).
[[nodiscard]] CONVENE_DECL std::vector<Provisional> provisional(const Process& process, const Schedule& schedule);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/schedule.ipp>
#endif
