#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// Where decisions may send work back to: `rework_not_ancestor` if the activity does not depend on the one it returns
/// to, `zero_rounds` (of the process, too), `listed_twice`.
///
/// Dependence is by minimum lags, artifacts and follow-ups; it is not checked while there are cycles.
/// O(activities + links), plus the links between the two activities of each return, in total at most 50 million;
/// returns beyond that are not checked.
[[nodiscard]] CONVENE_DECL Diagnostics check_rework(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/rework.ipp>
#endif
