#pragma once
/// \file
/// The population of justified schedules behind `search`, on packed problems.

#include <convene/core/random.hpp>
#include <convene/core/stop_token.hpp>
#include <convene/rcpsp/impl/crossover.hpp>
#include <convene/rcpsp/impl/generator.hpp>
#include <convene/rcpsp/impl/population_settings.hpp>
#include <convene/rcpsp/impl/survivors.hpp>
#include <convene/rcpsp/impl/work_mass.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

namespace convene::rcpsp::detail {

class Population {
  public:
    Population(const Packed& packed, const PopulationSettings& settings, std::uint64_t seed, std::uint64_t budget,
               Time lower, StopToken stop = {})
        : q_(packed), c_(settings), generator_(packed), random_(seed),
          budget_(std::min(budget, std::numeric_limits<std::uint64_t>::max() / 2 / std::max(1U, packed.jobs))),
          lower_(lower), stop_(std::move(stop)), jobs_(packed.jobs), starts_(packed.jobs), list_(packed.jobs),
          best_makespan_(packed.horizon + 1), use_of_pools_(pool_use(packed)),
          work_(work_mass(packed, use_of_pools_, settings.scarcity_power)), crossover_(packed, settings, work_) {}
    Population(const Population&) = delete;
    Population& operator=(const Population&) = delete;
    ~Population() = default;

    /// Schedules generated; one of which a head was kept counts for the share of the other jobs.
    [[nodiscard]] std::uint64_t used() const { return (placed_ + jobs_ - 1) / jobs_; }
    [[nodiscard]] Time best_makespan() const { return best_makespan_; }

    /// Starts of the best schedule in forward time; empty if the budget was none.
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

    /// Calls `improved()` after each better schedule, and `between()` after every second round, when schedules from
    /// elsewhere may `join`; both return false to stop. Starts anew when a period is over.
    template <class Improved, class Between>
    void run(const Starts* initial, Improved improved, Between between) {
        improved_ = false;
        stopped_ = false;
        if (!found(initial, improved)) return;
        std::uint32_t side = 1;
        std::vector<Individual> children;
        while (!done()) {
            auto& parents = pop_[side];
            auto& others = pop_[1 - side];
            children.clear();
            note_usual(side);
            const auto count = parents.size();
            for (std::size_t i = 0; i < count && !done(); ++i) {
                children.push_back(evaluate_list(side, bring_forth(side)));
                if (std::exchange(improved_, false)) stopped_ = !improved() || stopped_;
            }
            survive(1 - side, others, children);
            side = 1 - side;
            if (side == 1 && !done()) {
                stopped_ = !between() || stopped_;
                if (std::exchange(improved_, false)) stopped_ = !improved() || stopped_;
            }
            if (done() || used() - begun_ < period_) continue;
            side = 1;
            ++restarts_;
            if (!found(nullptr, improved)) return;
        }
    }

    /// Takes in a schedule in forward time that was made elsewhere; it does not count as generated.
    void join(const Starts& schedule) {
        starts_ = schedule;
        Time makespan = 0;
        for (Job j = 0; j < jobs_; ++j) makespan = std::max(makespan, starts_[j] + q_.duration[j]);
        std::vector<Individual> one;
        one.push_back(individual(0, makespan));
        survive(1, pop_[1], one);
    }

  private:
    [[nodiscard]] bool done() const {
        return stopped_ || placed_ + jobs_ > budget_ * jobs_ || best_makespan_ <= lower_;
    }

    /// How the activity list of a child becomes a schedule.
    struct Decoding {
        bool parallel = false;
        /// So many jobs of the list have their starts already.
        std::uint32_t kept = 0;
    };

    Individual evaluate(std::uint32_t side, const std::vector<double>& keys, bool parallel) {
        generator_.list(side, keys, list_);
        return evaluate_list(side, {parallel, 0});
    }

    Individual evaluate_list(std::uint32_t side, Decoding how) {
        if (++generations_ % 64 == 0) stopped_ = stopped_ || stop_.stop_requested();
        placed_ += std::max(1U, jobs_ - how.kept);
        const Time makespan = how.parallel ? generator_.parallel(side, list_, starts_, start_value(), how.kept)
                                           : generator_.serial(side, list_, starts_, how.kept);
        return individual(side, makespan);
    }

    /// The schedule in `starts_`, which is the best if it is shorter than all before.
    Individual individual(std::uint32_t side, Time makespan) {
        Individual r;
        r.makespan = makespan;
        r.key.resize(jobs_);
        double centre = 0;
        for (Job j = 0; j < jobs_; ++j) {
            const Time start = starts_[j];
            const Time d = q_.duration[j];
            r.key[j] = makespan - start - d;
            r.hash = (r.hash ^ static_cast<std::uint64_t>(start + 1)) * std::uint64_t{0x9E3779B97F4A7C15};
            r.hash ^= r.hash >> 29U;
            centre += work_.mass[j] * (start + 0.5 * d);
        }
        r.fitness = makespan + (work_.total > 0 ? c_.centre_weight * centre / work_.total : 0.0);
        if (makespan < best_makespan_) {
            best_makespan_ = makespan;
            best_ = starts_;
            best_side_ = side;
            improved_ = true;
        }
        return r;
    }

