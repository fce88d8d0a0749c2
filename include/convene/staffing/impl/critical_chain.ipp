#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/passes.hpp>
#include <convene/schedule/temporal_system.hpp>
#include <convene/staffing/critical_chain.hpp>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace convene {

namespace detail {

/// What holds an activity from before.
struct ChainStep {
    Instant until;
    bool person;
    ChainLink link;
};

inline Instant edge_of(const Levelled& plan, std::uint32_t activity, Edge edge) {
    return (edge == Edge::start ? plan.reserved_from : plan.finish)[activity];
}

/// The last of what holds an activity at its start; a link of kind `start` if nothing does.
inline ChainLink step_before(const Process& process, const Levelled& plan, const TemporalSystem& system,
                             const std::vector<ResourceArc>& people, ActivityId a) {
    const auto start = plan.reserved_from[a.index()];
    const auto& calendar = process.calendar_of(a);
    const bool works = system.durations[a.index()] != 0;
    std::optional<ChainStep> best;
    const auto consider = [&](Instant until, bool person, ChainLink link) {
        const auto reached = works ? calendar.next_working(until) : until;
        if (reached != start) return;
        if (!best || until > best->until || (until == best->until && best->person && !person))
            best = ChainStep{until, person, link};
    };
    for (const auto& arc : system.arcs) {
        if (arc.to != a.value || arc.cause.kind() == CauseKind::rule_max) continue;
        const auto& lag = system.lags[arc.lag];
        auto until = lag(edge_of(plan, arc.from, lag.from_edge));
        if (lag.to_edge == Edge::finish) until = until == plan.finish[a.index()] ? start : far_past;
        consider(until, false, {ChainLink::Kind::rule, a, ActivityId{arc.from}, {}});
    }
    for (const auto& arc : people)
        if (arc.to == a)
            consider(plan.finish[arc.from.index()], true,
                     {ChainLink::Kind::person, a, arc.from, arc.person, arc.resource});
    if (best) return best->link;
    const StaffWait* last = nullptr;
    for (const auto& wait : plan.waits)
        if (wait.activity == a && (last == nullptr || wait.until > last->until)) last = &wait;
    if (last == nullptr) return {ChainLink::Kind::start, a, {}, {}};
    if (last->kind != StaffWait::Kind::busy) return {ChainLink::Kind::absent, a, {}, last->person, last->resource};
    const auto kind = last->by ? ChainLink::Kind::person : ChainLink::Kind::elsewhere;
    return {kind, a, last->by, last->person, last->resource, last->elsewhere};
}

/// From each of the activities to those that begin after it with none in between.
inline std::vector<std::pair<ActivityId, ActivityId>> successions(const Levelled& plan, std::vector<ActivityId> all) {
    std::ranges::sort(all, {}, [&](ActivityId a) { return std::pair(plan.reserved_from[a.index()], a); });
    std::vector<std::pair<ActivityId, ActivityId>> out;
    for (std::size_t i = 1; i < all.size(); ++i) {
        const auto start = plan.reserved_from[all[i].index()];
        auto since = far_past; // the last start of those that have finished by then
        for (std::size_t j = i; j-- > 0 && plan.finish[all[j].index()] > since;) {
            if (plan.finish[all[j].index()] > start) continue;
            out.emplace_back(all[j], all[i]);
            since = std::max(since, plan.reserved_from[all[j].index()]);
        }
    }
    return out;
}

} // namespace detail

CONVENE_DECL std::vector<ResourceArc> resource_arcs(const Process& process, const Levelled& plan) {
    Table<PersonId, std::vector<ActivityId>> people(process.people().size());
    Table<ResourceId, std::vector<ActivityId>> resources(process.resources().size());
    for (const auto a : process.activities().ids()) {
        for (const auto person : plan.people[a.index()]) people[person].push_back(a);
        if (plan.reserved_from[a.index()] == plan.finish[a.index()] || has_finished(process, a)) continue;
        for (const auto& need : process.needs(a)) resources[need.resource].push_back(a);
    }
    std::vector<ResourceArc> arcs;
    for (const auto id : people.ids())
        for (const auto& [from, to] : detail::successions(plan, people[id])) arcs.push_back({from, to, id, {}});
    for (const auto id : resources.ids())
        for (const auto& [from, to] : detail::successions(plan, resources[id])) arcs.push_back({from, to, {}, id});
    return arcs;
}

CONVENE_DECL std::vector<Seconds> resource_floats(const Process& process, const Levelled& plan) {
    auto system = temporal_system(process, plan.early.options());
    const auto plain = static_cast<std::uint32_t>(system.lags.size());
    system.lags.push_back({LagFunction::Kind::none, Edge::finish, Edge::start, 0, nullptr});
    for (const auto& arc : resource_arcs(process, plan))
        system.arcs.push_back({arc.from.value, arc.to.value, plain, CauseKind::follow_up});
    for (std::uint32_t a = 0; a < plan.reserved_from.size(); ++a) {
        if (!plan.pieces[a].empty())
            system.durations[a] =
                process.calendar_of(ActivityId{a}).between(plan.reserved_from[a], plan.finish[a]).count();
        system.floors.push_back({a, Edge::start, CauseKind::constraint, plan.reserved_from[a]});
    }
    std::vector<Seconds> floats(plan.finish.size(), Seconds{0});
    const auto compiled = compile(system);
    if (!compiled) return floats;
    const auto& g = compiled->network;
    const auto& b = compiled->bounds;
    PassDates early;
    PassDates late;
    if (early_pass(g, b, plan.early.project_start(), early)) return floats;
    late_pass(g, b, std::vector<Instant>(g.size(), plan.project_finish), late);
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        const auto a = g.activity_of[v];
        if (has_finished(process, ActivityId{a})) continue;
        const auto& table = g.table(v);
        const auto latest = finish_of(b, late, v);
        floats[a] = latest < plan.finish[a] ? Seconds{0} : table.between(plan.finish[a], latest);
    }
    return floats;
}

CONVENE_DECL std::vector<ChainLink> critical_chain(const Process& process, const Levelled& plan) {
    std::vector<ChainLink> chain;
    if (plan.finish.empty()) return chain;
    const auto last = std::ranges::max_element(plan.finish) - plan.finish.begin();
    const auto system = temporal_system(process, plan.early.options());
    const auto people = resource_arcs(process, plan);
    std::set<ActivityId> seen;
    for (OptionalId<ActivityId> at = ActivityId{static_cast<std::uint32_t>(last)}; at && seen.insert(*at).second;) {
        chain.push_back(detail::step_before(process, plan, system, people, *at));
        at = chain.back().held_by;
    }
    std::ranges::reverse(chain);
    return chain;
}

} // namespace convene
