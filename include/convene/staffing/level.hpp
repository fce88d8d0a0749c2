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

/// What plans are compared by: the sum, in any unit, of
/// - `finish` for each second from the project's start to its end;
/// - `late` for each second by which an activity is finished after its deadline;
/// - `moved` for each activity that starts at another time than in `baseline`, and `shift` for each second of that.
///
/// *Requires* weights from 0 to 1,000,000, and tables that are empty or have one entry per activity.
struct LevelObjective {
    std::int64_t finish = 1;
    std::int64_t late = 0;
    /// In place of `late`, one per activity.
    Table<ActivityId, std::int64_t> late_each = {};
    /// Such as the starts of the running plan, after something has changed.
    Table<ActivityId, Instant> baseline = {};
    std::int64_t moved = 0;
    std::int64_t shift = 0;

    [[nodiscard]] bool asks_to_stay() const { return !baseline.empty() && (moved > 0 || shift > 0); }
    [[nodiscard]] bool is_finish_only() const { return late == 0 && late_each.empty() && !asks_to_stay(); }

    friend bool operator==(const LevelObjective&, const LevelObjective&) = default;
};

/// What the objective makes of a plan: the less, the better. O(activities).
[[nodiscard]] CONVENE_DECL std::int64_t cost(const LevelObjective& objective, const Levelled& plan);

/// What levelling tells while it tries orders.
struct LevelProgress {
    std::int64_t cost = 0;
    Instant project_finish{};
    std::uint32_t tried = 0;
};

/// Where the orders come from in which activities take people.
enum class LevelMethod : std::uint8_t {
    /// Priority rules, and orders near to the best of them.
    orders,
    /// Beside them, a search on the flat problem of the process (see `flatten`), whose starts give an order.
    flat
};

/// How to level. Owns all that it holds.
struct LevelOptions {
    ScheduleOptions schedule = {};
    /// Tried in this order; the plan of the least cost is kept, then that which finishes first, then that with the
    /// smallest sum of finishes, then the earlier rule. All four if empty.
    std::vector<LevelRule> rules = {};
    /// One per activity: a smaller number takes people first, whatever the rule. Empty = all the same.
    Table<ActivityId, std::int32_t> priority = {};
    LevelObjective objective = {};
    LevelMethod method = LevelMethod::orders;
    /// Orders to try after those of the rules, each near to that of the best plan so far. With `flat`, as many
    /// schedules of the flat problem before, a thousand at least.
    std::uint32_t tries = 0;
    std::uint64_t seed = 1;
    /// Threads for that; the plan does not depend on it.
    std::uint32_t threads = 1;
    /// Ends the tries early, with the best plan so far.
    StopToken stop = {};
    /// Called after every few orders, in the caller's thread.
    std::function<void(const LevelProgress&)> progress = {};
    /// Nothing is delayed beyond its late finish, so the project's end does not move.
    bool within_float = false;
    /// How often, for each rule, an activity that would break an upper bound is put before all others and the schedule
    /// is begun anew.
    std::uint32_t max_promotions = 20;
    /// How often activities may be moved before an order is given up: so many times the number of activities.
    std::uint32_t max_moves = 50;
    /// Where people and resources are already: one entry per person, one per resource, each by ascending start. Empty =
    /// nowhere.
    Table<PersonId, std::vector<Reservation>> people_reserved = {};
    Table<ResourceId, std::vector<Reservation>> resources_reserved = {};
    /// Of those who are free, whoever has the smallest number here takes the duty, then the smallest id: such as how
    /// much else each person is asked for. One entry per person; empty = the smallest id.
    Table<PersonId, std::int64_t> burden = {};
};

/// The process with dates at which all duties that take time have their people (see `Staffing`) and all rules, lags,
/// constraints and calendars hold: the same temporal system as that of `schedule`.
///
/// One round: early dates under all delays so far; then, in the order of the rule (what has started before all else),
/// each activity takes people who are free, those with another duty in it first, else the smallest id. Where too few
/// are free, it is delayed to when the next may be, and the round is repeated; so a maximum lag draws the earlier
/// activity along. One that may be split takes for each duty those who alone would be done first, and works whenever
/// all are there. Where that breaks an upper bound, the activity is put before all others and its rule begun anew. Not
/// exhaustive: it may fail to find a schedule that exists. `as_late_as_possible` is not looked at.
///
/// Where lateness or a baseline counts, or orders are tried, and at most eight activities want each other's people, all
/// orders of these are tried, so that none gives a smaller cost.
///
/// Scheduling back from a finish, the plan starts as late as it can find: it is levelled from earlier and earlier
/// starts until it ends by then.
///
/// Where no rule finds a schedule and `schedule.on_conflict` is `relax`, it is done once more without upper bounds but
/// the dates of outside milestones; those that are not kept then are listed. What else is not kept, deadlines and the
/// wanted finish, `findings` tells.
///
/// Errors: those of `schedule`; `hours_never_suit` where for two years nothing but working hours is in the way, with
/// what would help; else `people_not_found`, naming the activity for which no date was found and what held it last.
/// Deterministic. Complexity: O(rules * (promotions + moves) * (activities * people asked for + arcs)).
[[nodiscard]] CONVENE_DECL Result<Levelled> level(const Process& process, const LevelOptions& options = {});

/// The same from a schedule, which is not made again; `options.schedule` is not looked at.
[[nodiscard]] CONVENE_DECL Result<Levelled> level(const Schedule& early, const LevelOptions& options = {});

/// A bound on the end of a plan.
struct LevelGap {
    /// No plan ends before: the early finish without regard to people, or when some people can have done what nobody
    /// else may do.
    Instant lower{};
    Instant finish{};
    /// (finish - lower) / (lower - start of the project); 0 when both are equal.
    double relative = 0;
};

/// How far a plan's end can be from the earliest one. What is reserved elsewhere is not counted.
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
