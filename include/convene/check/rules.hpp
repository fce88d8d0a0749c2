#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

#include <cstdint>

namespace convene {

/// Rules that say nothing new: `duplicate_rule`, and as a hint `redundant_rule`.
///
/// Redundant is a rule from a finish to a start, of a minimum that is not positive and no maximum, where a path of such
/// rules with minima that are not negative, artifacts and follow-ups says the same or more. A minimum that a parameter
/// gives is never told. Nothing is said while there are cycles.
/// O(activities + links * log links), and for the reduction at most `budget` looks at links; see `redundant_arcs`.
[[nodiscard]] CONVENE_DECL Diagnostics check_rules(const Process& process, std::uint64_t budget = 200000000);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/rules.ipp>
#endif
