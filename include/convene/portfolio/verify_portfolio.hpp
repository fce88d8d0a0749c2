#pragma once

#include <convene/portfolio/portfolio_level.hpp>
#include <convene/staffing/verify_plan.hpp>

#include <optional>
#include <vector>

namespace convene {

/// One broken promise of a plan of a portfolio, as data.
struct PortfolioViolation {
    enum class Kind : std::uint8_t {
        size,         ///< not one plan per project
        changed,      ///< `project` has changed since the plan was made; nothing else is reported about it
        plan,         ///< `in_project` in the plan of `project`
        two_projects, ///< `colleague` is booked in `project` and `other` at `at` beyond what is available
        link,         ///< a link from `other` to `project` is not kept
    };
    Kind kind = Kind::size;
    OptionalId<ProjectId> project = {};
    OptionalId<ProjectId> other = {};
    OptionalId<ColleagueId> colleague = {};
    Instant at{};
    std::optional<PlanViolation> in_project = {};

    friend bool operator==(const PortfolioViolation&, const PortfolioViolation&) = default;
};

/// Everything that is wrong with a plan of a portfolio: the violations of each project, colleagues who are booked in
/// two projects at once, links that are not kept. Empty = everything that `level` promises holds. Works only from the
/// portfolio and the dates and people of `plan.projects`, and shares no code with schedulers.
/// O(activities * log(activities)) in addition to verifying the projects.
[[nodiscard]] CONVENE_DECL std::vector<PortfolioViolation> verify(const Portfolio& portfolio,
                                                                  const PortfolioPlan& plan);

/// The violation as a finding, such as `plan_in_two_projects`; its object is the project.
[[nodiscard]] CONVENE_DECL Diagnostic to_diagnostic(const Portfolio& portfolio, const PortfolioViolation& violation);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/portfolio/impl/verify_portfolio.ipp>
#endif
