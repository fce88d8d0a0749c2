#pragma once

#include <convene/core/result.hpp>
#include <convene/staffing/levelled.hpp>

#include <string>
#include <string_view>

namespace convene {

/// A levelled plan as bytes, such as for another machine of a cluster: all that it has beside the process. The same
/// version of the library on the same kind of machine reads them; for longer keeping there are files. O(activities).
[[nodiscard]] CONVENE_DECL std::string to_bytes(const Levelled& plan);

/// The plan of this process that `to_bytes` wrote. The early dates are computed anew from their options.
/// Errors: `saved_plan_unusable` if the bytes are damaged or those of another process's plan; those of `schedule`.
[[nodiscard]] CONVENE_DECL Result<Levelled> levelled_from_bytes(const Process& process, std::string_view bytes);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/saved_plan.ipp>
#endif
