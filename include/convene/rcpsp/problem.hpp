#pragma once
/// \file
/// Scheduling under scarce resources: the flat integer problem that schedule generation, search, proof and checking
/// work on. It knows nothing about processes: jobs and pools are numbers from 0, and time is in ticks of the caller's
/// choice.

#include <convene/core/detail/prefetch.hpp>
#include <convene/core/result.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace convene::rcpsp {

/// Ticks; a job occupies [start, finish).
using Time = std::int32_t;
/// Units of a pool.
using Amount = std::int32_t;
/// Positions of jobs and pools, from 0.
using Job = std::uint32_t;
using Pool = std::uint32_t;

/// "No limit" for a latest start.
inline constexpr Time unbounded = std::numeric_limits<Time>::max() / 4;

enum class Edge : std::uint8_t { start, finish };

/// `to.edge >= from.edge + lag`. A maximum lag `b.start <= a.start + m` is the arc from b to a with lag -m.
struct Arc {
    Job from = 0;
    Job to = 0;
    Time lag = 0;
    Edge from_edge = Edge::finish;
    Edge to_edge = Edge::start;

    friend bool operator==(const Arc&, const Arc&) = default;
};

/// While it works, `job` holds `amount` units of `pool`.
struct Demand {
    Job job = 0;
    Pool pool = 0;
    Amount amount = 0;
};

/// From `from` on (up to the next step) the pool has `capacity` units.
struct Step {
    Time from = 0;
    Amount capacity = 0;

    friend bool operator==(Step, Step) = default;
};

/// No work in [from, to).
struct Break {
    Time from = 0;
    Time to = 0;

    friend bool operator==(Break, Break) = default;
};

/// The start of a job lies in [earliest, latest]; equal ends fix it, as for jobs that have started.
struct Window {
    Time earliest = 0;
    Time latest = unbounded;

    friend bool operator==(Window, Window) = default;
};

/// What a problem is made of. A vector with one entry per job may also be empty, which means the default for all.
struct ProblemData {
    /// Working ticks per job; 0 is a milestone.
    std::vector<Time> durations = {};
    std::vector<Arc> arcs = {};
    std::vector<Demand> demands = {};
    /// Per pool, steps by ascending `from`, the first at 0. One step = constant capacity.
    std::vector<std::vector<Step>> capacities = {};
    /// Each is a list of breaks by ascending time that don't touch. A job on a calendar starts in working time, pauses
    /// during breaks, and holds its pools only while it works.
    std::vector<std::vector<Break>> calendars = {};
    /// Per job, the position in `calendars` plus 1; 0 = always open.
    std::vector<std::uint32_t> calendar_of = {};
    /// One per job.
    std::vector<Window> windows = {};
};

/// An arc as seen from one of its jobs.
struct Link {
    Job job = 0;
    Time lag = 0;
    Edge from_edge = Edge::start;
    Edge to_edge = Edge::start;
};

/// A part of a demand as seen from its job.
struct Need {
    Pool pool = 0;
    Amount amount = 0;
};

/// A validated, immutable problem. Arcs between jobs without a calendar are normalised to start-start.
class Problem {
  public:
    [[nodiscard]] std::uint32_t jobs() const { return static_cast<std::uint32_t>(data_.durations.size()); }
    [[nodiscard]] std::uint32_t pools() const { return static_cast<std::uint32_t>(data_.capacities.size()); }
    [[nodiscard]] Time duration(Job job) const { return data_.durations[job]; }
    [[nodiscard]] std::span<const Time> durations() const { return data_.durations; }
    /// The arcs that leave `job` (their `job` is the other end), in order of definition; likewise those that enter it.
    [[nodiscard]] std::span<const Link> successors(Job job) const { return row(out_first_, out_, job); }
    [[nodiscard]] std::span<const Link> predecessors(Job job) const { return row(in_first_, in_, job); }
    /// Positive needs, by ascending pool, at most one per pool.
    [[nodiscard]] std::span<const Need> needs(Job job) const { return row(need_first_, needs_, job); }
    [[nodiscard]] std::span<const Step> capacity(Pool pool) const { return data_.capacities[pool]; }
    [[nodiscard]] Window window(Job job) const { return data_.windows.empty() ? Window{} : data_.windows[job]; }
    /// The breaks of the job's calendar; empty = always open.
    [[nodiscard]] std::span<const Break> breaks(Job job) const {
        const auto calendar = data_.calendar_of.empty() ? 0U : data_.calendar_of[job];
        return calendar == 0 ? std::span<const Break>{} : std::span<const Break>{data_.calendars[calendar - 1]};
    }

    /// All jobs, such that each arc leads forward if no arcs form a cycle; else such that each arc with a start-start
    /// distance >= 0 that is on no cycle of such arcs does.
    [[nodiscard]] std::span<const Job> order() const { return order_; }
    /// Whether the arc is one that `order()` respects: SGS places its source first.
    [[nodiscard]] bool orders(Job from, const Link& out) const {
        return acyclic_ || (position_[from] < position_[out.job] && distance(from, out) >= 0);
    }
    /// The start-start distance that the arc requires if no break interferes.
    [[nodiscard]] Time distance(Job from, const Link& out) const {
        return out.lag + (out.from_edge == Edge::finish ? duration(from) : 0) -
               (out.to_edge == Edge::finish ? duration(out.job) : 0);
    }

    /// Prefetches the data of `job` and the bounds of its rows; `prefetch_rows`, called a little later, the arcs and
    /// needs themselves.
    void prefetch_job(Job job) const {
        convene::detail::prefetch(&data_.durations[job]);
        convene::detail::prefetch(&out_first_[job]);
        convene::detail::prefetch(&need_first_[job]);
    }
    void prefetch_rows(Job job) const {
        convene::detail::prefetch(out_.data() + out_first_[job]);
        convene::detail::prefetch(needs_.data() + need_first_[job]);
    }

