#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/temporal_system.hpp>

#include <limits>
#include <span>
#include <unordered_map>

namespace convene {

namespace detail {

/// The calendar of an activity's work, into `TemporalSystem::tables`: 0 is the clock, then the calendars of the
/// process.
inline std::uint16_t table_of(const Process& process, ActivityId id) {
    const auto& a = process[id];
    if (is_elapsed(a.duration) && a.duration.amount != 0) return 0;
    return static_cast<std::uint16_t>(calendar_id_of(process, id).value + 1);
}

/// Turns a process into the temporal system that it means, with what has happened folded in.
class TemporalSystemBuilder {
  public:
    TemporalSystemBuilder(const Process& process, std::optional<Instant> status_date,
                          std::span<const OutsideDate> outside = {})
        : process_(process), data_(process.data()), status_(status_date), outside_(outside) {}

    TemporalSystem operator()() {
        add_tables();
        add_activities();
        for (const auto id : process_.activities().ids()) {
            for (; next_rule_ < data_.rules.size() && data_.rules[next_rule_].to == id; ++next_rule_)
                add_minimum(next_rule_);
            if (!done(id)) add_artifacts(id);
            add_dates(id);
        }
        for (std::uint32_t r = 0; r < data_.rules.size(); ++r) add_maximum(r);
        for (const auto id : process_.activities().ids())
            for (const auto next : process_.follow_ups(id))
                if (!done(next)) add_arc(id, next, plain(Edge::finish, Edge::start), CauseKind::follow_up);
        add_outside();
        return std::move(system_);
    }

  private:
    [[nodiscard]] bool done(ActivityId id) const { return !state_.empty() && state_[id.index()] == State::done; }
    [[nodiscard]] bool started(ActivityId id) const { return !state_.empty() && state_[id.index()] == State::started; }

    void add_tables() {
        system_.tables.push_back(&Calendar::round_the_clock().table());
        for (const auto& entry : process_.calendars()) system_.tables.push_back(&entry.calendar.table());
    }

    /// The length of a span; civil months as 30 days, which only a duration asks for.
    [[nodiscard]] std::int64_t seconds(Span span, const Calendar& calendar) const {
        if (is_elapsed_months(span)) return std::int64_t{span.amount} * 30 * 86'400;
        if (is_elapsed(span)) return elapsed_seconds(span).value_or(Seconds{0}).count();
        return working_seconds(span, calendar).value_or(Seconds{0}).count();
    }

    void add_activities() {
        const auto n = process_.activities().size();
        system_.durations.reserve(n);
        system_.calendars.reserve(n);
        const bool any_progress = !data_.progress.empty();
        if (any_progress) state_.assign(n, State::waiting);
        if (any_progress || !data_.dates.empty()) system_.unbounded.assign(n, false);
        for (const auto id : process_.activities().ids()) {
            system_.durations.push_back(seconds(process_[id].duration, process_[calendar_id_of(process_, id)]));
            system_.calendars.push_back(table_of(process_, id));
            if (any_progress)
                if (const auto progress = process_.progress(id)) add_progress(id, *progress);
        }
    }

    void add_progress(ActivityId id, const Progress& progress) {
        const auto i = id.index();
        // What takes no time has finished when it has started.
        if (progress.actual_finish || (progress.actual_start && system_.durations[i] == 0)) {
            // It is where it was: its length is what passed on the clock.
            state_[i] = State::done;
            const auto finish = progress.actual_finish.value_or(progress.actual_start.value_or(Instant{}));
            const auto start = progress.actual_start.value_or(finish);
            system_.durations[i] = (finish - start).count();
            system_.calendars[i] = 0;
            system_.unbounded[i] = true;
            system_.floors.push_back({id.value, Edge::start, {CauseKind::actual, id.value}, start});
        } else if (progress.actual_start) {
            // Its node is the rest of it, from the status date on; the network's start is that of the rest.
            state_[i] = State::started;
            const auto& table = *system_.tables[system_.calendars[i]];
            auto resumes = *progress.actual_start;
            if (progress.remaining) {
                const auto whole = system_.durations[i];
                system_.durations[i] = seconds(*progress.remaining, process_[calendar_id_of(process_, id)]);
                // Without a status date, what does not remain has been worked since the start.
                if (!status_ && whole > system_.durations[i])
                    resumes = table.earliest(resumes, Seconds{whole - system_.durations[i]});
            } else if (status_) {
                const auto worked = std::max(Seconds{0}, table.between(*progress.actual_start, *status_));
                system_.durations[i] = std::max<std::int64_t>(0, system_.durations[i] - worked.count());
            }
            system_.floors.push_back({id.value, Edge::start, {CauseKind::actual, id.value}, resumes});
        }
    }