    /// Leaves a child in `list_`, one that was not generated before if some tries find it.
    Decoding bring_forth(std::uint32_t side) {
        constexpr int tries = 10;
        Decoding how;
        for (int i = 0; i < tries; ++i) {
            how = {};
            how.parallel = random_.chance(c_.parallel_share);
            if (random_.chance(c_.graft_share))
                how.kept = graft(side);
            else
                breed(pop_[side]);
            generator_.list(side, crossover_.child, list_);
            std::uint64_t hash = how.parallel ? 1 : 0;
            for (const Job j : list_) {
                hash = (hash ^ (j + 1)) * 0x9E3779B97F4A7C15ULL;
                hash ^= hash >> 29U;
            }
            if (lists_[side].insert(hash).second) break;
        }
        return how;
    }

    /// What jobs are worth in one parallel generation: different each time, as no weights are best for all.
    StartValue start_value() {
        use_of_pools_.intensity(c_.worth_scarcity * random_.unit(), worth_);
        const double brevity = c_.worth_brevity * random_.unit();
        for (Job j = 0; j < jobs_; ++j)
            worth_[j] = std::pow(worth_[j], c_.worth_power) / std::pow(q_.duration[j] + 1.0, brevity);
        return {.worth = worth_, .urgency = c_.urgency * random_.unit()};
    }

    /// The start of a job on the side on which `who` was made.
    [[nodiscard]] Time start_in(const Individual& who, Job j) const {
        return who.makespan - static_cast<Time>(who.key[j]) - q_.duration[j];
    }

    /// The better of two in the place of the jobs of `part`, weighed by their use of the pools.
    template <class Part>
    const Individual& denser(const std::vector<Individual>& from, Part part) {
        const auto one = random_.below(static_cast<std::uint32_t>(from.size()));
        const auto other = random_.below(static_cast<std::uint32_t>(from.size()));
        double later = 0;
        for (Job j = 0; j < jobs_; ++j)
            if (part(j)) later += work_.mass[j] * (start_in(from[one], j) - start_in(from[other], j));
        return later <= 0 ? from[one] : from[other];
    }

    /// Keeps what starts first in a schedule made on this side, as it is, and takes the order of the rest from one made
    /// on the other side, which has packed them first. Keys go to `crossover_`, the kept starts to `starts_`; returns
    /// how many are kept.
    std::uint32_t graft(std::uint32_t side) {
        const double share = c_.graft_low + (c_.graft_high - c_.graft_low) * random_.unit();
        const double border = share * pop_[1 - side].front().makespan;
        const auto& head = denser(pop_[1 - side], [&](Job j) { return usual_[j] < border; });
        // Starts of this one are seen from its own side, on which the rest comes first.
        const auto& rest = denser(pop_[side], [&](Job j) { return usual_[j] >= border; });
        crossover_.child = rest.key;
        if (random_.chance(0.5)) crossover_.mutate(c_.mutation, random_);
        const Time cut = static_cast<Time>(share * head.makespan);
        const double apart = 4.0 * q_.horizon + 1000;
        std::uint32_t kept = 0;
        for (Job j = 0; j < jobs_; ++j) {
            const Time start = start_in(head, j);
            if (start >= cut) continue;
            crossover_.child[j] = start - apart;
            starts_[j] = start;
            ++kept;
        }
        return kept;
    }

    /// The mean start of each job in a population of the side.
    void note_usual(std::uint32_t side) {
        usual_.assign(jobs_, 0.0);
        const auto& all = pop_[1 - side];
        for (const auto& i : all)
            for (Job j = 0; j < jobs_; ++j) usual_[j] += i.makespan - i.key[j] - q_.duration[j];
        for (auto& u : usual_) u /= static_cast<double>(std::max<std::size_t>(1, all.size()));
    }

