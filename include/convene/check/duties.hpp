#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// Duties that change nothing or cannot be filled: `duty_without_effect` (informed of what the role takes part in
/// anyway; time asked for by a milestone, which takes none; anything but being informed of what the outside owns),
/// `listed_twice`, `too_few_people`, `person_not_in_role`; `never_decided` where the people of the deciding roles are
/// too few for the quorum, as each has one vote.
///
/// The roles of a meeting both work, report or decide and attend it: none of these implies another.
/// O(activities + duties + people).
[[nodiscard]] CONVENE_DECL Diagnostics check_duties(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/duties.ipp>
#endif
