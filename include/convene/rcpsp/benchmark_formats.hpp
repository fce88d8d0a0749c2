#pragma once

#include <convene/rcpsp/problem.hpp>

#include <string_view>

namespace convene::rcpsp {

/// The readers below return the problem, or `bad-benchmark-text` with line and column of the first thing that isn't as
/// expected, or the findings of `build()`. They accept any white space and both line ends; jobs keep the order of the
/// file, with its dummy source and sink.

/// PSPLIB's `.sm`: one mode, renewable pools (Kolisch & Sprecher 1996, doi:10.1016/S0377-2217(96)00170-1).
[[nodiscard]] CONVENE_DECL Result<Problem> read_psplib(std::string_view text);

/// Patterson's `.rcp`: jobs and pools, capacities, then a row a job: duration, needs, number of successors, successors
/// (1-based).
[[nodiscard]] CONVENE_DECL Result<Problem> read_patterson(std::string_view text);

/// ProGen/max's `.SCH`: start-start lags in brackets, negative ones are maximum lags (Schwindt 1995).
[[nodiscard]] CONVENE_DECL Result<Problem> read_progen_max(std::string_view text);

/// MPLIB's `.rcmp` (Van Eynde & Vanhoucke 2020, doi:10.1007/s10951-020-00651-6): the numbers of projects and of pools,
/// the capacities, then for each project a line with its number of jobs, its release and possibly its due date, a line
/// that says with 0 or 1 which pools it uses, and a row a job: duration, needs, number of successors, successors as
/// `project:job`, both 1-based.
struct MultiProject {
    Problem problem;
    /// The first job of each project, and after the last project the number of jobs.
    std::vector<Job> first;
    /// The due date of each project, where the file has them.
    std::vector<std::optional<Time>> due;
};
[[nodiscard]] CONVENE_DECL Result<MultiProject> read_mplib(std::string_view text);

} // namespace convene::rcpsp

#if defined(CONVENE_HEADER_ONLY)
#include <convene/rcpsp/impl/benchmark_formats.ipp>
#endif
