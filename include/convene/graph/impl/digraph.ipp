#pragma once

#include <convene/graph/digraph.hpp>

#include <algorithm>
#include <cassert>
#include <limits>

namespace convene {

CONVENE_DECL Digraph::Digraph(std::uint32_t node_count, std::span<const Arc> arcs, DigraphOptions options)
    : node_count_(node_count), has_in_arcs_(options.in_arcs) {
    assert(arcs.size() <= std::numeric_limits<std::uint32_t>::max());
    assert(std::ranges::all_of(arcs, [&](Arc a) { return a.from < node_count && a.to < node_count; }));
    const auto index = [&](const Arc& a) { return static_cast<std::uint32_t>(&a - arcs.data()); };
    out_ = Rows<Node, OutArc>::group(
        node_count, arcs, [](const Arc& a) { return Node{a.from}; },
        [&](const Arc& a) {
            return OutArc{a.to, index(a)};
        });
    if (!options.in_arcs) return;
    in_ = Rows<Node, InArc>::group(
        node_count, arcs, [](const Arc& a) { return Node{a.to}; },
        [&](const Arc& a) {
            return InArc{a.from, index(a)};
        });
}

} // namespace convene
