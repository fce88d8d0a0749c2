#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// Whether an authority extends to a matter. It does if all of these hold:
/// - its topic is empty or that of the matter;
/// - one of them has no level, or that of the authority is the same or higher (levels are defined from the highest on);
/// - it has no limit, or the matter no amount, or the amount is within the limit.
/// Who holds it does not matter here.
[[nodiscard]] CONVENE_DECL bool authority_covers(const Process& process, const Authority& authority,
                                                 const Matter& matter);

/// Who may decide what: `authority_without_holder`; `matter_without_authority` if no deciding role has an authority
/// that covers the matter. A process without authorities restricts nobody, and authorities do not restrict a matter
/// that has no topic, level or amount. The suggestion is the first role with a covering authority.
///
/// O(matters * deciding roles * their authorities).
[[nodiscard]] CONVENE_DECL Diagnostics check_authority(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/authority.ipp>
#endif
