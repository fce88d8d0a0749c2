#include "record.hpp"

#include <convene/graph/components.hpp>
#include <convene/graph/cycle.hpp>
#include <convene/graph/digraph.hpp>
#include <convene/graph/order.hpp>
#include <convene/graph/transitive_reduction.hpp>

namespace convene::python {

namespace {

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
    Record<Arc>(m, "Arc", CONVENE_DOC(Arc)).constructible().field("from_", &Arc::from).field("to", &Arc::to);
    Record<OutArc>(m, "OutArc", CONVENE_DOC(OutArc)).field("to", &OutArc::to).field("arc", &OutArc::arc);
    Record<InArc>(m, "InArc", CONVENE_DOC(InArc)).field("from_", &InArc::from).field("arc", &InArc::arc);
    py::class_<Digraph>(m, "Digraph", CONVENE_DOC(Digraph))
        .def(py::init([](std::uint32_t nodes, const Numbers& pairs, bool in_arcs) {
                 const auto arcs = arcs_of(pairs);
                 for (const auto arc : arcs) checked(std::max(arc.from, arc.to), nodes);
                 const py::gil_scoped_release unlocked;
                 return Digraph(nodes, arcs, {.in_arcs = in_arcs});
             }),
             py::arg("node_count"), py::arg("arcs"), py::kw_only(), py::arg("in_arcs") = false)
        .def("node_count", &Digraph::node_count, CONVENE_DOC(Digraph_node_count))
        .def("arc_count", &Digraph::arc_count, CONVENE_DOC(Digraph_arc_count))
        .def(
            "out", [](const Digraph& g, std::uint32_t node) { return listed(g.out(checked(node, g.node_count()))); },
            py::arg("node"), CONVENE_DOC(Digraph_out))
        .def("has_in_arcs", &Digraph::has_in_arcs, CONVENE_DOC(Digraph_has_in_arcs))
        .def(
            "in_",
            [](const Digraph& g, std::uint32_t node) {
                if (!g.has_in_arcs()) throw py::value_error("the graph was made without in_arcs");
                return listed(g.in(checked(node, g.node_count())));
            },
            py::arg("node"), CONVENE_DOC(Digraph_in))
        .def(
            "out_arcs", [](const Digraph& g) { return listed(g.out_arcs()); }, CONVENE_DOC(Digraph_out_arcs))
        .def(
            "__eq__", [](const Digraph& a, const Digraph& b) { return a == b; }, py::is_operator())
        .def("__hash__", [](const Digraph& g) { return py::hash(py::make_tuple(g.node_count(), g.arc_count())); });
}

void bind_components(py::module_& m) {
    Record<Components> components(m, "Components", CONVENE_DOC(Components));
    components.field("of", &Components::of, CONVENE_DOC(Components_of))
        .field("nodes", &Components::nodes, CONVENE_DOC(Components_nodes))
        .field("starts", &Components::starts, CONVENE_DOC(Components_starts));
    components.def("count", &Components::count, CONVENE_DOC(Components_count));
    components.def(
        "members",
        [](const Components& c, std::uint32_t component) { return listed(c.members(checked(component, c.count()))); },
        py::arg("component"), CONVENE_DOC(Components_members));
    m.def("strong_components", &strong_components, py::arg("graph"), CONVENE_DOC(strong_components), Unlocked());
    m.def("weak_components", &weak_components, py::arg("graph"), CONVENE_DOC(weak_components), Unlocked());
    m.def(
        "reachable_from",
        [](const Digraph& g, const std::vector<std::uint32_t>& sources) {
            for (const auto node : sources) checked(node, g.node_count());
            return reachable_from(g, sources);
        },
        py::arg("graph"), py::arg("sources"), CONVENE_DOC(reachable_from), Unlocked());
    m.def(
        "reaching",
        [](const Digraph& g, const std::vector<std::uint32_t>& targets) {
            if (!g.has_in_arcs()) throw py::value_error("the graph was made without in_arcs");
            for (const auto node : targets) checked(node, g.node_count());
            return reaching(g, targets);
        },
        py::arg("graph"), py::arg("targets"), CONVENE_DOC(reaching), Unlocked());
}

} // namespace

void bind_graph(py::module_& m) {
    bind_digraph(m);
    bind_components(m);
    const auto graph = py::arg("graph");
    const auto budget = [] { return py::arg("budget") = CycleOptions{}.budget; };
    Record<Cycle>(m, "Cycle", CONVENE_DOC(Cycle))
        .field("nodes", &Cycle::nodes, CONVENE_DOC(Cycle_nodes))
        .field("arcs", &Cycle::arcs, CONVENE_DOC(Cycle_arcs))
        .field("shortest", &Cycle::shortest, CONVENE_DOC(Cycle_shortest));
    m.def(
        "shortest_cycle",
        [](const Digraph& g, std::uint64_t b) {
            return interruptible(g.node_count() >= interruptible_from, [g, b] { return shortest_cycle(g, {b}); });
        },
        graph, py::kw_only(), budget(), CONVENE_DOC(shortest_cycle));
    m.def(
        "shortest_cycles",
        [](const Digraph& g, std::size_t limit, std::uint64_t b) {
            return interruptible(g.node_count() >= interruptible_from,
                                 [g, limit, b] { return shortest_cycles(g, limit, {b}); });
        },
        graph, py::arg("limit") = std::numeric_limits<std::size_t>::max(), py::kw_only(), budget(),
        CONVENE_DOC(shortest_cycles));
    Record<TopologicalOrder> order(m, "TopologicalOrder", CONVENE_DOC(TopologicalOrder));
    order.field("nodes", &TopologicalOrder::nodes, CONVENE_DOC(TopologicalOrder_nodes))
        .field("starts", &TopologicalOrder::starts, CONVENE_DOC(TopologicalOrder_starts));
    order.def("level_count", &TopologicalOrder::level_count, CONVENE_DOC(TopologicalOrder_level_count));
    order.def(
        "level",
        [](const TopologicalOrder& o, std::uint32_t k) { return listed(o.level(checked(k, o.level_count()))); },
        py::arg("k"), CONVENE_DOC(TopologicalOrder_level));
    m.def(
        "topological_order",
        [](const Digraph& g, std::uint64_t b) -> std::variant<TopologicalOrder, Cycle> {
            auto found = topological_order(g, {b});
            if (found) return std::move(*found);
            return std::move(found.error());
        },
        graph, py::kw_only(), budget(), CONVENE_DOC(topological_order), Unlocked());
    Record<RedundantArcs>(m, "RedundantArcs", CONVENE_DOC(RedundantArcs))
        .field("arcs", &RedundantArcs::arcs, CONVENE_DOC(RedundantArcs_arcs))
        .field("complete", &RedundantArcs::complete, CONVENE_DOC(RedundantArcs_complete));
    m.def(
        "redundant_arcs",
        [](const Digraph& g, const TopologicalOrder& o, std::uint64_t b) {
            if (o.nodes.size() != g.node_count()) throw py::value_error("the order is that of another graph");
            return interruptible(g.node_count() >= interruptible_from, [g, o, b] { return redundant_arcs(g, o, {b}); });
        },
        graph, py::arg("order"), py::kw_only(), py::arg("budget") = ReductionOptions{}.budget,
        CONVENE_DOC(redundant_arcs));
}

} // namespace convene::python
