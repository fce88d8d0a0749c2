#pragma once

#include <convene/model/queries.hpp>
#include <convene/portfolio/portfolio_level.hpp>
#include <convene/staffing/detail/one_more.hpp>
#include <convene/staffing/detail/team_bound.hpp>
#include <convene/staffing/detail/waits.hpp>
#include <convene/staffing/detail/weeks.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace convene {

CONVENE_DECL PortfolioGap gap(const Portfolio& portfolio, const PortfolioPlan& plan) {
    PortfolioGap g;
    if (portfolio.projects().empty()) return g;
    g.lower = finish_of(plan.early);
    detail::TeamDemands demands;
    demands.calendars.resize(portfolio.colleagues().size());
    for (const auto id : portfolio.projects().ids())
        detail::add_demands(demands, Staffing(portfolio[id].process), plan.early[id],
                            [&](PersonId person) { return portfolio.colleague(id, person).value; });
    g.lower = std::max(g.lower, detail::team_bound(demands));
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
        const auto& places = portfolio[id].places;
        const auto& uses = portfolio[id].uses;
        std::optional<Calendar> calendar;
        std::int64_t units = 1;
        for (const auto& b : plan.colleague_reservations[id]) {
            const auto place = place_of(b);
            const auto& worked = portfolio[place.project].process.calendar_of(place.activity);
            for (auto from = detail::monday_of(b.start); from < b.finish; from += week) {
                const auto time = worked.between(std::max(from, b.start), std::min(from + week, b.finish));
                booked[from] += places.empty() ? time * b.amount : time * b.amount / 1000;
            }
        }
        if (!places.empty()) {
            const auto& process = portfolio[places.front().first].process;
            calendar = process[calendar_id_of(process, places.front().second)];
        }
        if (places.empty() && !uses.empty()) {
            const auto& process = portfolio[uses.front().first].process;
            const auto& resource = process[uses.front().second];
            calendar = process[calendar_id_of(process, uses.front().second)];
            units = resource.capacity;
        }
        const auto available = [&](Instant from, Instant to) {
            return calendar ? calendar->between(from, to) * units : Seconds{0};
        };
        detail::for_each_week(booked, begin, end, [&](Instant from, Seconds time) {
            load.weeks.push_back({from, available(from, from + week), time});
            load.booked += time;
        });
        if (begin < end) load.available = available(begin, end);
        loads.push_back(std::move(load));
    }
    for (const auto project : portfolio.projects().ids())
        for (const auto& wait : plan[project].waits()) {
            const auto who = wait.resource ? portfolio.colleague(project, *wait.resource)
                                           : portfolio.colleague(project, *wait.person);
            loads[who.index()].held_up += detail::waited(plan[project], wait);
        }
    return loads;
}

CONVENE_DECL std::optional<PortfolioBottleneck> bottleneck(const Portfolio& portfolio, const PortfolioPlan& plan,
                                                           const PortfolioLevelOptions& options) {
    struct Waited {
        Seconds all{};
        std::size_t activities = 0;
        std::map<ProjectId, Seconds> by = {};
    };
    std::map<std::pair<bool, std::string>, Waited> roles; // whether it is a resource, and the key
    for (const auto project : portfolio.projects().ids()) {
        const auto& process = portfolio[project].process;
        if (plan[project].waits().empty()) continue;
        const Staffing staffing(process);
        for (const auto& wait : plan[project].waits()) {
            const auto role = wait.person ? detail::role_in(staffing, wait.activity, *wait.person) : std::nullopt;
            if (!role && !wait.resource) continue;
            auto& w = roles[{!role, std::string(role ? process.key(*role) : process.key(*wait.resource))}];
            const auto time = detail::waited(plan[project], wait);
            w.all += time;
            w.by[project] += time;
            ++w.activities;
        }
    }
    const auto worst = std::ranges::max_element(roles, {}, [](const auto& r) { return r.second.all; });
    if (worst == roles.end() || worst->second.all.count() <= 0) return std::nullopt;
    PortfolioBottleneck out;
    const auto& [is_resource, key] = worst->first;
    (is_resource ? out.resource : out.role) = key;
    out.held_up = worst->second.all;
    out.activities_held = worst->second.activities;
    out.project = std::ranges::max_element(worst->second.by, {}, [](const auto& p) { return p.second; })->first;
    auto more = portfolio;
    for (const auto id : portfolio.projects().ids()) {
        const auto& process = portfolio[id].process;
        const auto role = is_resource ? std::nullopt : process.find_role(key);
        const auto resource = is_resource ? process.find_resource(key) : std::nullopt;
        if (!role && !resource) continue;
        auto changed = std::move(more).with_process(id, role ? detail::with_one_more(process, *role)
                                                             : detail::with_one_more(process, *resource));
        if (!changed) return out; // can't be: the activities are the same
        more = std::move(*changed);
    }
    auto same = options;
    same.order = plan.order;
    if (const auto better = level(more, same)) {
        out.finish_with_one_more = finish_of(*better);
        out.tardiness_with_one_more = tardiness(more, *better);
    }
    return out;
}

} // namespace convene
