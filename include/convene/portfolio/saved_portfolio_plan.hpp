#pragma once

#include <convene/core/result.hpp>
#include <convene/portfolio/portfolio_level.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace convene {

/// The plan of one portfolio as that of another one with the same projects. Both can have the same people in another
/// order: who came by `with_process` has a later number than in a portfolio that was built with everybody.
/// Nothing if somebody who is booked is not there. O(reservations).
[[nodiscard]] CONVENE_DECL std::optional<PortfolioPlan> fitted(const Portfolio& portfolio, const Portfolio& then,
                                                               PortfolioPlan plan);

/// A levelled portfolio as bytes, such as for another machine of a cluster: all that it has beside the portfolio. The
/// same version of the library on the same kind of machine reads them. O(activities + reservations).
[[nodiscard]] CONVENE_DECL std::string to_bytes(const Portfolio& portfolio, const PortfolioPlan& plan);

/// The plan of this portfolio that `to_bytes` wrote, `fitted` to it. Early dates are computed anew.
/// Errors: `saved_plan_unusable` if the bytes are damaged or those of another portfolio's plan; those of `schedule`.
[[nodiscard]] CONVENE_DECL Result<PortfolioPlan> portfolio_plan_from_bytes(const Portfolio& portfolio,
                                                                           std::string_view bytes);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/portfolio/impl/saved_portfolio_plan.ipp>
#endif
