#pragma once

#include <convene/schedule/network.hpp>
#include <convene/schedule/pass_dates.hpp>

#include <algorithm>
#include <limits>
#include <optional>

namespace convene::detail {

/// The start that a bound on this edge of node `v` alone would force on it.
inline Instant forced_start(const Network& g, const Bounds& b, std::uint32_t v, Edge edge, Instant bound) {
    if (b.durations[v] == 0) return bound;
    const auto& table = g.table(v);
    return table.next_working(edge == Edge::finish ? table.earliest(bound, Seconds{-b.durations[v]}) : bound);
}

/// The same for the bound that arc `a` makes, if its predecessor starts and finishes at these dates.
inline Instant forced_start(const Network& g, const Bounds& b, std::uint32_t v, std::uint32_t a, Instant from_start,
                            Instant from_finish) {
    const auto& lag = g.lag(a);
    return forced_start(g, b, v, lag.to_edge, lag(lag.from_edge == Edge::start ? from_start : from_finish));
}

inline Instant finish_from(const Network& g, const Bounds& b, std::uint32_t v, Instant start) {
    return b.durations[v] == 0 ? start : g.table(v).earliest(start, Seconds{b.durations[v]});
}

/// One way round a cycle of arcs, as a function of the date at which it enters its first node: of its start, or of its
/// finish if the last arc leads there.
class CycleFunction {
  public:
    CycleFunction(const Network& g, const Bounds& b, const PassCycle& cycle) : g_(g), b_(b), cycle_(cycle) {}

    /// The edge of the first node at which the cycle enters it.
    [[nodiscard]] Edge edge() const { return edge_into(0); }

    /// The date that the cycle forces on its first node when that has the date `t`.
    Instant operator()(Instant t) const {
        for (std::size_t i = 0; i < cycle_.arcs.size(); ++i) t = along(i, through(i, t));
        return t;
    }

    /// How far `t` can move on, at least a second, before anything that moves with it meets the opening or closing of
    /// a calendar. Until then the function stands still, or moves on at least as fast as `t`.
    [[nodiscard]] Seconds room(Instant t) const {
        Seconds room{std::numeric_limits<std::int64_t>::max() / 4};
        auto later = t + Seconds{1};
        // A position may jump from the end of a shift to the next one, so it is looked at before and after each step.
        for (std::size_t i = 0; i < cycle_.arcs.size() && later != t; ++i) {
            const auto v = cycle_.nodes[i];
            const auto* own = b_.durations[v] == 0 ? nullptr : &g_.table(v);
            limit(room, t, later, own);
            t = through(i, t);
            later = through(i, later);
            if (t == later) break;
            limit(room, t, later, own);
            const auto& lag = lag_of(i);
            limit(room, t, later, lag.table);
            if (lag.kind == LagFunction::Kind::months || lag.kind == LagFunction::Kind::inverse_months)
                room = std::min(room, Seconds{Instant{date_of(t) + std::chrono::days{1}} - t});
            t = along(i, t);
            later = along(i, later);
            if (t != later) limit(room, t, later, lag.table);
        }
        return room;
    }

    /// Whether everything on the way lies where every week is worked alike. Remains so for later `t`.
    [[nodiscard]] bool is_steady(Instant t) const {
        auto lowest = t;
        for (std::size_t i = 0; i < cycle_.arcs.size(); ++i) {
            t = through(i, t);
            lowest = std::min(lowest, t);
            t = along(i, t);
            lowest = std::min(lowest, t);
        }
        for (std::size_t i = 0; i < cycle_.arcs.size(); ++i) {
            const auto* table = lag_of(i).table;
            if (lowest < g_.tables[g_.calendars[cycle_.nodes[i]]]->steady_from()) return false;
            if (table != nullptr && lowest < table->steady_from()) return false;
        }
        return true;
    }

