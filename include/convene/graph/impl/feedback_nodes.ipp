#pragma once

#include <convene/graph/components.hpp>
#include <convene/graph/digraph.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace convene::detail {

/// The nodes to which arcs lead back from below in a depth-first search. Few where cycles are long and share nodes.
inline std::vector<bool> nodes_led_back_to(const Digraph& graph) {
    enum class State : std::uint8_t { fresh, open, closed };
    struct Frame {
        std::uint32_t node;
        std::uint32_t next;
    };
    std::vector<State> state(graph.node_count(), State::fresh);
    std::vector<bool> chosen(graph.node_count(), false);
    std::vector<Frame> frames;
    const auto open = [&](std::uint32_t v) {
        state[v] = State::open;
        frames.push_back({v, 0});
    };
    for (std::uint32_t start = 0; start < graph.node_count(); ++start) {
        if (state[start] == State::fresh) open(start);
        while (!frames.empty()) {
            auto& [v, next] = frames.back();
            const auto out = graph.out(v);
            if (next == out.size()) {
                state[v] = State::closed;
                frames.pop_back();
                continue;
            }
            const std::uint32_t to = out[next++].to;
            if (state[to] == State::fresh) {
                open(to);
            } else if (state[to] == State::open) {
                chosen[to] = true;
            }
        }
    }
    return chosen;
}

/// A queue of nodes of which some may have been dealt with meanwhile.
class LazyQueue {
  public:
    void push(std::uint32_t v) { nodes_.push_back(v); }

    /// Whether there is one that isn't done; that is then the front.
    [[nodiscard]] bool has_open(const std::vector<bool>& done) {
        while (next_ < nodes_.size() && done[nodes_[next_]]) ++next_;
        return next_ < nodes_.size();
    }
    [[nodiscard]] std::uint32_t front() const { return nodes_[next_]; }

  private:
    std::vector<std::uint32_t> nodes_;
    std::size_t next_ = 0;
};

/// The nodes that are let go before their turn when the graph is sorted as if it were acyclic: preferably those that
/// wait for one arc only, else those that have waited longest. Few where most arcs agree with some order.
inline std::vector<bool> nodes_released_early(const Digraph& graph) {
    const std::uint32_t n = graph.node_count();
    std::vector<std::uint32_t> pending(n, 0);
    for (const OutArc& a : graph.out_arcs()) ++pending[a.to];
    std::vector<bool> chosen(n, false);
    std::vector<bool> done(n, false);
    std::vector<bool> touched(n, false);
    std::vector<std::uint32_t> ready;
    ready.reserve(n);
    LazyQueue nearly_ready;
    LazyQueue waiting;
    std::uint32_t untouched = 0;
    const auto release = [&](std::uint32_t v) {
        done[v] = true;
        ready.push_back(v);
    };
    const auto arrive = [&](std::uint32_t v) {
        if (done[v]) return;
        if (--pending[v] == 0) return release(v);
        if (pending[v] == 1) nearly_ready.push(v);
        if (!touched[v]) waiting.push(v);
        touched[v] = true;
    };
    for (std::uint32_t v = 0; v < n; ++v)
        if (pending[v] == 0) release(v);
    for (std::size_t next = 0; next < n; ++next) {
        if (next == ready.size()) {
            if (nearly_ready.has_open(done)) {
                release(nearly_ready.front());
            } else if (waiting.has_open(done)) {
                release(waiting.front());
            } else {
                while (done[untouched]) ++untouched;
                release(untouched);
            }
            chosen[ready.back()] = true;
        }
        for (const OutArc& a : graph.out(ready[next])) arrive(a.to);
    }
    return chosen;
}

/// Nodes such that each cycle goes through at least one of them: in each component, the fewer that two heuristics find.
inline std::vector<bool> feedback_nodes(const Digraph& graph, const Components& parts) {
    std::vector<bool> chosen = nodes_led_back_to(graph);
    const std::vector<bool> other = nodes_released_early(graph);
    for (std::uint32_t c = 0; c < parts.count(); ++c) {
        std::int64_t gain = 0;
        for (const std::uint32_t v : parts.members(c)) gain += std::int64_t{chosen[v]} - std::int64_t{other[v]};
        if (gain <= 0) continue;
        for (const std::uint32_t v : parts.members(c)) chosen[v] = other[v];
    }
    return chosen;
}

} // namespace convene::detail
