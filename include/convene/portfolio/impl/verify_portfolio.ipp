#pragma once

#include <convene/portfolio/verify_portfolio.hpp>
#include <convene/time/months.hpp>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace convene {

namespace detail {

inline bool link_holds(const Portfolio& portfolio, const PortfolioPlan& plan, const ProjectLink& link) {
    const auto progress = portfolio[link.to].process.progress(link.to_activity);
    if (progress && (progress->actual_finish || (progress->actual_start && link.to_edge == Edge::start))) return true;
    const auto& from = plan[link.from];
    const auto& to = plan[link.to];
    const auto a = (link.from_edge == Edge::start ? from.start : from.finish)[link.from_activity.index()];
    const auto b = (link.to_edge == Edge::start ? to.start : to.finish)[link.to_activity.index()];
    if (link.min.amount == 0) return b >= a;
    if (is_elapsed_months(link.min)) return b >= add_elapsed_months(a, link.min.amount);
    if (is_elapsed(link.min)) return b - a >= *elapsed_seconds(link.min);
    const auto& process = portfolio[link.to].process;
    const auto& calendar = process[process.calendar()];
    const auto work = a <= b ? calendar.between(a, b) : -calendar.between(b, a);
    return work >= *working_seconds(link.min, calendar);
}

} // namespace detail

CONVENE_DECL std::vector<std::string> verify(const Portfolio& portfolio, const PortfolioPlan& plan) {
    std::vector<std::string> out;
    if (plan.projects.size() != portfolio.projects().size()) return {"size"};
    const auto name = [&](ProjectId id) { return std::string(name_of(portfolio, id).in(Language::en)); };
    struct Stay {
        Instant from;
        Instant to;
        ProjectId project;
        ActivityId activity;
    };
    std::map<std::string_view, std::vector<Stay>> stays;
    for (const auto id : portfolio.projects().ids()) {
        const auto& process = portfolio[id].process;
        const auto& there = plan[id];
        for (const auto& violation : verify(process, there)) out.push_back(name(id) + ": " + to_string(process, violation));
        if (there.people.size() != process.activities().size()) continue;
        for (const auto a : process.activities().ids())
            for (const auto person : there.people[a.index()])
                stays[process.key(person)].push_back({there.held_from[a.index()], there.finish[a.index()], id, a});
    }
    for (auto& [who, all] : stays) {
        std::ranges::sort(all, {}, [](const Stay& s) { return std::tuple(s.from, s.to, s.project, s.activity); });
        for (std::size_t i = 1; i < all.size(); ++i)
            if (all[i].from < all[i - 1].to)
                out.push_back(std::string(who) + " is in " + name(all[i - 1].project) + " and " + name(all[i].project) +
                              " at " + to_string(all[i].from));
    }
    for (const auto& link : portfolio.links())
        if (!detail::link_holds(portfolio, plan, link))
            out.push_back(name(link.to) + " starts too early after " + name(link.from));
    return out;
}

} // namespace convene