    std::uint32_t lag_index(std::uint64_t key, const LagFunction& lag) {
        const auto [found, fresh] = index_.try_emplace(key, static_cast<std::uint32_t>(system_.lags.size()));
        if (fresh) system_.lags.push_back(lag);
        return found->second;
    }

    /// The index of the function f(t) = t between two edges.
    std::uint32_t plain(Edge from, Edge to) {
        auto& index = plain_[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
        if (index == none) {
            index = static_cast<std::uint32_t>(system_.lags.size());
            system_.lags.push_back({LagFunction::Kind::none, from, to, 0, nullptr});
        }
        return index;
    }

    /// The calendar on which a rule's working lag is counted, as an index into the tables.
    [[nodiscard]] std::uint32_t lag_table(const ProcessData::PackedRule& rule,
                                          const ProcessData::LagTerms& terms) const {
        const auto calendar = lag_calendar_id_of(process_, terms.calendar, rule.from, rule.to, terms.named);
        return calendar ? calendar->value + 1 : 0;
    }

    /// How time passes along one bound of a rule; `reverse` for the arc of a maximum.
    std::uint32_t lag(const ProcessData::PackedRule& rule, Span span, bool reverse) {
        const auto from = static_cast<Edge>(reverse ? rule.to_edge : rule.from_edge);
        const auto to = static_cast<Edge>(reverse ? rule.from_edge : rule.to_edge);
        if (span.amount == 0) return plain(from, to);
        const auto table = lag_table(rule, data_.lags[rule.lag]);
        const std::uint64_t key = std::uint64_t{rule.lag} << 32U | std::uint64_t{table} << 3U |
                                  std::uint64_t{rule.from_edge} << 2U | std::uint64_t{rule.to_edge} << 1U |
                                  (reverse ? 1U : 0U);
        if (const auto found = index_.find(key); found != index_.end()) return found->second;
        LagFunction f{LagFunction::Kind::elapsed, from, to, 0, nullptr};
        if (is_elapsed_months(span)) {
            f.kind = reverse ? LagFunction::Kind::inverse_months : LagFunction::Kind::months;
            f.amount = span.amount;
        } else {
            if (!is_elapsed(span) && table != 0) {
                f.kind = LagFunction::Kind::working;
                f.table = system_.tables[table];
            }
            const auto amount = table == 0 ? seconds(span, Calendar::round_the_clock())
                                           : seconds(span, process_[CalendarId{table - 1}]);
            f.amount = reverse ? -amount : amount;
        }
        return lag_index(key, f);
    }

    void add_arc(ActivityId from, ActivityId to, std::uint32_t lag, Cause cause) {
        const auto& f = system_.lags[lag];
        if (started(from) && f.from_edge == Edge::start) {
            // The start of what is under way is a fact; its node is the rest.
            const auto actual = *process_.progress(from)->actual_start;
            system_.floors.push_back({to.value, f.to_edge, cause, f(actual), from, Edge::start});
            return;
        }
        system_.arcs.push_back({from.value, to.value, lag, cause});
    }

    void add_minimum(std::uint32_t index) {
        const auto& rule = data_.rules[index];
        const auto& terms = data_.lags[rule.lag];
        if (!terms.min || done(rule.to)) return;
        add_arc(rule.from, rule.to, lag(rule, *terms.min, false), {CauseKind::rule_min, index});
    }

    void add_maximum(std::uint32_t index) {
        const auto& rule = data_.rules[index];
        const auto& terms = data_.lags[rule.lag];
        if (!terms.max) return;
        const auto reversed = lag(rule, *terms.max, true);
        const auto fact = fact_of(rule.from, static_cast<Edge>(rule.from_edge));
        const Cause cause{CauseKind::rule_max, index};
        if (!fact) return add_arc(rule.to, rule.from, reversed, cause);
        if (done(rule.to) || (started(rule.to) && static_cast<Edge>(rule.to_edge) == Edge::start)) return;
        system_.ceilings.push_back({rule.to.value, static_cast<Edge>(rule.to_edge), cause,
                                    system_.lags[reversed].latest_from(*fact), rule.from,
                                    static_cast<Edge>(rule.from_edge)});
    }

    /// The date of an edge that has happened.
    [[nodiscard]] std::optional<Instant> fact_of(ActivityId id, Edge edge) const {
        if (!done(id) && !(started(id) && edge == Edge::start)) return std::nullopt;
        const auto progress = *process_.progress(id);
        const auto either = progress.actual_finish ? progress.actual_finish : progress.actual_start;
        return edge == Edge::finish || !progress.actual_start ? either : progress.actual_start;
    }

    void add_artifacts(ActivityId id) {
        for (const auto artifact : process_.consumes(id)) {
            const auto producer = process_[artifact].producer;
            if (producer && *producer != id)
                add_arc(*producer, id, plain(Edge::finish, Edge::start), {CauseKind::artifact, artifact.value});
        }
    }

    void add_dates(ActivityId id) {
        if (done(id)) return;
        if (const auto date = process_.date(id)) {
            const Cause cause{CauseKind::date, id.value};
            system_.unbounded[id.index()] = true;
            system_.floors.push_back({id.value, Edge::start, cause, *date});
            system_.ceilings.push_back({id.value, Edge::start, cause, *date});
        }
        const auto constraints = process_.constraints(id);
        for (std::uint32_t i = 0; i < constraints.size(); ++i)
            add_constraint(id, constraints[i], {CauseKind::constraint, data_.constraints.first(id) + i});
    }

    void add_outside() {
        for (std::uint32_t i = 0; i < outside_.size(); ++i) {
            const auto& o = outside_[i];
            if (o.kind != OutsideDate::Kind::not_before || fact_of(o.activity, o.edge)) continue;
            system_.floors.push_back({o.activity.value, o.edge, {CauseKind::outside, i}, o.at});
        }
    }

    void add_constraint(ActivityId id, const Constraint& constraint, Cause cause) {
        const auto floor = [&](Edge edge) { system_.floors.push_back({id.value, edge, cause, constraint.date}); };
        const auto ceiling = [&](Edge edge) { system_.ceilings.push_back({id.value, edge, cause, constraint.date}); };
        // What has started has met its dates or missed them; only the finish is still to come.
        const bool starts = !started(id);
        switch (constraint.kind) {
        case ConstraintKind::start_no_earlier_than:
            if (starts) floor(Edge::start);
            return;
        case ConstraintKind::start_no_later_than:
            if (starts) ceiling(Edge::start);
            return;
        case ConstraintKind::finish_no_earlier_than: return floor(Edge::finish);
        case ConstraintKind::finish_no_later_than: return ceiling(Edge::finish);
        case ConstraintKind::must_start_on:
            if (starts) floor(Edge::start), ceiling(Edge::start);
            return;
        case ConstraintKind::must_finish_on: return floor(Edge::finish), ceiling(Edge::finish);
        }
    }

    enum class State : std::uint8_t { waiting, started, done };
    static constexpr auto none = std::numeric_limits<std::uint32_t>::max();

    const Process& process_;
    const ProcessData& data_;
    std::optional<Instant> status_;
    std::span<const OutsideDate> outside_;
    TemporalSystem system_;
    std::vector<State> state_; // empty: nothing has started
    std::unordered_map<std::uint64_t, std::uint32_t> index_;
    std::uint32_t plain_[2][2] = {{none, none}, {none, none}};
    std::uint32_t next_rule_ = 0;
};

} // namespace detail

CONVENE_DECL TemporalSystem temporal_system(const Process& process, const ScheduleOptions& options) {
    return detail::TemporalSystemBuilder(process, options.status_date, options.outside)();
}

} // namespace convene
