#pragma once

#include <convene/portfolio/portfolio_level.hpp>
#include <convene/resource/waiting.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace convene {

namespace detail {

/// What a team alone is asked for.
struct TeamWork {
    std::int64_t seconds = 0;
    Instant from = far_future;
    /// One for each distinct calendar of each person, so that the widest counts.
    std::map<ColleagueId, std::vector<const Calendar*>> calendars = {};
};

inline void add_calendar(std::vector<const Calendar*>& known, const Calendar& calendar) {
    const bool there = std::ranges::any_of(
        known, [&](const Calendar* c) { return &c->table() == &calendar.table() || *c == calendar; });
    if (!there) known.push_back(&calendar);
}

/// By team, as the colleagues who may do it: what is asked of them, counted on working calendars.
inline std::map<std::vector<ColleagueId>, TeamWork> team_work(const Portfolio& portfolio,
                                                              const PortfolioSchedule& early) {
    std::map<std::vector<ColleagueId>, TeamWork> teams;
    // All people are a team, too: of each activity, duties that share no candidates ask for different people.
    auto& everybody = teams[{}];
    for (const auto project : portfolio.projects().ids()) {
        const auto& process = portfolio[project].process;
        const Staffing staffing(process);
        for (const auto id : process.activities().ids()) {
            const auto progress = process.progress(id);
            const auto time = working_seconds(process[id].duration, process.calendar_of(id));
            if (!time || (progress && (progress->actual_start || progress->actual_finish))) continue;
            // Who has two duties in an activity counts for both, so of a team's demands there only the largest counts.
            std::map<std::vector<ColleagueId>, std::uint32_t> asked;
            std::set<ColleagueId> seen;
            std::uint32_t together = 0;
            for (const auto& demand : staffing.demands(id)) {
                std::vector<ColleagueId> team;
                for (const auto person : demand.candidates) team.push_back(portfolio.colleague(project, person));
                std::ranges::sort(team);
                if (std::ranges::none_of(team, [&](ColleagueId c) { return seen.contains(c); }))
                    together += demand.count;
                seen.insert(team.begin(), team.end());
                auto& work = teams[team];
                auto& most = asked[std::move(team)];
                if (demand.count > most) work.seconds += (demand.count - most) * time->count();
                most = std::max(most, demand.count);
                work.from = std::min(work.from, early[project].early_start(id));
                for (const auto person : demand.candidates)
                    for (auto* each : {&work, &everybody})
                        add_calendar(each->calendars[portfolio.colleague(project, person)],
                                     staffing.calendar_of(person, demand.role));
            }
            everybody.seconds += together * time->count();
            if (together > 0) everybody.from = std::min(everybody.from, early[project].early_start(id));
        }
    }
    if (everybody.calendars.empty()) teams.clear();
    return teams;
}

/// When a team can have done its work at the earliest, if nothing else held it up.
inline Instant done_by(const TeamWork& work) {
    const auto capacity = [&](Instant until) {
        std::int64_t sum = 0;
        for (const auto& [who, calendars] : work.calendars) {
            std::int64_t most = 0;
            for (const auto* c : calendars) most = std::max(most, c->between(work.from, until).count());
            sum += most;
        }
        return sum;
    };
    std::int64_t low = 0;
    std::int64_t high = work.seconds + 1;
    // Beyond any date a calendar may have no work left; then the team's part of the bound is given up.
    while (capacity(work.from + Seconds{high}) < work.seconds) {
        high *= 2;
        if (!is_writable(work.from + Seconds{high})) return work.from;
    }
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (capacity(work.from + Seconds{middle}) >= work.seconds)
            high = middle;
        else
            low = middle + 1;
    }
    return work.from + Seconds{low};
}

} // namespace detail

CONVENE_DECL PortfolioGap gap(const Portfolio& portfolio, const PortfolioPlan& plan) {
    PortfolioGap g;
    if (portfolio.projects().empty()) return g;
    g.lower = finish_of(plan.early);
    for (const auto& [team, work] : detail::team_work(portfolio, plan.early))
        g.lower = std::max(g.lower, detail::done_by(work));
    g.finish = finish_of(plan);
    g.lower = std::min(g.lower, g.finish);
    for (const auto id : portfolio.projects().ids())
        if (const auto due = portfolio[id].due)
            g.tardiness_lower +=
                portfolio[id].weight * std::max<std::int64_t>(0, (plan.early[id].project_finish() - *due).count());
    g.tardiness = tardiness(portfolio, plan);
    const auto length = (g.lower - start_of(plan.early)).count();
    if (length > 0) g.relative = static_cast<double>((g.finish - g.lower).count()) / static_cast<double>(length);
    return g;
}

