#pragma once
/// \file
/// Better plans than those of the rules, by trying other orders.

#include <convene/core/detail/in_parallel.hpp>
#include <convene/core/random.hpp>
#include <convene/staffing/detail/team_bound.hpp>
#include <convene/staffing/impl/level_run.hpp>
#include <convene/staffing/impl/rival_orders.hpp>
#include <convene/staffing/level.hpp>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

namespace convene::detail {

/// What the objective makes of dates.
inline std::int64_t cost_of(const Process& process, const LevelObjective& objective, Instant project_start,
                            const LevelledData& plan) {
    auto sum = objective.finish * (plan.project_finish - project_start).count();
    for (const auto a : process.activities().ids()) {
        if (const auto deadline = process.deadline(a); deadline && plan.finish[a] > *deadline)
            sum += (objective.late_each.empty() ? objective.late : objective.late_each[a]) *
                   (plan.finish[a] - *deadline).count();
        if (objective.baseline.empty() || plan.start[a] == objective.baseline[a]) continue;
        sum += objective.moved + objective.shift * std::abs((plan.start[a] - objective.baseline[a]).count());
    }
    return sum;
}

/// Before this no plan ends.
inline Instant lower_bound_of(const Schedule& early, const Staffing& staffing) {
    TeamDemands demands;
    demands.calendars.resize(early.process().people().size());
    add_demands(demands, staffing, early, [](PersonId person) { return person.value; });
    return std::max(early.project_finish(), team_bound(demands));
}

inline std::int64_t sum_of_finishes(const LevelledData& l) {
    std::int64_t sum = 0;
    for (const auto f : l.finish) sum += (f - l.project_finish).count();
    return sum;
}

/// A plan with what it is compared by.
struct Candidate {
    LevelledData plan;
    std::int64_t cost = 0;

    [[nodiscard]] bool is_better_than(const Candidate& other) const {
        if (cost != other.cost) return cost < other.cost;
        if (plan.project_finish != other.plan.project_finish) return plan.project_finish < other.plan.project_finish;
        return sum_of_finishes(plan) < sum_of_finishes(other.plan);
    }
};

/// Better plans than those of the rules. A random walk over orders of activities, in batches: all of a batch start from
/// the same plan, so that the outcome does not depend on the number of threads.
class LevelSearch {
  public:
    /// `run` is ready to try orders.
    LevelSearch(const Staffing& staffing, const Schedule& early, const LevelOptions& options, const LevelRun& run)
        : process_(early.process()), staffing_(staffing), early_(early), options_(options),
          runs_(std::clamp(options.threads, 1U, batch), run) {}

    /// Tries all orders of the activities that want each other's people or resources, if these are few. False if not.
    bool try_all(Candidate& best, Instant lower) {
        const auto rivals = find_rivals();
        if (rivals.empty() || rivals.size() > most_rivals) return false;
        const RivalOrders orders(early_.network(), rivals);
        std::uint32_t tried = 0;
        orders.each([&](const std::vector<ActivityId>& order) {
            if (options_.stop.stop_requested() || is_enough(best, lower)) return false;
            std::vector<std::int64_t> keys(process_.activities().size(), 0);
            for (std::size_t i = 0; i < order.size(); ++i) keys[order[i].index()] = static_cast<std::int64_t>(i) + 1;
            if (auto found = attempt(runs_.front(), keys, {}, best.plan.rule); found && found->is_better_than(best))
                best = std::move(*found);
            if (options_.progress && ++tried % batch == 0)
                options_.progress({best.cost, best.plan.project_finish, tried});
            return true;
        });
        return true;
    }

    void improve(Candidate& best, Instant lower) {
        for (std::uint32_t tried = 0; tried < options_.tries && !options_.stop.stop_requested();) {
            if (is_enough(best, lower)) return;
            const auto count = std::min(batch, options_.tries - tried);
            std::vector<std::optional<Candidate>> found(count);
            in_parallel(count, static_cast<std::uint32_t>(runs_.size()), [&](std::uint32_t i, std::uint32_t worker) {
                Random random(options_.seed * 0x9E3779B97F4A7C15ULL + tried + i);
                found[i] = attempt_near(runs_[worker], random, best.plan);
            });
            tried += count;
            for (auto& each : found)
                if (each && each->is_better_than(best)) best = std::move(*each);
            if (options_.progress) options_.progress({best.cost, best.plan.project_finish, tried});
        }
    }

    /// Where people were looked for.
    void add_looked(LevelledData& plan) const {
        for (const auto& run : runs_) {
            plan.looked_from = std::min(plan.looked_from, run.looked().first);
            plan.looked_until = std::max(plan.looked_until, run.looked().second);
        }
    }

  private:
    static constexpr std::uint32_t batch = 8;
    static constexpr std::size_t most_rivals = 8;

    [[nodiscard]] bool is_enough(const Candidate& best, Instant lower) const {
        return options_.objective.is_finish_only() && best.plan.project_finish <= lower;
    }

    /// Those that ask for somebody, or something, that another one may ask for.
    [[nodiscard]] std::vector<ActivityId> find_rivals() const {
        std::vector<std::uint32_t> asked(process_.people().size() + process_.resources().size(), 0);
        const auto each = [&](ActivityId a, auto use) {
            for (const auto& demand : staffing_.demands(a))
                for (const auto person : demand.candidates) use(asked[person.index()]);
            for (const auto& need : process_.needs(a)) use(asked[process_.people().size() + need.resource.index()]);
        };
        const auto waits = [&](ActivityId a) { return !has_started(process_, a) && process_[a].duration.amount != 0; };
        for (const auto a : process_.activities().ids()) {
            if (!waits(a)) continue;
            std::vector<std::uint32_t*> once;
            each(a, [&](std::uint32_t& n) {
                if (std::ranges::find(once, &n) == once.end()) ++n, once.push_back(&n);
            });
        }
        std::vector<ActivityId> rivals;
        for (const auto a : process_.activities().ids()) {
            bool shares = false;
            if (waits(a)) each(a, [&](std::uint32_t n) { shares = shares || n > 1; });
            if (shares) rivals.push_back(a);
        }
        return rivals;
    }

    std::optional<Candidate> attempt(LevelRun& run, std::span<const std::int64_t> keys,
                                     std::span<const Instant> not_before, LevelRule rule) const {
        if (!run(keys, not_before)) return std::nullopt;
        Candidate out{run.data()};
        out.plan.rule = rule;
        out.cost = cost_of(process_, options_.objective, early_.project_start(), out.plan);
        return out;
    }

    std::optional<Candidate> attempt_near(LevelRun& run, Random& random, const LevelledData& from) const {
        const auto n = from.start.size();
        std::vector<std::int64_t> keys(n);
        const auto length = static_cast<double>((from.project_finish - early_.project_start()).count());
        const double reach = length * (0.01 + 0.5 * random.unit() * random.unit());
        const double share = std::max(0.05 + 0.5 * random.unit() * random.unit(), 2.0 / static_cast<double>(n + 1));
        for (const auto a : from.start.ids()) {
            auto& key = keys[a.index()];
            key = from.start[a].time_since_epoch().count();
            if (random.chance(share)) key += static_cast<std::int64_t>(reach * (2 * random.unit() - 1));
        }
        const bool stay = options_.objective.asks_to_stay() && random.chance(0.8);
        return attempt(run, keys, stay ? options_.objective.baseline.values() : std::span<const Instant>{}, from.rule);
    }

    const Process& process_;
    const Staffing& staffing_;
    const Schedule& early_;
    const LevelOptions& options_;
    std::vector<LevelRun> runs_;
};

} // namespace convene::detail
