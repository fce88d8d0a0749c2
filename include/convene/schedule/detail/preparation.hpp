#pragma once
/// \file
/// How a `Prepared` is made.

#include <convene/schedule/link_cycle.hpp>
#include <convene/schedule/prepare.hpp>

#include <optional>
#include <utility>

namespace convene::detail {

/// The options with everything that the process says filled in; nothing if neither says when.
[[nodiscard]] CONVENE_DECL std::optional<ScheduleOptions> effective_options(const Process& process,
                                                                            ScheduleOptions options);

/// `prepare` without its demand for a start.
[[nodiscard]] CONVENE_DECL tl::expected<Prepared, std::vector<LinkCycle>> compile_process(const Process& process,
                                                                                          ScheduleOptions options);

/// The same process and options with another network and other bounds.
[[nodiscard]] inline Prepared with_network(const Prepared& prepared, Network network, Bounds bounds) {
    return Prepared(std::make_shared<const PreparedData>(
        PreparedData{prepared.process(), prepared.options(), std::make_shared<const Network>(std::move(network)),
                     std::move(bounds), lazy_out_arcs()}));
}

/// The same network, bounds and options for a process that has the same activities, rules, dates and calendars, such as
/// one with other people.
[[nodiscard]] inline Prepared with_people(const Prepared& prepared, Process process) {
    return Prepared(std::make_shared<const PreparedData>(PreparedData{
        std::move(process), prepared.options(), prepared.data().network, prepared.bounds(), lazy_out_arcs()}));
}

/// Made when it is first asked for.
[[nodiscard]] CONVENE_DECL const OutArcs& out_arcs(const Prepared& prepared);

} // namespace convene::detail

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/prepare.ipp>
#endif
