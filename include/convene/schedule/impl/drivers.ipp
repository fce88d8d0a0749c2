#pragma once

#include <convene/schedule/driver.hpp>
#include <convene/schedule/impl/loop_cycle.ipp>

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace convene::detail {

/// The bound that holds node `v` where it is, which has the latest date of its own among those that do; arcs before
/// floors, floors before the base, then the first.
inline Driver driver_of(const Network& g, const Bounds& b, const PassDates& d, std::uint32_t v) {
    const auto start = d.start[v];
    Driver best;
    Instant best_raw = far_past;
    bool found = false;
    const auto consider = [&](Driver driver, Instant raw) {
        if (found && raw <= best_raw) return;
        best = driver;
        best_raw = raw;
        found = true;
    };
    for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
        const auto u = g.sources[a];
        if (b.additive) {
            const auto forced = d.start[u] + Seconds{b.weights[a]};
            if (forced == start) consider({Driver::Kind::arc, a}, forced);
            continue;
        }
        const auto& lag = g.lag(a);
        const auto raw = lag(lag.from_edge == Edge::start ? d.start[u] : d.finish[u]);
        const auto forced = forced_start(g, b, v, lag.to_edge, raw);
        const bool holds_finish = lag.to_edge == Edge::finish && raw == d.finish[v];
        if (forced == start || holds_finish)
            consider({Driver::Kind::arc, a}, lag.to_edge == Edge::start ? raw : forced);
    }
    if (found) return best;
    const auto floors = b.floors[NodeId{v}];
    for (std::uint32_t i = 0; i < floors.size(); ++i) {
        auto forced = floors[i].at;
        if (b.durations[v] != 0) {
            const auto& table = g.table(v);
            if (floors[i].edge == Edge::finish) forced = table.earliest(forced, Seconds{-b.durations[v]});
            forced = table.next_working(forced);
        }
        const bool holds_finish = floors[i].edge == Edge::finish && floors[i].at == finish_of(b, d, v);
        if (forced == start || holds_finish)
            consider({Driver::Kind::floor, b.floors.first(NodeId{v}) + i}, floors[i].at);
    }
    return found ? best : Driver{};
}

/// What holds one edge of a node where it is.
struct Hold {
    std::uint32_t node;
    Edge edge;
    Driver driver;
    /// The dates of the node, and for an arc the date that it comes from.
    Instant start = {};
    Instant finish = {};
    Instant before = {};
};

/// Looks back from a date for what holds it, edge by edge. In a loop what drives may go round in circles, so a way to a
/// root is searched for, depth first in the order in which `driver_of` prefers.
class Holds {
  public:
    Holds(const Network& g, const Bounds& b, const PassDates& d, Instant base) : g_(g), b_(b), d_(d), base_(base) {}

    /// What holds this edge, what holds that, and so on to a root: a floor or the base. The last is an arc that comes
    /// from one before if nothing leads to a root: then a loop stands where it is because there it can first be kept.
    /// Complexity: O(nodes and arcs without slack that lead here).
    [[nodiscard]] std::vector<Hold> chain(std::uint32_t v, Edge edge) {
        seen_.clear();
        std::vector<Frame> path;
        std::vector<Hold> round;
        enter(path, v, edge);
        while (!path.empty()) {
            auto& top = path.back();
            const auto hold = next(top);
            if (!hold) {
                path.pop_back();
                continue;
            }
            top.hold.driver = *hold;
            if (hold->kind() != Driver::Kind::arc) return holds(path);
            const auto from = g_.sources[hold->index()];
            const auto from_edge = g_.lag(hold->index()).from_edge;
            // The first way back to a place before it is a way round a loop.
            if (!enter(path, from, from_edge) && round.empty() && on(path, from, from_edge)) round = holds(path);
        }
        return round;
    }

    /// What holds this edge at first sight; nothing if nothing does.
    [[nodiscard]] std::optional<Hold> first(std::uint32_t v, Edge edge) const {
        Frame frame{{v, place(v, edge), {}}};
        const auto driver = next(frame);
        if (!driver) return std::nullopt;
        frame.hold.driver = *driver;
        return dated(frame.hold);
    }

    /// Whether a finish is where the work that began at the start ends, rather than held in closed time.
    [[nodiscard]] bool is_natural(std::uint32_t v) const {
        return finish_from(g_, b_, v, d_.start[v]) == finish_of(b_, d_, v);
    }

