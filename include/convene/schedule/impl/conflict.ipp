#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/conflict.hpp>
#include <convene/schedule/detail/count.hpp>
#include <convene/schedule/impl/infeasibility.ipp>
#include <convene/schedule/impl/line.ipp>
#include <convene/schedule/impl/temporal_system.ipp>

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

namespace convene {

namespace detail {

/// A few requirements of a network as a system of their own, over the activities that they touch.
class SubSystem {
  public:
    SubSystem(const Network& g, const Bounds& b, const std::vector<Requirement>& items, Instant base)
        : g_(g), b_(b), base_(base) {
        s_.tables = g.tables;
        for (const auto item : items) {
            switch (item.kind) {
            case Requirement::Kind::base: has_base_ = true; break;
            case Requirement::Kind::arc: add(item.index); break;
            case Requirement::Kind::floor: s_.floors.push_back(mapped(b.floors.values()[item.index])); break;
            case Requirement::Kind::ceiling: s_.ceilings.push_back(mapped(b.ceilings.values()[item.index])); break;
            }
        }
    }

    [[nodiscard]] TemporalSystem& system() { return s_; }
    [[nodiscard]] const std::vector<const WorkTable*>& tables() const { return s_.tables; }
    [[nodiscard]] Instant& base() { return base_; }
    [[nodiscard]] std::uint32_t activity(std::uint32_t local) const { return activities_[local]; }
    [[nodiscard]] std::size_t size() const { return activities_.size(); }

    /// Whether all of them can hold; within the project even if its start is none of them.
    [[nodiscard]] bool feasible(bool in_project = false) const {
        CONVENE_COUNT(probes);
        const auto part = compile(s_);
        if (!part) return true; // a cycle of minima is told elsewhere
        PassDates dates;
        const auto from = has_base_ || in_project ? base_ : long_before(part->network);
        return !early_pass(part->network, part->bounds, from, dates) &&
               ceilings_hold(part->network, part->bounds, dates);
    }

  private:
    /// For what may start whenever it likes: early enough for everything that hangs together, and not so early that
    /// loops take long to reach the present.
    [[nodiscard]] Instant long_before(const Network& network) const {
        if (network.loops.empty()) return min_instant;
        auto first = base_;
        for (const auto& bound : s_.floors) first = std::min(first, bound.at);
        for (const auto& bound : s_.ceilings) first = std::min(first, bound.at);
        std::int64_t work = 0;
        for (const auto duration : s_.durations) work += duration;
        for (const auto& arc : s_.arcs)
            if (s_.lags[arc.lag].table != nullptr) work += std::abs(s_.lags[arc.lag].amount);
        // A calendar that is open less than a fifth of the time is rare.
        const Seconds lead = std::chrono::days{371} + Seconds{5 * std::min(work, std::int64_t{1} << 40)};
        return std::max(min_instant, first - lead);
    }

    std::uint32_t local(std::uint32_t activity) {
        const auto [found, fresh] = local_.try_emplace(activity, static_cast<std::uint32_t>(activities_.size()));
        if (!fresh) return found->second;
        const auto v = g_.node_of[activity];
        activities_.push_back(activity);
        s_.durations.push_back(b_.durations[v]);
        s_.calendars.push_back(g_.calendars[v]);
        s_.unbounded.push_back(g_.is_unbounded(v));
        return found->second;
    }

    void add(std::uint32_t arc) {
        const auto from = local(g_.activity_of[g_.sources[arc]]);
        const auto to = local(g_.activity_of[g_.target(arc)]);
        // Each requirement gets a lag of its own, so that it can be changed alone.
        s_.lags.push_back(g_.lag(arc));
        s_.arcs.push_back({from, to, static_cast<std::uint32_t>(s_.lags.size() - 1), g_.causes[arc]});
    }

    DateBound mapped(DateBound bound) {
        bound.activity = local(bound.activity);
        return bound;
    }

