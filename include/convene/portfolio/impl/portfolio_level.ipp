#pragma once

#include <convene/core/detail/in_parallel.hpp>
#include <convene/portfolio/impl/portfolio_level_run.hpp>
#include <convene/portfolio/impl/project_order.hpp>
#include <convene/portfolio/portfolio_level.hpp>
#include <convene/staffing/detail/team_bound.hpp>
#include <convene/staffing/detail/wait_text.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace convene {

CONVENE_DECL Result<PortfolioPlan> level(const Portfolio& portfolio, const PortfolioLevelOptions& options) {
    constexpr std::uint32_t batch = 4; // so that the plan does not depend on the number of threads
    auto dates = options.schedule;
    dates.progress = {};
    auto early = schedule(portfolio, dates);
    if (!early) return fail(std::move(early.error()));
    const auto n = portfolio.projects().size();
    if (early->projects.size() != n) return PortfolioPlan{};
    auto rules = options.rules;
    if (rules.empty()) rules = {ProjectRule::first_come, ProjectRule::due_date, ProjectRule::least_work};
    if (!options.order.empty()) rules = {ProjectRule::first_come};
    const auto tries = options.order.empty() ? options.tries : 0;
    auto burden = options.burden;
    burden.resize(portfolio.colleagues().size());
    if (options.burden.empty())
        for (const auto id : portfolio.projects().ids())
            detail::add_burden(burden, portfolio[id].process,
                               [&](PersonId person) { return portfolio.colleague(id, person).value; });

    struct Found {
        PortfolioPlan plan = {};
        std::pair<std::int64_t, Instant> value = {};
        bool complete = false;
        Diagnostics faults = {};
    };
    const auto tell = [&](std::size_t levelled) {
        if (options.schedule.progress) options.schedule.progress(levelled, (rules.size() + tries) * n);
    };
    const auto attempt = [&](ProjectRule rule, std::vector<ProjectId> order, std::size_t passes) {
        Found out;
        auto& plan = out.plan;
        plan.early = *early;
        plan.projects = Table<ProjectId, std::shared_ptr<const Levelled>>(n);
        plan.reservations = Table<ProjectId, std::shared_ptr<const std::vector<ColleagueReservation>>>(n);
        plan.colleague_reservations = Table<ColleagueId, std::vector<Reservation>>(portfolio.colleagues().size());
        plan.rule = rule;
        plan.burden = burden;
        plan.order = std::move(order);
        detail::PortfolioLevelRun run(portfolio, options, plan);
        std::size_t next = 0;
        const auto done = [&](std::size_t count) {
            // Tries run side by side and are told together.
            if (passes >= rules.size() || (count < next && count < n)) return;
            tell(passes * n + count);
            next = count + n / 256 + 1;
        };
        out.complete = run.all(done);
        out.faults = run.take_faults();
        if (out.complete) out.value = {tardiness(portfolio, plan), n == 0 ? far_past : finish_of(plan)};
        return out;
    };
    std::optional<Found> best;
    Diagnostics faults;
    const auto consider = [&](Found found) {
        if (!found.complete) {
            if (faults.empty()) faults = std::move(found.faults);
        } else if (!best || found.value < best->value) {
            best = std::move(found);
        }
    };
    const auto stopped = [&] { return options.schedule.stop.stop_requested(); };
    for (std::size_t r = 0; r < rules.size(); ++r) {
        consider(attempt(rules[r],
                         options.order.empty()
                             ? detail::order_of(portfolio, detail::keys_of(portfolio, *early, rules[r]))
                             : options.order,
                         r));
        if (stopped()) return PortfolioPlan{};
    }
    for (std::uint32_t tried = 0; best && tried < tries && !stopped();) {
        const auto count = std::min(batch, tries - tried);
        std::vector<Found> found(count);
        detail::in_parallel(count, options.threads, [&](std::uint32_t i, std::uint32_t) {
            const Random random(options.seed * 0x9E3779B97F4A7C15ULL + tried + i);
            auto order = detail::order_of(portfolio, detail::keys_near(portfolio, best->plan.order, random));
            found[i] = attempt(best->plan.rule, std::move(order), rules.size());
        });
        for (auto& each : found) consider(std::move(each));
        tried += count;
        tell((rules.size() + tried) * n);
    }
    if (best) return std::move(best->plan);
    return fail(std::move(faults));
}

CONVENE_DECL Result<std::size_t> relevel(const Portfolio& portfolio, PortfolioPlan& plan,
                                         std::span<const ProjectId> changed, const PortfolioLevelOptions& options) {
    std::vector<std::uint32_t> knots;
    std::set<ProjectId> dirty;
    for (const auto id : changed) {
        knots.push_back(portfolio.knot(id));
        dirty.insert(id);
    }
    if (plan.colleague_reservations.size() < portfolio.colleagues().size())
        for (auto i = plan.colleague_reservations.size(); i < portfolio.colleagues().size(); ++i)
            plan.colleague_reservations.push_back({});
    plan.burden.resize(portfolio.colleagues().size());
    detail::PortfolioRun early(portfolio, options.schedule, plan.early, dirty);
    auto faults = early(knots);
    dirty.insert(early.touched().begin(), early.touched().end());
    detail::PortfolioLevelRun run(portfolio, options, plan);
    if (faults.empty() && !early.stopped()) {
        if (run.some(dirty)) return run.levelled();
        faults = run.take_faults();
    }
    run.undo();
    early.undo();
    if (!faults.empty()) return fail(std::move(faults));
    return std::size_t{0};
}

CONVENE_DECL Instant finish_of(const PortfolioPlan& plan) {
    Instant finish = far_past;
    for (const auto& project : plan.projects) finish = std::max(finish, project->project_finish);
    return finish;
}

CONVENE_DECL std::int64_t tardiness(const Portfolio& portfolio, const PortfolioPlan& plan) {
    std::int64_t sum = 0;
    for (const auto id : portfolio.projects().ids()) {
        const auto due = portfolio[id].due.value_or(plan.early[id].project_finish());
        sum += portfolio[id].weight * std::max<std::int64_t>(0, (plan[id].project_finish - due).count());
    }
    return sum;
}

CONVENE_DECL Text describe(const Portfolio& portfolio, ProjectId project, const StaffWait& wait) {
    const auto& process = portfolio[project].process;
    if (!wait.elsewhere) return describe(process, wait);
    const auto place = place_of({.by = *wait.elsewhere});
    const auto where = name_of(portfolio, place.project);
    const auto what = name_of(portfolio[place.project].process, place.activity);
    const auto both = [&](Language l) {
        return detail::say(l, "{0}, {1}", "{0}的{1}", {std::string(where.in(l)), std::string(what.in(l))});
    };
    return detail::wait_words(process, wait, detail::in_both(both(Language::en), both(Language::zh)));
}

} // namespace convene
