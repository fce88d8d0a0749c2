#pragma once

#include <convene/schedule/impl/drivers.ipp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace convene::detail {

/// How the early dates of a loop came about, sweep by sweep: each date with what asked for it at that time. What holds
/// a loop in the end may go round in it; what pushed it there doesn't.
class LoopHistory {
  public:
    /// `d` are the dates that the loop comes to, and those of all that leads to it.
    LoopHistory(const Network& g, const Bounds& b, const PassDates& d, Instant base, Network::Loop loop)
        : g_(g), b_(b), d_(d), base_(base), loop_(loop), last_(loop.end - loop.begin, none) {}

    /// Replays the sweeps. False if the loop needs more of them than anybody would want to read.
    [[nodiscard]] bool settles() {
        constexpr int most_sweeps = 32;
        bool moved = true;
        for (int i = 0; moved && i < most_sweeps; ++i) {
            moved = false;
            for (auto v = loop_.begin; v < loop_.end; ++v) moved = visit(v) || moved;
        }
        if (moved) return false;
        for (auto v = loop_.begin; v < loop_.end; ++v) {
            const auto& state = states_[last_[v - loop_.begin]];
            if (state.start != d_.start[v] || state.finish != finish_of(b_, d_, v)) return false;
        }
        return true;
    }

    /// What asked for this edge of a node of the loop, what asked for that, and so on to a root or out of the loop: the
    /// last one is a floor, the base, or an arc from outside.
    [[nodiscard]] std::vector<Hold> chain(std::uint32_t v, Edge edge) const {
        std::vector<Hold> out;
        for (auto at = last_[v - loop_.begin]; at != none;) {
            const auto& state = states_[at];
            const bool natural = state.finish == finish_from(g_, b_, state.node, state.start);
            const auto& push = edge == Edge::start || natural ? state.start_push : state.finish_push;
            out.push_back(
                {state.node, natural ? Edge::start : edge, push.driver, state.start, state.finish, push.before});
            if (push.driver.kind() != Driver::Kind::arc) break;
            edge = g_.lag(push.driver.index()).from_edge;
            at = push.from;
        }
        return out;
    }

  private:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    /// What asked for a date: by which bound, from which date, and from which state if that is inside the loop.
    struct Push {
        Instant bound = far_past;
        Driver driver = {};
        Instant before = far_past;
        std::uint32_t from = none;
    };

    /// The dates of a node after a visit.
    struct State {
        std::uint32_t node;
        Instant start;
        Instant finish;
        Push start_push;
        Push finish_push;
    };

    [[nodiscard]] static Instant edge_of(const State& state, Edge edge) {
        return edge == Edge::start ? state.start : state.finish;
    }

    /// The push of an arc; nothing before its source has a date.
    [[nodiscard]] std::optional<Push> push_of(std::uint32_t arc) const {
        if (g_.is_off(arc)) return std::nullopt;
        const auto& lag = g_.lag(arc);
        const auto u = g_.sources[arc];
        const bool inside = u >= loop_.begin && u < loop_.end;
        const auto from = inside ? last_[u - loop_.begin] : none;
        if (inside && from == none) return std::nullopt;
        const auto before = inside ? edge_of(states_[from], lag.from_edge) : date_of(b_, d_, u, lag.from_edge);
        return Push{lag(before), {Driver::Kind::arc, arc}, before, from};
    }

    bool visit(std::uint32_t v) {
        auto& last = last_[v - loop_.begin];
        State state{v, far_past, far_past, {}, {}};
        if (last != none) state = states_[last];
        const auto was = state;
        const Seconds work{b_.durations[v]};
        const auto& table = g_.table(v);
        Push start;
        Push finish;
        const auto consider = [&](Push push, Edge edge) {
            if (edge == Edge::finish && push.bound > finish.bound) finish = push;
            if (edge == Edge::finish && work.count() != 0) push.bound = table.earliest(push.bound, -work);
            if (push.bound > start.bound) start = push;
        };
        if (!g_.is_unbounded(v)) consider({base_, {}, base_, none}, Edge::start);
        const auto floors = b_.floors[NodeId{v}];
        for (std::uint32_t i = 0; i < floors.size(); ++i)
            consider({floors[i].at, {Driver::Kind::floor, b_.floors.first(NodeId{v}) + i}, floors[i].at, none},
                     floors[i].edge);
        for (auto a = g_.first[v]; a < g_.first[v + 1]; ++a)
            if (const auto push = push_of(a)) consider(*push, g_.lag(a).to_edge);
        const auto begins = work.count() == 0 ? start.bound : table.next_working(start.bound);
        if (begins > state.start) {
            state.start = begins;
            state.start_push = start;
        }
        auto ends = finish_from(g_, b_, v, state.start);
        if (work.count() != 0 && finish.bound > ends) {
            ends = finish.bound;
            if (ends > state.finish) state.finish_push = finish;
        }
        state.finish = std::max(state.finish, ends);
        if (last != none && state.start == was.start && state.finish == was.finish) return false;
        last = static_cast<std::uint32_t>(states_.size());
        states_.push_back(state);
        return true;
    }

    const Network& g_;
    const Bounds& b_;
    const PassDates& d_;
    Instant base_;
    Network::Loop loop_;
    std::vector<State> states_;
    /// By node of the loop, its state at present.
    std::vector<std::uint32_t> last_;
};

/// What pushed an edge to where it is, back to a root, through loops that hold themselves; empty if a loop needs too
/// many sweeps to be told. Complexity: O(nodes that lead here), for each loop on the way some times its arcs.
inline std::vector<Hold> pushes(const Network& g, const Bounds& b, const PassDates& d, Instant base, std::uint32_t v,
                                Edge edge) {
    std::vector<Hold> out;
    Holds holds(g, b, d, base);
    for (;;) {
        // Once out of a loop, what holds may well lead to a root.
        const auto rest = holds.chain(v, edge);
        if (!rest.empty() && rest.back().driver.kind() != Driver::Kind::arc) {
            out.insert(out.end(), rest.begin(), rest.end());
            return out;
        }
        const auto loop = std::ranges::find_if(g.loops, [&](const auto& l) { return l.begin <= v && v < l.end; });
        if (loop == g.loops.end()) {
            const auto hold = holds.first(v, edge);
            if (!hold) return {};
            out.push_back(*hold);
        } else {
            LoopHistory history(g, b, d, base, *loop);
            if (!history.settles()) return {};
            const auto inside = history.chain(v, edge);
            if (inside.empty()) return {};
            out.insert(out.end(), inside.begin(), inside.end());
        }
        const auto driver = out.back().driver;
        if (driver.kind() != Driver::Kind::arc) return out;
        v = g.sources[driver.index()];
        edge = g.lag(driver.index()).from_edge;
    }
}

} // namespace convene::detail
