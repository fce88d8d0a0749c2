#include "rcpsp.hpp"
#include "telling.hpp"

#include <convene/rcpsp/benchmark_formats.hpp>
#include <convene/rcpsp/bounds.hpp>
#include <convene/rcpsp/exact.hpp>
#include <convene/rcpsp/priority.hpp>
#include <convene/rcpsp/search.hpp>
#include <convene/rcpsp/sgs.hpp>
#include <convene/rcpsp/verify.hpp>

#include <cmath>

namespace convene::python {

namespace {

namespace r = rcpsp;

/// A pool with the same number of units at all times may be given by that number.
using Capacity = std::variant<r::Amount, std::vector<r::Step>>;

ProblemPointer build(std::vector<r::Time> durations, std::vector<r::Arc> arcs, std::vector<r::Demand> demands,
                     const std::vector<Capacity>& capacities, std::vector<std::vector<r::Break>> calendars,
                     std::vector<std::uint32_t> calendar_of, std::vector<r::Window> windows) {
    r::ProblemData data{std::move(durations), std::move(arcs),        std::move(demands), {},
                        std::move(calendars), std::move(calendar_of), std::move(windows)};
    for (const auto& capacity : capacities) {
        if (const auto* amount = std::get_if<r::Amount>(&capacity))
            data.capacities.push_back({{0, *amount}});
        else
            data.capacities.push_back(std::get<std::vector<r::Step>>(capacity));
    }
    return std::make_shared<r::Problem>(unwrap(r::build(std::move(data))));
}

py::dict data_of(const r::Problem& problem) {
    const auto& data = problem.data();
    py::dict out;
    out["durations"] = data.durations;
    out["arcs"] = data.arcs;
    out["demands"] = data.demands;
    out["capacities"] = data.capacities;
    out["calendars"] = data.calendars;
    out["calendar_of"] = data.calendar_of;
    out["windows"] = data.windows;
    return out;
}

using ProblemClass = py::class_<r::Problem, ProblemPointer>;

void bind_jobs(ProblemClass& c) {
    using P = r::Problem;
    const auto job = py::arg("job");
    const auto row = [&](const char* name, auto member, const char* doc = "") {
        c.def(
            name,
            [member](const P& p, r::Job j) {
                const auto all = (p.*member)(checked_job(p, j));
                return std::vector(all.begin(), all.end());
            },
            job, doc);
    };
    row("successors", &P::successors);
    row("predecessors", &P::predecessors);
    row("needs", &P::needs);
    row("breaks", &P::breaks);
    const auto one = [&](const char* name, auto member, const char* doc = "") {
        c.def(
            name, [member](const P& p, r::Job j) { return (p.*member)(checked_job(p, j)); }, job, doc);
    };
    one("duration", &P::duration, "Working ticks.");
    one("window", &P::window, CONVENE_DOC(rcpsp_Window));
    one("position", &P::position, "The place of the job in `order`.");
    c.def(
        "distance",
        [](const P& p, r::Job from, const r::Link& out) {
            (void)checked_job(p, out.job);
            (void)checked_time(out.lag);
            return p.distance(checked_job(p, from), out);
        },
        py::arg("from_"), py::arg("out"));
    c.def(
        "finish", [](const P& p, r::Job j, r::Time start) { return p.finish(checked_job(p, j), checked_time(start)); },
        job, py::arg("start"));
    c.def(
        "next_start",
        [](const P& p, r::Job j, r::Time time) { return p.next_start(checked_job(p, j), checked_time(time)); }, job,
        py::arg("time"));
    c.def(
        "start_for",
        [](const P& p, r::Job j, r::Edge edge, r::Time time) {
            return p.start_for(checked_job(p, j), edge, checked_time(time));
        },
        job, py::arg("edge"), py::arg("time"));
}

void bind_problem(py::module_& m) {
    using P = r::Problem;
    ProblemClass c(m, "Problem", CONVENE_DOC(rcpsp_Problem));
    c.def(
         "capacity",
         [](const P& p, r::Pool pool) {
             if (pool >= p.pools()) throw py::index_error("there is no pool " + std::to_string(pool));
             return std::vector(p.capacity(pool).begin(), p.capacity(pool).end());
         },
         py::arg("pool"), "The steps of the pool's capacity.")
        .def("data", &data_of, "What it was built of: `build(**problem.data())` is the same problem.")
        .def("__repr__",
             [](const P& p) {
                 return "<convene.rcpsp.Problem: " + std::to_string(p.jobs()) + " jobs, " + std::to_string(p.pools()) +
                        " pools>";
             })
        .def(
            "__eq__", [](const P& a, const P& b) { return &a == &b || data_of(a).equal(data_of(b)); },
            py::is_operator())
        .def("__hash__", [](const P& p) { return py::hash(py::make_tuple(p.jobs(), p.pools(), p.data().arcs.size())); })
        .def(py::pickle([](const P& p) { return py::make_tuple(data_of(p)); },
                        [](const py::tuple& state) {
                            const auto build = py::module_::import("convene.rcpsp").attr("build");
                            return build(**state[0].cast<py::dict>()).cast<ProblemPointer>();
                        }));
    def_own_copies(c);
    bind_jobs(c);
    const auto none = [](const char* name, auto empty) { return py::arg_v(name, std::move(empty), "[]"); };
    m.def("build", &build, py::arg("durations"), none("arcs", std::vector<r::Arc>()),
          none("demands", std::vector<r::Demand>()), none("capacities", std::vector<Capacity>()), py::kw_only(),
          none("calendars", std::vector<std::vector<r::Break>>()), none("calendar_of", std::vector<std::uint32_t>()),
          none("windows", std::vector<r::Window>()), Unlocked());
}

void bind_verify(py::module_& m) {
    const auto problem = py::arg("problem");
    const auto starts = py::arg("starts");
    class_of<rcpsp::Violation>().def("__str__", [](const r::Violation& v) { return r::to_string(v); });
    m.def("to_string", py::overload_cast<const r::Violation&>(&r::to_string), py::arg("violation"));
    m.def(
        "verify",
        [](const r::Problem& p, const StartsColumn& s) {
            check_times(*s.starts);
            return r::verify(p, *s.starts);
        },
        problem, starts, Unlocked());
    m.def(
        "makespan",
        [](const r::Problem& p, const StartsColumn& s) {
            check_size(p, s.starts->size(), "starts", false);
            check_times(*s.starts);
            return r::makespan(p, *s.starts);
        },
        problem, starts, Unlocked());
    m.def(
        "cost",
        [](const r::Problem& p, const r::Objective& o, const StartsColumn& s) {
            check_size(p, s.starts->size(), "starts", false);
            check_times(*s.starts);
            check_objective(p, o);
            return r::cost(p, o, *s.starts);
        },
        problem, py::arg("objective"), starts, Unlocked());
}

} // namespace

r::Time checked_time(r::Time time) {
    if (time < -r::unbounded || time > r::unbounded)
        throw py::value_error("the time " + std::to_string(time) + " is too large");
    return time;
}

r::Job checked_job(const r::Problem& problem, r::Job job) {
    if (job >= problem.jobs()) throw py::index_error("there is no job " + std::to_string(job));
    return job;
}

void check_times(const std::vector<r::Time>& times) {
    for (const auto time : times) (void)checked_time(time);
}

void check_size(const r::Problem& problem, std::size_t size, const char* what, bool may_be_empty) {
    if (size == problem.jobs() || (may_be_empty && size == 0)) return;
    throw py::value_error(std::string(what) + " has " + std::to_string(size) + " entries for " +
                          std::to_string(problem.jobs()) + " jobs");
}

void check_feasible(const r::Problem& problem, const std::vector<r::Time>& starts) {
    if (starts.empty()) return;
    check_times(starts);
    const auto wrong = r::verify(problem, starts);
    if (!wrong.empty()) throw py::value_error("the schedule is not feasible: " + r::to_string(wrong.front()));
}

void check_objective(const r::Problem& problem, const r::Objective& objective) {
    check_size(problem, objective.baseline.size(), "the baseline", true);
    check_times(objective.baseline);
    for (const auto& due : objective.dues) {
        (void)checked_job(problem, due.job);
        (void)checked_time(due.due);
    }
}

void bind_rcpsp(py::module_& root) {
    auto m = py::reinterpret_borrow<py::module_>(root.attr("rcpsp"));
    m.attr("unbounded") = r::unbounded;
    bind_problem(m);
    bind_verify(m);
    bind_rcpsp_solvers(m);
}

namespace {

namespace r = rcpsp;

void bind_generate(py::module_& m) {
    m.def(
        "generate",
        [](const ProblemPointer& problem, const std::vector<double>& keys, const std::vector<std::int32_t>& classes,
           const std::vector<r::Time>& not_before, const Options<r::SgsOptions>& more) {
            check_size(*problem, keys.size(), "keys", true);
            check_size(*problem, classes.size(), "classes", true);
            check_size(*problem, not_before.size(), "not_before", true);
            check_times(not_before);
            if (std::ranges::any_of(keys, [](double key) { return std::isnan(key); }))
                throw py::value_error("a key is not a number");
            auto options = more.with({}, "generate");
            options.keys = keys;
            options.classes = classes;
            options.not_before = not_before;
            const py::gil_scoped_release unlocked;
            return r::generate(*problem, options);
        },
        py::arg("problem"), py::kw_only(), py::arg_v("keys", std::vector<double>(), "[]"),
        py::arg_v("classes", std::vector<std::int32_t>(), "[]"), py::arg_v("not_before", std::vector<r::Time>(), "[]"));
    m.def(
        "justified",
        [](const r::Problem& problem, const StartsColumn& starts, std::uint32_t rounds) {
            check_size(problem, starts.starts->size(), "starts", false);
            check_feasible(problem, *starts.starts);
            return StartsColumn(r::justified(problem, *starts.starts, rounds));
        },
        py::arg("problem"), py::arg("starts"), py::arg("rounds") = 1, Unlocked());
    m.def(
        "priorities",
        [](const r::Problem& problem, r::Rule rule) {
            auto keys = [&] {
                const py::gil_scoped_release unlocked;
                return std::make_shared<const std::vector<double>>(r::priorities(problem, rule));
            }();
            return column_of<double>(std::move(keys));
        },
        py::arg("problem"), py::arg("rule"));
}

void bind_bounds(py::module_& m) {
    const auto problem = py::arg("problem");
    m.def(
        "earliest_starts",
        [](const r::Problem& p, r::Time horizon) -> std::optional<StartsColumn> {
            auto found = r::earliest_starts(p, checked_time(horizon));
            if (!found) return std::nullopt;
            return StartsColumn(std::move(*found));
        },
        problem, py::arg("horizon") = r::unbounded, Unlocked());
    m.def(
        "latest_starts",
        [](const r::Problem& p, r::Time horizon) {
            if (!r::earliest_starts(p)) throw py::value_error("the arcs and windows contradict each other");
            return StartsColumn(r::latest_starts(p, checked_time(horizon)));
        },
        problem, py::arg("horizon"), Unlocked());
    m.def(
        "destructive_bound",
        [](const ProblemPointer& p, r::Time lower, r::Time upper, std::uint64_t conflicts) {
            return stoppable(
                [p, lower = checked_time(lower), upper = checked_time(upper), conflicts](const std::stop_token& stop) {
                    return r::destructive_bound(*p, lower, upper, conflicts, stop);
                });
        },
        problem, py::arg("lower"), py::arg("upper"), py::arg("conflicts") = 1000);
}

void bind_exact(py::module_& m) {
    m.def(
        "solve_exactly",
        [](const ProblemPointer& problem, const std::vector<r::Time>& incumbent, const Options<r::ExactOptions>& more) {
            check_feasible(*problem, incumbent);
            const auto options = more.with({}, "solve_exactly");
            (void)checked_time(options.lower);
            return running(options, [=](r::ExactOptions& own) {
                own.incumbent = incumbent;
                return r::solve_exactly(*problem, own);
            });
        },
        py::arg("problem"), py::kw_only(), py::arg_v("incumbent", std::vector<r::Time>(), "[]"));
}

void bind_search(py::module_& m) {
    m.def(
        "search",
        [](const ProblemPointer& problem, const std::vector<std::int32_t>& classes, const std::vector<r::Time>& initial,
           const Options<r::SearchOptions>& more) {
            const auto options = more.with({}, "search");
            check_objective(*problem, options.objective);
            check_size(*problem, classes.size(), "classes", true);
            check_feasible(*problem, initial);
            return running(options, [=](r::SearchOptions& own) {
                own.classes = classes;
                own.initial = initial;
                return r::search(*problem, own);
            });
        },
        py::arg("problem"), py::kw_only(), py::arg_v("classes", std::vector<std::int32_t>(), "[]"),
        py::arg_v("initial", std::vector<r::Time>(), "[]"), CONVENE_DOC(rcpsp_search));
}

} // namespace

void bind_rcpsp_solvers(py::module_& m) {
    bind_generate(m);
    bind_bounds(m);
    bind_exact(m);
    bind_search(m);
}

} // namespace convene::python
