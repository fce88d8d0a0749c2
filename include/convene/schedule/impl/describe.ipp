#pragma once

#include <convene/core/utf8.hpp>
#include <convene/schedule/conflict.hpp>
#include <convene/schedule/explain.hpp>

#include <array>
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
    case CauseKind::deadline: break;
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
    case CauseKind::rule_min:
    case CauseKind::rule_max:
    case CauseKind::artifact:
    case CauseKind::follow_up: return say(l, "a rule puts {0} at {1}", "规则将{0}定于 {1}", {a, date});
    }
    return {};
}

inline std::string part_requirement(const Process& p, const ConflictPart& part, Language l) {
    const auto kind = part.cause.kind();
    if (kind == CauseKind::rule_min || kind == CauseKind::rule_max || kind == CauseKind::artifact ||
        kind == CauseKind::follow_up)
        return link_text(p, part.cause, part.from.value_or(part.activity), part.activity, l);
    if (kind == CauseKind::project_start)
        return say(l, "nothing starts before {0}", "任何工作不得早于 {0} 开始", {date_text(*part.date)});
    return root_text(p, part.cause, part.activity, part.edge, part.date.value_or(Instant{}), l);
}

/// On which calendar a rule's lag is counted, as the length of its day; none for the clock.
inline std::optional<Seconds> lag_day(const Process& p, const Rule& rule, Span span) {
    if (is_elapsed(span) || rule.calendar == LagCalendar::continuous) return std::nullopt;
    const auto own = [&](ActivityId id) { return p[id].calendar ? *p[id].calendar : p.calendar(); };
    switch (rule.calendar) {
    case LagCalendar::successor: return p[own(rule.to)].day_size();
    case LagCalendar::predecessor: return p[own(rule.from)].day_size();
    case LagCalendar::project: return p[p.calendar()].day_size();
    case LagCalendar::named: return p[rule.named ? *rule.named : p.calendar()].day_size();
    case LagCalendar::continuous: break;
    }
    return std::nullopt;
}

/// What a part would have to give, as advice; empty if it can't resolve the conflict alone by a change of amount.
inline std::string advice(const Process& p, const ConflictPart& part, Language l) {
    const auto kind = part.cause.kind();
    if (part.relaxed_date) {
        const auto date = date_text(*part.relaxed_date);
        if (kind == CauseKind::project_start) return say(l, "start the project by {0}", "将项目开始提前到 {0}", {date});
        const auto a = spoken(p, part.activity, l);
        return part.upper
                   ? say(l, "let {0} {1} as late as {2}", "将{0}的{1}放宽到 {2}",
                         {a, l == Language::zh ? edge_noun(part.edge, l) : edge_noun(part.edge, l), date})
                   : say(l, "let {0} {1} as early as {2}", "允许{0}最早于 {2} {1}", {a, edge_noun(part.edge, l), date});
    }
    if (kind != CauseKind::rule_min && kind != CauseKind::rule_max) return {};
    const auto rule = p.rule(RuleId{part.cause.index()});
    const auto span = (kind == CauseKind::rule_min ? rule.min : rule.max).value_or(Span{});
    std::string amount;
    if (part.relax_months) amount = std::to_string(*part.relax_months) + "emo";
    if (part.relax_by) amount = amount_text(*part.relax_by, lag_day(p, rule, span), l);
    if (amount.empty()) return {};
    const auto from = spoken(p, rule.from, l);
    const auto to = spoken(p, rule.to, l);
    return kind == CauseKind::rule_min
               ? say(l, "shorten the lag from {0} to {1} by {2}", "将{0}到{1}的最小时距缩短 {2}", {from, to, amount})
               : say(l, "lengthen the maximum lag from {0} to {1} by {2}", "将{0}到{1}的最大时距放宽 {2}",
                     {from, to, amount});
}

inline std::optional<Seconds> day_of(const Process& p, std::optional<CalendarId> id) {
    return id ? std::optional(p[*id].day_size()) : std::nullopt;
}

inline std::string lag_amount(const Process& p, const ExplanationStep& s, Language l) {
    if (s.months) return std::to_string(std::abs(*s.months)) + "emo";
    return amount_text(std::chrono::abs(s.amount), day_of(p, s.calendar), l);
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

CONVENE_DECL std::string describe(const Process& p, const ConflictPart& part, Language l) {
    return detail::part_requirement(p, part, l);
}

CONVENE_DECL Diagnostic to_diagnostic(const Process& p, const Conflict& conflict) {
    Diagnostic fault{Code::infeasible, {}, {}, {}, {}};
    std::array<std::string, 2> what;
    std::array<std::string, 2> how;
    const auto join = [](std::string& list, const std::string& item, Language l) {
        if (item.empty() || list.find(item) != std::string::npos) return;
        if (!list.empty()) list += l == Language::zh ? "；" : "; ";
        list += item;
    };
    for (const auto l : {Language::en, Language::zh}) {
        auto& ways = how[static_cast<std::size_t>(l)];
        for (const auto& part : conflict.parts) {
            join(what[static_cast<std::size_t>(l)], detail::part_requirement(p, part, l), l);
            const auto advice = detail::advice(p, part, l);
            if (!advice.empty()) ways += (ways.empty() ? "" : l == Language::zh ? "；或" : "; or ") + advice;
        }
        for (const auto& shorter : conflict.durations) {
            const auto amount = amount_text(
                shorter.by,
                detail::day_of(p, p[shorter.activity].calendar ? *p[shorter.activity].calendar : p.calendar()), l);
            ways +=
                (ways.empty()        ? ""
                 : l == Language::zh ? "；或"
                                     : "; or ") +
                detail::say(l, "shorten {0} by {1}", "将{0}的工期缩短 {1}", {spoken(p, shorter.activity, l), amount});
        }
        if (ways.empty()) ways = l == Language::zh ? "去掉其中一项" : "drop one of them";
    }
    for (const auto& part : conflict.parts) {
        Origin origin = 0;
        if (part.cause.kind() == CauseKind::rule_min || part.cause.kind() == CauseKind::rule_max)
            origin = p.rule(RuleId{part.cause.index()}).origin;
        if (part.cause.kind() == CauseKind::constraint)
            origin = p.data().constraints.values()[part.cause.index()].origin;
        if (origin != 0 && (part.upper || !fault.where.offset)) fault.where = location_of(origin);
    }
    if (!conflict.parts.empty()) {
        fault.object = name_of(p, conflict.parts.back().activity);
        if (!fault.where.offset) fault.where = location_of(p[conflict.parts.back().activity].origin);
    }
    fault.arguments = {Text{{"en", what[0]}, {"zh", what[1]}}, Text{{"en", how[0]}, {"zh", how[1]}}};
    return fault;
}

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
