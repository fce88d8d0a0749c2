#pragma once

#include <convene/core/result.hpp>
#include <convene/schedule/cause.hpp>
#include <convene/schedule/temporal_system.hpp>

#include <span>
#include <string>
#include <vector>

namespace convene {

struct Cycle;

/// Why one activity waits for another: a minimum lag, an artifact's flow, a follow-up.
struct ActivityLink {
    Cause cause;
    ActivityId from;
    ActivityId to;

    friend bool operator==(const ActivityLink&, const ActivityLink&) = default;
};

/// Activities that wait for each other in a circle: each link leads to where the next one comes from, and the last one
/// back to the first.
struct LinkCycle {
    std::vector<ActivityLink> links;

    friend bool operator==(const LinkCycle&, const LinkCycle&) = default;
};

/// For each group of activities that wait for each other, its shortest circle. Maximum lags are not links. O(activities
/// + links) if there is none; else see `shortest_cycles`.
[[nodiscard]] CONVENE_DECL std::vector<LinkCycle> find_cycles(const Process& process);

/// The sentence of one link, such as `"Launch" must start at least 2 weeks after "Design" finishes`.
[[nodiscard]] CONVENE_DECL std::string describe(const Process& process, const ActivityLink& link, Language language);

/// The circle as a finding (`cycle`), named link by link.
[[nodiscard]] CONVENE_DECL Diagnostic to_diagnostic(const Process& process, const LinkCycle& cycle);

namespace detail {

/// The cycles of a system that `compile` reported, as links.
[[nodiscard]] CONVENE_DECL std::vector<LinkCycle> link_cycles(const TemporalSystem& system,
                                                              std::span<const Cycle> cycles);

} // namespace detail

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/link_cycle.ipp>
#endif
