#pragma once

#include <convene/model/process.hpp>
#include <convene/run/state.hpp>

#include <algorithm>
#include <vector>

namespace convene::detail {

/// Whether each id is below `count`, and each greater than the one before.
template <class IdType>
bool is_ascending(const std::vector<IdType>& ids, std::size_t count) {
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (ids[i].index() >= count || (i > 0 && ids[i] <= ids[i - 1])) return false;
    return true;
}

/// Whether following the handovers from each role comes to an end.
inline bool ends(const Table<RoleId, OptionalId<RoleId>>& handed_to) {
    for (auto role : handed_to.ids()) {
        for (std::size_t steps = 0; handed_to[role]; ++steps) {
            if (steps > handed_to.size() || (*handed_to[role]).index() >= handed_to.size()) return false;
            role = *handed_to[role];
        }
    }
    return true;
}

/// Whether a state has the sizes of a blank one, and only ids of the process.
inline bool is_state_of(const Process& process, const InstanceState& blank, const InstanceState& s) {
    const auto people = process.people().size();
    const auto are_people = [&](const std::vector<PersonId>& ids) { return is_ascending(ids, people); };
    const bool sized = s.artifacts.size() == blank.artifacts.size() && s.activities.size() == blank.activities.size() &&
                       s.basis.size() == blank.basis.size() && s.returns.size() == blank.returns.size() &&
                       s.bound.size() == blank.bound.size() && s.handed_to.size() == blank.handed_to.size() &&
                       s.performers.size() == blank.performers.size() && s.quotas.size() == blank.quotas.size() &&
                       s.covered.size() == blank.covered.size() && s.requests.size() <= InstanceState::memory;
    if (!sized || !ends(s.handed_to)) return false;
    for (std::size_t q = 0; q < s.quotas.size(); ++q)
        if (s.quotas[q].done.size() != blank.quotas[q].done.size() ||
            s.quotas[q].before.size() != blank.quotas[q].before.size())
            return false;
    return (s.started.has_value() ? s.time.has_value() : true) && std::ranges::all_of(s.bound, are_people) &&
           std::ranges::all_of(s.performers, are_people) &&
           std::ranges::all_of(s.delegations,
                               [&](const Delegation& d) { return d.from.index() < people && d.to.index() < people; }) &&
           std::ranges::all_of(s.shifts, [&](const DutyShift& shift) {
               return shift.cover < s.covered.size() && shift.person.index() < people;
           });
}

} // namespace convene::detail
