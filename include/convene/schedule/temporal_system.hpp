#pragma once

#include <convene/model/process.hpp>
#include <convene/schedule/network.hpp>
#include <convene/schedule/options.hpp>

namespace convene {

/// The temporal inequalities that a process means, with what has happened folded in: those that `schedule` solves. Of
/// the options, `status_date` and `outside` count. Calendars are pointed to, so the process has to live.
/// O(activities + rules + artifact links).
[[nodiscard]] CONVENE_DECL TemporalSystem temporal_system(const Process& process, const ScheduleOptions& options = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/temporal_system.ipp>
#endif
