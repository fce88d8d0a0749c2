#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// `missing_translation` of the title of an activity, artifact, role, person or phase, in a language in which at least
/// half of those with a tagged title have one (a wording without a language serves for all); `duplicate_number` of
/// activities in one phase.
///
/// O(size of the texts + numbers * log numbers).
[[nodiscard]] CONVENE_DECL Diagnostics check_texts(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/texts.ipp>
#endif
