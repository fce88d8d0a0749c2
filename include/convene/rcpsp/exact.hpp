#pragma once

#include <convene/core/borrowed.hpp>
#include <convene/core/stop_token.hpp>
#include <convene/rcpsp/problem.hpp>

#include <cstdint>
#include <functional>

namespace convene::rcpsp {

/// Bounds on the least makespan; `upper` is absent while no schedule is known.
struct Gap {
    Time lower = 0;
    std::optional<Time> upper = {};

    /// (upper - lower) / lower; absent without an upper bound; 0 when both are equal.
    [[nodiscard]] std::optional<double> relative() const {
        if (!upper) return std::nullopt;
        if (*upper <= lower) return 0.0;
        return lower > 0 ? static_cast<double>(*upper - lower) / lower : 1.0;
    }
};

struct ExactOptions {
    /// A feasible schedule to start from, or empty.
    Borrowed<Time> incumbent = {};
    /// A lower bound that is already known.
    Time lower = 0;
    /// Conflicts after which to give up.
    std::uint64_t conflict_limit = 10'000'000;
    StopToken stop = {};
    /// Called whenever a bound improves.
    std::function<void(const Gap&)> progress = {};
};

struct ExactResult {
    enum class Status : std::uint8_t {
        optimal,    ///< `starts` has the least makespan
        feasible,   ///< the limit came first; `starts` is the best found, `gap` what is known
        infeasible, ///< there is no schedule
        unknown,    ///< the limit came before any schedule
    };
    Status status = Status::unknown;
    /// Empty unless optimal or feasible.
    Starts starts;
    Gap gap;
    std::uint64_t conflicts = 0;
};

/// A schedule of the least makespan, or the proof that there is none, by lazy clause generation over the start times:
/// arcs and time-tables propagate and explain themselves, conflicts become clauses (Schutt, Feydy, Stuckey & Wallace
/// 2011, doi:10.1007/s10601-010-9103-2; 2013, doi:10.1007/s10951-012-0285-x for maximum lags). Worst case exponential;
/// 30 jobs usually take milliseconds, 60 often do.
///
/// *Requires* a problem without calendars: with calendars, the answer is `unknown` or the incumbent, with a bound.
[[nodiscard]] CONVENE_DECL ExactResult solve_exactly(const Problem& problem, const ExactOptions& options = {});

/// A lower bound on the makespan that grows from `lower` while "all done by `lower`" is refuted, spending at most
/// `conflicts` on each step and never going beyond `upper` (destructive improvement, Klein & Scholl 1999,
/// doi:10.1016/S0377-2217(97)00442-6). `unbounded` if there is no schedule at all.
[[nodiscard]] CONVENE_DECL Time destructive_bound(const Problem& problem, Time lower, Time upper,
                                                  std::uint64_t conflicts = 1000, StopToken stop = {});

} // namespace convene::rcpsp

#if defined(CONVENE_HEADER_ONLY)
#include <convene/rcpsp/impl/exact.ipp>
#endif
