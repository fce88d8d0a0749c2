#pragma once

#include <convene/rcpsp/search.hpp>
#include <convene/schedule/prepare.hpp>
#include <convene/staffing/detail/occupancy.hpp>
#include <convene/staffing/detail/team_bound.hpp>
#include <convene/staffing/detail/wait_text.hpp>
#include <convene/staffing/impl/flat_search.hpp>
#include <convene/staffing/impl/level_run.hpp>
#include <convene/staffing/impl/level_search.hpp>
#include <convene/staffing/impl/surroundings.hpp>
#include <convene/staffing/level.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace convene {

namespace detail {

/// Tries rules, and keeps the best plan of what has been tried.
class Levelling {
  public:
    /// `early` goes into the plan.
    Levelling(Schedule& early, const Staffing& staffing, const LevelOptions& options, const Surroundings& around)
        : process_(staffing.process()), early_(early), staffing_(staffing), options_(options),
          run_(staffing, early, options, around) {}

    Result<Levelled> operator()() {
        try_rules();
        if (!best_ && run_.drop_soft_bounds()) try_rules();
        if (!best_ && early_.options().on_conflict == OnConflict::relax) {
            run_.drop_upper_bounds();
            try_rules();
        }
        if (!best_) return fail(Diagnostics{fault()});
        if (options_.method == LevelMethod::flat) try_flat();
        std::tie(best_->plan.looked_from, best_->plan.looked_until) = run_.looked();
        if (options_.tries > 0 || !options_.objective.is_finish_only()) improve();
        return Levelled(std::move(early_), std::move(best_->plan));
    }

  private:
    void consider(LevelRule rule) {
        Candidate found{run_.data()};
        found.plan.rule = rule;
        found.cost = cost_of(process_, options_.objective, early_.project_start(), found.plan);
        if (!best_ || found.is_better_than(*best_)) best_ = std::move(found);
    }

    void try_rules() {
        auto rules = options_.rules;
        if (rules.empty())
            rules = {LevelRule::late_start, LevelRule::late_finish, LevelRule::total_float, LevelRule::early_start};
        for (const auto rule : rules) {
            if (run_(rule)) {
                consider(rule);
                continue;
            }
            if (!last_) last_ = run_.last();
            if (run_.is_hopeless()) break;
        }
        if (!options_.objective.asks_to_stay()) return;
        const auto baseline = options_.objective.baseline.values();
        std::vector<std::int64_t> keys;
        for (const auto t : baseline) keys.push_back(t.time_since_epoch().count());
        if (run_(keys, baseline)) consider(rules.front());
    }

    void try_flat() {
        const auto flat = flatten(early_);
        if (!flat) return;
        const auto found = rcpsp::search(flat->problem, flat_search(process_, *flat, options_));
        if (found.starts.empty()) return;
        const std::vector<std::int64_t> keys(found.starts.begin(), found.starts.end());
        if (run_(keys, {})) consider(best_->plan.rule);
    }

    void improve() {
        const auto lower = options_.objective.is_finish_only() ? lower_bound_of(early_, staffing_) : far_past;
        LevelSearch search(staffing_, early_, options_, run_);
        if (!search.try_all(*best_, lower)) search.improve(*best_, lower);
        search.add_looked(best_->plan);
    }

    /// Without people in the way every rule succeeds, so something was waited for.
    Diagnostic fault() {
        const auto wait = last_.value_or(StaffWait{});
        const auto origin = location_of(process_[wait.activity].origin);
        if (wait.kind == StaffWait::Kind::off_work && run_.is_hopeless())
            if (const auto advice = run_.advice(wait))
                return {Code::hours_never_suit,
                        name_of(process_, wait.activity),
                        {name_of(process_, wait), *advice},
                        origin,
                        {}};
        return {Code::people_not_found, name_of(process_, wait.activity), {describe(process_, wait)}, origin, {}};
    }

    const Process& process_;
    Schedule& early_;
    const Staffing& staffing_;
    const LevelOptions& options_;
    LevelRun run_;
    std::optional<Candidate> best_;
    std::optional<StaffWait> last_;
};

/// Levels from earlier and earlier starts until the plan ends by the finish that scheduling goes back from; then from
/// the latest of the whole days in between that do.
class LevellingBack {
  public:
    LevellingBack(const Schedule& early, const LevelOptions& options) : early_(early), options_(options) {}

    Result<Levelled> operator()() {
        const auto wanted = *early_.options().finish;
        const auto& calendar = early_.process()[early_.process().calendar()];
        auto start = early_.project_start();
        auto too_late = start;
        auto plan = from(start);
        for (int i = 0; i < 20 && plan && plan->project_finish() > wanted; ++i) {
            const auto late = std::max(Seconds{1}, calendar.between(wanted, plan->project_finish()));
            too_late = start;
            start = calendar.next_working(calendar.sub(start, late));
            auto next = from(start);
            if (!next || next->project_finish() >= plan->project_finish()) break;
            plan = std::move(next);
        }
        if (!plan || plan->project_finish() > wanted) return plan;
        const auto day = calendar.day_size();
        for (auto days = calendar.between(start, too_late) / day; days > 1;) {
            const auto middle = calendar.next_working(calendar.add(start, day * (days / 2)));
            auto next = from(middle);
            if (next && next->project_finish() <= wanted) {
                plan = std::move(next);
                start = middle;
                days -= days / 2;
            } else {
                days /= 2;
            }
        }
        return plan;
    }

  private:
    [[nodiscard]] Result<Levelled> from(Instant start) const {
        auto options = early_.options();
        options.start = start;
        options.wanted_by = options.finish;
        const auto prepared = prepare(early_.prepared(), options);
        if (!prepared) return fail(prepared.error());
        auto early = schedule(*prepared);
        if (!early) return fail(std::move(early.error()));
        const auto& process = early_.process();
        return level_among(std::move(*early), Staffing(process), options_, surroundings_of(process, options_));
    }

    const Schedule& early_;
    const LevelOptions& options_;
};

} // namespace detail

CONVENE_DECL Result<Levelled> detail::level_among(Schedule early, const Staffing& staffing, const LevelOptions& options,
                                                  const Surroundings& around) {
    return Levelling(early, staffing, options, around)();
}

CONVENE_DECL Result<Levelled> level(const Schedule& early, const LevelOptions& options) {
    if (early.options().finish && !early.options().start) return detail::LevellingBack(early, options)();
    return detail::level_among(early, Staffing(early.process()), options,
                               detail::surroundings_of(early.process(), options));
}

CONVENE_DECL Result<Levelled> level(const Process& process, const LevelOptions& options) {
    auto early = schedule(process, options.schedule);
    if (!early) return fail(std::move(early.error()));
    if (early->options().finish && !early->options().start) return detail::LevellingBack(*early, options)();
    return detail::level_among(std::move(*early), Staffing(process), options,
                               detail::surroundings_of(process, options));
}

CONVENE_DECL std::int64_t cost(const LevelObjective& objective, const Levelled& plan) {
    return detail::cost_of(plan.process(), objective, plan.project_start(), plan.data());
}

CONVENE_DECL LevelGap gap(const Levelled& plan) {
    LevelGap g;
    g.finish = plan.project_finish();
    g.lower = std::min(g.finish, detail::lower_bound_of(plan.early(), Staffing(plan.process())));
    const auto length = (g.lower - plan.project_start()).count();
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
