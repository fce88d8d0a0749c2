#pragma once

#include <convene/schedule/impl/infeasibility.ipp>
#include <convene/schedule/impl/passes.ipp>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace convene::detail {

/// Requirements of which each leads to the next one: from a date (or the start of the project) to an upper date, or
/// once round a cycle. No node is met twice, so what a change of one of them does is told by two sweeps over the dates:
/// the earliest from the root on, the latest from the end back.
struct Line {
    /// Node i is where arc i comes from; in a cycle the last arc leads to the first node.
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> arcs;
    bool cycle = false;
    /// Whether the start of the project is one of the requirements.
    bool based = false;
    std::optional<std::uint32_t> floor = {};
    std::optional<std::uint32_t> ceiling = {};
};

/// The items as a line; nothing if they aren't one, in their order.
inline std::optional<Line> line_of(const Network& g, const Bounds& b, const std::vector<Requirement>& items) {
    Line line;
    std::optional<std::uint32_t> at;
    const auto meet = [&](std::uint32_t v) {
        line.nodes.push_back(v);
        at = v;
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto item = items[i];
        if (line.ceiling || (line.cycle && item.kind == Requirement::Kind::arc)) return std::nullopt;
        switch (item.kind) {
        case Requirement::Kind::base:
            if (i != 0) return std::nullopt;
            line.based = true;
            break;
        case Requirement::Kind::floor:
            if (i != 0) return std::nullopt;
            line.floor = item.index;
            meet(g.node_of[b.floors.values()[item.index].activity]);
            break;
        case Requirement::Kind::arc: {
            if (!at) meet(g.sources[item.index]);
            if (g.sources[item.index] != *at) return std::nullopt;
            line.arcs.push_back(item.index);
            const auto to = g.target(item.index);
            line.cycle = to == line.nodes.front();
            if (!line.cycle) meet(to);
            break;
        }
        case Requirement::Kind::ceiling: {
            const auto v = g.node_of[b.ceilings.values()[item.index].activity];
            if (!at) meet(v);
            if (v != *at || line.cycle) return std::nullopt;
            line.ceiling = item.index;
            break;
        }
        }
    }
    const bool rooted = line.based || line.floor;
    if (line.cycle ? line.floor.has_value() : (!line.ceiling || !rooted)) return std::nullopt;
    auto seen = line.nodes;
    std::ranges::sort(seen);
    if (std::ranges::adjacent_find(seen) != seen.end()) return std::nullopt;
    return line;
}

[[nodiscard]] inline bool counts_months(const LagFunction& lag) {
    return lag.kind == LagFunction::Kind::months || lag.kind == LagFunction::Kind::inverse_months;
}

/// A lag that asks for so much less.
[[nodiscard]] inline LagFunction shortened(LagFunction lag, std::int64_t by) {
    lag.amount += lag.kind == LagFunction::Kind::inverse_months ? by : -by;
    return lag;
}

/// A number that may be made smaller, and the smallest change of it that lets the line hold.
struct LineChange {
    /// 0 if it can't be changed at all.
    std::int64_t most = 0;
    std::optional<std::int64_t> by = {};
};

/// The dates along a line.
struct LineDates {
    /// By node: where it is entered and left at the earliest, and at the latest. Round a cycle the first node once
    /// more.
    std::vector<Instant> in;
    std::vector<Instant> out;
    std::vector<Instant> latest_in;
    std::vector<Instant> latest_out;
    /// Where it begins for the date at which it is entered, and where the start of the project alone lets it be left.
    std::vector<Instant> begun;
    std::vector<Instant> alone;
    /// Whether from this node on the start of the project leaves time enough.
    std::vector<bool> in_time;
};

