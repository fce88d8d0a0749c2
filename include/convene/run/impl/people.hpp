#pragma once

#include <convene/model/queries.hpp>
#include <convene/run/plan.hpp>
#include <convene/run/refusal.hpp>
#include <convene/run/state.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace convene::detail {

/// What every question about an instance looks at.
struct View {
    const Process& process;
    const RunPlan& plan;
    const InstanceState& state;
};

inline void add_once(std::vector<PersonId>& people, PersonId person) {
    if (std::ranges::find(people, person) == people.end()) people.push_back(person);
}

/// The role that answers for `role` since the handovers. They form no cycle: who takes over passes nothing on.
inline RoleId answering(const View& v, RoleId role) {
    while (v.state.handed_to[role]) role = *v.state.handed_to[role];
    return role;
}

/// Who fills the role that answers for `role`. Ascending.
inline std::span<const PersonId> holders(const View& v, RoleId role) {
    const auto answers = answering(v, role);
    const auto& bound = v.state.bound[answers];
    return bound.empty() ? people_of(v.process, answers) : std::span<const PersonId>(bound);
}

/// Who has the duty. A duty of one person alone is so until the role is bound or handed over.
inline std::vector<PersonId> holders(const View& v, const Duty& duty) {
    if (duty.person && !v.state.handed_to[duty.role] && v.state.bound[duty.role].empty()) return {*duty.person};
    const auto people = holders(v, duty.role);
    return {people.begin(), people.end()};
}

inline bool may_act_for(const View& v, PersonId person, PersonId principal, Instant at) {
    return person == principal || std::ranges::any_of(v.state.delegations, [&](const Delegation& d) {
               return d.from == principal && d.to == person && d.begin <= at && at < d.end;
           });
}

/// For whom `person` acts in a duty of this kind: nothing if in none; nobody if for itself.
inline std::optional<std::vector<PersonId>> acting(const View& v, PersonId person, ActivityId activity, DutyKind kind,
                                                   Instant at) {
    std::vector<PersonId> principals;
    for (const auto& duty : v.process.duties(activity)) {
        if (duty.kind != kind) continue;
        for (const auto holder : holders(v, duty)) {
            if (holder == person) return std::vector<PersonId>{};
            if (may_act_for(v, person, holder, at)) add_once(principals, holder);
        }
    }
    if (principals.empty()) return std::nullopt;
    return principals;
}

/// Whether anybody is known who has a duty of this kind. Where nobody is, it is not asked for.
inline bool is_staffed(const View& v, ActivityId activity, DutyKind kind) {
    return std::ranges::any_of(v.process.duties(activity),
                               [&](const Duty& d) { return d.kind == kind && !holders(v, d).empty(); });
}

/// The duty whose people open an activity.
inline std::optional<DutyKind> opening_duty(const View& v, ActivityId activity) {
    for (const auto kind : {DutyKind::initiates, DutyKind::works})
        if (is_staffed(v, activity, kind)) return kind;
    return std::nullopt;
}

/// How many of its holders a duty asks for.
inline std::size_t needed(const Duty& duty, std::size_t holders) {
    switch (duty.demand) {
    case DutyDemand::one: return std::min<std::size_t>(1, holders);
    case DutyDemand::some: return std::min<std::size_t>(duty.count, holders);
    case DutyDemand::all: return holders;
    }
    return 0;
}

/// Whether `people`, for themselves or for others, are as many as the duty asks for.
inline bool is_met(const View& v, const Duty& duty, const std::vector<PersonId>& people, Instant at) {
    const auto all = holders(v, duty);
    const auto count = std::ranges::count_if(all, [&](PersonId holder) {
        return std::ranges::any_of(people, [&](PersonId p) { return may_act_for(v, p, holder, at); });
    });
    return static_cast<std::size_t>(count) >= needed(duty, all.size());
}

/// The roles that have a duty of this kind, as they answer now. Each once.
inline std::vector<RoleId> roles_with(const View& v, ActivityId activity, DutyKind kind) {
    std::vector<RoleId> roles;
    for (const auto& duty : v.process.duties(activity)) {
        const auto role = answering(v, duty.role);
        if (duty.kind == kind && std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
    }
    return roles;
}

/// Who may open or decide the activity: those who can remove what stands before it.
inline std::vector<RoleId> responsible(const View& v, ActivityId activity) {
    std::vector<RoleId> roles = roles_with(v, activity, DutyKind::decides);
    const auto opening = opening_duty(v, activity);
    if (!opening) return roles;
    for (const auto role : roles_with(v, activity, *opening))
        if (std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
    return roles;
}

/// Those who do what a separation calls `duty`, with those for whom they act.
inline std::vector<PersonId> performers(const View& v, ActivityId activity, DutyKind duty,
                                        const std::vector<PersonId>& people, Instant at) {
    std::vector<PersonId> out;
    for (const auto person : people) {
        const auto principals = acting(v, person, activity, duty, at);
        if (!principals) continue;
        add_once(out, person);
        for (const auto principal : *principals) add_once(out, principal);
    }
    std::ranges::sort(out);
    return out;
}

/// Who stands where when an activity is opened: `by` and those present.
inline std::vector<PersonId> participants(OptionalId<PersonId> by, const std::vector<PersonId>& present) {
    std::vector<PersonId> out;
    if (by) out.push_back(*by);
    for (const auto person : present) add_once(out, person);
    return out;
}

/// Who would do the duty if the activity was opened so: initiating is what `by` does, the rest whoever is there.
inline std::vector<PersonId> openers(const View& v, ActivityId activity, DutyKind duty, OptionalId<PersonId> by,
                                     const std::vector<PersonId>& present, Instant at) {
    if (duty == DutyKind::initiates) return performers(v, activity, duty, participants(by, {}), at);
    return performers(v, activity, duty, participants(by, present), at);
}

} // namespace convene::detail
