#pragma once

#include <convene/core/config.hpp>
#include <convene/graph/digraph.hpp>
#include <convene/model/process.hpp>

#include <cstdint>
#include <vector>

namespace convene {

/// Why one activity waits for another.
enum class LinkKind : std::uint8_t {
    /// One produces an artifact that the other consumes.
    artifact,
    /// A rule with a minimum lag.
    rule,
    /// One starts once the other has been held.
    follow_up
};

/// What an arc of a process's graph means.
struct ProcessLink {
    ActivityId from;
    ActivityId to;
    LinkKind kind = LinkKind::rule;
    /// For an artifact link.
    OptionalId<ArtifactId> artifact = {};
    /// For a rule.
    OptionalId<RuleId> rule = {};

    friend bool operator==(const ProcessLink&, const ProcessLink&) = default;
};

/// A process as a graph: a node is an activity, by its id's value, and an arc leads from what comes first to what waits
/// for it. Several reasons to wait are several arcs.
struct ProcessGraph {
    Digraph graph;
    /// One for each arc.
    std::vector<ProcessLink> links;
};

/// Which activities wait for which: first the rules with a minimum, then the artifacts by consumer, then the
/// follow-ups. A rule with only a maximum is not a link, nor is an artifact that an activity both produces and
/// consumes. With `graph/bgl.hpp` every algorithm of Boost.Graph runs on it:
/// ```cpp
/// const auto [graph, links] = convene::process_graph(*process, {.in_arcs = true});
/// std::vector<std::uint32_t> last_first;
/// boost::topological_sort(graph, std::back_inserter(last_first));
/// for (const auto edge : boost::make_iterator_range(edges(graph)))
///     if (const auto artifact = links[edge.arc].artifact) std::cout << process->key(*artifact) << '\n';
/// ```
/// O(activities + links).
[[nodiscard]] CONVENE_DECL ProcessGraph process_graph(const Process& process, DigraphOptions options = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/model/impl/process_graph.ipp>
#endif
