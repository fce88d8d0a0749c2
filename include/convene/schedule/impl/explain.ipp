#pragma once

#include <convene/core/detail/require.hpp>
#include <convene/model/queries.hpp>
#include <convene/schedule/detail/preparation.hpp>
#include <convene/schedule/explain.hpp>
#include <convene/schedule/impl/drivers.ipp>
#include <convene/schedule/impl/late_limits.ipp>
#include <convene/schedule/impl/loop_history.ipp>
#include <convene/schedule/impl/wording.ipp>

#include <algorithm>
#include <unordered_set>

namespace convene {

namespace detail {

/// Walks from a date back to its root. Steps are collected against time and turned round at the end.
class Explainer {
  public:
    explicit Explainer(const Schedule& schedule)
        : process_(schedule.process()), schedule_(schedule), g_(schedule.network()), b_(schedule.bounds()) {}

  protected:
    using Step = ExplanationStep;

    [[nodiscard]] std::uint32_t node(ActivityId id) const { return g_.node_of[id.value]; }
    [[nodiscard]] ActivityId activity(std::uint32_t v) const { return ActivityId{g_.activity_of[v]}; }
    [[nodiscard]] const WorkTable& table(std::uint32_t v) const { return g_.table(v); }
    [[nodiscard]] Seconds duration(std::uint32_t v) const { return Seconds{b_.durations[v]}; }

    /// The calendar of the process that a table belongs to; none for the clock.
    [[nodiscard]] std::optional<CalendarId> calendar(const WorkTable* table) const {
        for (std::uint32_t i = 1; i < g_.tables.size(); ++i)
            if (g_.tables[i] == table) return CalendarId{i - 1};
        return std::nullopt;
    }

    [[nodiscard]] std::optional<CalendarId> calendar_of(std::uint32_t v) const {
        return g_.calendars[v] == 0 ? std::nullopt : std::optional(CalendarId{g_.calendars[v] - 1U});
    }

    [[nodiscard]] std::optional<Progress> under_way(ActivityId id) const {
        return has_started(process_, id) ? process_.progress(id) : std::nullopt;
    }

    static void set_amount(Step& step, const LagFunction& f) {
        if (f.kind == LagFunction::Kind::months)
            step.months = f.amount;
        else if (f.kind == LagFunction::Kind::inverse_months)
            step.months = -f.amount;
        else
            step.amount = Seconds{f.amount};
    }

    const Process& process_;
    const Schedule& schedule_;
    const Network& g_;
    const Bounds& b_;
};

class EarlyExplainer : Explainer {
  public:
    using Explainer::Explainer;

    Explanation operator()(ActivityId id, Edge edge) {
        // What is under way has the rest of it for a node; its own start is a fact.
        if (edge == Edge::start && stop_at_fact(node(id), edge)) return std::move(steps_);
        Holds holds(g_, b_, dates_, base());
        auto chain = holds.chain(node(id), edge);
        if (!chain.empty() && chain.back().driver.kind() == Driver::Kind::arc) {
            // It goes round a loop that holds itself: then what counts is what pushed the loop there.
            auto pushed = pushes(g_, b_, dates_, base(), node(id), edge);
            if (!pushed.empty()) chain = std::move(pushed);
        }
        auto from = edge;
        for (const auto& hold : chain)
            if (!step_back(hold, from)) break;
        if (!steps_.empty() && steps_.back().kind == Step::Kind::link) around(holds);
        std::ranges::reverse(steps_);
        return std::move(steps_);
    }

  private:
    [[nodiscard]] Instant base() const { return schedule_.base(); }
    [[nodiscard]] Instant finish(std::uint32_t v) const { return finish_of(b_, dates_, v); }

    void root(std::uint32_t v, Edge edge, Cause cause, Instant at) {
        Step step;
        step.cause = cause;
        step.activity = activity(v);
        step.edge = edge;
        step.at = step.before = at;
        steps_.push_back(step);
    }

    void calendar_step(Step::Kind kind, std::uint32_t v, Edge edge, Instant before, Instant at, Seconds amount) {
        Step step;
        step.kind = kind;
        step.activity = activity(v);
        step.edge = edge;
        step.before = before;
        step.at = at;
        step.amount = amount;
        step.calendar = calendar_of(v);
        steps_.push_back(step);
    }

