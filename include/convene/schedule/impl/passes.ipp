#pragma once

#include <convene/schedule/detail/count.hpp>
#include <convene/schedule/impl/loop_cycle.ipp>
#include <convene/schedule/passes.hpp>

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace convene {

namespace detail {

/// The dates of node `v` from those of its predecessors, and not before these.
inline std::pair<Instant, Instant> early_dates(const Network& g, const Bounds& b, std::uint32_t v, Instant start,
                                               Instant finish, const PassDates& d) {
    const auto raise = [&](Edge edge, Instant to) {
        auto& bound = edge == Edge::start ? start : finish;
        bound = std::max(bound, to);
    };
    for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
        const auto from = g.sources[a];
        if (g.lag_of[a] == g.finish_to_start) {
            start = std::max(start, d.finish[from]);
            continue;
        }
        const auto& lag = g.lag(a);
        raise(lag.to_edge, lag((lag.from_edge == Edge::start ? d.start : d.finish)[from]));
    }
    for (const auto& floor : b.floors[NodeId{v}]) raise(floor.edge, floor.at);
    const Seconds duration{b.durations[v]};
    if (duration.count() == 0) {
        start = std::max(start, finish);
        return {start, start};
    }
    const auto& table = g.table(v);
    if (finish > far_past) start = std::max(start, table.earliest(finish, -duration));
    const auto worked = table.work_from(start, duration);
    return {worked.start, std::max(worked.finish, finish)};
}

/// The start of a node in an additive network.
inline Instant early_start(const Network& g, const Bounds& b, std::uint32_t v, Instant base, const Instant* start) {
    Instant s = g.is_unbounded(v) ? far_past : base;
    for (auto a = g.first[v]; a < g.first[v + 1]; ++a) s = std::max(s, start[g.sources[a]] + Seconds{b.weights[a]});
    for (const auto& floor : b.floors[NodeId{v}])
        s = std::max(s, floor.edge == Edge::start ? floor.at : floor.at - Seconds{b.durations[v]});
    return s;
}

/// Sweeps a loop until nothing moves; the cycle that keeps it moving if it never settles.
template <class Visit>
std::optional<PassCycle> settle(const Network& g, const Bounds& b, Network::Loop loop, Instant base, PassDates& dates,
                                const Visit& visit) {
    LoopWatch watch(g, b, loop, base);
    for (;;) {
        bool moved = false;
        for (auto v = loop.begin; v < loop.end; ++v) moved = visit(v) || moved;
        if (!moved) return std::nullopt;
        if (auto cycle = watch.check(dates)) return cycle;
    }
}

/// Runs `visit` over all nodes in order, and `settle` over the loops. *Requires* dates that are lower bounds.
template <class Visit>
std::optional<PassCycle> sweep(const Network& g, const Bounds& b, Instant base, PassDates& dates, const Visit& visit) {
    std::uint32_t v = 0;
    for (const auto loop : g.loops) {
        for (; v < loop.begin; ++v) visit(v);
        if (auto cycle = settle(g, b, loop, base, dates, visit)) return cycle;
        v = loop.end;
    }
    for (; v < g.size(); ++v) visit(v);
    return std::nullopt;
}

inline std::optional<PassCycle> early_additive(const Network& g, const Bounds& b, Instant base, PassDates& dates) {
    dates.start.resize(g.size());
    dates.finish.clear();
    const auto visit = [&, start = dates.start.data()](std::uint32_t v) {
        const auto s = std::max(early_start(g, b, v, base, start), start[v]);
        return std::exchange(start[v], s) != s;
    };
    if (!g.loops.empty() || !b.floors.empty() || !g.unbounded.empty()) {
        std::ranges::fill(dates.start, far_past);
        return sweep(g, b, base, dates, visit);
    }
    // The plain case, which is most of a large portfolio: nothing but arcs.
    Instant* const start = dates.start.data();
    const auto* const sources = g.sources.data();
    const auto* const weights = b.weights.data();
    const auto n = g.size();
    std::uint32_t a = 0;
    for (std::uint32_t v = 0; v < n; ++v) {
        Instant s = base;
        for (const auto end = g.first[v + 1]; a < end; ++a) s = std::max(s, start[sources[a]] + Seconds{weights[a]});
        start[v] = s;
    }
    return std::nullopt;
}

/// The last moment at or before `t` at which work can begin: a working second.
inline Instant last_start(const WorkTable& table, Instant t) { return table.latest(t + Seconds{1}, Seconds{-1}); }

/// Lowers the bounds of node `v` to what its own dates and calendar allow.
inline void late_dates(const Network& g, const Bounds& b, std::uint32_t v, PassDates& d, Ceilings ceilings) {
    auto& start = d.start[v];
    auto& finish = d.finish[v];
    for (const auto& ceiling : b.ceilings[NodeId{v}]) {
        if (ceilings == Ceilings::ignore) break;
        auto& bound = ceiling.edge == Edge::start ? start : finish;
        bound = std::min(bound, ceiling.at);
    }
    const Seconds duration{b.durations[v]};
    if (duration.count() == 0) {
        start = finish = std::min(start, finish);
        return;
    }
    const auto& table = g.table(v);
    if (start < far_future) {
        start = last_start(table, start);
        finish = std::min(finish, table.latest(start, duration));
    }
    if (finish < far_future) start = std::min(start, table.latest(finish, -duration));
}

inline bool lower(Instant& bound, Instant to) {
    if (to >= bound) return false;
    bound = to;
    return true;
}

/// Passes the late dates of `v` on to those of its predecessors for which `along(arc)`. Returns whether a node not
/// before `v` was lowered: one that was visited already.
template <class Along>
bool push_late(const Network& g, std::uint32_t v, PassDates& d, const Along& along) {
    bool again = false;
    for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
        if (!along(a)) continue;
        const auto from = g.sources[a];
        if (g.lag_of[a] == g.finish_to_start) {
            again = (lower(d.finish[from], d.start[v]) && from >= v) || again;
            continue;
        }
        const auto& lag = g.lag(a);
        const auto to = (lag.to_edge == Edge::start ? d.start : d.finish)[v];
        if (to >= far_future) continue;
        auto& bound = (lag.from_edge == Edge::start ? d.start : d.finish)[from];
        again = (lower(bound, lag.latest_from(to)) && from >= v) || again;
    }
    return again;
}

