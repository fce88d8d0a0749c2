#include "rcpsp.hpp"

#include <convene/rcpsp/benchmark_formats.hpp>
#include <convene/rcpsp/verify.hpp>

#include <map>

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

void bind_data(py::module_& m) {
    add_enum<r::Edge>(m, CONVENE_DOC(rcpsp_Edge), {"start", "finish"});
    Record<r::Arc>(m, "Arc", CONVENE_DOC(rcpsp_Arc))
        .constructible()
        .field("from_", &r::Arc::from)
        .field("to", &r::Arc::to)
        .field("lag", &r::Arc::lag)
        .field("from_edge", &r::Arc::from_edge)
        .field("to_edge", &r::Arc::to_edge);
    Record<r::Demand>(m, "Demand", CONVENE_DOC(rcpsp_Demand))
        .constructible()
        .field("job", &r::Demand::job)
        .field("pool", &r::Demand::pool)
        .field("amount", &r::Demand::amount);
    Record<r::Step>(m, "Step", CONVENE_DOC(rcpsp_Step))
        .constructible()
        .field("from_", &r::Step::from)
        .field("capacity", &r::Step::capacity);
    Record<r::Break>(m, "Break", CONVENE_DOC(rcpsp_Break))
        .constructible()
        .field("from_", &r::Break::from)
        .field("to", &r::Break::to);
    Record<r::Window>(m, "Window", CONVENE_DOC(rcpsp_Window))
        .constructible()
        .field("earliest", &r::Window::earliest)
        .field("latest", &r::Window::latest);
    Record<r::Link>(m, "Link", CONVENE_DOC(rcpsp_Link))
        .constructible()
        .field("job", &r::Link::job)
        .field("lag", &r::Link::lag)
        .field("from_edge", &r::Link::from_edge)
        .field("to_edge", &r::Link::to_edge);
    Record<r::Need>(m, "Need", CONVENE_DOC(rcpsp_Need)).field("pool", &r::Need::pool).field("amount", &r::Need::amount);
    Record<r::Due>(m, "Due", CONVENE_DOC(rcpsp_Due))
        .constructible()
        .field("job", &r::Due::job)
        .field("due", &r::Due::due)
        .field("weight", &r::Due::weight);
    Record<r::Objective> objective(m, "Objective", CONVENE_DOC(rcpsp_Objective));
    objective.constructible()
        .field("makespan", &r::Objective::makespan)
        .field("dues", &r::Objective::dues)
        .field("baseline", &r::Objective::baseline, CONVENE_DOC(rcpsp_Objective_baseline))
        .field("moved", &r::Objective::moved)
        .field("shift", &r::Objective::shift);
    objective.def("makespan_only", &r::Objective::makespan_only, CONVENE_DOC(rcpsp_Objective_makespan_only));
}

using ProblemClass = py::class_<r::Problem, ProblemPointer>;

void bind_jobs(ProblemClass& c) {
    using P = r::Problem;
    const auto job = py::arg("job");
    const auto row = [&](const char* name, auto member, const char* doc) {
        c.def(
            name,
            [member](const P& p, r::Job j) {
                const auto all = (p.*member)(checked_job(p, j));
                return std::vector(all.begin(), all.end());
            },
            job, doc);
    };
    row("successors", &P::successors, CONVENE_DOC(rcpsp_Problem_successors));
    row("predecessors", &P::predecessors, CONVENE_DOC(rcpsp_Problem_predecessors));
    row("needs", &P::needs, CONVENE_DOC(rcpsp_Problem_needs));
    row("breaks", &P::breaks, CONVENE_DOC(rcpsp_Problem_breaks));
    const auto one = [&](const char* name, auto member, const char* doc) {
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
        py::arg("from_"), py::arg("out"), CONVENE_DOC(rcpsp_Problem_distance));
    c.def(
        "finish", [](const P& p, r::Job j, r::Time start) { return p.finish(checked_job(p, j), checked_time(start)); },
        job, py::arg("start"), CONVENE_DOC(rcpsp_Problem_finish));
    c.def(
        "next_start",
        [](const P& p, r::Job j, r::Time time) { return p.next_start(checked_job(p, j), checked_time(time)); }, job,
        py::arg("time"), CONVENE_DOC(rcpsp_Problem_next_start));
    c.def(
        "start_for",
        [](const P& p, r::Job j, r::Edge edge, r::Time time) {
            return p.start_for(checked_job(p, j), edge, checked_time(time));
        },
        job, py::arg("edge"), py::arg("time"), CONVENE_DOC(rcpsp_Problem_start_for));
}