    /// Where the edge has happened, that is the root.
    bool stop_at_fact(std::uint32_t v, Edge edge) {
        const auto progress = under_way(activity(v));
        if (!progress || (!progress->actual_finish && edge == Edge::finish)) return false;
        root(v, edge, {CauseKind::actual, activity(v).value},
             edge == Edge::start ? progress->actual_start.value_or(dates_.start[v]) : *progress->actual_finish);
        return true;
    }

    /// Adds the steps that lead to the edge of a node, and sets it to where they come from. False at the root.
    bool step_back(const Hold& hold, Edge& edge) {
        const auto v = hold.node;
        const auto progress = under_way(activity(v));
        if (progress && progress->actual_finish && stop_at_fact(v, edge)) return false;
        const bool natural = finish_from(g_, b_, v, hold.start) == hold.finish;
        if (edge == Edge::finish && duration(v).count() > 0 && natural)
            calendar_step(Step::Kind::work, v, Edge::finish, hold.start, hold.finish, duration(v));
        return follow(hold, edge, hold.edge == Edge::finish);
    }

    /// Explains the start of `v` (or its finish, where a bound holds it in closed time) by its driver.
    bool follow(const Hold& hold, Edge& edge, bool finish_held) {
        const auto v = hold.node;
        const auto driver = hold.driver;
        if (driver.kind() == Driver::Kind::base) {
            open(hold, base());
            const bool by_status =
                schedule_.options().status_date && *schedule_.options().status_date > schedule_.project_start();
            root(v, Edge::start, by_status ? CauseKind::status_date : CauseKind::project_start, base());
            return false;
        }
        if (driver.kind() == Driver::Kind::floor)
            return from_floor(hold, b_.floors.values()[driver.index()], finish_held);
        const auto& f = g_.lag(driver.index());
        const auto from = g_.sources[driver.index()];
        const auto before = hold.before;
        const auto bound = f(before);
        if (!finish_held) arrive(hold, f.to_edge, bound);
        Step step;
        step.kind = Step::Kind::link;
        step.cause = g_.causes[driver.index()];
        step.activity = activity(v);
        step.edge = f.to_edge;
        step.before = before;
        step.at = bound;
        step.from = activity(from);
        step.from_edge = f.from_edge;
        step.calendar = calendar(f.table);
        set_amount(step, f);
        steps_.push_back(step);
        edge = f.from_edge;
        return true;
    }

    /// The steps go round a loop of rules that stands where it is because there it can first be kept.
    void around(const Holds& holds) {
        const auto last = steps_.back();
        const auto v = node(*last.from);
        auto cause = last.cause;
        for (const auto& step : steps_)
            if (step.kind == Step::Kind::link && step.cause.kind() == CauseKind::rule_max) cause = step.cause;
        const bool work = last.from_edge == Edge::finish && duration(v).count() > 0 && holds.is_natural(v);
        if (work) calendar_step(Step::Kind::work, v, Edge::finish, dates_.start[v], finish(v), duration(v));
        root(v, work ? Edge::start : last.from_edge, cause, work ? dates_.start[v] : last.before);
    }

    bool from_floor(const Hold& hold, const DateBound& floor, bool finish_held) {
        const auto v = hold.node;
        if (!finish_held) arrive(hold, floor.edge, floor.at);
        root(v, floor.edge, floor.cause, floor.at);
        if (floor.from) {
            steps_.back().from = *floor.from;
            steps_.back().from_edge = floor.from_edge;
        }
        return false;
    }

    /// From a bound on an edge to the start that it leads to.
    void arrive(const Hold& hold, Edge edge, Instant bound) {
        const auto v = hold.node;
        if (edge == Edge::finish && duration(v).count() > 0) {
            const auto start = table(v).earliest(bound, -duration(v));
            open(hold, start);
            calendar_step(Step::Kind::work_back, v, Edge::start, bound, start, duration(v));
        } else {
            open(hold, bound);
        }
    }

    void open(const Hold& hold, Instant from) {
        if (hold.start != from)
            calendar_step(Step::Kind::opening, hold.node, Edge::start, from, hold.start, Seconds{0});
    }

