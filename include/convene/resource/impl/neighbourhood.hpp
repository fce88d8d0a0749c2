#pragma once
/// \file
/// Large-neighbourhood search on schedules: some jobs are freed, the others keep the order in which they hand units of
/// the pools to each other (a partial order schedule, Policella, Cesta, Oddi & Smith 2007,
/// doi:10.1007/s10951-007-0042-0; Godard, Laborie & Nuijten 2005), and lazy clause generation looks for a shorter
/// schedule or refutes that there is one.

#include <convene/core/random.hpp>
#include <convene/resource/impl/lcg.hpp>
#include <convene/resource/rcpsp.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace convene::rcpsp::detail {

inline Lcg make_lcg(const Problem& p, Time lower, Time horizon);

/// What neighbourhoods may cost, in schedules.
class Allowance {
  public:
    explicit Allowance(std::uint64_t schedules) : total_(schedules) {}

    /// Half a schedule less than is left: a neighbourhood ends a little after its limit, and its cost is rounded.
    [[nodiscard]] double limit() const { return static_cast<double>(total_ - spent_) - 0.5; }
    [[nodiscard]] std::uint64_t spent() const { return spent_; }
    [[nodiscard]] bool left() const { return spent_ < total_; }
    void pay(double schedules) { spent_ += static_cast<std::uint64_t>(std::round(std::max(1.0, schedules))); }

  private:
    std::uint64_t total_;
    std::uint64_t spent_ = 0;
};

/// *Requires* a problem without calendars.
class Neighbourhood {
  public:
    struct Outcome {
        bool improved = false;
        /// All jobs were free and nothing shorter exists.
        bool optimal = false;
        /// Starts assigned in the course, by decision or propagation, over the number of jobs: what it cost, in
        /// schedules.
        double schedules = 0;
    };

    Neighbourhood(const Problem& problem, std::uint64_t seed) : p_(problem), random_(seed) {
        size_ = std::min(p_.jobs(), 40U);
        for (Pool k = 0; k < p_.pools(); ++k) {
            Amount most = 0;
            for (const auto& s : p_.capacity(k)) most = std::max(most, s.capacity);
            capacity_.push_back(most);
        }
    }

    /// One neighbourhood of `starts`, which is replaced if a schedule shorter than `makespan` is found. Ends soon after
    /// it has cost `schedules`, if that is before `conflicts`.
    template <class Stop>
    Outcome improve(Starts& starts, Time lower, Time makespan, std::uint64_t conflicts, double schedules, Stop stop) {
        free_jobs(starts, makespan);
        auto lcg = make_lcg(p_, lower, makespan - 1);
        lcg.seed(random_.next());
        lcg.limit_assignments(static_cast<std::uint64_t>(std::max(0.0, schedules) * p_.jobs()));
        order_others(starts, lcg);
        const bool all = std::ranges::all_of(free_, [](bool f) { return f; });
        const auto answer = lcg.search({}, conflicts, stop);
        Outcome out;
        out.schedules = static_cast<double>(lcg.assignments()) / p_.jobs();
        if (answer == Lcg::Answer::solution) {
            for (Job j = 0; j < p_.jobs(); ++j) starts[j] = lcg.low(j);
            out.improved = true;
        } else if (answer == Lcg::Answer::refuted) {
            out.optimal = all;
            // Too small to matter: grow until the limit of conflicts is what ends a neighbourhood.
            size_ = std::min(p_.jobs(), size_ + std::max(1U, size_ / 32));
        } else {
            size_ = std::max(std::min(p_.jobs(), 8U), size_ - std::max(1U, size_ / 32));
        }
        return out;
    }

  private:
    /// Frees about `size_` jobs: those that run nearest to a random moment, and a few anywhere.
    void free_jobs(const Starts& starts, Time makespan) {
        const auto n = p_.jobs();
        free_.assign(n, size_ >= n);
        if (size_ >= n) return;
        const auto middle = static_cast<double>(random_.between(0, makespan));
        order_.resize(n);
        std::iota(order_.begin(), order_.end(), 0U);
        distance_.resize(n);
        for (Job j = 0; j < n; ++j) {
            const double gap = std::max({0.0, starts[j] - middle, middle - starts[j] - p_.duration(j)});
            distance_[j] = gap + random_.unit() * 4;
        }
        std::ranges::sort(
            order_, [&](Job a, Job b) { return distance_[a] != distance_[b] ? distance_[a] < distance_[b] : a < b; });
        const auto elsewhere = random_.chance(0.5) ? size_ / 5 : 0;
        for (std::uint32_t i = 0; i < size_ - elsewhere; ++i) free_[order_[i]] = true;
        for (std::uint32_t i = 0; i < elsewhere; ++i) free_[random_.below(n)] = true;
    }

    /// Hands the units of each pool from job to job among those that aren't free, in order of their starts.
    void order_others(const Starts& starts, Lcg& lcg) {
        order_.clear();
        for (Job j = 0; j < p_.jobs(); ++j)
            if (!free_[j] && p_.duration(j) > 0) order_.push_back(j);
        std::ranges::sort(order_, [&](Job a, Job b) { return starts[a] != starts[b] ? starts[a] < starts[b] : a < b; });
        struct Chain {
            Job last;
            Time end;
            Amount units;
        };
        std::vector<std::vector<Chain>> chains(p_.pools());
        std::vector<Amount> unused = capacity_;
        std::vector<Job> before;
        for (const Job j : order_) {
            before.clear();
            for (const auto& n : p_.needs(j)) {
                Amount want = n.amount;
                auto& all = chains[n.pool];
                // Units of jobs that come before anyway are taken first, then those freed last.
                for (int round = 0; round < 2 && want > 0; ++round)
                    for (auto c = all.rbegin(); c != all.rend() && want > 0; ++c) {
                        if (c->end > starts[j] || c->units == 0) continue;
                        const bool linked = std::ranges::find(before, c->last) != before.end();
                        if (round == 0 && !linked) continue;
                        const Amount take = std::min(want, c->units);
                        want -= take;
                        c->units -= take;
                        if (!linked) {
                            before.push_back(c->last);
                            lcg.add_arc(c->last, j, p_.duration(c->last));
                        }
                    }
                const Amount fresh = std::min(want, unused[n.pool]);
                unused[n.pool] -= fresh;
                std::erase_if(all, [](const Chain& c) { return c.units == 0; });
                all.push_back({j, starts[j] + p_.duration(j), n.amount});
            }
        }
    }

    const Problem& p_;
    Random random_;
    std::uint32_t size_ = 0;
    std::vector<Amount> capacity_;
    std::vector<bool> free_;
    std::vector<Job> order_;
    std::vector<double> distance_;
};

} // namespace convene::rcpsp::detail
