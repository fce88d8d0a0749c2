/// \file
/// The dates of a portfolio without regard to people.

#include "portfolio.hpp"
#include "telling.hpp"

#include <convene/core/detail/in_parallel.hpp>

#include <algorithm>
#include <functional>
#include <ranges>

namespace convene::python {

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

Executor threads_of(std::uint32_t threads) {
    if (threads == 0) throw py::value_error("there must be at least 1 thread");
    if (threads == 1) return {};
    return [threads](std::size_t count, const std::function<void(std::size_t)>& each) {
        convene::detail::in_parallel(static_cast<std::uint32_t>(count), threads,
                                     [&each](std::uint32_t i, std::uint32_t) { each(i); });
    };
}

namespace {

/// So many threads are an executor.
template <class O>
Field threads_field() {
    return given_field<O, std::uint32_t>("threads", [](O& options, std::uint32_t threads) {
        control_of(options).executor = threads_of(threads);
        if constexpr (requires { options.threads; }) options.threads = threads;
    });
}

void describe_options() {
    using S = PortfolioOptions;
    using O = PortfolioLevelOptions;
    using L = LevelOptions;
    const auto s = &O::schedule;
    describe_record<S>("PortfolioOptions",
                       {field("start", &S::start), field("status_date", &S::status_date),
                        field("on_conflict", &S::on_conflict), threads_field<S>(), field("progress", &S::progress)})
        .making.positional = 0;
    describe_record<O>("PortfolioLevelOptions",
                       {field("start", s, &S::start), field("status_date", s, &S::status_date),
                        field("on_conflict", s, &S::on_conflict), threads_field<O>(),
                        field("progress", s, &S::progress), field("rules", &O::rules), field("tries", &O::tries),
                        field("seed", &O::seed), field("order", &O::order), field("burden", &O::burden),
                        field("level_rules", &O::level, &L::rules), field("within_float", &O::level, &L::within_float),
                        field("max_promotions", &O::level, &L::max_promotions),
                        field("max_moves", &O::level, &L::max_moves)})
        .making.positional = 0;
}

/// The schedules of the portfolio's projects under these options, in id order.
Dates restored(const PortfolioOf& portfolio, const std::vector<ScheduleOptions>& options) {
    if (options.size() != portfolio->projects().size()) throw py::value_error("the plan is that of another portfolio");
    PortfolioSchedule out;
    const py::gil_scoped_release unlocked;
    for (const auto id : portfolio->projects().ids())
        out.projects.push_back(
            std::make_shared<const Schedule>(unwrap(schedule((*portfolio)[id].process, options[id.index()]))));
    return {portfolio.all, std::move(out)};
}

void bind_dates(py::module_& m) {
    auto c = bind_made<PortfolioSchedule>(m, "PortfolioSchedule", "The schedule of each project, in id order.",
                                          "The schedule of a project.");
    c.def_static("_restored", &restored, py::arg("portfolio"), py::arg("states"));
}

/// The same table with the numbers of projects and activities.
io::Columns numbered(const Dates& dates) {
    auto all = io::columns_of(*dates.portfolio, *dates);
    std::vector<std::uint32_t> projects;
    std::vector<std::uint32_t> activities;
    for (const auto id : dates->projects.ids())
        for (std::uint32_t a = 0; a < (*dates)[id].size(); ++a) {
            projects.push_back(id.value);
            activities.push_back(a);
        }
    all.columns[0] = io::column("project", std::move(projects));
    all.columns[1] = io::column("activity", std::move(activities));
    return all;
}

void bind_columns(py::module_& m) {
    py::class_<io::Columns> c(m, "PortfolioColumns", CONVENE_DOC(PortfolioColumns));
    for (const auto& column : numbered({PortfolioOf().all, {}}).columns)
        c.def_property_readonly(
            column.name.c_str(),
            [name = column.name](const io::Columns& all) {
                return to_numpy(*std::ranges::find(all.columns, name, &io::Column::name));
            },
            find_doc("PortfolioColumns_" + column.name));
    c.def("__len__", [](const io::Columns& all) { return all.size; });
    def_columns(c, [](const py::object& self) { return self.cast<const io::Columns&>(); });
    m.def("columns", &numbered, py::arg("plan"));
}

} // namespace

void bind_portfolio_schedule(py::module_& m) {
    using More = const Options<PortfolioOptions>&;
    describe_options();
    bind_dates(m);
    bind_columns(m);
    m.def(
        "schedule",
        [](const PortfolioOf& p, More more) {
            return Dates{p.all, unwrap(running(options_for(*p, more, "schedule"),
                                               [all = p.all](const auto& o) { return schedule(*all, o); }))};
        },
        py::arg("portfolio"), CONVENE_DOC(schedule_in_portfolio_schedule));
    m.def(
        "reschedule",
        [](const PortfolioOf& p, Dates& plan, const std::vector<ProjectRef>& changed, More more) {
            check_plan(*p, plan, resolved(*p, changed));
            return made_again(p, plan, changed, options_for(*p, more, "reschedule"), *plan, &reschedule);
        },
        py::arg("portfolio"), py::arg("plan"), py::arg("changed"));
    m.def(
        "start_of", [](const Dates& plan) { return of_all<PortfolioSchedule>(plan, &start_of); }, py::arg("plan"));
    m.def(
        "finish_of", [](const Dates& plan) { return of_all<PortfolioSchedule>(plan, &finish_of); }, py::arg("plan"),
        CONVENE_DOC(finish_of_in_portfolio_schedule));
}

} // namespace convene::python
