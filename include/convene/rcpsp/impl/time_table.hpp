#pragma once
/// \file
/// The time-table of one pool for lazy clause generation: what jobs surely hold, and the bounds that follow from it,
/// explained at one moment each (Schutt, Feydy, Stuckey & Wallace 2011, doi:10.1007/s10601-010-9103-2).

#include <convene/rcpsp/impl/height_changes.hpp>
#include <convene/rcpsp/impl/literal.hpp>
#include <convene/rcpsp/problem.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace convene::rcpsp::detail {

class TimeTable {
  public:
    /// Variable `x` is its start.
    struct Task {
        std::uint32_t x;
        Time duration;
        Amount amount;
    };

    /// So long the sum of what is surely held is the same.
    struct Segment {
        Time from;
        Time to;
        Amount height;
    };

    /// What tables work with, one after the other.
    struct Workspace {
        HeightChanges changes;
        std::vector<Segment> segments;
        std::vector<Literal> because;
    };

    TimeTable(std::vector<Task> tasks, Amount capacity) : tasks_(std::move(tasks)), capacity_(capacity) {}

    /// Tells the solver all bounds that follow from what is surely held now: `low(x)` and `high(x)` are its bounds of a
    /// start, `imply(literal, because)` tightens one, `contradict(because)` says that there is no schedule; both false
    /// on a conflict, which is passed on. O(tasks * (log(tasks) + segments in the way)).
    template <class Solver>
    bool propagate(Solver& solver, Workspace& w) const {
        w.changes.clear();
        for (const auto& t : tasks_)
            if (solver.high(t.x) < solver.low(t.x) + t.duration)
                w.changes.add(solver.high(t.x), solver.low(t.x) + t.duration, t.amount);
        const auto& events = w.changes.sorted();
        if (events.empty()) return true;
        w.segments.clear();
        Amount height = 0;
        Amount peak = 0;
        for (std::size_t i = 0; i < events.size();) {
            const Time now = events[i].time;
            if (height > 0) w.segments.back().to = now;
            for (; i < events.size() && events[i].time == now; ++i) height += events[i].change;
            if (height > 0) w.segments.push_back({now, now, height});
            peak = std::max(peak, height);
            if (height > capacity_) {
                const Time next = events[i].time;
                cover(solver, now + (next - now) / 2, capacity_, nobody, height, w.because);
                return solver.contradict(w.because);
            }
        }
        for (const auto& t : tasks_) {
            if (solver.low(t.x) == solver.high(t.x) || t.amount + peak <= capacity_) continue;
            if (!push(solver, w, t, 1) || !push(solver, w, t, -1)) return false;
        }
        return true;
    }

  private:
    static constexpr std::uint32_t nobody = 0xFFFFFFFFU;

    /// Literals that make tasks other than `skip` cover `time` with more than `limit` in sum; the slack is used to
    /// leave tasks out.
    template <class Solver>
    void cover(const Solver& solver, Time time, Amount limit, std::uint32_t skip, Amount height,
               std::vector<Literal>& out) const {
        out.clear();
        Amount slack = height - limit - 1;
        for (const auto& t : tasks_) {
            if (t.x == skip || solver.high(t.x) > time || solver.low(t.x) + t.duration <= time) continue;
            if (t.amount <= slack) {
                slack -= t.amount;
                continue;
            }
            out.push_back(at_least(t.x, time - t.duration + 1));
            out.push_back(at_most(t.x, time));
        }
    }

    /// Moves the earliest start (sign 1) or the latest start (sign -1) of `task` past what is full.
    template <class Solver>
    bool push(Solver& solver, Workspace& w, const Task& task, int sign) const {
        const auto low = [&] { return solver.low(task.x); };
        const auto high = [&] { return solver.high(task.x); };
        const auto& segments = w.segments;
        const Time own_from = high();
        const Time own_to = low() + task.duration;
        const auto count = segments.size();
        const auto passed =
            sign > 0 ? std::ranges::upper_bound(segments, low(), {}, &Segment::to) - segments.begin()
                     : segments.end() - std::ranges::lower_bound(segments, high() + task.duration, {}, &Segment::from);
        for (auto i = static_cast<std::size_t>(passed); i < count; ++i) {
            const auto& s = segments[sign > 0 ? i : count - 1 - i];
            const Time est = low();
            const Time lst = high();
            if (sign > 0 ? s.from >= est + task.duration : s.to <= lst) break;
            if (sign > 0 ? s.to <= est : s.from >= lst + task.duration) continue;
            const bool own = own_from < own_to && own_from <= s.from && s.to <= own_to;
            const Amount others = s.height - (own ? task.amount : 0);
            if (others + task.amount <= capacity_) continue;
            // Its own compulsory part bounds how far the start can lie on the other side, so it can't be passed here.
            while (sign > 0 ? low() < s.to && low() + task.duration > s.from
                            : high() < s.to && high() + task.duration > s.from) {
                const Time time = sign > 0 ? std::min(s.to, low() + task.duration) - 1 : std::max(s.from, high());
                cover(solver, time, capacity_ - task.amount, task.x, others, w.because);
                w.because.push_back(sign > 0 ? at_least(task.x, time - task.duration + 1) : at_most(task.x, time));
                const auto next = sign > 0 ? at_least(task.x, time + 1) : at_most(task.x, time - task.duration);
                if (!solver.imply(next, w.because)) return false;
            }
        }
        return true;
    }

    std::vector<Task> tasks_;
    Amount capacity_;
};

} // namespace convene::rcpsp::detail
