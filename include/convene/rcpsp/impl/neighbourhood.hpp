#pragma once
/// \file
/// Large-neighbourhood search on schedules: what runs in a window of time is freed, what ends before it is pushed to
/// the left and what starts after it to the right, up to a makespan one tick shorter, and lazy clause generation looks
/// for starts of the freed jobs in between, or refutes that there are any (as Palpant, Artigues & Michelon 2004,
/// doi:10.1023/B:ANOR.0000039525.09986.c9, and Debels & Vanhoucke 2007, doi:10.1287/opre.1060.0358, decompose).

#include <convene/core/random.hpp>
#include <convene/rcpsp/impl/generator.hpp>
#include <convene/rcpsp/impl/height_changes.hpp>
#include <convene/rcpsp/impl/make_clause_solver.hpp>
#include <convene/rcpsp/impl/packed.hpp>
#include <convene/rcpsp/problem.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace convene::rcpsp::detail {

/// What neighbourhoods may cost, in schedules.
class Allowance {
  public:
    explicit Allowance(std::uint64_t schedules) : total_(schedules) {}

    /// For one neighbourhood that may use up all; half a schedule less than is left, as it ends a little after its
    /// limit and its cost is rounded.
    [[nodiscard]] double rest() const { return static_cast<double>(total_ - spent_) - 0.5; }
    /// For one of many.
    [[nodiscard]] double share() const { return std::min(rest(), std::max(2.0, static_cast<double>(total_) / 50)); }
    [[nodiscard]] std::uint64_t spent() const { return spent_; }
    [[nodiscard]] bool left() const { return spent_ < total_; }
    void pay(double schedules) { spent_ += static_cast<std::uint64_t>(std::round(std::max(1.0, schedules))); }

  private:
    std::uint64_t total_;
    std::uint64_t spent_ = 0;
};

/// Neighbourhoods of schedules of one problem. *Requires* that `packed` is the problem, perhaps with a source after its
/// jobs.
class Neighbourhood {
  public:
    struct Outcome {
        bool improved = false;
        /// All jobs were free and nothing shorter exists.
        bool optimal = false;
        /// Starts assigned in the course, by generation, decision or propagation, over the number of jobs: what it
        /// cost, in schedules.
        double schedules = 0;
    };
    /// What ends the search of one: whichever is reached first, the schedules a little after.
    struct Limit {
        std::uint64_t conflicts = 0;
        double schedules = 0;
    };

    Neighbourhood(const Problem& problem, const Packed& packed, std::uint64_t seed)
        : p_(problem), q_(packed), generator_(packed), random_(seed), size_(std::min(problem.jobs(), 40U)),
          place_(packed.jobs), kept_(packed.jobs) {}

    /// One neighbourhood of `starts`, which is replaced if a schedule shorter than `makespan`, its own, is found.
    template <class Stop>
    Outcome improve(Starts& starts, Time lower, Time makespan, Limit limit, Stop stop) {
        const bool all = size_ >= p_.jobs();
        starts.resize(q_.jobs, 0);
        if (!all) keep(starts, makespan);
        const auto placed = all ? 0.0 : static_cast<double>(q_.jobs - freed_.size());
        auto solver = all ? make_clause_solver(p_, lower, makespan - 1) : window(makespan - 1);
        const auto assignments = std::max(0.0, limit.schedules * q_.jobs - placed);
        solver.limit_assignments(static_cast<std::uint64_t>(std::min(1e15, assignments)));
        const auto answer = solver.search({}, limit.conflicts, stop);
        Outcome out;
        out.schedules = (placed + static_cast<double>(solver.assignments())) / q_.jobs;
        out.improved = answer == ClauseSolver::Answer::solution;
        out.optimal = answer == ClauseSolver::Answer::refuted && all;
        if (out.improved)
            for (Job j = 0; j < p_.jobs(); ++j)
                starts[j] = all ? solver.low(j) : place_[j] == kept ? kept_[j] : solver.low(place_[j]);
        starts.resize(p_.jobs());
        // Grows until a fifth of the searches end at a limit: these cost most and seldom bring anything.
        const auto step = std::max(1U, size_ / 32);
        if (answer == ClauseSolver::Answer::refuted) size_ = std::min(p_.jobs(), size_ + step);
        if (answer == ClauseSolver::Answer::undecided) size_ = std::max(std::min(p_.jobs(), 8U), size_ - 4 * step);
        return out;
    }

  private:
    static constexpr std::uint32_t kept = 0xFFFFFFFFU;