    /// What is impossible for so long a time, once it is steady, is so for ever: a week, and with civil months the 28
    /// years after which they fall on the same weekdays.
    [[nodiscard]] Seconds period() const {
        for (std::size_t i = 0; i < cycle_.arcs.size(); ++i)
            if (lag_of(i).kind == LagFunction::Kind::months || lag_of(i).kind == LagFunction::Kind::inverse_months)
                return std::chrono::days{10'227};
        return std::chrono::days{7};
    }

  private:
    [[nodiscard]] const LagFunction& lag_of(std::size_t i) const { return g_.lag(cycle_.arcs[i]); }

    [[nodiscard]] Edge edge_into(std::size_t i) const {
        return lag_of((i + cycle_.arcs.size() - 1) % cycle_.arcs.size()).to_edge;
    }

    /// From the edge at which the cycle enters its node `i` to the one at which it leaves it.
    [[nodiscard]] Instant through(std::size_t i, Instant t) const {
        const auto v = cycle_.nodes[i];
        if (b_.durations[v] == 0) return t;
        const auto& table = g_.table(v);
        const Seconds duration{b_.durations[v]};
        const auto into = edge_into(i);
        const auto out = lag_of(i).from_edge;
        if (into == Edge::finish && out == Edge::finish) return t;
        if (into == Edge::finish) t = table.earliest(t, -duration);
        t = table.next_working(t);
        return out == Edge::finish ? table.earliest(t, duration) : t;
    }

    [[nodiscard]] Instant along(std::size_t i, Instant t) const { return lag_of(i)(t); }

    static void limit(Seconds& room, Instant t, Instant later, const WorkTable* table) {
        if (table == nullptr) return;
        for (const auto x : {t, later})
            if (x > far_past && x < far_future) room = std::min(room, Seconds{table->next_transition(x) - x});
    }

    const Network& g_;
    const Bounds& b_;
    const PassCycle& cycle_;
};

/// Watches the sweeps over a loop for a cycle of arcs that keeps its own dates moving.
///
/// On the clock such a cycle has no solution. With calendars it may find one at a later date (after a weekend, say):
/// the dates are then moved on to it at once instead of a second at a time.
class LoopWatch {
  public:
    LoopWatch(const Network& g, const Bounds& b, Network::Loop loop, Instant base)
        : g_(g), b_(b), loop_(loop), base_(base) {}

    /// To be called after each sweep that moved something. Complexity: O(loop) on one sweep in so many.
    std::optional<PassCycle> check(PassDates& dates) {
        if (++sweeps_ < next_) return std::nullopt;
        next_ = sweeps_ + std::min<std::size_t>(sweeps_, 64);
        if (never_settles(dates)) return all_arcs();
        find_drivers(dates);
        std::vector<std::uint32_t> mark(driver_.size(), 0);
        for (std::uint32_t e = 0; e < driver_.size(); ++e) {
            auto u = e;
            while (u != none && mark[u] == 0) {
                mark[u] = e + 1;
                u = from(u);
            }
            if (u == none || mark[u] != e + 1) continue;
            auto cycle = cycle_through(u);
            if (advance(cycle, dates)) return cycle;
        }
        return std::nullopt;
    }

  private:
    static constexpr auto none = std::numeric_limits<std::uint32_t>::max();

    // The edges of the loop's nodes are numbered: 2 * (v - begin), and 1 more for the finish.
    [[nodiscard]] std::uint32_t number(std::uint32_t v, Edge edge) const {
        return 2 * (v - loop_.begin) + (edge == Edge::finish ? 1U : 0U);
    }

    /// The edge that holds edge `e` where it is.
    [[nodiscard]] std::uint32_t from(std::uint32_t e) const {
        const auto arc = driver_[e];
        if (arc == none) return none;
        return number(g_.sources[arc], g_.lag(arc).from_edge);
    }

    /// For each edge of the loop, the arc inside the loop that asks most of it, if that is at least what it has.
    void find_drivers(const PassDates& dates) {
        driver_.assign(std::size_t{2} * (loop_.end - loop_.begin), none);
        for (auto v = loop_.begin; v < loop_.end; ++v) {
            auto& starts = driver_[number(v, Edge::start)];
            auto& finishes = driver_[number(v, Edge::finish)];
            auto start = dates.start[v];
            // A finish is held by the start, unless an arc holds it in closed time.
            auto held = std::max(finish_of(b_, dates, v), finish_from(g_, b_, v, start) + Seconds{1});
            for (auto a = g_.first[v]; a < g_.first[v + 1]; ++a) {
                const auto u = g_.sources[a];
                if (u < loop_.begin || u >= loop_.end) continue;
                const auto forced = forced_start(g_, b_, v, a, dates.start[u], finish_of(b_, dates, u));
                if (forced > start || (forced == start && starts == none)) {
                    start = forced;
                    starts = a;
                }
                if (b_.durations[v] == 0) continue;
                const auto& lag = g_.lag(a);
                if (lag.to_edge == Edge::start) continue;
                const auto raw = lag(date_of(b_, dates, u, lag.from_edge));
                if (raw > held || (raw == held && finishes == none)) {
                    held = raw;
                    finishes = a;
                }
            }
            if (finishes == none) finishes = starts;
        }
    }

    [[nodiscard]] PassCycle cycle_through(std::uint32_t e) const {
        PassCycle cycle;
        auto u = e;
        do {
            cycle.nodes.push_back(loop_.begin + u / 2);
            cycle.arcs.push_back(driver_[u]);
            u = from(u);
        } while (u != e);
        // Collected against the arcs, each with the arc that leads to it.
        std::ranges::reverse(cycle.nodes);
        std::ranges::reverse(cycle.arcs);
        std::ranges::rotate(cycle.arcs, cycle.arcs.begin() + 1);
        return cycle;
    }

