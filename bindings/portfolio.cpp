#include "portfolio.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>

/// \file
/// What belongs together: a portfolio, the plans that were made of it, and the processes these point into.

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
        for (auto& claim : own) claim.colleague = numbered(claim.colleague);
        fit->reservations[id] = std::make_shared<const std::vector<ColleagueReservation>>(std::move(own));
    }
    return fit;
}

std::vector<ProjectId> resolved(const Portfolio& portfolio, const std::vector<ProjectRef>& projects) {
    std::vector<ProjectId> ids;
    ids.reserve(projects.size());
    for (const auto& project : projects) ids.push_back(id_of(portfolio, project));
    return ids;
}

namespace {

bool same(const Portfolio& a, const Portfolio& b) {
    const auto rest = [](const Project& p) { return std::tie(p.key, p.start, p.due, p.priority, p.weight); };
    return std::ranges::equal(a.links(), b.links()) &&
           std::ranges::equal(a.projects(), b.projects(), [&](const Project& x, const Project& y) {
               return rest(x) == rest(y) && x.process == y.process;
           });
}

std::uint32_t checked_component(const Portfolio& p, std::uint32_t component) {
    if (component >= p.components()) throw py::index_error("there is no such component");
    return component;
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
        .def("build", [](PortfolioBuilder& b) { return PortfolioOf(unwrap(b.build())); });
}

} // namespace

void bind_projects(py::module_& m) {
    py::class_<PortfolioOf> c(m, "Portfolio", CONVENE_DOC(Portfolio));
    const auto project = py::arg("project");
    const auto def = [&](const char* name, auto get, const char* doc = "") {
        c.def(
            name, [get](const PortfolioOf& p, const ProjectRef& id) { return get(*p, id_of(*p, id)); }, project, doc);
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
    def("links_from", [](const Portfolio& p, ProjectId id) { return list_of(p.links_from(id)); });
    def(
        "links_to", [](const Portfolio& p, ProjectId id) { return list_of(p.links_to(id)); }, "See `links_from`.");
    def("component", [](const Portfolio& p, ProjectId id) { return p.component(id); });
    c.def(
         "members", [](const PortfolioOf& p, std::uint32_t k) { return list_of(p->members(checked_component(*p, k))); },
         py::arg("component"), "The projects of a component.")
        .def(
            "stage", [](const PortfolioOf& p, std::uint32_t k) { return p->stage(checked_component(*p, k)); },
            py::arg("component"), "The stage of a component; see `component`.")
        .def(
            "components", [](const PortfolioOf& p) { return p->components(); }, "How many components there are.")
        .def(
            "find_project", [](const PortfolioOf& p, const std::string& key) { return p->find_project(key); },
            py::arg("key"))
        .def(
            "find_colleague", [](const PortfolioOf& p, const std::string& key) { return p->find_colleague(key); },
            py::arg("key"), "The colleague with this key, or None.")
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
            "find_resource", [](const PortfolioOf& p, const std::string& key) { return p->find_resource(key); },
            py::arg("key"), "The resource with this key, or None.")
        .def("activity_count", [](const PortfolioOf& p) { return p->activity_count(); })
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
        .def("__len__", [](const PortfolioOf& p) { return p->projects().size(); })
        .def("__bool__", [](const PortfolioOf&) { return true; })
        .def("__repr__",
             [](const PortfolioOf& p) {
                 return "<convene.Portfolio of " + std::to_string(p->projects().size()) + " projects, " +
                        std::to_string(p->activity_count()) + " activities, " + std::to_string(p->colleagues().size()) +
                        " people, " + std::to_string(p->links().size()) + " links>";
             })
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
    c.attr("_repr_html_") = in_package("_notebook", "portfolio");
    c.attr("__hash__") = py::none(); // `replace` changes it
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
        py::arg("people") = usual.people, py::arg("weeks") = usual.weeks, py::arg("linked") = usual.linked);
    m.def(
        "moved",
        [](const Process& process, int weeks) {
            check_weeks(std::abs(std::int64_t{weeks}));
            return unwrap(moved(process, weeks));
        },
        py::arg("process"), py::arg("weeks"), Unlocked());
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

namespace {

struct ColumnsOf {
    std::shared_ptr<const PortfolioColumns> values;