inline bool push_late_additive(const Network& g, const Bounds& b, std::uint32_t v, Instant* start) {
    bool again = false;
    const auto s = start[v];
    for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
        const auto from = g.sources[a];
        again = (lower(start[from], s - Seconds{b.weights[a]}) && from >= v) || again;
    }
    return again;
}

/// Runs `visit` over all nodes in reverse order but those in loops, and `settle` over each loop.
template <class Visit, class Settle>
void sweep_back(const Network& g, const Visit& visit, const Settle& settle) {
    auto v = g.size();
    for (auto loop = g.loops.rbegin(); loop != g.loops.rend(); ++loop) {
        while (v > loop->end) visit(--v);
        settle(*loop);
        v = loop->begin;
    }
    while (v > 0) visit(--v);
}

/// The late dates of a loop under those of what follows it. Before a limit that is missed there may be none that keep
/// it: they would slide into the past for ever. Its maximum lags then don't count.
class LateLoop {
  public:
    LateLoop(const Network& g, const Bounds& b, Network::Loop loop, PassDates& d, Ceilings ceilings)
        : g_(g), b_(b), loop_(loop), d_(d), ceilings_(ceilings) {}

    void operator()() {
        const auto start = inside(d_.start);
        const auto finish = inside(d_.finish);
        const auto settles = [&] {
            // Far more than a loop takes that settles: where calendars differ, it may step through a shift by seconds.
            for (auto sweeps = 1'000 + 400'000 / size(); sweeps > 0; --sweeps)
                if (!sweep([&](std::uint32_t a) { return is_inside(a); })) return true;
            return false;
        };
        if (!settles()) {
            std::ranges::copy(start, d_.start.begin() + loop_.begin);
            std::ranges::copy(finish, d_.finish.begin() + loop_.begin);
            const auto minimum = [&](std::uint32_t a) {
                return is_inside(a) && g_.causes[a].kind() != CauseKind::rule_max;
            };
            for (auto sweeps = size(); sweeps > 0 && sweep(minimum); --sweeps) {
            }
        }
        for (auto v = loop_.end; v > loop_.begin;)
            push_late(g_, --v, d_, [&](std::uint32_t a) { return !is_inside(a); });
    }

  private:
    [[nodiscard]] std::uint32_t size() const { return loop_.end - loop_.begin; }
    [[nodiscard]] bool is_inside(std::uint32_t arc) const { return g_.sources[arc] >= loop_.begin; }
    [[nodiscard]] std::vector<Instant> inside(const std::vector<Instant>& all) const {
        return {all.begin() + loop_.begin, all.begin() + loop_.end};
    }

