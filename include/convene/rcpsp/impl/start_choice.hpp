#pragma once
/// \file
/// Which of the eligible jobs to start together.

#include <convene/rcpsp/impl/packed.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace convene::rcpsp::detail {

/// What it is worth to start a job now: `worth` of the job, times 1 plus `urgency` for the first in the list, which
/// halves where a job is `reach` places behind.
struct StartValue {
    std::span<const double> worth;
    double urgency = 0;
    double reach = 5;
};

/// A knapsack with several capacities: those jobs that fit together and are worth most, by depth-first search that
/// takes the first of the list first.
class StartChoice {
  public:
    explicit StartChoice(const Packed& packed) : q_(&packed), picked_(packed.jobs) {}

    /// Chooses among `eligible`, which is in the order of the list, as `rank` is. The set is maximal.
    /// At most `node_limit` nodes, and O(eligible).
    template <std::uint32_t W>
    void choose(std::span<const Job> eligible, std::span<const std::uint32_t> rank, const std::uint64_t* free,
                const StartValue& value) {
        candidates_.clear();
        chosen_.clear();
        best_.clear();
        for (const Job j : eligible) {
            picked_[j] = false;
            if (!fits<W>(free, need<W>(j), q_->guard.data())) continue;
            const double behind = rank[j] - rank[eligible.front()];
            const double urgent = value.urgency * value.reach / (value.reach + behind);
            candidates_.push_back({(value.worth[j] + least_worth) * (1 + urgent), j});
        }
        rest_.assign(candidates_.size() + 1, 0.0);
        for (auto i = candidates_.size(); i-- > 0;) rest_[i] = rest_[i + 1] + candidates_[i].value;
        best_value_ = 0;
        nodes_ = 0;
        descend<W>(0, free, 0);
        fill<W>(free);
    }

    /// Whether the last choice took this one of the eligible jobs.
    [[nodiscard]] bool picked(Job j) const { return picked_[j]; }

  private:
    /// Even a job that needs nothing is worth to be started.
    static constexpr double least_worth = 1e-3;
    static constexpr std::uint32_t node_limit = 300;

    struct Candidate {
        double value;
        Job job;
    };

    template <std::uint32_t W>
    [[nodiscard]] const std::uint64_t* need(Job j) const {
        return &q_->need[std::size_t{j} * W];
    }

    template <std::uint32_t W>
    static void take(std::uint64_t* free, const std::uint64_t* need) {
        for (std::uint32_t w = 0; w < W; ++w) free[w] -= need[w];
    }

    template <std::uint32_t W>
    void descend(std::size_t from, const std::uint64_t* free, double value) {
        if (value > best_value_ + 1e-12) {
            best_value_ = value;
            best_ = chosen_;
        }
        for (auto i = from; i < candidates_.size(); ++i) {
            if (value + rest_[i] <= best_value_ + 1e-12 || ++nodes_ > node_limit) return;
            const auto [worth, job] = candidates_[i];
            if (!fits<W>(free, need<W>(job), q_->guard.data())) continue;
            std::uint64_t left[W];
            std::copy_n(free, W, left);
            take<W>(left, need<W>(job));
            chosen_.push_back(job);
            descend<W>(i + 1, left, value + worth);
            chosen_.pop_back();
        }
    }

    /// The best set, and what still fits beside it when the limit ended the search.
    template <std::uint32_t W>
    void fill(const std::uint64_t* free) {
        std::uint64_t left[W];
        std::copy_n(free, W, left);
        for (const Job j : best_) {
            take<W>(left, need<W>(j));
            picked_[j] = true;
        }
        for (const auto& c : candidates_) {
            if (picked_[c.job] || !fits<W>(left, need<W>(c.job), q_->guard.data())) continue;
            take<W>(left, need<W>(c.job));
            picked_[c.job] = true;
        }
    }

    const Packed* q_;
    std::vector<Candidate> candidates_;
    std::vector<double> rest_; ///< the values of the candidates from here on
    std::vector<Job> chosen_;
    std::vector<Job> best_;
    double best_value_ = 0;
    std::uint32_t nodes_ = 0;
    std::vector<char> picked_;
};

} // namespace convene::rcpsp::detail
