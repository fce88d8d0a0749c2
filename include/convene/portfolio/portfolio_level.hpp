#pragma once

#include <convene/portfolio/portfolio_schedule.hpp>
#include <convene/staffing/level.hpp>
#include <convene/staffing/workload.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace convene {

/// In what order projects of equal priority take people. Ties by the portfolio's order. After Kurtulus & Davis (1982,
/// doi:10.1287/mnsc.28.2.161) and Browning & Yassine (2010, doi:10.1016/j.ijpe.2009.12.009).
enum class ProjectRule : std::uint8_t {
    /// The earliest early start of work that asks for people: first come, first served.
    first_come,
    /// The earliest due date; a project without one is due when it would be finished without regard to people.
    due_date,
    /// The least time asked of people, over the project's weight: makes the mean delay small.
    least_work
};

struct PortfolioLevelOptions {
    /// Its `progress` is told how many projects `level` has levelled, each once for every rule and try.
    PortfolioOptions schedule = {};
    /// How each project is levelled. Its `schedule`, `people_reserved`, `resources_reserved` and `burden`
    /// are not looked at; `late_start` unless
    /// rules are given.
    LevelOptions level = {};
    /// Tried in this order; the plan with the smallest `tardiness` is kept, then that which finishes first, then the
    /// earlier rule. All three if empty.
    std::vector<ProjectRule> rules = {};
    /// Orders to try after those of the rules, each near to that of the best plan so far; priorities and links are
    /// kept.
    std::uint32_t tries = 0;
    std::uint64_t seed = 1;
    /// Threads for that; the plan does not depend on it.
    std::uint32_t threads = 1;
    /// The order in which projects take people, instead of rules and tries: that of another plan of the same projects
    /// and links.
    std::vector<ProjectId> order = {};
    /// How much each colleague has to do, by which people are chosen (see `LevelOptions::burden`), instead of what
    /// an equal share of everything that they may be asked for gives: that of another plan of the same people.
    std::vector<std::int64_t> burden = {};
};

/// That a colleague is somewhere, or so much of a resource in use.
struct ColleagueReservation {
    ColleagueId colleague;
    Reservation reservation;

    friend bool operator==(const ColleagueReservation&, const ColleagueReservation&) = default;
};

/// Dates of a portfolio at which nobody is in two places.
struct PortfolioPlan {
    /// The schedule without regard to people.
    PortfolioSchedule early;
    /// Of each project, as `level` gives it. A wait that is `elsewhere` is by the place that
    /// `place_of({.by = *wait.elsewhere})` names.
    Table<ProjectId, std::shared_ptr<const Levelled>> projects;
    /// What each project takes of whom, in the order of its activities.
    Table<ProjectId, std::shared_ptr<const std::vector<ColleagueReservation>>> reservations;
    ProjectRule rule = ProjectRule::first_come;
    /// The order in which projects took people.
    std::vector<ProjectId> order;
    /// By colleague: by which people were chosen, the seconds of all that each may be asked for, shared equally among
    /// those who may do it.
    std::vector<std::int64_t> burden;
    /// By colleague, by ascending start: where everybody is, or what is used of a resource, and when. `by` is read by
    /// `place_of`.
    Table<ColleagueId, std::vector<Reservation>> colleague_reservations;

    [[nodiscard]] const Levelled& operator[](ProjectId id) const { return *projects[id]; }
};

/// An activity of a portfolio.
struct PortfolioActivity {
    ProjectId project;
    ActivityId activity;

    friend auto operator<=>(const PortfolioActivity&, const PortfolioActivity&) = default;
};

/// What a reservation of a portfolio is for.
[[nodiscard]] constexpr PortfolioActivity place_of(const Reservation& reservation) {
    return {ProjectId{static_cast<std::uint32_t>(reservation.by >> 32U)},
            ActivityId{static_cast<std::uint32_t>(reservation.by)}};
}

/// Dates for all projects at which all duties that take time have their people, each in one place at a time, and all
/// rules, links, constraints and calendars hold.
///
/// Projects take people one after the other, by priority and then by the rule, each as `level` does it among the
/// reservations of those before; but no project before those whose links lead to it.
///
/// Errors: those of `schedule` and, told with the project, of `level`; `bad_project_order`; `links_in_circle` also
/// where projects that wait for each other over links want the same people and don't settle. `stopped` before all rules
/// were tried; later, the result is the best plan so far. Deterministic. O((rules + tries) * projects * what `level`
/// takes, with log(reservations of a person) at each look).
[[nodiscard]] CONVENE_DECL Result<PortfolioPlan> level(const Portfolio& portfolio,
                                                       const PortfolioLevelOptions& options = {});