    const Network& g_;
    const Bounds& b_;
    TemporalSystem s_;
    std::vector<std::uint32_t> activities_;
    std::unordered_map<std::uint32_t, std::uint32_t> local_;
    Instant base_;
    bool has_base_ = false;
};

/// Drops every item without which the rest still can't hold (a deletion filter): what remains is minimal.
/// Source: Chinneck & Dravnieks 1991, doi:10.1287/ijoc.3.2.157.
inline std::vector<Requirement> minimal(const Network& g, const Bounds& b, std::vector<Requirement> items, Instant base,
                                        const StopToken& stop) {
    // Large parts first, so that few passes are large.
    for (std::size_t part = std::max<std::size_t>(1, items.size() / 8);; part = std::max<std::size_t>(1, part / 4)) {
        for (std::size_t i = 0; i < items.size();) {
            if (stop.stop_requested()) return items;
            auto fewer = items;
            const auto begin = fewer.begin() + static_cast<std::ptrdiff_t>(i);
            fewer.erase(begin, begin + static_cast<std::ptrdiff_t>(std::min(part, items.size() - i)));
            if (SubSystem(g, b, fewer, base).feasible())
                i += part;
            else
                items = std::move(fewer);
        }
        if (part == 1) return items;
    }
}

/// Items that can't all hold, from those that a pass met. What it met may be impossible only because of what pushed it
/// to where it is; then all that leads there counts.
inline std::vector<Requirement> witness(const Network& g, const Bounds& b, std::vector<Requirement> items,
                                        Instant base) {
    if (!SubSystem(g, b, items, base).feasible()) return items;
    const auto last = items.back();
    const bool dated = last.kind == Requirement::Kind::ceiling;
    auto all =
        everything_before(g, b, dated ? g.node_of[b.ceilings.values()[last.index].activity] : g.target(last.index));
    if (dated) all.push_back(last);
    return all;
}

/// What `minimal` leaves of a line, without trying each requirement: those of a line can hold without any of them, but
/// that the start of the project may push a later part of it alone. Nothing if that isn't so.
inline std::optional<std::vector<Requirement>> minimal_of_line(const Network& g, const Bounds& b, const Line& line,
                                                               const std::vector<Requirement>& items, Instant base) {
    const auto holds = [&](std::vector<Requirement> some) { return SubSystem(g, b, some, base).feasible(); };
    const auto tail = [&](std::size_t from) {
        return std::vector<Requirement>(items.begin() + static_cast<std::ptrdiff_t>(from), items.end());
    };
    if (!line.based) return line.cycle || holds(tail(1)) ? std::optional(items) : std::nullopt;
    if (line.cycle) return holds(tail(1)) ? items : tail(1);
    if (!holds(tail(1))) return std::nullopt;
    const auto based = [&](std::size_t from) {
        auto some = tail(from);
        some.insert(some.begin(), items.front());
        return some;
    };
    // The shorter the end of the line, the earlier it is: the first that holds is searched for by halves.
    std::size_t broken = 1;
    for (auto held = items.size(); held - broken > 1;) {
        const auto middle = broken + (held - broken) / 2;
        (holds(based(middle)) ? held : broken) = middle;
    }
    return based(broken);
}

/// Items that can't all hold, but can without any of them.
inline std::vector<Requirement> fewest(const Network& g, const Bounds& b, std::vector<Requirement> items, Instant base,
                                       const StopToken& stop, Probing probing) {
    if (probing == Probing::along_lines)
        if (const auto line = line_of(g, b, items))
            if (auto few = minimal_of_line(g, b, *line, items, base)) return *few;
    return minimal(g, b, std::move(items), base, stop);
}

/// Fills in what each part would have to give alone.
class Relaxation {
  public:
    Relaxation(const Prepared& prepared, const Network& g, const Bounds& b, const std::vector<Requirement>& items,
               Instant base, Probing probing)
        : process_(prepared.process()), options_(prepared.options()), sub_(g, b, items, base) {
        if (probing == Probing::along_lines)
            if (const auto line = line_of(g, b, items)) follow(g, b, *line);
        for (const auto item : items) {
            if (item.kind == Requirement::Kind::base) parts_.push_back(base_part());
            if (item.kind == Requirement::Kind::arc) parts_.push_back(arc_part(arcs_++));
            if (item.kind == Requirement::Kind::floor)
                parts_.push_back(bound_part(sub_.system().floors[floors_++], false));
            if (item.kind == Requirement::Kind::ceiling)
                parts_.push_back(bound_part(sub_.system().ceilings[ceilings_++], true));
        }
    }

    Conflict operator()() {
        Conflict conflict;
        conflict.parts = std::move(parts_);
        for (std::uint32_t i = 0; i < sub_.size(); ++i) shorten(i, conflict);
        return conflict;
    }

  private:
    static constexpr std::int64_t most_seconds = std::int64_t{1} << 36;
    static constexpr std::int64_t most_months = 12 * 200;

    [[nodiscard]] static bool is_rule(Cause cause) {
        return cause.kind() == CauseKind::rule_min || cause.kind() == CauseKind::rule_max;
    }

    std::optional<std::int64_t> change(std::int64_t most, const std::function<void(std::int64_t)>& set) {
        const auto found = smallest_change(most, [&](std::int64_t by) {
            set(by);
            return !options_.stop.stop_requested() && sub_.feasible(true);
        });
        set(0);
        return found;
    }

