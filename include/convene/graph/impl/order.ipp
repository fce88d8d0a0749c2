#pragma once

#include <convene/graph/order.hpp>

#include <optional>

namespace convene {

namespace detail {

/// The order, or nothing if the graph has a cycle.
inline std::optional<TopologicalOrder> sort_by_levels(const Digraph& graph) {
    const std::uint32_t n = graph.node_count();
    // Of a node not yet sorted: how many arcs into it are yet to come. Of one that is: its level.
    std::vector<std::uint32_t> pending(n, 0);
    for (const OutArc& a : graph.out_arcs()) ++pending[a.to];

    TopologicalOrder order;
    order.nodes.resize(n);
    std::uint32_t last = 0;
    for (std::uint32_t v = 0; v < n; ++v)
        if (pending[v] == 0) order.nodes[last++] = v;
    for (std::uint32_t next = 0; next < last;) {
        const std::uint32_t level = order.level_count();
        for (const std::uint32_t end = last; next < end; ++next) {
            const std::uint32_t v = order.nodes[next];
            pending[v] = level;
            for (const OutArc& a : graph.out(v))
                if (--pending[a.to] == 0) order.nodes[last++] = a.to;
        }
        order.starts.push_back(next);
    }
    if (last < n) return std::nullopt;

    std::vector<std::uint32_t> place = order.starts;
    for (std::uint32_t v = 0; v < n; ++v) order.nodes[place[pending[v]]++] = v;
    return order;
}

} // namespace detail

CONVENE_DECL tl::expected<TopologicalOrder, Cycle> topological_order(const Digraph& graph, CycleOptions options) {
    if (auto order = detail::sort_by_levels(graph)) return std::move(*order);
    return tl::unexpected<Cycle>(*shortest_cycle(graph, options));
}

} // namespace convene
