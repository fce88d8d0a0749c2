#pragma once

#include <convene/graph/components.hpp>
#include <convene/graph/cycle.hpp>
#include <convene/graph/digraph.hpp>
#include <convene/graph/order.hpp>
#include <convene/schedule/network.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace convene {

namespace detail {

/// The system's arcs grouped by the activity that they lead to.
struct ArcsByTarget {
    std::vector<std::uint32_t> first;
    std::vector<TemporalSystem::Arc> sorted;
    std::span<const TemporalSystem::Arc> arcs;
};

inline ArcsByTarget group_by_target(std::size_t n, std::span<const TemporalSystem::Arc> arcs) {
    ArcsByTarget grouped;
    grouped.first.assign(n + 1, 0);
    for (const auto& a : arcs) ++grouped.first[a.to + 1];
    for (std::size_t i = 0; i < n; ++i) grouped.first[i + 1] += grouped.first[i];
    grouped.arcs = arcs;
    // A process keeps its rules by target, so most systems come sorted and need no copy.
    if (std::ranges::is_sorted(arcs, {}, &TemporalSystem::Arc::to)) return grouped;
    grouped.sorted.resize(arcs.size());
    auto next = grouped.first;
    for (const auto& a : arcs) grouped.sorted[next[a.to]++] = a;
    grouped.arcs = grouped.sorted;
    return grouped;
}

/// Post-order of a depth-first search against the arcs: each node after its predecessors, and close to them, which is
/// what makes the passes quick. Arcs are renumbered as their node is emitted, while they are in the cache.
/// Returns false when there is a cycle.
inline bool order_depth_first(Network& g, const TemporalSystem& s, const ArcsByTarget& in) {
    const auto n = static_cast<std::uint32_t>(in.first.size() - 1);
    constexpr auto unseen = std::numeric_limits<std::uint32_t>::max();
    constexpr auto open = unseen - 1;
    struct Visit {
        std::uint32_t node;
        std::uint32_t arc;
    };
    std::vector<Visit> stack;
    g.node_of.assign(n, unseen);
    g.activity_of.reserve(n);
    g.first.reserve(n + 1);
    g.arcs.reserve(in.arcs.size());
    g.causes.reserve(in.arcs.size());
    g.durations.reserve(n);
    g.calendars.reserve(n);
    g.first.push_back(0);
    for (std::uint32_t root = 0; root < n; ++root) {
        if (g.node_of[root] != unseen) continue;
        g.node_of[root] = open;
        stack.push_back({root, in.first[root]});
        while (!stack.empty()) {
            auto& [node, arc] = stack.back();
            const auto end = in.first[node + 1];
            while (arc < end && g.node_of[in.arcs[arc].from] < open) ++arc;
            if (arc < end) {
                const auto from = in.arcs[arc].from;
                if (g.node_of[from] == open) return false;
                g.node_of[from] = open;
                stack.push_back({from, in.first[from]});
                continue;
            }
            for (auto a = in.first[node]; a < end; ++a) {
                g.arcs.push_back({g.node_of[in.arcs[a].from], in.arcs[a].lag});
                g.causes.push_back(in.arcs[a].cause);
            }
            g.first.push_back(static_cast<std::uint32_t>(g.arcs.size()));
            g.node_of[node] = static_cast<std::uint32_t>(g.activity_of.size());
            g.activity_of.push_back(node);
            g.durations.push_back(s.durations[node]);
            g.calendars.push_back(s.calendars[node]);
            stack.pop_back();
        }
    }
    return true;
}

/// Arcs for the graph algorithms, without the maximum lags if `minimum_only`.
inline std::vector<Arc> plain_arcs(std::span<const TemporalSystem::Arc> arcs, bool minimum_only,
                                   std::vector<std::uint32_t>* index = nullptr) {
    std::vector<Arc> plain;
    for (std::uint32_t i = 0; i < arcs.size(); ++i) {
        if (minimum_only && arcs[i].cause.kind() == CauseKind::rule_max) continue;
        plain.push_back({arcs[i].from, arcs[i].to});
        if (index != nullptr) index->push_back(i);
    }
    return plain;
}

inline std::vector<Cycle> minimum_cycles(std::size_t n, std::span<const TemporalSystem::Arc> arcs) {
    std::vector<std::uint32_t> index;
    const Digraph graph(static_cast<std::uint32_t>(n), plain_arcs(arcs, true, &index));
    auto cycles = shortest_cycles(graph, 100);
    for (auto& cycle : cycles)
        for (auto& arc : cycle.arcs) arc = index[arc];
    return cycles;
}

/// The order where maximum lags may close cycles: strong components one after the other, inside them by the minimum
/// lags. Returns false when those have a cycle themselves.
inline bool order_by_component(Network& g, const ArcsByTarget& in) {
    const auto n = static_cast<std::uint32_t>(in.first.size() - 1);
    const auto order = topological_order(Digraph(n, plain_arcs(in.arcs, true)));
    if (!order) return false;
    const auto components = strong_components(Digraph(n, plain_arcs(in.arcs, false)));
    auto next = components.starts;
    g.node_of.resize(n);
    g.activity_of.resize(n);
    for (const auto activity : order->nodes) {
        const auto node = next[components.of[activity]]++;
        g.node_of[activity] = node;
        g.activity_of[node] = activity;
    }
    for (std::uint32_t c = 0; c < components.count(); ++c)
        if (components.starts[c + 1] - components.starts[c] > 1)
            g.loops.push_back({components.starts[c], components.starts[c + 1]});
    g.first.reserve(n + 1);
    g.first.push_back(0);
    for (const auto activity : g.activity_of) {
        for (auto a = in.first[activity]; a < in.first[activity + 1]; ++a) {
            g.arcs.push_back({g.node_of[in.arcs[a].from], in.arcs[a].lag});
            g.causes.push_back(in.arcs[a].cause);
        }
        g.first.push_back(static_cast<std::uint32_t>(g.arcs.size()));
    }
    return true;
}

template <class T>
std::vector<T> permuted(const std::vector<T>& by_activity, const std::vector<std::uint32_t>& activity_of) {
    std::vector<T> by_node;
    by_node.reserve(activity_of.size());
    for (const auto a : activity_of) by_node.push_back(by_activity[a]);
    return by_node;
}

inline Rows<Network::Node, TemporalSystem::Bound> bounds_by_node(const Network& g,
                                                                 const std::vector<TemporalSystem::Bound>& bounds) {
    return Rows<Network::Node, TemporalSystem::Bound>::group(
        g.size(), bounds, [&](const auto& b) { return Network::Node{g.node_of[b.activity]}; },
        [](const auto& b) { return b; });
}

/// The lag between two starts, where both activities and the lag are counted on the clock.
inline std::int64_t start_to_start(const LagFunction& lag, std::int64_t from_duration, std::int64_t to_duration) {
    return lag.amount + (lag.from_edge == Edge::finish ? from_duration : 0) -
           (lag.to_edge == Edge::finish ? to_duration : 0);
}

/// Turns lags into numbers where everything is counted on the clock and fits.
inline void make_additive(Network& g) {
    std::int64_t longest_lag = 0;
    for (const auto& f : g.lags) {
        if (f.kind != LagFunction::Kind::none && f.kind != LagFunction::Kind::elapsed) return;
        longest_lag = std::max(longest_lag, std::abs(f.amount));
    }
    std::int64_t longest = 0;
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        if (g.calendars[v] != 0 && g.durations[v] != 0) return;
        longest = std::max(longest, g.durations[v]);
    }
    if (longest > std::numeric_limits<std::int32_t>::max() / 2 || longest_lag + longest > std::numeric_limits<std::int32_t>::max())
        return;
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
            auto& arc = g.arcs[a];
            const auto lag = start_to_start(g.lags[arc.lag], g.durations[arc.from], g.durations[v]);
            arc.lag = static_cast<std::uint32_t>(static_cast<std::int32_t>(lag));
        }
    }
    g.additive = true;
}

} // namespace detail

CONVENE_DECL tl::expected<Network, std::vector<Cycle>> compile(const TemporalSystem& system) {
    const auto n = system.durations.size();
    const bool maxima =
        std::ranges::any_of(system.arcs, [](const auto& a) { return a.cause.kind() == CauseKind::rule_max; });
    Network g;
    {
        const auto in = detail::group_by_target(n, system.arcs);
        const bool ordered = maxima ? detail::order_by_component(g, in) : detail::order_depth_first(g, system, in);
        if (!ordered) return tl::unexpected(detail::minimum_cycles(n, system.arcs));
    }
    if (maxima) {
        g.durations = detail::permuted(system.durations, g.activity_of);
        g.calendars = detail::permuted(system.calendars, g.activity_of);
    }
    if (!system.unbounded.empty()) g.unbounded = detail::permuted(system.unbounded, g.activity_of);
    g.tables = system.tables;
    g.lags = system.lags;
    g.floors = detail::bounds_by_node(g, system.floors);
    g.ceilings = detail::bounds_by_node(g, system.ceilings);
    detail::make_additive(g);
    return g;
}

} // namespace convene
