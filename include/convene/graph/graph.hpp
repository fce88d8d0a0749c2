#pragma once
/// \file
/// Directed graphs: plain numbers, no domain. The scheduling network and the checks use it.
///
/// | header | gives |
/// | --- | --- |
/// | `digraph.hpp` | `Digraph`: an immutable graph made of a list of arcs, in compressed sparse rows |
/// | `order.hpp` | `topological_order`: all nodes by level, or a cycle |
/// | `cycle.hpp` | `shortest_cycle`, `shortest_cycles`: what to repair where there is no order |
/// | `components.hpp` | `strong_components`, `weak_components`, `reachable_from`, `reaching` |
/// | `transitive_reduction.hpp` | `redundant_arcs`: those that other paths imply |
/// | `bgl.hpp` | any algorithm of the Boost Graph Library on a `Digraph`; to be included by itself |
///
/// Nodes are 0 .. n-1, arcs 0 .. m-1 in the order of the list, and their properties are arrays of the caller's, indexed
/// by those numbers:
/// ```cpp
/// const std::vector<Arc> arcs = {{0, 1}, {1, 2}, {0, 2}};
/// const Digraph graph(3, arcs);
/// if (const auto order = topological_order(graph)) {
///     redundant_arcs(graph, *order).arcs; // {2}: 0 -> 2 follows from 0 -> 1 -> 2
/// } else {
///     order.error().arcs; // a shortest cycle, arc by arc
/// }
/// ```
///
/// General properties:
/// - Results depend on the graph alone, and each function says how it breaks ties.
/// - Nothing recurses: a chain or a star of a million nodes is as good as any other graph.
/// - Everything is linear in nodes and arcs, except shortest cycles (`cycle.hpp`) and redundant arcs
///   (`transitive_reduction.hpp`). These work within a budget that counts arcs, not seconds, so they give the same
///   answer everywhere, and they say if the budget was not enough.

#include <convene/graph/components.hpp>
#include <convene/graph/cycle.hpp>
#include <convene/graph/digraph.hpp>
#include <convene/graph/order.hpp>
#include <convene/graph/transitive_reduction.hpp>
