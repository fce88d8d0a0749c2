#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/passes.hpp>
#include <convene/schedule/temporal_system.hpp>
#include <convene/staffing/critical_chain.hpp>

#include <algorithm>
#include <optional>
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

inline Instant edge_of(const Levelled& plan, ActivityId activity, Edge edge) {
    return edge == Edge::start ? plan.reserved_from(activity) : plan.finish(activity);
}

/// Finds what holds activities of a plan from before.
class ChainFinder {
  public:
    explicit ChainFinder(const Levelled& plan) : plan_(plan), process_(plan.process()), waits_(plan.size(), nullptr) {
        const auto arcs = resource_arcs(plan);
        people_ = Rows<ActivityId, ResourceArc>::group(
            plan.size(), arcs, [](const ResourceArc& arc) { return arc.to; },
            [](const ResourceArc& arc) { return arc; });
        for (const auto& wait : plan.waits()) {
            auto& last = waits_[wait.activity];
            if (last == nullptr || wait.until > last->until) last = &wait;
        }
    }

    /// The last of what holds an activity at its start; a link of kind `start` if nothing does.
    [[nodiscard]] ChainLink operator()(ActivityId a) const {
        const auto& g = plan_.early().network();
        const auto v = g.node_of[a.index()];
        const auto start = plan_.reserved_from(a);
        const auto& calendar = process_.calendar_of(a);
        const bool works = plan_.early().bounds().durations[v] != 0;
        std::optional<ChainStep> best;
        const auto consider = [&](Instant until, bool person, const ChainLink& link) {
            const auto reached = works ? calendar.next_working(until) : until;
            if (reached != start) return;
            if (!best || until > best->until || (until == best->until && best->person && !person))
                best = ChainStep{until, person, link};
        };
        for (auto i = g.first[v]; i < g.first[v + 1]; ++i) {
            if (g.causes[i].kind() == CauseKind::rule_max || g.is_off(i)) continue;
            const ActivityId from{g.activity_of[g.sources[i]]};
            const auto& lag = g.lag(i);
            auto until = lag(edge_of(plan_, from, lag.from_edge));
            if (lag.to_edge == Edge::finish) until = until == plan_.finish(a) ? start : far_past;
            consider(until, false, {ChainLink::Kind::rule, a, from, {}});
        }
        for (const auto& arc : people_[a])
            consider(plan_.finish(arc.from), true, {ChainLink::Kind::person, a, arc.from, arc.person, arc.resource});
        if (best) return best->link;
        const auto* last = waits_[a];
        if (last == nullptr) return {ChainLink::Kind::start, a, {}, {}};
        if (last->kind != StaffWait::Kind::busy) return {ChainLink::Kind::absent, a, {}, last->person, last->resource};
        const auto kind = last->by ? ChainLink::Kind::person : ChainLink::Kind::elsewhere;
        return {kind, a, last->by, last->person, last->resource, last->elsewhere};
    }

  private:
    const Levelled& plan_;
    const Process& process_;
    Rows<ActivityId, ResourceArc> people_;
    Table<ActivityId, const StaffWait*> waits_;
};

/// From each of the activities to those that begin after it with none in between.
inline std::vector<std::pair<ActivityId, ActivityId>> successions(const Levelled& plan, std::vector<ActivityId> all) {
    std::ranges::sort(all, {}, [&](ActivityId a) { return std::pair(plan.reserved_from(a), a); });
    std::vector<std::pair<ActivityId, ActivityId>> out;
    for (std::size_t i = 1; i < all.size(); ++i) {
        const auto start = plan.reserved_from(all[i]);
        auto since = far_past; // the last start of those that have finished by then
        for (std::size_t j = i; j-- > 0 && plan.finish(all[j]) > since;) {
            if (plan.finish(all[j]) > start) continue;
            out.emplace_back(all[j], all[i]);
            since = std::max(since, plan.reserved_from(all[j]));
        }
    }
    return out;
}

