#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/lag_function.hpp>

namespace convene::detail {

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
    f.kind = LagFunction::Kind::elapsed;
    if (is_elapsed(span)) {
        f.amount = elapsed_seconds(span).value_or(Seconds{0}).count();
        return f;
    }
    f.amount = working_seconds(span, lag_calendar_of(p, rule)).value_or(Seconds{0}).count();
    const auto calendar = lag_calendar_id_of(p, rule);
    if (!calendar) return f;
    f.kind = LagFunction::Kind::working;
    f.table = &p[*calendar].table();
    return f;
}

} // namespace convene::detail
