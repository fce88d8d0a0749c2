#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace convene::detail {

/// A little network of unit flows, for a handful of people. Augments along shortest paths.
class UnitFlow {
  public:
    explicit UnitFlow(std::size_t nodes) : out_(nodes) {}

    void connect(std::size_t from, std::size_t to, std::size_t capacity = 1) {
        out_[from].push_back(edges_.size());
        edges_.push_back({to, capacity});
        out_[to].push_back(edges_.size());
        edges_.push_back({from, 0});
    }

    /// The most that flows from one to the other. O(flow * edges).
    std::size_t operator()(std::size_t source, std::size_t sink) {
        std::size_t flow = 0;
        while (augment(source, sink)) ++flow;
        return flow;
    }

  private:
    struct Edge {
        std::size_t to;
        std::size_t capacity;
    };

    bool augment(std::size_t source, std::size_t sink) {
        constexpr auto none = static_cast<std::size_t>(-1);
        std::vector<std::size_t> by(out_.size(), none); // the edge over which a node was reached
        std::vector<std::size_t> queue{source};
        for (std::size_t head = 0; head < queue.size() && by[sink] == none; ++head)
            for (const auto e : out_[queue[head]]) {
                const auto to = edges_[e].to;
                if (edges_[e].capacity == 0 || by[to] != none || to == source) continue;
                by[to] = e;
                queue.push_back(to);
            }
        if (by[sink] == none) return false;
        for (auto at = sink; at != source; at = edges_[by[at] ^ 1U].to) {
            --edges_[by[at]].capacity;
            ++edges_[by[at] ^ 1U].capacity;
        }
        return true;
    }

    std::vector<Edge> edges_; // each followed by the one back
    std::vector<std::vector<std::size_t>> out_;
};

/// Seats that different people have to take: each person one at most, for one principal (itself, or one whom it stands
/// in for), and each principal is stood for at most once.
struct Seats {
    /// How many seats each group has, and the principals who may sit there.
    std::vector<std::size_t> needed;
    std::vector<std::vector<std::size_t>> principals;
    /// For whom each person may sit.
    std::vector<std::vector<std::size_t>> stands_for;
    std::size_t principal_count = 0;

    using Groups = std::vector<std::size_t>;

    /// Whether all seats of these groups can be taken at once.
    [[nodiscard]] bool can_fill(const Groups& groups) const {
        std::size_t seats = 0;
        for (const auto g : groups) seats += needed[g];
        return stands_for.size() >= seats && most(groups) == seats;
    }

    /// Of these groups as many as can be filled at once, small ones first.
    [[nodiscard]] Groups filled(const Groups& groups) const {
        if (can_fill(groups)) return groups;
        auto order = groups;
        std::ranges::stable_sort(order, {}, [&](std::size_t g) { return needed[g]; });
        Groups out;
        for (const auto g : order) {
            out.push_back(g);
            if (!can_fill(out)) out.pop_back();
        }
        return out;
    }

    /// Whether so many of these groups can be filled at once. Exact up to 12 of them.
    [[nodiscard]] bool can_fill_any(const Groups& groups, std::size_t count) const {
        if (filled(groups).size() >= count) return true;
        constexpr std::size_t exact = 12;
        if (groups.size() > exact || count > groups.size()) return false;
        for (std::uint32_t some = 0; some < (1U << groups.size()); ++some) {
            if (static_cast<std::size_t>(std::popcount(some)) != count) continue;
            Groups chosen;
            for (std::size_t g = 0; g < groups.size(); ++g)
                if ((some >> g & 1U) != 0) chosen.push_back(groups[g]);
            if (can_fill(chosen)) return true;
        }
        return false;
    }

    /// How many seats of these groups can be taken at once.
    [[nodiscard]] std::size_t most(const Groups& groups) const {
        const auto first_principal = stands_for.size() + 1;
        const auto first_group = first_principal + 2 * principal_count;
        const auto sink = first_group + groups.size();
        UnitFlow flow(sink + 1);
        for (std::size_t p = 0; p < stands_for.size(); ++p) {
            flow.connect(0, p + 1);
            for (const auto q : stands_for[p]) flow.connect(p + 1, first_principal + 2 * q);
        }
        for (std::size_t q = 0; q < principal_count; ++q)
            flow.connect(first_principal + 2 * q, first_principal + 2 * q + 1);
        for (std::size_t g = 0; g < groups.size(); ++g) {
            for (const auto q : principals[groups[g]]) flow.connect(first_principal + 2 * q + 1, first_group + g);
            flow.connect(first_group + g, sink, needed[groups[g]]);
        }
        return flow(0, sink);
    }
};

} // namespace convene::detail
