#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// What is wrong with who produces and who consumes the documents: `artifact_without_producer`,
/// `artifact_with_two_producers`, `given_artifact_produced`, `consumes_own_result`, `unused_artifact`, `listed_twice`.
///
/// The record of a quota and the log of a cover are produced by those. A result that nobody consumes is no finding.
/// O(activities + artifact links).
[[nodiscard]] CONVENE_DECL Diagnostics check_artifacts(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/artifacts.ipp>
#endif
