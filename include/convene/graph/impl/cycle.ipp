#pragma once

#include <convene/graph/components.hpp>
#include <convene/graph/cycle.hpp>
#include <convene/graph/impl/feedback_nodes.ipp>

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

namespace convene {

namespace detail {

/// The arcs from a node to itself: one cycle for each node that has such, in ascending order.
inline std::vector<Cycle> self_loops(const Digraph& graph, std::size_t limit) {
    std::vector<Cycle> loops;
    for (std::uint32_t v = 0; v < graph.node_count() && loops.size() < limit; ++v) {
        const auto arcs = graph.out(v);
        const auto loop = std::ranges::find(arcs, v, &OutArc::to);
        if (loop != arcs.end()) loops.push_back({.nodes = {v}, .arcs = {loop->arc}});
    }
    return loops;
}

/// The part of a graph where cycles of two arcs or more can be: the strongly connected components of two nodes or more
/// without the arcs between them, without self loops, and with only the first of parallel arcs.
struct CyclicCore {
    /// Has in-arcs; out-arcs are sorted by target.
    Digraph graph;
    /// Of each node and arc of `graph`, the original one. Nodes are in ascending order.
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> arcs;
    /// The components of `graph`, by their smallest nodes.
    Components parts;
};

inline CyclicCore cyclic_core(const Digraph& graph) {
    const Components parts = strong_components(graph);
    CyclicCore core;
    std::vector<std::uint32_t> local_node(graph.node_count());
    std::vector<std::uint32_t> local_part(parts.count());
    std::uint32_t part_count = 0;
    for (std::uint32_t v = 0; v < graph.node_count(); ++v) {
        const auto members = parts.members(parts.of[v]);
        if (members.size() == 1) continue;
        if (v == members.front()) local_part[parts.of[v]] = part_count++;
        local_node[v] = static_cast<std::uint32_t>(core.nodes.size());
        core.nodes.push_back(v);
        core.parts.of.push_back(local_part[parts.of[v]]);
    }
    group_members(core.parts, part_count);
    const auto size = static_cast<std::uint32_t>(core.nodes.size());

    std::vector<Arc> arcs;
    std::vector<std::uint32_t> original;
    for (const std::uint32_t v : core.nodes) {
        for (const OutArc& a : graph.out(v)) {
            if (a.to == v || parts.of[a.to] != parts.of[v]) continue;
            arcs.push_back({local_node[v], local_node[a.to]});
            original.push_back(a.arc);
        }
    }
    // Listing the arcs by target sorts the out-arcs; there, parallel ones stand side by side, the smallest index first.
    const Digraph by_source(size, arcs, {.in_arcs = true});
    arcs.clear();
    for (std::uint32_t v = 0; v < size; ++v) {
        const auto in = by_source.in(v);
        for (std::size_t i = 0; i < in.size(); ++i) {
            if (i > 0 && in[i].from == in[i - 1].from) continue;
            arcs.push_back({in[i].from, v});
            core.arcs.push_back(original[in[i].arc]);
        }
    }
    core.graph = Digraph(size, arcs, {.in_arcs = true});
    return core;
}

/// Looks for shortest cycles in a core.
class CycleSearch {
  public:
    CycleSearch(const CyclicCore& core, std::uint64_t budget)
        : core_(core), budget_(budget), feedback_(feedback_nodes(core.graph, core.parts)),
          alive_(core.nodes.size(), true), visits_(core.nodes.size()), out_degree_(core.nodes.size()),
          in_degree_(core.nodes.size()) {
        for (std::uint32_t v = 0; v < core.nodes.size(); ++v) {
            out_degree_[v] = static_cast<std::uint32_t>(core.graph.out(v).size());
            in_degree_[v] = static_cast<std::uint32_t>(core.graph.in(v).size());
        }
    }

    /// A shortest cycle among `nodes`. *Requires* that they are one or more whole components, in ascending order, and
    /// that none of them was asked for before.
    Cycle run(std::span<const std::uint32_t> nodes) {
        std::uint32_t best_length = 0;
        std::uint32_t best_node = 0;
        bool complete = true;
        for (const std::uint32_t start : nodes) {
            if (!feedback_[start] || !alive_[start]) continue;
            complete = best_length == 0 || work_ < budget_;
            if (!complete) break;
            // The first search of a component always succeeds, for nothing of it is missing yet.
            const std::uint32_t length = search(start, best_length);
            if (length > 0) {
                const std::uint32_t node = smallest_node(start, length);
                best_node = length == best_length ? std::min(node, best_node) : node;
                best_length = length;
            }
            remove(start);
        }
        for (const std::uint32_t v : nodes) alive_[v] = true;
        search(best_node, 0);
        Cycle cycle = trace(best_node);
        cycle.shortest = complete;
        return cycle;
    }

  private:
    /// How a search reached a node.
    struct Visit {
        /// The number of the search; anything else below is of that one.
        std::uint32_t epoch = 0;
        std::uint32_t depth = 0;
        std::uint32_t from = 0;
        std::uint32_t arc = 0;
    };

