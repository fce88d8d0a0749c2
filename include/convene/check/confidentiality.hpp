#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// Documents that reach roles that may not see them: `clearance_too_low` for what an activity consumes, and
/// `producer_without_clearance` for what it produces and for the records of quotas and covers. One finding for each
/// activity and role, with the most guarded artifact. All kinds of duty count.
///
/// O(activities + artifact links + duties).
[[nodiscard]] CONVENE_DECL Diagnostics check_confidentiality(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/confidentiality.ipp>
#endif
