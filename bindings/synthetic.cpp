#include "portfolio.hpp"

#include <algorithm>
#include <cstdlib>

namespace convene::python {

namespace {

/// Weeks that lead from the first year that can be written to beyond the last one.
void check_weeks(std::int64_t weeks) {
    if (weeks > most_weeks) throw py::value_error("so many weeks lead out of all calendars");
}

} // namespace

void bind_synthetic(py::module_& m) {
    const SyntheticOptions usual;
    m.def(
        "synthetic_portfolio",
        [](const std::vector<Process>& templates, std::size_t activities, std::uint64_t seed, std::uint32_t people,
           std::uint32_t weeks, std::uint32_t linked) {
            check_weeks(weeks);
            if (std::ranges::all_of(templates, [](const Process& p) { return p.activities().empty(); }))
                throw py::value_error("no template has an activity");
            auto found = interruptible(activities >= interruptible_from, [=] {
                return synthetic_portfolio(templates, {activities, seed, people, weeks, linked});
            });
            return PortfolioOf(unwrap(std::move(found)));
        },
        py::arg("templates"), py::kw_only(), py::arg("activities") = usual.activities, py::arg("seed") = usual.seed,
        py::arg("people") = usual.people, py::arg("weeks") = usual.weeks, py::arg("linked") = usual.linked,
        CONVENE_DOC(synthetic_portfolio));
    m.def(
        "moved",
        [](const Process& process, int weeks) {
            check_weeks(std::abs(std::int64_t{weeks}));
            return unwrap(moved(process, weeks));
        },
        py::arg("process"), py::arg("weeks"), CONVENE_DOC(moved), Unlocked());
}

void bind_portfolio(py::module_& m) {
    bind_projects(m);
    bind_portfolio_dates(m);
    bind_portfolio_columns(m);
    bind_portfolio_plan(m);
    bind_portfolio_level(m);
    bind_portfolio_judging(m);
    bind_synthetic(m);
}

} // namespace convene::python
