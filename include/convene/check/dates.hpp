#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>
#include <convene/schedule/options.hpp>

namespace convene {

/// Whether the dates can be kept: `infeasible`, one for each conflict of rules, constraints and dates (even without a
/// start, if they conflict for any start), and anything else that keeps `schedule` from its dates; `deadline_missed`,
/// `finish_missed`, `soft_bound_missed`; `constraint_twice`; what is provisional: `unknown_date`, and `beyond_coverage`
/// for each calendar.
///
/// Dates are not checked while there are cycles; see `check_cycles`. O(activities + links) without maximum lags.
[[nodiscard]] CONVENE_DECL Diagnostics check_dates(const Process& process, const ScheduleOptions& options = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/dates.ipp>
#endif
