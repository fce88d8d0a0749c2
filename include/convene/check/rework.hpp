#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// What a decision may send back: `rework_not_ancestor` where the activity does not depend on what it returns to,
/// `zero_rounds` (of the process, too), `listed_twice`.
///
/// Dependence is by minimum lags, artifacts and follow-ups; nothing is said of it while there are cycles.
/// O(activities + links), and for each return the links between the two, all together at most 50 million and beyond
/// that unchecked.
[[nodiscard]] CONVENE_DECL Diagnostics check_rework(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/rework.ipp>
#endif
