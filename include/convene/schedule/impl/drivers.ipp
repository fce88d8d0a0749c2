#pragma once

#include <convene/schedule/impl/loop_cycle.ipp>
#include <convene/schedule/schedule.hpp>

namespace convene::detail {

/// The bound that holds node `v` where it is, which has the latest date of its own among those that do; arcs before
/// floors, floors before the base, then the first.
inline Driver driver_of(const Network& g, const PassDates& d, std::uint32_t v) {
    const auto start = d.start[v];
    const auto finish_at = [&](std::uint32_t u) {
        return g.additive ? d.start[u] + Seconds{g.durations[u]} : d.finish[u];
    };
    Driver best;
    Instant best_raw = far_past;
    bool found = false;
    const auto consider = [&](Driver driver, Instant raw) {
        if (found && raw <= best_raw) return;
        best = driver;
        best_raw = raw;
        found = true;
    };
    for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
        const auto u = g.arcs[a].from;
        const auto forced = forced_start(g, v, a, d.start[u], finish_at(u));
        if (g.additive) {
            if (forced == start) consider({Driver::Kind::arc, a}, forced);
            continue;
        }
        const auto& lag = g.lags[g.arcs[a].lag];
        const auto raw = lag(lag.from_edge == Edge::start ? d.start[u] : d.finish[u]);
        const bool holds_finish = lag.to_edge == Edge::finish && raw == d.finish[v];
        if (forced == start || holds_finish)
            consider({Driver::Kind::arc, a}, lag.to_edge == Edge::start ? raw : forced);
    }
    if (found) return best;
    const auto floors = g.floors[Network::Node{v}];
    for (std::uint32_t i = 0; i < floors.size(); ++i) {
        auto forced = floors[i].at;
        if (g.durations[v] != 0) {
            const auto& table = *g.tables[g.calendars[v]];
            if (floors[i].edge == Edge::finish) forced = table.earliest(forced, Seconds{-g.durations[v]});
            forced = table.next_working(forced);
        }
        const bool holds_finish = floors[i].edge == Edge::finish && floors[i].at == finish_at(v);
        if (forced == start || holds_finish)
            consider({Driver::Kind::floor, g.floors.first(Network::Node{v}) + i}, floors[i].at);
    }
    return found ? best : Driver{};
}

} // namespace convene::detail
