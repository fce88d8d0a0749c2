#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

namespace convene {

/// Whether duties that may not fall to one person can be kept apart: `separation_infeasible`, with the parts and the
/// people that they compete for; `separation_without_effect`.
///
/// Each separation is checked by itself. External roles, and roles without people, can always be filled.
/// O(parts * people of their roles * parts) for each separation.
/// Method: Hall 1935, "On representatives of subsets", doi:10.1112/jlms/s1-10.37.26; the competing parts are those that
/// alternating paths reach from a part left over.
[[nodiscard]] CONVENE_DECL Diagnostics check_separations(const Process& process);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/separations.ipp>
#endif