    /// The first population: noisy latest starts, both schemes, justified once each way. False when done already.
    template <class Improved>
    bool found(const Starts* initial, Improved improved) {
        const auto& side = q_.side[0];
        Time path = 0;
        for (Job j = 0; j < jobs_; ++j) path = std::max(path, side.head[j] + side.tail[j]);
        begin_period();
        const auto tell = [&] {
            if (std::exchange(improved_, false)) stopped_ = !improved() || stopped_;
        };
        for (std::uint32_t i = 0; i < size_ && !done(); ++i) {
            const bool plain = i == 0 && restarts_ == 0;
            for (Job j = 0; j < jobs_; ++j)
                crossover_.child[j] = path - side.tail[j] + (plain ? 0.0 : c_.noise * path * (random_.unit() - 0.5));
            if (i == 0 && initial != nullptr)
                for (Job j = 0; j < jobs_; ++j) crossover_.child[j] = (*initial)[j];
            pop_[1].push_back(evaluate(0, crossover_.child, random_.chance(c_.first_parallel_share)));
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
        for (std::uint32_t s = 0; s < 2; ++s) {
            for (const auto& i : pop_[s]) seen_[s].insert(i.hash);
            note_rows(pop_[s]);
            usual_distance_[s] = rows_.mean_distance();
        }
        return !done() && pop_[0].size() > 1;
    }

    /// A budget that is small enough to plan with is one period. Of a larger one, as a search that is to be stopped is
    /// given, each period is longer than the one before, so that a good part of what was used at any time went into a
    /// period that is over.
    void begin_period() {
        begun_ = used();
        const auto left = budget_ - std::min(budget_, begun_);
        const auto grown = period_ == 0 ? c_.first_period : c_.period_growth * period_;
        period_ = std::max<std::uint64_t>(1, left <= c_.planned ? left : std::min({grown, left, c_.longest_period}));
        size_ = c_.size > 0 ? c_.size : population_size(period_);
        for (std::uint32_t s = 0; s < 2; ++s) {
            pop_[s].clear();
            seen_[s].clear();
            lists_[s].clear();
        }
    }

    [[nodiscard]] std::size_t tournament(const std::vector<Individual>& from) {
        auto best = random_.below(static_cast<std::uint32_t>(from.size()));
        for (std::uint32_t i = 1; i < c_.tournament; ++i) {
            const auto other = random_.below(static_cast<std::uint32_t>(from.size()));
            if (from[other].fitness < from[best].fitness) best = other;
        }
        return best;
    }

    /// Leaves a child's keys in `crossover_`.
    void breed(const std::vector<Individual>& parents) {
        const auto a = tournament(parents);
        auto b = tournament(parents);
        for (int tries = 0; tries < 5 && parents[a].hash == parents[b].hash; ++tries) b = tournament(parents);
        if (parents[a].hash == parents[b].hash) {
            crossover_.child = parents[a].key;
            crossover_.shuffle_window(random_);
        } else if (random_.chance(c_.block_share)) {
            crossover_.merge_blocks(parents[a], parents[b], random_);
            if (random_.chance(c_.block_mutation)) crossover_.shuffle_window(random_);
        } else {
            crossover_.keep_window(parents[a], parents[b], random_);
            crossover_.mutate(c_.mutation, random_);
        }
    }

    /// The best of both that are far enough from each other; a schedule that was in before is not let in again.
    void survive(std::uint32_t side, std::vector<Individual>& population, std::vector<Individual>& children) {
        for (auto& c : children)
            if (seen_[side].insert(c.hash).second) population.push_back(std::move(c));
        std::ranges::stable_sort(population, {}, &Individual::fitness);
        if (population.size() <= size_) return;
        note_rows(population);
        survivors_.clear();
        for (const auto i : choose_apart(rows_, size_, least_distance(side)))
            survivors_.push_back(std::move(population[i]));
        std::ranges::stable_sort(survivors_, {}, &Individual::fitness);
        std::swap(population, survivors_);
    }

    /// That survivors keep from each other: less and less, as the period goes on.
    [[nodiscard]] double least_distance(std::uint32_t side) const {
        const double gone = static_cast<double>(used() - begun_) / static_cast<double>(period_);
        return c_.apart * usual_distance_[side] * std::max(0.0, 1.0 - gone / c_.apart_until);
    }

    void note_rows(const std::vector<Individual>& population) {
        rows_.reset(jobs_);
        for (const auto& i : population) rows_.add(i.key);
    }

    const Packed& q_;
    PopulationSettings c_;
    Generator generator_;
    Random random_;
    std::uint64_t budget_;
    Time lower_;
    StopToken stop_;
    std::uint32_t jobs_;
    Starts starts_;
    std::vector<Job> list_;
    Time best_makespan_;
    Starts best_;
    std::uint32_t best_side_ = 0;
    std::uint64_t placed_ = 0; ///< jobs, over all schedules
    std::uint64_t generations_ = 0;
    std::uint64_t restarts_ = 0;
    std::uint64_t period_ = 0;                  ///< schedules after which the population starts anew
    std::uint32_t size_ = 0;                    ///< of each population in this period
    std::uint64_t begun_ = 0;                   ///< schedules before this period
    std::unordered_set<std::uint64_t> seen_[2]; ///< in this period
    bool improved_ = false;
    bool stopped_ = false;
    PoolUse use_of_pools_;
    WorkMass work_;
    Crossover crossover_;
    std::vector<double> worth_;
    std::vector<double> usual_;                  ///< mean starts in the population that children join
    std::unordered_set<std::uint64_t> lists_[2]; ///< that were generated in this period
    std::vector<Individual> pop_[2];
    std::vector<Individual> survivors_;
    KeyMatrix rows_;
    double usual_distance_[2] = {0, 0}; ///< of two in the first population
};

} // namespace convene::rcpsp::detail
