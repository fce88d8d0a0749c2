#pragma once

#include <convene/schedule/schedule.hpp>
#include <convene/schedule/wording.hpp>

#include <optional>
#include <string>
#include <vector>

namespace convene {

/// One statement of an explanation: how a date follows from the one before it. Each is arithmetic that can be verified
/// with the calendar.
struct ExplanationStep {
    enum class Kind : std::uint8_t {
        /// `at` needs no earlier step; `cause` says why. If the cause is the maximum of a rule, the chain goes around a
        /// loop of rules and comes back to `at`; the calendars leave no room for the loop at an earlier time.
        root,
        /// `at` = `before` moved by the lag of a rule, an artifact's flow or a follow-up, from `from` to `activity`:
        /// the smallest x with W(x) >= W(before) + amount on the calendar; plain addition on the clock.
        link,
        /// `at` = the first working moment at or after `before` on the activity's calendar.
        opening,
        /// `at` = the finish of `amount` working seconds begun at `before`.
        work,
        /// `at` = the earliest x with W(x) >= W(before) - amount: the start that lets it finish at `before`.
        work_back,
        /// `at` = the latest x with W(x) <= W(before) - amount: how late `activity` may be for `from` to be in time.
        late_link,
        /// `at` = the latest x with W(x) <= W(before) - amount: the late start for the late finish `before`.
        late_work,
        /// `at` = the latest x with W(x) <= W(before) + amount: the late finish for the late start `before`.
        late_finish,
        /// `at` = the end of the last work at or before `before`, or the early date if that is between the two; of a
        /// start, the last second of that work: the last moment at which anything can start.
        closing
    };

    Kind kind = Kind::root;
    Cause cause;
    ActivityId activity;
    Edge edge = Edge::start;
    Instant at{};
    Instant before{};
    /// For links, the other activity and its edge.
    std::optional<ActivityId> from;
    Edge from_edge = Edge::finish;
    /// Seconds on `calendar`; on the clock without one.
    Seconds amount{0};
    /// Civil months, instead of `amount`.
    std::optional<std::int64_t> months;
    std::optional<CalendarId> calendar;

    friend bool operator==(const ExplanationStep&, const ExplanationStep&) = default;
};

/// A chain of causes from a root to the date that was asked for: each step's `before` is the `at` of the one before it.
/// For early dates the activities and rules of the chain are sufficient: on their own they give the same date. Where a
/// loop of maximum lags holds itself, the chain tells what pushed it, so an activity may have an earlier date first.
using Explanation = std::vector<ExplanationStep>;

/// Which of an activity's dates.
enum class DateKind : std::uint8_t { early_start, early_finish, late_start, late_finish };

/// Why a date is what it is. The last step's `at` is the date. *Requires* an activity of the plan's process (checked).
///
/// If several causes lead to the same date: the one whose own bound is latest, links before dates, then the first.
/// Complexity: O(arcs into the activities of the chain; for late dates, arcs out of them), plus O(activities + arcs)
/// for the first late date of a plan.
[[nodiscard]] CONVENE_DECL Explanation explain(const Schedule& plan, ActivityId activity,
                                               DateKind date = DateKind::early_finish);

/// The sentence of one step.
[[nodiscard]] CONVENE_DECL std::string describe(const Process& process, const ExplanationStep& step, Language language);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/describe_step.ipp>
#include <convene/schedule/impl/explain.ipp>
#endif
