#pragma once

#include <convene/schedule/explain.hpp>
#include <convene/schedule/impl/wording.ipp>

#include <string>

namespace convene {

namespace detail {

inline std::string lag_amount(const Process& p, const ExplanationStep& s, Language l) {
    if (s.months) return std::to_string(std::abs(*s.months)) + "emo";
    return amount_text(std::chrono::abs(s.amount), day_of(p, s.calendar), l);
}

} // namespace detail

CONVENE_DECL std::string describe(const Process& p, const ExplanationStep& s, Language l) {
    using Kind = ExplanationStep::Kind;
    const auto a = spoken(p, s.activity, l);
    const auto at = detail::date_text(s.at);
    const auto before = detail::date_text(s.before);
    const auto calendar = detail::calendar_text(p, s.calendar, l);
    switch (s.kind) {
    case Kind::root: return detail::root_text(p, s.cause, s.activity, s.edge, s.at, l);
    case Kind::link:
    case Kind::late_link: {
        const bool late = s.kind == Kind::late_link;
        const auto from = late ? s.activity : s.from.value_or(s.activity);
        const auto to = late ? s.from.value_or(s.activity) : s.activity;
        const auto link = detail::link_text(p, s.cause, from, to, l);
        const bool moved = s.months || s.amount.count() != 0;
        const auto sign = (s.months ? *s.months < 0 : s.amount.count() < 0) != late ? "-" : "+";
        const auto sum = moved ? before + " " + sign + " " + detail::lag_amount(p, s, l) +
                                     (s.calendar ? " [" + calendar + "]" : "") + " = " + at
                               : at;
        return late ? detail::say(l, "{0}, so it {1} by {2}", "{0}，因此最迟 {2} {1}",
                                  {link, detail::does(s.edge, l), sum})
                    : detail::say(l, "{0}: {1}", "{0}：{1}", {link, sum});
    }
    case Kind::opening:
        return detail::say(l, "{0} is closed at {1}; work on {2} can begin on {3}",
                           "{0}在 {1} 不上班；{2}于 {3} 方可开始", {calendar, before, a, at});
    case Kind::work:
        return detail::say(l, "{0} takes {1} on {2}: {3} to {4}", "{0}需 {1}（{2}）：{3} 至 {4}",
                           {a, detail::lag_amount(p, s, l), calendar, before, at});
    case Kind::work_back:
        return detail::say(l, "to finish at {3}, {0} with its {1} on {2} starts no earlier than {4}",
                           "为使{0}在 {3} 完成（需 {1}，{2}），其开始不早于 {4}",
                           {a, detail::lag_amount(p, s, l), calendar, before, at});
    case Kind::late_work:
        return detail::say(l, "{0} takes {1} on {2}, so to finish by {3} it starts by {4}",
                           "{0}需 {1}（{2}），为在 {3} 前完成，最迟 {4} 开始",
                           {a, detail::lag_amount(p, s, l), calendar, before, at});
    case Kind::late_finish:
        return detail::say(l, "{0} takes {1} on {2}, so if it starts by {3} it finishes by {4}",
                           "{0}需 {1}（{2}），若最迟 {3} 开始，则最迟 {4} 完成",
                           {a, detail::lag_amount(p, s, l), calendar, before, at});
    case Kind::closing:
        return detail::say(l, "the last work before {0} ends on {1}", "{0} 之前的最后工作时间止于 {1}", {before, at});
    }
    return {};
}

} // namespace convene
