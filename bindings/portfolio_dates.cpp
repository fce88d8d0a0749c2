#include "html.hpp"
#include "portfolio_options.hpp"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>

namespace convene::python {

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

namespace {

/// The schedules that others made of the portfolio's projects, in id order.
Dates restored(const PortfolioOf& portfolio, const std::vector<py::tuple>& states) {
    if (states.size() != portfolio->projects().size()) throw py::value_error("the plan is that of another portfolio");
    std::vector<ProjectDates> parts;
    parts.reserve(states.size());
    for (const auto& project : portfolio->projects())
        parts.emplace_back(restored_plan(project.process, states[parts.size()]));
    return {portfolio.all, std::move(parts)};
}

/// What `schedule` has made anew, and the rest as it was.
Dates renewed(const Dates& before, const std::shared_ptr<const Portfolio>& portfolio, const PortfolioSchedule& now) {
    std::vector<ProjectDates> parts;
    parts.reserve(now.projects.size());
    for (const auto id : now.projects.ids()) {
        const auto& part = before.projects[id.index()];
        if (part.shared() == now.projects[id])
            parts.push_back(part);
        else
            parts.emplace_back((*portfolio)[id].process, now.projects[id]);
    }
    return {portfolio, std::move(parts)};
}

Instant start_of(const Dates& plan) {
    check_any(plan.projects.size());
    return std::ranges::min(
        plan.projects | std::views::transform([](const ProjectDates& part) { return part.plan().project_start(); }));
}

Instant finish_of(const Dates& plan) {
    check_any(plan.projects.size());
    return std::ranges::max(
        plan.projects | std::views::transform([](const ProjectDates& part) { return part.plan().project_finish(); }));
}

std::string shown(const Dates& d) {
    auto text = "<convene.PortfolioSchedule of " + std::to_string(d.projects.size()) + " projects";
    if (!d.projects.empty()) text += ", " + to_string(start_of(d)) + " to " + to_string(finish_of(d));
    return text + ">";
}

std::string html(const Dates& d) {
    HtmlTable table({}, {"project", "start", "finish", "due"});
    for (const auto id : d.portfolio->projects().ids()) {
        if (id.index() == HtmlTable::most) break;
        const auto& project = (*d.portfolio)[id];
        const auto plan = d.projects[id.index()].plan();
        table.row({project.key, to_string(plan.project_start()), to_string(plan.project_finish()),
                   project.due ? to_string(*project.due) : ""});
    }
    return table.text(d.projects.size(), "projects");
}

void bind_dates(py::module_& m) {
    py::class_<Dates> c(m, "PortfolioSchedule", CONVENE_DOC(PortfolioSchedule));
    c.def_property_readonly(
         "projects",
         [](const Dates& d) {
             std::vector<Plan> all;
             all.reserve(d.projects.size());
             for (const auto& part : d.projects) all.push_back(part.plan());
             return all;
         },
         "The schedule of each project, in id order.")
        .def(
            "__getitem__",
            [](const Dates& d, const ProjectRef& project) {
                return d.projects[resolve(*d.portfolio, project).index()].plan();
            },
            py::arg("project"), "The schedule of a project.")
        .def("__len__", [](const Dates& d) { return d.projects.size(); })
        .def("__bool__", [](const Dates&) { return true; })
        .def("__repr__", &shown)
        .def("_repr_html_", &html)
        .def(
            "__eq__", [](const Dates& a, const Dates& b) { return a == b; }, py::is_operator())
        .def("__copy__", [](const Dates& d) { return Dates(d); })
        .def(
            "__deepcopy__", [](const Dates& d, const py::dict&) { return Dates(d); }, py::arg("memo"))
        .def_static("_restored", &restored, py::arg("portfolio"), py::arg("states"))
        .def(py::pickle(
            [](const Dates& d) {
                py::list states;
                for (const auto& part : d.projects) states.append(state_of(part.plan()));
                return py::make_tuple(PortfolioOf(d.portfolio), states);
            },
            [](const py::tuple& state) {
                return restored(state[0].cast<PortfolioOf>(), state[1].cast<std::vector<py::tuple>>());
            }));
    c.attr("__hash__") = py::none(); // `reschedule` changes it
    def_columns(c, [](const Dates& d) {
        const Dates own = d;
        const py::gil_scoped_release unlocked;
        return table_of(own);
    });
}

} // namespace

void bind_portfolio_dates(py::module_& m) {
    bind_dates(m);
    m.def(
        "schedule",
        [](const PortfolioOf& portfolio, CONVENE_PORTFOLIO_PARAMETERS) {
            const auto all = portfolio.all;
            auto found = running(CONVENE_PORTFOLIO_VALUES, progress,
                                 [all](const PortfolioOptions& o) { return schedule(*all, o); });
            return Dates(all, unwrap(std::move(found)), processes_of(*all));
        },
        py::arg("portfolio"), CONVENE_PORTFOLIO_NAMES, CONVENE_DOC(schedule_in_portfolio_schedule));
    m.def(
        "reschedule",
        [](const PortfolioOf& portfolio, Dates& plan, const std::vector<ProjectRef>& changed,
           CONVENE_PORTFOLIO_PARAMETERS) {
            const auto ids = resolved(*portfolio, changed);
            check_plan(*portfolio, plan, ids);
            const auto all = portfolio.all;
            using Found = Result<std::pair<std::size_t, Dates>>;
            auto found = unwrap(running(CONVENE_PORTFOLIO_VALUES, progress,
                                        [all, ids, before = plan](const PortfolioOptions& o) -> Found {
                                            auto own = before.full();
                                            auto count = reschedule(*all, own, ids, o);
                                            if (!count) return fail(std::move(count.error()));
                                            return std::pair(*count, renewed(before, all, own));
                                        }));
            plan = std::move(found.second);
            return found.first;
        },
        py::arg("portfolio"), py::arg("plan"), py::arg("changed"), CONVENE_PORTFOLIO_NAMES, CONVENE_DOC(reschedule));
    m.def("start_of", &start_of, py::arg("plan"), CONVENE_DOC(start_of));
    m.def("finish_of", &finish_of, py::arg("plan"), CONVENE_DOC(finish_of_in_portfolio_schedule));
}

} // namespace convene::python