    /// The window from a random moment on in which about `size_` jobs run; it reaches further back if the schedule ends
    /// before. Frees these and leaves the starts of the others in `kept_`.
    void keep(const Starts& starts, Time makespan) {
        const auto end = [&](Job j) { return starts[j] + q_.duration[j]; };
        from_ = std::max(0, static_cast<Time>(random_.between(-makespan / 8, makespan - makespan / 8)));
        to_ = from_ + 1;
        const auto inside = [&](Job j) { return starts[j] < to_ && end(j) > from_; };
        edges_.clear();
        std::size_t missing = size_;
        for (Job j = 0; j < q_.jobs; ++j) {
            if (inside(j)) missing -= missing > 0 ? 1 : 0;
            if (starts[j] >= to_) edges_.push_back(starts[j]);
        }
        const auto nearest = [&](auto order) {
            const auto nth = edges_.begin() + static_cast<std::ptrdiff_t>(missing - 1);
            std::ranges::nth_element(edges_, nth, order);
            return *nth;
        };
        if (missing > 0 && missing <= edges_.size()) {
            to_ = nearest(std::ranges::less()) + 1;
        } else if (missing > 0) {
            to_ = std::max(to_, makespan);
            missing -= edges_.size();
            edges_.clear();
            for (Job j = 0; j < q_.jobs; ++j)
                if (end(j) <= from_) edges_.push_back(end(j));
            missing = std::min(missing, edges_.size());
            if (missing > 0) from_ = nearest(std::ranges::greater()) - 1;
        }

        freed_.clear();
        head_.clear();
        tail_.clear();
        for (Job j = 0; j < q_.jobs; ++j) {
            place_[j] = inside(j) ? static_cast<std::uint32_t>(freed_.size()) : kept;
            (inside(j) ? freed_ : end(j) <= from_ ? head_ : tail_).push_back(j);
        }
        // Predecessors of what ends before the window end before it, too, and successors of what starts after it start
        // after it, as arcs order both starts and ends.
        std::ranges::sort(head_, [&](Job a, Job b) { return starts[a] != starts[b] ? starts[a] < starts[b] : a < b; });
        std::ranges::sort(tail_, [&](Job a, Job b) { return end(a) != end(b) ? end(a) > end(b) : a > b; });
        generator_.serial(0, head_, kept_);
        generator_.serial(1, tail_, kept_);
        for (const Job j : tail_) kept_[j] = makespan - 1 - kept_[j] - q_.duration[j];
    }

    /// The freed jobs between the kept ones, done by `horizon`.
    ClauseSolver window(Time horizon) {
        const auto n = freed_.size();
        std::vector<Time> low(n, 0);
        std::vector<Time> high(n);
        bool torn = false;
        for (std::size_t i = 0; i < n; ++i) high[i] = horizon - q_.duration[freed_[i]];
        for (Job j = 0; j < q_.jobs; ++j)
            for (const auto& e : q_.side[0].successors(j)) {
                const auto a = place_[j];
                const auto b = place_[e.job];
                if (a == kept && b == kept) torn = torn || kept_[j] + e.weight > kept_[e.job];
                if (a == kept && b != kept) low[b] = std::max(low[b], kept_[j] + e.weight);
                if (a != kept && b == kept) high[a] = std::min(high[a], kept_[e.job] - e.weight);
            }
        // A lag that spans the window leaves no room.
        if (torn) high[0] = low[0] - 1;
        Time first = horizon;
        Time last = 0;
        for (std::size_t i = 0; i < n; ++i) {
            first = std::min(first, low[i]);
            last = std::max(last, high[i] + q_.duration[freed_[i]]);
        }

        struct Pooled {
            std::vector<ClauseSolver::Task> tasks;
            HeightChanges held;
            std::int64_t sum = 0;
        };
        std::vector<Pooled> pools(p_.pools());
        for (Job j = 0; j < p_.jobs(); ++j) {
            if (q_.duration[j] == 0) continue;
            for (const auto& need : p_.needs(j)) {
                auto& pool = pools[need.pool];
                if (place_[j] != kept) {
                    pool.tasks.push_back({place_[j], q_.duration[j], need.amount});
                } else {
                    const Time from = std::max(kept_[j], first);
                    const Time to = std::min(kept_[j] + q_.duration[j], last);
                    if (from >= to) continue;
                    pool.held.add(from, to, need.amount);
                }
                pool.sum += need.amount;
            }
        }
        for (auto& pool : pools) {
            // The smallest first, which explanations leave out; then fixed tasks for what kept jobs hold, which go
            // into explanations for nothing.
            std::ranges::stable_sort(pool.tasks, {}, &ClauseSolver::Task::amount);
            Amount height = 0;
            const auto& changes = pool.held.sorted();
            for (std::size_t i = 0; i < changes.size();) {
                const Time now = changes[i].time;
                for (; i < changes.size() && changes[i].time == now; ++i) height += changes[i].change;
                if (height == 0) continue;
                pool.tasks.push_back({static_cast<std::uint32_t>(low.size()), changes[i].time - now, height});
                low.push_back(now);
                high.push_back(now);
            }
        }

        ClauseSolver solver(low, high);
        solver.set_decision_variables(static_cast<std::uint32_t>(n));
        for (std::size_t i = 0; i < n; ++i)
            for (const auto& e : q_.side[0].successors(freed_[i]))
                if (place_[e.job] != kept) solver.add_arc(static_cast<std::uint32_t>(i), place_[e.job], e.weight);
        for (Pool k = 0; k < p_.pools(); ++k) {
            auto& [tasks, held, sum] = pools[k];
            const Amount capacity = p_.capacity(k).front().capacity;
            if (sum > capacity) solver.add_table(std::move(tasks), capacity);
        }
        return solver;
    }

    const Problem& p_;
    const Packed& q_;
    Generator generator_;
    Random random_;
    std::uint32_t size_ = 0;
    Time from_ = 0;
    Time to_ = 0;
    std::vector<std::uint32_t> place_; ///< among the freed jobs, or `kept`
    std::vector<Time> edges_;
    std::vector<Job> freed_;
    std::vector<Job> head_;
    std::vector<Job> tail_;
    Starts kept_;
};

} // namespace convene::rcpsp::detail
