#pragma once

#include <convene/schedule/explain.hpp>
#include <convene/schedule/impl/wording.ipp>

#include <string>

namespace convene {

namespace detail {

inline std::string lag_amount(const Process& p, const ExplanationStep& s, Language l) {
    if (s.months) return span_text(spans::elapsed_months(static_cast<std::int32_t>(*s.months)), l);
    return amount_in_sentence(s.amount, day_of(p, s.calendar), l);
}

/// `"B" needs "X", which "A" produces: 2026-03-23 18:00 + 2 months = 2026-05-23 18:00`.
inline std::string step_link_text(const Process& p, const ExplanationStep& s, Language l) {
    const bool late = s.kind == ExplanationStep::Kind::late_link;
    const auto from = late ? s.activity : s.from.value_or(s.activity);
    const auto to = late ? s.from.value_or(s.activity) : s.activity;
    const auto link = link_text(p, s.cause, from, to, l);
    const bool moved = s.months || s.amount.count() != 0;
    const auto sign = (s.months ? *s.months < 0 : s.amount.count() < 0) != late ? "-" : "+";
    const auto sum = moved ? date_text(s.before) + " " + sign + " " + lag_amount(p, s, l) +
                                 calendar_note(p, s.calendar, l) + " = " + date_text(s.at)
                           : date_text(s.at);
    if (!late) return say(l, "{0}: {1}", "{0}：{1}", {link, sum});
    return say(l, "{0}, so {1} must {2} by {3}", "{0}，因此{1}最迟须于 {3} {2}",
               {link, spoken(p, s.activity, l), verb(p, s.activity, s.edge, l), sum});
}

} // namespace detail

CONVENE_DECL std::string describe(const Process& p, const ExplanationStep& s, Language l) {
    using Kind = ExplanationStep::Kind;
    const auto a = spoken(p, s.activity, l);
    const auto at = detail::date_text(s.at);
    const auto before = detail::date_text(s.before);
    const auto note = detail::calendar_note(p, s.calendar, l);
    const auto amount = detail::lag_amount(p, s, l) + note;
    switch (s.kind) {
    case Kind::root: return detail::root_text(p, s.cause, s.activity, s.edge, s.at, l);
    case Kind::link:
    case Kind::late_link: return detail::step_link_text(p, s, l);
    case Kind::opening:
        return detail::say(l, "{0} is outside working time{1}; work on {2} begins on {3}",
                           "{0} 不在工作时间内{1}，{2}顺延至 {3} 开始", {before, note, a, at});
    case Kind::work:
        return detail::say(l, "{0} takes {1}: {2} to {3}", "{0}工期 {1}：{2} 至 {3}", {a, amount, before, at});
    case Kind::work_back:
        return detail::say(l, "{0} takes {1}; to finish on {2}, it cannot start before {3}",
                           "{0}工期 {1}；要在 {2} 完成，最早 {3} 开始", {a, amount, before, at});
    case Kind::late_work:
        return detail::say(l, "{0} takes {1}; to finish by {2}, it must start by {3}",
                           "{0}工期 {1}；要在 {2} 前完成，最迟须于 {3} 开始", {a, amount, before, at});
    case Kind::late_finish:
        return detail::say(l, "{0} takes {1}; started by {2}, it finishes by {3}",
                           "{0}工期 {1}；最迟 {2} 开始，则最迟 {3} 完成", {a, amount, before, at});
    case Kind::closing:
        if (s.edge == Edge::start && p[s.activity].duration.amount != 0)
            return detail::say(l, "{0} is outside working time{1}; the last moment to begin {2} is {3}",
                               "{0} 不在工作时间内{1}，{2}最迟须于 {3} 开始", {before, note, a, at});
        return detail::say(l, "working time before {0} ends on {1}", "{0} 之前的工作时间止于 {1}", {before, at});
    }
    return {};
}

} // namespace convene
