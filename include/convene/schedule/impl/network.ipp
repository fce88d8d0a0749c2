#pragma once

#include <convene/core/detail/prefetch.hpp>
#include <convene/graph/components.hpp>
#include <convene/graph/cycle.hpp>
#include <convene/graph/digraph.hpp>
#include <convene/graph/order.hpp>
#include <convene/schedule/detail/count.hpp>
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

/// Numbers the nodes in post-order of a depth-first search against the arcs: each after its predecessors, and close to
/// them, which is what makes the passes quick. Returns false when there is a cycle.
inline bool order_depth_first(Network& g, const ArcsByTarget& in) {
    const auto n = static_cast<std::uint32_t>(in.first.size() - 1);
    constexpr auto unseen = std::numeric_limits<std::uint32_t>::max();
    constexpr auto open = unseen - 1;
    struct Visit {
        std::uint32_t node;
        std::uint32_t arc;
        std::uint32_t end;
    };
    // The search looks at sources alone: gathered, they take a quarter of the memory of the arcs.
    std::vector<std::uint32_t> sources(in.arcs.size());
    for (std::size_t i = 0; i < sources.size(); ++i) sources[i] = in.arcs[i].from;
    std::vector<Visit> stack;
    g.node_of.assign(n, unseen);
    g.activity_of.resize(n);
    std::uint32_t numbered = 0;
    // Nearly all the time is spent waiting for memory, so what comes next is asked for ahead.
    const auto visit = [&](std::uint32_t node) {
        const auto begin = in.first[node];
        const auto end = in.first[node + 1];
        g.node_of[node] = open;
        for (auto a = begin; a < end; ++a) {
            detail::prefetch(&g.node_of[sources[a]]);
            detail::prefetch(&in.first[sources[a]]);
        }
        stack.push_back({node, begin, end});
    };
    for (std::uint32_t root = 0; root < n; ++root) {
        if (g.node_of[root] != unseen) continue;
        visit(root);
        while (!stack.empty()) {
            auto& [node, arc, end] = stack.back();
            while (arc < end && g.node_of[sources[arc]] < open) ++arc;
            if (arc < end) {
                const auto from = sources[arc++];
                if (g.node_of[from] == open) return false;
                visit(from);
                continue;
            }
            g.node_of[node] = numbered;
            g.activity_of[numbered++] = node;
            stack.pop_back();
        }
    }
    return true;
}

/// Fills in what belongs to each node and its arcs, in the order that has been found.
inline void fill_nodes(Network& g, std::vector<std::int64_t>& durations, const TemporalSystem& s,
                       const ArcsByTarget& in) {
    const auto n = g.activity_of.size();
    g.first.resize(n + 1);
    g.sources.resize(in.arcs.size());
    g.lag_of.assign(in.arcs.size());
    g.causes.resize(in.arcs.size());
    durations.resize(n);
    g.calendars.resize(n);
    std::uint32_t arc = 0;
    // Where the next nodes' data lies is known: ask for it in three steps, each needing what the one before fetched.
    constexpr std::size_t far = 48;
    constexpr std::size_t near = 24;
    constexpr std::size_t next = 8;
    for (std::size_t v = 0; v < n; ++v) {
        if (v + far < n) {
            const auto a = g.activity_of[v + far];
            detail::prefetch(&in.first[a]);
            detail::prefetch(&s.durations[a]);
            detail::prefetch(&s.calendars[a]);
        }
        if (v + near < n) detail::prefetch(in.arcs.data() + in.first[g.activity_of[v + near]]);
        if (v + next < n) {
            const auto a = g.activity_of[v + next];
            for (auto i = in.first[a]; i < in.first[a + 1]; ++i) detail::prefetch(&g.node_of[in.arcs[i].from]);
        }
        const auto activity = g.activity_of[v];
        for (auto i = in.first[activity]; i < in.first[activity + 1]; ++i, ++arc) {
            g.sources[arc] = g.node_of[in.arcs[i].from];
            g.lag_of.set(arc, in.arcs[i].lag);
            g.causes[arc] = in.arcs[i].cause;
        }
        g.first[v + 1] = arc;
        durations[v] = s.durations[activity];
        g.calendars[v] = s.calendars[activity];
    }
}

/// Whether an arc may lead back in a circle of activities without making each wait for the other: a maximum lag, or a
/// minimum that is negative, "at most so much before".
inline bool may_lead_back(const TemporalSystem& s, const TemporalSystem::Arc& arc) {
    if (arc.cause.kind() == CauseKind::rule_max) return true;
    const auto& lag = s.lags[arc.lag];
    return lag.kind != LagFunction::Kind::none && lag.amount < 0;
}

/// Arcs for the graph algorithms, without those that may lead back if `forward_only`.
inline std::vector<Arc> plain_arcs(const TemporalSystem& s, std::span<const TemporalSystem::Arc> arcs,
                                   bool forward_only, std::vector<std::uint32_t>* index = nullptr) {
    std::vector<Arc> plain;
    for (std::uint32_t i = 0; i < arcs.size(); ++i) {
        if (forward_only && may_lead_back(s, arcs[i])) continue;
        plain.push_back({arcs[i].from, arcs[i].to});
        if (index != nullptr) index->push_back(i);
    }
    return plain;
}

