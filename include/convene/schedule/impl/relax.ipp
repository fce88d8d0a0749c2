#pragma once

#include <convene/schedule/driver.hpp>
#include <convene/schedule/impl/drivers.ipp>
#include <convene/schedule/passes.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace convene::detail {

inline Instant early_finish(const Network& g, const PassDates& d, std::uint32_t v) {
    return g.additive ? d.start[v] + Seconds{g.durations[v]} : d.finish[v];
}

/// Whether early dates keep all upper dates.
inline bool ceilings_hold(const Network& g, const PassDates& d) {
    if (g.ceilings.empty()) return true;
    return std::ranges::all_of(g.ceilings.values(), [&](const TemporalSystem::Bound& c) {
        const auto v = g.node_of[c.activity];
        return (c.edge == Edge::start ? d.start[v] : early_finish(g, d, v)) <= c.at;
    });
}

/// Moves dates on until they keep what leads to them, but none beyond `limits`. *Requires* that no work lies between a
/// date and its limit, so that durations stay what they are.
inline void catch_up(const Network& g, PassDates& dates, const PassDates& limits) {
    const auto visit = [&](std::uint32_t v) {
        auto start = dates.start[v];
        auto finish = dates.finish[v];
        const auto raise = [&](Edge edge, Instant to) {
            auto& date = edge == Edge::start ? start : finish;
            date = std::max(date, to);
        };
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
            const auto& lag = g.lags[g.arcs[a].lag];
            raise(lag.to_edge, lag((lag.from_edge == Edge::start ? dates.start : dates.finish)[g.arcs[a].from]));
        }
        for (const auto& floor : g.floors[Network::Node{v}]) raise(floor.edge, floor.at);
        if (g.durations[v] == 0) start = finish = std::max(start, finish);
        start = std::max(dates.start[v], std::min(start, limits.start[v]));
        finish = std::max(dates.finish[v], std::min(finish, limits.finish[v]));
        const bool moved = start != dates.start[v] || finish != dates.finish[v];
        dates.start[v] = start;
        dates.finish[v] = finish;
        return moved;
    };
    std::uint32_t v = 0;
    for (const auto loop : g.loops) {
        for (; v < loop.begin; ++v) visit(v);
        for (bool again = true; again;) {
            again = false;
            for (v = loop.begin; v < loop.end; ++v) again = visit(v) || again;
        }
    }
    for (; v < g.size(); ++v) visit(v);
}

/// Places the nodes that `late` selects as late as they can be without moving any other's dates beyond `limits`.
/// `planned` holds the early dates and is changed.
template <class Late>
void plan_late(const Network& g, PassDates& planned, const PassDates& limits, const Late& late) {
    PassDates bound{std::vector<Instant>(g.size(), far_future), std::vector<Instant>(g.size(), far_future)};
    const auto push = [&](std::uint32_t v, bool only_back) {
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
            const auto u = g.arcs[a].from;
            if (only_back && u < v) continue;
            if (g.additive) {
                const auto to = planned.start[v] - Seconds{static_cast<std::int32_t>(g.arcs[a].lag)};
                bound.start[u] = std::min(bound.start[u], to);
                continue;
            }
            const auto& lag = g.lags[g.arcs[a].lag];
            auto& b = (lag.from_edge == Edge::start ? bound.start : bound.finish)[u];
            b = std::min(b, lag.latest_from((lag.to_edge == Edge::start ? planned.start : planned.finish)[v]));
        }
    };
    // Successors that come earlier in the order (by a maximum lag) stay where they are.
    for (const auto loop : g.loops)
        for (auto v = loop.begin; v < loop.end; ++v) push(v, true);
    for (auto v = g.size(); v-- > 0;) {
        if (late(v)) {
            const Seconds duration{g.durations[v]};
            const auto& table = *g.tables[g.calendars[v]];
            auto finish = std::min(bound.finish[v], g.additive ? limits.start[v] + duration : limits.finish[v]);
            auto start = std::min(bound.start[v], limits.start[v]);
            if (duration.count() == 0) {
                start = std::max(planned.start[v], table.end_of_work_before(std::min(start, finish)));
                planned.start[v] = planned.finish[v] = start;
            } else {
                if (start < far_future) finish = std::min(finish, table.latest(start, duration));
                const auto opening = table.next_working(table.latest(finish, -duration));
                // A bound in closed time leaves the end of the work before it.
                start = opening <= start ? opening : table.end_of_work_before(start);
                if (start > planned.start[v]) {
                    planned.start[v] = start;
                    planned.finish[v] = std::max(planned.finish[v], table.earliest(start, duration));
                }
            }
        }
        push(v, false);
    }
}

