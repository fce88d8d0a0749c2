#pragma once

#include <convene/core/detail/text_format.hpp>
#include <convene/schedule/cause.hpp>
#include <convene/schedule/wording.hpp>
#include <convene/time/detail/wording.hpp>

#include <optional>
#include <string>

namespace convene {

namespace detail {

/// Whether an activity happens at a moment, so that its start and its finish are one.
inline bool is_moment(const Process& p, ActivityId id) {
    return p[id].kind == ActivityKind::milestone || p[id].kind == ActivityKind::external;
}

/// "start", "完成"; for what happens at a moment "occur", "发生".
inline std::string verb(const Process& p, ActivityId id, Edge edge, Language l) {
    if (is_moment(p, id)) return l == Language::zh ? "发生" : "occur";
    if (l == Language::zh) return edge == Edge::start ? "开始" : "完成";
    return edge == Edge::start ? "start" : "finish";
}

/// `"A" finishes`, `“A”完成`; for what happens at a moment its name alone.
inline std::string event_text(const Process& p, ActivityId id, Edge edge, Language l) {
    const auto name = spoken(p, id, l);
    if (is_moment(p, id)) return name;
    if (l == Language::zh) return name + (edge == Edge::start ? "开始" : "完成");
    return name + (edge == Edge::start ? " starts" : " finishes");
}

inline std::string artifact_text(const Process& p, ArtifactId id, Language l) {
    return quoted(title_or_key(p.title(id), p.key(id), l), l);
}

/// A calendar by its title, for findings.
inline Text calendar_words(const Process& p, CalendarId id) {
    const auto in = [&](Language l) { return quoted(title_or_key(p[id].title(), p.key(id), l), l); };
    return in_both(in(Language::en), in(Language::zh));
}

/// ` (calendar "X")` where it is not the project's, so that the reader doesn't look at another one.
inline std::string calendar_note(const Process& p, std::optional<CalendarId> id, Language l) {
    if (!id || *id == p.calendar()) return {};
    return say(l, " (calendar {0})", "（日历{0}）", {quoted(title_or_key(p[*id].title(), p.key(*id), l), l)});
}

inline std::string minimum_text(const Process& p, const Rule& rule, Language l) {
    const auto span = rule.min.value_or(Span{});
    const auto to = spoken(p, rule.to, l);
    const auto does = verb(p, rule.to, rule.to_edge, l);
    const auto after = event_text(p, rule.from, rule.from_edge, l);
    if (span.amount == 0) return say(l, "{0} cannot {1} before {2}", "{0}须在{2}之后{1}", {to, does, after});
    if (span.amount < 0)
        return say(l, "{0} can {1} at most {3} before {2}", "{0}最早可在{2}前 {3}{1}",
                   {to, does, after, span_text(span, l)});
    return say(l, "{0} must {1} at least {3} after {2}", "{0}须在{2}满 {3}后{1}",
               {to, does, after, span_text(span, l)});
}

inline std::string maximum_text(const Process& p, const Rule& rule, Language l) {
    const auto span = rule.max.value_or(Span{});
    const auto to = spoken(p, rule.to, l);
    const auto does = verb(p, rule.to, rule.to_edge, l);
    const auto after = event_text(p, rule.from, rule.from_edge, l);
    const std::string must = rule.soft ? "should" : "must";
    const std::string zh_at_most = rule.soft ? "宜" : "最迟须";
    if (span.amount == 0)
        return say(l, "{0} {3} {1} no later than {2}", rule.soft ? "{0}宜不晚于{2}{1}" : "{0}不得晚于{2}{1}",
                   {to, does, after, must});
    if (span.amount < 0)
        return say(l, "{0} {4} {1} at least {3} before {2}",
                   rule.soft ? "{0}宜比{2}至少提前 {3}{1}" : "{0}须比{2}至少提前 {3}{1}",
                   {to, does, after, span_text(span, l), must});
    return say(l, "{0} {4} {1} at most {3} after {2}", "{0}{4}在{2}后 {3}内{1}",
               {to, does, after, span_text(span, l), l == Language::zh ? zh_at_most : must});
}

/// What a link requires: `"B" must start at least 2 months after "A" finishes`.
inline std::string link_text(const Process& p, Cause cause, ActivityId from, ActivityId to, Language l) {
    const auto a = spoken(p, from, l);
    const auto b = spoken(p, to, l);
    switch (cause.kind()) {
    case CauseKind::rule_min: return minimum_text(p, p.rule(RuleId{cause.index()}), l);
    case CauseKind::rule_max: return maximum_text(p, p.rule(RuleId{cause.index()}), l);
    case CauseKind::artifact:
        return say(l, "{0} needs {1}, which {2} produces", "{0}需要{2}产出的{1}",
                   {b, artifact_text(p, ArtifactId{cause.index()}, l), a});
    case CauseKind::follow_up: return say(l, "{0} starts once {1} is finished", "{0}在{1}结束后启动", {b, a});
    case CauseKind::project_start:
    case CauseKind::status_date:
    case CauseKind::constraint:
    case CauseKind::date:
    case CauseKind::actual:
    case CauseKind::project_finish:
    case CauseKind::deadline:
    case CauseKind::outside: break;
    }
    return {};
}

inline std::string constraint_text(const Process& p, Cause cause, ActivityId id, Language l) {
    const auto& constraint = p.data().constraints.values()[cause.index()];
    const auto a = spoken(p, id, l);
    const auto date = date_text(constraint.date);
    const bool zh = l == Language::zh;
    const std::string must = constraint.soft ? (zh ? "宜" : "should") : (zh ? "最迟须" : "must");
    const std::string must_on = constraint.soft ? (zh ? "宜" : "should") : (zh ? "必须" : "must");
    switch (constraint.kind) {
    case ConstraintKind::start_no_earlier_than:
        return say(l, "{0} must not start before {1}", "{0}不得早于 {1} 开始", {a, date});
    case ConstraintKind::start_no_later_than:
        return say(l, "{0} {2} start by {1}", "{0}{2}于 {1} 开始", {a, date, must});
    case ConstraintKind::finish_no_earlier_than:
        return say(l, "{0} must not finish before {1}", "{0}不得早于 {1} 完成", {a, date});
    case ConstraintKind::finish_no_later_than:
        return say(l, "{0} {2} finish by {1}", "{0}{2}于 {1} 完成", {a, date, must});
    case ConstraintKind::must_start_on: return say(l, "{0} {2} start on {1}", "{0}{2}于 {1} 开始", {a, date, must_on});
    case ConstraintKind::must_finish_on:
        return say(l, "{0} {2} finish on {1}", "{0}{2}于 {1} 完成", {a, date, must_on});
    }
    return {};
}

/// Why a date needs no other reason.
inline std::string root_text(const Process& p, Cause cause, ActivityId id, Edge edge, Instant at, Language l) {
    const auto a = spoken(p, id, l);
    const auto date = date_text(at);
    switch (cause.kind()) {
    case CauseKind::project_start: return say(l, "the project starts on {0}", "项目于 {0} 开始", {date});
    case CauseKind::status_date:
        return say(l, "unfinished work continues after the status date, {0}", "尚未完成的工作在状态日期 {0} 之后进行",
                   {date});
    case CauseKind::constraint: return constraint_text(p, cause, id, l);
    case CauseKind::date: return say(l, "external milestone {0} is on {1}", "外部里程碑{0}定于 {1}", {a, date});
    case CauseKind::actual:
        if (is_moment(p, id)) return say(l, "{0} occurred on {1}", "{0}已于 {1} 发生", {a, date});
        return edge == Edge::start ? say(l, "{0} started on {1}", "{0}已于 {1} 开始", {a, date})
                                   : say(l, "{0} finished on {1}", "{0}已于 {1} 完成", {a, date});
    case CauseKind::project_finish:
        return say(l, "the project (or its target) finishes on {0}", "项目（或其目标）于 {0} 完成", {date});
    case CauseKind::deadline: return say(l, "{0} has a deadline of {1}", "{0}的期限为 {1}", {a, date});
    case CauseKind::outside:
        return say(l, "{0} depends on a date outside this process: {1}", "{0}取决于流程以外的日期：{1}", {a, date});
    case CauseKind::rule_min:
    case CauseKind::rule_max:
    case CauseKind::artifact:
    case CauseKind::follow_up: return say(l, "a rule sets {0} to {1}", "规则将{0}定于 {1}", {a, date});
    }
    return {};
}

inline std::optional<Seconds> day_of(const Process& p, std::optional<CalendarId> id) {
    return id ? std::optional(p[*id].day_size()) : std::nullopt;
}

} // namespace detail

CONVENE_DECL std::string spoken(const Process& p, ActivityId id, Language language) {
    const auto name = detail::title_or_key(p.title(id), p.key(id), language);
    return p.title(id).empty() && language == Language::en ? name : detail::quoted(name, language);
}

CONVENE_DECL std::string amount_text(Seconds amount, std::optional<Seconds> day, Language language) {
    return detail::amount_in_table(amount, day, language);
}

} // namespace convene
