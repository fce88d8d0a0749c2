#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/detail/upper_bounds.hpp>
#include <convene/staffing/levelled.hpp>
#include <convene/time/detail/wording.hpp>

#include <string>

namespace convene {

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
