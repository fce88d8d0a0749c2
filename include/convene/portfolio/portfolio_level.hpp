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
    /// The earliest early start of work that needs people: first come, first served.
    first_come,
    /// The earliest due date; a project without one is due when it would finish without regard to people.
    due_date,
    /// The least time needed from people, divided by the project's weight; keeps the mean delay small.
    least_work
};

struct PortfolioLevelOptions {
    /// Its `progress` receives the number of projects that `level` has levelled, each once for every rule and try.
    PortfolioOptions schedule = {};
    /// How each project is levelled. Its `schedule`, `people_reserved`, `resources_reserved` and `burden` are ignored;
    /// without rules, `late_start` is used.
    LevelOptions level = {};
    /// Tried in this order. The plan with the smallest `tardiness` is kept; ties: the one that finishes first, then the
    /// earlier rule. All three rules if empty.
    std::vector<ProjectRule> rules = {};
    /// Orders to try after those of the rules, each a variation of the best one so far; priorities and links are
    /// respected.
    std::uint32_t tries = 0;
    std::uint64_t seed = 1;
    /// Threads for the tries; the plan does not depend on their number.
    std::uint32_t threads = 1;
    /// The order in which projects take people, instead of rules and tries; for example that of another plan of the
    /// same projects and links.
    std::vector<ProjectId> order = {};
    /// The work of each colleague, by which people are chosen (see `LevelOptions::burden`); for example that of another
    /// plan of the same people. If empty,
    /// an equal share of all work that each may be asked to do.
    std::vector<std::int64_t> burden = {};
};

/// A reservation of a colleague, or of units of a resource.
struct ColleagueReservation {
    ColleagueId colleague;
    Reservation reservation;

    friend bool operator==(const ColleagueReservation&, const ColleagueReservation&) = default;
};

/// Dates of a portfolio without double bookings.
struct PortfolioPlan {
    /// The schedule without regard to people.
    PortfolioSchedule early;
    /// The plan of each project, as `level` gives it. For a wait that is `elsewhere`,
    /// `place_of({.by = *wait.elsewhere})` gives the place.
    Table<ProjectId, std::shared_ptr<const Levelled>> projects;
    /// The reservations of each project, in the order of its activities.
    Table<ProjectId, std::shared_ptr<const std::vector<ColleagueReservation>>> reservations;
    ProjectRule rule = ProjectRule::first_come;
    /// The order in which projects took people.
    std::vector<ProjectId> order;
    /// By colleague, the number by which people were chosen: the seconds of all work that each may be asked to do, each
    /// piece of work shared equally among those who may do it.
    std::vector<std::int64_t> burden;
    /// By colleague, by ascending start: all reservations of a person or resource. `place_of` interprets `by`.
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

/// Dates for all projects at which all duties that take time have their people, without double bookings, and all rules,
/// links, constraints and calendars hold.
///
/// Projects take people one after the other, by priority and then by the rule; each is levelled around the reservations
/// of those before it. No project comes before those whose links lead to it.
///
/// Errors: those of `schedule` and, with the name of the project, of `level`; `bad_project_order`; `links_in_circle`
/// also if projects that wait for each other through links need the same people and don't settle. `stopped` before all
/// rules have been tried; after that, the result is the best plan so far. Deterministic. O((rules + tries) * projects)
/// times the complexity of `level`, with log(reservations of a person) per look-up.
[[nodiscard]] CONVENE_DECL Result<PortfolioPlan> level(const Portfolio& portfolio,
                                                       const PortfolioLevelOptions& options = {});

/// Levels again what the `changed` projects affect: the projects themselves; projects after them in the plan's order
/// that sought people where reservations have changed; and projects linked to those that moved. The order stays. The
/// result equals levelling from the beginning in that order. Returns how many projects were levelled. Nothing changes
/// on errors, or if it is `stopped`.
[[nodiscard]] CONVENE_DECL Result<std::size_t> relevel(const Portfolio& portfolio, PortfolioPlan& plan,
                                                       std::span<const ProjectId> changed,
                                                       const PortfolioLevelOptions& options = {});

/// The last finish of all. *Requires* a project. O(projects).
[[nodiscard]] CONVENE_DECL Instant finish_of(const PortfolioPlan& plan);

/// The sum, over late projects, of weight times lateness in seconds. A project without a due date is due when it would
/// finish without regard to people. O(projects).
[[nodiscard]] CONVENE_DECL std::int64_t tardiness(const Portfolio& portfolio, const PortfolioPlan& plan);

/// The dates that a plan misses, project by project: the `findings` of each levelled project, where
/// `plan_misses_finish` refers to the project's due date. Empty if it misses none. O(activities).
[[nodiscard]] CONVENE_DECL Diagnostics findings(const Portfolio& portfolio, const PortfolioPlan& plan);

/// Bounds on the finish of a portfolio, and on its `tardiness`.
struct PortfolioGap {
    /// No plan finishes earlier: the early finish without regard to people, or the time by which certain people (each
    /// team, and sets of teams that share people) can have done the work that nobody else may do.
    Instant lower{};
    Instant finish{};
    /// The same for `tardiness`.
    std::int64_t tardiness_lower = 0;
    std::int64_t tardiness = 0;

    /// (finish - lower) / (lower - start of the portfolio); 0 when both are equal.
    double relative = 0;
};

/// How far a plan can be from the best one. O(activities + teams * (log(horizon) + members)).
[[nodiscard]] CONVENE_DECL PortfolioGap gap(const Portfolio& portfolio, const PortfolioPlan& plan);

/// The use of a colleague in all projects, in total and per week; for a resource in units times time.
struct ColleagueLoad {
    ColleagueId colleague;
    /// Every week of the portfolio, in order, also those in which nothing is booked.
    std::vector<WeekLoad> weeks = {};
    Seconds available{};
    Seconds booked{};
    /// The total time that activities waited for this person.
    Seconds held_up{};
};

/// One entry per colleague in id order, from the week of the first start to that of the last finish. The available time
/// is that of the person's calendar in the first project that lists the person, without absences. O(reservations +
/// colleagues * weeks).
[[nodiscard]] CONVENE_DECL std::vector<ColleagueLoad> workload(const Portfolio& portfolio, const PortfolioPlan& plan);

/// The role or resource that activities of all projects wait for longest, and the effect of one more.
struct PortfolioBottleneck {
    /// The key of the role, which has the same people in all projects that have it; empty for a resource.
    std::string role = {};
    /// The resource's key, else empty.
    std::string resource = {};
    /// The project that waits for it most.
    ProjectId project = {};
    Seconds held_up{};
    std::size_t activities_held = 0;
    /// The finish and the tardiness with one more person in the role, who serves all projects, or one more unit of the
    /// resource; absent if no plan was found, or if the search was stopped.
    std::optional<Instant> finish_with_one_more = {};
    std::int64_t tardiness_with_one_more = 0;
};

/// Nothing if no activity waits. Levels the whole portfolio once more.
[[nodiscard]] CONVENE_DECL std::optional<PortfolioBottleneck>
bottleneck(const Portfolio& portfolio, const PortfolioPlan& plan, const PortfolioLevelOptions& options = {});

/// "held by person wang in project tower-2, meeting launch-strategy until 2026-03-02T18:00", in both languages.
[[nodiscard]] CONVENE_DECL Text describe(const Portfolio& portfolio, ProjectId project, const StaffWait& wait);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/portfolio/impl/portfolio_level.ipp>
#include <convene/portfolio/impl/portfolio_load.ipp>
#endif
