#pragma once

#include <convene/portfolio/projects.hpp>
#include <convene/schedule/lag_function.hpp>
#include <convene/schedule/options.hpp>

#include <algorithm>
#include <vector>

namespace convene::detail {

/// How time passes along a link.
inline LagFunction lag_of(const Portfolio& portfolio, const ProjectLink& link) {
    LagFunction f{LagFunction::Kind::none, link.from_edge, link.to_edge, link.min.amount, nullptr};
    if (link.min.amount == 0) return f;
    if (is_elapsed_months(link.min)) {
        f.kind = LagFunction::Kind::months;
    } else if (const auto elapsed = elapsed_seconds(link.min)) {
        f.kind = LagFunction::Kind::elapsed;
        f.amount = elapsed->count();
    } else {
        const auto& process = portfolio[link.to].process;
        const auto& calendar = process[process.calendar()];
        f.kind = LagFunction::Kind::working;
        f.table = &calendar.table();
        f.amount = working_seconds(link.min, calendar).value_or(Seconds{0}).count();
    }
    return f;
}

/// Puts the strictest date of each edge of each activity, in their order.
inline void settle_dates(std::vector<OutsideDate>& dates) {
    std::ranges::sort(dates, [](const OutsideDate& a, const OutsideDate& b) {
        if (a.kind != b.kind) return a.kind < b.kind;
        if (a.activity != b.activity) return a.activity < b.activity;
        if (a.edge != b.edge) return a.edge < b.edge;
        return a.kind == OutsideDate::Kind::not_before ? a.at > b.at : a.at < b.at;
    });
    const auto rest = std::ranges::unique(dates, [](const OutsideDate& a, const OutsideDate& b) {
        return a.kind == b.kind && a.activity == b.activity && a.edge == b.edge;
    });
    dates.erase(rest.begin(), rest.end());
}

/// What the links that lead to a project ask of it. `date(project, activity, edge)` is where a date is; nothing if it
/// is not known yet, so that the link asks for nothing.
template <class Date>
std::vector<OutsideDate> dates_from_links(const Portfolio& portfolio, ProjectId id, Date date) {
    std::vector<OutsideDate> out;
    for (const auto i : portfolio.links_to(id)) {
        const auto& link = portfolio.links()[i];
        if (const std::optional<Instant> from = date(link.from, link.from_activity, link.from_edge))
            out.push_back({link.to_activity, link.to_edge, OutsideDate::Kind::not_before,
                           lag_of(portfolio, link)(*from)});
    }
    settle_dates(out);
    return out;
}

/// What the links that leave a project ask of it, so that it delays none that it leads to.
template <class Date>
std::vector<OutsideDate> wanted_by_links(const Portfolio& portfolio, ProjectId id, Date date) {
    std::vector<OutsideDate> out;
    for (const auto i : portfolio.links_from(id)) {
        const auto& link = portfolio.links()[i];
        if (const std::optional<Instant> to = date(link.to, link.to_activity, link.to_edge))
            out.push_back({link.from_activity, link.from_edge, OutsideDate::Kind::wanted_by,
                           lag_of(portfolio, link).latest_from(*to)});
    }
    settle_dates(out);
    return out;
}

} // namespace convene::detail
