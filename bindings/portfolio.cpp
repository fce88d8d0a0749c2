#include "portfolio.hpp"

#include "html.hpp"

#include <algorithm>
#include <tuple>

namespace convene::python {

namespace {

bool same(const Portfolio& a, const Portfolio& b) {
    const auto rest = [](const Project& p) { return std::tie(p.key, p.start, p.due, p.priority, p.weight); };
    return std::ranges::equal(a.links(), b.links()) &&
           std::ranges::equal(a.projects(), b.projects(), [&](const Project& x, const Project& y) {
               return rest(x) == rest(y) && x.process == y.process;
           });
}

std::string html(const Portfolio& p) {
    HtmlTable table({}, {"project", "process", "activities", "start", "due", "priority", "weight"});
    const auto date = [](const std::optional<Instant>& t) { return t ? to_string(*t) : std::string(); };
    for (const auto id : p.projects().ids()) {
        if (id.index() == HtmlTable::most) break;
        const auto& [key, process, start, due, priority, weight] = p[id];
        table.row({key, process.title().empty() ? process.key() : process.title().in("en"),
                   std::to_string(process.activities().size()), date(start ? start : process.start()), date(due),
                   std::to_string(priority), std::to_string(weight)});
    }
    return table.text(p.projects().size(), "projects");
}

std::uint32_t checked_knot(const Portfolio& p, std::uint32_t knot) {
    if (knot >= p.knots()) throw py::index_error("there is no such knot");
    return knot;
}

template <class T>
std::vector<std::remove_const_t<T>> list_of(std::span<T> values) {
    return {values.begin(), values.end()};
}

void bind_portfolio_builder(py::module_& m) {
    py::class_<PortfolioBuilder>(m, "PortfolioBuilder", CONVENE_DOC(PortfolioBuilder))
        .def(py::init<>())
        .def(
            "project",
            [](py::object self, const std::string& key, const Process& process, std::optional<Instant> start,
               std::optional<Instant> due, std::int32_t priority, std::int64_t weight) {
                self.cast<PortfolioBuilder&>().project({key, process, start, due, priority, weight});
                return self;
            },
            py::arg("key"), py::arg("process"), py::kw_only(), py::arg("start") = py::none(),
            py::arg("due") = py::none(), py::arg("priority") = 0, py::arg("weight") = 1,
            "Adds a project; see `Project`.")
        .def(
            "link",
            [](py::object self, const std::string& from_project, const std::string& from_activity,
               const std::string& to_project, const std::string& to_activity, Edge from_edge, Edge to_edge, Span min) {
                self.cast<PortfolioBuilder&>().link(
                    {from_project, from_activity, to_project, to_activity, from_edge, to_edge, min});
                return self;
            },
            py::arg("from_project"), py::arg("from_activity"), py::arg("to_project"), py::arg("to_activity"),
            py::kw_only(), py::arg_v("from_edge", Edge::finish, "Edge.finish"),
            py::arg_v("to_edge", Edge::start, "Edge.start"), py::arg_v("min", Span{}, "Span()"),
            "Adds a link between activities of two projects; see `ProjectLink`.")
        .def(
            "build", [](PortfolioBuilder& b) { return PortfolioOf(unwrap(b.build())); },
            CONVENE_DOC(PortfolioBuilder_build));
}

} // namespace

void bind_projects(py::module_& m) {
    Record<Project>(m, "Project", CONVENE_DOC(Project))
        .field("key", &Project::key, CONVENE_DOC(Project_key))
        .field("process", &Project::process)
        .field("start", &Project::start, CONVENE_DOC(Project_start))
        .field("due", &Project::due, CONVENE_DOC(Project_due))
        .field("priority", &Project::priority, CONVENE_DOC(Project_priority))
        .field("weight", &Project::weight, CONVENE_DOC(Project_weight));
    Record<ProjectLink>(m, "ProjectLink", CONVENE_DOC(ProjectLink))
        .field("from_", &ProjectLink::from)
        .field("from_activity", &ProjectLink::from_activity)
        .field("to", &ProjectLink::to)
        .field("to_activity", &ProjectLink::to_activity)
        .field("from_edge", &ProjectLink::from_edge)
        .field("to_edge", &ProjectLink::to_edge)
        .field("min", &ProjectLink::min);
    Record<Colleague>(m, "Colleague", CONVENE_DOC(Colleague))
        .field("key", &Colleague::key)
        .field("title", &Colleague::title, CONVENE_DOC(Colleague_title))
        .field("places", &Colleague::places, CONVENE_DOC(Colleague_places))
        .field("uses", &Colleague::uses, CONVENE_DOC(Colleague_uses));
    py::class_<PortfolioOf> c(m, "Portfolio", CONVENE_DOC(Portfolio));
    const auto project = py::arg("project");
    const auto def = [&](const char* name, auto get, const char* doc) {
        c.def(
            name, [get](const PortfolioOf& p, const ProjectRef& id) { return get(*p, resolve(*p, id)); }, project, doc);
    };
    c.def(py::init<>())
        .def(
            "projects",
            [](const PortfolioOf& p) { return std::vector<Project>(p->projects().begin(), p->projects().end()); },
            "The projects, in id order.")
        .def(
            "colleagues",
            [](const PortfolioOf& p) { return std::vector<Colleague>(p->colleagues().begin(), p->colleagues().end()); },
            "The people of all projects, in id order.")
        .def(
            "links", [](const PortfolioOf& p) { return list_of(p->links()); }, "The links between projects.");
    def(
        "__getitem__", [](const Portfolio& p, ProjectId id) { return p[id]; }, "The project.");
    c.def(
        "__getitem__",
        [](const PortfolioOf& p, ColleagueId id) {
            if (id.index() >= p->colleagues().size()) throw py::index_error("there is no such colleague");
            return (*p)[id];
        },
        py::arg("colleague"));
    def(
        "links_from", [](const Portfolio& p, ProjectId id) { return list_of(p.links_from(id)); },
        CONVENE_DOC(Portfolio_links_from));
    def(
        "links_to", [](const Portfolio& p, ProjectId id) { return list_of(p.links_to(id)); }, "See `links_from`.");
    def(
        "knot", [](const Portfolio& p, ProjectId id) { return p.knot(id); }, CONVENE_DOC(Portfolio_knot));
    c.def(
         "members", [](const PortfolioOf& p, std::uint32_t k) { return list_of(p->members(checked_knot(*p, k))); },
         py::arg("knot"), "The projects of a knot.")
        .def(
            "level", [](const PortfolioOf& p, std::uint32_t k) { return p->level(checked_knot(*p, k)); },
            py::arg("knot"), "The level of a knot; see `knot`.")
        .def(
            "knots", [](const PortfolioOf& p) { return p->knots(); }, "How many knots there are.")
        .def(
            "find_project", [](const PortfolioOf& p, const std::string& key) { return p->find_project(key); },
            py::arg("key"), CONVENE_DOC(Portfolio_find_project))
        .def(
            "find_colleague", [](const PortfolioOf& p, const std::string& key) { return p->find_colleague(key); },
            py::arg("key"), "The colleague with this key, or None.")
        .def(
            "colleague",
            [](const PortfolioOf& p, const ProjectRef& which, const Ref<PersonId>& person) {
                const auto id = resolve(*p, which);
                return p->colleague(id, resolve((*p)[id].process, person));
            },
            project, py::arg("person"), CONVENE_DOC(Portfolio_colleague))
        .def(
            "colleague",
            [](const PortfolioOf& p, const ProjectRef& which, ResourceId resource) {
                const auto id = resolve(*p, which);
                return p->colleague(id, resolve((*p)[id].process, Ref<ResourceId>{resource, {}}));
            },
            project, py::arg("resource"), "Which a resource of a project is in the portfolio.")
        .def(
            "find_resource", [](const PortfolioOf& p, const std::string& key) { return p->find_resource(key); },
            py::arg("key"), "The resource with this key, or None.")
        .def(
            "activity_count", [](const PortfolioOf& p) { return p->activity_count(); },
            CONVENE_DOC(Portfolio_activity_count))
        .def(
            "replace",
            [](PortfolioOf& p, const ProjectRef& which, const Process& process) {
                const auto id = resolve(*p, which);
                auto changed = std::make_shared<Portfolio>(*p);
                auto faults = changed->replace(id, process);
                if (!faults.empty()) throw Fault{std::move(faults)};
                p.all = std::move(changed);
            },
            project, py::arg("process"),
            "Gives a project another process; `Error` and no change if links name activities that it does not have.\n"
            "Plans that were made before keep the process that they had until they are made again.")
        .def("__len__", [](const PortfolioOf& p) { return p->projects().size(); })
        .def("__bool__", [](const PortfolioOf&) { return true; })
        .def("__repr__",
             [](const PortfolioOf& p) {
                 return "<convene.Portfolio of " + std::to_string(p->projects().size()) + " projects, " +
                        std::to_string(p->activity_count()) + " activities, " + std::to_string(p->colleagues().size()) +
                        " people, " + std::to_string(p->links().size()) + " links>";
             })
        .def("_repr_html_", [](const PortfolioOf& p) { return html(*p); })
        .def(
            "__eq__",
            [](const PortfolioOf& a, const PortfolioOf& b) {
                if (a.all == b.all) return true;
                const auto one = a.all;
                const auto other = b.all;
                const py::gil_scoped_release unlocked;
                return same(*one, *other);
            },
            py::is_operator())
        .def("__copy__", [](const PortfolioOf& p) { return PortfolioOf(p); })
        .def(
            "__deepcopy__", [](const PortfolioOf& p, const py::dict&) { return PortfolioOf(p); }, py::arg("memo"))
        .def(py::pickle([](const PortfolioOf& p) { return state_of(p); }, &restored_portfolio));
    c.attr("__hash__") = py::none(); // `replace` changes it
    bind_portfolio_builder(m);
    m.def(
        "name_of", [](const PortfolioOf& p, const ProjectRef& id) { return name_of(*p, resolve(*p, id)); },
        py::arg("portfolio"), py::arg("id"), CONVENE_DOC(name_of_in_projects));
}

} // namespace convene::python
