#pragma once

#include <convene/model/queries.hpp>
#include <convene/run/refusal.hpp>
#include <convene/run/run_index.hpp>
#include <convene/run/state.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace convene::detail {

/// What every question about an instance looks at.
struct View {
    const Process& process;
    const RunIndex& index;
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

/// Until when the person is away at `at`; nothing if it is there.
inline std::optional<Instant> away_until(const Process& process, PersonId person, Instant at) {
    std::optional<Instant> until;
    // Absences may follow on one another.
    for (bool again = true; again;) {
        again = false;
        for (const auto& absence : process[person].absences) {
            const auto t = until.value_or(at);
            if (absence.from > t || t >= absence.to) continue;
            until = absence.to;
            again = true;
        }
    }
    return until;
}

/// The highest clearance of the roles that a person fills; what is internal without any.
inline Confidentiality clearance(const View& v, PersonId person) {
    std::optional<Confidentiality> highest;
    const auto offer = [&](RoleId role) {
        highest = std::max(highest.value_or(v.process[role].clearance), v.process[role].clearance);
    };
    for (const auto role : v.process[person].roles) offer(role);
    for (const auto role : v.state.bound.ids())
        if (std::ranges::find(v.state.bound[role], person) != v.state.bound[role].end()) offer(role);
    return highest.value_or(Confidentiality::internal);
}

/// The most guarded document that the activity needs or makes.
inline std::optional<ArtifactId> most_guarded(const View& v, ActivityId activity) {
    std::optional<ArtifactId> most;
    const auto offer = [&](ArtifactId id) {
        if (!most || v.process[id].confidentiality > v.process[*most].confidentiality) most = id;
    };
    for (const auto id : v.process.consumes(activity)) offer(id);
    for (const auto id : v.process.produces(activity)) offer(id);
    return most;
}

/// Whether the activity asks for a decision at all.
inline bool is_decided(const View& v, ActivityId activity) {
    return std::ranges::any_of(v.process.duties(activity), [](const Duty& d) { return d.kind == DutyKind::decides; });
}

/// The duty whose people open an activity.
inline std::optional<DutyKind> opening_duty(const View& v, ActivityId activity) {
    for (const auto kind : {DutyKind::initiates, DutyKind::works})
        if (is_staffed(v, activity, kind)) return kind;
    return std::nullopt;
}

/// The duty whose people end an activity: those who decide it, else those who work in it, else those who initiate it.
inline std::optional<DutyKind> closing_duty(const View& v, ActivityId activity) {
    if (is_decided(v, activity)) return DutyKind::decides;
    for (const auto kind : {DutyKind::works, DutyKind::initiates})
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

/// Whether one of `people` fills a duty of this kind himself.
inline bool has_holder(const View& v, ActivityId activity, DutyKind kind, const std::vector<PersonId>& people) {
    return std::ranges::any_of(v.process.duties(activity), [&](const Duty& duty) {
        if (duty.kind != kind) return false;
        const auto all = holders(v, duty);
        return std::ranges::any_of(people, [&](PersonId p) { return std::ranges::find(all, p) != all.end(); });
    });
}

/// Who would do the part if the activity was opened so: initiating is what `by` does, the rest whoever is there.
inline std::vector<PersonId> openers(const View& v, ActivityId activity, DutyKind duty, OptionalId<PersonId> by,
                                     const std::vector<PersonId>& present, Instant at) {
    if (duty == DutyKind::initiates) return performers(v, activity, duty, participants(by, {}), at);
    return performers(v, activity, duty, participants(by, present), at);
}

/// Of those who could give the report of a part those who may, if anybody of the role is among them: whoever did what
/// is separated from it, here or elsewhere, has only listened.
inline std::vector<PersonId> reporters(const View& v, ActivityId activity, const RunIndex::Part& part,
                                       OptionalId<PersonId> by, const std::vector<PersonId>& present, Instant at) {
    const auto all = openers(v, activity, part.duty, by, present, at);
    auto free = all;
    const auto drop = [&](std::span<const PersonId> people) {
        std::erase_if(free, [&](PersonId p) { return std::ranges::find(people, p) != people.end(); });
    };
    for (auto other = part.first; other < part.last; ++other) {
        if (other == part.number) continue;
        const auto own = std::ranges::find(v.index.parts(activity), other, &RunIndex::Part::number);
        if (own == v.index.parts(activity).end())
            drop(v.state.performers[other]);
        else if (own->duty != DutyKind::decides)
            drop(openers(v, activity, own->duty, by, present, at));
    }
    return has_holder(v, activity, part.duty, free) ? free : all;
}

/// What each part of the activity but deciding is done by if it is opened so.
inline std::vector<PersonId> openers(const View& v, ActivityId activity, const RunIndex::Part& part,
                                     OptionalId<PersonId> by, const std::vector<PersonId>& present, Instant at) {
    return part.duty == DutyKind::reports ? reporters(v, activity, part, by, present, at)
                                          : openers(v, activity, part.duty, by, present, at);
}

/// Who still can have given the report of a part once it is known who decides.
inline std::vector<PersonId> without(std::vector<PersonId> reporters, const std::vector<PersonId>& deciders) {
    std::erase_if(reporters, [&](PersonId p) { return std::ranges::find(deciders, p) != deciders.end(); });
    return reporters;
}

} // namespace convene::detail