/// What stands in the way of a schedule: an arc, a floor or a ceiling of a system, or the start of the project.
struct SystemItem {
    enum class Kind : std::uint8_t { base, arc, floor, ceiling };
    Kind kind = Kind::base;
    std::uint32_t index = 0;

    friend bool operator==(SystemItem, SystemItem) = default;
};

/// The index in the system of the arc that stands at `a` in the network and leads to `v`.
inline std::uint32_t system_arc(const TemporalSystem& s, const Network& g, std::uint32_t v, std::uint32_t a) {
    const auto from = g.activity_of[g.arcs[a].from];
    const auto to = g.activity_of[v];
    for (std::uint32_t i = 0; i < s.arcs.size(); ++i)
        if (s.arcs[i].from == from && s.arcs[i].to == to && s.arcs[i].cause == g.causes[a]) return i;
    return 0;
}

inline std::uint32_t system_bound(const std::vector<TemporalSystem::Bound>& bounds, const TemporalSystem::Bound& b) {
    for (std::uint32_t i = 0; i < bounds.size(); ++i)
        if (bounds[i].activity == b.activity && bounds[i].edge == b.edge && bounds[i].cause == b.cause &&
            bounds[i].at == b.at)
            return i;
    return 0;
}

/// All that leads to a node, whether it holds it or not.
inline std::vector<SystemItem> everything_before(const TemporalSystem& s, const Network& g, std::uint32_t node) {
    std::vector<SystemItem> items{{SystemItem::Kind::base, 0}};
    std::vector<bool> seen(g.size(), false);
    std::vector<std::uint32_t> open{node};
    seen[node] = true;
    while (!open.empty()) {
        const auto v = open.back();
        open.pop_back();
        for (const auto& floor : g.floors[Network::Node{v}])
            items.push_back({SystemItem::Kind::floor, system_bound(s.floors, floor)});
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
            items.push_back({SystemItem::Kind::arc, system_arc(s, g, v, a)});
            const auto u = g.arcs[a].from;
            if (!seen[u]) open.push_back(u);
            seen[u] = true;
        }
    }
    return items;
}

/// The requirements that push an edge of a node to where it is, from the root on.
inline std::vector<SystemItem> chain_to(const TemporalSystem& s, const Network& g, PassDates dates, Instant base,
                                        std::uint32_t v, Edge edge) {
    for (std::uint32_t u = 0; u < g.size() && g.additive; ++u) {
        dates.finish.resize(g.size());
        dates.finish[u] = early_finish(g, dates, u);
    }
    std::vector<SystemItem> items;
    for (const auto& hold : Holds(g, dates, base).chain(v, edge)) {
        switch (hold.driver.kind()) {
        case Driver::Kind::base: items.push_back({SystemItem::Kind::base, 0}); break;
        case Driver::Kind::floor:
            items.push_back({SystemItem::Kind::floor, system_bound(s.floors, g.floors.values()[hold.driver.index()])});
            break;
        case Driver::Kind::arc:
            items.push_back({SystemItem::Kind::arc, system_arc(s, g, hold.node, hold.driver.index())});
            break;
        }
    }
    if (items.empty() || items.back().kind == SystemItem::Kind::arc) return everything_before(s, g, v);
    std::ranges::reverse(items);
    return items;
}

