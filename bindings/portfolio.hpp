#pragma once

#include "levelled.hpp"
#include "record.hpp"

#include <convene/portfolio/portfolio.hpp>

#include <memory>
#include <optional>
#include <vector>

namespace convene::python {

using ProjectRef = Ref<ProjectId>;

/// A portfolio as Python holds it. Plans and calls that go on share it, so `replace` works on a copy then.
struct PortfolioOf {
    std::shared_ptr<const Portfolio> all;

    PortfolioOf() : PortfolioOf(Portfolio()) {}
    explicit PortfolioOf(Portfolio portfolio) : all(std::make_shared<const Portfolio>(std::move(portfolio))) {}
    explicit PortfolioOf(std::shared_ptr<const Portfolio> shared) : all(std::move(shared)) {}

    [[nodiscard]] const Portfolio& operator*() const { return *all; }
    [[nodiscard]] const Portfolio* operator->() const { return all.get(); }
};

/// The processes by which the parts of a plan were made, by project: a schedule points into the calendars of its own.
using Processes = std::vector<Process>;

[[nodiscard]] Processes processes_of(const Portfolio& portfolio);

/// The schedule of one project of many: what Python sees of it is made as it is asked for.
class ProjectDates {
  public:
    ProjectDates(Process process, std::shared_ptr<const Schedule> schedule)
        : process_(std::move(process)), schedule_(std::move(schedule)) {}
    /// One that came from elsewhere makes its network when it is asked for.
    explicit ProjectDates(Plan plan) : process_(plan.process()), travelled_(std::move(plan)) {}

    [[nodiscard]] const Process& process() const { return process_; }
    [[nodiscard]] Plan plan() const { return travelled_ ? *travelled_ : Plan(process_, schedule_); }
    /// May compute, so without the GIL.
    [[nodiscard]] const std::shared_ptr<const Schedule>& shared() const {
        return travelled_ ? travelled_->shared() : schedule_;
    }

    friend bool operator==(const ProjectDates& a, const ProjectDates& b) {
        return (a.schedule_ && a.schedule_ == b.schedule_) || a.plan() == b.plan();
    }

  private:
    Process process_;
    std::shared_ptr<const Schedule> schedule_;
    std::optional<Plan> travelled_;
};

/// The schedule of each project, in id order.
struct Dates {
    std::shared_ptr<const Portfolio> portfolio;
    std::vector<ProjectDates> projects;

    Dates(std::shared_ptr<const Portfolio> p, std::vector<ProjectDates> parts)
        : portfolio(std::move(p)), projects(std::move(parts)) {}
    Dates(std::shared_ptr<const Portfolio> p, const PortfolioSchedule& plan, const Processes& processes);

    /// May compute, so without the GIL.
    [[nodiscard]] PortfolioSchedule full() const;

    friend bool operator==(const Dates& a, const Dates& b) { return a.projects == b.projects; }
};

/// A levelled portfolio, with what its parts were made by.
struct PlanOf {
    std::shared_ptr<const Portfolio> portfolio;
    std::shared_ptr<const PortfolioPlan> plan;
    std::shared_ptr<const Processes> early_by;
    std::shared_ptr<const Processes> levelled_by;

    PlanOf(std::shared_ptr<const Portfolio> p, PortfolioPlan made);

    [[nodiscard]] const PortfolioPlan& operator*() const { return *plan; }
    [[nodiscard]] const PortfolioPlan* operator->() const { return plan.get(); }
    [[nodiscard]] LevelledPlan project(ProjectId id) const { return {(*levelled_by)[id.index()], plan->projects[id]}; }
    [[nodiscard]] Dates early() const { return {portfolio, plan->early, *early_by}; }

    // The order and what everybody is booked for follow from the projects.
    friend bool operator==(const PlanOf& a, const PlanOf& b);
};

// Each throws if a plan can't be that of the portfolio; for the last two, no project but those of `changed` may have
// another process than the plan was made by.
void check_any(std::size_t projects);
void check_sizes(const Portfolio& portfolio, const PlanOf& plan);
void check_plan(const Portfolio& portfolio, const Dates& plan, const std::vector<ProjectId>& changed);
void check_plan(const Portfolio& portfolio, const PlanOf& plan, const std::vector<ProjectId>& changed);

/// The plan, with colleagues by the numbers that they have in this portfolio.
[[nodiscard]] std::shared_ptr<const PortfolioPlan> fitted(const Portfolio& portfolio, const PlanOf& plan);

[[nodiscard]] std::vector<ProjectId> resolved(const Portfolio& portfolio, const std::vector<ProjectRef>& projects);

// All dates of all projects in one table; the first with the numbers of projects and activities, the others with keys.
[[nodiscard]] std::shared_ptr<const PortfolioColumns> columns_of(const Dates& dates);
[[nodiscard]] Columns table_of(const Dates& dates);
[[nodiscard]] Columns table_of(const PlanOf& plan);

/// For pickles.
[[nodiscard]] py::tuple state_of(const PortfolioOf& portfolio);
[[nodiscard]] PortfolioOf restored_portfolio(const py::tuple& state);
[[nodiscard]] py::tuple state_of(const PlanOf& plan);
[[nodiscard]] PlanOf restored_portfolio_plan(const py::tuple& state);

void bind_projects(py::module_& m);
void bind_portfolio_columns(py::module_& m);
void bind_portfolio_dates(py::module_& m);
void bind_portfolio_plan(py::module_& m);
void bind_portfolio_level(py::module_& m);
void bind_portfolio_judging(py::module_& m);

} // namespace convene::python
