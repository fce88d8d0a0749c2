#pragma once

#include <convene/rcpsp/impl/sgs_run.hpp>
#include <convene/rcpsp/sgs.hpp>

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

namespace convene::rcpsp {

CONVENE_DECL Generation generate(const Problem& problem, const SgsOptions& options) {
    return detail::Sgs(problem, options).run();
}

CONVENE_DECL Problem mirrored(const Problem& problem, Time horizon) {
    const auto& d = problem.data();
    ProblemData m;
    m.durations = d.durations;
    m.demands = d.demands;
    m.calendar_of = d.calendar_of;
    const auto flip = [](Edge e) { return e == Edge::start ? Edge::finish : Edge::start; };
    for (const auto& a : d.arcs) m.arcs.push_back({a.to, a.from, a.lag, flip(a.to_edge), flip(a.from_edge)});
    for (const auto& steps : d.capacities) {
        auto& out = m.capacities.emplace_back();
        for (auto s = steps.rbegin(); s != steps.rend(); ++s) {
            // A step valid on [from, next) holds on [horizon - next, horizon - from) backward.
            const Time from = s == steps.rbegin() ? 0 : horizon - (s - 1)->from;
            out.push_back({from, s->capacity});
        }
    }
    for (const auto& breaks : d.calendars) {
        auto& out = m.calendars.emplace_back();
        for (auto b = breaks.rbegin(); b != breaks.rend(); ++b) out.push_back({horizon - b->to, horizon - b->from});
    }
    if (!d.windows.empty()) {
        m.windows.resize(problem.jobs());
        for (Job j = 0; j < problem.jobs(); ++j) {
            if (!problem.breaks(j).empty()) continue;
            const auto [earliest, latest] = d.windows[j];
            const Time last = horizon - earliest - d.durations[j];
            m.windows[j] = {latest >= unbounded ? 0 : std::max(0, horizon - latest - d.durations[j]),
                            std::max(0, last)};
        }
    }
    auto built = build(std::move(m));
    assert(built);
    return std::move(*built);
}

CONVENE_DECL Starts justified(const Problem& problem, std::span<const Time> starts, std::uint32_t rounds) {
    Starts best(starts.begin(), starts.end());
    Time best_span = makespan(problem, best);
    const Time horizon = std::max(best_span, safe_horizon(problem));
    const auto backward = mirrored(problem, horizon);
    std::vector<double> keys(problem.jobs());
    for (std::uint32_t i = 0; i < rounds; ++i) {
        // Right: everything must end by the present makespan, so the mirrored jobs are released at its image.
        const std::vector<Time> release(problem.jobs(), horizon - best_span);
        for (Job j = 0; j < problem.jobs(); ++j) keys[j] = -problem.finish(j, best[j]);
        const auto right = generate(backward, {.keys = keys, .not_before = release});
        if (!right.complete()) return best;
        for (Job j = 0; j < problem.jobs(); ++j) keys[j] = horizon - backward.finish(j, right.starts[j]);
        auto left = generate(problem, {.keys = keys});
        if (!left.complete()) return best;
        const Time span = makespan(problem, left.starts);
        if (span > best_span) return best;
        const bool again = span < best_span;
        best_span = span;
        best = std::move(left.starts);
        if (!again) return best;
    }
    return best;
}

} // namespace convene::rcpsp
