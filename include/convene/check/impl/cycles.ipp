#pragma once

#include <convene/check/cycles.hpp>
#include <convene/schedule/link_cycle.hpp>

#include <optional>
#include <span>

namespace convene {

namespace detail {

/// The one artifact link of a cycle, as an index into its links; nothing if it has none or several.
inline std::optional<std::size_t> only_artifact(const LinkCycle& cycle) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < cycle.links.size(); ++i) {
        if (cycle.links[i].cause.kind() != CauseKind::artifact) continue;
        if (found) return std::nullopt;
        found = i;
    }
    return found;
}

inline Diagnostics tell(const Process& p, std::span<const LinkCycle> cycles) {
    Diagnostics found;
    for (const auto& cycle : cycles) {
        auto& fault = found.emplace_back(to_diagnostic(p, cycle));
        const auto at = only_artifact(cycle);
        if (!at) continue;
        const auto& link = cycle.links[*at];
        fault.code = Code::consumed_before_produced;
        fault.object = name_of(p, link.to);
        fault.arguments.insert(fault.arguments.begin(),
                               {name_of(p, ArtifactId{link.cause.index()}), name_of(p, link.from)});
    }
    return found;
}

} // namespace detail

CONVENE_DECL Diagnostics check_cycles(const Process& process) { return detail::tell(process, find_cycles(process)); }

} // namespace convene
