#pragma once

#include "support/environment.hpp"

#include <convene/core/random.hpp>
#include <convene/graph/digraph.hpp>

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace convene::test {

inline std::uint32_t scaled(int rounds) { return static_cast<std::uint32_t>(rounds * scale()); }

inline constexpr std::uint32_t million = 1'000'000;

struct Graph {
    std::uint32_t nodes;
    std::vector<Arc> arcs;
};

inline std::vector<std::uint32_t> shuffled(std::uint32_t size, Random& random) {
    std::vector<std::uint32_t> order(size);
    std::iota(order.begin(), order.end(), 0U);
    for (std::uint32_t i = size; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    return order;
}

/// The same graph with other node numbers.
inline Graph renumbered(Graph graph, Random& random) {
    const auto number = shuffled(graph.nodes, random);
    for (Arc& a : graph.arcs) a = {number[a.from], number[a.to]};
    return graph;
}

/// Self loops and parallel arcs are likely.
inline Graph random_graph(std::uint32_t nodes, std::uint32_t arcs, Random& random) {
    Graph graph{nodes, {}};
    for (std::uint32_t i = 0; i < arcs; ++i) graph.arcs.push_back({random.below(nodes), random.below(nodes)});
    return graph;
}

/// Parallel arcs are likely.
inline Graph random_acyclic_graph(std::uint32_t nodes, std::uint32_t arcs, Random& random) {
    Graph graph{nodes, {}};
    for (std::uint32_t i = 0; nodes > 1 && i < arcs; ++i) {
        const std::uint32_t from = random.below(nodes - 1);
        graph.arcs.push_back({from, from + 1 + random.below(nodes - 1 - from)});
    }
    return renumbered(std::move(graph), random);
}

/// 0 -> 1 -> ... -> size - 1.
inline Graph chain(std::uint32_t size) {
    Graph graph{size, {}};
    for (std::uint32_t v = 0; v + 1 < size; ++v) graph.arcs.push_back({v, v + 1});
    return graph;
}

/// 0 -> each of 1 ... size - 1.
inline Graph star(std::uint32_t size) {
    Graph graph{size, {}};
    for (std::uint32_t v = 1; v < size; ++v) graph.arcs.push_back({0, v});
    return graph;
}

/// The lengths of the shortest paths of one arc or more between all nodes (Floyd & Warshall); 0 where there is none.
inline std::vector<std::vector<std::uint32_t>> distances(const Graph& graph) {
    std::vector<std::vector<std::uint32_t>> d(graph.nodes, std::vector<std::uint32_t>(graph.nodes, 0));
    for (const Arc& a : graph.arcs) d[a.from][a.to] = 1;
    for (std::uint32_t k = 0; k < graph.nodes; ++k) {
        for (std::uint32_t i = 0; i < graph.nodes; ++i) {
            if (d[i][k] == 0) continue;
            for (std::uint32_t j = 0; j < graph.nodes; ++j) {
                if (d[k][j] == 0) continue;
                const std::uint32_t length = d[i][k] + d[k][j];
                if (d[i][j] == 0 || length < d[i][j]) d[i][j] = length;
            }
        }
    }
    return d;
}

} // namespace convene::test
