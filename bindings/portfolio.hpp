#pragma once

#include "plan.hpp"

#include <convene/portfolio/portfolio.hpp>

#include <memory>
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

/// A method of a portfolio.
template <class R, class... A>
auto of_portfolio(R (Portfolio::*call)(A...) const) {
    return [call](const PortfolioOf& p, const GivenInPortfolio<A>&... given) {
        return plain(((*p).*call)(resolved(*p, given)...));
    };
}
template <class R, class... A>
auto of_portfolio(R (Portfolio::*call)(A...) const&) {
    return [call](const PortfolioOf& p, const GivenInPortfolio<A>&... given) {
        return plain(((*p).*call)(resolved(*p, given)...));
    };
}

/// What was made of a portfolio, and of which.
template <class Plan>
struct Made {
    std::shared_ptr<const Portfolio> portfolio;
    std::shared_ptr<const Plan> plan;

    Made(std::shared_ptr<const Portfolio> p, Plan made)
        : portfolio(std::move(p)), plan(std::make_shared<const Plan>(std::move(made))) {}

    [[nodiscard]] const Plan& operator*() const { return *plan; }
    [[nodiscard]] const Plan* operator->() const { return plan.get(); }

    // Who is where follows from the projects.
    friend bool operator==(const Made& a, const Made& b) {
        if (a.plan == b.plan) return true;
        if constexpr (requires { a->rule; })
            if (a->rule != b->rule || a->order != b->order) return false;
        return std::ranges::equal(a->projects, b->projects,
                                  [](const auto& x, const auto& y) { return x == y || *x == *y; });
    }
};
/// The schedule of each project.
using Dates = Made<PortfolioSchedule>;
/// A levelled portfolio.
using PlanOf = Made<PortfolioPlan>;

/// The keyword arguments, with projects by name; of `threads` some make an executor.
template <class O>
O options_for(const Portfolio& portfolio, const Options<O>& more, const char* called) {
    const Naming naming(portfolio);
    return more.with({}, called);
}

// Each throws if a plan can't be that of the portfolio: no project but those of `changed` may have another process than
// the plan was made by.
void check_any(std::size_t projects);
void check_same(const Portfolio& portfolio, const Portfolio& then);
template <class Plan>
void check_plan(const Portfolio& portfolio, const Made<Plan>& plan, const std::vector<ProjectId>& changed) {
    check_same(portfolio, *plan.portfolio);
    std::vector<bool> may(portfolio.projects().size(), false);
    for (const auto id : changed) may[id.index()] = true;
    for (const auto id : portfolio.projects().ids())
        if (!may[id.index()] && portfolio[id].process != (*plan)[id].process())
            throw py::value_error("project " + portfolio[id].key + " has changed since the plan was made");
}

[[nodiscard]] std::vector<ProjectId> resolved(const Portfolio& portfolio, const std::vector<ProjectRef>& projects);

/// What is asked of all projects together.
template <class Plan>
Instant of_all(const Made<Plan>& plan, Instant (*ask)(const Plan&)) {
    check_any(plan->projects.size());
    return ask(*plan);
}

/// The class of what is made of a portfolio.
template <class Plan>
py::class_<Made<Plan>> bind_made(py::module_& m, const char* name, const char* projects, const char* project) {
    using M = Made<Plan>;
    py::class_<M> c(m, name, doc(name));
    c.def_property_readonly(
         "projects",
         [](const M& plan) {
             std::vector<std::shared_ptr<std::remove_cvref_t<decltype((*plan)[ProjectId()])>>> all;
             for (const auto& each : plan->projects) all.push_back(shared(each));
             return all;
         },
         projects)
        .def(
            "__getitem__",
            [](const M& plan, const ProjectRef& id) { return shared(plan->projects[id_of(*plan.portfolio, id)]); },
            py::arg("project"), project)
        .def("__len__", [](const M& plan) { return plan->projects.size(); })
        .def("_portfolio", [](const M& plan) { return PortfolioOf(plan.portfolio); })
        .def(
            "__eq__", [](const M& a, const M& b) { return a == b; }, py::is_operator());
    def_copies<M>(c);
    def_columns(c, [](const py::object& self) {
        const auto& plan = self.cast<const M&>();
        const py::gil_scoped_release unlocked;
        return io::columns_of(*plan.portfolio, *plan);
    });
    return c;
}

/// The plan again as `again(plan, ids, options)` changes it, which gives how many projects it touched.
template <class Plan, class O>
std::size_t made_again(const PortfolioOf& portfolio, Made<Plan>& plan, const std::vector<ProjectRef>& changed,
                       const O& options, Plan before,
                       Result<std::size_t> (*again)(const Portfolio&, Plan&, std::span<const ProjectId>, const O&)) {
    const auto ids = resolved(*portfolio, changed);
    auto found = running(options, [all = portfolio.all, ids, before = std::move(before), again](const O& o) {
        auto after = before;
        auto count = (*again)(*all, after, ids, o);
        return std::pair(std::move(count), std::move(after));
    });
    const auto count = unwrap(std::move(found.first));
    plan = {portfolio.all, std::move(found.second)};
    return count;
}

void bind_portfolio_schedule(py::module_& m);
void bind_portfolio_level(py::module_& m);

} // namespace convene::python
