#pragma once

#include <convene/check/cycles.hpp>
#include <convene/check/impl/dependencies.ipp>
#include <convene/graph/cycle.hpp>
#include <convene/schedule/conflict.hpp>

#include <algorithm>

namespace convene {

namespace detail {

/// The one artifact link of a cycle, as an index into its arcs; nothing if it has none or several.
inline std::optional<std::size_t> only_artifact(const Links& links, const Cycle& cycle) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < cycle.arcs.size(); ++i) {
        if (links.causes[cycle.arcs[i]].kind() != CauseKind::artifact) continue;
        if (found) return std::nullopt;
        found = i;
    }
    return found;
}

} // namespace detail

CONVENE_DECL Diagnostics check_cycles(const Process& p) {
    auto found = find_cycles(p);
    if (found.empty()) return found;
    // The same circles, link by link.
    const auto links = detail::all_links(p);
    const auto cycles = shortest_cycles(detail::graph_of(p, links), found.size());
    if (cycles.size() != found.size()) return found;
    for (std::size_t i = 0; i < cycles.size(); ++i) {
        const auto& nodes = cycles[i].nodes;
        const auto at = detail::only_artifact(links, cycles[i]);
        if (!at || found[i].object != name_of(p, ActivityId{nodes.front()})) continue;
        const ActivityId producer{nodes[*at]};
        const ActivityId consumer{nodes[(*at + 1) % nodes.size()]};
        const ArtifactId artifact{links.causes[cycles[i].arcs[*at]].index()};
        found[i].code = Code::consumed_before_produced;
        found[i].object = name_of(p, consumer);
        found[i].arguments.insert(found[i].arguments.begin(), {name_of(p, artifact), name_of(p, producer)});
    }
    return found;
}

} // namespace convene
