#pragma once

#include "plan.hpp"
#include "telling.hpp"

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

template <class T>
using GivenInPortfolio = std::conditional_t<std::is_same_v<std::remove_cvref_t<T>, ProjectId>, ProjectRef, Given<T>>;

template <class T>
const T& resolved(const Portfolio&, const T& given) {
    return given;
}
inline ProjectId resolved(const Portfolio& portfolio, const ProjectRef& project) { return id_of(portfolio, project); }

template <class F>
struct OfPortfolio;

template <class R, class... A>
struct OfPortfolio<R (Portfolio::*)(A...) const> {
    R (Portfolio::*call)(A...) const;

    auto operator()(const PortfolioOf& p, const GivenInPortfolio<A>&... given) const {
        return plain(((*p).*call)(resolved(*p, given)...));
    }
};
template <class R, class... A>
struct OfPortfolio<R (Portfolio::*)(A...) const&> {
    R (Portfolio::*call)(A...) const&;

    auto operator()(const PortfolioOf& p, const GivenInPortfolio<A>&... given) const {
        return plain(((*p).*call)(resolved(*p, given)...));
    }
};

/// A method of a portfolio.
template <class R, class... A>
auto of_portfolio(R (Portfolio::*call)(A...) const) {
    return OfPortfolio<R (Portfolio::*)(A...) const>{call};
}
template <class R, class... A>
auto of_portfolio(R (Portfolio::*call)(A...) const&) {
    return OfPortfolio<R (Portfolio::*)(A...) const&>{call};
}

/// The schedule of each project, and of which portfolio.
struct Dates {
    std::shared_ptr<const Portfolio> portfolio;
    PortfolioSchedule all;

    friend bool operator==(const Dates& a, const Dates& b);
};

/// A levelled portfolio, and which.
struct PlanOf {
    std::shared_ptr<const Portfolio> portfolio;
    std::shared_ptr<const PortfolioPlan> plan;

    PlanOf(std::shared_ptr<const Portfolio> p, PortfolioPlan made)
        : portfolio(std::move(p)), plan(std::make_shared<const PortfolioPlan>(std::move(made))) {}

    [[nodiscard]] const PortfolioPlan& operator*() const { return *plan; }
    [[nodiscard]] const PortfolioPlan* operator->() const { return plan.get(); }

    // The order and what everybody is booked for follow from the projects.
    friend bool operator==(const PlanOf& a, const PlanOf& b);
};

/// The keyword arguments of every call that schedules a portfolio.
struct PortfolioKeywords {
    std::optional<Instant> start;
    std::optional<Instant> status_date;
    OnConflict on_conflict = OnConflict::refuse;
    std::uint32_t threads = 1;
    Listener<std::size_t, std::size_t> progress;
};

/// So many threads take one piece of work after the other.
[[nodiscard]] Executor threads_of(std::uint32_t threads);

/// So that they are the fields of `Options<PortfolioKeywords>`.
[[nodiscard]] std::vector<Field> portfolio_fields();

/// Runs `work(options)`, which owns all that it uses, so that Ctrl-C stops it.
template <class Work>
auto running(const PortfolioKeywords& keywords, Work work) {
    PortfolioOptions options{.start = keywords.start,
                             .status_date = keywords.status_date,
                             .on_conflict = keywords.on_conflict,
                             .executor = threads_of(keywords.threads)};
    return telling(keywords.progress, [work = std::move(work), options](const std::stop_token& stop, const auto& tell) {
        auto own = options;
        own.stop = stop;
        own.progress = tell;
        return work(own);
    });
}

// Each throws if a plan can't be that of the portfolio: no project but those of `changed` may have another process than
// the plan was made by.
void check_any(std::size_t projects);
void check_same(const Portfolio& portfolio, const Portfolio& then);
template <class Plans>
void check_plan(const Portfolio& portfolio, const Portfolio& then, const Plans& projects,
                const std::vector<ProjectId>& changed) {
    check_same(portfolio, then);
    std::vector<bool> may(portfolio.projects().size(), false);
    for (const auto id : changed) may[id.index()] = true;
    for (const auto id : portfolio.projects().ids())
        if (!may[id.index()] && portfolio[id].process != projects[id]->process())
            throw py::value_error("project " + portfolio[id].key + " has changed since the plan was made");
}

[[nodiscard]] std::vector<ProjectId> resolved(const Portfolio& portfolio, const std::vector<ProjectRef>& projects);

/// All dates of all projects in one table: the frame of each, behind the project's key.
template <class Plan>
Columns table_of(const Portfolio& portfolio, const Table<ProjectId, std::shared_ptr<const Plan>>& projects,
                 const std::shared_ptr<const Plan>& none) {
    std::vector<Columns> parts;
    for (const auto id : projects.ids()) {
        parts.push_back(columns_of(projects[id]));
        TextBuffer keys;
        for (std::size_t i = 0; i < parts.back().size; ++i) keys.add(portfolio[id].key);
        parts.back().columns.insert(parts.back().columns.begin(), column("project", std::move(keys)));
    }
    if (!parts.empty()) return joined(parts);
    auto all = columns_of(none);
    all.columns.insert(all.columns.begin(), column("project", TextBuffer()));
    return all;
}

[[nodiscard]] std::shared_ptr<const Schedule> schedule_of_nothing();

void bind_portfolio_schedule(py::module_& m);
void bind_portfolio_level(py::module_& m);
void bind_portfolio_judging(py::module_& m);

} // namespace convene::python