    /// Moves the first node of the cycle on to the first date at which the cycle can hold. True if there is none.
    bool advance(PassCycle& cycle, PassDates& dates) const {
        // Only what the start of the project holds back can be moved on to it.
        const auto bounded = std::ranges::find_if(cycle.nodes, [&](auto v) { return !g_.is_unbounded(v); });
        if (bounded != cycle.nodes.end()) {
            std::ranges::rotate(cycle.arcs, cycle.arcs.begin() + (bounded - cycle.nodes.begin()));
            std::ranges::rotate(cycle.nodes, bounded);
        }
        const CycleFunction way(g_, b_, cycle);
        const auto v = cycle.nodes.front();
        auto t = std::max(date_of(b_, dates, v, way.edge()), base_);
        auto next = way(t);
        if (next <= t) return false;
        const auto period = way.period();
        std::optional<Instant> since;
        while (next > t) {
            if (!since && way.is_steady(t)) since = t;
            if (next >= far_future || (since && t > *since + period)) return true;
            const auto second = t + Seconds{1};
            const auto last = std::min(t + way.room(t) - Seconds{1}, since ? *since + period : t + period);
            // What moves stays ahead, and what stands still is met at the last moment if at all.
            t = last > t && way(second) > second && way(last) > last ? std::max(next, last + Seconds{1}) : next;
            next = way(t);
        }
        if (dates.finish.empty())
            dates.start[v] = way.edge() == Edge::start ? t : t - Seconds{b_.durations[v]};
        else
            (way.edge() == Edge::start ? dates.start : dates.finish)[v] = t;
        return false;
    }

    /// Whether the whole loop has moved by a period of its calendars, which it then does for ever. Cycles that could
    /// each be kept at some date may together have none: one waits for the weekend, another for Monday.
    bool never_settles(const PassDates& dates) {
        if (b_.additive) return false;
        if (earlier_.empty()) {
            if (is_steady(dates)) earlier_.assign(dates.start.begin() + loop_.begin, dates.start.begin() + loop_.end);
            return false;
        }
        for (auto v = loop_.begin; v < loop_.end; ++v)
            if (dates.start[v] - earlier_[v - loop_.begin] < period_) return false;
        return true;
    }

    /// Whether nothing in the loop depends any more on when exactly it is: every week is worked alike from here on.
    bool is_steady(const PassDates& dates) {
        const auto past_exceptions = [](const WorkTable* table, Instant t) { return t >= table->steady_from(); };
        for (auto v = loop_.begin; v < loop_.end; ++v) {
            const auto* own = &g_.table(v);
            if (b_.durations[v] != 0 && !past_exceptions(own, dates.start[v])) return false;
            for (auto a = g_.first[v]; a < g_.first[v + 1]; ++a) {
                const auto u = g_.sources[a];
                if (u < loop_.begin || u >= loop_.end || g_.is_off(a)) continue;
                const auto& lag = g_.lag(a);
                const auto from = date_of(b_, dates, u, lag.from_edge);
                const auto to = lag(from);
                if (to <= far_past || to >= far_future) return false;
                if (lag.table != nullptr && !past_exceptions(lag.table, std::min(from, to))) return false;
                if (b_.durations[v] != 0 && lag.to_edge == Edge::finish &&
                    !past_exceptions(own, own->earliest(to, Seconds{-b_.durations[v]})))
                    return false;
                // After 28 years civil months and weekdays fall together again.
                if (lag.kind == LagFunction::Kind::months || lag.kind == LagFunction::Kind::inverse_months)
                    period_ = std::chrono::days{10'227};
            }
        }
        return true;
    }

    [[nodiscard]] PassCycle all_arcs() const {
        PassCycle all;
        for (auto v = loop_.begin; v < loop_.end; ++v) {
            for (auto a = g_.first[v]; a < g_.first[v + 1]; ++a) {
                if (g_.sources[a] < loop_.begin || g_.sources[a] >= loop_.end) continue;
                all.nodes.push_back(v);
                all.arcs.push_back(a);
            }
        }
        std::ranges::rotate(all.nodes, all.nodes.end() - 1);
        return all;
    }

    const Network& g_;
    const Bounds& b_;
    Network::Loop loop_;
    Instant base_;
    Seconds period_ = std::chrono::days{7};
    std::vector<Instant> earlier_;
    std::size_t sweeps_ = 0;
    std::size_t next_ = 2;
    std::vector<std::uint32_t> driver_;
};

} // namespace convene::detail
