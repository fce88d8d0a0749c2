#include "portfolio.hpp"

#include <algorithm>
#include <cstdlib>

namespace convene::python {

namespace {

void bind_portfolio_builder(py::module_& m) {
    record_info(typeid(Project)).making = {false, 2, 2};
    py::class_<PortfolioBuilder>(m, "PortfolioBuilder", CONVENE_DOC(PortfolioBuilder))
        .def(py::init<>())
        .def(
            "project",
            [](py::object self, const py::args& first, const Options<Project>& more) {
                self.cast<PortfolioBuilder&>().project(more.with({}, "project", first));
                return self;
            },
            "Adds a project; see `Project`.")
        .def(
            "link",
            [](py::object self, const py::args& names, const Options<ProjectLinkSpec>& more) {
                self.cast<PortfolioBuilder&>().link(more.with({}, "link", names));
                return self;
            },
            "Adds a link between activities of two projects; see `ProjectLink`.")
        .def("build", [](PortfolioBuilder& b) { return PortfolioOf(unwrap(b.build())); });
}

void bind_portfolio_whole(py::class_<PortfolioOf>& c) {
    const auto project = py::arg("project");
    c.def(
         "__getitem__",
         [](const PortfolioOf& p, ColleagueId id) {
             if (id.index() >= p->colleagues().size()) throw py::index_error("there is no such colleague");
             return (*p)[id];
         },
         py::arg("colleague"))
        .def(
            "colleague",
            [](const PortfolioOf& p, const ProjectRef& which, const Ref<PersonId>& person) {
                const auto id = id_of(*p, which);
                return p->colleague(id, id_of((*p)[id].process, person));
            },
            project, py::arg("person"))
        .def(
            "colleague",
            [](const PortfolioOf& p, const ProjectRef& which, ResourceId resource) {
                const auto id = id_of(*p, which);
                return p->colleague(id, id_of((*p)[id].process, Ref<ResourceId>(resource)));
            },
            project, py::arg("resource"), "Which a resource of a project is in the portfolio.")
        .def(
            "replace",
            [](PortfolioOf& p, const ProjectRef& which, const Process& process) {
                const auto id = id_of(*p, which);
                auto changed = std::make_shared<Portfolio>(*p);
                *changed = unwrap(std::move(*changed).with_process(id, process));
                p.all = std::move(changed);
            },
            project, py::arg("process"),
            "Gives a project another process; `Error` and no change if links name activities that it does not have.\n"
            "Plans that were made before keep the process that they had until they are made again.")
        .def("__len__", [](const PortfolioOf& p) { return p->projects().size(); });
    def_copies<PortfolioOf>(c);
}

} // namespace

void bind_projects(py::module_& m) {
    py::class_<PortfolioOf> c(m, "Portfolio", CONVENE_DOC(Portfolio));
    const auto of_component = [&c](const char* name, auto get, const char* doc) {
        c.def(
            name,
            [get](const PortfolioOf& p, std::uint32_t component) {
                if (component >= p->components()) throw py::index_error("there is no such component");
                return plain(get(*p, component));
            },
            py::arg("component"), doc);
    };
    using P = Portfolio;
    c.def(py::init<>())
        .def(
            "__getitem__", [](const PortfolioOf& p, const ProjectRef& id) { return (*p)[id_of(*p, id)]; },
            py::arg("project"), "The project.");
    of_component(
        "members", [](const P& p, std::uint32_t k) { return p.members(k); }, "The projects of a component.");
    of_component(
        "stage", [](const P& p, std::uint32_t k) { return p.stage(k); }, "The stage of a component; see `component`.");
    bind_portfolio_whole(c);
    bind_portfolio_builder(m);
    m.def(
        "name_of", [](const PortfolioOf& p, const ProjectRef& id) { return name_of(*p, id_of(*p, id)); },
        py::arg("portfolio"), py::arg("id"), CONVENE_DOC(name_of_in_projects));
}

namespace {

/// Weeks that lead from the first year that can be written to beyond the last one.
void check_weeks(std::int64_t weeks) {
    if (weeks > most_weeks) throw py::value_error("so many weeks lead out of all calendars");
}

void bind_synthetic(py::module_& m) {
    m.def(
        "synthetic_portfolio",
        [](const std::vector<Process>& templates, const Options<SyntheticOptions>& more) {
            const auto options = more.with({}, "synthetic_portfolio");
            check_weeks(options.weeks);
            if (std::ranges::all_of(templates, [](const Process& p) { return p.activities().empty(); }))
                throw py::value_error("no template has an activity");
            return PortfolioOf(unwrap(interruptible(options.activities >= interruptible_from, [templates, options] {
                return synthetic_portfolio(templates, options);
            })));
        },
        py::arg("templates"));
    m.def(
        "moved",
        [](const Process& process, int weeks) {
            check_weeks(std::abs(std::int64_t{weeks}));
            return unwrap(moved(process, weeks));
        },
        py::arg("process"), py::arg("weeks"), Unlocked());
}

} // namespace

void bind_portfolio(py::module_& m) {
    bind_projects(m);
    bind_portfolio_schedule(m);
    bind_portfolio_level(m);
    bind_synthetic(m);
}

} // namespace convene::python
