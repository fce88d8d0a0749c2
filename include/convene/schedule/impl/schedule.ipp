#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/conflict.hpp>
#include <convene/schedule/impl/drivers.ipp>
#include <convene/schedule/impl/effective_options.ipp>
#include <convene/schedule/impl/late_limits.ipp>
#include <convene/schedule/impl/relax.ipp>
#include <convene/schedule/impl/system_of.ipp>
#include <convene/schedule/impl/wording.ipp>
#include <convene/schedule/passes.hpp>
#include <convene/schedule/schedule.hpp>

#include <algorithm>
#include <utility>

namespace convene {

namespace detail {

/// A network and the process whose calendars it points into.
struct OwnedNetwork {
    Process process;
    Network network;
};

} // namespace detail

/// Makes one schedule; friend of `Schedule`.
class ScheduleRun {
  public:
    ScheduleRun(const Process& process, ScheduleOptions options) : process_(process) {
        s_.options_ = std::move(options);
    }

    Result<Schedule> operator()() {
        auto system = detail::SystemOf(process_, s_.options_.status_date, s_.options_.outside)();
        auto network = compile(system);
        if (!network) return fail(find_cycles(process_));
        if (s_.options_.on_conflict == OnConflict::refuse) {
            system = {};
        }
        auto owned = std::make_shared<detail::OwnedNetwork>(detail::OwnedNetwork{process_, std::move(*network)});
        if (s_.options_.finish) schedule_back(owned->network);
        const auto base = base_date();
        if (early_pass(owned->network, base, early_) || !detail::ceilings_hold(owned->network, early_)) {
            if (s_.options_.on_conflict == OnConflict::refuse) return fail(conflicts());
            relax(std::move(system), owned->network, base);
        }
        if (auto faults = out_of_range(owned->network); !faults.empty()) return fail(std::move(faults));
        s_.network_ = std::shared_ptr<const Network>(owned, &owned->network);
        fill();
        return std::move(s_);
    }

  private:
    [[nodiscard]] Instant base_date() const {
        const auto start = s_.options_.start.value_or(s_.project_start_);
        return s_.options_.status_date ? std::max(start, *s_.options_.status_date) : start;
    }

    Diagnostics conflicts() {
        Diagnostics faults;
        auto options = s_.options_;
        if (!options.start) options.start = s_.project_start_;
        for (const auto& conflict : find_conflicts(process_, options))
            faults.push_back(to_diagnostic(process_, conflict));
        return faults;
    }

    /// Finds the start from which the project finishes at the wanted date.
    void schedule_back(const Network& g) {
        // Loops only settle backwards if they can be kept at all; an impossible one is found by the early pass.
        s_.project_start_ = *s_.options_.finish;
        PassDates probe;
        if (early_pass(g, *s_.options_.finish, probe)) return;
        // Deadlines are met, too: the start gives way.
        std::vector<Instant> limit(g.size(), *s_.options_.finish);
        for (std::uint32_t v = 0; v < g.size(); ++v)
            if (const auto deadline = process_.deadline(ActivityId{g.activity_of[v]}))
                limit[v] = std::min(limit[v], *deadline);
        late_pass(g, limit, late_);
        for (std::uint32_t v = 0; v < g.size(); ++v)
            if (!g.is_unbounded(v)) s_.project_start_ = std::min(s_.project_start_, late_.start[v]);
    }

    void relax(TemporalSystem system, Network& network, Instant base) {
        auto relaxed = detail::relax(std::move(system), base, early_);
        network = std::move(relaxed.network);
        s_.broken_ = std::move(relaxed.dropped);
    }

