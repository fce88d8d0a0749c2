#pragma once

#include <convene/run/cover_gap.hpp>
#include <convene/run/instance.hpp>

#include <vector>

namespace convene {

/// The gaps of each cover in [begin, end), by the known shifts, cover by cover, ascending. Windows are cut off at
/// `begin` and `end`. Past shifts are forgotten, so gaps before the last event are not reported. O(covers * days *
/// shifts^2 in a day).
[[nodiscard]] CONVENE_DECL std::vector<CoverGap> cover_gaps(const Instance& instance, Instant begin, Instant end);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/cover.ipp>
#endif
