#include "portfolio.hpp"

namespace convene::python {

namespace {

/// From so many activities on a judgement takes long enough to be interrupted.
constexpr std::size_t interruptible_judgement = 2'000;

/// Binds `function(portfolio, plan)`: whether the two belong together is known by then.
template <class Check, class Function>
void def_judgement(py::module_& m, const char* name, const char* doc, Check check, Function function) {
    m.def(
        name,
        [check, function](const PortfolioOf& p, const PlanOf& plan) {
            check(*p, plan);
            // All that the plan points into is kept by what is captured.
            return interruptible(
                p->activity_count() >= interruptible_judgement,
                [function, all = p.all, own = plan, fit = fitted(*p, plan)] { return function(*all, *fit); });
        },
        py::arg("portfolio"), py::arg("plan"), doc);
}

void check_all(const Portfolio& portfolio, const PlanOf& plan) { check_plan(portfolio, plan, {}); }

void check_not_empty(const Portfolio& portfolio, const PlanOf& plan) {
    check_all(portfolio, plan);
    check_any(portfolio.projects().size());
}

/// Throws unless everything that the wait names is in the portfolio.
void check_wait(const Portfolio& portfolio, ProjectId project, const StaffWait& wait) {
    const auto& process = portfolio[project].process;
    (void)resolve(process, Ref<ActivityId>{wait.activity, {}});
    if (wait.person) (void)resolve(process, Ref<PersonId>{*wait.person, {}});
    if (wait.resource) (void)resolve(process, Ref<ResourceId>{*wait.resource, {}});
    if (wait.by) (void)resolve(process, Ref<ActivityId>{*wait.by, {}});
    if (!wait.elsewhere) return;
    const auto place = place_of({.by = *wait.elsewhere});
    const auto other = resolve(portfolio, ProjectRef{place.project, {}});
    (void)resolve(portfolio[other].process, Ref<ActivityId>{place.activity, {}});
}

} // namespace

void bind_portfolio_judging(py::module_& m) {
    Record<PortfolioGap>(m, "PortfolioGap", CONVENE_DOC(PortfolioGap))
        .field("lower", &PortfolioGap::lower, CONVENE_DOC(PortfolioGap_lower))
        .field("finish", &PortfolioGap::finish)
        .field("tardiness_lower", &PortfolioGap::tardiness_lower, CONVENE_DOC(PortfolioGap_tardiness_lower))
        .field("tardiness", &PortfolioGap::tardiness)
        .field("relative", &PortfolioGap::relative, CONVENE_DOC(PortfolioGap_relative));
    Record<ColleagueLoad>(m, "ColleagueLoad", CONVENE_DOC(ColleagueLoad))
        .field("colleague", &ColleagueLoad::colleague)
        .field("weeks", &ColleagueLoad::weeks)
        .field("available", &ColleagueLoad::available)
        .field("booked", &ColleagueLoad::booked)
        .field("held_up", &ColleagueLoad::held_up, CONVENE_DOC(ColleagueLoad_held_up));
    const auto def = [&m](const char* name, const char* doc, auto check, auto function) {
        def_judgement(m, name, doc, check, function);
    };
    def("tardiness", CONVENE_DOC(tardiness), &check_all,
        [](const Portfolio& p, const PortfolioPlan& plan) { return tardiness(p, plan); });
    def("gap", CONVENE_DOC(gap_in_portfolio_level), &check_not_empty,
        [](const Portfolio& p, const PortfolioPlan& plan) { return gap(p, plan); });
    def("workload", CONVENE_DOC(workload_in_portfolio_level), &check_all,
        [](const Portfolio& p, const PortfolioPlan& plan) { return workload(p, plan); });
    def("verify", CONVENE_DOC(verify_in_verify_portfolio), &check_sizes,
        [](const Portfolio& p, const PortfolioPlan& plan) { return verify(p, plan); });
    m.def(
        "describe",
        [](const PortfolioOf& p, const ProjectRef& project, const StaffWait& wait) {
            const auto id = resolve(*p, project);
            check_wait(*p, id, wait);
            return describe(*p, id, wait);
        },
        py::arg("portfolio"), py::arg("project"), py::arg("wait"), CONVENE_DOC(describe_in_portfolio_level));
}

} // namespace convene::python