inline std::vector<Cycle> minimum_cycles(const TemporalSystem& s) {
    std::vector<std::uint32_t> index;
    const Digraph graph(static_cast<std::uint32_t>(s.durations.size()), plain_arcs(s, s.arcs, true, &index));
    auto cycles = shortest_cycles(graph, 100);
    for (auto& cycle : cycles)
        for (auto& arc : cycle.arcs) arc = index[arc];
    return cycles;
}

/// The order where arcs that may lead back close cycles: strong components one after the other, inside them by the
/// other arcs. Returns false when those have a cycle themselves.
inline bool order_by_component(Network& g, const TemporalSystem& s, const ArcsByTarget& in) {
    const auto n = static_cast<std::uint32_t>(in.first.size() - 1);
    const auto order = topological_order(Digraph(n, plain_arcs(s, in.arcs, true)));
    if (!order) return false;
    const auto components = strong_components(Digraph(n, plain_arcs(s, in.arcs, false)));
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
    return true;
}

inline Rows<NodeId, DateBound> by_node(const Network& g, const std::vector<DateBound>& bounds) {
    return Rows<NodeId, DateBound>::group(
        g.size(), bounds, [&](const auto& b) { return NodeId{g.node_of[b.activity]}; },
        [](const auto& b) { return b; });
}

/// The lag between two starts, where both activities and the lag are counted on the clock.
inline std::int64_t start_to_start(const LagFunction& lag, std::int64_t from_duration, std::int64_t to_duration) {
    return lag.amount + (lag.from_edge == Edge::finish ? from_duration : 0) -
           (lag.to_edge == Edge::finish ? to_duration : 0);
}

/// Turns lags into numbers where everything is counted on the clock and fits.
inline void make_additive(const Network& g, Bounds& b) {
    std::int64_t longest_lag = 0;
    for (const auto& f : g.lags) {
        if (f.kind != LagFunction::Kind::none && f.kind != LagFunction::Kind::elapsed) return;
        longest_lag = std::max(longest_lag, std::abs(f.amount));
    }
    std::int64_t longest = 0;
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        if (g.calendars[v] != 0 && b.durations[v] != 0) return;
        longest = std::max(longest, b.durations[v]);
    }
    if (longest > std::numeric_limits<std::int32_t>::max() / 2 ||
        longest_lag + longest > std::numeric_limits<std::int32_t>::max())
        return;
    b.weights.resize(g.sources.size());
    for (std::uint32_t v = 0; v < g.size(); ++v)
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a)
            b.weights[a] =
                static_cast<std::int32_t>(start_to_start(g.lag(a), b.durations[g.sources[a]], b.durations[v]));
    b.additive = true;
}

inline void fill_bounds(const TemporalSystem& system, const Network& g, Bounds& b) {
    b.floors = by_node(g, system.floors);
    b.ceilings = by_node(g, system.ceilings);
    make_additive(g, b);
}

} // namespace detail

CONVENE_DECL std::uint32_t Network::target(std::uint32_t arc) const {
    return static_cast<std::uint32_t>(std::ranges::upper_bound(first, arc) - first.begin() - 1);
}

CONVENE_DECL tl::expected<CompiledSystem, std::vector<Cycle>> compile(const TemporalSystem& system) {
    CONVENE_COUNT(compilations);
    const auto n = system.durations.size();
    const bool maxima =
        std::ranges::any_of(system.arcs, [](const auto& a) { return a.cause.kind() == CauseKind::rule_max; });
    CompiledSystem out;
    auto& g = out.network;
    {
        const auto in = detail::group_by_target(n, system.arcs);
        bool ordered = !maxima && detail::order_depth_first(g, in);
        if (!ordered) {
            g = {};
            ordered = detail::order_by_component(g, system, in);
        }
        if (!ordered) return tl::unexpected(detail::minimum_cycles(system));
        detail::fill_nodes(g, out.bounds.durations, system, in);
    }
    for (std::uint32_t v = 0; v < g.size() && !system.unbounded.empty(); ++v)
        g.unbounded.push_back(system.unbounded[g.activity_of[v]]);
    g.tables = system.tables;
    g.lags = system.lags;
    const auto plain = std::ranges::find(g.lags, LagFunction{});
    if (plain != g.lags.end()) g.finish_to_start = static_cast<std::uint32_t>(plain - g.lags.begin());
    detail::fill_bounds(system, g, out.bounds);
    return out;
}

CONVENE_DECL Bounds bounds_of(const TemporalSystem& system, const Network& network) {
    Bounds b;
    b.durations.reserve(network.size());
    for (const auto activity : network.activity_of) b.durations.push_back(system.durations[activity]);
    detail::fill_bounds(system, network, b);
    return b;
}

CONVENE_DECL void switch_off(Network& network, Bounds& bounds, std::uint32_t arc) {
    if (network.lags.empty() || network.lags.back().kind != LagFunction::Kind::never)
        network.lags.push_back({LagFunction::Kind::never, Edge::finish, Edge::start, 0, nullptr});
    network.lag_of.set(arc, static_cast<std::uint32_t>(network.lags.size() - 1));
    bounds.additive = false;
    bounds.weights.clear();
}

} // namespace convene