    ConflictPart base_part() {
        ConflictPart part;
        const auto at = sub_.base();
        part.date = at;
        const bool by_status = options_.status_date == at && options_.start && *options_.start < at;
        part.cause = by_status ? CauseKind::status_date : CauseKind::project_start;
        // Before the project's start an earlier status date changes nothing.
        const auto most = by_status ? (at - *options_.start).count() : most_seconds;
        if (const auto by = change(most, [&](std::int64_t x) { sub_.base() = at - Seconds{x}; })) {
            part.relax_by = Seconds{*by};
            part.relaxed_date = at - Seconds{*by};
        }
        return part;
    }

    ConflictPart arc_part(std::size_t index) {
        const auto arc = sub_.system().arcs[index];
        const auto lag = sub_.system().lags[arc.lag];
        ConflictPart part;
        part.cause = arc.cause;
        part.upper = arc.cause.kind() == CauseKind::rule_max;
        // The arc of a maximum leads back; people think of it the other way.
        part.from = ActivityId{sub_.activity(part.upper ? arc.to : arc.from)};
        part.activity = ActivityId{sub_.activity(part.upper ? arc.from : arc.to)};
        part.from_edge = part.upper ? lag.to_edge : lag.from_edge;
        part.edge = part.upper ? lag.from_edge : lag.to_edge;
        if (is_rule(arc.cause)) relax_lag(part, index);
        return part;
    }

    void relax_lag(ConflictPart& part, std::size_t index) {
        const auto& arc = sub_.system().arcs[index];
        const auto lag = sub_.system().lags[arc.lag];
        auto& own = sub_.system().lags[arc.lag];
        const auto widened = changeable(arc, lag);
        const auto gives = [&](std::int64_t most) {
            if (changes_) return changes_->arcs[index].by;
            return change(most, [&](std::int64_t x) { own = x == 0 ? lag : shortened(widened, x); });
        };
        const bool months = counts_months(lag);
        const auto by = gives(months ? most_months : most_seconds);
        if (months)
            part.relax_months = by;
        else if (by)
            part.relax_by = Seconds{*by};
    }

    /// A lag in the form in which it gives way: one of zero in the time in which it is written, `0ed` on the clock,
    /// `0d` on the rule's calendar.
    [[nodiscard]] LagFunction changeable(const TemporalSystem::Arc& arc, LagFunction lag) const {
        using Kind = LagFunction::Kind;
        if (lag.kind != Kind::none || !is_rule(arc.cause)) return lag;
        const auto rule = process_.rule(RuleId{arc.cause.index()});
        const bool upper = arc.cause.kind() == CauseKind::rule_max;
        const auto span = (upper ? rule.max : rule.min).value_or(Span{});
        const auto calendar = is_elapsed(span) ? std::nullopt : lag_calendar_id_of(process_, rule);
        lag.kind = calendar ? Kind::working : Kind::elapsed;
        lag.table = calendar ? sub_.tables()[calendar->value + 1] : nullptr;
        return lag;
    }

    /// Looks for the changes of all parts of a line at once.
    void follow(const Network& g, const Bounds& b, const Line& line) {
        const auto& system = sub_.system();
        std::vector<LagFunction> lags;
        changes_.emplace();
        for (const auto& arc : system.arcs) {
            lags.push_back(changeable(arc, system.lags[arc.lag]));
            const auto most = counts_months(lags.back()) ? most_months : most_seconds;
            changes_->arcs.push_back({is_rule(arc.cause) ? most : 0});
        }
        const LineWalk walk(g, b, line, std::move(lags), sub_.base());
        for (std::uint32_t i = 0; i < sub_.size(); ++i)
            changes_->nodes.push_back({system.unbounded[i] ? 0 : system.durations[i]});
        if (line.cycle) return improve_cycle(walk, options_.stop, *changes_);
        LineDates dates;
        walk.sweep(line.floor ? b.floors.values()[*line.floor].at : far_past, b.ceilings.values()[*line.ceiling].at,
                   dates);
        improve(walk, dates, *changes_);
    }

    ConflictPart bound_part(DateBound& bound, bool upper) {
        ConflictPart part;
        part.cause = bound.cause;
        part.activity = ActivityId{sub_.activity(bound.activity)};
        part.edge = bound.edge;
        part.date = bound.at;
        part.upper = upper;
        if (bound.from) part.from = *bound.from;
        part.from_edge = bound.from_edge;
        // What has happened can't be changed.
        if (bound.cause.kind() == CauseKind::actual) return part;
        const auto at = bound.at;
        const int sign = upper ? 1 : -1;
        if (const auto by = change(most_seconds, [&](std::int64_t x) { bound.at = at + Seconds{sign * x}; })) {
            part.relax_by = Seconds{*by};
            part.relaxed_date = at + Seconds{sign * *by};
        }
        return part;
    }