/// What a line asks for, ready to be swept.
class LineWalk {
  public:
    /// `lags` are those of the arcs, in the form in which they can be changed. Nothing bounded starts before `base`.
    LineWalk(const Network& g, const Bounds& b, const Line& line, std::vector<LagFunction> lags, Instant base)
        : lags_(std::move(lags)), base_(base) {
        const auto n = line.nodes.size();
        for (std::size_t i = 0; i < n; ++i) {
            const auto v = line.nodes[i];
            Node node{b.durations[v], &g.table(v), g.calendars[v] == 0, !g.is_unbounded(v), Edge::start, Edge::finish};
            if (i > 0 || line.cycle) node.in = lags_[(i + lags_.size() - 1) % lags_.size()].to_edge;
            if (i == 0 && line.floor) node.in = b.floors.values()[*line.floor].edge;
            if (i < lags_.size()) node.out = lags_[i].from_edge;
            if (i + 1 == n && line.ceiling) node.out = b.ceilings.values()[*line.ceiling].edge;
            nodes_.push_back(node);
        }
    }

    [[nodiscard]] std::size_t size() const { return nodes_.size(); }

    /// The dates if the first node is entered at `from` and the line may not end after `limit`.
    void sweep(Instant from, Instant limit, LineDates& d) const {
        const auto n = nodes_.size();
        const auto ends = lags_.size() + 1;
        d.in.assign(std::max(n, ends), from);
        d.out.resize(n);
        d.begun.resize(n);
        d.alone.assign(n, far_past);
        for (std::size_t i = 0; i < n; ++i) {
            d.begun[i] = begin(i, d.in[i], nodes_[i].duration);
            d.out[i] = through(i, d.in[i], nodes_[i].duration);
            if (i < lags_.size()) d.in[i + 1] = lags_[i](d.out[i]);
        }
        d.latest_in.assign(std::max(n, ends), limit);
        d.latest_out.assign(n, limit);
        d.in_time.assign(n + 1, true);
        for (std::size_t i = n; i-- > 0;) {
            if (i < lags_.size()) d.latest_out[i] = lags_[i].latest_from(d.latest_in[i + 1]);
            d.latest_in[i] = back(i, d.latest_out[i]);
            if (nodes_[i].bounded) d.alone[i] = through(i, far_past, nodes_[i].duration);
            d.in_time[i] = d.alone[i] <= d.latest_out[i] && d.in_time[i + 1];
        }
    }

    /// Whether the line holds if arc `i` gives way by so much; `d` are its dates without that.
    [[nodiscard]] bool arc_gives(const LineDates& d, std::size_t i, std::int64_t by) const {
        if (i + 1 < nodes_.size() && !d.in_time[i + 1]) return false;
        const auto to = shortened(lags_[i], by)(d.out[i]);
        return to < far_future && to <= d.latest_in[i + 1];
    }

    /// The same if node `i` takes so much less time.
    [[nodiscard]] bool node_gives(const LineDates& d, std::size_t i, std::int64_t by) const {
        const auto out = through(i, d.in[i], nodes_[i].duration - by);
        return d.in_time[i + 1] && out < far_future && out <= d.latest_out[i];
    }

    /// Whether what a node takes makes no difference for where it is left (but that it may work at all).
    [[nodiscard]] bool is_idle(std::size_t i) const {
        return nodes_[i].out == Edge::start || nodes_[i].in == Edge::finish;
    }

