#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/critical.hpp>
#include <convene/schedule/impl/drivers.ipp>
#include <convene/schedule/passes.hpp>

#include <algorithm>
#include <queue>
#include <tuple>

namespace convene {

namespace detail {

/// The target that counts: the one asked for, the schedule's, else the activity that finishes last.
inline std::optional<ActivityId> target_of(const Process& process, const Schedule& schedule,
                                           std::optional<ActivityId> target) {
    if (target) return target;
    if (schedule.options().target) return schedule.options().target;
    std::optional<ActivityId> last;
    for (const auto id : process.activities().ids()) {
        if (schedule.early_finish(id) > schedule.project_finish()) continue; // work per case
        if (!last || schedule.early_finish(id) > schedule.early_finish(*last)) last = id;
    }
    return last;
}

/// The dates that the passes saw, by node: what is under way counts with the rest of it.
inline PassDates early_dates_of(const Schedule& schedule) {
    PassDates dates;
    const auto& g = schedule.network();
    const auto& status = schedule.options().status_date;
    (void)early_pass(g, status ? std::max(schedule.project_start(), *status) : schedule.project_start(), dates);
    if (g.additive) {
        dates.finish.resize(g.size());
        for (std::uint32_t v = 0; v < g.size(); ++v) dates.finish[v] = dates.start[v] + Seconds{g.durations[v]};
    }
    return dates;
}

/// Whether arc `a` to node `v` has no slack: it alone would put `v` where it is.
inline bool drives(const Network& g, const PassDates& d, std::uint32_t v, std::uint32_t a) {
    const auto u = g.arcs[a].from;
    if (forced_start(g, v, a, d.start[u], d.finish[u]) == d.start[v]) return true;
    if (g.additive) return false;
    const auto& lag = g.lags[g.arcs[a].lag];
    return lag.to_edge == Edge::finish && lag(lag.from_edge == Edge::start ? d.start[u] : d.finish[u]) == d.finish[v];
}

} // namespace detail

CONVENE_DECL std::vector<ActivityId> critical_path(const Process& process, const Schedule& schedule,
                                                   std::optional<ActivityId> target) {
    std::vector<ActivityId> path;
    const auto end = detail::target_of(process, schedule, target);
    if (!end) return path;
    const auto& g = schedule.network();
    std::vector<bool> seen(g.size());
    for (auto v = g.node_of[end->value]; !seen[v];) {
        seen[v] = true;
        path.push_back(ActivityId{g.activity_of[v]});
        const auto driver = schedule.driver(path.back());
        if (driver.kind() != Driver::Kind::arc) break;
        v = g.arcs[driver.index()].from;
    }
    std::ranges::reverse(path);
    return path;
}

CONVENE_DECL std::vector<bool> on_longest_path(const Process& process, const Schedule& schedule,
                                               std::optional<ActivityId> target) {
    const auto& g = schedule.network();
    std::vector<bool> critical(g.size());
    const auto end = detail::target_of(process, schedule, target);
    if (!end) return critical;
    const auto dates = detail::early_dates_of(schedule);
    std::vector<std::uint32_t> open{g.node_of[end->value]};
    critical[end->index()] = true;
    while (!open.empty()) {
        const auto v = open.back();
        open.pop_back();
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
            const auto from = g.activity_of[g.arcs[a].from];
            if (critical[from] || !detail::drives(g, dates, v, a)) continue;
            critical[from] = true;
            open.push_back(g.arcs[a].from);
        }
    }
    return critical;
}

CONVENE_DECL std::vector<bool> by_total_float(const Process& process, const Schedule& schedule, Seconds threshold) {
    std::vector<bool> critical;
    critical.reserve(schedule.size());
    for (const auto id : process.activities().ids()) {
        critical.push_back(schedule.total_float(id) <= threshold && !has_finished(process, id));
    }
    return critical;
}

CONVENE_DECL std::vector<std::uint32_t> float_bands(const Schedule& schedule, std::span<const Seconds> limits) {
    std::vector<std::uint32_t> bands;
    bands.reserve(schedule.size());
    for (const auto slack : schedule.total_floats())
        bands.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(limits, slack) - limits.begin()));
    return bands;
}

namespace detail {

/// The float of each node relative to a target: how much it can slip before the target does. Nothing where it doesn't
/// lead to the target.
inline std::vector<std::optional<Seconds>> relative_floats(const Network& g, const PassDates& early,
                                                           std::uint32_t target) {
    std::vector<Instant> limit(g.size(), far_future);
    limit[target] = early.finish[target];
    PassDates late;
    late_pass(g, limit, late, Ceilings::ignore);
    // In an additive network "free" loses the durations on the way; no real date comes near.
    constexpr Instant free = far_future - Seconds{std::int64_t{1} << 59};
    std::vector<std::optional<Seconds>> floats(g.size());
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        const auto& bound = g.additive ? late.start[v] : late.finish[v];
        if (bound >= free) continue;
        floats[v] = g.tables[g.calendars[v]]->between(g.additive ? early.start[v] : early.finish[v], bound);
    }
    return floats;
}

} // namespace detail

CONVENE_DECL std::vector<FloatPath> float_paths(const Process&, const Schedule& schedule, ActivityId target,
                                                std::size_t limit) {
    const auto& g = schedule.network();
    const auto early = detail::early_dates_of(schedule);
    const auto end = g.node_of[target.value];
    const auto floats = detail::relative_floats(g, early, end);
    const auto rank = [&](std::uint32_t v) {
        return std::tuple(floats[v].value_or(Seconds::max()), -early.finish[v].time_since_epoch().count(),
                          g.activity_of[v]);
    };
    using Entry = std::pair<decltype(rank(0)), std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> branches;
    std::vector<bool> taken(g.size());
    branches.push({rank(end), end});
    std::vector<FloatPath> paths;
    while (!branches.empty() && paths.size() < limit) {
        auto v = branches.top().second;
        branches.pop();
        if (taken[v]) continue;
        FloatPath path;
        path.relative_float = floats[v].value_or(Seconds{0});
        for (bool on = true; on;) {
            taken[v] = true;
            path.activities.push_back(ActivityId{g.activity_of[v]});
            on = false;
            std::uint32_t next = v;
            for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
                const auto u = g.arcs[a].from;
                if (taken[u]) continue;
                branches.push({rank(u), u});
                if (!on || rank(u) < rank(next)) next = u;
                on = true;
            }
            v = next;
        }
        std::ranges::reverse(path.activities);
        paths.push_back(std::move(path));
    }
    return paths;
}

} // namespace convene
