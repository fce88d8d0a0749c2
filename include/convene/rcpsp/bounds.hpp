#pragma once

#include <convene/rcpsp/problem.hpp>

namespace convene::rcpsp {

/// The length of the longest path through arcs, windows and calendars, pools ignored. 0 without jobs; `unbounded` if
/// arcs and windows contradict each other. O(jobs + arcs) when acyclic.
[[nodiscard]] CONVENE_DECL Time critical_path_bound(const Problem& problem);

/// The greatest, over pools and pairs (a, b) of a head and a tail, of a + ceil(work / capacity) + b, where work is what
/// jobs with at least that head and tail need of the pool: the capacity bound (Stinson, Davis & Khumawala 1978,
/// doi:10.1080/05695557808974563) with heads and tails. With steps, it is the time at which the pool has offered that
/// much. O(pools * jobs^2) up to 2,000 jobs, else only b = 0.
[[nodiscard]] CONVENE_DECL Time capacity_bound(const Problem& problem);

/// The greatest of the above and, for pairs of jobs that can't run at the same time, the two in sequence with their
/// common heads and tails; up to 2,000 jobs.
[[nodiscard]] CONVENE_DECL Time lower_bound(const Problem& problem);

} // namespace convene::rcpsp

#if defined(CONVENE_HEADER_ONLY)
#include <convene/rcpsp/impl/bounds.ipp>
#endif
