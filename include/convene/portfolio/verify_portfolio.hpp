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
        changed,      ///< `project` is not as it was when the plan was made; nothing more is told of it
        plan,         ///< `in_project` in the plan of `project`
        two_projects, ///< `colleague` is in `project` and `other` at `at`, with more than there is
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

/// Everything that is wrong with a plan of a portfolio: in each project what `verify` of a process tells, colleagues
/// who are in two projects at once, links that are not kept. Empty = all that `level` promises holds. Works from the
/// portfolio and the dates and people of `plan.projects` alone, and shares no code with schedulers.
/// O(activities * log(activities)) beside what the projects take.
[[nodiscard]] CONVENE_DECL std::vector<PortfolioViolation> verify(const Portfolio& portfolio,
                                                                  const PortfolioPlan& plan);

/// The violation as a finding, such as `plan_in_two_projects`; its object is the project.
[[nodiscard]] CONVENE_DECL Diagnostic to_diagnostic(const Portfolio& portfolio, const PortfolioViolation& violation);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/portfolio/impl/verify_portfolio.ipp>
#endif
