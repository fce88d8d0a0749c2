#pragma once
/// \file
/// How two schedules of a population give a third.

#include <convene/core/random.hpp>
#include <convene/rcpsp/impl/packed.hpp>
#include <convene/rcpsp/impl/population_settings.hpp>
#include <convene/rcpsp/impl/work_mass.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace convene::rcpsp::detail {

/// A schedule made on one side, remembered as the order in which the other side is to be scheduled next: each job's key
/// is its distance from its finish to the makespan, which is its start seen from the other end.
struct Individual {
    std::vector<double> key;
    double fitness = 0;
    Time makespan = 0;
    std::uint64_t hash = 0;
};

/// Crossovers and mutations. They leave a child's keys in `child`.
class Crossover {
  public:
    Crossover(const Packed& packed, const PopulationSettings& settings, const WorkMass& work)
        : child(packed.jobs), q_(packed), c_(settings), work_(work) {}

    std::vector<double> child;

    /// Some keys move a little.
    void mutate(double rate, Random& random) {
        for (auto& key : child)
            if (random.chance(rate)) key += (random.unit() - 0.5) * 2 * c_.mutation_reach;
    }

    /// Most of the keys within a window get new places in it.
    void shuffle_window(Random& random) {
        const auto [low, high] = std::ranges::minmax(child);
        const double length = (high - low) * (c_.shuffle_low + (c_.shuffle_high - c_.shuffle_low) * random.unit());
        const double from = low + (high - low - length) * random.unit();
        for (auto& key : child) {
            const bool inside = key >= from && key < from + length;
            if (inside && random.chance(c_.shuffle_share)) key = from + length * random.unit();
        }
    }

    /// The father's jobs within his densest window keep their order; the mother's order puts the others before or
    /// after.
    void keep_window(const Individual& mother, const Individual& father, Random& random) {
        const auto length = std::clamp(
            static_cast<Time>(father.makespan * (c_.window_low + (c_.window_high - c_.window_low) * random.unit())), 1,
            std::max(1, father.makespan));
        const Time from = densest(father, length);
        const double scale = father.makespan > 0 ? static_cast<double>(mother.makespan) / father.makespan : 1.0;
        const double middle = (from + 0.5 * length) * scale;
        const double apart = 4.0 * q_.horizon + 1000;
        for (Job j = 0; j < q_.jobs; ++j) {
            const double x = father.key[j];
            if (x >= from && x + q_.duration[j] <= from + length)
                child[j] = x;
            else
                child[j] = mother.key[j] < middle ? mother.key[j] - apart : mother.key[j] + apart;
        }
    }

    /// Of both parents' next few jobs, those that are packed more densely in their parent come next.
    void merge_blocks(const Individual& mother, const Individual& father, Random& random) {
        const Individual* who[2] = {&mother, &father};
        std::size_t at[2] = {0, 0};
        sort_jobs(mother, order_[0]);
        sort_jobs(father, order_[1]);
        taken_.assign(q_.jobs, false);
        for (std::uint32_t done = 0; done < q_.jobs;) {
            const auto length = c_.block_low + random.below(c_.block_high - c_.block_low + 1);
            double density[2];
            for (int x = 0; x < 2; ++x) {
                auto& block = block_[x];
                const auto& order = order_[x];
                block.clear();
                while (at[x] < q_.jobs && taken_[order[at[x]]]) ++at[x];
                double low = 4.0 * q_.horizon;
                double high = -low;
                double work = 0;
                for (auto i = at[x]; i < q_.jobs && block.size() < length; ++i) {
                    const Job j = order[i];
                    if (taken_[j]) continue;
                    block.push_back(j);
                    low = std::min(low, who[x]->key[j]);
                    high = std::max(high, who[x]->key[j] + q_.duration[j]);
                    work += work_.intensity[j] * q_.duration[j];
                }
                density[x] = work / std::max(1.0, high - low);
            }
            const bool clear = random.chance(c_.greedy) && std::abs(density[0] - density[1]) > 1e-9;
            const auto pick = clear ? (density[1] > density[0] ? 1U : 0U) : random.below(2);
            for (const Job j : block_[pick]) {
                taken_[j] = true;
                child[j] = done++;
            }
        }
    }

  private:
    [[nodiscard]] Time densest(const Individual& who, Time length) {
        use_.assign(static_cast<std::size_t>(who.makespan) + 2, 0.0);
        for (Job j = 0; j < q_.jobs; ++j) {
            const auto start = static_cast<std::size_t>(who.key[j]);
            use_[start] += work_.intensity[j];
            use_[start + static_cast<std::size_t>(q_.duration[j])] -= work_.intensity[j];
        }
        for (std::size_t t = 1; t < use_.size(); ++t) use_[t] += use_[t - 1];
        double sum = 0;
        for (Time t = 0; t < length; ++t) sum += use_[static_cast<std::size_t>(t)];
        double best = sum;
        Time at = 0;
        for (Time t = 1; t + length <= who.makespan; ++t) {
            sum += use_[static_cast<std::size_t>(t + length - 1)] - use_[static_cast<std::size_t>(t - 1)];
            if (sum > best + 1e-9) best = sum, at = t;
        }
        return at;
    }

    void sort_jobs(const Individual& who, std::vector<Job>& order) const {
        order.resize(q_.jobs);
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order,
                          [&](Job x, Job y) { return who.key[x] != who.key[y] ? who.key[x] < who.key[y] : x < y; });
    }

    const Packed& q_;
    PopulationSettings c_;
    const WorkMass& work_;
    std::vector<double> use_;
    std::vector<Job> order_[2];
    std::vector<Job> block_[2];
    std::vector<bool> taken_;
};

} // namespace convene::rcpsp::detail
