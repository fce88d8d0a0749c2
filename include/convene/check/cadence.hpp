#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// Recurring work: `never_recurs`, `warns_at_once`, `too_few_people` for covers, `cover_without_days`, and
/// `cover_outside_hours` if the calendars of a role leave a window short in each of eight weeks.
///
/// The weeks, and the ten years of a recurrence, count from the start of the process; without one, from 2001-01-01.
/// O(activities), and 3,660 periods at most for a recurrence that never occurs.
[[nodiscard]] CONVENE_DECL Diagnostics check_cadence(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/cadence.ipp>
#endif
