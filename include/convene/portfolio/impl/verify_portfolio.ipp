#pragma once

#include <convene/model/queries.hpp>
#include <convene/portfolio/verify_portfolio.hpp>
#include <convene/time/months.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace convene {

namespace detail {

inline bool link_holds(const Portfolio& portfolio, const PortfolioPlan& plan, const ProjectLink& link) {
    if (has_happened(portfolio[link.to].process, link.to_activity, link.to_edge)) return true;
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

/// A person's time in thousandths, or the units that a resource has at `moment`.
inline std::uint64_t room_at(const Resource* resource, Instant moment) {
    if (resource == nullptr) return 1000;
    std::uint64_t units = resource->capacity;
    for (const auto& change : resource->changes)
        if (change.from <= moment) units = change.units;
    return units;
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
        std::uint64_t amount;
        const Resource* resource; // nothing for a person
    };
    std::map<std::pair<bool, std::string_view>, std::vector<Stay>> stays; // whether it is a resource, and its key
    for (const auto id : portfolio.projects().ids()) {
        const auto& process = portfolio[id].process;
        const auto& there = plan[id];
        const auto faults = verify(process, there);
        for (const auto& violation : faults) out.push_back(name(id) + ": " + to_string(process, violation));
        if (!faults.empty() && faults.front().kind == PlanViolation::Kind::size) continue;
        for (const auto a : process.activities().ids()) {
            const auto i = a.index();
            auto times = there.pieces[i];
            if (times.empty()) times.push_back({there.reserved_from[i], there.finish[i]});
            for (std::size_t k = 0; k < there.people[i].size(); ++k)
                for (const auto& [from, to] : times)
                    stays[{false, process.key(there.people[i][k])}].push_back(
                        {from, to, id, a, there.shares[i][k], nullptr});
            if (has_finished(process, a)) continue;
            for (const auto& need : process.needs(a)) {
                const auto& resource = process[need.resource];
                for (const auto& [from, to] : times)
                    stays[{true, resource.key}].push_back({from, to, id, a, need.units, &resource});
            }
        }
    }
    for (auto& [who, all] : stays) {
        std::ranges::sort(all, {}, [](const Stay& s) { return std::tuple(s.from, s.to, s.project, s.activity); });
        std::vector<Instant> moments;
        std::set<const Resource*> resources;
        for (const auto& stay : all) {
            moments.push_back(stay.from);
            if (stay.resource != nullptr && resources.insert(stay.resource).second)
                for (const auto& change : stay.resource->changes) moments.push_back(change.from);
        }
        std::ranges::sort(moments);
        moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
        std::vector<const Stay*> open;
        std::size_t next = 0;
        for (const auto moment : moments) {
            std::erase_if(open, [&](const Stay* s) { return s->to <= moment; });
            for (; next < all.size() && all[next].from <= moment; ++next)
                if (moment < all[next].to) open.push_back(&all[next]);
            std::uint64_t sum = 0;
            std::uint64_t room = 0;
            for (const auto* s : open) {
                sum += s->amount;
                room = std::max(room, detail::room_at(s->resource, moment));
            }
            if (sum > room && open.size() > 1)
                out.push_back(std::string(who.second) + " is in " + name(open[open.size() - 2]->project) + " and " +
                              name(open.back()->project) + " at " + to_string(moment));
        }
    }
    for (const auto& link : portfolio.links())
        if (!detail::link_holds(portfolio, plan, link))
            out.push_back(name(link.to) + " starts too early after " + name(link.from));
    return out;
}

} // namespace convene
