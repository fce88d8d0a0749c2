#pragma once

#include <convene/rcpsp/problem.hpp>

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

namespace convene::rcpsp {

namespace detail {

inline std::string job_name(Job job) { return "job " + std::to_string(job); }

inline void complain(Diagnostics& out, Code code, std::string object, std::vector<Text> arguments) {
    out.push_back({.code = code, .object = std::move(object), .arguments = std::move(arguments)});
}

inline void check_size(Diagnostics& out, std::string_view what, std::size_t size, std::size_t jobs) {
    if (size != 0 && size != jobs)
        complain(out, Code::bad_rcpsp_size, {}, {std::string(what), std::to_string(size), std::to_string(jobs)});
}

inline void check_index(Diagnostics& out, const std::string& who, std::string_view kind, std::size_t index,
                        std::size_t count) {
    if (index >= count)
        complain(out, Code::bad_rcpsp_index, {},
                 {who, std::string(kind), std::to_string(index), std::to_string(count)});
}

inline void check_number(Diagnostics& out, const std::string& object, std::string_view what, std::int64_t value,
                         std::int64_t low, std::int64_t high) {
    if (value < low || value > high)
        complain(out, Code::bad_rcpsp_number, object,
                 {std::string(what), std::to_string(value), std::to_string(low) + ".." + std::to_string(high)});
}

inline void check_pools(Diagnostics& out, const ProblemData& d) {
    for (std::size_t p = 0; p < d.capacities.size(); ++p) {
        const auto& steps = d.capacities[p];
        const auto name = "pool " + std::to_string(p);
        bool ordered = !steps.empty() && steps.front().from == 0;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            check_number(out, name, "its capacity", steps[i].capacity, 0, unbounded);
            check_number(out, name, "a step's time", steps[i].from, 0, unbounded / 2);
            if (i > 0) ordered = ordered && steps[i - 1].from < steps[i].from;
        }
        if (!ordered) complain(out, Code::bad_rcpsp_steps, {}, {name});
    }
    for (std::size_t c = 0; c < d.calendars.size(); ++c) {
        const auto name = "calendar " + std::to_string(c);
        Time last = -1;
        bool ordered = true;
        for (const auto [from, to] : d.calendars[c]) {
            check_number(out, name, "a break's end", to, 1, unbounded / 2);
            ordered = ordered && from > last && to > from;
            last = to;
        }
        if (!ordered) complain(out, Code::bad_rcpsp_steps, {}, {name});
    }
}

inline void check_jobs(Diagnostics& out, const ProblemData& d) {
    const auto jobs = d.durations.size();
    check_size(out, "calendar_of", d.calendar_of.size(), jobs);
    check_size(out, "windows", d.windows.size(), jobs);
    std::int64_t total = 0;
    for (Job j = 0; j < jobs; ++j) {
        check_number(out, job_name(j), "its duration", d.durations[j], 0, unbounded / 4);
        total += d.durations[j];
    }
    check_number(out, {}, "the sum of the durations", total, 0, unbounded / 2);
    for (Job j = 0; j < d.calendar_of.size(); ++j)
        check_index(out, job_name(j), "calendar", d.calendar_of[j], d.calendars.size() + 1);
    for (Job j = 0; j < d.windows.size(); ++j) {
        check_number(out, job_name(j), "its earliest start", d.windows[j].earliest, 0, unbounded / 2);
        check_number(out, job_name(j), "its latest start", d.windows[j].latest, d.windows[j].earliest, unbounded);
    }
    for (const auto& a : d.arcs) {
        const auto who = "the arc " + std::to_string(a.from) + " -> " + std::to_string(a.to);
        check_index(out, who, "job", std::max(a.from, a.to), jobs);
        check_number(out, {}, who + "'s lag", a.lag, -unbounded / 4, unbounded / 4);
    }
    for (const auto& n : d.demands) {
        check_index(out, "a demand", "job", n.job, jobs);
        check_index(out, "the demand of " + job_name(n.job), "pool", n.pool, d.capacities.size());
        check_number(out, job_name(n.job), "its demand", n.amount, 0, unbounded);
    }
}

/// Strongly connected components of the arcs that `use` keeps, by Tarjan's algorithm (1972) on an explicit stack.
/// Returns a component number for each job.
template <class Successors>
std::vector<std::uint32_t> components(std::uint32_t jobs, Successors successors) {
    constexpr std::uint32_t none = 0xFFFFFFFFU;
    std::vector<std::uint32_t> index(jobs, none);
    std::vector<std::uint32_t> low(jobs, 0);
    std::vector<std::uint32_t> component(jobs, none);
    std::vector<Job> stack;
    std::vector<std::pair<Job, std::size_t>> path;
    std::uint32_t next = 0;
    std::uint32_t found = 0;
    for (Job root = 0; root < jobs; ++root) {
        if (index[root] != none) continue;
        path.emplace_back(root, 0);
        index[root] = low[root] = next++;
        stack.push_back(root);
        while (!path.empty()) {
            const Job j = path.back().first;
            const auto& out = successors(j);
            if (path.back().second < out.size()) {
                const Job k = out[path.back().second++];
                if (index[k] == none) {
                    index[k] = low[k] = next++;
                    stack.push_back(k);
                    path.emplace_back(k, 0);
                } else if (component[k] == none) {
                    low[j] = std::min(low[j], index[k]);
                }
                continue;
            }
            path.pop_back();
            if (!path.empty()) low[path.back().first] = std::min(low[path.back().first], low[j]);
            if (low[j] != index[j]) continue;
            for (Job k = none; k != j;) {
                k = stack.back();
                stack.pop_back();
                component[k] = found;
            }
            ++found;
        }
    }
    return component;
}

/// Kahn's order over the arcs that `keep` keeps, ties by index through a queue; shorter than `jobs` if they cycle.
template <class Keep>
std::vector<Job> kahn(const Problem& p, Keep keep) {
    std::vector<std::uint32_t> open(p.jobs(), 0);
    std::vector<Job> order;
    order.reserve(p.jobs());
    for (Job j = 0; j < p.jobs(); ++j)
        for (const auto& l : p.predecessors(j)) open[j] += keep(l.job, j, l) ? 1U : 0U;
    for (Job j = 0; j < p.jobs(); ++j)
        if (open[j] == 0) order.push_back(j);
    for (std::size_t i = 0; i < order.size(); ++i)
        for (const auto& l : p.successors(order[i]))
            if (keep(order[i], l.job, l) && --open[l.job] == 0) order.push_back(l.job);
    return order;
}

inline Time arc_distance(const Problem& p, Job from, Job to, const Link& l) {
    return l.lag + (l.from_edge == Edge::finish ? p.duration(from) : 0) -
           (l.to_edge == Edge::finish ? p.duration(to) : 0);
}

/// The order that `Problem::order` promises, and whether all arcs agree with it; adds `rcpsp-cycle`.
inline std::pair<std::vector<Job>, bool> find_order(Diagnostics& out, const Problem& p) {
    auto order = kahn(p, [](Job, Job, const Link&) { return true; });
    if (order.size() == p.jobs()) return {std::move(order), true};
    std::vector<std::vector<Job>> next(p.jobs());
    for (Job j = 0; j < p.jobs(); ++j)
        for (const auto& l : p.successors(j))
            if (arc_distance(p, j, l.job, l) >= 0) next[j].push_back(l.job);
    const auto component = components(p.jobs(), [&](Job j) -> const std::vector<Job>& { return next[j]; });
    for (Job j = 0; j < p.jobs(); ++j)
        for (const auto& l : p.successors(j))
            if (component[j] == component[l.job] && arc_distance(p, j, l.job, l) > 0) {
                complain(out, Code::rcpsp_cycle, job_name(j), {std::to_string(j) + " -> " + std::to_string(l.job)});
                return {};
            }
    return {
        kahn(p, [&](Job from, Job to,
                    const Link& l) { return component[from] != component[to] && arc_distance(p, from, to, l) >= 0; }),
        false};
}

} // namespace detail

