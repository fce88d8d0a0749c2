#pragma once
/// \file
/// All orders of a few activities that leave each behind those that it follows.

#include <convene/schedule/network.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace convene::detail {

class RivalOrders {
  public:
    /// O(rivals * arcs).
    RivalOrders(const Network& network, const std::vector<ActivityId>& rivals) : rivals_(rivals) {
        before_.resize(rivals.size());
        std::vector<bool> follows;
        for (std::size_t i = 0; i < rivals.size(); ++i) {
            const auto source = network.node_of[rivals[i].index()];
            follows.assign(network.size(), false);
            follows[source] = true;
            for (std::uint32_t v = 0; v < network.size(); ++v)
                for (auto a = network.first[v]; a < network.first[v + 1]; ++a)
                    if (network.sources[a] < v && follows[network.sources[a]] && !network.is_off(a)) follows[v] = true;
            for (std::size_t k = 0; k < rivals.size(); ++k)
                if (k != i && follows[network.node_of[rivals[k].index()]]) before_[k].push_back(i);
        }
    }

    /// Calls `use(order)` for each, in lexicographic order, until it returns false. At most rivals! of them.
    template <class Use>
    void each(Use use) const {
        std::vector<std::size_t> order(rivals_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::vector<ActivityId> named(rivals_.size());
        do {
            if (!is_allowed(order)) continue;
            for (std::size_t i = 0; i < order.size(); ++i) named[i] = rivals_[order[i]];
            if (!use(named)) return;
        } while (std::ranges::next_permutation(order).found);
    }

  private:
    [[nodiscard]] bool is_allowed(const std::vector<std::size_t>& order) const {
        std::uint32_t seen = 0;
        for (const auto i : order) {
            for (const auto before : before_[i])
                if ((seen >> before & 1U) == 0) return false;
            seen |= 1U << i;
        }
        return true;
    }

    std::vector<ActivityId> rivals_;
    std::vector<std::vector<std::size_t>> before_;
};

} // namespace convene::detail
