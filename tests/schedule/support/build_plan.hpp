#pragma once

#include "schedule/support/plan.hpp"

#include <convene/model/builder.hpp>
#include <convene/schedule/schedule.hpp>

#include <string>

/// A `Plan` said to the library.
namespace convene::test {

inline Instant instant(Time t) { return Instant{Seconds{t}}; }
inline Time seconds_of(Instant t) { return t.time_since_epoch().count(); }
inline std::optional<Instant> instant(std::optional<Time> t) { return t ? std::optional(instant(*t)) : std::nullopt; }

inline Span span_of(const PlanSpan& s) {
    const bool e = s.elapsed;
    switch (s.unit) {
    case 'm': return {s.amount, e ? SpanUnit::elapsed_minutes : SpanUnit::minutes};
    case 'h': return {s.amount, e ? SpanUnit::elapsed_hours : SpanUnit::hours};
    case 'd': return {s.amount, e ? SpanUnit::elapsed_days : SpanUnit::days};
    case 'w': return {s.amount, e ? SpanUnit::elapsed_weeks : SpanUnit::weeks};
    default: return {s.amount, e ? SpanUnit::elapsed_months : SpanUnit::months};
    }
}

inline std::vector<Shift> shifts_of(const std::vector<PlanShift>& plan) {
    std::vector<Shift> out;
    for (const auto& s : plan) out.push_back({s.from, s.to});
    return out;
}

inline Calendar calendar_of(const PlanCalendar& plan) {
    CalendarSpec spec{.key = plan.key, .week = WeekPattern{}};
    for (std::size_t i = 0; i < 7; ++i) spec.week->days[i] = shifts_of(plan.week[i]);
    for (const auto& e : plan.exceptions)
        spec.exceptions.push_back({.from = Date{std::chrono::days{e.first}},
                                   .to = Date{std::chrono::days{e.last}},
                                   .shifts = shifts_of(e.shifts)});
    spec.sizes = CalendarSizes{Seconds{plan.day_size}, Seconds{plan.week_size}, Seconds{plan.month_size}};
    return make_calendar(std::move(spec)).value();
}

/// The origin under which a rule or a constraint of the plan is found again in the process.
inline Origin origin_of_rule(int rule) { return static_cast<Origin>(rule + 1); }
inline Origin origin_of_constraint(int activity, int constraint) {
    return static_cast<Origin>(100'000 + 100 * activity + constraint);
}

inline Lag lag_of(const Plan& plan, const PlanRule& r) {
    Lag lag{.min = {},
            .from_edge = r.from_end == End::start ? Edge::start : Edge::finish,
            .to_edge = r.to_end == End::start ? Edge::start : Edge::finish,
            .calendar = static_cast<LagCalendar>(r.on),
            .soft = r.soft};
    if (r.min) lag.min = span_of(*r.min);
    if (r.max) lag.max = span_of(*r.max);
    if (r.on == LagOn::named) lag.named = plan.calendars[static_cast<std::size_t>(r.named)].key;
    return lag;
}

inline Result<Process> build(const Plan& plan, const std::vector<Calendar>& calendars) {
    ProcessBuilder b("plan");
    for (const auto& c : calendars) b.add_calendar(c);
    b.calendar(plan.calendars[static_cast<std::size_t>(plan.project_calendar)].key);
    if (plan.start) b.start(instant(*plan.start));
    if (plan.finish) b.finish(instant(*plan.finish));
    if (plan.status) b.status_date(instant(*plan.status));
    const auto key = [&](int a) { return plan.activities[static_cast<std::size_t>(a)].key; };
    if (plan.target >= 0) b.target(key(plan.target));
    for (int i = 0; i < plan.artifacts; ++i) b.artifact({.key = "artifact-" + std::to_string(i)});
    for (std::size_t i = 0; i < plan.activities.size(); ++i) {
        const auto& p = plan.activities[i];
        const auto kind = p.kind == 'm'   ? ActivityKind::meeting
                          : p.kind == 't' ? ActivityKind::task
                          : p.kind == 's' ? ActivityKind::milestone
                                          : ActivityKind::external;
        auto a = b.activity(kind, p.key);
        a.lasts(span_of(p.duration));
        if (p.calendar >= 0) a.on_calendar(plan.calendars[static_cast<std::size_t>(p.calendar)].key);
        for (std::size_t c = 0; c < p.constraints.size(); ++c) {
            a.constrain({.kind = static_cast<ConstraintKind>(p.constraints[c].kind),
                         .date = instant(p.constraints[c].date),
                         .soft = p.constraints[c].soft,
                         .origin = origin_of_constraint(static_cast<int>(i), static_cast<int>(c))});
        }
        if (p.deadline) a.deadline(instant(*p.deadline));
        if (p.date) a.date(instant(*p.date));
        if (p.actual_start || p.actual_finish)
            a.progress({.actual_start = instant(p.actual_start),
                        .actual_finish = instant(p.actual_finish),
                        .remaining = p.remaining ? std::optional(span_of(*p.remaining)) : std::nullopt});
        if (p.as_late_as_possible) a.as_late_as_possible();
        for (const int artifact : p.produces) a.produces("artifact-" + std::to_string(artifact));
        for (const int artifact : p.consumes) a.consumes("artifact-" + std::to_string(artifact));
        for (const int other : p.starts) a.starts(key(other));
    }
    for (std::size_t r = 0; r < plan.rules.size(); ++r)
        b.rule({key(plan.rules[r].from), origin_of_rule(static_cast<int>(r))},
               {key(plan.rules[r].to), origin_of_rule(static_cast<int>(r))}, lag_of(plan, plan.rules[r]));
    return b.build();
}

inline Result<Process> build(const Plan& plan) {
    std::vector<Calendar> calendars;
    for (const auto& c : plan.calendars) calendars.push_back(calendar_of(c));
    return build(plan, calendars);
}

} // namespace convene::test