CONVENE_DECL Result<Problem> build(ProblemData data) {
    Diagnostics faults;
    detail::check_jobs(faults, data);
    detail::check_pools(faults, data);
    if (!faults.empty()) return fail(std::move(faults));

    Problem p;
    p.data_ = std::move(data);
    auto& d = p.data_;
    const auto jobs = p.jobs();
    const auto free = [&](Job j) { return d.calendar_of.empty() || d.calendar_of[j] == 0; };
    p.out_first_.assign(jobs + 1, 0);
    p.in_first_.assign(jobs + 1, 0);
    p.need_first_.assign(jobs + 1, 0);
    auto arcs = d.arcs;
    for (auto& a : arcs) {
        // Between jobs that never pause, each kind of arc is a start-start arc.
        if (a.from_edge == Edge::finish && free(a.from)) a.lag += d.durations[a.from], a.from_edge = Edge::start;
        if (a.to_edge == Edge::finish && free(a.to)) a.lag -= d.durations[a.to], a.to_edge = Edge::start;
        ++p.out_first_[a.from + 1];
        ++p.in_first_[a.to + 1];
    }
    for (Job j = 0; j < jobs; ++j) {
        p.out_first_[j + 1] += p.out_first_[j];
        p.in_first_[j + 1] += p.in_first_[j];
        p.has_calendars_ = p.has_calendars_ || !free(j);
    }
    p.out_.resize(d.arcs.size());
    p.in_.resize(d.arcs.size());
    auto out_at = p.out_first_;
    auto in_at = p.in_first_;
    for (const auto& a : arcs) {
        p.out_[out_at[a.from]++] = {a.to, a.lag, a.from_edge, a.to_edge};
        p.in_[in_at[a.to]++] = {a.from, a.lag, a.from_edge, a.to_edge};
    }

    auto demands = d.demands;
    std::ranges::stable_sort(demands, {}, [](const Demand& n) { return std::pair{n.job, n.pool}; });
    for (std::size_t i = 0; i < demands.size(); ++i) {
        const auto& n = demands[i];
        if (n.amount == 0) continue;
        const bool same = i > 0 && demands[i - 1].job == n.job && demands[i - 1].pool == n.pool &&
                          p.need_first_[n.job + 1] > 0 && p.needs_.back().pool == n.pool;
        if (same) {
            p.needs_.back().amount += n.amount;
        } else {
            p.needs_.push_back({n.pool, n.amount});
            ++p.need_first_[n.job + 1];
        }
    }
    for (Job j = 0; j < jobs; ++j) p.need_first_[j + 1] += p.need_first_[j];

    std::vector<Amount> most(p.pools(), 0);
    for (Pool k = 0; k < p.pools(); ++k) {
        p.constant_capacity_ = p.constant_capacity_ && d.capacities[k].size() == 1;
        for (const auto& s : d.capacities[k]) most[k] = std::max(most[k], s.capacity);
    }
    for (Job j = 0; j < jobs; ++j)
        for (const auto& n : p.needs(j))
            if (n.amount > most[n.pool] && p.duration(j) > 0)
                detail::complain(faults, Code::rcpsp_demand_exceeds_capacity, detail::job_name(j),
                                 {std::to_string(n.amount), std::to_string(n.pool), std::to_string(most[n.pool])});
    p.has_windows_ = std::ranges::any_of(d.windows, [](const Window& w) { return w.latest < unbounded; });

    std::tie(p.order_, p.acyclic_) = detail::find_order(faults, p);
    if (!faults.empty()) return fail(std::move(faults));
    p.position_.resize(jobs);
    for (std::uint32_t i = 0; i < jobs; ++i) p.position_[p.order_[i]] = i;
    return p;
}

