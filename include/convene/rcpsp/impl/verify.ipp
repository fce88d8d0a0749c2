#pragma once

#include <convene/rcpsp/verify.hpp>

#include <algorithm>
#include <utility>

namespace convene::rcpsp {

namespace detail {

/// The working pieces of a job, found by walking through the breaks one by one: on purpose not `Problem::finish`.
inline std::vector<std::pair<Time, Time>> working_pieces(const ProblemData& d, Job job, Time start) {
    std::vector<std::pair<Time, Time>> pieces;
    Time left = d.durations[job];
    Time now = start;
    const auto calendar = d.calendar_of.empty() ? 0U : d.calendar_of[job];
    if (calendar > 0) {
        for (const auto& b : d.calendars[calendar - 1]) {
            if (left == 0) break;
            if (b.to <= now) continue;
            if (b.from > now) {
                const Time piece = std::min(left, b.from - now);
                pieces.emplace_back(now, now + piece);
                left -= piece;
                now += piece;
            }
            if (left > 0) now = b.to;
        }
    }
    if (left > 0) pieces.emplace_back(now, now + left);
    if (pieces.empty()) pieces.emplace_back(start, start);
    return pieces;
}

inline bool in_break(const ProblemData& d, Job job, Time time) {
    const auto calendar = d.calendar_of.empty() ? 0U : d.calendar_of[job];
    if (calendar == 0 || d.durations[job] == 0) return false;
    return std::ranges::any_of(d.calendars[calendar - 1],
                               [&](const Break& b) { return b.from <= time && time < b.to; });
}

inline void verify_pools(std::vector<Violation>& out, const ProblemData& d,
                         const std::vector<std::vector<std::pair<Time, Time>>>& pieces) {
    struct Change {
        Pool pool;
        Time time;
        std::int64_t free;
    };
    std::vector<Change> changes;
    for (const auto& n : d.demands)
        for (const auto& [from, to] : pieces[n.job]) {
            if (from == to) continue;
            changes.push_back({n.pool, from, -std::int64_t{n.amount}});
            changes.push_back({n.pool, to, n.amount});
        }
    for (Pool k = 0; k < d.capacities.size(); ++k) {
        std::int64_t last = 0;
        for (const auto& s : d.capacities[k]) {
            changes.push_back({k, s.from, s.capacity - last});
            last = s.capacity;
        }
    }
    std::ranges::sort(changes, {}, [](const Change& c) { return std::pair{c.pool, c.time}; });
    std::int64_t free = 0;
    bool short_before = false;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (i == 0 || changes[i].pool != changes[i - 1].pool) free = 0, short_before = false;
        free += changes[i].free;
        const bool last_now =
            i + 1 == changes.size() || changes[i + 1].pool != changes[i].pool || changes[i + 1].time != changes[i].time;
        if (!last_now) continue;
        if (free < 0 && !short_before)
            out.push_back(
                {.kind = Violation::Kind::capacity, .pool = changes[i].pool, .time = changes[i].time, .amount = -free});
        short_before = free < 0;
    }
}

} // namespace detail

CONVENE_DECL std::vector<Violation> verify(const Problem& problem, std::span<const Time> starts) {
    using Kind = Violation::Kind;
    const auto& d = problem.data();
    std::vector<Violation> out;
    const auto jobs = static_cast<Job>(d.durations.size());
    if (starts.size() != jobs) {
        out.push_back({.kind = Kind::size, .amount = static_cast<std::int64_t>(starts.size())});
        return out;
    }
    std::vector<std::vector<std::pair<Time, Time>>> pieces(jobs);
    for (Job j = 0; j < jobs; ++j) {
        pieces[j] = detail::working_pieces(d, j, starts[j]);
        const Window w = d.windows.empty() ? Window{} : d.windows[j];
        if (starts[j] < w.earliest || starts[j] > w.latest || starts[j] < 0)
            out.push_back({.kind = Kind::window, .job = j, .time = starts[j]});
        if (detail::in_break(d, j, starts[j])) out.push_back({.kind = Kind::calendar, .job = j, .time = starts[j]});
    }
    for (const auto& a : d.arcs) {
        const std::int64_t from = a.from_edge == Edge::start ? starts[a.from] : pieces[a.from].back().second;
        const std::int64_t to = a.to_edge == Edge::start ? starts[a.to] : pieces[a.to].back().second;
        if (const auto missing = from + a.lag - to; missing > 0)
            out.push_back({.kind = Kind::arc, .job = a.to, .other = a.from, .time = starts[a.to], .amount = missing});
    }
    detail::verify_pools(out, d, pieces);
    return out;
}

CONVENE_DECL std::string to_string(const Violation& v) {
    const auto job = "job " + std::to_string(v.job);
    const auto at = " at " + std::to_string(v.time);
    switch (v.kind) {
    case Violation::Kind::size: return std::to_string(v.amount) + " starts, not one a job";
    case Violation::Kind::window: return job + " starts" + at + ", outside its window";
    case Violation::Kind::calendar: return job + " starts" + at + ", in a break";
    case Violation::Kind::arc:
        return job + " starts" + at + ", " + std::to_string(v.amount) + " too early after job " +
               std::to_string(v.other);
    case Violation::Kind::capacity:
        return "pool " + std::to_string(v.pool) + " is short of " + std::to_string(v.amount) + at;
    }
    return {};
}

} // namespace convene::rcpsp
