#pragma once

#include <convene/resource/bounds.hpp>
#include <convene/resource/exact.hpp>
#include <convene/resource/impl/make_lcg.hpp>
#include <convene/resource/priority.hpp>
#include <convene/resource/sgs.hpp>

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

    auto lcg = detail::make_lcg(p, r.gap.lower, r.gap.upper ? *r.gap.upper - 1 : safe_horizon(p));
    const auto stop = [&] { return o.stop.stop_requested(); };
    while (true) {
        const auto left = o.conflict_limit - std::min(o.conflict_limit, lcg.conflicts());
        const auto answer = left == 0 || stop() ? detail::Lcg::Answer::undecided : lcg.search({}, left, stop);
        r.conflicts = lcg.conflicts();
        if (answer == detail::Lcg::Answer::undecided) {
            lcg.propagate_root();
            r.gap.lower = std::max(r.gap.lower, lcg.low(p.jobs()));
            tell();
            return r;
        }
        if (answer == detail::Lcg::Answer::refuted) {
            if (r.starts.empty()) return r.status = Status::infeasible, r;
            r.gap.lower = *r.gap.upper;
            tell();
            return r.status = Status::optimal, r;
        }
        r.starts.resize(p.jobs());
        for (Job j = 0; j < p.jobs(); ++j) r.starts[j] = lcg.low(j);
        r.gap.upper = makespan(p, r.starts);
        r.status = Status::feasible;
        tell();
        if (bounded()) return r.status = Status::optimal, r;
        lcg.require(detail::at_most(p.jobs(), *r.gap.upper - 1));
    }
}

CONVENE_DECL Time destructive_bound(const Problem& p, Time lower, Time upper, std::uint64_t conflicts,
                                    std::stop_token stop) {
    if (p.has_calendars() || p.jobs() == 0 || lower >= upper) return lower;
    auto lcg = detail::make_lcg(p, lower, upper);
    const auto asked = [&] { return stop.stop_requested(); };
    while (lower < upper && !asked()) {
        const auto done = detail::at_most(p.jobs(), lower);
        const auto answer = lcg.search(std::span(&done, 1), conflicts, asked);
        if (answer != detail::Lcg::Answer::refuted) break;
        if (!lcg.require(detail::at_least(p.jobs(), lower + 1)) || !lcg.propagate_root())
            return upper >= safe_horizon(p) ? unbounded : upper + 1;
        lower = std::max(lower + 1, lcg.low(p.jobs()));
    }
    return std::min(lower, upper);
}

} // namespace convene::rcpsp