    /// The position of the job in `order()`.
    [[nodiscard]] std::uint32_t position(Job job) const { return position_[job]; }

    /// Whether the arcs form no cycle, so that there are no maximum lags along a path.
    [[nodiscard]] bool acyclic() const { return acyclic_; }
    [[nodiscard]] bool has_calendars() const { return has_calendars_; }
    [[nodiscard]] bool has_windows() const { return has_windows_; }
    [[nodiscard]] bool constant_capacity() const { return constant_capacity_; }
    [[nodiscard]] const ProblemData& data() const { return data_; }

    /// When `job`, started at `start` (in working time), is finished. O(log breaks + breaks crossed).
    [[nodiscard]] CONVENE_DECL Time finish(Job job, Time start) const;
    /// The first time >= `time` at which the calendar of `job` lets it start.
    [[nodiscard]] CONVENE_DECL Time next_start(Job job, Time time) const;
    /// The first start of `job` at which its `edge` is at `time` or later, breaks respected.
    [[nodiscard]] CONVENE_DECL Time start_for(Job job, Edge edge, Time time) const;
    /// The first start of `link.job` that the arc allows when the other end starts at `start`.
    [[nodiscard]] Time pushed(Job from, const Link& out, Time start) const {
        if (!has_calendars_) return start + out.lag;
        return start_for(out.job, out.to_edge, (out.from_edge == Edge::finish ? finish(from, start) : start) + out.lag);
    }

    friend CONVENE_DECL Result<Problem> build(ProblemData data);

  private:
    template <class T>
    static std::span<const T> row(const std::vector<std::uint32_t>& first, const std::vector<T>& all, Job job) {
        return {all.data() + first[job], first[job + 1] - first[job]};
    }

    ProblemData data_;
    std::vector<std::uint32_t> out_first_;
    std::vector<std::uint32_t> in_first_;
    std::vector<std::uint32_t> need_first_;
    std::vector<Link> out_;
    std::vector<Link> in_;
    std::vector<Need> needs_;
    std::vector<Job> order_;
    std::vector<std::uint32_t> position_;
    bool acyclic_ = true;
    bool has_calendars_ = false;
    bool has_windows_ = false;
    bool constant_capacity_ = true;
};

/// Validates and compiles. Every fault at once:
/// - `bad-rcpsp-index`: an arc, demand or calendar names a job, pool or calendar that isn't there, or a vector has
///   neither one entry per job nor none;
/// - `bad-rcpsp-number`: a negative duration, amount or capacity, a window that ends before it starts, times that add
///   up to more than `unbounded`;
/// - `bad-rcpsp-steps`: steps or breaks out of order, touching, or not starting at 0;
/// - `rcpsp-demand-exceeds-capacity`: a job needs more than the pool ever has;
/// - `rcpsp-cycle`: arcs of distance >= 0, at least one of them > 0, form a cycle.
///
/// Several demands of one job on one pool add up. Complexity: O(jobs + arcs + demands), iterative.
[[nodiscard]] CONVENE_DECL Result<Problem> build(ProblemData data);

/// A start for each job.
using Starts = std::vector<Time>;

/// The largest finish, 0 without jobs.
[[nodiscard]] CONVENE_DECL Time makespan(const Problem& problem, std::span<const Time> starts);

/// A cost of `weight * max(0, finish(job) - due)`. With `due` 0 on the last job of each project this is the weighted
/// sum of the projects' completion times.
struct Due {
    Job job = 0;
    Time due = 0;
    std::int64_t weight = 1;
};

/// What is minimised: the sum of
/// - `makespan * largest finish`
/// - `due.weight * max(0, finish - due.due)` over `dues`: weighted tardiness of milestones, weighted projects
/// - `moved` for each job whose start differs from its start in `baseline`, and `shift * |difference|`: a repair that
///   changes little.
struct Objective {
    std::int64_t makespan = 1;
    std::vector<Due> dues = {};
    /// One per job, or empty.
    std::vector<Time> baseline = {};
    std::int64_t moved = 0;
    std::int64_t shift = 0;

    /// Whether only the makespan counts, so that methods for it apply.
    [[nodiscard]] bool makespan_only() const {
        return dues.empty() && (baseline.empty() || (moved == 0 && shift == 0));
    }
};

[[nodiscard]] CONVENE_DECL std::int64_t cost(const Problem& problem, const Objective& objective,
                                             std::span<const Time> starts);

/// The least start of each job that arcs, windows and calendars allow, with `from` as additional lower bounds (empty =
/// none): the least fixpoint of the arcs. Nothing if a cycle of arcs or a window makes that impossible.
/// O(jobs + arcs) when acyclic, else a queue-based longest path, O(jobs * arcs) without calendars.
[[nodiscard]] CONVENE_DECL std::optional<Starts> earliest_starts(const Problem& problem, Time horizon = unbounded);

/// The greatest start of each job such that all finish by `horizon`, ignoring pools; breaks only leave less time, so
/// with calendars this is an upper bound. *Requires* a problem that has earliest starts.
[[nodiscard]] CONVENE_DECL Starts latest_starts(const Problem& problem, Time horizon);

/// A horizon within which some optimal schedule lies if there is any: the sum over jobs of the larger of duration and
/// greatest lag, after the last release, step and break.
[[nodiscard]] CONVENE_DECL Time safe_horizon(const Problem& problem);

} // namespace convene::rcpsp

namespace convene {
using RcpspProblem = rcpsp::Problem;
} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/rcpsp/impl/problem.ipp>
#endif
