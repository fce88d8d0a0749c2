/// \file
/// The dates of a portfolio without regard to people.

#include "portfolio.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <ranges>
#include <system_error>
#include <thread>

namespace convene::python {

bool operator==(const Dates& a, const Dates& b) {
    return std::ranges::equal(a.all.projects, b.all.projects,
                              [](const auto& x, const auto& y) { return x == y || *x == *y; });
}

void check_any(std::size_t projects) {
    if (projects == 0) throw py::value_error("there is no project");
}

void check_same(const Portfolio& portfolio, const Portfolio& then) {
    if (&portfolio == &then) return;
    const bool projects = std::ranges::equal(portfolio.projects(), then.projects(), {}, &Project::key, &Project::key);
    if (!projects || !std::ranges::equal(portfolio.links(), then.links()))
        throw py::value_error("the plan is that of another portfolio");
}

std::vector<ProjectId> resolved(const Portfolio& portfolio, const std::vector<ProjectRef>& projects) {
    std::vector<ProjectId> ids;
    ids.reserve(projects.size());
    for (const auto& project : projects) ids.push_back(id_of(portfolio, project));
    return ids;
}

std::vector<Field> portfolio_fields() {
    using K = PortfolioKeywords;
    return {field("start", &K::start), field("status_date", &K::status_date), field("on_conflict", &K::on_conflict),
            field("threads", &K::threads), field("progress", &K::progress)};
}

Executor threads_of(std::uint32_t threads) {
    if (threads == 0) throw py::value_error("there must be at least 1 thread");
    if (threads == 1) return {};
    return [threads](std::size_t count, const std::function<void(std::size_t)>& each) {
        std::atomic<std::size_t> next = 0;
        const auto work = [&] {
            for (auto i = next++; i < count; i = next++) each(i);
        };
        std::vector<std::thread> others;
        const auto wanted = std::min<std::size_t>(threads, count);
        others.reserve(wanted);
        try {
            while (others.size() + 1 < wanted) others.emplace_back(work);
        } catch (const std::system_error&) {
            // The machine gives no more threads: those that there are do it.
        }
        work();
        for (auto& other : others) other.join();
    };
}

std::shared_ptr<const Schedule> schedule_of_nothing() {
    return std::make_shared<const Schedule>(unwrap(schedule(Process(), {.start = Instant{}})));
}

namespace {

/// The schedules of the portfolio's projects under these options, in id order.
Dates restored(const PortfolioOf& portfolio, const std::vector<ScheduleOptions>& options) {
    if (options.size() != portfolio->projects().size()) throw py::value_error("the plan is that of another portfolio");
    Dates out{portfolio.all, {}};
    const py::gil_scoped_release unlocked;
    for (const auto id : portfolio->projects().ids())
        out.all.projects.push_back(
            std::make_shared<const Schedule>(unwrap(schedule((*portfolio)[id].process, options[id.index()]))));
    return out;
}

/// What is asked of all projects together.
Instant of_all(const Dates& plan, Instant (*ask)(const PortfolioSchedule&)) {
    check_any(plan.all.projects.size());
    return ask(plan.all);
}

std::string shown(const Dates& d) {
    auto text = "<convene.PortfolioSchedule of " + std::to_string(d.all.projects.size()) + " projects";
    if (!d.all.projects.empty()) text += ", " + to_string(start_of(d.all)) + " to " + to_string(finish_of(d.all));
    return text + ">";
}

py::tuple states_of(const Dates& d) {
    py::list options;
    for (const auto& project : d.all.projects) options.append(project->options());
    return py::make_tuple(PortfolioOf(d.portfolio), options);
}

Columns table_of(const Dates& dates) {
    const py::gil_scoped_release unlocked;
    return python::table_of(*dates.portfolio, dates.all.projects, schedule_of_nothing());
}

void bind_dates(py::module_& m) {
    py::class_<Dates> c(m, "PortfolioSchedule", CONVENE_DOC(PortfolioSchedule));
    c.def_property_readonly(
         "projects",
         [](const Dates& d) {
             std::vector<std::shared_ptr<Schedule>> all;
             for (const auto& part : d.all.projects) all.push_back(shared(part));
             return all;
         },
         "The schedule of each project, in id order.")
        .def(
            "__getitem__",
            [](const Dates& d, const ProjectRef& project) {
                return shared(d.all.projects[id_of(*d.portfolio, project)]);
            },
            py::arg("project"), "The schedule of a project.")
        .def("__len__", [](const Dates& d) { return d.all.projects.size(); })
        .def("__bool__", [](const Dates&) { return true; })
        .def("__repr__", &shown)
        .def("_portfolio", [](const Dates& d) { return PortfolioOf(d.portfolio); })
        .def(
            "__eq__", [](const Dates& a, const Dates& b) { return a == b; }, py::is_operator())
        .def_static("_restored", &restored, py::arg("portfolio"), py::arg("states"))
        .def(py::pickle(&states_of, [](const py::tuple& state) {
            return restored(state[0].cast<PortfolioOf>(), state[1].cast<std::vector<ScheduleOptions>>());
        }));
    def_copies<Dates>(c);
    c.attr("_repr_html_") = in_package("_notebook", "portfolio_schedule");
    def_columns(c, [](const py::object& self) { return table_of(self.cast<Dates>()); });
}

/// The same table with the numbers of projects and activities.
Columns numbered(const Dates& dates) {
    auto all = table_of(dates);
    std::vector<std::uint32_t> projects;
    std::vector<std::uint32_t> activities;
    for (const auto id : dates.all.projects.ids())
        for (std::uint32_t a = 0; a < dates.all[id].size(); ++a) {
            projects.push_back(id.value);
            activities.push_back(a);
        }
    all.columns[0] = column("project", std::move(projects));
    all.columns[1] = column("activity", std::move(activities));
    return all;
}

void bind_columns(py::module_& m) {
    py::class_<Columns> c(m, "PortfolioColumns", CONVENE_DOC(PortfolioColumns));
    for (const auto& column : numbered({PortfolioOf().all, {}}).columns)
        c.def_property_readonly(
            column.name.c_str(),
            [name = column.name](const Columns& all) {
                return to_numpy(*std::ranges::find(all.columns, name, &Column::name));
            },
            find_doc("PortfolioColumns_" + column.name));
    c.def("__len__", [](const Columns& all) { return all.size; })
        .def("__bool__", [](const Columns&) { return true; })
        .def("__repr__", [](const Columns& all) {
            return "<convene.PortfolioColumns of " + std::to_string(all.size) + " activities>";
        });
    def_columns(c, [](const py::object& self) { return self.cast<const Columns&>(); });
    m.def("columns", &numbered, py::arg("plan"));
}

} // namespace

void bind_portfolio_schedule(py::module_& m) {
    using K = PortfolioKeywords;
    describe_record<K>("PortfolioKeywords", portfolio_fields()).making = {false, 0, 0};
    bind_dates(m);
    bind_columns(m);
    m.def(
        "schedule",
        [](const PortfolioOf& portfolio, const Options<K>& more) {
            return Dates{portfolio.all,
                         unwrap(running(more.with({}, "schedule"), [all = portfolio.all](const PortfolioOptions& o) {
                             return schedule(*all, o);
                         }))};
        },
        py::arg("portfolio"), CONVENE_DOC(schedule_in_portfolio_schedule));
    m.def(
        "reschedule",
        [](const PortfolioOf& portfolio, Dates& plan, const std::vector<ProjectRef>& changed, const Options<K>& more) {
            const auto ids = resolved(*portfolio, changed);
            check_plan(*portfolio, *plan.portfolio, plan.all.projects, ids);
            auto found =
                running(more.with({}, "reschedule"), [all = portfolio.all, ids, own = plan.all](const auto& o) {
                    auto after = own;
                    auto count = reschedule(*all, after, ids, o);
                    return std::pair(std::move(count), std::move(after));
                });
            const auto count = unwrap(std::move(found.first));
            plan = {portfolio.all, std::move(found.second)};
            return count;
        },
        py::arg("portfolio"), py::arg("plan"), py::arg("changed"));
    m.def(
        "start_of", [](const Dates& plan) { return of_all(plan, &start_of); }, py::arg("plan"));
    m.def(
        "finish_of", [](const Dates& plan) { return of_all(plan, &finish_of); }, py::arg("plan"),
        CONVENE_DOC(finish_of_in_portfolio_schedule));
}

} // namespace convene::python