    /// The length of a shortest cycle through `start`, or 0 if there is none of at most `limit` arcs (0: no limit).
    /// Nodes are reached in the order of the smallest sequence of nodes that leads to them, and `start` at last.
    std::uint32_t search(std::uint32_t start, std::uint32_t limit) {
        ++epoch_;
        queue_.assign(1, start);
        visits_[start].depth = 0;
        for (std::size_t next = 0; next < queue_.size(); ++next) {
            const std::uint32_t v = queue_[next];
            const std::uint32_t depth = visits_[v].depth + 1;
            if (limit > 0 && depth > limit) return 0;
            const auto out = core_.graph.out(v);
            work_ += out.size();
            for (const OutArc& a : out) {
                Visit& visit = visits_[a.to];
                if (visit.epoch == epoch_ || !alive_[a.to]) continue;
                visit = {epoch_, depth, v, a.arc};
                if (a.to == start) return depth;
                queue_.push_back(a.to);
            }
        }
        return 0;
    }

    /// The smallest node on any of the cycles through `start` of `length` arcs. *Requires* that the last search was
    /// from `start` and found that length.
    std::uint32_t smallest_node(std::uint32_t start, std::uint32_t length) {
        std::uint32_t smallest = start;
        queue_.assign(1, start);
        visits_[start].depth = length;
        for (std::size_t next = 0; next < queue_.size(); ++next) {
            const std::uint32_t v = queue_[next];
            const auto in = core_.graph.in(v);
            work_ += in.size();
            for (const InArc& a : in) {
                Visit& visit = visits_[a.from];
                if (visit.epoch != epoch_ || visit.depth + 1 != visits_[v].depth) continue;
                visit.epoch = 0;
                smallest = std::min(smallest, a.from);
                queue_.push_back(a.from);
            }
        }
        return smallest;
    }

    /// The cycle that the last search, from `start`, has found.
    [[nodiscard]] Cycle trace(std::uint32_t start) const {
        Cycle cycle;
        std::uint32_t v = start;
        do {
            const Visit& visit = visits_[v];
            v = visit.from;
            cycle.nodes.push_back(core_.nodes[v]);
            cycle.arcs.push_back(core_.arcs[visit.arc]);
        } while (v != start);
        std::ranges::reverse(cycle.nodes);
        std::ranges::reverse(cycle.arcs);
        // No change if the search was complete: nothing smaller is on a cycle of that length then.
        const auto smallest = std::ranges::min_element(cycle.nodes) - cycle.nodes.begin();
        std::ranges::rotate(cycle.nodes, cycle.nodes.begin() + smallest);
        std::ranges::rotate(cycle.arcs, cycle.arcs.begin() + smallest);
        return cycle;
    }

    /// Removes a node, and then whatever has no way in or no way out any more.
    void remove(std::uint32_t start) {
        const auto take = [&](std::uint32_t v) {
            alive_[v] = false;
            queue_.push_back(v);
        };
        const auto lose = [&](std::uint32_t v, std::uint32_t& degree) {
            if (alive_[v] && --degree == 0) take(v);
        };
        queue_.clear();
        take(start);
        while (!queue_.empty()) {
            const std::uint32_t v = queue_.back();
            queue_.pop_back();
            for (const OutArc& a : core_.graph.out(v)) lose(a.to, in_degree_[a.to]);
            for (const InArc& a : core_.graph.in(v)) lose(a.from, out_degree_[a.from]);
        }
    }

    const CyclicCore& core_;
    std::uint64_t budget_;
    std::uint64_t work_ = 0;
    std::vector<bool> feedback_;
    std::vector<bool> alive_;
    std::uint32_t epoch_ = 0;
    std::vector<Visit> visits_;
    std::vector<std::uint32_t> queue_;
    std::vector<std::uint32_t> out_degree_;
    std::vector<std::uint32_t> in_degree_;
};

} // namespace detail

CONVENE_DECL std::optional<Cycle> shortest_cycle(const Digraph& graph, CycleOptions options) {
    auto loops = detail::self_loops(graph, 1);
    if (!loops.empty()) return std::move(loops.front());
    const auto core = detail::cyclic_core(graph);
    if (core.nodes.empty()) return std::nullopt;
    std::vector<std::uint32_t> all(core.nodes.size());
    std::iota(all.begin(), all.end(), 0U);
    return detail::CycleSearch(core, options.budget).run(all);
}

CONVENE_DECL std::vector<Cycle> shortest_cycles(const Digraph& graph, std::size_t limit, CycleOptions options) {
    auto cycles = detail::self_loops(graph, limit);
    if (cycles.size() == limit) return cycles;
    const auto core = detail::cyclic_core(graph);
    detail::CycleSearch search(core, options.budget);
    for (std::uint32_t c = 0; c < core.parts.count() && cycles.size() < limit; ++c)
        cycles.push_back(search.run(core.parts.members(c)));
    return cycles;
}

} // namespace convene