CONVENE_DECL Time Problem::finish(Job job, Time start) const {
    const auto closed = breaks(job);
    Time end = start + duration(job);
    if (closed.empty() || duration(job) == 0) return end;
    auto b = std::ranges::upper_bound(closed, start, {}, &Break::to);
    for (; b != closed.end() && b->from < end; ++b) end += b->to - std::max(b->from, start);
    return end;
}

CONVENE_DECL Time Problem::next_start(Job job, Time time) const {
    const auto closed = breaks(job);
    if (closed.empty() || duration(job) == 0) return time;
    const auto b = std::ranges::upper_bound(closed, time, {}, &Break::to);
    return b != closed.end() && b->from <= time ? b->to : time;
}

CONVENE_DECL Time Problem::start_for(Job job, Edge edge, Time time) const {
    if (edge == Edge::start) return next_start(job, time);
    Time high = next_start(job, time);
    if (breaks(job).empty()) return time - duration(job);
    Time low = 0;
    if (finish(job, next_start(job, low)) >= time) return next_start(job, low);
    while (low + 1 < high) { // finish(low) < time <= finish(high)
        const Time middle = low + (high - low) / 2;
        (finish(job, next_start(job, middle)) >= time ? high : low) = middle;
    }
    return next_start(job, high);
}

