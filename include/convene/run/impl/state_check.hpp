#pragma once

#include <convene/model/process.hpp>
#include <convene/run/impl/periods.hpp>
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

/// Whether the times are such that no event may fall due before the last one.
inline bool are_times_of(const Process& process, const InstanceState& s) {
    if (s.time.has_value() != (s.seq > 0) || (s.started && (!s.time || *s.started > *s.time))) return false;
    const auto is_ahead = [&](const auto& each) { return s.time && *s.time < each.end && each.begin < each.end; };
    for (const auto q : s.quotas.ids()) {
        const auto per = process.quotas()[q.index()].per;
        const auto begin = s.quotas[q].begin;
        if (begin.has_value() != s.started.has_value()) return false;
        if (begin && (*begin != period_begin(per, *begin) || period_end(per, *begin) < *s.time)) return false;
    }
    return std::ranges::all_of(s.covered, [&](Instant t) { return !s.time || t >= *s.time; }) &&
           std::ranges::all_of(s.delegations, is_ahead) && std::ranges::all_of(s.shifts, is_ahead);
}

/// Whether a state has the sizes of a blank one, only ids of the process, and times that can be.
inline bool is_state_of(const Process& process, const InstanceState& blank, const InstanceState& s) {
    const auto people = process.people().size();
    const auto are_people = [&](const std::vector<PersonId>& ids) { return is_ascending(ids, people); };
    const bool sized = s.artifacts.size() == blank.artifacts.size() && s.activities.size() == blank.activities.size() &&
                       s.basis.size() == blank.basis.size() && s.returns.size() == blank.returns.size() &&
                       s.bound.size() == blank.bound.size() && s.handed_to.size() == blank.handed_to.size() &&
                       s.performers.size() == blank.performers.size() && s.quotas.size() == blank.quotas.size() &&
                       s.covered.size() == blank.covered.size() && s.requests.size() <= InstanceState::memory;
    if (!sized || !ends(s.handed_to)) return false;
    for (const auto q : s.quotas.ids())
        if (s.quotas[q].done.size() != blank.quotas[q].done.size() ||
            s.quotas[q].before.size() != blank.quotas[q].before.size())
            return false;
    for (const auto id : s.activities.ids()) {
        const auto& a = s.activities[id];
        if (a.opener && (*a.opener).index() >= people) return false;
        if (!a.pending.empty() && (!process.cadence(id) || !s.time || a.pending.back().at > *s.time)) return false;
        for (std::size_t i = 1; i < a.pending.size(); ++i)
            if (a.pending[i].at <= a.pending[i - 1].at) return false;
    }
    return are_times_of(process, s) && std::ranges::all_of(s.bound, are_people) &&
           std::ranges::all_of(s.performers, are_people) &&
           std::ranges::all_of(s.delegations,
                               [&](const Delegation& d) { return d.from.index() < people && d.to.index() < people; }) &&
           std::ranges::all_of(s.shifts, [&](const DutyShift& shift) {
               return shift.cover.index() < s.covered.size() && shift.person.index() < people;
           });
}

} // namespace convene::detail
