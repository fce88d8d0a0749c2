#pragma once
/// \file
/// How `level` searches the flat problem of a process.

#include <convene/model/queries.hpp>
#include <convene/rcpsp/search.hpp>
#include <convene/staffing/flatten.hpp>
#include <convene/staffing/level.hpp>

#include <algorithm>
#include <cstdint>

namespace convene::detail {

/// Deadlines count as in the objective of levelling.
inline rcpsp::SearchOptions flat_search(const Process& process, const FlatProblem& flat, const LevelOptions& options) {
    rcpsp::SearchOptions out;
    const auto tick = flat.clock.tick.count();
    out.objective.makespan = options.objective.finish * tick;
    for (const auto a : process.activities().ids()) {
        const auto weight =
            options.objective.late_each.empty() ? options.objective.late : options.objective.late_each[a];
        const auto deadline = process.deadline(a);
        if (!deadline || weight == 0 || has_finished(process, a)) continue;
        out.objective.dues.push_back(
            {a.value, static_cast<rcpsp::Time>(flat.clock.seconds_to(*deadline) / tick), weight * tick});
    }
    if (out.objective.dues.empty()) out.objective.makespan = 1;
    out.schedules = std::max(1000U, options.tries);
    out.seed = options.seed;
    out.threads = options.threads;
    out.stop = options.stop;
    return out;
}

} // namespace convene::detail