void bind_problem(py::module_& m) {
    using P = r::Problem;
    ProblemClass c(m, "Problem", CONVENE_DOC(rcpsp_Problem));
    c.def("jobs", &P::jobs, "How many jobs there are.")
        .def("pools", &P::pools, "How many pools there are.")
        .def(
            "durations", [](const P& p) { return std::vector(p.durations().begin(), p.durations().end()); },
            "The working ticks of each job.")
        .def(
            "capacity",
            [](const P& p, r::Pool pool) {
                if (pool >= p.pools()) throw py::index_error("there is no pool " + std::to_string(pool));
                return std::vector(p.capacity(pool).begin(), p.capacity(pool).end());
            },
            py::arg("pool"), "The steps of the pool's capacity.")
        .def(
            "order", [](const P& p) { return std::vector(p.order().begin(), p.order().end()); },
            CONVENE_DOC(rcpsp_Problem_order))
        .def("acyclic", &P::acyclic, "Whether the arcs form no cycle.")
        .def("has_calendars", &P::has_calendars, "Whether a job has breaks.")
        .def("has_windows", &P::has_windows, "Whether a job has a window.")
        .def("constant_capacity", &P::constant_capacity, "Whether each pool has one step only.")
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
        .def("__copy__", [](py::object self) { return self; })
        .def(
            "__deepcopy__", [](py::object self, const py::dict&) { return self; }, py::arg("memo"))
        .def(py::pickle([](const P& p) { return py::make_tuple(data_of(p)); },
                        [](const py::tuple& state) {
                            const auto build = py::module_::import("convene.rcpsp").attr("build");
                            return build(**state[0].cast<py::dict>()).cast<ProblemPointer>();
                        }));
    bind_jobs(c);
    const auto none = [](const char* name, auto empty) { return py::arg_v(name, std::move(empty), "[]"); };
    m.def("build", &build, py::arg("durations"), none("arcs", std::vector<r::Arc>()),
          none("demands", std::vector<r::Demand>()), none("capacities", std::vector<Capacity>()), py::kw_only(),
          none("calendars", std::vector<std::vector<r::Break>>()), none("calendar_of", std::vector<std::uint32_t>()),
          none("windows", std::vector<r::Window>()), CONVENE_DOC(rcpsp_build), Unlocked());
}

void bind_verify(py::module_& m) {
    const auto problem = py::arg("problem");
    const auto starts = py::arg("starts");
    Record<r::Violation> violation(m, "Violation", CONVENE_DOC(rcpsp_Violation));
    add_enum<r::Violation::Kind>(violation, "Which promise is broken.",
                                 {"size", "window", "calendar", "arc", "capacity"});
    violation.field("kind", &r::Violation::kind)
        .field("job", &r::Violation::job)
        .field("other", &r::Violation::other)
        .field("pool", &r::Violation::pool)
        .field("time", &r::Violation::time)
        .field("amount", &r::Violation::amount);
    violation.def("__str__", [](const r::Violation& v) { return r::to_string(v); });
    m.def("to_string", py::overload_cast<const r::Violation&>(&r::to_string), py::arg("violation"),
          CONVENE_DOC(rcpsp_to_string));
    m.def(
        "verify",
        [](const r::Problem& p, const StartsColumn& s) {
            check_times(*s.starts);
            return r::verify(p, *s.starts);
        },
        problem, starts, CONVENE_DOC(rcpsp_verify), Unlocked());
    m.def(
        "makespan",
        [](const r::Problem& p, const StartsColumn& s) {
            check_size(p, s.starts->size(), "starts", false);
            check_times(*s.starts);
            return r::makespan(p, *s.starts);
        },
        problem, starts, CONVENE_DOC(rcpsp_makespan), Unlocked());
    m.def(
        "cost",
        [](const r::Problem& p, const r::Objective& o, const StartsColumn& s) {
            check_size(p, s.starts->size(), "starts", false);
            check_times(*s.starts);
            check_objective(p, o);
            return r::cost(p, o, *s.starts);
        },
        problem, py::arg("objective"), starts, CONVENE_DOC(rcpsp_cost), Unlocked());
}

struct MultiProjectRecord {
    ProblemPointer problem;
    std::vector<r::Job> first;
    std::vector<std::optional<r::Time>> due;
};

void bind_formats(py::module_& m) {
    const auto reader = [&m](const char* name, Result<r::Problem> (*read)(std::string_view), const char* doc) {
        m.def(
            name, [read](const std::string& text) { return std::make_shared<r::Problem>(unwrap(read(text))); },
            py::arg("text"), doc, Unlocked());
    };
    reader("read_psplib", &r::read_psplib, CONVENE_DOC(rcpsp_read_psplib));
    reader("read_patterson", &r::read_patterson, CONVENE_DOC(rcpsp_read_patterson));
    reader("read_progen_max", &r::read_progen_max, CONVENE_DOC(rcpsp_read_progen_max));
    Record<MultiProjectRecord>(m, "MultiProject", CONVENE_DOC(rcpsp_MultiProject))
        .field("problem", &MultiProjectRecord::problem)
        .field("first", &MultiProjectRecord::first, CONVENE_DOC(rcpsp_MultiProject_first))
        .field("due", &MultiProjectRecord::due, CONVENE_DOC(rcpsp_MultiProject_due));
    m.def(
        "read_mplib",
        [](const std::string& text) {
            auto found = unwrap(r::read_mplib(text));
            return MultiProjectRecord{std::make_shared<r::Problem>(std::move(found.problem)), std::move(found.first),
                                      std::move(found.due)};
        },
        py::arg("text"), CONVENE_DOC(rcpsp_read_mplib), Unlocked());
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
    auto m =
        root.def_submodule("rcpsp", "Scheduling under scarce resources: the flat integer problem, without processes.");
    m.attr("unbounded") = r::unbounded;
    bind_data(m);
    bind_problem(m);
    bind_verify(m);
    bind_formats(m);
    bind_rcpsp_solvers(m);
}

} // namespace convene::python