    [[nodiscard]] Columns columns() const {
        const auto& v = *values;
        const auto size = v.start.size();
        const auto column = [&](const char* name, const auto& data) {
            using T = typename std::remove_cvref_t<decltype(data)>::value_type;
            const auto type = std::is_same_v<T, Instant>   ? ColumnType::instant
                              : std::is_same_v<T, Seconds> ? ColumnType::seconds
                                                           : ColumnType::number;
            return Column{name, type, values, data.data(), size};
        };
        return {{column("project", v.project), column("activity", v.activity), column("early_start", v.early_start),
                 column("early_finish", v.early_finish), column("late_start", v.late_start),
                 column("late_finish", v.late_finish), column("start", v.start), column("finish", v.finish),
                 column("total_float", v.total_float), column("free_float", v.free_float)},
                size};
    }
};

/// The first two columns: the keys of the project and of the activity in each row.
template <class ProcessOf>
std::vector<Column> key_columns(const Portfolio& portfolio, ProcessOf process_of) {
    auto projects = std::make_shared<TextBuffer>();
    auto activities = std::make_shared<TextBuffer>();
    for (const auto id : portfolio.projects().ids()) {
        const Process& process = process_of(id);
        for (const auto activity : process.activities().ids()) {
            projects->add(portfolio[id].key);
            activities->add(process.key(activity));
        }
    }
    const auto size = projects->offsets.size() - 1;
    return {{"project", ColumnType::text, projects, projects.get(), size},
            {"activity", ColumnType::text, activities, activities.get(), size}};
}

} // namespace

std::shared_ptr<const PortfolioColumns> columns_of(const Dates& dates) {
    PortfolioColumns out;
    for (std::uint32_t p = 0; p < dates.projects.size(); ++p) {
        const auto plan = dates.projects[p].plan();
        for (std::uint32_t a = 0; a < plan.size(); ++a) {
            out.project.push_back(p);
            out.activity.push_back(a);
        }
        const auto add = [&](auto& to, PlanColumn column) {
            using T = typename std::remove_cvref_t<decltype(to)>::value_type;
            const auto* from = static_cast<const T*>(plan.data(column));
            to.insert(to.end(), from, from + plan.size());
        };
        add(out.early_start, PlanColumn::early_start);
        add(out.early_finish, PlanColumn::early_finish);
        add(out.late_start, PlanColumn::late_start);
        add(out.late_finish, PlanColumn::late_finish);
        add(out.start, PlanColumn::start);
        add(out.finish, PlanColumn::finish);
        add(out.total_float, PlanColumn::total_float);
        add(out.free_float, PlanColumn::free_float);
    }
    return std::make_shared<const PortfolioColumns>(std::move(out));
}

Columns table_of(const Dates& dates) {
    auto all = ColumnsOf{columns_of(dates)}.columns();
    auto keys = key_columns(*dates.portfolio,
                            [&](ProjectId id) -> const Process& { return dates.projects[id.index()].process(); });
    std::ranges::move(keys, all.columns.begin());
    return all;
}

Columns table_of(const PlanOf& plan) {
    Columns all{
        key_columns(*plan.portfolio, [&](ProjectId id) -> const Process& { return (*plan.levelled_by)[id.index()]; }),
        0};
    all.size = all.columns.front().size;
    const auto add = [&](const char* name, LevelledPlan::Dates values) {
        auto column = std::make_shared<std::vector<Instant>>();
        column->reserve(all.size);
        for (const auto& project : plan->projects) {
            const auto part = ((*project).*values)();
            column->insert(column->end(), part.begin(), part.end());
        }
        all.columns.push_back({name, ColumnType::instant, column, column->data(), column->size()});
    };
    add("start", &Levelled::starts);
    add("finish", &Levelled::finishes);
    add("reserved_from", &Levelled::reserved_froms);
    return all;
}

void bind_portfolio_columns(py::module_& m) {
    py::class_<ColumnsOf> columns(m, "PortfolioColumns", CONVENE_DOC(PortfolioColumns));
    for (const auto* name : {"project", "activity", "early_start", "early_finish", "late_start", "late_finish", "start",
                             "finish", "total_float", "free_float"})
        columns.def_property_readonly(name, [name = std::string(name)](const ColumnsOf& c) -> py::array {
            for (const auto& column : c.columns().columns)
                if (column.name == name) return to_numpy(column);
            throw py::key_error(name);
        });
    columns.def("__len__", [](const ColumnsOf& c) { return c.values->start.size(); })
        .def("__bool__", [](const ColumnsOf&) { return true; })
        .def("__repr__", [](const ColumnsOf& c) {
            return "<convene.PortfolioColumns of " + std::to_string(c.values->start.size()) + " activities>";
        });
    def_columns(columns, [](const ColumnsOf& c) { return c.columns(); });
    m.def(
        "columns",
        [](const Dates& plan) {
            const Dates own = plan;
            const py::gil_scoped_release unlocked;
            return ColumnsOf{columns_of(own)};
        },
        py::arg("plan"));
}

} // namespace convene::python
