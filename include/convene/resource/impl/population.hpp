#pragma once
/// \file
/// The population of justified schedules behind `search`, on packed problems.

#include <convene/core/random.hpp>
#include <convene/resource/impl/packed.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stop_token>
#include <unordered_set>
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

/// The settings that were found best on a sample of PSPLIB's J120; see `benchmarks/psplib.cpp`.
struct PopulationSettings {
    std::uint32_t size = 50;
    std::uint32_t tournament = 2;
    double parallel_share = 0.3; ///< of children that are decoded by the parallel scheme
    double block_share = 0.5;    ///< of children made block by block; the rest by the window
    double greedy = 0.8;         ///< how often the denser block is taken, rather than either
    std::uint32_t block_low = 3; ///< jobs a block
    std::uint32_t block_high = 10;
    double window_low = 0.25; ///< window lengths as shares of the makespan
    double window_high = 0.75;
    double noise = 0.4;         ///< of the first keys, as a share of the critical path
    double mutation = 0.02;     ///< share of keys that are moved
    double mutation_reach = 10; ///< by at most so many ticks
    double centre_weight = 3;   ///< of the centre of the work's mass beside the makespan
    double scarcity_power = 2;
    double block_mutation = 0.3; ///< share of children made block by block whose keys within a window are shuffled
    double shuffle_low = 0.2;    ///< lengths of such windows as shares of all keys' range
    double shuffle_high = 0.8;
    double shuffle_share = 0.7; ///< of the jobs in such a window that are moved
    double restart_below = 0.1; ///< a population that renews less than this share in two rounds is replaced
};

/// Small problems converge sooner: they need more disturbance and restarts.
inline void adapt(PopulationSettings& s, std::uint32_t jobs) {
    const auto n = static_cast<double>(std::max(1U, jobs));
    s.block_mutation = std::min(0.3, 9.0 / n);
    s.restart_below = std::min(0.1, 3.0 / n);
}

/// The population size for a budget of schedules, about the square root: measured best at 1,000, 5,000 and 50,000.
inline std::uint32_t population_size(std::uint64_t schedules) {
    const auto size = 0.9 * std::sqrt(static_cast<double>(schedules)) - 10.0;
    return static_cast<std::uint32_t>(std::clamp(size, 6.0, 400.0));
}

class Population {
  public:
    Population(const Packed& packed, const PopulationSettings& settings, std::uint64_t seed, std::uint64_t budget,
               Time lower, std::stop_token stop = {})
        : q_(packed), c_(settings), generator_(packed), random_(seed), budget_(budget), lower_(lower),
          stop_(std::move(stop)), jobs_(packed.jobs), starts_(packed.jobs), best_makespan_(packed.horizon + 1) {
        weigh_jobs();
    }

    [[nodiscard]] std::uint64_t used() const { return used_; }
    [[nodiscard]] Time best_makespan() const { return best_makespan_; }

    /// Starts of the best schedule in forward time.
    [[nodiscard]] Starts best() const {
        Starts s = best_;
        if (best_side_ == 1)
            for (Job j = 0; j < jobs_; ++j) s[j] = best_makespan_ - (best_[j] + q_.duration[j]);
        return s;
    }

    /// The distinct schedules of both populations that are no longer than `makespan`, in forward time.
    [[nodiscard]] std::vector<Starts> shortest(Time makespan) const {
        std::vector<Starts> out;
        for (std::uint32_t side = 0; side < 2; ++side)
            for (const auto& i : pop_[side]) {
                if (i.makespan > makespan) continue;
                // The keys of a left-justified schedule count from its end, those of a right-justified one from 0.
                auto& s = out.emplace_back(jobs_);
                for (Job j = 0; j < jobs_; ++j) {
                    const auto key = static_cast<Time>(i.key[j]);
                    s[j] = side == 0 ? key : i.makespan - key - q_.duration[j];
                }
            }
        return out;
    }

