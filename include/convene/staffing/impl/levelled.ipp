#pragma once

#include <convene/model/queries.hpp>
#include <convene/staffing/levelled.hpp>
#include <convene/time/detail/wording.hpp>

#include <string>
#include <string_view>

namespace convene {

namespace detail {

/// What a bound that was given up came from.
inline Text bound_words(const Process& process, const BrokenBound& bound) {
    const auto with = [](std::string_view en, std::string_view zh, const Text& name) {
        return Text{{"en", std::string(en) + std::string(name.in(Language::en))},
                    {"zh", std::string(name.in(Language::zh)) + std::string(zh)}};
    };
    switch (bound.cause.kind()) {
    case CauseKind::rule_min:
    case CauseKind::rule_max: return name_of(process, RuleId{bound.cause.index()});
    case CauseKind::artifact:
        return with("the date by which it has to issue ", "的提交日期",
                    name_of(process, ArtifactId{bound.cause.index()}));
    case CauseKind::date: return with("the date of ", "的日期", name_of(process, ActivityId{bound.cause.index()}));
    case CauseKind::follow_up:
    case CauseKind::actual:
    case CauseKind::project_start:
    case CauseKind::status_date:
    case CauseKind::constraint:
    case CauseKind::project_finish:
    case CauseKind::deadline:
    case CauseKind::outside: break;
    }
    return {{"en", "a limit"}, {"zh", "上限"}};
}

} // namespace detail

CONVENE_DECL Diagnostics findings(const Levelled& plan) {
    const auto& process = plan.process();
    Diagnostics out;
    for (const auto a : process.activities().ids()) {
        const auto deadline = process.deadline(a);
        if (!deadline || plan.finish(a) <= *deadline || has_finished(process, a)) continue;
        out.push_back({Code::plan_misses_deadline,
                       name_of(process, a),
                       {detail::date_words(*deadline), detail::date_words(plan.finish(a))},
                       location_of(process[a].origin),
                       {}});
    }
    const auto tell = [&](const BrokenBound& b) {
        const auto edge =
            b.edge == Edge::start ? Text{{"en", "start"}, {"zh", "开始"}} : Text{{"en", "finish"}, {"zh", "完成"}};
        const auto actual = b.edge == Edge::start ? plan.start(b.activity) : plan.finish(b.activity);
        if (actual <= b.limit) return;
        out.push_back({Code::bound_broken,
                       name_of(process, b.activity),
                       {detail::bound_words(process, b), edge, detail::date_words(b.limit), detail::date_words(actual)},
                       location_of(process[b.activity].origin),
                       {}});
    };
    for (const auto& b : plan.early().broken()) tell(b);
    for (const auto& b : plan.broken()) tell(b);
    const auto& options = plan.early().options();
    const auto wanted = options.wanted_by ? options.wanted_by : options.finish;
    if (wanted && plan.project_finish() > *wanted)
        out.push_back(
            {Code::plan_misses_finish,
             Text{{"en", "process " + std::string(process.key())}, {"zh", "流程 " + std::string(process.key())}},
             {detail::date_words(*wanted), detail::date_words(plan.project_finish())},
             {},
             {}});
    return out;
}

} // namespace convene
