#pragma once

#include <convene/schedule/impl/passes.ipp>
#include <convene/schedule/network.hpp>

#include <algorithm>
#include <vector>

namespace convene::detail {

/// Moves dates on until they keep what leads to them, but none beyond `limits`. *Requires* that no work lies between a
/// date and its limit, so that durations stay what they are.
inline void catch_up(const Network& g, const Bounds& b, PassDates& dates, const PassDates& limits) {
    const auto visit = [&](std::uint32_t v) {
        auto start = dates.start[v];
        auto finish = dates.finish[v];
        const auto raise = [&](Edge edge, Instant to) {
            auto& date = edge == Edge::start ? start : finish;
            date = std::max(date, to);
        };
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
            const auto& lag = g.lag(a);
            raise(lag.to_edge, lag((lag.from_edge == Edge::start ? dates.start : dates.finish)[g.sources[a]]));
        }
        for (const auto& floor : b.floors[NodeId{v}]) raise(floor.edge, floor.at);
        if (b.durations[v] == 0) start = finish = std::max(start, finish);
        start = std::max(dates.start[v], std::min(start, limits.start[v]));
        finish = std::max(dates.finish[v], std::min(finish, limits.finish[v]));
        const bool moved = start != dates.start[v] || finish != dates.finish[v];
        dates.start[v] = start;
        dates.finish[v] = finish;
        return moved;
    };
    std::uint32_t v = 0;
    for (const auto loop : g.loops) {
        for (; v < loop.begin; ++v) visit(v);
        for (bool again = true; again;) {
            again = false;
            for (v = loop.begin; v < loop.end; ++v) again = visit(v) || again;
        }
    }
    for (; v < g.size(); ++v) visit(v);
}

/// Places the nodes that `late` selects as late as they can be without moving any other's dates beyond `limits`.
/// `planned` holds the early dates and is changed.
template <class Late>
void plan_late(const Network& g, const Bounds& b, PassDates& planned, const PassDates& limits, const Late& late) {
    PassDates bound{std::vector<Instant>(g.size(), far_future), std::vector<Instant>(g.size(), far_future)};
    const auto push = [&](std::uint32_t v, bool only_back) {
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
            const auto u = g.sources[a];
            if (only_back && u < v) continue;
            const auto& lag = g.lag(a);
            auto& own = (lag.from_edge == Edge::start ? bound.start : bound.finish)[u];
            own = std::min(own, lag.latest_from((lag.to_edge == Edge::start ? planned.start : planned.finish)[v]));
        }
    };
    // Successors that come earlier in the order (by a maximum lag) stay where they are.
    for (const auto loop : g.loops)
        for (auto v = loop.begin; v < loop.end; ++v) push(v, true);
    for (auto v = g.size(); v-- > 0;) {
        if (late(v)) {
            const Seconds duration{b.durations[v]};
            const auto& table = g.table(v);
            auto finish = std::min(bound.finish[v], finish_of(b, limits, v));
            auto start = std::min(bound.start[v], limits.start[v]);
            if (duration.count() == 0) {
                start = std::max(planned.start[v], std::min(start, finish));
                planned.start[v] = planned.finish[v] = start;
            } else {
                if (start < far_future) {
                    start = last_start(table, start);
                    finish = std::min(finish, table.latest(start, duration));
                }
                start = std::min(start, table.latest(finish, -duration));
                if (start > planned.start[v]) {
                    planned.start[v] = start;
                    planned.finish[v] = std::max(planned.finish[v], table.earliest(start, duration));
                }
            }
        }
        push(v, false);
    }
}

} // namespace convene::detail
