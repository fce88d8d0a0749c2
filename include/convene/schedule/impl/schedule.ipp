#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/detail/preparation.hpp>
#include <convene/schedule/impl/conflict.ipp>
#include <convene/schedule/impl/drivers.ipp>
#include <convene/schedule/impl/kept_passes.ipp>
#include <convene/schedule/impl/late_limits.ipp>
#include <convene/schedule/impl/plan_late.ipp>
#include <convene/schedule/impl/relax.ipp>
#include <convene/schedule/impl/wording.ipp>
#include <convene/schedule/passes.hpp>
#include <convene/schedule/schedule.hpp>

#include <algorithm>
#include <utility>

namespace convene {

/// Makes one schedule; friend of `Schedule`.
class ScheduleRun {
  public:
    explicit ScheduleRun(const Prepared& prepared)
        : prepared_(prepared), process_(prepared.process()), options_(prepared.options()), s_(prepared) {}

    Result<Schedule> operator()() {
        if (is_stopped()) return stopped();
        if (options_.finish) schedule_back();
        const auto base = base_date();
        if (early_pass(network(), bounds(), base, early_) || !detail::ceilings_hold(network(), bounds(), early_)) {
            if (options_.on_conflict == OnConflict::refuse)
                if (auto faults = conflicts(base); !faults.empty() || !detail::has_soft_bounds(process_))
                    return fail(std::move(faults));
            relax(base);
        }
        if (is_stopped()) return stopped();
        if (auto faults = out_of_range(early_); !faults.empty()) return fail(std::move(faults));
        fill();
        if (is_stopped()) return stopped();
        if (options_.finish)
            if (auto faults = out_of_range(late_); !faults.empty()) return fail(std::move(faults));
        return std::move(s_);
    }

  private:
    using Of = detail::PassDifference::Of;

    [[nodiscard]] const Network& network() const { return s_.network(); }
    [[nodiscard]] const Bounds& bounds() const { return s_.bounds(); }

    [[nodiscard]] bool is_stopped() const { return options_.stop.stop_requested(); }
    static Result<Schedule> stopped() { return fail({.code = Code::stopped}); }

    [[nodiscard]] Instant base_date() const {
        const auto start = options_.start.value_or(s_.project_start_);
        return options_.status_date ? std::max(start, *options_.status_date) : start;
    }

    Diagnostics conflicts(Instant base) const {
        Diagnostics faults;
        for (const auto& conflict : detail::conflicts_from(prepared_, base))
            faults.push_back(to_diagnostic(process_, conflict));
        if (is_stopped()) faults.push_back({.code = Code::stopped});
        return faults;
    }

    /// Finds the start from which the project finishes at the wanted date.
    void schedule_back() {
        s_.project_start_ = *options_.finish;
        PassDates probe;
        // Loops only settle backwards if they can be kept at all.
        if (!early_pass(network(), bounds(), *options_.finish, probe)) return start_back_over(network(), bounds());
        if (options_.on_conflict == OnConflict::refuse && !detail::has_soft_bounds(process_)) return;
        auto g = network();
        auto b = bounds();
        b.ceilings = detail::by_node(g, {});
        (void)detail::Relaxing(process_, options_.on_conflict, g, b, *options_.finish, options_.stop)(probe);
        b.ceilings = bounds().ceilings;
        if (!early_pass(g, b, *options_.finish, probe)) start_back_over(g, b);
    }

    void start_back_over(const Network& g, const Bounds& b) {
        PassDates probe;
        // Deadlines are met, too: the start gives way.
        std::vector<Instant> limit(g.size(), *options_.finish);
        for (std::uint32_t v = 0; v < g.size(); ++v)
            if (const auto deadline = process_.deadline(ActivityId{g.activity_of[v]}))
                limit[v] = std::min(limit[v], *deadline);
        PassDates late;
        late_pass(g, b, limit, late);
        const auto first = [&](const auto& start_of) {
            auto start = *options_.finish;
            for (std::uint32_t v = 0; v < g.size(); ++v)
                if (!g.is_unbounded(v)) start = std::min(start, start_of(v));
            return start;
        };
        s_.project_start_ = first([&](std::uint32_t v) { return late.start[v]; });
        // What can't be done in time is done as early as it can be, so that the project may start later.
        if (early_pass(g, b, base_date(), probe)) return;
        s_.project_start_ = first([&](std::uint32_t v) { return std::max(late.start[v], probe.start[v]); });
    }

