#pragma once

/// \file
/// The dates of a process: from its rules, calendars and dates to early and late dates, floats, and the reasons for
/// them.
///
/// A process is compiled once, and everything computed from it keeps the result:
/// ```cpp
/// const auto prepared = prepare(process, {.start = start}); // Result<Prepared>: the network and its bounds
/// const auto plan     = schedule(*prepared);                // Result<Schedule>: owns them, and the passes' dates
/// const auto path     = critical_path(*plan);
/// const auto why      = explain(*plan, launch);             // costs its chain, not another pass
/// ```
/// `schedule(process, options)` is the first two in one.
///
/// | header | gives |
/// | --- | --- |
/// | `options.hpp` | `ScheduleOptions`: start, finish, status date, what to do about conflicts |
/// | `prepare.hpp` | `prepare`: a process compiled under given options |
/// | `schedule.hpp` | `schedule`: early, late and planned dates, floats |
/// | `critical.hpp` | what determines the finish, and what comes close |
/// | `explain.hpp` | why a date is what it is, step by step |
/// | `conflict.hpp`, `link_cycle.hpp` | why there is no schedule: conflicts, circles |
/// | `rollup.hpp` | phases as bars |
/// | `wording.hpp` | the words that sentences are made of |
///
/// Below them: `temporal_system.hpp` (a process as inequalities), `network.hpp` and `bounds.hpp` (the same ready for
/// passes), `passes.hpp` and `pass_dates.hpp` (early, late and free dates by node), `lag_function.hpp`, `cause.hpp`,
/// `driver.hpp`.

#include <convene/core/result.hpp>
#include <convene/core/table.hpp>
#include <convene/schedule/driver.hpp>
#include <convene/schedule/pass_dates.hpp>
#include <convene/schedule/prepare.hpp>

#include <cassert>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace convene {

namespace detail {
class KeptPasses;
}

/// The dates of a process. A value; one entry per activity, in id order, in each column. A moved-from schedule still
/// has its process, but no dates.
///
/// - *Early* dates are the earliest that all rules, constraints and calendars allow. The early start of an activity
///   with a duration is a working moment.
/// - *Late* dates are the latest that neither delay the target nor break an upper bound, and they can be kept: the late
///   start of an activity with a duration is a working moment, its late finish the end of work; the late date of a
///   milestone is an instant. They are not before the early ones unless the float is negative.
/// - The *planned* dates are the early ones; for an activity as late as possible the latest that delay nothing else.
///   When scheduling backwards from a finish they are the late ones, or the early ones for work that can't be done in
///   time.
/// - *Total float* is the working time, on the activity's calendar, from early to late finish: how much it can slip
///   without delaying the target. Negative: by how much it is late.
/// - *Free float* is how much it can slip without moving anything else or the project's end. It is never negative, and
///   may exceed the total float if the activity has an upper bound of its own.
class Schedule {
  public:
    /// The process that was scheduled.
    [[nodiscard]] const Process& process() const& { return prepared_.process(); }
    [[nodiscard]] std::size_t size() const { return early_start_.size(); }

    [[nodiscard]] Instant early_start(ActivityId a) const { return at(early_start_, a); }
    [[nodiscard]] Instant early_finish(ActivityId a) const { return at(early_finish_, a); }
    [[nodiscard]] Instant late_start(ActivityId a) const { return at(late_start_, a); }
    [[nodiscard]] Instant late_finish(ActivityId a) const { return at(late_finish_, a); }
    /// The planned dates.
    [[nodiscard]] Instant start(ActivityId a) const { return at(starts(), a); }
    [[nodiscard]] Instant finish(ActivityId a) const { return at(finishes(), a); }
    [[nodiscard]] Seconds total_float(ActivityId a) const { return at(total_float_, a); }
    [[nodiscard]] Seconds free_float(ActivityId a) const { return at(free_float_, a); }
    [[nodiscard]] Driver driver(ActivityId a) const { return at(driver_, a); }

    [[nodiscard]] std::span<const Instant> early_starts() const& { return early_start_; }
    [[nodiscard]] std::span<const Instant> early_finishes() const& { return early_finish_; }
    [[nodiscard]] std::span<const Instant> late_starts() const& { return late_start_; }
    [[nodiscard]] std::span<const Instant> late_finishes() const& { return late_finish_; }
    [[nodiscard]] std::span<const Instant> starts() const& {
        return planned_start_.empty() ? early_start_ : planned_start_;
    }
    [[nodiscard]] std::span<const Instant> finishes() const& {
        return planned_finish_.empty() ? early_finish_ : planned_finish_;
    }
    [[nodiscard]] std::span<const Seconds> total_floats() const& { return total_float_; }
    [[nodiscard]] std::span<const Seconds> free_floats() const& { return free_float_; }

