#pragma once

#include <convene/core/result.hpp>
#include <convene/staffing/levelled.hpp>

#include <string>
#include <string_view>

namespace convene {

/// A levelled plan as bytes, for example for another machine of a cluster: everything except the process itself. Only
/// the same version of the library on the same kind of machine can read them, so do not use them for storage.
/// O(activities).
[[nodiscard]] CONVENE_DECL std::string to_bytes(const Levelled& plan);

/// The plan of this process that `to_bytes` wrote. The early dates are computed again from their options.
/// Errors: `saved_plan_unusable` if the bytes are damaged or belong to another process; those of `schedule`.
[[nodiscard]] CONVENE_DECL Result<Levelled> levelled_from_bytes(const Process& process, std::string_view bytes);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/saved_plan.ipp>
#endif
