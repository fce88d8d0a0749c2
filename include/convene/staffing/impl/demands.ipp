#pragma once

#include <convene/model/queries.hpp>
#include <convene/staffing/demands.hpp>

#include <algorithm>
#include <utility>

namespace convene {

namespace detail {

inline bool takes_time(DutyKind kind, ActivityKind activity) {
    switch (kind) {
    case DutyKind::works:
    case DutyKind::attends: return true;
    case DutyKind::decides:
    case DutyKind::reports: return activity == ActivityKind::meeting;
    case DutyKind::initiates:
    case DutyKind::informed: return false;
    }
    return false;
}

inline std::uint32_t asked_of(const Duty& duty, std::size_t candidates) {
    const auto there = static_cast<std::uint32_t>(candidates);
    switch (duty.demand) {
    case DutyDemand::one: return std::min(1U, there);
    case DutyDemand::some: return std::min(std::uint32_t{duty.count}, there);
    case DutyDemand::all: return there;
    }
    return 0;
}

/// From when on `own` is closed in [from, to), if it is, and until when, be that after `to`.
inline std::optional<std::pair<Instant, Instant>> closed(const Calendar& own, Instant from, Instant to) {
    if (own.between(from, to) == to - from) return std::nullopt;
    const auto at = own.is_working(from) ? own.next_transition(from) : from;
    return std::pair(at, own.next_working(at));
}

} // namespace detail

CONVENE_DECL Staffing::Staffing(const Process& process) : process_(process) {
    std::vector<std::pair<ActivityId, StaffDemand>> found;
    for (const auto id : process.activities().ids()) {
        if (process[id].duration.amount == 0) continue;
        for (const auto& duty : process.duties(id)) {
            if (!detail::takes_time(duty.kind, process[id].kind)) continue;
            const auto people = people_of(process, duty.role);
            auto candidates =
                duty.person ? std::vector<PersonId>{*duty.person} : std::vector<PersonId>(people.begin(), people.end());
            const auto count = detail::asked_of(duty, candidates.size());
            if (count > 0)
                found.emplace_back(id, StaffDemand{duty.role, duty.kind, count, duty.share, std::move(candidates)});
        }
    }
    demands_ = Rows<ActivityId, StaffDemand>::group(
        process.activities().size(), found, [](const auto& f) { return f.first; },
        [](const auto& f) { return f.second; });
}

CONVENE_DECL const Calendar& Staffing::calendar_of(PersonId person, RoleId role) const& {
    return process_[calendar_id_of(process_, person, role)];
}

CONVENE_DECL std::optional<Obstacle> Staffing::obstacle(PersonId person, RoleId role, ActivityId activity,
                                                        Instant start, Instant finish) const {
    const auto& worked = process_.calendar_of(activity);
    const auto& own = calendar_of(person, role);
    const bool on_the_clock = is_elapsed(process_[activity].duration);
    for (auto from = worked.next_working(start); from < finish;) {
        const auto to = std::min(finish, worked.next_transition(from));
        std::optional<Obstacle> first;
        auto first_at = to;
        if (const auto gap = on_the_clock ? std::nullopt : detail::closed(own, from, to)) {
            first_at = gap->first;
            first = Obstacle{Obstacle::Kind::off_work, gap->second};
        }
        for (const auto& absence : process_[person].absences) {
            const auto at = std::max(from, absence.from);
            if (at >= std::min(to, absence.to) || (first && at > first_at)) continue;
            if (first && at == first_at && absence.to <= first->until) continue;
            first_at = at;
            first = Obstacle{Obstacle::Kind::absent, absence.to};
        }
        if (first) return first;
        from = worked.next_working(to);
    }
    return std::nullopt;
}

CONVENE_DECL std::optional<Obstacle> Staffing::obstacle(ResourceId resource, ActivityId activity, Instant start,
                                                        Instant finish) const {
    const auto& p = process_;
    if (!p[resource].calendar || is_elapsed(p[activity].duration)) return std::nullopt;
    const auto& worked = p.calendar_of(activity);
    for (auto from = worked.next_working(start); from < finish;) {
        const auto to = std::min(finish, worked.next_transition(from));
        if (const auto gap = detail::closed(p[*p[resource].calendar], from, to))
            return Obstacle{Obstacle::Kind::off_work, gap->second};
        from = worked.next_working(to);
    }
    return std::nullopt;
}

} // namespace convene
