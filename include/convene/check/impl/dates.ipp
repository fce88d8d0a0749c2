#pragma once

#include <convene/check/dates.hpp>
#include <convene/check/impl/findings.ipp>
#include <convene/model/queries.hpp>
#include <convene/schedule/conflict.hpp>
#include <convene/schedule/detail/preparation.hpp>
#include <convene/schedule/detail/upper_bounds.hpp>
#include <convene/schedule/schedule.hpp>

#include <algorithm>
#include <iterator>

namespace convene {

namespace detail {

/// The process compiled, whether or not it is known when it starts.
inline tl::expected<Prepared, std::vector<LinkCycle>> prepare_anyhow(const Process& process,
                                                                     const ScheduleOptions& options) {
    auto effective = effective_options(process, options);
    return compile_process(process, effective ? std::move(*effective) : options);
}

class DateCheck {
  public:
    explicit DateCheck(const Process& p) : p_(p) {}

    /// `prepared`: nothing if there are cycles, so that there are no dates.
    Diagnostics operator()(const Prepared* prepared) {
        for (const auto id : p_.activities().ids()) check(id);
        if (prepared == nullptr) return found_.take();
        if (prepared->options().start || prepared->options().finish)
            check_schedule(*prepared);
        else
            check_without_start(*prepared);
        auto found = found_.take();
        std::ranges::move(refusals_, std::back_inserter(found));
        return found;
    }

  private:
    void check(ActivityId id) {
        const auto& activity = p_[id];
        if (activity.kind == ActivityKind::external && !p_.date(id) && !has_started(p_, id) &&
            found_.wants(Code::unknown_date))
            found_.add(Code::unknown_date, name_of(p_, id), {}, activity.origin);
        if (p_.constraints(id).size() < 2) return;
        constraints_.assign(p_.constraints(id).begin(), p_.constraints(id).end());
        std::ranges::stable_sort(constraints_, {}, &Constraint::kind);
        for (std::size_t i = 1; i < constraints_.size(); ++i) {
            const auto& one = constraints_[i - 1];
            const auto& two = constraints_[i];
            if (one.kind != two.kind || !found_.wants(Code::constraint_twice)) continue;
            found_.add(Code::constraint_twice, name_of(p_, id),
                       {label_text(one.kind), date_text(one.date), date_text(two.date)},
                       two.origin != 0 ? two.origin : activity.origin);
        }
    }

    /// Whatever start the schedule will be given later.
    void check_without_start(const Prepared& prepared) {
        for (const auto& conflict : conflicts_at_any_start(prepared)) refusals_.push_back(to_diagnostic(p_, conflict));
        if (prepared.options().stop.stop_requested()) refusals_.push_back({.code = Code::stopped});
    }

    void check_schedule(const Prepared& prepared) {
        const auto plan = schedule(prepared);
        if (!plan) {
            refusals_ = plan.error();
            return;
        }
        if (!p_.data().deadlines.empty())
            for (const auto id : p_.activities().ids()) check_deadline(*plan, id);
        const auto wanted = plan->options().wanted_by;
        if (wanted && plan->project_finish() > *wanted && found_.wants(Code::finish_missed))
            found_.add(Code::finish_missed, thing("process", "流程", p_.key(), p_.title()),
                       {date_text(*wanted), date_text(plan->project_finish())}, 0);
        for (const auto& broken : plan->broken()) check_soft(broken);
        check_coverage(*plan);
    }

    /// What a plan gives up without being asked to relax is soft.
    void check_soft(const BrokenBound& b) {
        if (!found_.wants(Code::soft_bound_missed)) return;
        const auto edge =
            b.edge == Edge::start ? Text{{"en", "start"}, {"zh", "开始"}} : Text{{"en", "finish"}, {"zh", "完成"}};
        found_.add(Code::soft_bound_missed, name_of(p_, b.activity),
                   {bound_words(p_, b), edge, date_text(b.limit), date_text(b.actual)}, p_[b.activity].origin);
    }

    void check_deadline(const Schedule& plan, ActivityId id) {
        const auto deadline = p_.deadline(id);
        if (!deadline || plan.early_finish(id) <= *deadline) return;
        if (has_finished(p_, id)) return;
        if (found_.wants(Code::deadline_missed))
            found_.add(Code::deadline_missed, name_of(p_, id), {date_text(*deadline), date_text(plan.early_finish(id))},
                       p_[id].origin);
    }

    void check_coverage(const Schedule& plan) {
        const auto covered = [](const CalendarEntry& e) { return e.calendar.coverage().has_value(); };
        if (std::ranges::none_of(p_.calendars(), covered)) return;
        std::vector<std::uint32_t> count(p_.calendars().size(), 0);
        std::vector<ActivityId> first(p_.calendars().size());
        const auto flags = provisional(plan);
        for (const auto id : p_.activities().ids()) {
            if (!flags[id].beyond_coverage) continue;
            const auto calendar = calendar_id_of(p_, id);
            if (count[calendar.index()]++ == 0) first[calendar.index()] = id;
        }
        for (const auto id : p_.calendars().ids()) {
            const auto coverage = p_[id].coverage();
            if (count[id.index()] == 0 || !coverage || !found_.wants(Code::beyond_coverage)) continue;
            found_.add(Code::beyond_coverage, name_of(p_, id),
                       {to_string(coverage->from), to_string(coverage->to), name_of(p_, first[id.index()]),
                        std::to_string(count[id.index()] - 1)},
                       p_.calendars()[id].imported ? 0 : p_.calendars()[id].origin);
        }
    }

    const Process& p_;
    Findings found_;
    Diagnostics refusals_;
    std::vector<Constraint> constraints_; // of the activity at hand
};

} // namespace detail

CONVENE_DECL Diagnostics check_dates(const Process& process, const ScheduleOptions& options) {
    const auto prepared = detail::prepare_anyhow(process, options);
    return detail::DateCheck(process)(prepared ? &*prepared : nullptr);
}

} // namespace convene
