#pragma once

#include <convene/staffing/detail/team_bound.hpp>
#include <convene/staffing/detail/wait_text.hpp>
#include <convene/staffing/impl/level_run.hpp>
#include <convene/staffing/impl/level_search.hpp>
#include <convene/staffing/level.hpp>

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace convene {

CONVENE_DECL Result<Levelled> level(const Process& process, const LevelOptions& options) {
    auto early = schedule(process, options.schedule);
    if (!early) return fail(std::move(early.error()));
    auto rules = options.rules;
    if (rules.empty())
        rules = {LevelRule::late_start, LevelRule::late_finish, LevelRule::total_float, LevelRule::early_start};
    const Staffing staffing(process);
    detail::LevelRun run(process, staffing, *early, options);
    std::optional<detail::Candidate> best;
    std::optional<StaffWait> last;
    const auto consider = [&](LevelRule rule) {
        detail::Candidate found{{.early = *early, .rule = rule}};
        run.fill(found.plan);
        found.cost = cost(process, options.objective, found.plan);
        if (!best || found.is_better_than(*best)) best = std::move(found);
    };
    const auto try_rules = [&] {
        for (const auto rule : rules) {
            if (run(rule)) {
                consider(rule);
                continue;
            }
            if (!last) last = run.last();
            if (run.is_hopeless()) break;
        }
        if (!options.objective.asks_to_stay()) return;
        std::vector<std::int64_t> keys;
        for (const auto t : options.objective.baseline) keys.push_back(t.time_since_epoch().count());
        if (run(keys, options.objective.baseline)) consider(rules.front());
    };
    try_rules();
    if (!best && options.schedule.on_conflict == OnConflict::relax) {
        run.drop_upper_bounds();
        try_rules();
    }
    if (best) {
        std::tie(best->plan.looked_from, best->plan.looked_until) = run.looked();
        if (options.tries == 0) return std::move(best->plan);
        detail::LevelSearch search(process, options, run);
        search.improve(*best, options.objective.is_finish_only() ? gap(process, best->plan).lower : far_past);
        search.add_looked(best->plan);
        return std::move(best->plan);
    }
    // Without people in the way every rule succeeds, so something was held.
    const auto wait = last.value_or(StaffWait{});
    return fail({Code::people_not_found,
                 name_of(process, wait.activity),
                 {describe(process, wait)},
                 location_of(process[wait.activity].origin),
                 {}});
}

CONVENE_DECL std::int64_t cost(const Process& process, const LevelObjective& objective, const Levelled& plan) {
    auto sum = objective.finish * (plan.project_finish - plan.early.project_start()).count();
    for (const auto a : process.activities().ids()) {
        const auto i = a.index();
        if (const auto deadline = process.deadline(a); deadline && plan.finish[i] > *deadline)
            sum += (objective.late_each.empty() ? objective.late : objective.late_each[i]) *
                   (plan.finish[i] - *deadline).count();
        if (objective.baseline.empty() || plan.start[i] == objective.baseline[i]) continue;
        sum += objective.moved + objective.shift * std::abs((plan.start[i] - objective.baseline[i]).count());
    }
    return sum;
}

CONVENE_DECL LevelGap gap(const Process& process, const Levelled& plan) {
    detail::TeamDemands demands;
    demands.calendars.resize(process.people().size());
    detail::add_demands(demands, process, plan.early, [](PersonId person) { return person.value; });
    LevelGap g;
    g.finish = plan.project_finish;
    g.lower = std::min(g.finish, std::max(plan.early.project_finish(), detail::team_bound(demands)));
    const auto length = (g.lower - plan.early.project_start()).count();
    if (length > 0) g.relative = static_cast<double>((g.finish - g.lower).count()) / static_cast<double>(length);
    return g;
}

CONVENE_DECL Text name_of(const Process& process, const StaffWait& wait) {
    return wait.resource ? name_of(process, *wait.resource) : wait.person ? name_of(process, *wait.person) : Text{};
}

CONVENE_DECL Text describe(const Process& process, const StaffWait& wait) {
    return detail::wait_words(process, wait, wait.by && !wait.elsewhere ? name_of(process, *wait.by) : Text{});
}

} // namespace convene
