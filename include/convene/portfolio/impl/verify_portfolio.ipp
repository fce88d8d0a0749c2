#pragma once

#include <convene/model/queries.hpp>
#include <convene/portfolio/impl/portfolio_schedule.ipp>
#include <convene/portfolio/verify_portfolio.hpp>
#include <convene/time/detail/wording.hpp>
#include <convene/time/months.hpp>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace convene {

namespace detail {

inline bool link_holds(const Portfolio& portfolio, const PortfolioPlan& plan, const ProjectLink& link) {
    if (has_happened(portfolio[link.to].process, link.to_activity, link.to_edge)) return true;
    const auto date = [&](ProjectId project, ActivityId activity, Edge edge) {
        return edge == Edge::start ? plan[project].start(activity) : plan[project].finish(activity);
    };
    const auto a = date(link.from, link.from_activity, link.from_edge);
    const auto b = date(link.to, link.to_activity, link.to_edge);
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

/// Where a colleague is in all projects.
class ColleagueStays {
  public:
    ColleagueStays(const Portfolio& portfolio, std::vector<PortfolioViolation>& out)
        : p_(portfolio), out_(out), stays_(portfolio.colleagues().size()) {}

    void add(ProjectId id, const Levelled& plan) {
        const auto& process = p_[id].process;
        for (const auto a : process.activities().ids()) {
            std::vector<WorkPiece> times(plan.pieces(a).begin(), plan.pieces(a).end());
            if (times.empty()) times.push_back({plan.reserved_from(a), plan.finish(a)});
            for (std::size_t k = 0; k < plan.people(a).size(); ++k)
                for (const auto& [from, to] : times)
                    stays_[p_.colleague(id, plan.people(a)[k])].push_back(
                        {from, to, id, a, plan.shares(a)[k], nullptr});
            if (has_finished(process, a)) continue;
            for (const auto& need : process.needs(a))
                for (const auto& [from, to] : times)
                    stays_[p_.colleague(id, need.resource)].push_back(
                        {from, to, id, a, need.units, &process[need.resource]});
        }
    }

    void check() {
        for (const auto who : stays_.ids()) check(who, stays_[who]);
    }

  private:
    struct Stay {
        Instant from;
        Instant to;
        ProjectId project;
        ActivityId activity;
        std::uint64_t amount;
        const Resource* resource; // nothing for a person
    };

    /// Goes from moment to moment with the stays that are open.
    void check(ColleagueId who, std::vector<Stay>& all) {
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
                room = std::max(room, room_at(s->resource, moment));
            }
            if (sum > room && open.size() > 1)
                out_.push_back({PortfolioViolation::Kind::two_projects,
                                open[open.size() - 2]->project,
                                open.back()->project,
                                who,
                                moment,
                                {}});
        }
    }

    const Portfolio& p_;
    std::vector<PortfolioViolation>& out_;
    Table<ColleagueId, std::vector<Stay>> stays_;
};

} // namespace detail

CONVENE_DECL std::vector<PortfolioViolation> verify(const Portfolio& portfolio, const PortfolioPlan& plan) {
    using Kind = PortfolioViolation::Kind;
    std::vector<PortfolioViolation> out;
    if (plan.projects.size() != portfolio.projects().size()) return {{}};
    detail::ColleagueStays stays(portfolio, out);
    const auto has_changed = [&](ProjectId id) { return portfolio[id].process != plan[id].process(); };
    for (const auto id : portfolio.projects().ids()) {
        if (has_changed(id)) {
            out.push_back({.kind = Kind::changed, .project = id});
            continue;
        }
        const auto faults = verify(plan[id]);
        for (const auto& violation : faults)
            out.push_back({.kind = Kind::plan, .project = id, .in_project = violation});
        if (faults.empty() || faults.front().kind != PlanViolation::Kind::size) stays.add(id, plan[id]);
    }
    stays.check();
    for (const auto& link : portfolio.links())
        if (!has_changed(link.from) && !has_changed(link.to) && !detail::link_holds(portfolio, plan, link))
            out.push_back({.kind = Kind::link, .project = link.to, .other = link.from});
    return out;
}

CONVENE_DECL Diagnostic to_diagnostic(const Portfolio& portfolio, const PortfolioViolation& v) {
    using Kind = PortfolioViolation::Kind;
    const auto project = v.project ? name_of(portfolio, *v.project) : Text{};
    const auto other = v.other ? name_of(portfolio, *v.other) : Text{};
    switch (v.kind) {
    case Kind::size: break;
    case Kind::changed: return {Code::plan_project_changed, project, {}, {}, {}};
    case Kind::plan: {
        Diagnostics told;
        detail::tell(portfolio, *v.project, {to_diagnostic(portfolio[*v.project].process, *v.in_project)}, told);
        return std::move(told.front());
    }
    case Kind::two_projects:
        return {Code::plan_in_two_projects,
                project,
                {Text(portfolio[*v.colleague].key), project, other, detail::date_words(v.at)},
                {},
                {}};
    case Kind::link: return {Code::plan_link_broken, project, {other}, {}, {}};
    }
    return {Code::plan_incomplete, {}, {}, {}, {}};
}

} // namespace convene
