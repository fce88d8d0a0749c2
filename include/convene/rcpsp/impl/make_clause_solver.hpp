#pragma once
/// \file
/// A whole problem as one of lazy clause generation.

#include <convene/rcpsp/impl/clause_solver.hpp>
#include <convene/rcpsp/problem.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace convene::rcpsp::detail {

/// The solver for "done by `horizon`"; the makespan is the variable after the jobs. *Requires* no calendars.
inline ClauseSolver make_clause_solver(const Problem& p, Time lower, Time horizon) {
    const auto n = p.jobs();
    std::vector<Time> low(n + 1, 0);
    std::vector<Time> high(n + 1, horizon);
    low[n] = std::min(lower, horizon);
    for (Job j = 0; j < n; ++j) {
        low[j] = p.window(j).earliest;
        high[j] = std::min(p.window(j).latest, horizon - p.duration(j));
    }
    std::vector<std::vector<ClauseSolver::Task>> tasks(p.pools());
    std::vector<Amount> most(p.pools(), 0);
    for (Job j = 0; j < n; ++j)
        for (const auto& need : p.needs(j))
            if (p.duration(j) > 0) tasks[need.pool].push_back({j, p.duration(j), need.amount});
    for (Pool k = 0; k < p.pools(); ++k) {
        const auto steps = p.capacity(k);
        for (const auto& s : steps) most[k] = std::max(most[k], s.capacity);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if (steps[i].capacity == most[k]) continue;
            // What a low step lacks is held by a fixed task.
            const Time to = i + 1 < steps.size() ? steps[i + 1].from : std::max(horizon, steps[i].from) + 1;
            tasks[k].push_back(
                {static_cast<std::uint32_t>(low.size()), to - steps[i].from, most[k] - steps[i].capacity});
            low.push_back(steps[i].from);
            high.push_back(steps[i].from);
        }
    }
    ClauseSolver solver(low, high);
    solver.set_decision_variables(n);
    for (Job j = 0; j < n; ++j) {
        for (const auto& l : p.successors(j)) solver.add_arc(j, l.job, l.lag);
        solver.add_arc(j, n, p.duration(j));
    }
    for (Pool k = 0; k < p.pools(); ++k) {
        // The smallest first, which explanations leave out.
        std::ranges::stable_sort(tasks[k], [](const auto& a, const auto& b) { return a.amount < b.amount; });
        Amount sum = 0;
        for (const auto& t : tasks[k]) sum += std::min(t.amount, most[k]);
        if (sum > most[k]) solver.add_table(std::move(tasks[k]), most[k]);
    }
    return solver;
}

} // namespace convene::rcpsp::detail
