#pragma once

#include <convene/core/borrowed.hpp>
#include <convene/rcpsp/problem.hpp>

#include <cstdint>

namespace convene::rcpsp {

enum class Scheme : std::uint8_t {
    serial,   ///< one job after another, each at its earliest fit: makes active schedules (Kelley 1963)
    parallel, ///< from decision time to decision time, whatever fits: makes non-delay schedules (Bedworth & Bailey
              ///< 1982)
};

/// How `generate` chooses among eligible jobs: by the least (class, key, index).
struct SgsOptions {
    Scheme scheme = Scheme::serial;
    /// One per job, smaller first; empty = 0 for all. See `priorities()`.
    Borrowed<double> keys = {};
    /// One per job: of projects or activities; a smaller class goes first, whatever the keys. Empty = 0 for all.
    Borrowed<std::int32_t> classes = {};
    /// One per job: the earliest start allowed, for instance that of a baseline. Empty = no such bound.
    Borrowed<Time> not_before = {};
    /// Parallel scheme only: instead of `keys`, the worst case slack LS_j - max over the other eligible i of E(i, j),
    /// where E(i, j) is the earliest start of j if i is started now (WCS, Kolisch 1996,
    /// doi:10.1016/0272-6963(95)00032-1). O(eligible^2) fits per decision.
    bool worst_case_slack = false;
    /// How often jobs may be taken out again because a latest start or maximum lag broke.
    std::uint32_t unschedule_limit = 1000;
};

/// The result of a generation.
struct Generation {
    enum class Obstacle : std::uint8_t {
        none,
        arcs,     ///< no schedule at all: the arcs and windows contradict each other at `job`
        window,   ///< `job` fits only after its latest start, and no other job can be blamed
        lag,      ///< a maximum lag of `job` broke more often than `unschedule_limit`, or against a fixed job
        capacity, ///< `job` never fits, such as a fixed job on a full pool
    };
    /// One per job. Complete and feasible if `obstacle` is none; else the placed jobs have their starts, and the rest
    /// their earliest ones.
    Starts starts;
    Obstacle obstacle = Obstacle::none;
    Job job = 0;
    /// How often a job was taken out again.
    std::uint32_t unscheduled = 0;

    [[nodiscard]] bool complete() const { return obstacle == Obstacle::none; }
};

/// A schedule by the scheme, with calendars, windows, steps, fixed jobs (booked first), minimum and maximum lags.
///
/// If a job fits only after its latest start, the placed job from which that latest start derives is moved later by the
/// shortfall; it and all jobs that start no earlier are taken out (Franck, Neumann & Schwindt 2001,
/// doi:10.1007/PL00009878).
///
/// *Requires* spans of `options` that are empty or have one entry per job. Without windows and cycles: O(jobs log jobs
/// + arcs + fits), see `Profile`. The serial scheme looks for one fit per job; the parallel one, at each decision time,
/// for one fit per amount and pool, that of the first job waiting for it.
[[nodiscard]] CONVENE_DECL Generation generate(const Problem& problem, const SgsOptions& options = {});

/// The problem with time running backward from `horizon`: a job that ran in [s, f) runs in [horizon - f, horizon - s).
/// Windows of jobs on a calendar are dropped, so a mirrored schedule is an order to schedule by, not a promise.
/// *Requires* a horizon of at least the last finite time in the problem's data.
[[nodiscard]] CONVENE_DECL Problem mirrored(const Problem& problem, Time horizon);

/// Forward-backward improvement, also called justification (Li & Willis 1992, Valls, Ballestin & Quintanilla 2005,
/// doi:10.1016/j.ejor.2004.04.008): pushes all jobs right by descending finish, then left by ascending start, and
/// repeats while the makespan falls, at most `rounds` times. Returns starts no worse than those given.
[[nodiscard]] CONVENE_DECL Starts justified(const Problem& problem, std::span<const Time> starts,
                                            std::uint32_t rounds = 1);

} // namespace convene::rcpsp

#if defined(CONVENE_HEADER_ONLY)
#include <convene/rcpsp/impl/sgs.ipp>
#endif
