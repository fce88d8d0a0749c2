#pragma once

#include <convene/core/detail/require.hpp>
#include <convene/model/queries.hpp>
#include <convene/schedule/critical.hpp>
#include <convene/schedule/impl/drivers.ipp>
#include <convene/schedule/passes.hpp>

#include <algorithm>
#include <queue>
#include <tuple>

namespace convene {

namespace detail {

/// When an activity finishes by the plan's own dates: the early ones, or the planned ones back from a finish.
inline Instant own_finish(const Schedule& plan, ActivityId id) {
    return plan.options().finish ? plan.finish(id) : plan.early_finish(id);
}

/// What counts as the end: the target that is asked for, else the schedule's, else all that finishes last, in id order.
inline std::vector<ActivityId> ends_of(const Schedule& plan, std::optional<ActivityId> target) {
    if (!target) target = plan.options().target;
    if (target) {
        require(target->index() < plan.size(), "the target is no activity of the schedule's process");
        return {*target};
    }
    std::vector<ActivityId> ends;
    for (const auto id : plan.process().activities().ids())
        if (own_finish(plan, id) == plan.project_finish() && !is_per_case(plan.process(), id)) ends.push_back(id);
    return ends;
}

/// By node, whether others wait for it.
inline std::vector<bool> waited_for(const Network& g) {
    std::vector<bool> waited(g.size());
    for (std::uint32_t a = 0; a < g.sources.size(); ++a)
        if (!g.is_off(a) && g.causes[a].kind() != CauseKind::rule_max) waited[g.sources[a]] = true;
    return waited;
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
    const auto ends = detail::ends_of(plan, target);
    if (ends.empty()) return path;
    const auto& g = plan.network();
    // The one that nothing waits for, of those that finish at the same moment.
    const auto waited = detail::waited_for(g);
    const auto last = std::ranges::find_if(ends, [&](ActivityId id) { return !waited[g.node_of[id.index()]]; });
    const auto end = last == ends.end() ? ends.front() : *last;
    std::vector<bool> seen(g.size());
    for (auto v = g.node_of[end.value]; !seen[v];) {
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
    std::vector<std::uint32_t> open;
    for (const auto end : detail::ends_of(plan, target)) {
        open.push_back(g.node_of[end.value]);
        critical[end] = true;
    }
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

/// The float of each node relative to ends: how much it can slip before one of them is later than its limit. Nothing
/// where it leads to none of them.
inline std::vector<std::optional<Seconds>> relative_floats(const Network& g, const Bounds& b, const PassDates& early,
                                                           const std::vector<Instant>& limit) {
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

/// Divides what leads to the ends into paths.
class FloatPaths {
  public:
    FloatPaths(const Schedule& plan, const std::vector<Instant>& limits)
        : plan_(plan), g_(plan.network()), b_(plan.bounds()), early_(plan.early_pass_dates()),
          floats_(relative_floats(g_, b_, early_, limits)), taken_(g_.size()) {}

    void add_end(std::uint32_t v) { branches_.push({rank(v), v}); }

    std::vector<FloatPath> operator()(std::size_t limit) {
        std::vector<FloatPath> paths;
        while (!branches_.empty() && paths.size() < limit) {
            const auto v = branches_.top().second;
            branches_.pop();
            if (!taken_[v]) paths.push_back(path_to(v));
        }
        return paths;
    }

  private:
    using Rank = std::tuple<Seconds, std::int64_t, std::uint32_t>;
    using Entry = std::pair<Rank, std::uint32_t>;

    [[nodiscard]] Rank rank(std::uint32_t v) const {
        return {floats_[v].value_or(Seconds::max()), -finish_of(b_, early_, v).time_since_epoch().count(),
                g_.activity_of[v]};
    }

    FloatPath path_to(std::uint32_t v) {
        FloatPath path;
        path.relative_float = floats_[v].value_or(Seconds{0});
        const bool driving = path.relative_float <= Seconds{0};
        for (std::optional<std::uint32_t> at = v; at; at = before(*at, driving)) {
            taken_[*at] = true;
            path.activities.push_back(ActivityId{g_.activity_of[*at]});
        }
        std::ranges::reverse(path.activities);
        return path;
    }

    /// The nearest to the end of those that lead to `v`, or the one that drives it; the others are branches.
    std::optional<std::uint32_t> before(std::uint32_t v, bool driving) {
        std::optional<std::uint32_t> next;
        const auto driver = plan_.driver(ActivityId{g_.activity_of[v]});
        for (auto a = g_.first[v]; a < g_.first[v + 1]; ++a) {
            const auto u = g_.sources[a];
            if (taken_[u] || g_.is_off(a)) continue;
            branches_.push({rank(u), u});
            if (!next || rank(u) < rank(*next)) next = u;
        }
        if (!driving || driver.kind() != Driver::Kind::arc) return next;
        const auto u = g_.sources[driver.index()];
        return taken_[u] ? next : std::optional(u);
    }

    const Schedule& plan_;
    const Network& g_;
    const Bounds& b_;
    const PassDates& early_;
    std::vector<std::optional<Seconds>> floats_;
    std::vector<bool> taken_;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> branches_;
};

} // namespace detail

CONVENE_DECL std::vector<FloatPath> float_paths(const Schedule& plan, ActivityId target, std::size_t limit) {
    detail::require(target.index() < plan.size(), "the target is no activity of the schedule's process");
    const auto end = plan.network().node_of[target.value];
    std::vector<Instant> limits(plan.size(), far_future);
    limits[end] = finish_of(plan.bounds(), plan.early_pass_dates(), end);
    detail::FloatPaths paths(plan, limits);
    paths.add_end(end);
    return paths(limit);
}

CONVENE_DECL std::vector<FloatPath> float_paths(const Schedule& plan, std::size_t limit) {
    if (const auto target = plan.options().target) return float_paths(plan, *target, limit);
    const auto& g = plan.network();
    const auto& process = plan.process();
    Instant end = far_past;
    std::vector<bool> counts(g.size());
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        const ActivityId id{g.activity_of[v]};
        if (is_per_case(process, id)) continue;
        counts[v] = true;
        end = std::max(end, finish_of(plan.bounds(), plan.early_pass_dates(), v));
    }
    std::vector<Instant> limits(g.size(), far_future);
    for (std::uint32_t v = 0; v < g.size(); ++v)
        if (counts[v]) limits[v] = end;
    detail::FloatPaths paths(plan, limits);
    const auto waited = detail::waited_for(g);
    for (std::uint32_t v = 0; v < g.size(); ++v)
        if (counts[v] && !waited[v]) paths.add_end(v);
    return paths(limit);
}

} // namespace convene
