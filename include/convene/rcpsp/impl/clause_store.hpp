#pragma once
/// \file
/// The clauses that lazy clause generation has learnt, and who watches them.

#include <convene/rcpsp/impl/literal.hpp>
#include <convene/rcpsp/problem.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace convene::rcpsp::detail {

/// The i-th number, i > 0, of 1 1 2 1 1 2 4 1 1 2 ... (Luby, Sinclair & Zuckerman 1993,
/// doi:10.1016/0020-0190(93)90029-9).
[[nodiscard]] inline std::uint64_t luby(std::uint64_t i) {
    while (true) {
        std::uint64_t k = 1;
        while ((std::uint64_t{1} << k) - 1 < i) ++k;
        if ((std::uint64_t{1} << k) - 1 == i) return std::uint64_t{1} << (k - 1);
        i -= (std::uint64_t{1} << (k - 1)) - 1;
    }
}

/// Learnt clauses by number, each watched by its first two literals.
class ClauseStore {
  public:
    /// That a clause has to be looked at when the bound of a half reaches `threshold`, unless `blocker` holds.
    struct Watch {
        Time threshold;
        std::uint32_t clause;
        Literal blocker;
    };

    explicit ClauseStore(std::size_t halves) : watches_(halves) {}

    [[nodiscard]] std::vector<Literal>& operator[](std::uint32_t clause) { return clauses_[clause].literals; }
    [[nodiscard]] const std::vector<Literal>& operator[](std::uint32_t clause) const {
        return clauses_[clause].literals;
    }
    [[nodiscard]] std::vector<Watch>& watches(std::uint32_t half) { return watches_[half]; }

    void watch(std::uint32_t clause, Literal l, Literal blocker) {
        watches_[l.half ^ 1U].push_back({1 - l.value, clause, blocker});
    }

    /// The number of a new clause of two literals at least.
    std::uint32_t learn(std::span<const Literal> literals) {
        std::uint32_t id = 0;
        if (free_.empty()) {
            id = static_cast<std::uint32_t>(clauses_.size());
            clauses_.emplace_back();
        } else {
            id = free_.back();
            free_.pop_back();
        }
        auto& c = clauses_[id];
        c.activity = step_;
        c.literals.assign(literals.begin(), literals.end());
        learnt_.push_back(id);
        watch(id, c.literals[0], c.literals[1]);
        watch(id, c.literals[1], c.literals[0]);
        return id;
    }

    void bump(std::uint32_t clause) { clauses_[clause].activity += step_; }

    /// What was bumped until now counts less from now on.
    void fade() {
        step_ *= 1.0 / 0.999;
        if (step_ <= 1e100) return;
        for (auto& c : clauses_) c.activity *= 1e-100;
        step_ *= 1e-100;
    }

    [[nodiscard]] bool is_full() const { return learnt_.size() > keep_; }

    /// Forgets the less active half of the learnt clauses. To be called at the root, where no clause is a needed
    /// reason: what the root implies is never explained.
    void reduce() {
        std::ranges::stable_sort(learnt_, [&](auto a, auto b) { return clauses_[a].activity > clauses_[b].activity; });
        std::vector<bool> gone(clauses_.size(), false);
        std::size_t kept = learnt_.size() / 2;
        for (std::size_t i = kept; i < learnt_.size(); ++i) {
            if (clauses_[learnt_[i]].literals.size() <= 2) {
                learnt_[kept++] = learnt_[i];
                continue;
            }
            gone[learnt_[i]] = true;
            free_.push_back(learnt_[i]);
        }
        learnt_.resize(kept);
        for (auto& list : watches_) std::erase_if(list, [&](const Watch& w) { return gone[w.clause]; });
        keep_ += keep_ / 20;
    }

  private:
    struct Clause {
        std::vector<Literal> literals;
        double activity = 0;
    };

    std::vector<Clause> clauses_;
    std::vector<std::vector<Watch>> watches_;
    std::vector<std::uint32_t> learnt_;
    std::vector<std::uint32_t> free_;
    std::size_t keep_ = 4000;
    double step_ = 1.0;
};

} // namespace convene::rcpsp::detail
