#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// Who and what a meeting, or a task, lacks: `meeting_without_decider`, `matter_without_decider` (of any activity; a
/// meeting is not told both), `meeting_without_initiator`, `meeting_without_material` (not of recurring ones, nor of
/// those held for each case), `bad_quorum`, `task_without_worker` (in a process that has roles), `no_duration`.
///
/// O(activities + duties).
[[nodiscard]] CONVENE_DECL Diagnostics check_meetings(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/meetings.ipp>
#endif
