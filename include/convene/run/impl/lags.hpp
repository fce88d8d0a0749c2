#pragma once

#include <convene/model/process.hpp>
#include <convene/schedule/lag_function.hpp>

namespace convene::detail {

/// The calendar on which the lag of a rule is counted; null is the clock.
inline const Calendar* lag_calendar(const Process& p, const Rule& rule) {
    const auto of = [&](ActivityId id) { return &p[p[id].calendar ? *p[id].calendar : p.calendar()]; };
    switch (rule.calendar) {
    case LagCalendar::successor: return of(rule.to);
    case LagCalendar::predecessor: return of(rule.from);
    case LagCalendar::project: return &p[p.calendar()];
    case LagCalendar::continuous: return nullptr;
    case LagCalendar::named: return &p[rule.named ? *rule.named : p.calendar()];
    }
    return nullptr;
}

/// How time passes along the minimum of a rule. *Requires* a minimum.
inline LagFunction minimum_lag(const Process& p, const Rule& rule) {
    LagFunction f{LagFunction::Kind::none, rule.from_edge, rule.to_edge, 0, nullptr};
    const auto span = *rule.min;
    if (span.amount == 0) return f;
    if (is_elapsed_months(span)) {
        f.kind = LagFunction::Kind::months;
        f.amount = span.amount;
        return f;
    }
    const auto* calendar = lag_calendar(p, rule);
    f.kind = LagFunction::Kind::elapsed;
    if (is_elapsed(span)) {
        f.amount = elapsed_seconds(span).value_or(Seconds{0}).count();
        return f;
    }
    static const Calendar round_the_clock = Calendar::continuous();
    f.amount = working_seconds(span, calendar != nullptr ? *calendar : round_the_clock).value_or(Seconds{0}).count();
    if (calendar == nullptr) return f;
    f.kind = LagFunction::Kind::working;
    f.table = &calendar->table();
    return f;
}

} // namespace convene::detail
