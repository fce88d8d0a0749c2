#pragma once

#include <convene/core/detail/in_parallel.hpp>
#include <convene/portfolio/impl/portfolio_level_run.hpp>
#include <convene/portfolio/impl/project_order.hpp>
#include <convene/portfolio/portfolio_level.hpp>
#include <convene/staffing/detail/team_demands.hpp>
#include <convene/staffing/detail/wait_text.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace convene {

namespace detail {

/// Levels a portfolio in one order after the other, and keeps the best plan.
class PortfolioLevelling {
  public:
    PortfolioLevelling(const Portfolio& portfolio, const PortfolioLevelOptions& options, const PortfolioSchedule& early)
        : p_(portfolio), o_(options), early_(early), rules_(options.rules), staffings_(portfolio.projects().size()),
          tries_(options.order.empty() ? options.tries : 0) {
        if (rules_.empty()) rules_ = {ProjectRule::first_come, ProjectRule::due_date, ProjectRule::least_work};
        if (!o_.order.empty()) rules_ = {ProjectRule::first_come};
        for (const auto id : p_.projects().ids()) staffings_[id] = std::make_shared<const Staffing>(p_[id].process);
        burden_ = o_.burden;
        burden_.resize(p_.colleagues().size());
        if (!o_.burden.empty()) return;
        for (const auto id : p_.projects().ids())
            add_burden(burden_, *staffings_[id], [&](PersonId person) { return p_.colleague(id, person).value; });
    }

    Result<PortfolioPlan> operator()() {
        for (std::size_t r = 0; r < rules_.size(); ++r) {
            consider(attempt(rules_[r], order_of_rule(rules_[r]), r));
            if (is_stopped()) return fail(Diagnostics{stopped()});
        }
        try_orders();
        if (best_) return std::move(best_->plan);
        return fail(std::move(faults_));
    }

  private:
    struct Found {
        PortfolioPlan plan = {};
        std::pair<std::int64_t, Instant> value = {};
        bool complete = false;
        Diagnostics faults = {};
    };

    [[nodiscard]] bool is_stopped() const { return o_.schedule.stop.stop_requested(); }

    void tell_progress(std::size_t levelled) const {
        const auto n = p_.projects().size();
        if (o_.schedule.progress) o_.schedule.progress(levelled, (rules_.size() + tries_) * n);
    }

    [[nodiscard]] std::vector<ProjectId> order_of_rule(ProjectRule rule) const {
        return o_.order.empty() ? order_of(p_, keys_of(p_, staffings_, early_, rule)) : o_.order;
    }

    /// `passes` before it; tries run side by side and are told together.
    Found attempt(ProjectRule rule, std::vector<ProjectId> order, std::size_t passes) {
        const auto n = p_.projects().size();
        Found out;
        auto& plan = out.plan;
        plan.early = early_;
        plan.projects = Table<ProjectId, std::shared_ptr<const Levelled>>(n);
        plan.reservations = Table<ProjectId, std::shared_ptr<const std::vector<ColleagueReservation>>>(n);
        plan.colleague_reservations = Table<ColleagueId, std::vector<Reservation>>(p_.colleagues().size());
        plan.rule = rule;
        plan.burden = burden_;
        plan.order = std::move(order);
        PortfolioLevelRun run(p_, o_, staffings_, plan);
        std::size_t next = 0;
        const auto done = [&](std::size_t count) {
            if (passes >= rules_.size() || (count < next && count < n)) return;
            tell_progress(passes * n + count);
            next = count + n / 256 + 1;
        };
        out.complete = run.all(done);
        out.faults = run.take_faults();
        if (out.complete) out.value = {tardiness(p_, plan), n == 0 ? far_past : finish_of(plan)};
        return out;
    }

    void consider(Found found) {
        if (!found.complete) {
            if (faults_.empty()) faults_ = std::move(found.faults);
        } else if (!best_ || found.value < best_->value) {
            best_ = std::move(found);
        }
    }

