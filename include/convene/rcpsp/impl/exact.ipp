#pragma once

#include <convene/rcpsp/bounds.hpp>
#include <convene/rcpsp/exact.hpp>
#include <convene/rcpsp/impl/make_clause_solver.hpp>
#include <convene/rcpsp/priority.hpp>
#include <convene/rcpsp/sgs.hpp>

#include <algorithm>
#include <utility>

namespace convene::rcpsp {

namespace detail {

inline Starts first_schedule(const Problem& p) {
    Starts best;
    for (const auto rule : {Rule::lst, Rule::est, Rule::minslk, Rule::mts}) {
        if (rule == Rule::mts && p.jobs() > 5000) continue;
        const auto keys = priorities(p, rule);
        for (const auto scheme : {Scheme::serial, Scheme::parallel}) {
            auto g = generate(p, {.scheme = scheme, .keys = keys, .unschedule_limit = 100});
            if (g.complete() && (best.empty() || makespan(p, g.starts) < makespan(p, best))) best = std::move(g.starts);
        }
    }
    return best;
}

} // namespace detail

CONVENE_DECL ExactResult solve_exactly(const Problem& p, const ExactOptions& o) {
    using Status = ExactResult::Status;
    ExactResult r;
    r.starts.assign(o.incumbent.begin(), o.incumbent.end());
    if (p.jobs() == 0) return r.status = Status::optimal, r.gap.upper = 0, r;
    if (!earliest_starts(p, safe_horizon(p))) return r.status = Status::infeasible, r.starts.clear(), r;
    if (r.starts.empty()) r.starts = detail::first_schedule(p);
    r.gap.lower = std::max(o.lower, lower_bound(p));
    const auto tell = [&] {
        if (o.progress) o.progress(r.gap);
    };
    const auto bounded = [&] { return r.gap.upper && *r.gap.upper <= r.gap.lower; };
    if (!r.starts.empty()) {
        r.status = Status::feasible;
        r.gap.upper = makespan(p, r.starts);
    }
    tell();
    if (bounded()) return r.status = Status::optimal, r;
    if (p.has_calendars()) return r;

    auto solver = detail::make_clause_solver(p, r.gap.lower, r.gap.upper ? *r.gap.upper - 1 : safe_horizon(p));
    const auto stop = [&] { return o.stop.stop_requested(); };
    while (true) {
        const auto left = o.conflict_limit - std::min(o.conflict_limit, solver.conflicts());
        const auto answer =
            left == 0 || stop() ? detail::ClauseSolver::Answer::undecided : solver.search({}, left, stop);
        r.conflicts = solver.conflicts();
        if (answer == detail::ClauseSolver::Answer::undecided) {
            solver.propagate_root();
            r.gap.lower = std::max(r.gap.lower, solver.low(p.jobs()));
            tell();
            return r;
        }
        if (answer == detail::ClauseSolver::Answer::refuted) {
            if (r.starts.empty()) return r.status = Status::infeasible, r;
            r.gap.lower = *r.gap.upper;
            tell();
            return r.status = Status::optimal, r;
        }
        r.starts.resize(p.jobs());
        for (Job j = 0; j < p.jobs(); ++j) r.starts[j] = solver.low(j);
        r.gap.upper = makespan(p, r.starts);
        r.status = Status::feasible;
        tell();
        if (bounded()) return r.status = Status::optimal, r;
        solver.require(detail::at_most(p.jobs(), *r.gap.upper - 1));
    }
}

CONVENE_DECL Time destructive_bound(const Problem& p, Time lower, Time upper, std::uint64_t conflicts, StopToken stop) {
    if (p.has_calendars() || p.jobs() == 0 || lower >= upper) return lower;
    auto solver = detail::make_clause_solver(p, lower, upper);
    const auto asked = [&] { return stop.stop_requested(); };
    while (lower < upper && !asked()) {
        const auto done = detail::at_most(p.jobs(), lower);
        const auto answer = solver.search(std::span(&done, 1), conflicts, asked);
        if (answer != detail::ClauseSolver::Answer::refuted) break;
        if (!solver.require(detail::at_least(p.jobs(), lower + 1)) || !solver.propagate_root())
            return upper >= safe_horizon(p) ? unbounded : upper + 1;
        lower = std::max(lower + 1, solver.low(p.jobs()));
    }
    return std::min(lower, upper);
}

} // namespace convene::rcpsp
