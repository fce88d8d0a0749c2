#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// What is defined and never used: `unused_calendar` (except imported ones), `unused_phase`, `unused_parameter`,
/// `unused_level`, `unused_resource`. `check_artifacts` and `check_people` report artifacts and roles.
///
/// O(size of the process).
[[nodiscard]] CONVENE_DECL Diagnostics check_unused(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/unused.ipp>
#endif
