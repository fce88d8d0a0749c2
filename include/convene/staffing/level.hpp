#pragma once

#include <convene/core/result.hpp>
#include <convene/core/stop_token.hpp>
#include <convene/core/table.hpp>
#include <convene/schedule/schedule.hpp>
#include <convene/staffing/demands.hpp>
#include <convene/staffing/levelled.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace convene {

/// How plans are compared: by the sum, in any unit, of
/// - `finish` for each second from the project's start to its end;
/// - `late` for each second by which an activity finishes after its deadline;
/// - `moved` for each activity whose start differs from `baseline`, and `shift` for each second of difference.
///
/// *Requires* weights from 0 to 1,000,000, and tables that are empty or have one entry per activity.
struct LevelObjective {
    std::int64_t finish = 1;
    std::int64_t late = 0;
    /// Replaces `late`: one weight per activity.
    Table<ActivityId, std::int64_t> late_each = {};
    /// For example the starts of the current plan, after something has changed.
    Table<ActivityId, Instant> baseline = {};
    std::int64_t moved = 0;
    std::int64_t shift = 0;

    [[nodiscard]] bool asks_to_stay() const { return !baseline.empty() && (moved > 0 || shift > 0); }
    [[nodiscard]] bool is_finish_only() const { return late == 0 && late_each.empty() && !asks_to_stay(); }

    friend bool operator==(const LevelObjective&, const LevelObjective&) = default;
};

/// The cost of a plan under the objective; less is better. O(activities).
[[nodiscard]] CONVENE_DECL std::int64_t cost(const LevelObjective& objective, const Levelled& plan);

/// What levelling reports while it tries orders.
struct LevelProgress {
    std::int64_t cost = 0;
    Instant project_finish{};
    std::uint32_t tried = 0;
};

/// How the orders in which activities take people are found.
enum class LevelMethod : std::uint8_t {
    /// By priority rules, and by varying the best order found.
    orders,
    /// Also by a search on the flat problem of the process (see `flatten`), whose starts give an order.
    flat
};

/// How to level. Owns all its data.
struct LevelOptions {
    ScheduleOptions schedule = {};
    /// Tried in this order. The plan of the least cost is kept; ties: the one that finishes first, then the smallest
    /// sum of finishes, then the earlier rule. All four rules if empty.
    std::vector<LevelRule> rules = {};
    /// One per activity: a smaller number takes people first, whatever the rule. Empty = all the same.
    Table<ActivityId, std::int32_t> priority = {};
    LevelObjective objective = {};
    LevelMethod method = LevelMethod::orders;
    /// Orders to try after those of the rules, each a variation of the best one so far. With `flat`, that many
    /// schedules of the flat problem come first, at least a thousand.
    std::uint32_t tries = 0;
    std::uint64_t seed = 1;
    /// Threads for the tries; the plan does not depend on their number.
    std::uint32_t threads = 1;
    /// Ends the tries early, with the best plan so far.
    StopToken stop = {};
    /// Called after every few orders, in the caller's thread.
    std::function<void(const LevelProgress&)> progress = {};
    /// Nothing is delayed beyond its late finish, so the project's end does not move.
    bool within_float = false;
    /// How often, for each rule, an activity that would break an upper bound is put before all others and the pass
    /// starts again.
    std::uint32_t max_promotions = 20;
    /// How often activities may be moved before an order is given up, as a multiple of the number of activities.
    std::uint32_t max_moves = 50;
    /// Existing reservations: one entry per person and one per resource, each by ascending start. Empty = none.
    Table<PersonId, std::vector<Reservation>> people_reserved = {};
    Table<ResourceId, std::vector<Reservation>> resources_reserved = {};
    /// Among free people, the one with the smallest number here takes the duty, then the one with the smallest id. The
    /// number may be the work each person is needed for elsewhere. One entry per person; empty = by id.
    Table<PersonId, std::int64_t> burden = {};
};

/// The process with dates at which all duties that take time have their people (see `Staffing`) and all rules, lags,
/// constraints and calendars hold: the same temporal system as in `schedule`.
///
/// One pass: early dates under all delays so far; then, in the order of the rule (activities that have started first),
/// each activity takes people who are free: first those with another duty in it, then by smallest id. If too few are
/// free, it is delayed until the next may be, and the pass is repeated, so a maximum lag pulls the earlier activity
/// along. A splittable activity takes, for each duty, the people who would finish first on their own, and is worked on
/// whenever all are there. If an activity breaks an upper bound, it is put before all others and the rule starts again.
/// Not exhaustive: it may fail to find a schedule that exists. `as_late_as_possible` is ignored.
///
/// If at most eight activities compete for people or resources, and lateness or a baseline counts or orders are tried,
/// then all their orders are tried, so none gives a smaller cost.
///
/// When scheduling backwards from a finish, the plan is levelled from earlier and earlier starts until it finishes in
/// time.
///
/// If no rule finds a schedule, levelling runs once more without soft upper bounds, and if `schedule.on_conflict` is
/// `relax`, without any except for the dates of external milestones; bounds that are not kept are listed. Missed
/// deadlines and a missed finish are reported by `findings`.
///
/// Errors: those of `schedule`; `hours_never_suit` if for two years only working hours are in the way, with advice;
/// else `people_not_found`, naming the activity for which no date was found and its last obstacle. Deterministic.
/// Complexity: O(rules * (promotions + moves) * (activities * candidates + arcs)).
[[nodiscard]] CONVENE_DECL Result<Levelled> level(const Process& process, const LevelOptions& options = {});

/// The same from a schedule, which is not computed again; `options.schedule` is ignored.
[[nodiscard]] CONVENE_DECL Result<Levelled> level(const Schedule& early, const LevelOptions& options = {});

/// A bound on the finish of a plan.
struct LevelGap {
    /// No plan finishes earlier: the early finish without regard to people, or the time by which certain people can
    /// have done the work that nobody else may do.
    Instant lower{};
    Instant finish{};
    /// (finish - lower) / (lower - start of the project); 0 when both are equal.
    double relative = 0;
};

/// How far a plan's finish can be from the earliest possible one. Reservations elsewhere are not counted.
/// O(activities + teams * (log(horizon) + members)).
[[nodiscard]] CONVENE_DECL LevelGap gap(const Levelled& plan);

/// The person or resource that is waited for: "person li", "resource room-a".
[[nodiscard]] CONVENE_DECL Text name_of(const Process& process, const StaffWait& wait);

/// `person "Li" is busy with task "Y" until 2026-03-02 18:00`, in both languages.
[[nodiscard]] CONVENE_DECL Text describe(const Process& process, const StaffWait& wait);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/level.ipp>
#endif
