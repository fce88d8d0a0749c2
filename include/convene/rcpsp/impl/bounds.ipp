#pragma once

#include <convene/rcpsp/bounds.hpp>

#include <algorithm>
#include <utility>

namespace convene::rcpsp {

namespace detail {

/// The first time at which the pool has offered `work` unit-ticks since `from`; `unbounded` if never.
inline Time offered_by(std::span<const Step> steps, Time from, std::int64_t work) {
    for (std::size_t i = 0; i < steps.size() && work > 0; ++i) {
        const Time to = i + 1 < steps.size() ? steps[i + 1].from : unbounded;
        if (to <= from) continue;
        const Time start = std::max(from, steps[i].from);
        const std::int64_t here = std::int64_t{to - start} * steps[i].capacity;
        if (here >= work) return start + static_cast<Time>((work + steps[i].capacity - 1) / steps[i].capacity);
        work -= here;
        from = to;
    }
    return work > 0 ? unbounded : from;
}

struct HeadTail {
    Time head;
    Time tail;
    std::int64_t work;
};

inline Time pool_bound(std::span<const Step> steps, std::vector<HeadTail>& jobs, bool pairs) {
    Time best = 0;
    std::ranges::sort(jobs, [](const auto& a, const auto& b) { return a.head > b.head; });
    std::vector<Time> tails{0};
    if (pairs)
        for (const auto& j : jobs) tails.push_back(j.tail);
    std::ranges::sort(tails);
    tails.erase(std::unique(tails.begin(), tails.end()), tails.end());
    for (const Time tail : tails) {
        std::int64_t work = 0;
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            if (jobs[i].tail >= tail) work += jobs[i].work;
            if (work > 0 && (i + 1 == jobs.size() || jobs[i + 1].head < jobs[i].head))
                best = std::max(best, offered_by(steps, jobs[i].head, work) + tail);
        }
    }
    return best;
}

/// Longest paths from each start to the end of everything, less the duration; only arcs of `order()` count.
inline std::vector<Time> tails(const Problem& p) {
    std::vector<Time> tail(p.jobs(), 0);
    const auto order = p.order();
    for (auto i = order.rbegin(); i != order.rend(); ++i)
        for (const auto& l : p.successors(*i))
            if (p.orders(*i, l) && l.to_edge == Edge::start)
                tail[*i] = std::max(tail[*i], p.distance(*i, l) + p.duration(l.job) + tail[l.job] - p.duration(*i));
    return tail;
}

/// Two jobs that can't overlap follow each other.
inline Time disjunctive_bound(const Problem& p, const Starts& head, const std::vector<Time>& tail) {
    if (!p.constant_capacity()) return 0;
    std::vector<std::vector<Amount>> need(p.jobs(), std::vector<Amount>(p.pools(), 0));
    for (Job j = 0; j < p.jobs(); ++j)
        for (const auto& n : p.needs(j)) need[j][n.pool] = n.amount;
    Time best = 0;
    for (Job i = 0; i < p.jobs(); ++i)
        for (Job j = i + 1; j < p.jobs(); ++j) {
            if (p.duration(i) == 0 || p.duration(j) == 0) continue;
            bool clash = false;
            for (const auto& n : p.needs(i))
                clash = clash || n.amount + need[j][n.pool] > p.capacity(n.pool).front().capacity;
            if (!clash) continue;
            const Time both = p.duration(i) + p.duration(j);
            const Time first = std::max(head[i] + both + tail[j], head[j] + p.duration(j) + tail[j]);
            const Time other = std::max(head[j] + both + tail[i], head[i] + p.duration(i) + tail[i]);
            best = std::max(best, std::min(first, other));
        }
    return best;
}

} // namespace detail

CONVENE_DECL Time critical_path_bound(const Problem& p) {
    const auto starts = earliest_starts(p);
    return starts ? makespan(p, *starts) : unbounded;
}

CONVENE_DECL Time capacity_bound(const Problem& p) {
    const auto head = earliest_starts(p);
    if (!head) return unbounded;
    const auto tail = detail::tails(p);
    std::vector<std::vector<detail::HeadTail>> of(p.pools());
    for (Job j = 0; j < p.jobs(); ++j)
        for (const auto& n : p.needs(j))
            if (p.duration(j) > 0) of[n.pool].push_back({(*head)[j], tail[j], std::int64_t{n.amount} * p.duration(j)});
    Time best = 0;
    for (Pool k = 0; k < p.pools(); ++k)
        best = std::max(best, detail::pool_bound(p.capacity(k), of[k], of[k].size() <= 2000));
    return best;
}

CONVENE_DECL Time lower_bound(const Problem& p) {
    const auto head = earliest_starts(p);
    if (!head) return unbounded;
    Time best = std::max(makespan(p, *head), capacity_bound(p));
    if (p.jobs() <= 2000) best = std::max(best, detail::disjunctive_bound(p, *head, detail::tails(p)));
    return best;
}

} // namespace convene::rcpsp
