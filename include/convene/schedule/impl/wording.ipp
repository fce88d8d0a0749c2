#pragma once

#include <convene/core/utf8.hpp>
#include <convene/schedule/cause.hpp>
#include <convene/schedule/wording.hpp>

#include <array>
#include <initializer_list>
#include <string>

namespace convene {

namespace detail {

/// `2026-03-31 09:00`: a date for people.
inline std::string date_text(Instant t) {
    auto text = to_string(t);
    if (const auto at = text.find('T'); at != std::string::npos) text[at] = ' ';
    return text;
}

/// Fills `{0}`, `{1}`, ... of the sentence in the language.
inline std::string say(Language language, std::string_view en, std::string_view zh,
                       std::initializer_list<std::string> words) {
    const auto sentence = language == Language::zh ? zh : en;
    std::string out;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (sentence[i] == '{' && i + 2 < sentence.size() && sentence[i + 2] == '}') {
            out += words.begin()[sentence[i + 1] - '0'];
            i += 2;
        } else {
            out += sentence[i];
        }
    }
    return out;
}

/// "starts", "完成".
inline std::string does(Edge edge, Language language) {
    if (language == Language::zh) return edge == Edge::start ? "开始" : "完成";
    return edge == Edge::start ? "starts" : "finishes";
}

inline std::string edge_noun(Edge edge, Language language) {
    if (language == Language::zh) return edge == Edge::start ? "开始" : "完成";
    return edge == Edge::start ? "start" : "finish";
}

inline std::string artifact_text(const Process& p, ArtifactId id, Language language) {
    const auto title = printable(p.title(id).in(language));
    return title.empty() ? std::string(p.key(id)) : title;
}

inline std::string calendar_text(const Process& p, std::optional<CalendarId> id, Language language) {
    if (!id) return language == Language::zh ? "24小时时钟" : "the clock";
    const auto title = printable(p[*id].title().in(language));
    const auto name = title.empty() ? std::string(p.key(*id)) : title;
    return language == Language::zh ? "日历“" + name + "”" : "calendar \"" + name + "\"";
}

inline std::string negated_text(Span span) {
    span.amount = -span.amount;
    return to_string(span);
}

inline std::string minimum_text(const Rule& rule, Language l) {
    const auto span = rule.min.value_or(Span{});
    if (span.amount == 0)
        return say(l, "{0} {1} no earlier than {2} {3}", "{0}{1}不早于{2}{3}", {"{0}", "{1}", "{2}", "{3}"});
    if (span.amount < 0)
        return say(l, "{0} {1} at most {4} before {2} {3}", "{0}{1}至多比{2}{3}早 {4}",
                   {"{0}", "{1}", "{2}", "{3}", negated_text(span)});
    return say(l, "{0} {1} at least {4} after {2} {3}", "{0}{1}至少比{2}{3}晚 {4}",
               {"{0}", "{1}", "{2}", "{3}", to_string(span)});
}

inline std::string maximum_text(const Rule& rule, Language l) {
    const auto span = rule.max.value_or(Span{});
    if (span.amount == 0)
        return say(l, "{0} {1} no later than {2} {3}", "{0}{1}不晚于{2}{3}", {"{0}", "{1}", "{2}", "{3}"});
    if (span.amount < 0)
        return say(l, "{0} {1} at least {4} before {2} {3}", "{0}{1}至少比{2}{3}早 {4}",
                   {"{0}", "{1}", "{2}", "{3}", negated_text(span)});
    return say(l, "{0} {1} at most {4} after {2} {3}", "{0}{1}至多比{2}{3}晚 {4}",
               {"{0}", "{1}", "{2}", "{3}", to_string(span)});
}

/// What a link asks: "B starts at least 2d after A finishes".
inline std::string link_text(const Process& p, Cause cause, ActivityId from, ActivityId to, Language l) {
    const auto a = spoken(p, from, l);
    const auto b = spoken(p, to, l);
    switch (cause.kind()) {
    case CauseKind::rule_min:
    case CauseKind::rule_max: {
        const auto rule = p.rule(RuleId{cause.index()});
        const auto sentence = cause.kind() == CauseKind::rule_min ? minimum_text(rule, l) : maximum_text(rule, l);
        return say(l, sentence, sentence,
                   {spoken(p, rule.to, l), does(rule.to_edge, l), spoken(p, rule.from, l), does(rule.from_edge, l)});
    }
    case CauseKind::artifact:
        return say(l, "{0} needs \"{1}\", which {2} produces", "{0}需要{2}产出的“{1}”",
                   {b, artifact_text(p, ArtifactId{cause.index()}, l), a});
    case CauseKind::follow_up: return say(l, "{0} begins once {1} has been held", "{0}在{1}之后启动", {b, a});
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
    switch (constraint.kind) {
    case ConstraintKind::start_no_earlier_than:
        return say(l, "{0} may not start before {1}", "{0}不得早于 {1} 开始", {a, date});
    case ConstraintKind::start_no_later_than:
        return say(l, "{0} may not start after {1}", "{0}不得晚于 {1} 开始", {a, date});
    case ConstraintKind::finish_no_earlier_than:
        return say(l, "{0} may not finish before {1}", "{0}不得早于 {1} 完成", {a, date});
    case ConstraintKind::finish_no_later_than:
        return say(l, "{0} may not finish after {1}", "{0}不得晚于 {1} 完成", {a, date});
    case ConstraintKind::must_start_on: return say(l, "{0} must start on {1}", "{0}必须于 {1} 开始", {a, date});
    case ConstraintKind::must_finish_on: return say(l, "{0} must finish on {1}", "{0}必须于 {1} 完成", {a, date});
    }
    return {};
}

/// Why a date stands on its own.
inline std::string root_text(const Process& p, Cause cause, ActivityId id, Edge edge, Instant at, Language l) {
    const auto a = spoken(p, id, l);
    const auto date = date_text(at);
    switch (cause.kind()) {
    case CauseKind::project_start: return say(l, "the project starts on {0}", "项目于 {0} 开始", {date});
    case CauseKind::status_date:
        return say(l, "what has not happened by the status date {0} happens after it",
                   "状态日期 {0} 前尚未发生的工作在其后进行", {date});
    case CauseKind::constraint: return constraint_text(p, cause, id, l);
    case CauseKind::date: return say(l, "the outside milestone {0} is on {1}", "外部里程碑{0}定于 {1}", {a, date});
    case CauseKind::actual:
        return say(l, "{0} actually {1} on {2}", "{0}已于 {2} 实际{1}",
                   {a, l == Language::zh ? does(edge, l) : (edge == Edge::start ? "started" : "finished"), date});
    case CauseKind::project_finish:
        return say(l, "the project, or its target, is finished by {0}", "项目（或其目标）于 {0} 完成", {date});
    case CauseKind::deadline: return say(l, "{0} has its deadline on {1}", "{0}的期限为 {1}", {a, date});
    case CauseKind::outside:
        return say(l, "from outside, {0} is tied to {1}", "{0}受流程以外的日期 {1} 约束", {a, date});
    case CauseKind::rule_min:
    case CauseKind::rule_max:
    case CauseKind::artifact:
    case CauseKind::follow_up: return say(l, "a rule puts {0} at {1}", "规则将{0}定于 {1}", {a, date});
    }
    return {};
}

inline std::optional<Seconds> day_of(const Process& p, std::optional<CalendarId> id) {
    return id ? std::optional(p[*id].day_size()) : std::nullopt;
}

} // namespace detail

CONVENE_DECL std::string spoken(const Process& p, ActivityId id, Language language) {
    const auto title = printable(p.title(id).in(language));
    const std::string key(p.key(id));
    if (title.empty()) return key;
    return language == Language::zh ? "“" + title + "”(" + key + ")" : "\"" + title + "\" (" + key + ")";
}

CONVENE_DECL std::string amount_text(Seconds amount, std::optional<Seconds> day, Language) {
    const auto day_seconds = day ? day->count() : 86'400;
    auto rest = std::abs(amount.count());
    const std::array<std::pair<std::int64_t, std::string_view>, 3> units{
        {{day_seconds, day ? "d" : "ed"}, {3600, day ? "h" : "eh"}, {60, day ? "min" : "emin"}}};
    std::string out;
    for (const auto& [size, unit] : units) {
        if (rest < size) continue;
        out += (out.empty() ? "" : " ") + std::to_string(rest / size) + std::string(unit);
        rest %= size;
    }
    if (rest > 0) out += (out.empty() ? "" : " ") + std::to_string(rest) + "s";
    if (out.empty()) out = day ? "0d" : "0ed";
    return (amount.count() < 0 ? "-" : "") + out;
}

} // namespace convene