    void try_orders() {
        constexpr std::uint32_t batch = 4; // so that the plan does not depend on the number of threads
        for (std::uint32_t tried = 0; best_ && tried < tries_ && !is_stopped();) {
            const auto count = std::min(batch, tries_ - tried);
            std::vector<Found> found(count);
            in_parallel(count, o_.threads, [&](std::uint32_t i, std::uint32_t) {
                const Random random(o_.seed * 0x9E3779B97F4A7C15ULL + tried + i);
                auto order = order_of(p_, keys_near(p_, best_->plan.order, random));
                found[i] = attempt(best_->plan.rule, std::move(order), rules_.size());
            });
            for (auto& each : found) consider(std::move(each));
            tried += count;
            tell_progress((rules_.size() + tried) * p_.projects().size());
        }
    }

    const Portfolio& p_;
    const PortfolioLevelOptions& o_;
    const PortfolioSchedule& early_;
    std::vector<ProjectRule> rules_;
    Staffings staffings_; // complete, so that runs side by side only read it
    std::vector<std::int64_t> burden_;
    std::uint32_t tries_;
    std::optional<Found> best_;
    Diagnostics faults_;
};

} // namespace detail

CONVENE_DECL Result<PortfolioPlan> level(const Portfolio& portfolio, const PortfolioLevelOptions& options) {
    if (!options.order.empty())
        if (auto fault = detail::order_fault(portfolio, options.order)) return fail(std::move(*fault));
    auto dates = options.schedule;
    dates.progress = {};
    const auto early = schedule(portfolio, dates);
    if (!early) return fail(early.error());
    return detail::PortfolioLevelling(portfolio, options, *early)();
}

CONVENE_DECL Result<std::size_t> relevel(const Portfolio& portfolio, PortfolioPlan& plan,
                                         std::span<const ProjectId> changed, const PortfolioLevelOptions& options) {
    std::vector<std::uint32_t> components;
    std::set<ProjectId> dirty;
    for (const auto id : changed) {
        components.push_back(portfolio.component(id));
        dirty.insert(id);
    }
    if (plan.colleague_reservations.size() < portfolio.colleagues().size())
        for (auto i = plan.colleague_reservations.size(); i < portfolio.colleagues().size(); ++i)
            plan.colleague_reservations.push_back({});
    plan.burden.resize(portfolio.colleagues().size());
    detail::PortfolioRun early(portfolio, options.schedule, plan.early, dirty);
    auto faults = early(components);
    dirty.insert(early.touched().begin(), early.touched().end());
    detail::Staffings staffings(portfolio.projects().size());
    detail::PortfolioLevelRun run(portfolio, options, staffings, plan);
    if (faults.empty() && !early.stopped()) {
        if (run.some(dirty)) return run.levelled();
        faults = run.take_faults();
    }
    run.undo();
    early.undo();
    if (faults.empty()) faults.push_back(detail::stopped());
    return fail(std::move(faults));
}

CONVENE_DECL Instant finish_of(const PortfolioPlan& plan) {
    Instant finish = far_past;
    for (const auto& project : plan.projects) finish = std::max(finish, project->project_finish());
    return finish;
}

CONVENE_DECL std::int64_t tardiness(const Portfolio& portfolio, const PortfolioPlan& plan) {
    std::int64_t sum = 0;
    for (const auto id : portfolio.projects().ids()) {
        const auto due = portfolio[id].due.value_or(plan.early[id].project_finish());
        sum += portfolio[id].weight * std::max<std::int64_t>(0, (plan[id].project_finish() - due).count());
    }
    return sum;
}

CONVENE_DECL Diagnostics findings(const Portfolio& portfolio, const PortfolioPlan& plan) {
    Diagnostics out;
    for (const auto id : portfolio.projects().ids()) detail::tell(portfolio, id, findings(plan[id]), out);
    return out;
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