    void shorten(std::uint32_t local, Conflict& conflict) {
        auto& duration = sub_.system().durations[local];
        const auto full = duration;
        // What has finished, or is outside, has the length that it has.
        if (full == 0 || sub_.system().unbounded[local]) return;
        const auto by =
            changes_ ? changes_->nodes[local].by : change(full, [&](std::int64_t x) { duration = full - x; });
        if (by) conflict.durations.push_back({ActivityId{sub_.activity(local)}, Seconds{*by}});
    }

    const Process& process_;
    const ScheduleOptions& options_;
    SubSystem sub_;
    std::optional<LineChanges> changes_;
    std::vector<ConflictPart> parts_;
    std::size_t arcs_ = 0;
    std::size_t floors_ = 0;
    std::size_t ceilings_ = 0;
};

CONVENE_DECL std::vector<Conflict> conflicts_from(const Prepared& prepared, Instant base, Probing probing) {
    std::vector<Conflict> conflicts;
    auto g = prepared.network();
    auto b = prepared.bounds();
    PassDates dates;
    const auto& stop = prepared.options().stop;
    // What is only wanted conflicts with nothing.
    if (has_soft_bounds(prepared.process())) drop_soft(prepared.process(), g, b);
    while (conflicts.size() < prepared.options().max_conflicts && !stop.stop_requested()) {
        const auto items = detect(g, b, base, dates);
        if (!items) break;
        const auto few = fewest(g, b, witness(g, b, *items, base), base, stop, probing);
        auto conflict = Relaxation(prepared, g, b, few, base, probing)();
        if (stop.stop_requested()) break; // it may be neither minimal nor complete
        conflicts.push_back(std::move(conflict));
        const auto give_up = upper_bound_of(g, few);
        if (!give_up) break;
        drop(g, b, *give_up);
    }
    return conflicts;
}

/// A date so early that whatever can be kept from an earlier one on can be kept from there on, too: until the first
/// exception or date every week is like the next, and all that hangs together fits in before it.
inline Instant early_enough(const Network& g, const Bounds& b) {
    if (g.loops.empty()) return min_instant;
    auto first = max_instant;
    for (const auto& bound : b.floors.values()) first = std::min(first, bound.at);
    for (const auto& bound : b.ceilings.values()) first = std::min(first, bound.at);
    constexpr std::int64_t week = 7 * day_seconds;
    std::int64_t slowest = 1; // for how long it takes to work an hour
    for (const auto* table : g.tables) {
        const auto& segments = table->data().segments;
        if (!table->unlimited() || segments.empty()) return min_instant;
        if (segments.size() > 1) first = std::min(first, Instant{std::chrono::days{segments[1].first_day}});
        const auto worked = table->data().weeks[segments.front().week].before[7];
        if (worked == 0) return min_instant;
        slowest = std::max(slowest, week / worked + 1);
    }
    std::int64_t work = 0;
    bool months = false;
    for (const auto duration : b.durations) work += duration;
    for (std::uint32_t arc = 0; arc < g.sources.size(); ++arc) {
        const auto& f = g.lag(arc);
        constexpr std::int64_t month = 31 * day_seconds;
        months = months || counts_months(f);
        if (f.kind != LagFunction::Kind::never) work += std::abs(f.amount) * (counts_months(f) ? month : 1);
    }
    // After 28 years civil months and weekdays fall together again.
    const Seconds lead =
        std::chrono::days{months ? 29 * 366 : 371} + Seconds{slowest * std::min(work, std::int64_t{1} << 36)};
    return std::max(min_instant, std::min(first, Instant{}) - lead);
}

CONVENE_DECL std::vector<Conflict> conflicts_at_any_start(const Prepared& prepared) {
    return conflicts_from(prepared, early_enough(prepared.network(), prepared.bounds()));
}

} // namespace detail

CONVENE_DECL std::vector<Conflict> find_conflicts(const Prepared& prepared) {
    return detail::conflicts_from(prepared, prepared.base());
}

CONVENE_DECL std::vector<Conflict> find_conflicts(const Process& process, const ScheduleOptions& options) {
    const auto prepared = prepare(process, options);
    return prepared ? find_conflicts(*prepared) : std::vector<Conflict>{};
}

} // namespace convene