    /// A fault for each activity whose dates a calendar has no time for, at most 100.
    Diagnostics out_of_range(const Network& g) const {
        Diagnostics faults;
        for (std::uint32_t v = 0; v < g.size() && faults.size() < 100; ++v) {
            const auto finish = detail::early_finish(g, early_, v);
            if (is_writable(early_.start[v]) && is_writable(finish)) continue;
            const ActivityId id{g.activity_of[v]};
            const auto& table = *g.tables[g.calendars[v]];
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
        const auto& g = *s_.network_;
        const auto n = g.size();
        fill_project_dates(g);
        late_pass(g, late_limits(g), late_);
        PassDates free;
        free_pass(g, early_, free);
        for (auto* column : {&s_.early_start_, &s_.early_finish_, &s_.late_start_, &s_.late_finish_}) column->resize(n);
        s_.total_float_.resize(n);
        s_.free_float_.resize(n);
        s_.driver_.resize(n);
        for (std::uint32_t v = 0; v < n; ++v) fill_node(g, v, free);
        plan(g);
        overwrite_facts();
    }

    void fill_project_dates(const Network& g) {
        const bool cases = has_cases(process_);
        s_.project_start_ = s_.options_.start.value_or(s_.project_start_);
        s_.project_finish_ = s_.project_start_;
        for (std::uint32_t v = 0; v < g.size(); ++v)
            if (!cases || !is_per_case(process_, ActivityId{g.activity_of[v]}))
                s_.project_finish_ = std::max(s_.project_finish_, detail::early_finish(g, early_, v));
    }

    std::vector<Instant> late_limits(const Network& g) const {
        const detail::LateLimits limits(process_, g, s_.options_, s_.project_finish_);
        std::vector<Instant> at(g.size());
        for (std::uint32_t v = 0; v < g.size(); ++v) at[v] = limits(v, detail::early_finish(g, early_, v)).at;
        return at;
    }

    void fill_node(const Network& g, std::uint32_t v, const PassDates& free) {
        const auto a = g.activity_of[v];
        const Seconds duration{g.durations[v]};
        const auto& table = *g.tables[g.calendars[v]];
        const auto early_finish = detail::early_finish(g, early_, v);
        const auto late_finish = g.additive ? late_.start[v] + duration : late_.finish[v];
        s_.early_start_[a] = early_.start[v];
        s_.early_finish_[a] = early_finish;
        s_.driver_[a] = detail::driver_of(g, early_, v);
        // Most of the time here goes into asking the calendar, and many of these dates are the same.
        const auto finished = table.before(early_finish);
        const auto after = [&](Instant t) {
            return t == early_finish ? Seconds{0} : Seconds{table.before(t) - finished};
        };
        s_.total_float_[a] = after(late_finish);
        // The float ends where the first bound does, on the start or on the finish.
        auto slack = s_.total_float_[a];
        if (free.finish[v] < far_future) slack = std::min(slack, after(free.finish[v]));
        if (free.start[v] < far_future) slack = std::min(slack, table.between(early_.start[v], free.start[v]));
        s_.free_float_[a] = std::max(slack, std::min(Seconds{0}, s_.total_float_[a]));
        // Late dates are told at the end of work, not at the opening of the next shift; but not before the early ones.
        auto told = table.end_of_work_before(late_finish);
        if (told < early_finish && early_finish <= late_finish) told = early_finish;
        if (told <= far_past) told = late_finish;
        s_.late_finish_[a] = told;
        s_.late_start_[a] = duration.count() == 0 ? told : late_.start[v];
    }

    /// The late dates; but as these are told at the end of work, later where something else leads up to a moment
    /// between that and the next opening.
    void plan_back(const Network& g) {
        PassDates planned{std::vector<Instant>(g.size()), std::vector<Instant>(g.size())};
        for (std::uint32_t v = 0; v < g.size(); ++v) {
            planned.start[v] = s_.late_start_[g.activity_of[v]];
            planned.finish[v] = s_.late_finish_[g.activity_of[v]];
        }
        if (!g.additive) detail::catch_up(g, planned, late_);
        s_.planned_start_.resize(g.size());
        s_.planned_finish_.resize(g.size());
        for (std::uint32_t v = 0; v < g.size(); ++v) {
            s_.planned_start_[g.activity_of[v]] = planned.start[v];
            s_.planned_finish_[g.activity_of[v]] = planned.finish[v];
        }
    }

    void plan(const Network& g) {
        if (s_.options_.finish) return plan_back(g);
        const auto activities = process_.activities().values();
        if (std::ranges::none_of(activities, [](const Activity& a) { return a.as_late_as_possible; })) return;
        s_.planned_start_ = s_.early_start_;
        s_.planned_finish_ = s_.early_finish_;
        PassDates planned = early_;
        if (g.additive) {
            planned.finish.resize(g.size());
            for (std::uint32_t v = 0; v < g.size(); ++v) planned.finish[v] = early_.start[v] + Seconds{g.durations[v]};
        }
        // In a loop, two that are tied together give each other room step by step.
        for (int sweep = 0; sweep < (g.loops.empty() ? 1 : 100); ++sweep) {
            const auto before = planned.finish;
            detail::plan_late(g, planned, late_, [&](std::uint32_t v) {
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
            s_.early_start_[i] = s_.late_start_[i] = start;
            if (!s_.planned_start_.empty()) s_.planned_start_[i] = start;
            if (!progress->actual_finish) continue;
            s_.early_finish_[i] = s_.late_finish_[i] = *progress->actual_finish;
            if (!s_.planned_finish_.empty()) s_.planned_finish_[i] = *progress->actual_finish;
            s_.total_float_[i] = s_.free_float_[i] = Seconds{0};
        }
    }

    const Process& process_;
    Schedule s_;
    PassDates early_;
    PassDates late_;
};

CONVENE_DECL Result<Schedule> schedule(const Process& process, const ScheduleOptions& options) {
    auto effective = detail::effective_options(process, options);
    if (!effective) return fail({Code::no_start, {}, {}, {}, {}});
    return ScheduleRun(process, std::move(*effective))();
}

CONVENE_DECL std::vector<Provisional> provisional(const Process& process, const Schedule& schedule) {
    const auto& g = schedule.network();
    std::vector<Provisional> flags(g.size());
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        const ActivityId id{g.activity_of[v]};
        auto& own = flags[id.index()];
        own.unknown_milestone =
            process[id].kind == ActivityKind::external && !process.date(id) && !has_started(process, id);
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a)
            if (flags[g.activity_of[g.arcs[a].from]].unknown_milestone) own.unknown_milestone = true;
        const auto& calendar = process.calendar_of(id);
        own.beyond_coverage = !calendar.covers(schedule.start(id)) || !calendar.covers(schedule.finish(id));
    }
    return flags;
}

} // namespace convene
