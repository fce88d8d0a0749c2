#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// Who fills the roles: `role_without_people` (unless it is external, or only an authority needs it), `unused_role`,
/// `person_without_role`, `handover_to_itself`, `handover_without_duty`.
///
/// O(activities + duties + people).
[[nodiscard]] CONVENE_DECL Diagnostics check_people(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/people.ipp>
#endif
