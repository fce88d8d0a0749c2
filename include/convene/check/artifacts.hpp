#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// Faults in who produces and who consumes documents: `artifact_without_producer`, `artifact_with_two_producers`,
/// `given_artifact_produced`, `consumes_own_result`, `unused_artifact`, `listed_twice`.
///
/// The record of a quota and the log of a cover count as produced. A result that nobody consumes is not a finding.
/// O(activities + artifact links).
[[nodiscard]] CONVENE_DECL Diagnostics check_artifacts(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/artifacts.ipp>
#endif
