#pragma once

#include <convene/model/queries.hpp>
#include <convene/run/event.hpp>
#include <convene/run/impl/periods.hpp>
#include <convene/run/impl/readiness.hpp>
#include <convene/run/impl/shifts.hpp>

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
    return v.process[calendar_id_of(v.process, id)];
}

/// By when the activity, or this occurrence of it, has to be closed for its service level, while it can be done.
inline std::optional<Instant> service_limit(const View& v, ActivityId id, std::optional<Instant> occurrence) {
    const auto level = v.process.service_level(id);
    const auto& a = v.state.activities[id];
    if (!level || !a.available) return std::nullopt;
    auto begin = std::max(*a.available, earliest_edge(v, id, Edge::start));
    if (occurrence) begin = std::max(begin, *occurrence);
    return moved(begin, level->within, service_calendar(v, id));
}

/// The same for what is to be done next: the oldest occurrence that waits.
inline std::optional<Instant> service_limit(const View& v, ActivityId id) {
    const auto& pending = v.state.activities[id].pending;
    return service_limit(v, id, pending.empty() ? std::nullopt : std::optional(pending.front().at));
}

/// When to warn that the limit comes near.
inline std::optional<Instant> service_warning(const View& v, ActivityId id, std::optional<Instant> occurrence) {
    const auto limit = service_limit(v, id, occurrence);
    const auto level = v.process.service_level(id);
    if (!limit || !level->warn) return std::nullopt;
    return moved(*limit, -*level->warn, service_calendar(v, id));
}

/// A fact that falls due by itself.
struct DueFact {
    Instant at;
    Fact fact;
};

/// How many occurrences may wait at once: all; the current one and the latest before it; the current one alone.
inline std::size_t most_pending(Missed missed) {
    switch (missed) {
    case Missed::all: return static_cast<std::size_t>(-1);
    case Missed::latest: return 2;
    case Missed::skip: return 1;
    }
    return 1;
}

/// The occurrence that no longer waits to be held, if there are too many. One that is being held does not lapse.
inline std::optional<Instant> lapsing(const View& v, ActivityId id) {
    const auto& a = v.state.activities[id];
    const std::size_t held = a.open ? 1 : 0;
    const auto cadence = v.process.cadence(id);
    if (!cadence || a.pending.size() <= held || a.pending.size() - held <= most_pending(cadence->missed))
        return std::nullopt;
    return a.pending[held].at;
}

/// The fact of the activity that falls due next.
inline std::optional<DueFact> next_fact(const View& v, ActivityId id) {
    if (!v.state.started) return std::nullopt;
    std::optional<DueFact> next;
    const auto offer = [&](std::optional<Instant> at, Fact fact) {
        if (at && is_writable(*at) && (!next || *at < next->at)) next = DueFact{*at, std::move(fact)};
    };
    if (const auto occurrence = lapsing(v, id)) offer(*v.state.time, event::Lapsed{id, *occurrence});
    offer(next_occurrence(v, id), event::Recurred{id});
    const auto clock = [&](std::optional<Instant> occurrence, Told told) {
        if (told == Told::nothing) offer(service_warning(v, id, occurrence), event::WarningDue{id, occurrence});
        if (told != Told::breach) offer(service_limit(v, id, occurrence), event::Breached{id, occurrence});
    };
    const auto& a = v.state.activities[id];
    for (const auto& p : a.pending) clock(p.at, p.told);
    if (a.pending.empty()) clock(std::nullopt, a.told);
    // What became due in the past by somebody's command is told at once, not before what has been told.
    if (next) next->at = std::max(next->at, *v.state.time);
    return next;
}

/// The end of the quota's current period.
inline std::optional<DueFact> next_quota_fact(const View& v, QuotaId id) {
    const auto& quota = v.process.quotas()[id.index()];
    const auto& state = v.state.quotas[id];
    if (!state.begin) return std::nullopt;
    const auto end = period_end(quota.per, *state.begin);
    if (!is_writable(end)) return std::nullopt;
    return DueFact{end, event::QuotaClosed{id, shortfalls(v, quota, state)}};
}

/// The next gap of a cover.
inline std::optional<DueFact> next_cover_fact(const View& v, CoverId id) {
    if (!v.state.started) return std::nullopt;
    const auto gap = next_gap(v, id, v.state.covered[id]);
    if (!gap) return std::nullopt;
    return DueFact{std::max(gap->begin, *v.state.time), event::Uncovered{id, gap->end}};
}

/// The next of all. Ties: activities before quotas before covers, and of each the one defined first.
inline std::optional<DueFact> next_fact(const View& v) {
    std::optional<DueFact> next;
    for (const auto id : v.index.timed())
        if (auto fact = next_fact(v, id); fact && (!next || fact->at < next->at)) next = std::move(fact);
    for (const auto q : v.state.quotas.ids())
        if (auto fact = next_quota_fact(v, q); fact && (!next || fact->at < next->at)) next = std::move(fact);
    for (const auto c : v.state.covered.ids())
        if (auto fact = next_cover_fact(v, c); fact && (!next || fact->at < next->at)) next = std::move(fact);
    return next;
}

} // namespace convene::detail
