#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>
#include <convene/schedule/options.hpp>

namespace convene {

/// Whether the dates can be kept: `infeasible`, one for each conflict of rules, constraints and dates (also without any
/// start, as far as they conflict whenever it is), and what else keeps `schedule` from its dates; `deadline_missed`,
/// `finish_missed`; `constraint_twice`; what is provisional: `unknown_date`, and `beyond_coverage` for each calendar.
///
/// Nothing is said of dates while there are cycles; see `check_cycles`. O(activities + links) without maximum lags.
[[nodiscard]] CONVENE_DECL Diagnostics check_dates(const Process& process, const ScheduleOptions& options = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/dates.ipp>
#endif
