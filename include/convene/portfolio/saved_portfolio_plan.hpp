#pragma once

#include <convene/core/result.hpp>
#include <convene/portfolio/portfolio_level.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace convene {

/// The plan of one portfolio, fitted to another one with the same projects. Their people may be numbered differently: a
/// person added by `with_process` has a later number than in a portfolio that was built with everybody.
/// Nothing if somebody who is booked is missing. O(reservations).
[[nodiscard]] CONVENE_DECL std::optional<PortfolioPlan> fitted(const Portfolio& portfolio, const Portfolio& then,
                                                               PortfolioPlan plan);

/// A levelled portfolio as bytes, for example for another machine of a cluster: everything except the portfolio itself.
/// Only the same version of the library on the same kind of machine can read them. O(activities + reservations).
[[nodiscard]] CONVENE_DECL std::string to_bytes(const Portfolio& portfolio, const PortfolioPlan& plan);

/// The plan of this portfolio that `to_bytes` wrote, `fitted` to it. Early dates are computed again.
/// Errors: `saved_plan_unusable` if the bytes are damaged or belong to another portfolio; those of `schedule`.
[[nodiscard]] CONVENE_DECL Result<PortfolioPlan> portfolio_plan_from_bytes(const Portfolio& portfolio,
                                                                           std::string_view bytes);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/portfolio/impl/saved_portfolio_plan.ipp>
#endif