CONVENE_DECL std::vector<ColleagueLoad> workload(const Portfolio& portfolio, const PortfolioPlan& plan) {
    std::vector<ColleagueLoad> loads;
    const auto begin = portfolio.projects().empty() ? Instant{} : start_of(plan.early);
    const auto end = portfolio.projects().empty() ? Instant{} : finish_of(plan);
    constexpr std::chrono::days week{7};
    for (const auto id : portfolio.colleagues().ids()) {
        ColleagueLoad load{.colleague = id};
        std::map<Instant, Seconds> booked;
        for (const auto& b : plan.bookings[id]) {
            const auto place = place_of(b);
            const auto& calendar = portfolio[place.project].process.calendar_of(place.activity);
            for (auto from = detail::monday_of(b.start); from < b.finish; from += week)
                booked[from] += calendar.between(std::max(from, b.start), std::min(from + week, b.finish));
        }
        const auto& places = portfolio[id].places;
        std::optional<Calendar> calendar;
        if (!places.empty()) {
            const auto& process = portfolio[places.front().first].process;
            const auto& person = process[places.front().second];
            calendar = person.roles.empty()
                           ? process[person.calendar ? *person.calendar : process.calendar()]
                           : Staffing(process).calendar_of(places.front().second, person.roles.front());
        }
        const auto available = [&](Instant from, Instant to) {
            return calendar ? calendar->between(from, to) : Seconds{0};
        };
        for (const auto& [from, time] : booked) {
            load.weeks.push_back({from, available(from, from + week), time});
            load.booked += time;
        }
        if (begin < end) load.available = available(begin, end);
        loads.push_back(std::move(load));
    }
    for (const auto project : portfolio.projects().ids())
        for (const auto& hold : plan[project].holds)
            loads[portfolio.colleague(project, hold.person).index()].held_up +=
                detail::waited(portfolio[project].process, plan[project], hold);
    return loads;
}

CONVENE_DECL std::optional<PortfolioBottleneck> bottleneck(const Portfolio& portfolio, const PortfolioPlan& plan,
                                                           const PortfolioLevelOptions& options) {
    struct Waited {
        Seconds all{};
        std::size_t activities = 0;
        std::map<ProjectId, Seconds> by = {};
    };
    std::map<std::string, Waited, std::less<>> roles;
    for (const auto project : portfolio.projects().ids()) {
        const auto& process = portfolio[project].process;
        if (plan[project].holds.empty()) continue;
        const Staffing staffing(process);
        for (const auto& hold : plan[project].holds)
            if (const auto role = detail::role_in(staffing, hold.activity, hold.person)) {
                auto& w = roles[std::string(process.key(*role))];
                const auto time = detail::waited(process, plan[project], hold);
                w.all += time;
                w.by[project] += time;
                ++w.activities;
            }
    }
    const auto worst = std::ranges::max_element(roles, {}, [](const auto& r) { return r.second.all; });
    if (worst == roles.end() || worst->second.all.count() <= 0) return std::nullopt;
    PortfolioBottleneck out;
    out.role = worst->first;
    out.held_up = worst->second.all;
    out.activities_held = worst->second.activities;
    out.project = std::ranges::max_element(worst->second.by, {}, [](const auto& p) { return p.second; })->first;
    auto more = portfolio;
    for (const auto id : portfolio.projects().ids())
        if (const auto role = portfolio[id].process.find_role(worst->first))
            (void)more.replace(id, detail::with_one_more(portfolio[id].process, *role));
    auto same = options;
    same.order = plan.order;
    if (const auto better = level(more, same); better && better->projects.size() == more.projects().size()) {
        out.finish_with_one_more = finish_of(*better);
        out.tardiness_with_one_more = tardiness(more, *better);
    }
    return out;
}

} // namespace convene