    template <class Along>
    bool sweep(const Along& along) {
        bool again = false;
        for (auto v = loop_.end; v > loop_.begin;) {
            late_dates(g_, b_, --v, d_, ceilings_);
            again = push_late(g_, v, d_, along) || again;
        }
        return again;
    }

    const Network& g_;
    const Bounds& b_;
    Network::Loop loop_;
    PassDates& d_;
    Ceilings ceilings_;
};

inline void late_additive(const Network& g, const Bounds& b, PassDates& dates, Ceilings ceilings) {
    Instant* const start = dates.start.data();
    const auto visit = [&](std::uint32_t v) {
        for (const auto& ceiling : b.ceilings[NodeId{v}])
            if (ceilings == Ceilings::keep)
                lower(start[v], ceiling.edge == Edge::start ? ceiling.at : ceiling.at - Seconds{b.durations[v]});
        return push_late_additive(g, b, v, start);
    };
    sweep_back(g, visit, [&](Network::Loop loop) {
        for (bool again = true; again;) {
            again = false;
            for (auto v = loop.end; v > loop.begin;) again = visit(--v) || again;
        }
    });
}

} // namespace detail

CONVENE_DECL std::optional<PassCycle> early_pass(const Network& g, const Bounds& b, Instant start, PassDates& dates) {
    CONVENE_COUNT(passes);
    if (b.additive) return detail::early_additive(g, b, start, dates);
    dates.start.resize(g.size());
    dates.finish.resize(g.size());
    if (g.loops.empty())
        return detail::sweep(g, b, start, dates, [&](std::uint32_t v) {
            std::tie(dates.start[v], dates.finish[v]) =
                detail::early_dates(g, b, v, g.is_unbounded(v) ? far_past : start, far_past, dates);
            return false;
        });
    std::ranges::fill(dates.start, far_past);
    std::ranges::fill(dates.finish, far_past);
    return detail::sweep(g, b, start, dates, [&](std::uint32_t v) {
        // What a node has already is a lower bound: inside a loop the watch may have moved it on.
        const auto [s, f] = detail::early_dates(g, b, v, std::max(g.is_unbounded(v) ? far_past : start, dates.start[v]),
                                                dates.finish[v], dates);
        const bool moved = dates.start[v] != s || dates.finish[v] != f;
        dates.start[v] = s;
        dates.finish[v] = f;
        return moved;
    });
}

CONVENE_DECL void late_pass(const Network& g, const Bounds& b, const std::vector<Instant>& finish, PassDates& dates,
                            Ceilings ceilings) {
    CONVENE_COUNT(passes);
    if (b.additive) {
        dates.start.resize(g.size());
        dates.finish.clear();
        for (std::uint32_t v = 0; v < g.size(); ++v) dates.start[v] = finish[v] - Seconds{b.durations[v]};
        return detail::late_additive(g, b, dates, ceilings);
    }
    dates.start.assign(g.size(), far_future);
    dates.finish = finish;
    const auto visit = [&](std::uint32_t v) {
        detail::late_dates(g, b, v, dates, ceilings);
        detail::push_late(g, v, dates, [](std::uint32_t) { return true; });
    };
    detail::sweep_back(g, visit, [&](Network::Loop loop) { detail::LateLoop(g, b, loop, dates, ceilings)(); });
}

CONVENE_DECL void free_pass(const Network& g, const Bounds& b, const PassDates& early, PassDates& dates) {
    CONVENE_COUNT(passes);
    dates.start.assign(g.size(), far_future);
    if (b.additive) {
        dates.finish.clear();
        for (std::uint32_t v = 0; v < g.size(); ++v)
            for (auto a = g.first[v]; a < g.first[v + 1]; ++a)
                detail::lower(dates.start[g.sources[a]], early.start[v] - Seconds{b.weights[a]});
        return;
    }
    dates.finish.assign(g.size(), far_future);
    for (std::uint32_t v = 0; v < g.size(); ++v) {
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
            const auto& lag = g.lag(a);
            auto& bound = (lag.from_edge == Edge::start ? dates.start : dates.finish)[g.sources[a]];
            detail::lower(bound, lag.latest_from((lag.to_edge == Edge::start ? early.start : early.finish)[v]));
        }
    }
}

} // namespace convene