    static bool is_ceiling(const std::vector<DateBound>& upper, const BrokenBound& b) {
        return std::ranges::any_of(upper, [&](const DateBound& c) {
            return c.cause == b.cause && c.activity == b.activity.value && c.edge == b.edge;
        });
    }

    void relax(Instant base) {
        auto g = network();
        auto b = bounds();
        std::vector<DateBound> upper(b.ceilings.values().begin(), b.ceilings.values().end());
        s_.broken_ = detail::Relaxing(process_, options_.on_conflict, g, b, base, options_.stop)(early_);
        // Late dates still keep what early ones break: that is how late it is.
        for (const auto& broken : s_.broken_)
            if (broken.cause.kind() == CauseKind::rule_max && !is_ceiling(upper, broken))
                upper.push_back({broken.activity.value, broken.edge, broken.cause, broken.limit});
        b.ceilings = detail::by_node(g, upper);
        s_.prepared_ = detail::with_network(prepared_, std::move(g), std::move(b));
    }

    /// A fault for each activity whose dates a calendar has no time for, at most 100.
    Diagnostics out_of_range(const PassDates& dates) const {
        const auto& g = network();
        Diagnostics faults;
        for (std::uint32_t v = 0; v < g.size() && faults.size() < 100; ++v) {
            const auto finish = finish_of(bounds(), dates, v);
            if (is_writable(dates.start[v]) && is_writable(finish)) continue;
            const ActivityId id{g.activity_of[v]};
            const auto& table = g.table(v);
            if (g.calendars[v] != 0 && !table.unlimited())
                faults.push_back({Code::no_working_time_left,
                                  name_of(process_, id),
                                  {detail::calendar_words(process_, CalendarId{g.calendars[v] - 1U}),
                                   detail::date_text(table.last_work())},
                                  location_of(process_[id].origin),
                                  {}});
            else
                faults.push_back(
                    {Code::date_out_of_range, name_of(process_, id), {}, location_of(process_[id].origin), {}});
        }
        return faults;
    }

    void fill() {
        const auto& g = network();
        const auto n = g.size();
        fill_project_dates(g);
        late_pass(g, bounds(), late_limits(g), late_);
        PassDates free;
        free_pass(g, bounds(), early_, free);
        for (auto* column : {&s_.early_start_, &s_.early_finish_, &s_.late_start_, &s_.late_finish_}) column->resize(n);
        s_.total_float_.resize(n);
        s_.free_float_.resize(n);
        s_.driver_.resize(n);
        const auto end = std::max(s_.project_finish_, options_.finish.value_or(s_.project_finish_));
        work_to_end_.clear();
        for (const auto* table : g.tables) work_to_end_.push_back(table->before(end));
        for (std::uint32_t v = 0; v < n; ++v) fill_node(g, v, free);
        plan(g);
        overwrite_facts();
        keep_passes();
        if (options_.finish) s_.project_finish_ = last_finish([&](std::uint32_t a) { return s_.planned_finish_[a]; });
    }

    void fill_project_dates(const Network& g) {
        s_.project_start_ = options_.start.value_or(s_.project_start_);
        s_.project_finish_ = last_finish([&](std::uint32_t a) { return finish_of(bounds(), early_, g.node_of[a]); });
    }

    /// Of all activities but those per case.
    template <class FinishOf>
    [[nodiscard]] Instant last_finish(const FinishOf& finish_of_activity) const {
        const bool cases = has_cases(process_);
        auto last = s_.project_start_;
        for (const auto id : process_.activities().ids())
            if (!cases || !is_per_case(process_, id)) last = std::max(last, finish_of_activity(id.value));
        return last;
    }