    /// As the passes saw them: of what is under way, those of the rest.
    const PassDates& dates_ = schedule_.early_pass_dates();
    Explanation steps_;
};

class LateExplainer : Explainer {
  public:
    using Explainer::Explainer;

    Explanation operator()(ActivityId id, Edge edge) {
        const auto v = node(id);
        const auto at = date_of(b_, late_, v, edge);
        const auto told = edge == Edge::start ? schedule_.late_start(id) : schedule_.late_finish(id);
        if (under_way(id) && (edge == Edge::start || under_way(id)->actual_finish || is_moment(process_, id))) {
            Step step;
            step.cause = {CauseKind::actual, id.value};
            step.activity = id;
            step.edge = edge;
            step.at = step.before = told;
            return {step};
        }
        if (told != at) steps_.push_back(made(Step::Kind::closing, v, edge, at, told, Seconds{0}));
        for (auto& step : chain(v, edge)) steps_.push_back(std::move(step));
        std::ranges::reverse(steps_);
        return std::move(steps_);
    }

  private:
    [[nodiscard]] Step made(Step::Kind kind, std::uint32_t v, Edge edge, Instant before, Instant at,
                            Seconds amount) const {
        Step step;
        step.kind = kind;
        step.activity = activity(v);
        step.edge = edge;
        step.before = before;
        step.at = at;
        step.amount = amount;
        step.calendar = calendar_of(v);
        return step;
    }

    /// An edge whose late date is explained by `step`; candidates before `next` have been tried.
    struct Frame {
        std::uint32_t node;
        Edge edge;
        std::size_t next = 0;
        Step step = {};
        /// From where the step leads to in closed time to the last second of work before it.
        std::optional<Step> closing = {};
    };

    struct Place {
        std::uint32_t node;
        Edge edge;
    };

    [[nodiscard]] Instant late(Place p) const { return date_of(b_, late_, p.node, p.edge); }

    [[nodiscard]] bool enter(std::vector<Frame>& path, Place p) {
        const bool finish = p.edge == Edge::finish && duration(p.node).count() > 0;
        const auto number = std::size_t{2} * p.node + (finish ? 1 : 0);
        if (!seen_.insert(number).second) return false;
        path.push_back({p.node, p.edge});
        return true;
    }

    /// The steps from this edge back to a root, searched for depth first; or once round a loop that stands where it is
    /// because it can't be kept later, with the place where it closes as the root.
    std::vector<Step> chain(std::uint32_t v, Edge edge) {
        seen_.clear();
        std::vector<Frame> path;
        std::vector<Step> round;
        (void)enter(path, {v, edge});
        while (!path.empty()) {
            const auto to = next(path.back());
            if (path.back().step.kind == Step::Kind::root) return steps(path);
            if (!to)
                path.pop_back();
            else if (!enter(path, *to) && round.empty() && !turns_back(path, *to) && on(path, *to))
                round = closed(path, *to);
        }
        return round;
    }

    [[nodiscard]] bool on(const std::vector<Frame>& path, Place p) const {
        return std::ranges::any_of(path, [&](const Frame& f) {
            return f.node == p.node && (f.edge == p.edge || duration(p.node).count() == 0);
        });
    }

    /// From one edge of a node to the other and back is no way round.
    [[nodiscard]] static bool turns_back(const std::vector<Frame>& path, Place p) {
        return path.size() > 1 && path.back().node == p.node && path[path.size() - 2].node == p.node;
    }

    [[nodiscard]] static std::vector<Step> steps(const std::vector<Frame>& path) {
        std::vector<Step> out;
        for (const auto& frame : path) {
            if (frame.closing) out.push_back(*frame.closing);
            out.push_back(frame.step);
        }
        return out;
    }

    [[nodiscard]] std::vector<Step> closed(const std::vector<Frame>& path, Place p) const {
        auto out = steps(path);
        auto cause = out.back().cause;
        for (const auto& step : out)
            if (step.from && step.cause.kind() == CauseKind::rule_max) cause = step.cause;
        out.push_back(made(Step::Kind::root, p.node, p.edge, late(p), late(p), Seconds{0}));
        out.back().cause = cause;
        return out;
    }