/// Of the activities that finish last the first that nothing waits for: a milestone rather than the work before it.
inline ActivityId end_of(const Levelled& plan) {
    const auto& g = plan.early().network();
    std::vector<bool> waited(g.size(), false);
    for (std::uint32_t a = 0; a < g.sources.size(); ++a)
        if (g.causes[a].kind() != CauseKind::rule_max && !g.is_off(a)) waited[g.sources[a]] = true;
    const auto finish = std::ranges::max(plan.finishes());
    std::optional<ActivityId> end;
    for (const auto a : plan.process().activities().ids()) {
        if (plan.finish(a) != finish) continue;
        if (!waited[g.node_of[a.index()]]) return a;
        if (!end) end = a;
    }
    return *end;
}

} // namespace detail

CONVENE_DECL std::vector<ResourceArc> resource_arcs(const Levelled& plan) {
    const auto& process = plan.process();
    Table<PersonId, std::vector<ActivityId>> people(process.people().size());
    Table<ResourceId, std::vector<ActivityId>> resources(process.resources().size());
    for (const auto a : process.activities().ids()) {
        for (const auto person : plan.people(a)) people[person].push_back(a);
        if (plan.reserved_from(a) == plan.finish(a) || has_finished(process, a)) continue;
        for (const auto& need : process.needs(a)) resources[need.resource].push_back(a);
    }
    std::vector<ResourceArc> arcs;
    for (const auto id : people.ids())
        for (const auto& [from, to] : detail::successions(plan, people[id])) arcs.push_back({from, to, id, {}});
    for (const auto id : resources.ids())
        for (const auto& [from, to] : detail::successions(plan, resources[id])) arcs.push_back({from, to, {}, id});
    return arcs;
}

CONVENE_DECL Table<ActivityId, Seconds> resource_floats(const Levelled& plan) {
    const auto& process = plan.process();
    auto system = temporal_system(process, plan.early().options());
    const auto plain = static_cast<std::uint32_t>(system.lags.size());
    system.lags.push_back({LagFunction::Kind::none, Edge::finish, Edge::start, 0, nullptr});
    for (const auto& arc : resource_arcs(plan))
        system.arcs.push_back({arc.from.value, arc.to.value, plain, CauseKind::follow_up});
    for (const auto a : process.activities().ids()) {
        if (!plan.pieces(a).empty())
            system.durations[a.index()] = process.calendar_of(a).between(plan.reserved_from(a), plan.finish(a)).count();
        system.floors.push_back({a.value, Edge::start, CauseKind::constraint, plan.reserved_from(a)});
    }
    Table<ActivityId, Seconds> floats(plan.size(), Seconds{0});
    const auto compiled = compile(system);
    if (!compiled) return floats;
    const auto& g = compiled->network;
    const auto& b = compiled->bounds;
    PassDates early;
    PassDates late;
    if (early_pass(g, b, plan.early().project_start(), early)) return floats;
    late_pass(g, b, std::vector<Instant>(g.size(), plan.project_finish()), late);
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        const ActivityId a{g.activity_of[v]};
        if (has_finished(process, a)) continue;
        const auto& table = g.table(v);
        const auto latest = finish_of(b, late, v);
        floats[a] = latest < plan.finish(a) ? Seconds{0} : table.between(plan.finish(a), latest);
    }
    return floats;
}

CONVENE_DECL std::vector<ChainLink> critical_chain(const Levelled& plan) {
    std::vector<ChainLink> chain;
    if (plan.size() == 0) return chain;
    const detail::ChainFinder before(plan);
    Table<ActivityId, bool> seen(plan.size(), false);
    for (OptionalId<ActivityId> at = detail::end_of(plan); at && !seen[*at];) {
        seen[*at] = true;
        chain.push_back(before(*at));
        at = chain.back().held_by;
    }
    std::ranges::reverse(chain);
    return chain;
}

} // namespace convene
