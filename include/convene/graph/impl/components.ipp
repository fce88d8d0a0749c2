#pragma once

#include <convene/graph/components.hpp>

#include <algorithm>
#include <utility>

namespace convene {

namespace detail {

/// Fills `nodes` and `starts` from `of`.
inline void group_members(Components& components, std::uint32_t count) {
    auto& starts = components.starts;
    starts.assign(count + std::size_t{1}, 0);
    for (const std::uint32_t c : components.of) ++starts[c + std::size_t{1}];
    for (std::size_t c = 0; c < count; ++c) starts[c + 1] += starts[c];
    std::vector<std::uint32_t> place = starts;
    components.nodes.resize(components.of.size());
    for (std::uint32_t v = 0; v < components.of.size(); ++v) components.nodes[place[components.of[v]]++] = v;
}

/// Pearce's algorithm with the calls on a stack of its own.
class StrongSearch {
  public:
    explicit StrongSearch(const Digraph& graph)
        : graph_(graph), root_(graph.node_count(), 0), component_(graph.node_count()) {}

    Components run() {
        const std::uint32_t n = graph_.node_count();
        for (std::uint32_t v = 0; v < n; ++v)
            if (root_[v] == 0) visit(v);
        for (auto& c : root_) c -= component_ + 1;
        Components components;
        components.of = std::move(root_);
        group_members(components, n - component_);
        return components;
    }

  private:
    struct Frame {
        std::uint32_t node;
        std::uint32_t next;
        bool is_root;
    };

    void enter(std::uint32_t node) {
        root_[node] = index_++;
        frames_.push_back({node, 0, true});
    }

    void visit(std::uint32_t start) {
        enter(start);
        while (!frames_.empty()) {
            const std::uint32_t v = frames_.back().node;
            const auto arcs = graph_.out(v);
            if (frames_.back().next < arcs.size()) {
                const std::uint32_t to = arcs[frames_.back().next++].to;
                if (root_[to] == 0) {
                    enter(to);
                } else {
                    lower(frames_.back(), to);
                }
                continue;
            }
            const bool is_root = frames_.back().is_root;
            frames_.pop_back();
            leave(v, is_root);
            if (!frames_.empty()) lower(frames_.back(), v);
        }
    }

    void lower(Frame& frame, std::uint32_t to) {
        if (root_[to] >= root_[frame.node]) return;
        root_[frame.node] = root_[to];
        frame.is_root = false;
    }

    void leave(std::uint32_t v, bool is_root) {
        if (!is_root) {
            open_.push_back(v);
            return;
        }
        --index_;
        while (!open_.empty() && root_[open_.back()] >= root_[v]) {
            root_[open_.back()] = component_;
            open_.pop_back();
            --index_;
        }
        root_[v] = component_--;
    }

    const Digraph& graph_;
    // 0 = not yet seen; while open, the smallest index known to be reached; once closed, the component, which counts
    // down from the number of nodes and so is never below an open index.
    std::vector<std::uint32_t> root_;
    std::uint32_t index_ = 1;
    std::uint32_t component_;
    std::vector<Frame> frames_;
    std::vector<std::uint32_t> open_;
};

/// `neighbours(node, use)` calls `use` with each node that is one step further.
inline std::vector<bool> spread(std::uint32_t node_count, std::span<const std::uint32_t> from, auto neighbours) {
    std::vector<bool> reached(node_count, false);
    std::vector<std::uint32_t> stack;
    const auto reach = [&](std::uint32_t v) {
        if (reached[v]) return;
        reached[v] = true;
        stack.push_back(v);
    };
    for (const std::uint32_t v : from) reach(v);
    while (!stack.empty()) {
        const std::uint32_t v = stack.back();
        stack.pop_back();
        neighbours(v, reach);
    }
    return reached;
}

} // namespace detail

CONVENE_DECL Components strong_components(const Digraph& graph) { return detail::StrongSearch(graph).run(); }

CONVENE_DECL Components weak_components(const Digraph& graph) {
    const std::uint32_t n = graph.node_count();
    // Each node's parent in a forest of which a tree is a component; a parent is never greater than its child.
    std::vector<std::uint32_t> parent(n);
    for (std::uint32_t v = 0; v < n; ++v) parent[v] = v;
    const auto root = [&](std::uint32_t v) {
        while (parent[v] != v) v = parent[v] = parent[parent[v]];
        return v;
    };
    for (std::uint32_t v = 0; v < n; ++v) {
        for (const OutArc& a : graph.out(v)) {
            const auto [low, high] = std::minmax({root(v), root(a.to)});
            parent[high] = low;
        }
    }
    Components components;
    std::uint32_t count = 0;
    for (std::uint32_t v = 0; v < n; ++v) parent[v] = parent[v] == v ? count++ : parent[parent[v]];
    components.of = std::move(parent);
    detail::group_members(components, count);
    return components;
}

CONVENE_DECL std::vector<bool> reachable_from(const Digraph& graph, std::span<const std::uint32_t> sources) {
    return detail::spread(graph.node_count(), sources, [&](std::uint32_t v, auto reach) {
        for (const OutArc& a : graph.out(v)) reach(a.to);
    });
}

CONVENE_DECL std::vector<bool> reaching(const Digraph& graph, std::span<const std::uint32_t> targets) {
    return detail::spread(graph.node_count(), targets, [&](std::uint32_t v, auto reach) {
        for (const InArc& a : graph.in(v)) reach(a.from);
    });
}

} // namespace convene
