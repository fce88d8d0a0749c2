#pragma once

#include <convene/core/stop_token.hpp>
#include <convene/portfolio/executor.hpp>
#include <convene/portfolio/projects.hpp>
#include <convene/schedule/schedule.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace convene {

/// How to schedule a portfolio.
struct PortfolioOptions {
    /// The default start of projects. A project's own `start` takes precedence over it; it takes precedence over the
    /// start of the process.
    std::optional<Instant> start = {};
    /// The date up to which progress is known, for all projects that have none.
    std::optional<Instant> status_date = {};
    OnConflict on_conflict = OnConflict::refuse;
    Executor executor = {};
    StopToken stop = {};
    /// Called from time to time, in the calling thread, with the numbers of finished projects and of all projects.
    std::function<void(std::size_t done, std::size_t all)> progress = {};
};

/// The dates of a portfolio without regard to people, a schedule for each project.
///
/// A link delays the later project's early dates and limits the earlier one's late dates, so floats say how far an
/// activity can slip without delaying any project.
struct PortfolioSchedule {
    Table<ProjectId, std::shared_ptr<const Schedule>> projects;

    [[nodiscard]] const Schedule& operator[](ProjectId id) const { return *projects[id]; }
};

/// Schedules all projects; unlinked projects are independent of each other and go to the executor together.
///
/// Errors: those of `schedule`, for all projects at once, each with its project; `links_in_circle` if projects that
/// wait for each other never settle; `stopped`. The complexity of `schedule`, summed over projects, twice that for
/// projects with links; projects that wait for each other in a circle are scheduled until their dates settle, at most
/// once per activity in them.
[[nodiscard]] CONVENE_DECL Result<PortfolioSchedule> schedule(const Portfolio& portfolio,
                                                              const PortfolioOptions& options = {});

/// Schedules again what the `changed` projects affect: the projects themselves and, along links, all projects whose
/// dates change. The result equals that of `schedule`. Returns how many projects were scheduled. Nothing changes on
/// errors, or if it is `stopped`. O(affected projects and their links).
[[nodiscard]] CONVENE_DECL Result<std::size_t> reschedule(const Portfolio& portfolio, PortfolioSchedule& plan,
                                                          std::span<const ProjectId> changed,
                                                          const PortfolioOptions& options = {});

/// When the first project starts, and when the last one finishes. *Requires* a project. O(projects).
[[nodiscard]] CONVENE_DECL Instant start_of(const PortfolioSchedule& plan);
[[nodiscard]] CONVENE_DECL Instant finish_of(const PortfolioSchedule& plan);

/// All dates as columns: one entry per activity, projects in order and activities in order in each.
struct PortfolioColumns {
    std::vector<std::uint32_t> project;
    std::vector<std::uint32_t> activity;
    std::vector<Instant> early_start;
    std::vector<Instant> early_finish;
    std::vector<Instant> late_start;
    std::vector<Instant> late_finish;
    std::vector<Instant> start;
    std::vector<Instant> finish;
    std::vector<Seconds> total_float;
    std::vector<Seconds> free_float;
};

[[nodiscard]] CONVENE_DECL PortfolioColumns columns(const PortfolioSchedule& plan);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/portfolio/impl/portfolio_schedule.ipp>
#endif