    /// When the project starts, and when its last activity finishes: by early dates, or when scheduling backwards by
    /// planned dates. Per-case work does not count.
    [[nodiscard]] Instant project_start() const { return project_start_; }
    [[nodiscard]] Instant project_finish() const { return project_finish_; }
    /// The options in force, including values taken from the process.
    [[nodiscard]] const ScheduleOptions& options() const& { return prepared_.options(); }
    [[nodiscard]] std::span<const BrokenBound> broken() const& { return broken_; }

    /// What was scheduled, without the upper bounds that were given up (`broken`).
    [[nodiscard]] const Prepared& prepared() const& { return prepared_; }
    [[nodiscard]] const Network& network() const& { return prepared_.network(); }
    [[nodiscard]] const Bounds& bounds() const& { return prepared_.bounds(); }
    /// The time from which passes count: the start of the project, or the status date if that is later.
    [[nodiscard]] Instant base() const {
        const auto status = options().status_date;
        return status && *status > project_start_ ? *status : project_start_;
    }
    /// The dates by node of `network()`, as in the passes: for an activity under way, those of its remainder.
    /// Made from the columns at the first call of either, in O(activities) and without a pass; any number of threads
    /// may call.
    [[nodiscard]] CONVENE_DECL const PassDates& early_pass_dates() const&;
    [[nodiscard]] CONVENE_DECL const PassDates& late_pass_dates() const&;

    // Views of a temporary would dangle.
    void process() const&& = delete;
    void early_starts() const&& = delete;
    void early_finishes() const&& = delete;
    void late_starts() const&& = delete;
    void late_finishes() const&& = delete;
    void starts() const&& = delete;
    void finishes() const&& = delete;
    void total_floats() const&& = delete;
    void free_floats() const&& = delete;
    void options() const&& = delete;
    void broken() const&& = delete;
    void prepared() const&& = delete;
    void network() const&& = delete;
    void bounds() const&& = delete;
    void early_pass_dates() const&& = delete;
    void late_pass_dates() const&& = delete;

    friend bool operator==(const Schedule& a, const Schedule& b) {
        return a.early_start_ == b.early_start_ && a.early_finish_ == b.early_finish_ &&
               a.late_start_ == b.late_start_ && a.late_finish_ == b.late_finish_ &&
               a.planned_start_ == b.planned_start_ && a.planned_finish_ == b.planned_finish_ &&
               a.total_float_ == b.total_float_ && a.free_float_ == b.free_float_ && a.broken_ == b.broken_;
    }

  private:
    friend class ScheduleRun;
    explicit Schedule(Prepared prepared) : prepared_(std::move(prepared)) {}

    template <class Column>
    [[nodiscard]] static typename Column::value_type at(const Column& column, ActivityId a) {
        assert(a.index() < column.size());
        return column[a.index()];
    }

    Prepared prepared_;
    std::shared_ptr<detail::KeptPasses> passes_;
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
};

/// The schedule of a process, without regard to people.
///
/// Errors: `infeasible`, one for each conflict (see `find_conflicts`); `no_working_time_left` if a calendar ends;
/// `date_out_of_range`; `stopped`.
/// Complexity: O(activities + rules + artifact links) without maximum lags.
/// Source: Kelley & Walker 1959 (critical path method); Elmaghraby & Kamburowski 1992 (minimum and maximum lags),
/// doi:10.1287/mnsc.38.9.1245.
[[nodiscard]] CONVENE_DECL Result<Schedule> schedule(const Prepared& prepared);

/// `prepare` and `schedule` in one, with the errors of both.
[[nodiscard]] CONVENE_DECL Result<Schedule> schedule(const Process& process, const ScheduleOptions& options = {});

/// Why an activity's dates are provisional.
struct Provisional {
    /// It waits, directly or indirectly, for an external milestone whose date is not known.
    bool unknown_milestone = false;
    /// Its planned dates lie beyond the known holidays of its calendar.
    bool beyond_coverage = false;

    friend bool operator==(Provisional, Provisional) = default;
};

/// Which dates are provisional, one entry per activity in id order. O(activities + arcs).
[[nodiscard]] CONVENE_DECL Table<ActivityId, Provisional> provisional(const Schedule& plan);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/schedule.ipp>
#endif
