#include "portfolio.hpp"

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

std::vector<ProjectId> resolved(const Portfolio& portfolio, const std::vector<ProjectRef>& projects) {
    std::vector<ProjectId> ids;
    ids.reserve(projects.size());
    for (const auto& project : projects) ids.push_back(resolve(portfolio, project));
    return ids;
}

void check_size(std::size_t projects, const Portfolio& portfolio) {
    if (projects != portfolio.projects().size()) throw py::value_error("the plan is that of another portfolio");
}

void check_any(std::size_t projects) {
    if (projects == 0) throw py::value_error("there is no project");
}

namespace {

/// Each process, but those that are said to have changed, is as large as its schedule.
void check_dates(const Portfolio& portfolio, const Dates& dates, const std::vector<ProjectId>& changed = {}) {
    check_size(dates.projects.size(), portfolio);
    for (const auto id : portfolio.projects().ids())
        if (std::ranges::find(changed, id) == changed.end() &&
            dates.projects[id.index()].size() != portfolio[id].process.activities().size())
            throw py::value_error("project " + portfolio[id].key + " has changed since the plan was made");
}

PortfolioOf portfolio_of(const std::shared_ptr<const Portfolio>& all) {
    PortfolioOf out;
    out.all = all;
    return out;
}

/// From schedules that others made.
Dates restored(const PortfolioOf& portfolio, std::vector<Plan> projects) {
    Dates dates(portfolio.all, std::move(projects));
    check_dates(*portfolio, dates);
    return dates;
}

/// All dates of all projects in one table.
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

ColumnsOf columns_of(const Dates& dates) {
    PortfolioColumns out;
    for (std::uint32_t p = 0; p < dates.projects.size(); ++p) {
        const auto& plan = dates.projects[p];
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
    return {std::make_shared<const PortfolioColumns>(std::move(out))};
}

} // namespace

void bind_portfolio_dates(py::module_& m) {
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
    py::class_<Dates> c(m, "PortfolioSchedule", CONVENE_DOC(PortfolioSchedule));
    c.def_property_readonly(
         "projects", [](const Dates& d) { return d.projects; }, "The schedule of each project, in id order.")
        .def(
            "__getitem__",
            [](const Dates& d, const ProjectRef& project) {
                return d.projects[resolve(*d.portfolio, project).index()];
            },
            py::arg("project"), "The schedule of a project.")
        .def("__len__", [](const Dates& d) { return d.projects.size(); })
        .def("__bool__", [](const Dates&) { return true; })
        .def("__repr__",
             [](const Dates& d) {
                 return "<convene.PortfolioSchedule of " + std::to_string(d.projects.size()) + " projects>";
             })
        .def(
            "__eq__", [](const Dates& a, const Dates& b) { return a.projects == b.projects; }, py::is_operator())
        .def("__copy__", [](const Dates& d) { return Dates(d); })
        .def(
            "__deepcopy__", [](const Dates& d, const py::dict&) { return Dates(d); }, py::arg("memo"))
        .def_static("_restored", &restored, py::arg("portfolio"), py::arg("projects"))
        .def(py::pickle([](const Dates& d) { return py::make_tuple(portfolio_of(d.portfolio), d.projects); },
                        [](const py::tuple& state) {
                            return restored(state[0].cast<const PortfolioOf&>(), state[1].cast<std::vector<Plan>>());
                        }));
    c.attr("__hash__") = py::none(); // `reschedule` changes it
    def_columns(c, [](const Dates& d) { return columns_of(d).columns(); });
    m.def(
        "schedule",
        [](const PortfolioOf& portfolio, CONVENE_PORTFOLIO_PARAMETERS) {
            auto found = running(CONVENE_PORTFOLIO_VALUES, progress,
                                 [all = portfolio.all](const PortfolioOptions& o) { return schedule(*all, o); });
            return Dates(portfolio.all, unwrap(std::move(found)));
        },
        py::arg("portfolio"), CONVENE_PORTFOLIO_NAMES);
    m.def(
        "reschedule",
        [](const PortfolioOf& portfolio, Dates& plan, const std::vector<ProjectRef>& changed,
           CONVENE_PORTFOLIO_PARAMETERS) {
            const auto ids = resolved(*portfolio, changed);
            check_dates(*portfolio, plan, ids);
            const auto all = portfolio.all;
            using Found = Result<std::pair<std::size_t, PortfolioSchedule>>;
            auto found = unwrap(running(CONVENE_PORTFOLIO_VALUES, progress,
                                        [all, ids, before = plan](const PortfolioOptions& o) -> Found {
                                            auto own = before.full();
                                            auto count = reschedule(*all, own, ids, o);
                                            if (!count) return fail(std::move(count.error()));
                                            return std::pair(*count, std::move(own));
                                        }));
            plan = Dates(all, found.second);
            return found.first;
        },
        py::arg("portfolio"), py::arg("plan"), py::arg("changed"), CONVENE_PORTFOLIO_NAMES, CONVENE_DOC(reschedule));
    m.def(
        "start_of",
        [](const Dates& plan) {
            check_any(plan.projects.size());
            auto first = plan.projects.front().project_start();
            for (const auto& p : plan.projects) first = std::min(first, p.project_start());
            return first;
        },
        py::arg("plan"), CONVENE_DOC(start_of));
    m.def(
        "finish_of",
        [](const Dates& plan) {
            check_any(plan.projects.size());
            auto last = plan.projects.front().project_finish();
            for (const auto& p : plan.projects) last = std::max(last, p.project_finish());
            return last;
        },
        py::arg("plan"), CONVENE_DOC(finish_of));
    m.def("columns", &columns_of, py::arg("plan"), CONVENE_DOC(columns), Unlocked());
}

} // namespace convene::python
