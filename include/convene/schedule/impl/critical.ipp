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
inline std::optional<ActivityId> target_of(const Schedule& schedule, std::optional<ActivityId> target) {
    if (target) return target;
    if (schedule.options().target) return schedule.options().target;
    std::optional<ActivityId> last;
    for (const auto id : schedule.process().activities().ids()) {
        if (schedule.early_finish(id) > schedule.project_finish()) continue; // work per case
        if (!last || schedule.early_finish(id) > schedule.early_finish(*last)) last = id;
    }
    return last;
}

/// Whether arc `a` to node `v` has no slack: it alone would put `v` where it is.
inline bool drives(const Network& g, const Bounds& b, const PassDates& d, std::uint32_t v, std::uint32_t a) {
    const auto u = g.sources[a];
    if (forced_start(g, b, v, a, d.start[u], finish_of(b, d, u)) == d.start[v]) return true;
    const auto& lag = g.lag(a);
    return lag.to_edge == Edge::finish && lag(date_of(b, d, u, lag.from_edge)) == finish_of(b, d, v);
}

} // namespace detail

CONVENE_DECL std::vector<ActivityId> critical_path(const Schedule& plan, std::optional<ActivityId> target) {
    std::vector<ActivityId> path;
    const auto end = detail::target_of(plan, target);
    if (!end) return path;
    const auto& g = plan.network();
    std::vector<bool> seen(g.size());
    for (auto v = g.node_of[end->value]; !seen[v];) {
        seen[v] = true;
        path.push_back(ActivityId{g.activity_of[v]});
        const auto driver = plan.driver(path.back());
        if (driver.kind() != Driver::Kind::arc) break;
        v = g.sources[driver.index()];
    }
    std::ranges::reverse(path);
    return path;
}

CONVENE_DECL Table<ActivityId, bool> on_longest_path(const Schedule& plan, std::optional<ActivityId> target) {
    const auto& g = plan.network();
    Table<ActivityId, bool> critical(g.size());
    const auto end = detail::target_of(plan, target);
    if (!end) return critical;
    std::vector<std::uint32_t> open{g.node_of[end->value]};
    critical[*end] = true;
    while (!open.empty()) {
        const auto v = open.back();
        open.pop_back();
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
            const ActivityId from{g.activity_of[g.sources[a]]};
            if (critical[from] || !detail::drives(g, plan.bounds(), plan.early_pass_dates(), v, a)) continue;
            critical[from] = true;
            open.push_back(g.sources[a]);
        }
    }
    return critical;
}

CONVENE_DECL Table<ActivityId, bool> by_total_float(const Schedule& plan, Seconds threshold) {
    Table<ActivityId, bool> critical(plan.size());
    for (const auto id : critical.ids()) {
        critical[id] = plan.total_float(id) <= threshold && !has_finished(plan.process(), id);
    }
    return critical;
}

CONVENE_DECL Table<ActivityId, std::uint32_t> float_bands(const Schedule& plan, std::span<const Seconds> limits) {
    Table<ActivityId, std::uint32_t> bands;
    for (const auto slack : plan.total_floats())
        bands.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(limits, slack) - limits.begin()));
    return bands;
}

namespace detail {

/// The float of each node relative to a target: how much it can slip before the target does. Nothing where it doesn't
/// lead to the target.
inline std::vector<std::optional<Seconds>> relative_floats(const Network& g, const Bounds& b, const PassDates& early,
                                                           std::uint32_t target) {
    std::vector<Instant> limit(g.size(), far_future);
    limit[target] = finish_of(b, early, target);
    PassDates late;
    late_pass(g, b, limit, late, Ceilings::ignore);
    // In an additive network "free" loses the durations on the way; no real date comes near.
    constexpr Instant free = far_future - Seconds{std::int64_t{1} << 59};
    std::vector<std::optional<Seconds>> floats(g.size());
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        const auto bound = finish_of(b, late, v);
        if (bound < free) floats[v] = g.table(v).between(finish_of(b, early, v), bound);
    }
    return floats;
}

} // namespace detail

CONVENE_DECL std::vector<FloatPath> float_paths(const Schedule& plan, ActivityId target, std::size_t limit) {
    const auto& g = plan.network();
    const auto& b = plan.bounds();
    const auto& early = plan.early_pass_dates();
    const auto end = g.node_of[target.value];
    const auto floats = detail::relative_floats(g, b, early, end);
    const auto rank = [&](std::uint32_t v) {
        return std::tuple(floats[v].value_or(Seconds::max()), -finish_of(b, early, v).time_since_epoch().count(),
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
                const auto u = g.sources[a];
                if (taken[u] || g.is_off(a)) continue;
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
