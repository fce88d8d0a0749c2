#include "html.hpp"
#include "portfolio.hpp"

namespace convene::python {

namespace {

std::string shown(const PlanOf& p) {
    auto text = "<convene.PortfolioPlan of " + std::to_string(p->projects.size()) + " projects";
    if (!p->projects.empty()) text += " to " + to_string(finish_of(*p));
    return text + ">";
}

std::string html(const PlanOf& p) {
    HtmlTable table({}, {"project", "finish", "without regard to people", "due", "held by people"});
    for (const auto id : p.portfolio->projects().ids()) {
        if (id.index() == HtmlTable::most) break;
        const auto& project = (*p.portfolio)[id];
        table.row({project.key, to_string((*p)[id].project_finish), to_string(p->early[id].project_finish()),
                   project.due ? to_string(*project.due) : "", std::to_string((*p)[id].waits.size())});
    }
    return table.text(p->projects.size(), "projects");
}

} // namespace

void bind_portfolio_plan(py::module_& m) {
    add_enum<ProjectRule>(m, CONVENE_DOC(ProjectRule), {"first_come", "due_date", "least_work"});
    Record<ColleagueReservation>(m, "ColleagueReservation", CONVENE_DOC(ColleagueReservation))
        .field("colleague", &ColleagueReservation::colleague)
        .field("reservation", &ColleagueReservation::reservation);
    Record<PortfolioActivity>(m, "PortfolioActivity", CONVENE_DOC(PortfolioActivity))
        .field("project", &PortfolioActivity::project)
        .field("activity", &PortfolioActivity::activity);
    m.def("place_of", &place_of, py::arg("reservation"), CONVENE_DOC(place_of));
    py::class_<PlanOf> c(m, "PortfolioPlan", CONVENE_DOC(PortfolioPlan));
    c.def_property_readonly("early", &PlanOf::early, CONVENE_DOC(PortfolioPlan_early))
        .def_property_readonly(
            "projects",
            [](const PlanOf& p) {
                std::vector<LevelledPlan> all;
                for (const auto id : p->projects.ids()) all.push_back(p.project(id));
                return all;
            },
            "The levelled dates of each project, in id order. A wait that is `elsewhere` is by the reservation of "
            "another "
            "project, which `place_of(Reservation(by=wait.elsewhere))` names.")
        .def_property_readonly(
            "reservations",
            [](const PlanOf& p) {
                std::vector<std::vector<ColleagueReservation>> all;
                for (const auto& own : p->reservations) all.push_back(*own);
                return all;
            },
            CONVENE_DOC(PortfolioPlan_reservations))
        .def_property_readonly(
            "rule", [](const PlanOf& p) { return p->rule; }, "The rule that made it.")
        .def_property_readonly(
            "order", [](const PlanOf& p) { return p->order; }, CONVENE_DOC(PortfolioPlan_order))
        .def_property_readonly(
            "burden", [](const PlanOf& p) { return p->burden; }, CONVENE_DOC(PortfolioPlan_burden))
        .def_property_readonly(
            "colleague_reservations",
            [](const PlanOf& p) {
                return std::vector<std::vector<Reservation>>(p->colleague_reservations.begin(),
                                                             p->colleague_reservations.end());
            },
            CONVENE_DOC(PortfolioPlan_colleague_reservations))
        .def(
            "__getitem__",
            [](const PlanOf& p, const ProjectRef& project) { return p.project(resolve(*p.portfolio, project)); },
            py::arg("project"), "The levelled dates of a project.")
        .def("__len__", [](const PlanOf& p) { return p->projects.size(); })
        .def("__bool__", [](const PlanOf&) { return true; })
        .def("__repr__", &shown)
        .def("_repr_html_", &html)
        .def(
            "__eq__", [](const PlanOf& a, const PlanOf& b) { return a == b; }, py::is_operator())
        .def("__copy__", [](const PlanOf& p) { return PlanOf(p); })
        .def(
            "__deepcopy__", [](const PlanOf& p, const py::dict&) { return PlanOf(p); }, py::arg("memo"))
        .def(py::pickle([](const PlanOf& p) { return state_of(p); }, &restored_portfolio_plan));
    c.attr("__hash__") = py::none(); // `relevel` changes it
    def_columns(c, [](const PlanOf& p) {
        const PlanOf own = p;
        const py::gil_scoped_release unlocked;
        return table_of(own);
    });
    m.def(
        "finish_of",
        [](const PlanOf& plan) {
            check_any(plan->projects.size());
            return finish_of(*plan);
        },
        py::arg("plan"), CONVENE_DOC(finish_of_in_portfolio_level));
}

} // namespace convene::python
