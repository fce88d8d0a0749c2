#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// Activities that wait for each other in a circle: for each group its shortest circle, link by link, as `find_cycles`
/// finds it: `cycle`; or `consumed_before_produced` if a single artifact runs against nothing but rules and follow-ups,
/// because then the consumer was placed before the producer.
///
/// O(activities + links) if there is none; else see `shortest_cycles`.
[[nodiscard]] CONVENE_DECL Diagnostics check_cycles(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/cycles.ipp>
#endif
