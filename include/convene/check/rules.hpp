#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

#include <cstdint>

namespace convene {

/// Superfluous rules: `duplicate_rule`, and as a hint `redundant_rule`.
///
/// A rule from a finish to a start, with a minimum of at most zero and no maximum, is redundant if a path of such rules
/// with minima of at least zero, artifacts and follow-ups implies it. A minimum given by a parameter is never reported,
/// nor is anything while there are cycles.
/// O(activities + links * log links), and for the reduction at most `budget` looks at links; see `redundant_arcs`.
[[nodiscard]] CONVENE_DECL Diagnostics check_rules(const Process& process, std::uint64_t budget = 200000000);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/rules.ipp>
#endif
