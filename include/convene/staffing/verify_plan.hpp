#pragma once

#include <convene/staffing/levelled.hpp>

#include <vector>

namespace convene {

/// One broken promise of a plan of a process, as data.
struct PlanViolation {
    enum class Kind : std::uint8_t {
        size,       ///< not one entry per activity, or not one share per person
        duration,   ///< start and finish do not fit the activity's work, or the start is not a working moment
        too_early,  ///< before the project or the status date
        rule,       ///< a rule, an artifact's producer or what starts the activity is not kept
        date,       ///< a constraint or an external milestone's date is not kept
        people,     ///< too few, or the wrong people for a duty
        off_work,   ///< `person` is not at work all the time
        absent,     ///< `person` is absent
        two_places, ///< `person` is booked for `other`, too, beyond the whole of its time
        pieces,     ///< split although not splittable, or pieces that overlap or don't cover it
        closed,     ///< `resource` can't be used all the time
        overbooked, ///< together with `other`, more of `resource` is used than there is
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
/// plan reports as broken are not checked, nor is what has happened already. O(activities^2) for each person and
/// resource that takes part in all of them, else linear.
[[nodiscard]] CONVENE_DECL std::vector<PlanViolation> verify(const Levelled& plan);

/// The violation as a finding, such as `plan_two_places`; its object is the activity.
[[nodiscard]] CONVENE_DECL Diagnostic to_diagnostic(const Process& process, const PlanViolation& violation);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/verify_plan.ipp>
#endif