  private:
    struct Frame {
        Hold hold;
        // Candidates up to this one have been tried.
        bool tried = false;
        Instant last{};
        Driver driver = {};
    };

    [[nodiscard]] Edge place(std::uint32_t v, Edge edge) const { return is_natural(v) ? Edge::start : edge; }

    [[nodiscard]] static std::size_t number(std::uint32_t v, Edge edge) {
        return std::size_t{2} * v + (edge == Edge::finish ? 1 : 0);
    }

    bool enter(std::vector<Frame>& path, std::uint32_t v, Edge edge) {
        edge = place(v, edge);
        if (!seen_.insert(number(v, edge)).second) return false;
        path.push_back({{v, edge, {}}});
        return true;
    }

    [[nodiscard]] bool on(const std::vector<Frame>& path, std::uint32_t v, Edge edge) const {
        edge = place(v, edge);
        return std::ranges::any_of(path, [&](const Frame& f) { return f.hold.node == v && f.hold.edge == edge; });
    }

    [[nodiscard]] Hold dated(Hold hold) const {
        hold.start = d_.start[hold.node];
        hold.finish = finish_of(b_, d_, hold.node);
        if (hold.driver.kind() == Driver::Kind::arc)
            hold.before = date_of(b_, d_, g_.sources[hold.driver.index()], g_.lag(hold.driver.index()).from_edge);
        return hold;
    }

    [[nodiscard]] std::vector<Hold> holds(const std::vector<Frame>& path) const {
        std::vector<Hold> out;
        out.reserve(path.size());
        for (const auto& frame : path) out.push_back(dated(frame.hold));
        return out;
    }

    /// The date of a bound, by which bounds that hold the same edge are ranked; nothing if it does not hold it.
    [[nodiscard]] std::optional<Instant> rank(std::uint32_t v, Edge edge, Edge bound_edge, Instant raw) const {
        if (edge == Edge::finish)
            return bound_edge == Edge::finish && raw == finish_of(b_, d_, v) ? std::optional(raw) : std::nullopt;
        auto forced = raw;
        const Seconds duration{b_.durations[v]};
        if (duration.count() != 0) {
            const auto& table = g_.table(v);
            if (bound_edge == Edge::finish) raw = table.earliest(raw, -duration);
            forced = table.next_working(raw);
        }
        return forced == d_.start[v] ? std::optional(raw) : std::nullopt;
    }

    /// The next best of what holds the edge, in the order of ranks; arcs, then floors, then the base.
    [[nodiscard]] std::optional<Driver> next(Frame& frame) const {
        const auto v = frame.hold.node;
        const auto edge = frame.hold.edge;
        std::optional<Driver> best;
        Instant best_rank = far_past;
        const auto consider = [&](Driver driver, std::optional<Instant> rank) {
            if (!rank || (best && *rank <= best_rank)) return;
            const bool is_later =
                frame.tried && (*rank > frame.last || (*rank == frame.last && driver.index() <= frame.driver.index()));
            if (is_later) return;
            best = driver;
            best_rank = *rank;
        };
        const auto base = [&] {
            return !g_.is_unbounded(v) && edge == Edge::start && rank(v, edge, Edge::start, base_);
        };
        const auto kind = frame.tried ? frame.driver.kind() : Driver::Kind::arc;
        if (kind == Driver::Kind::arc) {
            for (auto a = g_.first[v]; a < g_.first[v + 1]; ++a) {
                const auto& lag = g_.lag(a);
                const auto raw = lag(date_of(b_, d_, g_.sources[a], lag.from_edge));
                consider({Driver::Kind::arc, a}, rank(v, edge, lag.to_edge, raw));
            }
        }
        if (!best) {
            // A floor or the base is a root, so the first of them is the last that is asked for.
            frame.tried = false;
            const auto floors = b_.floors[NodeId{v}];
            for (std::uint32_t i = 0; i < floors.size(); ++i)
                consider({Driver::Kind::floor, b_.floors.first(NodeId{v}) + i},
                         rank(v, edge, floors[i].edge, floors[i].at));
            if (!best && base()) best = Driver{Driver::Kind::base, 0};
        }
        if (!best) return std::nullopt;
        frame.tried = true;
        frame.last = best_rank;
        frame.driver = *best;
        return best;
    }

    const Network& g_;
    const Bounds& b_;
    const PassDates& d_;
    Instant base_;
    std::unordered_set<std::size_t> seen_;
};

} // namespace convene::detail
