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

/// The furthest that the dates of a process can be moved.
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
/// removed since; a change of something that is not there, or not there any more, is `unknown_id` when built.
/// An editor is a value: a copy goes its own way, so variants can share their first changes. Each change costs no more
/// than O(process) and most O(1); `build` costs O(process). One that was moved from may only be assigned to; any other
/// use ends the program.
class ProcessEditor {
  public:
    CONVENE_DECL explicit ProcessEditor(const Process& process);
    CONVENE_DECL ProcessEditor(const ProcessEditor& other);
    CONVENE_DECL ProcessEditor(ProcessEditor&& other) noexcept;
    CONVENE_DECL ProcessEditor& operator=(const ProcessEditor& other);
    CONVENE_DECL ProcessEditor& operator=(ProcessEditor&& other) noexcept;
    CONVENE_DECL ~ProcessEditor();

    // The process. Nothing takes a value away.
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
    /// of outside milestones, progress, the ends of recurrences, absences and changes of capacity. Calendars stay where
    /// they are. `out_of_range_date` when built if a date leaves the years 1 to 9999.
    CONVENE_DECL ProcessEditor& shift(int weeks);

    // Activities. Nothing takes a value away.
    /// A duration of its own, also where a parameter gave it.
    CONVENE_DECL ProcessEditor& duration(ActivityId id, Span duration);
    CONVENE_DECL ProcessEditor& calendar(ActivityId id, std::optional<CalendarId> calendar);
    ProcessEditor& splittable(ActivityId id, bool may_pause = true) {
        return set(id, &Activity::splittable, may_pause);
    }
    ProcessEditor& as_late_as_possible(ActivityId id, bool late = true) {
        return set(id, &Activity::as_late_as_possible, late);
    }
    /// The date of an outside milestone.
    CONVENE_DECL ProcessEditor& date(ActivityId id, std::optional<Instant> at);
    CONVENE_DECL ProcessEditor& deadline(ActivityId id, std::optional<Instant> at);
    CONVENE_DECL ProcessEditor& progress(ActivityId id, std::optional<Progress> progress);
    /// The one constraint of this kind, in place of those that the activity has.
    CONVENE_DECL ProcessEditor& constraint(ActivityId id, ConstraintKind kind, std::optional<Instant> date);
    /// All duties, in place of those that the activity has; roles and people by id.
    CONVENE_DECL ProcessEditor& duties(ActivityId id, std::span<const Duty> duties);

    // People, resources, parameters, phases.
    CONVENE_DECL ProcessEditor& rename(PersonId id, std::string_view key);
    CONVENE_DECL ProcessEditor& rename(ResourceId id, std::string_view key);
    /// One more absence.
    CONVENE_DECL ProcessEditor& absence(PersonId id, Absence absence);
    /// All absences, in place of those that the person has.
    CONVENE_DECL ProcessEditor& absences(PersonId id, std::span<const Absence> absences);
    /// So many units more, or fewer if negative, at all times; never fewer than none.
    CONVENE_DECL ProcessEditor& capacity(ResourceId id, std::int32_t more);
    /// The span, wherever the parameter gives one.
    CONVENE_DECL ProcessEditor& parameter(ParameterId id, Span value);
    CONVENE_DECL ProcessEditor& run(PhaseId id, PhaseRun run);

    /// Adds whatever a builder can say: `add([&](ProcessBuilder& b) { b.task("print").after("design"); })`. What is
    /// there is named by key. `change` is called at once; the builder and its handles live as long as the call.
    template <class Change>
        requires std::is_invocable_v<Change&, ProcessBuilder&>
    ProcessEditor& add(Change change) {
        return add(&change,
                   [](void* function, ProcessBuilder& builder) { (*static_cast<Change*>(function))(builder); });
    }
    /// One more rule between two activities.
    CONVENE_DECL ProcessEditor& add_rule(ActivityId from, ActivityId to, const Lag& lag);

    CONVENE_DECL ProcessEditor& remove(RuleId id);
    /// Removes a person. Duties that fell to it alone fall to anybody in the role.
    CONVENE_DECL ProcessEditor& remove(PersonId id);
    CONVENE_DECL ProcessEditor& remove(std::span<const PersonId> ids);
    /// Removes an activity and what makes no sense without it: rules, follow-ups and rework that lead from it or to it,
    /// its parts in separations (and a separation of which fewer than two parts are left), and documents that nobody
    /// else mentions. A document that it produced and others consume is given from outside from then on. What was
    /// before it and what was after it are not joined.
    CONVENE_DECL ProcessEditor& remove(ActivityId id);
    CONVENE_DECL ProcessEditor& remove(std::span<const ActivityId> ids);
    /// Removes all activities but those of the phase and the phases inside it.
    CONVENE_DECL ProcessEditor& keep(PhaseId id);
    /// Removes quotas, covers and attendances (owed beside any activity) and documents that nobody else mentions.
    CONVENE_DECL ProcessEditor& remove_standing_duties();

    /// What went with the things that were removed, as hints about what is left: `removed_with` and `now_given`.
    [[nodiscard]] CONVENE_DECL const Diagnostics& consequences() const&;

    // What it shows would be gone with it.
    void consequences() const&& = delete;

    /// The changed process, or every fault that keeps it from being one, as `ProcessBuilder::build` finds them.
    [[nodiscard]] CONVENE_DECL Result<Process> build() const&;
    /// The same for an editor that is not needed any more, without copying what it holds.
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
