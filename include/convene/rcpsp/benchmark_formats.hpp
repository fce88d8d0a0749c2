#pragma once

#include <convene/rcpsp/problem.hpp>

#include <string_view>

namespace convene::rcpsp {

/// The readers below return the problem, or `bad-benchmark-text` with line and column of the first unexpected thing, or
/// the findings of `build()`. They accept any white space and both line ends. Jobs keep the order of the file,
/// including its dummy source and sink.

/// PSPLIB's `.sm`: one mode, renewable pools (Kolisch & Sprecher 1996, doi:10.1016/S0377-2217(96)00170-1).
[[nodiscard]] CONVENE_DECL Result<Problem> read_psplib(std::string_view text);

/// Patterson's `.rcp`: jobs and pools, capacities, then one row per job: duration, needs, number of successors,
/// successors (1-based).
[[nodiscard]] CONVENE_DECL Result<Problem> read_patterson(std::string_view text);

/// ProGen/max's `.SCH`: start-start lags in brackets, negative ones are maximum lags (Schwindt 1995).
[[nodiscard]] CONVENE_DECL Result<Problem> read_progen_max(std::string_view text);

/// MPLIB's `.rcmp` (Van Eynde & Vanhoucke 2020, doi:10.1007/s10951-020-00651-6): the numbers of projects and of pools,
/// the capacities, then for each project a line with its number of jobs, its release and possibly its due date, a line
/// of 0 and 1 for the pools it uses, and one row per job: duration, needs, number of successors, successors as
/// `project:job`, both 1-based.
struct MultiProject {
    Problem problem;
    /// The first job of each project, and after the last project the number of jobs.
    std::vector<Job> first;
    /// The due date of each project, if the file has them.
    std::vector<std::optional<Time>> due;
};
[[nodiscard]] CONVENE_DECL Result<MultiProject> read_mplib(std::string_view text);

} // namespace convene::rcpsp

#if defined(CONVENE_HEADER_ONLY)
#include <convene/rcpsp/impl/benchmark_formats.ipp>
#endif
