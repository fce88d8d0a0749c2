#pragma once

#include <convene/portfolio/portfolio_level.hpp>
#include <convene/staffing/verify_plan.hpp>

#include <string>
#include <vector>

namespace convene {

/// Everything that is wrong with a plan of a portfolio, one sentence each: in each project what `verify` of a process
/// tells, links that are not kept, and colleagues who are in two projects at once. Empty = all that `level` promises
/// holds. Works from the portfolio and the dates and people of `plan.projects` alone, and shares no code with
/// schedulers. O(activities * log(activities)) beside what the projects take.
[[nodiscard]] CONVENE_DECL std::vector<std::string> verify(const Portfolio& portfolio, const PortfolioPlan& plan);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/portfolio/impl/verify_portfolio.ipp>
#endif