    /// Calls `improved()` after each better schedule; it returns false to stop.
    template <class Improved>
    void run(const Starts* initial, Improved improved) {
        improved_ = false;
        stopped_ = false;
        if (!found(initial, improved)) return;
        std::uint32_t side = 1;
        std::uint32_t tired = 0;
        std::vector<Individual> children;
        while (!done()) {
            auto& parents = pop_[side];
            auto& others = pop_[1 - side];
            children.clear();
            const auto count = parents.size();
            for (std::size_t i = 0; i < count && !done(); ++i) {
                breed(parents);
                children.push_back(evaluate(side, child_, random_.chance(c_.parallel_share)));
                if (std::exchange(improved_, false)) stopped_ = !improved() || stopped_;
            }
            const auto renewed = survive(1 - side, others, children);
            side = 1 - side;
            tired = static_cast<double>(renewed) < c_.restart_below * static_cast<double>(count) ? tired + 1 : 0;
            if (tired < 2 || done()) continue;
            tired = 0;
            side = 1;
            ++restarts_;
            if (!found(nullptr, improved)) return;
        }
    }

  private:
    [[nodiscard]] bool done() const { return stopped_ || used_ >= budget_ || best_makespan_ <= lower_; }

    /// Each job's use of the pools as shares of their capacity, scarce pools weighted up.
    void weigh_jobs() {
        intensity_.assign(jobs_, 0.0);
        mass_ = 0;
        const auto lanes = 64 / q_.lane_bits;
        const auto mask = q_.lane_bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << q_.lane_bits) - 1;
        double most = 1e-9;
        for (const double l : q_.pool_load) most = std::max(most, l);
        for (std::size_t k = 0; k < q_.pool_load.size(); ++k) {
            const auto word = k / lanes;
            const auto shift = k % lanes * q_.lane_bits;
            const auto capacity = static_cast<double>(((q_.full[word] & ~q_.guard[word]) >> shift) & mask);
            const double weight = std::pow(q_.pool_load[k] / most, c_.scarcity_power);
            for (Job j = 0; j < jobs_; ++j) {
                const auto amount = static_cast<double>((q_.need[std::size_t{j} * q_.words + word] >> shift) & mask);
                if (amount > 0) intensity_[j] += weight * amount / capacity;
            }
        }
        for (Job j = 0; j < jobs_; ++j) mass_ += intensity_[j] * q_.duration[j];
    }

    Individual evaluate(std::uint32_t side, const std::vector<double>& keys, bool parallel) {
        if (++used_ % 64 == 0) stopped_ = stopped_ || stop_.stop_requested();
        const Time makespan = parallel ? generator_.parallel<double>(side, keys, starts_)
                                       : generator_.serial<double>(side, keys, starts_);
        Individual r;
        r.makespan = makespan;
        r.key.resize(jobs_);
        double centre = 0;
        for (Job j = 0; j < jobs_; ++j) {
            const Time start = starts_[j];
            const Time d = q_.duration[j];
            r.key[j] = makespan - start - d;
            r.hash = (r.hash ^ static_cast<std::uint64_t>(start + 1)) * 0x9E3779B97F4A7C15ULL;
            r.hash ^= r.hash >> 29U;
            centre += intensity_[j] * d * (start + 0.5 * d);
        }
        r.fitness = makespan + (mass_ > 0 ? c_.centre_weight * centre / mass_ : 0.0);
        if (makespan < best_makespan_) {
            best_makespan_ = makespan;
            best_ = starts_;
            best_side_ = side;
            improved_ = true;
        }
        return r;
    }

    /// The first population: noisy latest starts, both schemes, justified once each way. False when done already.
    template <class Improved>
    bool found(const Starts* initial, Improved improved) {
        const auto& side = q_.side[0];
        Time path = 0;
        for (Job j = 0; j < jobs_; ++j) path = std::max(path, side.head[j] + side.tail[j]);
        child_.resize(jobs_);
        pop_[0].clear();
        pop_[1].clear();
        const auto tell = [&] {
            if (std::exchange(improved_, false)) stopped_ = !improved() || stopped_;
        };
        for (std::uint32_t i = 0; i < c_.size && !done(); ++i) {
            const bool plain = i == 0 && restarts_ == 0;
            for (Job j = 0; j < jobs_; ++j)
                child_[j] = path - side.tail[j] + (plain ? 0.0 : c_.noise * path * (random_.unit() - 0.5));
            if (i == 0 && initial != nullptr)
                for (Job j = 0; j < jobs_; ++j) child_[j] = (*initial)[j];
            pop_[1].push_back(evaluate(0, child_, random_.chance(0.5)));
            tell();
        }
        for (std::size_t i = 0; i < pop_[1].size() && !done(); ++i) {
            pop_[0].push_back(evaluate(1, pop_[1][i].key, false));
            tell();
        }
        for (std::size_t i = 0; i < pop_[0].size() && !done(); ++i) {
            auto again = evaluate(0, pop_[0][i].key, false);
            if (again.makespan <= pop_[1][i].makespan) pop_[1][i] = std::move(again);
            tell();
        }
        for (std::uint32_t s = 0; s < 2; ++s)
            for (const auto& i : pop_[s]) seen_[s].insert(i.hash);
        return !done() && pop_[0].size() > 1;
    }

    [[nodiscard]] std::size_t tournament(const std::vector<Individual>& from) {
        auto best = random_.below(static_cast<std::uint32_t>(from.size()));
        for (std::uint32_t i = 1; i < c_.tournament; ++i) {
            const auto other = random_.below(static_cast<std::uint32_t>(from.size()));
            if (from[other].fitness < from[best].fitness) best = other;
        }
        return best;
    }

    /// Leaves a child's keys in `child_`.
    void breed(const std::vector<Individual>& parents) {
        const auto a = tournament(parents);
        auto b = tournament(parents);
        for (int tries = 0; tries < 5 && parents[a].hash == parents[b].hash; ++tries) b = tournament(parents);
        if (parents[a].hash == parents[b].hash) {
            child_ = parents[a].key;
            shuffle_window();
        } else if (random_.chance(c_.block_share)) {
            merge_blocks(parents[a], parents[b]);
            if (random_.chance(c_.block_mutation)) shuffle_window();
        } else {
            keep_window(parents[a], parents[b]);
            mutate(c_.mutation);
        }
    }

    void mutate(double rate) {
        for (auto& key : child_)
            if (random_.chance(rate)) key += (random_.unit() - 0.5) * 2 * c_.mutation_reach;
    }

    /// Most of the keys within a window get new places in it.
    void shuffle_window() {
        const auto [low, high] = std::ranges::minmax(child_);
        const double length = (high - low) * (c_.shuffle_low + (c_.shuffle_high - c_.shuffle_low) * random_.unit());
        const double from = low + (high - low - length) * random_.unit();
        for (auto& key : child_) {
            const bool inside = key >= from && key < from + length;
            if (inside && random_.chance(c_.shuffle_share)) key = from + length * random_.unit();
        }
    }

    /// The father's jobs within his densest window keep their order; the mother's order puts the others before or
    /// after.
    void keep_window(const Individual& mother, const Individual& father) {
        const auto length = std::clamp(
            static_cast<Time>(father.makespan * (c_.window_low + (c_.window_high - c_.window_low) * random_.unit())), 1,
            std::max(1, father.makespan));
        const Time from = densest(father, length);
        const double scale = father.makespan > 0 ? static_cast<double>(mother.makespan) / father.makespan : 1.0;
        const double middle = (from + 0.5 * length) * scale;
        const double apart = 4.0 * q_.horizon + 1000;
        for (Job j = 0; j < jobs_; ++j) {
            const double x = father.key[j];
            if (x >= from && x + q_.duration[j] <= from + length)
                child_[j] = x;
            else
                child_[j] = mother.key[j] < middle ? mother.key[j] - apart : mother.key[j] + apart;
        }
    }

    [[nodiscard]] Time densest(const Individual& who, Time length) {
        use_.assign(static_cast<std::size_t>(who.makespan) + 2, 0.0);
        for (Job j = 0; j < jobs_; ++j) {
            const auto start = static_cast<std::size_t>(who.key[j]);
            use_[start] += intensity_[j];
            use_[start + static_cast<std::size_t>(q_.duration[j])] -= intensity_[j];
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
        order.resize(jobs_);
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order,
                          [&](Job x, Job y) { return who.key[x] != who.key[y] ? who.key[x] < who.key[y] : x < y; });
    }

    /// Of both parents' next few jobs, those that are packed more densely in their parent come next.
    void merge_blocks(const Individual& mother, const Individual& father) {
        const Individual* who[2] = {&mother, &father};
        std::size_t at[2] = {0, 0};
        sort_jobs(mother, order_[0]);
        sort_jobs(father, order_[1]);
        taken_.assign(jobs_, false);
        for (std::uint32_t done = 0; done < jobs_;) {
            const auto length = c_.block_low + random_.below(c_.block_high - c_.block_low + 1);
            double density[2];
            for (int x = 0; x < 2; ++x) {
                auto& block = block_[x];
                const auto& order = order_[x];
                block.clear();
                while (at[x] < jobs_ && taken_[order[at[x]]]) ++at[x];
                double low = 4.0 * q_.horizon;
                double high = -low;
                double work = 0;
                for (auto i = at[x]; i < jobs_ && block.size() < length; ++i) {
                    const Job j = order[i];
                    if (taken_[j]) continue;
                    block.push_back(j);
                    low = std::min(low, who[x]->key[j]);
                    high = std::max(high, who[x]->key[j] + q_.duration[j]);
                    work += intensity_[j] * q_.duration[j];
                }
                density[x] = work / std::max(1.0, high - low);
            }
            const bool clear = random_.chance(c_.greedy) && std::abs(density[0] - density[1]) > 1e-9;
            const auto pick = clear ? (density[1] > density[0] ? 1U : 0U) : random_.below(2);
            for (const Job j : block_[pick]) {
                taken_[j] = true;
                child_[j] = done++;
            }
        }
    }

    /// The best of both; a schedule that was ever in is not let in again. Returns how many children are new and better
    /// than the worst there was.
    std::size_t survive(std::uint32_t side, std::vector<Individual>& population, std::vector<Individual>& children) {
        double worst = 0;
        for (const auto& i : population) worst = std::max(worst, i.fitness);
        std::size_t renewed = 0;
        for (auto& c : children) {
            if (!seen_[side].insert(c.hash).second) continue;
            renewed += c.fitness < worst ? 1 : 0;
            population.push_back(std::move(c));
        }
        std::ranges::stable_sort(population, {}, &Individual::fitness);
        if (population.size() > c_.size) population.resize(c_.size);
        return renewed;
    }

    const Packed& q_;
    PopulationSettings c_;
    Generator generator_;
    Random random_;
    std::uint64_t budget_;
    Time lower_;
    std::stop_token stop_;
    std::uint32_t jobs_;
    Starts starts_;
    Time best_makespan_;
    Starts best_;
    std::uint32_t best_side_ = 0;
    std::uint64_t used_ = 0;
    std::uint64_t restarts_ = 0;
    std::unordered_set<std::uint64_t> seen_[2];
    bool improved_ = false;
    bool stopped_ = false;
    std::vector<double> intensity_;
    double mass_ = 0;
    std::vector<Individual> pop_[2];
    std::vector<double> child_;
    std::vector<double> use_;
    std::vector<Job> order_[2];
    std::vector<Job> block_[2];
    std::vector<bool> taken_;
};

} // namespace convene::rcpsp::detail
