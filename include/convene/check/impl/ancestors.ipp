#pragma once

#include <convene/graph/digraph.hpp>
#include <convene/graph/order.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace convene::detail {

/// Answers whether a path leads from one node to another of an acyclic graph, as long as its budget lasts.
class AncestorSearch {
  public:
    /// *Requires* in-arcs, and `order` of this graph. Both outlive it.
    AncestorSearch(const Digraph& graph, const TopologicalOrder& order, std::uint64_t budget)
        : graph_(graph), budget_(budget), level_(graph.node_count()), seen_(graph.node_count(), 0) {
        for (std::uint32_t level = 0; level < order.level_count(); ++level)
            for (const auto node : order.level(level)) level_[node] = level;
    }

    /// Whether a path of an arc or more leads from `ancestor` to `node`; nothing once the budget is used up.
    /// Breadth-first against the arcs, no further than the level of the ancestor.
    std::optional<bool> operator()(std::uint32_t ancestor, std::uint32_t node) {
        ++round_;
        queue_.assign(1, node);
        for (std::size_t head = 0; head < queue_.size(); ++head) {
            for (const auto& arc : graph_.in(queue_[head])) {
                if (arc.from == ancestor) return true;
                if (budget_ == 0) return std::nullopt;
                --budget_;
                if (level_[arc.from] <= level_[ancestor] || seen_[arc.from] == round_) continue;
                seen_[arc.from] = round_;
                queue_.push_back(arc.from);
            }
        }
        return false;
    }

  private:
    const Digraph& graph_;
    std::uint64_t budget_;
    std::vector<std::uint32_t> level_;
    std::vector<std::uint32_t> seen_; // the round in which it was seen last
    std::vector<std::uint32_t> queue_;
    std::uint32_t round_ = 0;
};

} // namespace convene::detail
