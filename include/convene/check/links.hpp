#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// Activities without links, while others are linked: `isolated_activity`; and `listed_twice` for follow-ups. Rules,
/// artifacts, follow-ups and returns are links. Recurring and per-case activities are not reported.
///
/// O(activities + links).
[[nodiscard]] CONVENE_DECL Diagnostics check_links(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/links.ipp>
#endif
