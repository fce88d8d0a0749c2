/// \file
/// Levelled portfolios.

#include "portfolio.hpp"
#include "telling.hpp"

namespace convene::python {

namespace {

void check_all(const Portfolio& portfolio, const PlanOf& plan) { check_plan(portfolio, plan, {}); }

/// The plan, with colleagues by the numbers that they have in this portfolio.
std::shared_ptr<const PortfolioPlan> fit(const Portfolio& portfolio, const PlanOf& plan) {
    if (&portfolio == plan.portfolio.get() && plan->colleague_reservations.size() == portfolio.colleagues().size())
        return plan.plan;
    auto found = fitted(portfolio, *plan.portfolio, *plan);
    if (!found) throw py::value_error("the plan is that of another portfolio");
    return std::make_shared<const PortfolioPlan>(std::move(*found));
}

void bind_plan(py::module_& m) {
    auto c = bind_made<PortfolioPlan>(
        m, "PortfolioPlan",
        "The levelled dates of each project, in id order. A wait that is `elsewhere` is by the reservation of "
        "another project, which `place_of(Reservation(by=wait.elsewhere))` names.",
        "The levelled dates of a project.");
    const auto member = [&c](const char* name, auto value, const char* doc) {
        c.def_property_readonly(
            name, [value](const PlanOf& p) { return plain((*p).*value); }, doc);
    };
    member("rule", &PortfolioPlan::rule, "The rule that made it.");
    member("order", &PortfolioPlan::order, CONVENE_DOC(PortfolioPlan_order));
    member("burden", &PortfolioPlan::burden, CONVENE_DOC(PortfolioPlan_burden));
    member("colleague_reservations", &PortfolioPlan::colleague_reservations,
           CONVENE_DOC(PortfolioPlan_colleague_reservations));
    c.def_property_readonly(
         "early",
         [](const PlanOf& p) {
             return Dates{p.portfolio, p->early};
         },
         CONVENE_DOC(PortfolioPlan_early))
        .def_property_readonly(
            "reservations",
            [](const PlanOf& p) {
                std::vector<std::vector<ColleagueReservation>> all;
                for (const auto& claims : p->reservations) all.push_back(*claims);
                return all;
            },
            CONVENE_DOC(PortfolioPlan_reservations))
        .def(py::pickle(
            [](const PlanOf& p) {
                return py::make_tuple(PortfolioOf(p.portfolio), py::bytes(to_bytes(*p.portfolio, *p)));
            },
            [](const py::tuple& state) {
                const auto all = state[0].cast<PortfolioOf>().all;
                const auto bytes = state[1].cast<std::string>();
                const py::gil_scoped_release unlocked;
                return PlanOf{all, unwrap(portfolio_plan_from_bytes(*all, bytes))};
            }));
}

PortfolioLevelOptions level_options_for(const Portfolio& portfolio, const Options<PortfolioLevelOptions>& more,
                                        const char* called) {
    auto out = options_for(portfolio, more, called);
    if (!out.burden.empty() && out.burden.size() != portfolio.colleagues().size())
        throw py::value_error("burden has " + std::to_string(out.burden.size()) + " entries for " +
                              std::to_string(portfolio.colleagues().size()) + " people and resources");
    return out;
}

void bind_levelling(py::module_& m) {
    using More = const Options<PortfolioLevelOptions>&;
    const auto portfolio = py::arg("portfolio");
    m.def(
        "finish_of", [](const PlanOf& plan) { return of_all<PortfolioPlan>(plan, &finish_of); }, py::arg("plan"),
        CONVENE_DOC(finish_of_in_portfolio_level));
    m.def(
        "level",
        [](const PortfolioOf& p, More more) {
            return PlanOf{p.all, unwrap(running(level_options_for(*p, more, "level"),
                                                [all = p.all](const auto& o) { return level(*all, o); }))};
        },
        portfolio, CONVENE_DOC(level_in_portfolio_level));
    m.def(
        "relevel",
        [](const PortfolioOf& p, PlanOf& plan, const std::vector<ProjectRef>& changed, More more) {
            check_plan(*p, plan, resolved(*p, changed));
            return made_again(p, plan, changed, level_options_for(*p, more, "relevel"), *fit(*p, plan), &relevel);
        },
        portfolio, py::arg("plan"), py::arg("changed"));
    m.def(
        "bottleneck",
        [](const PortfolioOf& p, const PlanOf& plan, More more) {
            check_all(*p, plan);
            return running(level_options_for(*p, more, "bottleneck"),
                           [all = p.all, own = plan](const auto& o) { return bottleneck(*all, *own, o); });
        },
        portfolio, py::arg("plan"), CONVENE_DOC(bottleneck_in_portfolio_level));
}

/// Binds `function(portfolio, plan)`: whether the two belong together is known by then.
template <class R>
void def_judgement(py::module_& m, const char* name, R (*function)(const Portfolio&, const PortfolioPlan&),
                   const char* doc, void (*check)(const Portfolio&, const PlanOf&) = &check_all) {
    m.def(
        name,
        [check, function](const PortfolioOf& p, const PlanOf& plan) {
            check(*p, plan);
            // All that the plan points into is kept by what is captured.
            return interruptible(
                p->activity_count() >= interruptible_plan,
                [function, all = p.all, own = plan, fit = fit(*p, plan)] { return function(*all, *fit); });
        },
        py::arg("portfolio"), py::arg("plan"), doc);
}

void check_not_empty(const Portfolio& portfolio, const PlanOf& plan) {
    check_all(portfolio, plan);
    check_any(portfolio.projects().size());
}

void check_sizes(const Portfolio& portfolio, const PlanOf& plan) {
    if (plan->projects.size() != portfolio.projects().size())
        throw py::value_error("the plan is that of another portfolio");
    for (const auto id : portfolio.projects().ids()) {
        const auto& now = portfolio[id].process;
        const auto& then = (*plan)[id].process();
        if (now.activities().size() != then.activities().size() || now.people().size() != then.people().size() ||
            now.resources().size() != then.resources().size())
            throw py::value_error("project " + portfolio[id].key + " has changed since the plan was made");
    }
}

/// Throws unless everything that the wait names is in the portfolio.
void check_wait(const Portfolio& portfolio, ProjectId project, const StaffWait& wait) {
    check_ids(portfolio[project].process, wait);
    if (!wait.elsewhere) return;
    const auto place = place_of({.by = *wait.elsewhere});
    const auto other = id_of(portfolio, ProjectRef(place.project));
    (void)id_of(portfolio[other].process, Ref<ActivityId>(place.activity));
}

void bind_judging(py::module_& m) {
    def_judgement(m, "tardiness", &tardiness, CONVENE_DOC(tardiness));
    def_judgement<PortfolioGap>(m, "gap", &gap, CONVENE_DOC(gap_in_portfolio_level), &check_not_empty);
    def_judgement<std::vector<ColleagueLoad>>(m, "workload", &workload, CONVENE_DOC(workload_in_portfolio_level));
    def_judgement<Diagnostics>(m, "findings", &findings, CONVENE_DOC(findings_in_portfolio_level));
    def_judgement<std::vector<PortfolioViolation>>(m, "verify", &verify, CONVENE_DOC(verify_in_verify_portfolio),
                                                   &check_sizes);
    m.def(
        "describe",
        [](const PortfolioOf& p, const ProjectRef& project, const StaffWait& wait) {
            const auto id = id_of(*p, project);
            check_wait(*p, id, wait);
            return describe(*p, id, wait);
        },
        py::arg("portfolio"), py::arg("project"), py::arg("wait"), CONVENE_DOC(describe_in_portfolio_level));
}

} // namespace

void bind_portfolio_level(py::module_& m) {
    bind_plan(m);
    bind_levelling(m);
    bind_judging(m);
}

} // namespace convene::python