    std::vector<Instant> late_limits(const Network& g) const {
        const detail::LateLimits limits(s_.prepared_, s_.project_finish_);
        std::vector<Instant> at(g.size());
        for (std::uint32_t v = 0; v < g.size(); ++v) at[v] = limits(v, finish_of(bounds(), early_, v)).at;
        return at;
    }

    void fill_node(const Network& g, std::uint32_t v, const PassDates& free) {
        const auto a = g.activity_of[v];
        const Seconds duration{bounds().durations[v]};
        const auto& table = g.table(v);
        const auto early_finish = finish_of(bounds(), early_, v);
        const auto late_finish = finish_of(bounds(), late_, v);
        s_.early_start_[a] = early_.start[v];
        s_.early_finish_[a] = early_finish;
        s_.driver_[a] = detail::driver_of(g, bounds(), early_, v);
        // Most of the time here goes into asking the calendar, and many of these dates are the same.
        const auto finished = table.before(early_finish);
        const auto after = [&](Instant t) {
            return t == early_finish ? Seconds{0} : Seconds{table.before(t) - finished};
        };
        s_.total_float_[a] = after(late_finish);
        // The free float ends where the first bound does, on the start or on the finish; the project's end is one.
        Seconds slack{std::max(work_to_end_[g.calendars[v]] - finished, std::int64_t{0})};
        if (!free.finish.empty() && free.finish[v] < far_future) slack = std::min(slack, after(free.finish[v]));
        if (free.start[v] < far_future) {
            // Work starts at the latest with the last working second that begins by then.
            const auto last = [&](Instant t) { return std::max(table.before(t + Seconds{1}) - 1, std::int64_t{0}); };
            slack =
                std::min(slack, duration.count() == 0 ? after(free.start[v])
                                                      : Seconds{last(free.start[v]) - table.before(early_.start[v])});
        }
        s_.free_float_[a] = slack;
        s_.late_start_[a] = late_.start[v];
        s_.late_finish_[a] = duration.count() == 0 ? late_finish : told_finish(table, early_finish, late_finish);
        if (s_.late_finish_[a] != late_finish) differences_.push_back({v, Of::late_finish, late_finish});
    }

    /// Late dates are told at the end of work, not at the opening of the next shift; but not before the early ones.
    static Instant told_finish(const WorkTable& table, Instant early, Instant late) {
        const auto told = table.end_of_work_before(late);
        if (told <= far_past) return late;
        return told < early && early <= late ? early : told;
    }

    /// The late dates; but as these are told at the end of work, later where something else leads up to a moment
    /// between that and the next opening.
    void plan_back(const Network& g) {
        PassDates planned{std::vector<Instant>(g.size()), std::vector<Instant>(g.size())};
        for (std::uint32_t v = 0; v < g.size(); ++v) {
            // What can't be done in time is done as early as it can be.
            const auto a = g.activity_of[v];
            planned.start[v] = std::max(s_.late_start_[a], s_.early_start_[a]);
            planned.finish[v] = std::max(s_.late_finish_[a], s_.early_finish_[a]);
        }
        if (!bounds().additive) detail::catch_up(g, bounds(), planned, late_);
        s_.planned_start_.resize(g.size());
        s_.planned_finish_.resize(g.size());
        for (std::uint32_t v = 0; v < g.size(); ++v) {
            s_.planned_start_[g.activity_of[v]] = planned.start[v];
            s_.planned_finish_[g.activity_of[v]] = planned.finish[v];
        }
    }

    void plan(const Network& g) {
        if (options_.finish) return plan_back(g);
        const auto activities = process_.activities().values();
        if (std::ranges::none_of(activities, [](const Activity& a) { return a.as_late_as_possible; })) return;
        s_.planned_start_ = s_.early_start_;
        s_.planned_finish_ = s_.early_finish_;
        PassDates planned = early_;
        planned.finish.resize(g.size());
        for (std::uint32_t v = 0; v < g.size(); ++v) planned.finish[v] = finish_of(bounds(), early_, v);
        // In a loop, two that are tied together give each other room step by step.
        for (int sweep = 0; sweep < (g.loops.empty() ? 1 : 100); ++sweep) {
            const auto before = planned.finish;
            detail::plan_late(g, bounds(), planned, late_, [&](std::uint32_t v) {
                return process_[ActivityId{g.activity_of[v]}].as_late_as_possible;
            });
            if (planned.finish == before) break;
        }
        for (std::uint32_t v = 0; v < g.size(); ++v) {
            if (!process_[ActivityId{g.activity_of[v]}].as_late_as_possible) continue;
            s_.planned_start_[g.activity_of[v]] = planned.start[v];
            s_.planned_finish_[g.activity_of[v]] = planned.finish[v];
        }
    }

