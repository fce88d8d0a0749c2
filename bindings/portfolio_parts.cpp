/// \file
/// What belongs together: a portfolio, the plans that were made of it, and the processes these point into.

#include "portfolio.hpp"

#include <algorithm>

namespace convene::python {

Processes processes_of(const Portfolio& portfolio) {
    Processes all;
    all.reserve(portfolio.projects().size());
    for (const auto& project : portfolio.projects()) all.push_back(project.process);
    return all;
}

Dates::Dates(std::shared_ptr<const Portfolio> p, const PortfolioSchedule& plan, const Processes& processes)
    : portfolio(std::move(p)) {
    projects.reserve(plan.projects.size());
    for (const auto id : plan.projects.ids()) projects.emplace_back(processes[id.index()], plan.projects[id]);
}

PortfolioSchedule Dates::full() const {
    PortfolioSchedule out;
    for (const auto& part : projects) out.projects.push_back(part.shared());
    return out;
}

PlanOf::PlanOf(std::shared_ptr<const Portfolio> p, PortfolioPlan made)
    : portfolio(std::move(p)), plan(std::make_shared<const PortfolioPlan>(std::move(made))),
      early_by(std::make_shared<const Processes>(processes_of(*portfolio))), levelled_by(early_by) {}

bool operator==(const PlanOf& a, const PlanOf& b) {
    if (a.plan == b.plan) return true;
    if (a->projects.size() != b->projects.size() || a->rule != b->rule || a->order != b->order) return false;
    return std::ranges::all_of(a->projects.ids(), [&](ProjectId id) {
        return a->projects[id] == b->projects[id] || a.project(id) == b.project(id);
    });
}

void check_any(std::size_t projects) {
    if (projects == 0) throw py::value_error("there is no project");
}

namespace {

void check_count(std::size_t projects, const Portfolio& portfolio) {
    if (projects != portfolio.projects().size()) throw py::value_error("the plan is that of another portfolio");
}

/// Plans are of the same projects, with the same links.
void check_same(const Portfolio& portfolio, const Portfolio& then) {
    if (&portfolio == &then) return;
    check_count(then.projects().size(), portfolio);
    const bool projects = std::ranges::equal(portfolio.projects(), then.projects(), {}, &Project::key, &Project::key);
    if (!projects || !std::ranges::equal(portfolio.links(), then.links()))
        throw py::value_error("the plan is that of another portfolio");
}

template <class Then>
void check_processes(const Portfolio& portfolio, const std::vector<ProjectId>& changed, Then then) {
    std::vector<bool> may(portfolio.projects().size(), false);
    for (const auto id : changed) may[id.index()] = true;
    for (const auto id : portfolio.projects().ids())
        if (!may[id.index()] && portfolio[id].process != then(id))
            throw py::value_error("project " + portfolio[id].key + " has changed since the plan was made");
}

} // namespace

void check_sizes(const Portfolio& portfolio, const PlanOf& plan) {
    check_count(plan->projects.size(), portfolio);
    for (const auto id : portfolio.projects().ids()) {
        const auto& now = portfolio[id].process;
        const auto& then = (*plan.levelled_by)[id.index()];
        if (now.activities().size() != then.activities().size() || now.people().size() != then.people().size() ||
            now.resources().size() != then.resources().size())
            throw py::value_error("project " + portfolio[id].key + " has changed since the plan was made");
    }
}

void check_plan(const Portfolio& portfolio, const Dates& plan, const std::vector<ProjectId>& changed) {
    check_same(portfolio, *plan.portfolio);
    check_processes(portfolio, changed, [&](ProjectId id) { return plan.projects[id.index()].process(); });
}

void check_plan(const Portfolio& portfolio, const PlanOf& plan, const std::vector<ProjectId>& changed) {
    check_same(portfolio, *plan.portfolio);
    check_processes(portfolio, changed, [&](ProjectId id) { return (*plan.levelled_by)[id.index()]; });
}

std::shared_ptr<const PortfolioPlan> fitted(const Portfolio& portfolio, const PlanOf& plan) {
    const auto& then = plan.portfolio->colleagues();
    const auto& now = portfolio.colleagues();
    if (&portfolio == plan.portfolio.get() && plan->colleague_reservations.size() == now.size()) return plan.plan;
    // Who came by an edit has a later number than in a portfolio that was built with everybody.
    std::vector<std::optional<ColleagueId>> number;
    for (const auto& colleague : then)
        number.push_back(colleague.uses.empty() ? portfolio.find_colleague(colleague.key)
                                                : portfolio.find_resource(colleague.key));
    const auto numbered = [&](ColleagueId who) {
        if (const auto found = number[who.index()]) return *found;
        throw py::value_error("the plan is that of another portfolio");
    };
    auto fit = std::make_shared<PortfolioPlan>(*plan);
    fit->colleague_reservations = Table<ColleagueId, std::vector<Reservation>>(now.size());
    for (const auto who : plan->colleague_reservations.ids())
        if (!plan->colleague_reservations[who].empty())
            fit->colleague_reservations[numbered(who)] = plan->colleague_reservations[who];
    fit->burden.assign(now.size(), 0);
    for (const auto who : plan->colleague_reservations.ids())
        if (number[who.index()] && who.index() < plan->burden.size())
            fit->burden[number[who.index()]->index()] = plan->burden[who.index()];
    if (std::ranges::all_of(then.ids(), [&](ColleagueId who) { return number[who.index()].value_or(who) == who; }))
        return fit;
    for (const auto id : fit->reservations.ids()) {
        auto own = *fit->reservations[id];
        for (auto& each : own) each.colleague = numbered(each.colleague);
        fit->reservations[id] = std::make_shared<const std::vector<ColleagueReservation>>(std::move(own));
    }
    return fit;
}

std::vector<ProjectId> resolved(const Portfolio& portfolio, const std::vector<ProjectRef>& projects) {
    std::vector<ProjectId> ids;
    ids.reserve(projects.size());
    for (const auto& project : projects) ids.push_back(resolve(portfolio, project));
    return ids;
}

} // namespace convene::python
