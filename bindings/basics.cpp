#include "record.hpp"

#include <convene/core/config.hpp>
#include <convene/core/diagnostic.hpp>
#include <convene/core/random.hpp>
#include <convene/core/utf8.hpp>
#include <convene/graph/components.hpp>
#include <convene/graph/cycle.hpp>
#include <convene/graph/digraph.hpp>
#include <convene/graph/order.hpp>
#include <convene/graph/transitive_reduction.hpp>
#include <convene/time/calendar.hpp>
#include <convene/time/months.hpp>
#include <convene/time/recurrence.hpp>
#include <convene/time/shift.hpp>

namespace convene::python {

namespace {

void bind_random(py::module_& m) {
    py::class_<Random>(m, "Random", CONVENE_DOC(Random))
        .def(py::init<std::uint64_t>(), py::arg("seed"))
        .def("next", &Random::next)
        .def(
            "below",
            [](Random& r, std::uint32_t bound) {
                if (bound == 0) throw py::value_error("the bound must be above 0");
                return r.below(bound);
            },
            py::arg("bound"))
        .def(
            "between",
            [](Random& r, std::int64_t low, std::int64_t high) {
                if (low > high || high - low >= 0xFFFF'FFFFLL)
                    throw py::value_error("the range must hold 1 to 2^32 - 1 numbers");
                return r.between(low, high);
            },
            py::arg("low"), py::arg("high"))
        .def("unit", &Random::unit)
        .def("chance", &Random::chance, py::arg("p"))
        .def("__copy__", [](const Random& r) { return r; })
        .def(
            "__eq__", [](const Random& a, const Random& b) { return a == b; }, py::is_operator());
}

void bind_span(py::module_& m) {
    py::class_<Span> span(m, "Span", CONVENE_DOC(Span));
    span.def(py::init([](Span s) { return s; }), py::arg("text"))
        .def(py::init([](std::int32_t amount, SpanUnit unit) {
                 return Span{amount, unit};
             }),
             py::arg("amount"), py::arg_v("unit", SpanUnit::days, "SpanUnit.days"))
        .def_readonly("amount", &Span::amount)
        .def_readonly("unit", &Span::unit)
        .def("__neg__",
             [](Span s) {
                 if (s.amount == std::numeric_limits<std::int32_t>::min()) throw py::value_error("too long a span");
                 return -s;
             })
        .def("__str__", [](Span s) { return to_string(s); });
    value(span);
    m.def_submodule("spans", "Spans by name: `spans.days(3)`, `spans.elapsed_months(-1)`.");
}

void bind_instant(py::module_& m) {
    m.attr("min_instant") = py::cast(min_instant);
    m.attr("max_instant") = py::cast(max_instant);
    m.attr("min_date") = py::cast(min_date);
    m.attr("max_date") = py::cast(max_date);
    // A date is not an instant here, so the first that fits is the right one.
    m.def("to_string", py::overload_cast<Date>(&to_string), py::arg("date"), CONVENE_DOC(to_string_in_instant));
    m.def("to_string", py::overload_cast<Instant>(&to_string), py::arg("t"), CONVENE_DOC(to_string_in_instant));
}

void bind_shift() {
    class_of<Shift>().def("__str__", [](Shift s) { return to_string(s); });
    class_of<Shift>().def(
        "__lt__", [](Shift a, Shift b) { return a < b; }, py::is_operator());
    class_of<WeekPattern>().def(
        "__getitem__", [](const WeekPattern& w, std::chrono::weekday day) { return w[day]; }, py::arg("day"));
}

void bind_recurrence(py::module_& m) {
    class_of<Recurrence>().def("__str__", [](const Recurrence& r) { return to_string(r); });
    m.def(
        "occurrences",
        [](const Recurrence& recurrence, Instant start, const Options<OccurrenceOptions>& more) {
            const auto options = more.with({}, "occurrences");
            const py::gil_scoped_release unlocked;
            return occurrences(recurrence, start, options);
        },
        py::arg("rule"), py::arg("start"));
}

void bind_calendar(py::module_& m) {
    py::class_<Calendar> c(m, "Calendar", CONVENE_DOC(Calendar));
    c.def_static("continuous", &Calendar::continuous)
        .def_static("standard", &Calendar::standard)
        .def("sub", &Calendar::sub, py::arg("t"), py::arg("work"),
             "The moment before which so much work ends at `t`: `add` backwards.");
    value(c);
    m.def("make_calendar", [](const py::args& key, const Options<CalendarSpec>& more) {
        auto spec = more.with({}, "make_calendar", key);
        const py::gil_scoped_release unlocked;
        return unwrap(make_calendar(std::move(spec)));
    });
    m.def(
        "intersection",
        [](std::string key, const std::vector<Calendar>& parts, Text title) {
            if (parts.empty()) throw py::value_error("an intersection needs at least one calendar");
            return intersection(std::move(key), std::move(title), parts);
        },
        py::arg("key"), py::arg("parts"), py::arg_v("title", Text(), "''"));
}

using Numbers = py::array_t<std::uint32_t, py::array::c_style | py::array::forcecast>;

std::vector<Arc> arcs_of(const Numbers& pairs) {
    if (pairs.size() == 0) return {};
    if (pairs.ndim() != 2 || pairs.shape(1) != 2) throw py::value_error("arcs are pairs (from, to)");
    const auto rows = pairs.unchecked<2>();
    std::vector<Arc> arcs;
    arcs.reserve(static_cast<std::size_t>(rows.shape(0)));
    for (py::ssize_t i = 0; i < rows.shape(0); ++i) arcs.push_back({rows(i, 0), rows(i, 1)});
    return arcs;
}

std::uint32_t checked(std::uint32_t number, std::uint32_t count) {
    if (number >= count)
        throw py::index_error("there is no " + std::to_string(number) + " among " + std::to_string(count));
    return number;
}

template <class Range>
auto listed(const Range& range) {
    using Value = std::remove_cv_t<typename Range::element_type>;
    return std::vector<Value>(range.begin(), range.end());
}

void bind_digraph(py::module_& m) {
    py::class_<Digraph>(m, "Digraph", CONVENE_DOC(Digraph))
        .def(py::init([](std::uint32_t nodes, const Numbers& pairs, bool in_arcs) {
                 const auto arcs = arcs_of(pairs);
                 for (const auto arc : arcs) checked(std::max(arc.from, arc.to), nodes);
                 const py::gil_scoped_release unlocked;
                 return Digraph(nodes, arcs, {.in_arcs = in_arcs});
             }),
             py::arg("node_count"), py::arg("arcs"), py::kw_only(), py::arg("in_arcs") = false)
        .def(
            "out", [](const Digraph& g, std::uint32_t node) { return listed(g.out(checked(node, g.node_count()))); },
            py::arg("node"))
        .def(
            "in_",
            [](const Digraph& g, std::uint32_t node) {
                if (!g.has_in_arcs()) throw py::value_error("the graph was made without in_arcs");
                return listed(g.in(checked(node, g.node_count())));
            },
            py::arg("node"))
        .def("out_arcs", [](const Digraph& g) { return listed(g.out_arcs()); })
        .def(
            "__eq__", [](const Digraph& a, const Digraph& b) { return a == b; }, py::is_operator());
}

void bind_components(py::module_& m) {
    class_of<Components>().def(
        "members",
        [](const Components& c, std::uint32_t component) { return listed(c.members(checked(component, c.count()))); },
        py::arg("component"));
    m.def(
        "reachable_from",
        [](const Digraph& g, const std::vector<std::uint32_t>& sources) {
            for (const auto node : sources) checked(node, g.node_count());
            return reachable_from(g, sources);
        },
        py::arg("graph"), py::arg("sources"), Unlocked());
    m.def(
        "reaching",
        [](const Digraph& g, const std::vector<std::uint32_t>& targets) {
            if (!g.has_in_arcs()) throw py::value_error("the graph was made without in_arcs");
            for (const auto node : targets) checked(node, g.node_count());
            return reaching(g, targets);
        },
        py::arg("graph"), py::arg("targets"), Unlocked());
}

} // namespace

void bind_core(py::module_& m) {
    m.attr("Text") = text_class();
    m.attr("Findings") = in_package("_notebook", "Findings");
    py::list codes;
    for (const auto& info : all_codes) codes.append(py::cast(&info, py::return_value_policy::reference));
    m.attr("all_codes") = py::tuple(codes);
    class_of<Diagnostic>().def("__str__", [](const Diagnostic& d) { return to_string(d); });
    bind_random(m);
    m.def(
        "invalid_utf8", [](const py::bytes& text) { return invalid_utf8(std::string_view(text)); }, py::arg("text"));
    m.attr("__version__") = CONVENE_VERSION_STRING;
}

void bind_time(py::module_& m) {
    bind_span(m);
    bind_instant(m);
    bind_shift();
    bind_calendar(m);
    bind_recurrence(m);
}

void bind_graph(py::module_& m) {
    bind_digraph(m);
    bind_components(m);
    const auto graph = py::arg("graph");
    const auto budget = [] { return py::arg("budget") = CycleOptions{}.budget; };
    m.def(
        "shortest_cycle",
        [](const Digraph& g, std::uint64_t b) {
            return interruptible(g.node_count() >= interruptible_from, [g, b] { return shortest_cycle(g, {b}); });
        },
        graph, py::kw_only(), budget());
    m.def(
        "shortest_cycles",
        [](const Digraph& g, std::size_t limit, std::uint64_t b) {
            return interruptible(g.node_count() >= interruptible_from,
                                 [g, limit, b] { return shortest_cycles(g, limit, {b}); });
        },
        graph, py::arg("limit") = std::numeric_limits<std::size_t>::max(), py::kw_only(), budget());
    class_of<TopologicalOrder>().def(
        "level",
        [](const TopologicalOrder& o, std::uint32_t k) { return listed(o.level(checked(k, o.level_count()))); },
        py::arg("k"));
    m.def(
        "topological_order",
        [](const Digraph& g, std::uint64_t b) -> std::variant<TopologicalOrder, Cycle> {
            auto found = topological_order(g, {b});
            if (found) return std::move(*found);
            return std::move(found.error());
        },
        graph, py::kw_only(), budget(), Unlocked());
    m.def(
        "redundant_arcs",
        [](const Digraph& g, const TopologicalOrder& o, std::uint64_t b) {
            if (o.nodes.size() != g.node_count()) throw py::value_error("the order is that of another graph");
            return interruptible(g.node_count() >= interruptible_from, [g, o, b] { return redundant_arcs(g, o, {b}); });
        },
        graph, py::arg("order"), py::kw_only(), py::arg("budget") = ReductionOptions{}.budget);
}

} // namespace convene::python
