#pragma once

#include <convene/core/config.hpp>
#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// A per-case phase as a process of its own: its activities and those of its sub-phases, in the same order, and the
/// documents that they touch. A case is an instance of it, beside the main line. Copies of an instance that has not
/// started share its index, so a hundred cases cost little.
///
/// - Roles, people, calendars, levels and authorities are those of the process and keep their ids. Start, target,
///   rounds, quotas, covers and attendances are the main line's and are left out.
/// - A document that is produced elsewhere comes from outside here.
/// - Rules and follow-ups from the case to what lies outside it are left out.
///
/// Errors: `not_per_case`; `case_needs_outside` for each activity that comes after an activity outside the case, is
/// started by one, or sends work back to one. O(size of the process).
[[nodiscard]] CONVENE_DECL Result<Process> case_process(const Process& process, PhaseId phase);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/case_process.ipp>
#endif