    /// Calls `f` with every date along the line and the calendar on which it is looked at.
    template <class F>
    void each_place(const LineDates& d, const F& f) const {
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            const auto* own = nodes_[i].duration == 0 ? nullptr : nodes_[i].table;
            for (const auto t : {d.in[i], d.begun[i], d.out[i], d.latest_in[i], d.latest_out[i]}) f(t, own, false);
            if (i >= lags_.size()) continue;
            const bool months = counts_months(lags_[i]);
            for (const auto t : {d.out[i], d.in[i + 1], d.latest_out[i], d.latest_in[i + 1]})
                f(t, lags_[i].table, months);
        }
    }

    /// How far the entry can move on, from `d` (and `later`, a second on), until anything on the way meets an opening,
    /// a closing, a midnight that counts or the start of the project. Between a second from here and there, all that
    /// moves does so as fast as the entry.
    [[nodiscard]] Seconds room(const LineDates& d, const LineDates& later) const {
        Seconds room{std::numeric_limits<std::int64_t>::max() / 4};
        std::vector<Instant> before;
        each_place(d, [&](Instant t, const WorkTable*, bool) { before.push_back(t); });
        const auto limit = [&](Instant t, const WorkTable* table, bool months) {
            if (t <= far_past || t >= far_future) return;
            if (t < base_) room = std::min(room, base_ - t);
            if (table != nullptr) room = std::min(room, table->next_transition(t) - t);
            if (months) room = std::min(room, Seconds{Instant{date_of(t) + std::chrono::days{1}} - t});
        };
        for (std::size_t i = 0; i < nodes_.size(); ++i)
            if (d.latest_out[i] < d.alone[i]) room = std::min(room, d.alone[i] - d.latest_out[i]);
        auto was = before.begin();
        each_place(later, [&](Instant t, const WorkTable* table, bool months) {
            const auto first = *was++;
            if (first == t) return; // what stands still does so until something before it on the way meets a limit
            limit(first, table, months);
            limit(t, table, months);
        });
        return std::max(room, Seconds{1});
    }

    /// If all of it is counted in the same time: how much more of that the cycle asks for than there is, so that no
    /// smaller change can do.
    [[nodiscard]] std::optional<std::int64_t> excess() const {
        const WorkTable* table = nullptr;
        bool clock = false;
        std::int64_t sum = 0;
        const auto meet = [&](const WorkTable* t) {
            if (t == nullptr)
                clock = true;
            else if (table == nullptr)
                table = t;
            else if (table != t)
                return false;
            return !(clock && table != nullptr);
        };
        for (const auto& node : nodes_) {
            if (node.duration == 0 || node.in == node.out) continue;
            if (!meet(node.on_clock ? nullptr : node.table)) return std::nullopt;
            sum += node.out == Edge::finish ? node.duration : -node.duration;
        }
        for (const auto& lag : lags_) {
            if (lag.kind == LagFunction::Kind::none) continue;
            if (lag.kind != LagFunction::Kind::working && lag.kind != LagFunction::Kind::elapsed) return std::nullopt;
            if (!meet(lag.table)) return std::nullopt;
            sum += lag.amount;
        }
        return sum;
    }

    [[nodiscard]] Instant base() const { return base_; }

    /// From when on every week is worked alike for all of it, and nothing is held by the start of the project.
    [[nodiscard]] Instant steady_from() const {
        auto t = base_;
        for (const auto& node : nodes_)
            if (node.duration != 0) t = std::max(t, node.table->steady_from());
        for (const auto& lag : lags_)
            if (lag.table != nullptr) t = std::max(t, lag.table->steady_from());
        return t;
    }

    /// After how long everything comes again.
    [[nodiscard]] Seconds period() const {
        for (const auto& lag : lags_)
            if (counts_months(lag)) return std::chrono::days{10'227};
        return std::chrono::days{7};
    }

  private:
    struct Node {
        std::int64_t duration;
        const WorkTable* table;
        bool on_clock;
        bool bounded;
        Edge in;
        Edge out;
    };

    /// Where node `i` is left at the earliest, as a pass has it.
    [[nodiscard]] Instant through(std::size_t i, Instant t, std::int64_t duration) const {
        const auto& node = nodes_[i];
        const auto first = node.bounded ? base_ : far_past;
        if (duration == 0) return std::max(t, first);
        const Seconds work{duration};
        const auto worked = node.table->work_from(std::max(begin(i, t, duration), first), work);
        if (node.out == Edge::start) return worked.start;
        return node.in == Edge::finish ? std::max(worked.finish, t) : worked.finish;
    }

    /// Where node `i` begins if it is entered at `t`, were it not for the start of the project and closed time.
    [[nodiscard]] Instant begin(std::size_t i, Instant t, std::int64_t duration) const {
        const bool back = nodes_[i].in == Edge::finish && duration != 0 && t > far_past;
        return back ? nodes_[i].table->earliest(t, Seconds{-duration}) : t;
    }

    /// The latest at which node `i` can be entered to be left by `t`.
    [[nodiscard]] Instant back(std::size_t i, Instant t) const {
        const auto& node = nodes_[i];
        if (node.duration == 0) return t;
        const Seconds work{node.duration};
        if (node.out == Edge::finish) return node.in == Edge::finish ? t : node.table->latest(t, -work);
        const auto start = last_start(*node.table, t);
        return node.in == Edge::start ? start : node.table->latest(start, work);
    }

    std::vector<LagFunction> lags_;
    std::vector<Node> nodes_;
    Instant base_;
};