/// Requirements that can't all hold, the first that a pass meets; nothing if the system has a solution from `base` on.
/// Leaves the early dates in `dates` and the network in `network`. *Requires* a system without minimum cycles.
inline std::optional<std::vector<SystemItem>> detect(const TemporalSystem& s, Instant base, Network& network,
                                                     PassDates& dates) {
    network = std::move(*compile(s));
    if (const auto cycle = early_pass(network, base, dates)) {
        // A cycle that is only impossible from the start of the project on needs the start as a witness.
        std::vector<SystemItem> items{{SystemItem::Kind::base, 0}};
        for (std::size_t i = 0; i < cycle->nodes.size(); ++i)
            items.push_back({SystemItem::Kind::arc,
                             system_arc(s, network, cycle->nodes[(i + 1) % cycle->nodes.size()], cycle->arcs[i])});
        return items;
    }
    for (const auto& c : network.ceilings.values()) {
        const auto v = network.node_of[c.activity];
        if ((c.edge == Edge::start ? dates.start[v] : early_finish(network, dates, v)) <= c.at) continue;
        auto items = chain_to(s, network, dates, base, v, c.edge);
        items.push_back({SystemItem::Kind::ceiling, system_bound(s.ceilings, c)});
        return items;
    }
    return std::nullopt;
}

/// The upper bound among the items: the requirement to give up. There always is one: minima alone can be kept.
inline std::optional<SystemItem> upper_bound_of(const TemporalSystem& s, const std::vector<SystemItem>& items) {
    for (auto item = items.rbegin(); item != items.rend(); ++item)
        if (item->kind == SystemItem::Kind::ceiling ||
            (item->kind == SystemItem::Kind::arc && s.arcs[item->index].cause.kind() == CauseKind::rule_max))
            return *item;
    return std::nullopt;
}

inline void drop(TemporalSystem& s, SystemItem item) {
    if (item.kind == SystemItem::Kind::ceiling) s.ceilings.erase(s.ceilings.begin() + item.index);
    if (item.kind == SystemItem::Kind::arc) s.arcs.erase(s.arcs.begin() + item.index);
    if (item.kind == SystemItem::Kind::floor) s.floors.erase(s.floors.begin() + item.index);
}

struct Relaxed {
    Network network;
    std::vector<BrokenBound> dropped;
};

/// Drops upper bounds until the rest can be kept.
inline Relaxed relax(TemporalSystem s, Instant base, PassDates& dates) {
    Relaxed out;
    std::vector<std::optional<TemporalSystem::Arc>> arcs; // beside `dropped`
    std::vector<std::optional<TemporalSystem::Bound>> ceilings;
    while (const auto items = detect(s, base, out.network, dates)) {
        const auto item = upper_bound_of(s, *items);
        if (!item) break;
        if (item->kind == SystemItem::Kind::ceiling) {
            const auto& c = s.ceilings[item->index];
            out.dropped.push_back({c.cause, ActivityId{c.activity}, c.edge, c.at, {}});
            arcs.emplace_back();
            ceilings.emplace_back(c);
        } else {
            // The arc of a maximum leads back from the activity that is late.
            const auto& arc = s.arcs[item->index];
            out.dropped.push_back({arc.cause, ActivityId{arc.from}, s.lags[arc.lag].from_edge, {}, {}});
            arcs.emplace_back(arc);
            ceilings.emplace_back();
        }
        drop(s, *item);
    }
    const auto date = [&](std::uint32_t activity, Edge edge) {
        const auto v = out.network.node_of[activity];
        return edge == Edge::start ? dates.start[v] : early_finish(out.network, dates, v);
    };
    for (std::size_t i = 0; i < arcs.size(); ++i) {
        auto& broken = out.dropped[i];
        broken.actual = date(broken.activity.value, broken.edge);
        if (arcs[i]) broken.limit = s.lags[arcs[i]->lag].latest_from(date(arcs[i]->to, s.lags[arcs[i]->lag].to_edge));
    }
    // What others had to give up for may have made room for what was dropped first.
    std::vector<BrokenBound> kept;
    for (std::size_t i = 0; i < arcs.size(); ++i) {
        if (out.dropped[i].actual > out.dropped[i].limit)
            kept.push_back(out.dropped[i]);
        else if (arcs[i])
            s.arcs.push_back(*arcs[i]);
        else
            s.ceilings.push_back(*ceilings[i]);
    }
    if (kept.size() < out.dropped.size()) {
        out.dropped = std::move(kept);
        out.network = std::move(*compile(s));
        (void)early_pass(out.network, base, dates);
    }
    return out;
}

} // namespace convene::detail
