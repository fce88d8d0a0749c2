#pragma once
/// \file
/// How long activities of a plan wait, and for whom.

#include <convene/staffing/demands.hpp>
#include <convene/staffing/levelled.hpp>

#include <algorithm>
#include <optional>

namespace convene::detail {

/// The role in which a person takes part in an activity: that of the first duty that it may fulfil.
inline std::optional<RoleId> role_in(const Staffing& staffing, ActivityId activity, PersonId person) {
    for (const auto& demand : staffing.demands(activity))
        if (std::ranges::binary_search(demand.candidates, person)) return demand.role;
    return std::nullopt;
}

/// Working time, on the activity's calendar, from the start that was wanted to the end of the wait.
inline Seconds waited(const Levelled& plan, const StaffWait& wait) {
    const auto wanted = plan.early().early_start(wait.activity);
    return std::max(Seconds{0}, plan.process().calendar_of(wait.activity).between(wanted, wait.until));
}

} // namespace convene::detail