/// The smallest positive change for which `feasible_with(change)` holds; nothing if none up to `most` does.
/// *Requires* that it holds for all greater ones, too.
template <class F>
std::optional<std::int64_t> smallest_change(std::int64_t most, const F& feasible_with) {
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

/// The smallest changes that each let a line hold: of its arcs and of what its nodes take.
struct LineChanges {
    std::vector<LineChange> arcs;
    std::vector<LineChange> nodes;
};

/// Makes changes smaller where less is enough for the line with these dates.
inline void improve(const LineWalk& walk, const LineDates& d, LineChanges& changes) {
    const auto better = [](LineChange& change, const auto& gives) {
        const auto most = change.by ? *change.by - 1 : change.most;
        if (most < 1 || !gives(most)) return;
        change.by = smallest_change(most, gives);
    };
    for (std::size_t i = 0; i < changes.arcs.size(); ++i)
        better(changes.arcs[i], [&](std::int64_t by) { return walk.arc_gives(d, i, by); });
    for (std::size_t i = 0; i < changes.nodes.size(); ++i)
        better(changes.nodes[i], [&](std::int64_t by) { return walk.node_gives(d, i, by); });
}

/// Fills in the changes for a cycle. It may be entered at any date, so all of them are looked at: only those at which
/// anything on the way meets an opening or closing make a difference, and those just before and after.
/// Complexity: O(cycle) for each such date from the start of the project to a week after the last exception; where all
/// is counted in the same time, a few.
inline void improve_cycle(const LineWalk& walk, const StopToken& stop, LineChanges& changes) {
    const auto excess = walk.excess();
    const auto is_least = [&](const LineChange& change, bool idle) {
        if (change.most < 1 || change.by == 1) return true;
        return excess > 0 && (idle || (change.by ? *change.by <= *excess : change.most < *excess));
    };
    const auto done = [&] {
        for (const auto& change : changes.arcs)
            if (!is_least(change, false)) return false;
        for (std::size_t i = 0; i < changes.nodes.size(); ++i)
            if (!is_least(changes.nodes[i], walk.is_idle(i))) return false;
        return true;
    };
    const auto steady = walk.steady_from();
    LineDates d;
    LineDates later;
    const auto settled = [&](Instant t) {
        walk.sweep(t, t, d);
        bool after = t >= steady;
        walk.each_place(d, [&](Instant at, const WorkTable*, bool) { after = after && at >= steady; });
        return after;
    };
    const auto first = std::max(walk.base(), min_instant);
    const auto most = (max_instant - first).count();
    const auto until_settled =
        smallest_change(most, [&](std::int64_t by) { return settled(first + Seconds{by}); }).value_or(most);
    const auto end = std::min(max_instant, first + Seconds{until_settled} + walk.period());
    // Where every week is alike, early dates have nothing that later ones don't.
    auto t = steady <= first ? first + Seconds{until_settled} : first;
    while (t <= end && !done() && !stop.stop_requested()) {
        walk.sweep(t, t, d);
        const auto next = t + Seconds{1};
        walk.sweep(next, next, later);
        improve(walk, d, changes);
        const auto room = std::min(walk.room(d, later), end + Seconds{1} - t);
        if (room > Seconds{1}) improve(walk, later, changes);
        if (room > Seconds{2}) {
            walk.sweep(t + room - Seconds{1}, t + room - Seconds{1}, d);
            improve(walk, d, changes);
        }
        t += room;
    }
}

} // namespace convene::detail