/// Levels again what `changed` projects touch: themselves; whoever comes after them in the plan's order and looked for
/// people where reservations have changed; and whoever is linked to what moved. The order stays. The result is what
/// levelling in that order from the beginning would give. Returns how many projects were levelled; on errors, and if it
/// is `stopped`, nothing changes.
[[nodiscard]] CONVENE_DECL Result<std::size_t> relevel(const Portfolio& portfolio, PortfolioPlan& plan,
                                                       std::span<const ProjectId> changed,
                                                       const PortfolioLevelOptions& options = {});

/// The last finish of all. *Requires* a project. O(projects).
[[nodiscard]] CONVENE_DECL Instant finish_of(const PortfolioPlan& plan);

/// The sum, over projects, of the weight times the seconds from when it is due (without a due date: from when it would
/// be finished without regard to people) to when it is finished, if that is later. O(projects).
[[nodiscard]] CONVENE_DECL std::int64_t tardiness(const Portfolio& portfolio, const PortfolioPlan& plan);

/// What a plan does not keep though it is wanted, project by project: the `findings` of each levelled project, whose
/// `plan_misses_finish` tells of the date on which a project is due. Empty if it keeps all. O(activities).
[[nodiscard]] CONVENE_DECL Diagnostics findings(const Portfolio& portfolio, const PortfolioPlan& plan);

/// Bounds on the finish of a portfolio, and on its `tardiness`.
struct PortfolioGap {
    /// No plan finishes before: the early finish without regard to people, or when some people can have done what
    /// nobody else may do: each team, and sets of teams that share people.
    Instant lower{};
    Instant finish{};
    /// The same, for the sum of tardiness.
    std::int64_t tardiness_lower = 0;
    std::int64_t tardiness = 0;

    /// (finish - lower) / (lower - start of the portfolio); 0 when both are equal.
    double relative = 0;
};

/// How far a plan can be from the best one. O(activities + teams * (log(horizon) + members)).
[[nodiscard]] CONVENE_DECL PortfolioGap gap(const Portfolio& portfolio, const PortfolioPlan& plan);

/// How a colleague is used over all projects, in all and per week; a resource in units times time.
struct ColleagueLoad {
    ColleagueId colleague;
    /// Every week of the portfolio, in order, also those in which nothing is booked.
    std::vector<WeekLoad> weeks = {};
    Seconds available{};
    Seconds booked{};
    /// For how long, in all, activities waited for this person.
    Seconds held_up{};
};

/// One entry per colleague in id order, from the week of the first start to that of the last finish. Available is what
/// the calendar of the first project that lists the person leaves, without absences. O(reservations + colleagues *
/// weeks).
[[nodiscard]] CONVENE_DECL std::vector<ColleagueLoad> workload(const Portfolio& portfolio, const PortfolioPlan& plan);

/// The role whose people, or the resource that, is waited for longest over all projects, and what one more would bring.
struct PortfolioBottleneck {
    /// The role's key, which has the same people in all projects that have it; empty if it is a resource.
    std::string role = {};
    /// The resource's key, else empty.
    std::string resource = {};
    /// Where it is waited for most.
    ProjectId project = {};
    Seconds held_up{};
    std::size_t activities_held = 0;
    /// With one more person in the role, who serves all projects, or one more unit of the resource: the finish and the
    /// tardiness; none if no plan was found, or if the search for it was stopped.
    std::optional<Instant> finish_with_one_more = {};
    std::int64_t tardiness_with_one_more = 0;
};

/// Nothing if nobody is waited for. Levels the whole once more.
[[nodiscard]] CONVENE_DECL std::optional<PortfolioBottleneck>
bottleneck(const Portfolio& portfolio, const PortfolioPlan& plan, const PortfolioLevelOptions& options = {});

/// "held by person wang in project tower-2, meeting launch-strategy until 2026-03-02T18:00", in both languages.
[[nodiscard]] CONVENE_DECL Text describe(const Portfolio& portfolio, ProjectId project, const StaffWait& wait);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/portfolio/impl/portfolio_level.ipp>
#include <convene/portfolio/impl/portfolio_load.ipp>
#endif
