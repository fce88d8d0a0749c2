#pragma once

#include <convene/core/detail/box.hpp>
#include <convene/core/result.hpp>
#include <convene/model/process.hpp>

#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace convene {

class ProcessBuilder;
struct Lag;
namespace detail {
struct Editing;
}

/// The most weeks by which the dates of a process can be moved.
inline constexpr int most_weeks_shifted = 530'000;

/// Changes to a process, from which `build` makes a new one. The process itself stays as it is.
///
/// ```cpp
/// const auto later = convene::edit(process)
///                        .duration(launch, convene::spans::days(3))
///                        .absence(li, {.from = monday, .to = friday, .title = "Leave"})
///                        .shift(2)
///                        .build(); // Result<Process>
/// ```
///
/// Changes apply in the order in which they are called. Ids are those of the process that is edited, whatever has been
/// removed since; a change of something that does not exist, or no longer exists, makes `build` report `unknown_id`.
/// An editor is a value: copies are independent, so variants can share their first changes. A change costs at most
/// O(process), mostly O(1); `build` costs O(process). A moved-from editor may only be assigned to; any other use ends
/// the program.
class ProcessEditor {
  public:
    CONVENE_DECL explicit ProcessEditor(const Process& process);
    CONVENE_DECL ProcessEditor(const ProcessEditor& other);
    CONVENE_DECL ProcessEditor(ProcessEditor&& other) noexcept;
    CONVENE_DECL ProcessEditor& operator=(const ProcessEditor& other);
    CONVENE_DECL ProcessEditor& operator=(ProcessEditor&& other) noexcept;
    CONVENE_DECL ~ProcessEditor();

    // The process. An empty optional removes the value.
    CONVENE_DECL ProcessEditor& key(std::string_view key);
    CONVENE_DECL ProcessEditor& start(std::optional<Instant> at);
    CONVENE_DECL ProcessEditor& finish(std::optional<Instant> at);
    CONVENE_DECL ProcessEditor& status_date(std::optional<Instant> at);
    CONVENE_DECL ProcessEditor& target(std::optional<ActivityId> id);
    CONVENE_DECL ProcessEditor& rounds(std::optional<Rounds> rounds);
    CONVENE_DECL ProcessEditor& calendar(CalendarId id);
    /// Makes the calendars of imported files the process's own.
    CONVENE_DECL ProcessEditor& inline_imports();
    /// Moves every date by whole weeks, back if negative: start, finish and status date, constraints, deadlines, dates
    /// of external milestones, progress, the ends of recurrences, absences and changes of capacity. Calendars stay as
    /// they are. `build` reports `out_of_range_date` if a date leaves the years 1 to 9999.
    CONVENE_DECL ProcessEditor& shift(int weeks);

    // Activities. An empty optional removes the value.
    /// A duration of its own, even if a parameter gave it before.
    CONVENE_DECL ProcessEditor& duration(ActivityId id, Span duration);
    CONVENE_DECL ProcessEditor& calendar(ActivityId id, std::optional<CalendarId> calendar);
    ProcessEditor& splittable(ActivityId id, bool may_pause = true) {
        return set(id, &Activity::splittable, may_pause);
    }
    ProcessEditor& as_late_as_possible(ActivityId id, bool late = true) {
        return set(id, &Activity::as_late_as_possible, late);
    }
    /// The date of an external milestone.
    CONVENE_DECL ProcessEditor& date(ActivityId id, std::optional<Instant> at);
    CONVENE_DECL ProcessEditor& deadline(ActivityId id, std::optional<Instant> at);
    CONVENE_DECL ProcessEditor& progress(ActivityId id, std::optional<Progress> progress);
    /// The only constraint of this kind; replaces those the activity has. `soft` counts only if it bounds from above.
    CONVENE_DECL ProcessEditor& constraint(ActivityId id, ConstraintKind kind, std::optional<Instant> date,
                                           bool soft = false);
    /// All duties, with roles and people by id; replaces those the activity has.
    CONVENE_DECL ProcessEditor& duties(ActivityId id, std::span<const Duty> duties);

    // People, resources, parameters, phases.
    CONVENE_DECL ProcessEditor& rename(PersonId id, std::string_view key);
    CONVENE_DECL ProcessEditor& rename(ResourceId id, std::string_view key);
    /// One more absence.
    CONVENE_DECL ProcessEditor& absence(PersonId id, Absence absence);
    /// All absences; replaces those the person has.
    CONVENE_DECL ProcessEditor& absences(PersonId id, std::span<const Absence> absences);
    /// Adds that many units at all times, or removes them if negative, but never below zero.
    CONVENE_DECL ProcessEditor& capacity(ResourceId id, std::int32_t more);
    /// The value of the parameter, wherever it is used.
    CONVENE_DECL ProcessEditor& parameter(ParameterId id, Span value);
    CONVENE_DECL ProcessEditor& run(PhaseId id, PhaseRun run);

    /// Adds anything that a builder can define: `add([&](ProcessBuilder& b) { b.task("print").after("design"); })`.
    /// Existing things are named by key. `change` is called at once; the builder and its handles are valid during the
    /// call.
    template <class Change>
        requires std::is_invocable_v<Change&, ProcessBuilder&>
    ProcessEditor& add(Change change) {
        return add(&change,
                   [](void* function, ProcessBuilder& builder) { (*static_cast<Change*>(function))(builder); });
    }
    /// One more rule between two activities.
    CONVENE_DECL ProcessEditor& add_rule(ActivityId from, ActivityId to, const Lag& lag);

    CONVENE_DECL ProcessEditor& remove(RuleId id);
    /// Removes a person. Duties for this person alone become duties for anybody in the role.
    CONVENE_DECL ProcessEditor& remove(PersonId id);
    CONVENE_DECL ProcessEditor& remove(std::span<const PersonId> ids);
    /// Removes an activity and everything that makes no sense without it: rules, follow-ups and rework from it or to
    /// it, its parts in separations (and a separation left with fewer than two parts), and documents that nothing else
    /// mentions. A document that it produced and others consume now comes from outside. Its predecessors and successors
    /// are not linked with each other.
    CONVENE_DECL ProcessEditor& remove(ActivityId id);
    CONVENE_DECL ProcessEditor& remove(std::span<const ActivityId> ids);
    /// Removes all activities but those of the phase and the phases inside it.
    CONVENE_DECL ProcessEditor& keep(PhaseId id);
    /// Removes quotas, covers and attendances, which belong to no activity, and documents that nothing else mentions.
    CONVENE_DECL ProcessEditor& remove_standing_duties();

    /// What was removed or changed along with the removals, as hints: `removed_with` and `now_given`.
    [[nodiscard]] CONVENE_DECL const Diagnostics& consequences() const&;

    // Views of a temporary would dangle.
    void consequences() const&& = delete;

    /// The changed process, or every fault that keeps it from being one, as `ProcessBuilder::build` finds them.
    [[nodiscard]] CONVENE_DECL Result<Process> build() const&;
    /// The same for a temporary editor, without copying its contents.
    [[nodiscard]] CONVENE_DECL Result<Process> build() &&;

  private:
    [[nodiscard]] CONVENE_DECL Result<Process> built();
    CONVENE_DECL ProcessEditor& set(ActivityId id, bool Activity::*flag, bool value);
    CONVENE_DECL ProcessEditor& add(void* change, void (*call)(void*, ProcessBuilder&));

    detail::Box<detail::Editing> e_;
};

/// An editor of this process.
[[nodiscard]] inline ProcessEditor edit(const Process& process) { return ProcessEditor(process); }

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/model/impl/edit.ipp>
#endif
