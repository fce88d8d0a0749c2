#pragma once

#include <convene/run/event.hpp>
#include <convene/run/impl/readiness.hpp>

#include <optional>
#include <utility>

namespace convene::detail {

/// The end of `span` after `t` (before it, if negative) on a calendar.
inline Instant moved(Instant t, Span span, const Calendar& calendar) {
    if (is_elapsed_months(span)) return add_elapsed_months(t, span.amount);
    if (const auto seconds = elapsed_seconds(span)) return t + *seconds;
    const auto work = working_seconds(span, calendar).value_or(Seconds{0});
    return work.count() >= 0 ? calendar.earliest(t, work) : calendar.latest(t, work);
}

/// The calendar on which an activity's service level is counted.
inline const Calendar& service_calendar(const View& v, ActivityId id) {
    const auto& a = v.process[id];
    return v.process[a.calendar ? *a.calendar : v.process.calendar()];
}

/// By when the activity has to be closed for its service level, while it can be done.
inline std::optional<Instant> service_limit(const View& v, ActivityId id) {
    const auto level = v.process.service_level(id);
    const auto& a = v.state.activities[id];
    if (!level || !a.available) return std::nullopt;
    const auto begin = std::max(*a.available, earliest_edge(v, id, Edge::start));
    return moved(begin, level->within, service_calendar(v, id));
}

/// When to warn that the limit comes near.
inline std::optional<Instant> service_warning(const View& v, ActivityId id) {
    const auto limit = service_limit(v, id);
    const auto level = v.process.service_level(id);
    if (!limit || !level->warn) return std::nullopt;
    return moved(*limit, -*level->warn, service_calendar(v, id));
}

/// A fact that falls due by itself.
struct DueFact {
    Instant at;
    Fact fact;
};

/// The fact of the activity that falls due next.
inline std::optional<DueFact> next_fact(const View& v, ActivityId id) {
    if (!v.state.started) return std::nullopt;
    std::optional<DueFact> next;
    const auto offer = [&](std::optional<Instant> at, Fact fact) {
        if (at && is_writable(*at) && (!next || *at < next->at)) next = DueFact{*at, std::move(fact)};
    };
    offer(next_occurrence(v, id), Recurred{id});
    const auto told = v.state.activities[id].told;
    if (told == Told::nothing) offer(service_warning(v, id), WarningDue{id});
    if (told != Told::breach) offer(service_limit(v, id), Breached{id});
    // What became due in the past by somebody's command is told at once, not before what has been told.
    if (next) next->at = std::max(next->at, *v.state.time);
    return next;
}

/// The next of all. Ties: the activity defined first.
inline std::optional<DueFact> next_fact(const View& v) {
    std::optional<DueFact> next;
    for (const auto id : v.plan.timed())
        if (auto fact = next_fact(v, id); fact && (!next || fact->at < next->at)) next = std::move(fact);
    return next;
}

} // namespace convene::detail
