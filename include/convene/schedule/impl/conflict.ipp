#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/conflict.hpp>
#include <convene/schedule/detail/count.hpp>
#include <convene/schedule/impl/infeasibility.ipp>
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

/// The smallest positive change for which `feasible_with(change)` holds; nothing if none up to `most` does.
/// *Requires* that it holds for all greater ones, too.
inline std::optional<std::int64_t> smallest_change(std::int64_t most,
                                                   const std::function<bool(std::int64_t)>& feasible_with) {
    std::int64_t high = 1;
    while (high < most && !feasible_with(high)) high *= 2;
    high = std::min(high, most);
    if (high < 1 || !feasible_with(high)) return std::nullopt;
    std::int64_t low = high / 2;
    while (low + 1 < high) {
        const auto middle = low + (high - low) / 2;
        (feasible_with(middle) ? high : low) = middle;
    }
    return high;
}

/// Fills in what each part would have to give alone.
class Relaxation {
  public:
    Relaxation(const Prepared& prepared, const Network& g, const Bounds& b, const std::vector<Requirement>& items,
               Instant base)
        : process_(prepared.process()), options_(prepared.options()), sub_(g, b, items, base) {
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
        if (arc.cause.kind() != CauseKind::rule_min && arc.cause.kind() != CauseKind::rule_max) return part;
        relax_lag(part, arc, lag);
        return part;
    }

    void relax_lag(ConflictPart& part, const TemporalSystem::Arc& arc, const LagFunction& lag) {
        auto& own = sub_.system().lags[arc.lag];
        using Kind = LagFunction::Kind;
        if (lag.kind == Kind::months || lag.kind == Kind::inverse_months) {
            const int sign = lag.kind == Kind::months ? -1 : 1;
            part.relax_months = change(12 * 200, [&](std::int64_t x) { own.amount = lag.amount + sign * x; });
            return;
        }
        if (lag.kind == Kind::none) {
            // A lag of zero gives way in the time in which it is written: `0ed` on the clock, `0d` on the rule's
            // calendar.
            const auto rule = process_.rule(RuleId{part.cause.index()});
            const auto span = (part.upper ? rule.max : rule.min).value_or(Span{});
            const auto calendar = is_elapsed(span) ? std::nullopt : lag_calendar_id_of(process_, rule);
            own.kind = calendar ? Kind::working : Kind::elapsed;
            own.table = calendar ? sub_.system().tables[calendar->value + 1] : nullptr;
        }
        const auto widened = own;
        if (const auto by = change(most_seconds, [&](std::int64_t x) {
                own = widened;
                own.amount = lag.amount - x;
                if (x == 0) own = lag;
            }))
            part.relax_by = Seconds{*by};
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
        if (const auto by = change(full, [&](std::int64_t x) { duration = full - x; }))
            conflict.durations.push_back({ActivityId{sub_.activity(local)}, Seconds{*by}});
    }

    const Process& process_;
    const ScheduleOptions& options_;
    SubSystem sub_;
    std::vector<ConflictPart> parts_;
    std::size_t arcs_ = 0;
    std::size_t floors_ = 0;
    std::size_t ceilings_ = 0;
};

CONVENE_DECL std::vector<Conflict> conflicts_from(const Prepared& prepared, Instant base) {
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
        const auto few = minimal(g, b, witness(g, b, *items, base), base, stop);
        auto conflict = Relaxation(prepared, g, b, few, base)();
        if (stop.stop_requested()) break; // it may be neither minimal nor complete
        conflicts.push_back(std::move(conflict));
        const auto give_up = upper_bound_of(g, few);
        if (!give_up) break;
        drop(g, b, *give_up);
    }
    return conflicts;
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
