#pragma once

#include <convene/rcpsp/problem.hpp>

#include <string>

namespace convene::rcpsp {

/// One broken promise of a schedule, as data.
struct Violation {
    enum class Kind : std::uint8_t {
        size,     ///< not one start per job
        window,   ///< `job` starts outside its window, or before 0
        calendar, ///< `job` starts in a break
        arc,      ///< the arc from `other` to `job` is short of `amount` ticks
        capacity, ///< `pool` is short of `amount` units at `time`
    };
    Kind kind = Kind::size;
    Job job = 0;
    Job other = 0;
    Pool pool = 0;
    Time time = 0;
    std::int64_t amount = 0;

    friend bool operator==(const Violation&, const Violation&) = default;
};

/// Everything that is wrong with a schedule, jobs first, then arcs, then one violation for each pool and maximal
/// interval of overload; empty = feasible. Works from the problem's data alone and shares no code with schedulers,
/// profiles or bounds. O(n log n) in the number of jobs, arcs, demands, breaks crossed and steps.
[[nodiscard]] CONVENE_DECL std::vector<Violation> verify(const Problem& problem, std::span<const Time> starts);

[[nodiscard]] CONVENE_DECL std::string to_string(const Violation& violation);

} // namespace convene::rcpsp

#if defined(CONVENE_HEADER_ONLY)
#include <convene/rcpsp/impl/verify.ipp>
#endif
