#pragma once

#include <convene/core/result.hpp>
#include <convene/schedule/schedule.hpp>
#include <convene/staffing/demands.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace convene {

/// Who goes first where two activities want the same people. Ties by the next of early start, then by id. After Kolisch
/// (1996, doi:10.1016/0377-2217(95)00357-6).
enum class LevelRule : std::uint8_t {
    /// The smallest late start.
    late_start,
    /// The smallest late finish.
    late_finish,
    /// The smallest total float.
    total_float,
    /// The smallest early start: first come, first served.
    early_start
};

/// A time in which a person is somewhere else, such as in another project, or a resource is used there: half open.
struct Reservation {
    Instant start{};
    Instant finish{};
    /// What the caller calls that place; `StaffWait::elsewhere` gives it back.
    std::uint64_t by = 0;
    /// Thousandths of the person's time, or units of the resource.
    std::uint32_t amount = 1000;

    friend bool operator==(const Reservation&, const Reservation&) = default;
};

/// Where a person is already, or what is used of a resource.
struct Occupancy {
    /// By ascending start; disjoint unless `longest` says otherwise.
    std::span<const Reservation> reservations = {};
    /// If reservations may overlap: no reservation lasts longer.
    Seconds longest{0};
    /// For each reservation the person's working seconds from its finish to the start of the next, on whatever calendar
    /// the person has here; empty if that is not known, or if reservations overlap or leave a part of the time. Only
    /// makes the search faster: work is not tried where it can't fit.
    std::span<const std::int64_t> room = {};
};

struct Levelled;

/// What plans are compared by: the sum, in any unit, of
/// - `finish` for each second from the project's start to its end;
/// - `late` for each second by which an activity is finished after its deadline;
/// - `moved` for each activity that starts at another time than in `baseline`, and `shift` for each second of that.
///
/// *Requires* weights from 0 to 1,000,000, and a baseline that is empty or has one start per activity in id order.
struct LevelObjective {
    std::int64_t finish = 1;
    std::int64_t late = 0;
    /// In place of `late`, one per activity in id order; or empty.
    std::span<const std::int64_t> late_each = {};
    /// Such as the starts of the running plan, after something has changed.
    std::span<const Instant> baseline = {};
    std::int64_t moved = 0;
    std::int64_t shift = 0;

    [[nodiscard]] bool asks_to_stay() const { return !baseline.empty() && (moved > 0 || shift > 0); }
    [[nodiscard]] bool is_finish_only() const { return late == 0 && late_each.empty() && !asks_to_stay(); }
};

/// What the objective makes of a plan: the less, the better. O(activities).
[[nodiscard]] CONVENE_DECL std::int64_t cost(const Process& process, const LevelObjective& objective,
                                             const Levelled& plan);

/// What levelling tells while it tries orders.
struct LevelProgress {
    std::int64_t cost = 0;
    Instant project_finish{};
    std::uint32_t tried = 0;
};

struct LevelOptions {
    ScheduleOptions schedule = {};
    /// Tried in this order; the plan of the least cost is kept, then that which finishes first, then that with the
    /// smallest sum of finishes, then the earlier rule. All four if empty.
    std::vector<LevelRule> rules = {};
    /// One per activity in id order: a smaller number takes people first, whatever the rule. Empty = all the same.
    std::span<const std::int32_t> priority = {};
    LevelObjective objective = {};
    /// Orders to try after those of the rules, each near to that of the best plan so far.
    std::uint32_t tries = 0;
    std::uint64_t seed = 1;
    /// Threads for that; the plan does not depend on it.
    std::uint32_t threads = 1;
    /// Ends the tries early, with the best plan so far.
    std::stop_token stop = {};
    /// Called after every few orders, in the caller's thread.
    std::function<void(const LevelProgress&)> progress = {};
    /// Nothing is delayed beyond its late finish, so the project's end does not move.
    bool within_float = false;
    /// How often, for each rule, an activity that would break an upper bound is put before all others and the schedule
    /// is begun anew.
    std::uint32_t max_promotions = 20;
    /// How often activities may be moved before an order is given up: so many times the number of activities.
    std::uint32_t max_moves = 50;
    /// One entry per person in id order, then one per resource in id order; empty = nobody is anywhere.
    std::span<const Occupancy> occupied = {};
    /// Of those who are free, whoever has the smallest number here takes the duty, then the smallest id: such as how
    /// much else each person is asked for. One entry per person in id order; empty = the smallest id.
    std::span<const std::int64_t> burden = {};
};

