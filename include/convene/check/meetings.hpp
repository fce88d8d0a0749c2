#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// What a meeting or task lacks: `meeting_without_decider`, `matter_without_decider` (for any activity; a meeting gets
/// only one of the two), `meeting_without_initiator`, `meeting_without_material` (not for recurring or per-case
/// meetings), `bad_quorum`, `task_without_worker` (in a process that has roles), `no_duration`.
///
/// O(activities + duties).
[[nodiscard]] CONVENE_DECL Diagnostics check_meetings(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/meetings.ipp>
#endif
