#pragma once
/// \file
/// Better plans than those of the rules, by trying orders near to that of the best.

#include <convene/core/detail/in_parallel.hpp>
#include <convene/core/random.hpp>
#include <convene/staffing/impl/level_run.hpp>
#include <convene/staffing/level.hpp>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace convene::detail {

inline std::int64_t sum_of_finishes(const Levelled& l) {
    std::int64_t sum = 0;
    for (const auto f : l.finish) sum += (f - l.project_finish).count();
    return sum;
}

/// A plan with what it is compared by.
struct Candidate {
    Levelled plan;
    std::int64_t cost = 0;

    [[nodiscard]] bool is_better_than(const Candidate& other) const {
        if (cost != other.cost) return cost < other.cost;
        if (plan.project_finish != other.plan.project_finish) return plan.project_finish < other.plan.project_finish;
        return sum_of_finishes(plan) < sum_of_finishes(other.plan);
    }
};

/// A random walk over orders of activities, in batches: all of a batch start from the same plan, so that the outcome
/// does not depend on the number of threads.
class LevelSearch {
  public:
    /// `run` is ready to try orders.
    LevelSearch(const Process& process, const LevelOptions& options, const LevelRun& run)
        : process_(process), options_(options), runs_(std::clamp(options.threads, 1U, batch), run) {}

    void improve(Candidate& best, Instant lower) {
        for (std::uint32_t tried = 0; tried < options_.tries && !options_.stop.stop_requested();) {
            if (options_.objective.is_finish_only() && best.plan.project_finish <= lower) return;
            const auto count = std::min(batch, options_.tries - tried);
            std::vector<std::optional<Candidate>> found(count);
            in_parallel(count, static_cast<std::uint32_t>(runs_.size()), [&](std::uint32_t i, std::uint32_t worker) {
                Random random(options_.seed * 0x9E3779B97F4A7C15ULL + tried + i);
                found[i] = attempt(runs_[worker], random, best.plan);
            });
            tried += count;
            for (auto& each : found)
                if (each && each->is_better_than(best)) best = std::move(*each);
            if (options_.progress) options_.progress({best.cost, best.plan.project_finish, tried});
        }
    }

    /// Where people were looked for.
    void add_looked(Levelled& plan) const {
        for (const auto& run : runs_) {
            plan.looked_from = std::min(plan.looked_from, run.looked().first);
            plan.looked_until = std::max(plan.looked_until, run.looked().second);
        }
    }

  private:
    static constexpr std::uint32_t batch = 8;

    std::optional<Candidate> attempt(LevelRun& run, Random& random, const Levelled& from) const {
        const auto n = from.start.size();
        std::vector<std::int64_t> keys(n);
        const auto length = static_cast<double>((from.project_finish - from.early.project_start()).count());
        const double reach = length * (0.01 + 0.5 * random.unit() * random.unit());
        const double share = std::max(0.05 + 0.5 * random.unit() * random.unit(), 2.0 / static_cast<double>(n + 1));
        for (std::size_t a = 0; a < n; ++a) {
            keys[a] = from.start[a].time_since_epoch().count();
            if (random.chance(share)) keys[a] += static_cast<std::int64_t>(reach * (2 * random.unit() - 1));
        }
        const bool stay = options_.objective.asks_to_stay() && random.chance(0.8);
        if (!run(keys, stay ? options_.objective.baseline : std::span<const Instant>{})) return std::nullopt;
        Candidate out{{.early = from.early, .rule = from.rule}};
        run.fill(out.plan);
        out.cost = cost(process_, options_.objective, out.plan);
        return out;
    }

    const Process& process_;
    const LevelOptions& options_;
    std::vector<LevelRun> runs_;
};

} // namespace convene::detail
