#include "record.hpp"
#include "telling.hpp"

#include <convene/rcpsp/benchmark_formats.hpp>
#include <convene/rcpsp/bounds.hpp>
#include <convene/rcpsp/exact.hpp>
#include <convene/rcpsp/priority.hpp>
#include <convene/rcpsp/problem.hpp>
#include <convene/rcpsp/search.hpp>
#include <convene/rcpsp/sgs.hpp>
#include <convene/rcpsp/verify.hpp>

#include <cmath>

namespace convene::python {

namespace r = rcpsp;

/// The start of each job: in Python an array of 32-bit integers.
struct StartsColumn {
    r::Starts all;
};

/// A read-only array of its own.
template <class T>
py::array column_of(const std::vector<T>& values) {
    py::array_t<T> array(static_cast<py::ssize_t>(values.size()), values.data());
    array.attr("setflags")(py::arg("write") = false);
    return array;
}

} // namespace convene::python

namespace pybind11::detail {

template <>
struct type_caster<convene::python::StartsColumn> {
    PYBIND11_TYPE_CASTER(convene::python::StartsColumn,
                         io_name("collections.abc.Sequence[typing.SupportsInt]", "numpy.ndarray"));
    bool load(handle src, bool convert) {
        make_caster<convene::rcpsp::Starts> list;
        if (!list.load(isinstance<array>(src) ? object(src.attr("tolist")()) : reinterpret_borrow<object>(src),
                       convert))
            return false;
        value.all = cast_op<convene::rcpsp::Starts&&>(std::move(list));
        return true;
    }
    static handle cast(const convene::python::StartsColumn& column, return_value_policy, handle) {
        return convene::python::column_of(column.all).release();
    }
};

} // namespace pybind11::detail

namespace convene::python {

namespace {

using ProblemPointer = std::shared_ptr<r::Problem>;

// What the library asks of its callers, as exceptions.

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

/// One a job, or none where that is allowed.
void check_size(const r::Problem& problem, std::size_t size, const char* what, bool may_be_empty) {
    if (size == problem.jobs() || (may_be_empty && size == 0)) return;
    throw py::value_error(std::string(what) + " has " + std::to_string(size) + " entries for " +
                          std::to_string(problem.jobs()) + " jobs");
}

/// A schedule in which nothing is wrong, or an empty one.
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

// What the methods of a problem ask of each argument.
void check(const r::Problem& p, r::Job job) { (void)checked_job(p, job); }
void check(const r::Problem&, r::Time time) { (void)checked_time(time); }
void check(const r::Problem&, r::Edge) {}
void check(const r::Problem& p, const r::Link& link) {
    (void)checked_job(p, link.job);
    (void)checked_time(link.lag);
}

/// A method that is asked about a job.
template <class R, class... A, class... Extra>
void def_of_job(ProblemClass& c, const char* name, R (r::Problem::*method)(A...) const, const Extra&... extra) {
    c.def(
        name,
        [method](const r::Problem& p, const std::remove_cvref_t<A>&... given) {
            (check(p, given), ...);
            const auto found = (p.*method)(given...);
            if constexpr (std::ranges::range<decltype(found)>)
                return std::vector(found.begin(), found.end());
            else
                return found;
        },
        extra...);
}

void bind_jobs(ProblemClass& c) {
    using P = r::Problem;
    const auto job = py::arg("job");
    def_of_job(c, "successors", &P::successors, job);
    def_of_job(c, "predecessors", &P::predecessors, job);
    def_of_job(c, "needs", &P::needs, job);
    def_of_job(c, "breaks", &P::breaks, job);
    def_of_job(c, "duration", &P::duration, job, "Working ticks.");
    def_of_job(c, "window", &P::window, job, CONVENE_DOC(rcpsp_Window));
    def_of_job(c, "position", &P::position, job, "The place of the job in `order`.");
    def_of_job(c, "distance", &P::distance, py::arg("from_"), py::arg("out"));
    def_of_job(c, "finish", &P::finish, job, py::arg("start"));
    def_of_job(c, "next_start", &P::next_start, job, py::arg("time"));
    def_of_job(c, "start_for", &P::start_for, job, py::arg("edge"), py::arg("time"));
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
        .def(
            "__eq__", [](const P& a, const P& b) { return &a == &b || data_of(a).equal(data_of(b)); },
            py::is_operator());
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
    m.def(
        "verify",
        [](const r::Problem& p, const StartsColumn& s) {
            check_times(s.all);
            return r::verify(p, s.all);
        },
        problem, starts, Unlocked());
    m.def(
        "makespan",
        [](const r::Problem& p, const StartsColumn& s) {
            check_size(p, s.all.size(), "starts", false);
            check_times(s.all);
            return r::makespan(p, s.all);
        },
        problem, starts, Unlocked());
    m.def(
        "cost",
        [](const r::Problem& p, const r::Objective& o, const StartsColumn& s) {
            check_size(p, s.all.size(), "starts", false);
            check_times(s.all);
            check_objective(p, o);
            return r::cost(p, o, s.all);
        },
        problem, py::arg("objective"), starts, Unlocked());
}

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
            check_size(problem, starts.all.size(), "starts", false);
            check_feasible(problem, starts.all);
            return StartsColumn{r::justified(problem, starts.all, rounds)};
        },
        py::arg("problem"), py::arg("starts"), py::arg("rounds") = 1, Unlocked());
    m.def(
        "priorities",
        [](const r::Problem& problem, r::Rule rule) {
            return column_of(unlocked([&] { return r::priorities(problem, rule); }));
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
            return StartsColumn{std::move(*found)};
        },
        problem, py::arg("horizon") = r::unbounded, Unlocked());
    m.def(
        "latest_starts",
        [](const r::Problem& p, r::Time horizon) {
            if (!r::earliest_starts(p)) throw py::value_error("the arcs and windows contradict each other");
            return StartsColumn{r::latest_starts(p, checked_time(horizon))};
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

void bind_rcpsp(py::module_& root) {
    auto m = py::reinterpret_borrow<py::module_>(root.attr("rcpsp"));
    m.attr("unbounded") = r::unbounded;
    bind_problem(m);
    bind_verify(m);
    bind_generate(m);
    bind_bounds(m);
    bind_exact(m);
    bind_search(m);
}

} // namespace convene::python