    /// The next requirement that holds the late date of an edge, in its step; nothing if there are no more. Links come
    /// first, then the roots: dates on the edge and where late dates are measured from; then the other edge.
    std::optional<Place> next(Frame& frame) const {
        const auto [v, edge] = Place{frame.node, frame.edge};
        const auto at = late({v, edge});
        const bool instant = duration(v).count() == 0;
        const auto row = out_.rows[NodeId{v}];
        const auto links = row.size();
        while (frame.next < links) {
            const auto& o = row[frame.next++];
            const auto& f = g_.lag(o.arc);
            if (f.from_edge != edge && !instant) continue;
            const auto to = late({o.to, f.to_edge});
            if (to >= far_future || !reaches(frame, f.latest_from(to), at)) continue;
            frame.step = made(Step::Kind::late_link, v, edge, to, f.latest_from(to), Seconds{0});
            frame.step.cause = g_.causes[o.arc];
            frame.step.from = activity(o.to);
            frame.step.from_edge = f.to_edge;
            frame.step.calendar = calendar(f.table);
            set_amount(frame.step, f);
            return Place{o.to, f.to_edge};
        }
        if (frame.next++ == links && set_root(frame)) return Place{v, edge};
        if (instant || frame.next > links + 1) return std::nullopt;
        ++frame.next;
        frame.closing.reset();
        const Place other{v, edge == Edge::start ? Edge::finish : Edge::start};
        const auto amount = edge == Edge::start ? -duration(v) : duration(v);
        if (late(other) >= far_future || table(v).latest(late(other), amount) != at) return std::nullopt;
        frame.step = made(edge == Edge::start ? Step::Kind::late_work : Step::Kind::late_finish, v, edge, late(other),
                          at, duration(v));
        return other;
    }

    /// Whether a bound leads to the date: in closed time to the last second of the work before it, where work starts.
    bool reaches(Frame& frame, Instant bound, Instant at) const {
        frame.closing.reset();
        if (bound == at) return true;
        if (frame.edge == Edge::finish || duration(frame.node).count() == 0) return false;
        if (last_start(table(frame.node), bound) != at) return false;
        frame.closing = made(Step::Kind::closing, frame.node, Edge::start, bound, at, Seconds{0});
        return true;
    }

    /// Makes the step a root if the date stands on its own.
    bool set_root(Frame& frame) const {
        const auto v = frame.node;
        const auto at = late({v, frame.edge});
        const bool instant = duration(v).count() == 0;
        auto root = made(Step::Kind::root, v, frame.edge, at, at, Seconds{0});
        for (const auto& ceiling : b_.ceilings[NodeId{v}]) {
            if ((ceiling.edge != frame.edge && !instant) || !reaches(frame, ceiling.at, at)) continue;
            root.cause = ceiling.cause;
            root.at = root.before = ceiling.at;
            if (ceiling.from) {
                root.from = *ceiling.from;
                root.from_edge = ceiling.from_edge;
            }
            frame.step = root;
            return true;
        }
        const auto limit = limits_(v, finish_of(b_, schedule_.early_pass_dates(), v));
        frame.closing.reset();
        if (limit.at != at || (frame.edge == Edge::start && !instant)) return false;
        root.cause = limit.cause;
        frame.step = root;
        return true;
    }

    const PassDates& late_ = schedule_.late_pass_dates();
    const LateLimits limits_{schedule_.prepared(), schedule_.project_finish()};
    const OutArcs& out_ = out_arcs(schedule_.prepared());
    std::unordered_set<std::size_t> seen_;
    Explanation steps_;
};

} // namespace detail

CONVENE_DECL Explanation explain(const Schedule& plan, ActivityId activity, DateKind date) {
    detail::require(activity.index() < plan.size(), "explain: this is no activity of the schedule's process");
    switch (date) {
    case DateKind::early_start: return detail::EarlyExplainer(plan)(activity, Edge::start);
    case DateKind::early_finish: return detail::EarlyExplainer(plan)(activity, Edge::finish);
    case DateKind::late_start: return detail::LateExplainer(plan)(activity, Edge::start);
    case DateKind::late_finish: return detail::LateExplainer(plan)(activity, Edge::finish);
    }
    return {};
}

} // namespace convene
