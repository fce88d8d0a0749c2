#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// The activities that wait for each other in a circle, for each knot of them its shortest circle, link by link:
/// `cycle`, as `find_cycles` finds it; but `consumed_before_produced` where a single artifact runs against rules and
/// follow-ups alone, since then the consumer was put before the producer.
///
/// O(activities + links) if there is none; else see `shortest_cycles`.
[[nodiscard]] CONVENE_DECL Diagnostics check_cycles(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/cycles.ipp>
#endif