    /// What has started has the start that it had, in every column.
    void overwrite_facts() {
        if (process_.data().progress.empty()) return;
        for (const auto id : process_.activities().ids()) {
            if (!has_started(process_, id)) continue;
            const auto progress = process_.progress(id);
            const auto start = progress->actual_start.value_or(progress->actual_finish.value_or(Instant{}));
            const auto i = id.index();
            keep_passes(network().node_of[i]);
            s_.early_start_[i] = s_.late_start_[i] = start;
            if (!s_.planned_start_.empty()) s_.planned_start_[i] = start;
            // A milestone that has started has finished.
            const auto finish = detail::is_moment(process_, id) ? std::optional(progress->actual_finish.value_or(start))
                                                                : progress->actual_finish;
            if (!finish) continue;
            s_.early_finish_[i] = s_.late_finish_[i] = *finish;
            if (!s_.planned_finish_.empty()) s_.planned_finish_[i] = *finish;
            s_.total_float_[i] = s_.free_float_[i] = Seconds{0};
        }
    }

    /// Remembers the dates of the passes before facts stand in their place.
    void keep_passes(std::uint32_t v) {
        differences_.push_back({v, Of::early_start, early_.start[v]});
        differences_.push_back({v, Of::early_finish, finish_of(bounds(), early_, v)});
        differences_.push_back({v, Of::late_start, late_.start[v]});
        differences_.push_back({v, Of::late_finish, finish_of(bounds(), late_, v)});
    }

    /// Remembers of the passes what the columns don't tell.
    void keep_passes() {
        auto kept = std::make_shared<detail::KeptPasses>();
        kept->differences = {differences_.begin(), differences_.end()};
        s_.passes_ = std::move(kept);
    }

    const Prepared& prepared_;
    const Process& process_;
    const ScheduleOptions& options_;
    PassDates early_;
    PassDates late_;
    std::vector<detail::PassDifference> differences_;
    std::vector<std::int64_t> work_to_end_; // of each calendar: working seconds before the project's end
    Schedule s_;
};

CONVENE_DECL const PassDates& Schedule::early_pass_dates() const& {
    assert(passes_);
    return passes_->of(*this).early;
}
CONVENE_DECL const PassDates& Schedule::late_pass_dates() const& {
    assert(passes_);
    return passes_->of(*this).late;
}

CONVENE_DECL Result<Schedule> schedule(const Prepared& prepared) { return ScheduleRun(prepared)(); }

CONVENE_DECL Result<Schedule> schedule(const Process& process, const ScheduleOptions& options) {
    const auto prepared = prepare(process, options);
    if (!prepared) return tl::unexpected(prepared.error());
    return schedule(*prepared);
}

CONVENE_DECL Table<ActivityId, Provisional> provisional(const Schedule& plan) {
    const auto& process = plan.process();
    const auto& g = plan.network();
    Table<ActivityId, Provisional> flags(g.size());
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        const ActivityId id{g.activity_of[v]};
        auto& own = flags[id];
        own.unknown_milestone =
            process[id].kind == ActivityKind::external && !process.date(id) && !has_started(process, id);
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a)
            if (!g.is_off(a) && flags[ActivityId{g.activity_of[g.sources[a]]}].unknown_milestone)
                own.unknown_milestone = true;
        const auto& calendar = process.calendar_of(id);
        own.beyond_coverage = !calendar.covers(plan.start(id)) || !calendar.covers(plan.finish(id));
    }
    return flags;
}

} // namespace convene
