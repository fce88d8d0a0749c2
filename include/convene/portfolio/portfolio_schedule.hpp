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
    /// When projects start that don't say so themselves; a project's `start` goes before it, what a process says after.
    std::optional<Instant> start = {};
    /// Up to when progress is known, in all projects that don't say it.
    std::optional<Instant> status_date = {};
    OnConflict on_conflict = OnConflict::refuse;
    Executor executor = {};
    StopToken stop = {};
    /// Called with the number of projects done and of all, from the calling thread, now and then.
    std::function<void(std::size_t done, std::size_t all)> progress = {};
};

/// The dates of a portfolio without regard to people, a schedule for each project.
///
/// A link holds the later project's early dates back and draws the earlier one's late dates, so its floats tell what it
/// can slip without delaying any project.
struct PortfolioSchedule {
    Table<ProjectId, std::shared_ptr<const Schedule>> projects;

    [[nodiscard]] const Schedule& operator[](ProjectId id) const { return *projects[id]; }
};

/// Schedules all projects; projects that no links join are independent of each other and go to the executor together.
///
/// Errors: those of `schedule`, of all projects at once, each told with its project; `links_in_circle` if projects that
/// wait for each other never settle; `stopped`.
/// O(sum of what `schedule` takes), twice that for projects with links; projects that wait for each other in a circle
/// are scheduled until their dates settle, at most once for each activity in them.
[[nodiscard]] CONVENE_DECL Result<PortfolioSchedule> schedule(const Portfolio& portfolio,
                                                              const PortfolioOptions& options = {});

/// Schedules again what `changed` projects touch: themselves, and along links whoever's dates change by it. The result
/// is the one that `schedule` would give; how many projects were scheduled is returned. On errors, and if it is
/// `stopped`, nothing changes. O(projects touched and their links).
[[nodiscard]] CONVENE_DECL Result<std::size_t> reschedule(const Portfolio& portfolio, PortfolioSchedule& plan,
                                                          std::span<const ProjectId> changed,
                                                          const PortfolioOptions& options = {});

/// When the first project starts, and when the last of all is finished. *Requires* a project. O(projects).
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