CONVENE_DECL Time makespan(const Problem& problem, std::span<const Time> starts) {
    Time last = 0;
    for (Job j = 0; j < problem.jobs(); ++j) last = std::max(last, problem.finish(j, starts[j]));
    return last;
}

CONVENE_DECL std::int64_t cost(const Problem& problem, const Objective& objective, std::span<const Time> starts) {
    std::int64_t total = objective.makespan == 0 ? 0 : objective.makespan * makespan(problem, starts);
    for (const auto& d : objective.dues)
        total += d.weight * std::max<std::int64_t>(0, problem.finish(d.job, starts[d.job]) - d.due);
    for (Job j = 0; j < objective.baseline.size(); ++j) {
        const std::int64_t off = std::int64_t{starts[j]} - objective.baseline[j];
        if (off != 0) total += objective.moved + objective.shift * (off < 0 ? -off : off);
    }
    return total;
}

CONVENE_DECL std::optional<Starts> earliest_starts(const Problem& p, Time horizon) {
    Starts s(p.jobs(), 0);
    std::vector<bool> queued(p.jobs(), true);
    for (Job j = 0; j < p.jobs(); ++j) s[j] = p.next_start(j, p.window(j).earliest);
    std::vector<Job> queue(p.order().begin(), p.order().end());
    // A job that is raised more often than there are jobs lies on a positive cycle; where breaks bend the arcs, only
    // one that is pushed beyond all that could be needed does.
    if (!p.acyclic()) horizon = std::min(horizon, safe_horizon(p));
    std::vector<std::uint32_t> raised(p.acyclic() ? 0 : p.jobs(), 0);
    for (std::size_t head = 0; head < queue.size(); ++head) {
        const Job j = queue[head];
        queued[j] = false;
        if (s[j] > p.window(j).latest || s[j] > horizon) return std::nullopt;
        for (const auto& l : p.successors(j)) {
            const Time t = p.pushed(j, l, s[j]);
            if (t <= s[l.job]) continue;
            s[l.job] = t;
            if (queued[l.job]) continue;
            if (!p.acyclic() && ++raised[l.job] > p.jobs() + 1 && !p.has_calendars()) return std::nullopt;
            queued[l.job] = true;
            queue.push_back(l.job);
        }
        if (head > 4 * std::size_t{p.jobs()} + 1024) {
            queue.erase(queue.begin(), queue.begin() + static_cast<std::ptrdiff_t>(head) + 1);
            head = static_cast<std::size_t>(-1);
        }
    }
    return s;
}

CONVENE_DECL Starts latest_starts(const Problem& p, Time horizon) {
    Starts s(p.jobs());
    for (Job j = 0; j < p.jobs(); ++j) s[j] = std::min(p.window(j).latest, horizon - p.duration(j));
    std::vector<bool> queued(p.jobs(), true);
    std::vector<Job> queue(p.order().rbegin(), p.order().rend());
    for (std::size_t head = 0; head < queue.size(); ++head) {
        const Job j = queue[head];
        queued[j] = false;
        for (const auto& l : p.predecessors(j)) {
            // With breaks a job may span more than its duration, never less: the distance is a valid relaxation only
            // for arcs to a start.
            if (l.to_edge == Edge::finish) continue;
            const Time t = s[j] - detail::arc_distance(p, l.job, j, l);
            if (t >= s[l.job]) continue;
            s[l.job] = t;
            if (queued[l.job]) continue;
            queued[l.job] = true;
            queue.push_back(l.job);
        }
    }
    return s;
}

CONVENE_DECL Time safe_horizon(const Problem& p) {
    std::int64_t last = 0;
    std::int64_t sum = 0;
    for (Job j = 0; j < p.jobs(); ++j) {
        last = std::max<std::int64_t>(last, p.window(j).earliest);
        std::int64_t longest = p.duration(j);
        for (const auto& l : p.successors(j)) longest = std::max<std::int64_t>(longest, p.distance(j, l));
        sum += longest;
    }
    for (Pool k = 0; k < p.pools(); ++k) last = std::max<std::int64_t>(last, p.capacity(k).back().from);
    for (const auto& c : p.data().calendars)
        if (!c.empty()) last = std::max<std::int64_t>(last, c.back().to);
    return static_cast<Time>(std::min<std::int64_t>(last + sum, unbounded / 2));
}

} // namespace convene::rcpsp
