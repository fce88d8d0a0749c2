#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// Duties that change nothing or cannot be filled: `duty_without_effect` (informing a role that takes part anyway;
/// working or attending in a milestone, which takes no time; any duty but `informed` in an external milestone),
/// `listed_twice`, `too_few_people`, `person_not_in_role`; `never_decided` if the deciding roles have too few people
/// for the quorum, because each person has one vote.
///
/// The roles of a meeting both work, report or decide and attend it: none of these implies another.
/// O(activities + duties + people).
[[nodiscard]] CONVENE_DECL Diagnostics check_duties(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/duties.ipp>
#endif
