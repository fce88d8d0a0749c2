#pragma once

#include <convene/core/config.hpp>
#include <convene/graph/digraph.hpp>
#include <convene/graph/order.hpp>

#include <cstdint>
#include <vector>

namespace convene {

struct ReductionOptions {
    /// How many arcs a call may look at, beyond O(nodes + arcs * log(arcs)), to decide the arcs that are not obvious.
    /// Project graphs take about 20 looks per arc, so a million arcs need a second; the default is most of a minute.
    std::uint64_t budget = 1'000'000'000;
};

/// What `redundant_arcs` found.
struct RedundantArcs {
    /// Indices in ascending order. All of them can be left out at once.
    std::vector<std::uint32_t> arcs;
    /// False if the budget was used up before every arc was decided. The arcs that are listed are redundant in any
    /// case.
    bool complete = true;

    friend bool operator==(const RedundantArcs&, const RedundantArcs&) = default;
};

/// The redundant arcs: those u -> v for which another path, of two arcs or more, leads from u to v; and of parallel
/// arcs all but the one with the smallest index. What remains is the transitive reduction (Aho, Garey & Ullman 1972,
/// doi:10.1137/0201008), of which an acyclic graph has exactly one.
///
/// *Requires* that `order` is `topological_order(graph)`.
///
/// Method: most arcs are decided by their levels and neighbours, and by two spanning forests in which "is an ancestor
/// of" takes constant time (Agrawal, Borgida & Jagadish 1989, doi:10.1145/67544.66950); the next by searches from both
/// ends within the levels between, which give up early; the rest by sweeps over the order that carry the reach of 512
/// nodes at once as bits (as in Then et al. 2014, doi:10.14778/2735496.2735507).
/// Complexity: O(nodes + arcs * log(arcs)) plus the searches, at worst O(nodes * arcs / 512), limited by the budget.
/// Memory: about 40 bytes per node and 30 per arc; 64 more bytes per node if there is anything to sweep.
[[nodiscard]] CONVENE_DECL RedundantArcs redundant_arcs(const Digraph& graph, const TopologicalOrder& order,
                                                        ReductionOptions options = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/graph/impl/transitive_reduction.ipp>
#endif
