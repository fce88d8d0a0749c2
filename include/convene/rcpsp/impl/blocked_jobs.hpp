#pragma once
/// \file
/// The jobs among which the parallel scheme chooses at a decision time, and those for which a pool has too little.

#include <convene/rcpsp/problem.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace convene::rcpsp::detail {

/// Jobs by their ranks, the most urgent the least. Who is blocked stands with all others that ask for the same amount
/// of the same pool, so that of a crowd only its first is looked at when the pool has something again.
class BlockedJobs {
  public:
    explicit BlockedJobs(std::size_t pools) : of_pool_(pools) {}

    void clear() {
        awake_.clear();
        offered_.clear();
        for (auto& crowd : crowds_) crowd.ranks.clear();
    }

    /// One that may be chosen.
    void wake(std::uint32_t rank) { push(awake_, rank); }

    /// One that waits until the pool has so much. *Requires* that it has less now. O(log(jobs)), and an entry in a
    /// sorted list the first time that so much is asked of the pool.
    void block(Pool pool, Amount amount, std::uint32_t rank) {
        auto& known = of_pool_[pool];
        auto at = std::ranges::lower_bound(known, amount, {}, &Known::amount);
        if (at == known.end() || at->amount != amount) {
            at = known.insert(at, {amount, static_cast<std::uint32_t>(crowds_.size())});
            crowds_.push_back({pool, amount, {}});
        }
        push(crowds_[at->crowd].ranks, rank);
    }

    /// The pool has so much again: those who wait for no more may be chosen. O(distinct amounts up to `free`).
    void offer(Pool pool, Amount free) {
        for (const auto& [amount, crowd] : of_pool_[pool]) {
            if (amount > free) break;
            offer_first(crowd);
        }
    }

    /// Takes out the least that may be chosen. `free(pool)` is what there is now, no more than was offered.
    template <class Free>
    std::optional<std::uint32_t> take(Free free) {
        // An offer ends when others have taken too much, or the first of the crowd.
        const auto stands = [&](const Offer& o) {
            const auto& crowd = crowds_[o.crowd];
            return !crowd.ranks.empty() && crowd.ranks.front() == o.rank && crowd.amount <= free(crowd.pool);
        };
        while (!offered_.empty() && !stands(offered_.front())) pop(offered_);
        if (!awake_.empty() && (offered_.empty() || awake_.front() < offered_.front().rank)) return pop(awake_);
        if (offered_.empty()) return std::nullopt;
        const auto [rank, crowd] = pop(offered_);
        pop(crowds_[crowd].ranks);
        offer_first(crowd);
        return rank;
    }

  private:
    struct Known {
        Amount amount;
        std::uint32_t crowd;
    };
    struct Crowd {
        Pool pool;
        Amount amount;
        std::vector<std::uint32_t> ranks; ///< a heap
    };
    struct Offer {
        std::uint32_t rank;
        std::uint32_t crowd;

        friend auto operator<=>(const Offer&, const Offer&) = default;
    };

    template <class T>
    static void push(std::vector<T>& heap, T value) {
        heap.push_back(value);
        std::ranges::push_heap(heap, std::greater<>{});
    }
    template <class T>
    static T pop(std::vector<T>& heap) {
        std::ranges::pop_heap(heap, std::greater<>{});
        const T least = heap.back();
        heap.pop_back();
        return least;
    }

    void offer_first(std::uint32_t crowd) {
        if (const auto& ranks = crowds_[crowd].ranks; !ranks.empty()) push(offered_, {ranks.front(), crowd});
    }

    std::vector<std::vector<Known>> of_pool_; ///< by amount
    std::vector<Crowd> crowds_;
    std::vector<std::uint32_t> awake_; ///< a heap
    std::vector<Offer> offered_;       ///< a heap
};

} // namespace convene::rcpsp::detail
