#pragma once

#include <convene/staffing/levelled.hpp>

#include <vector>

namespace convene {

/// One broken promise of a plan of a process, as data.
struct PlanViolation {
    enum class Kind : std::uint8_t {
        size,       ///< not one entry per activity, or not one share per person
        duration,   ///< start and finish are not the activity's work apart, or the start is no working moment
        too_early,  ///< before the project or the status date
        rule,       ///< a rule, an artifact's producer or what starts the activity is not kept
        date,       ///< a constraint or an outside milestone's date is not kept
        people,     ///< too few, or the wrong people for a duty
        off_work,   ///< `person` is not at work all the time
        absent,     ///< `person` is absent
        two_places, ///< `person` is in `other`, too, with more than its whole time
        pieces,     ///< split though it may not be, or pieces that overlap or don't span it
        closed,     ///< `resource` can't be used all the time
        overbooked, ///< of `resource` too much is used, by `other`, too
    };
    Kind kind = Kind::size;
    ActivityId activity = {};
    OptionalId<ActivityId> other = {};
    OptionalId<PersonId> person = {};
    OptionalId<ResourceId> resource = {};

    friend bool operator==(const PlanViolation&, const PlanViolation&) = default;
};

/// Everything that is wrong with a plan; empty = all that `level` promises holds. Works from the process and the
/// options of the early dates alone and shares no code with `schedule`, `Staffing` or `level`. Upper bounds that the
/// plan says it does not keep are not looked at, nor what has happened already. O(activities^2) for each person and
/// resource that is in all of them, else linear.
[[nodiscard]] CONVENE_DECL std::vector<PlanViolation> verify(const Levelled& plan);

/// The violation as a finding, such as `plan_two_places`; its object is the activity.
[[nodiscard]] CONVENE_DECL Diagnostic to_diagnostic(const Process& process, const PlanViolation& violation);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/verify_plan.ipp>
#endif