/// Why an activity does not start as early as rules and dates allow.
struct StaffWait {
    enum class Kind : std::uint8_t {
        busy,    ///< in another activity, or elsewhere
        absent,  ///< of a resource: there are too few units
        off_work ///< of a resource: closed
    };
    Kind kind = Kind::busy;
    ActivityId activity;
    /// Who is waited for; absent if that is a resource.
    OptionalId<PersonId> person;
    /// With `busy`: where the person is. It finishes, or pauses, at `until`.
    OptionalId<ActivityId> by;
    Instant until{};
    /// With `busy`, in place of `by`: which of the `LevelOptions::occupied` it is.
    std::optional<std::uint64_t> elsewhere = {};
    /// In place of `person`.
    OptionalId<ResourceId> resource = {};

    friend bool operator==(const StaffWait&, const StaffWait&) = default;
};

/// A stretch of an activity in which it is worked on: half open. Closed time of its calendar may lie inside.
struct WorkPiece {
    Instant start{};
    Instant finish{};

    friend bool operator==(const WorkPiece&, const WorkPiece&) = default;
};

/// Dates at which nobody is in two places. One entry per activity, in id order.
struct Levelled {
    /// The schedule without regard to people.
    Schedule early;
    std::vector<Instant> start = {};
    std::vector<Instant> finish = {};
    /// From when on its people are held: the start, or for what has started already where the rest of it begins.
    std::vector<Instant> reserved_from = {};
    /// Who is in each activity, ascending; the people of an activity that has finished are not looked for.
    std::vector<std::vector<PersonId>> people = {};
    /// In the order of `people`: how much of each one's time is taken, in thousandths.
    std::vector<std::vector<std::uint16_t>> shares = {};
    /// Of an activity that is split, the pieces by ascending time: the first begins at `reserved_from`, the last ends
    /// at the finish, and people and resources are held in them alone. Empty where an activity is worked on in one
    /// piece.
    std::vector<std::vector<WorkPiece>> pieces = {};
    /// In the order of activities, at most one for each: only activities that people, and not a rule, hold where they
    /// are.
    std::vector<StaffWait> waits = {};
    /// With `OnConflict::relax`: the upper bounds that people made impossible, and by how much.
    std::vector<BrokenBound> broken = {};
    LevelRule rule = LevelRule::late_start;
    Instant project_finish{};
    /// Where people were looked for; what is `occupied` outside of it made no difference.
    Instant looked_from = far_future;
    Instant looked_until = far_past;
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
/// Where no rule finds a schedule and `schedule.on_conflict` is `relax`, it is done once more without upper bounds but
/// the dates of outside milestones; those that are not kept then are listed.
///
/// Errors: those of `schedule`; `people_not_found`, also where for two years nothing but working hours is in the way,
/// naming the activity for which no date was found and what held it last. Deterministic. Complexity: O(rules *
/// (promotions + moves) * (activities * people asked for + arcs)).
[[nodiscard]] CONVENE_DECL Result<Levelled> level(const Process& process, const LevelOptions& options = {});

/// A bound on the end of a plan.
struct LevelGap {
    /// No plan ends before: the early finish without regard to people, or when some people can have done what nobody
    /// else may do.
    Instant lower{};
    Instant finish{};
    /// (finish - lower) / (lower - start of the project); 0 when both are equal.
    double relative = 0;
};

/// How far a plan's end can be from the earliest one. What is `occupied` is not counted.
/// O(activities + teams * (log(horizon) + members)).
[[nodiscard]] CONVENE_DECL LevelGap gap(const Process& process, const Levelled& plan);

/// The person or resource that is waited for: "person li", "resource room-a".
[[nodiscard]] CONVENE_DECL Text name_of(const Process& process, const StaffWait& wait);

/// `person "Li" is busy with task "Y" until 2026-03-02 18:00`, in both languages.
[[nodiscard]] CONVENE_DECL Text describe(const Process& process, const StaffWait& wait);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/level.ipp>
#endif
