#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/conflict.hpp>
#include <convene/schedule/impl/wording.ipp>

#include <array>
#include <string>

namespace convene {

namespace detail {

inline std::string part_requirement(const Process& p, const ConflictPart& part, Language l) {
    const auto kind = part.cause.kind();
    if (kind == CauseKind::rule_min || kind == CauseKind::rule_max || kind == CauseKind::artifact ||
        kind == CauseKind::follow_up)
        return link_text(p, part.cause, part.from.value_or(part.activity), part.activity, l);
    if (kind == CauseKind::status_date)
        return say(l, "unfinished work continues after the status date, {0}", "尚未完成的工作在状态日期 {0} 之后进行",
                   {date_text(*part.date)});
    if (kind == CauseKind::project_start)
        return say(l, "nothing can start before {0}", "任何工作不得早于 {0} 开始", {date_text(*part.date)});
    return root_text(p, part.cause, part.activity, part.edge, part.date.value_or(Instant{}), l);
}

/// On which calendar a rule's lag is counted, as the length of its day; none for the clock.
inline std::optional<Seconds> lag_day(const Process& p, const Rule& rule, Span span) {
    const auto calendar = is_elapsed(span) ? std::nullopt : lag_calendar_id_of(p, rule);
    return calendar ? std::optional(p[*calendar].day_size()) : std::nullopt;
}

/// What a part would have to give, as advice; empty if it can't resolve the conflict alone by a change of amount.
inline std::string advice(const Process& p, const ConflictPart& part, Language l) {
    const auto kind = part.cause.kind();
    if (part.relaxed_date) {
        const auto date = date_text(*part.relaxed_date);
        if (kind == CauseKind::status_date)
            return say(l, "set the status date to {0} or earlier", "状态日期设为 {0} 或更早", {date});
        if (kind == CauseKind::project_start) return say(l, "start the project by {0}", "项目提前至 {0} 开始", {date});
        const auto a = spoken(p, part.activity, l);
        return part.upper ? say(l, "allow {0} to {1} as late as {2}", "允许{0}最迟于 {2} {1}",
                                {a, verb(p, part.activity, part.edge, l), date})
                          : say(l, "allow {0} to {1} as early as {2}", "允许{0}最早于 {2} {1}",
                                {a, verb(p, part.activity, part.edge, l), date});
    }
    if (kind != CauseKind::rule_min && kind != CauseKind::rule_max) return {};
    const auto rule = p.rule(RuleId{part.cause.index()});
    const auto span = (kind == CauseKind::rule_min ? rule.min : rule.max).value_or(Span{});
    std::string amount;
    if (part.relax_months) amount = span_text(spans::elapsed_months(static_cast<std::int32_t>(*part.relax_months)), l);
    if (part.relax_by) amount = amount_in_sentence(*part.relax_by, lag_day(p, rule, span), l);
    if (amount.empty()) return {};
    const auto from = spoken(p, rule.from, l);
    const auto to = spoken(p, rule.to, l);
    return kind == CauseKind::rule_min
               ? say(l, "shorten the lag from {0} to {1} by {2}", "把{0}到{1}的最小时距缩短 {2}", {from, to, amount})
               : say(l, "lengthen the maximum lag from {0} to {1} by {2}", "把{0}到{1}的最大时距放宽 {2}",
                     {from, to, amount});
}

} // namespace detail

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
            const auto amount =
                detail::amount_in_sentence(shorter.by, detail::day_of(p, calendar_id_of(p, shorter.activity)), l);
            ways +=
                (ways.empty()        ? ""
                 : l == Language::zh ? "；或"
                                     : "; or ") +
                detail::say(l, "shorten {0} by {1}", "把{0}的工期缩短 {1}", {spoken(p, shorter.activity, l), amount});
        }
        if (ways.empty()) ways = l == Language::zh ? "去掉其中一项要求" : "drop one of these requirements";
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

} // namespace convene
