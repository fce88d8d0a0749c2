#pragma once
/// \file
/// The problem of the search's inner loop: one without breaks, windows, cycles and steps, in which the free units of
/// all pools at one tick are lanes of one machine word, so that "does it fit here" is a subtraction.

#include <convene/rcpsp/problem.hpp>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace convene::rcpsp::detail {

/// One direction of a problem: the jobs as they are, or mirrored in time. Arcs are start-start with weights >= 0.
struct PackedSide {
    std::vector<std::uint32_t> out_first;
    std::vector<std::uint32_t> in_first;
    struct Edge {
        Job job;
        Time weight;
    };
    std::vector<Edge> out;
    std::vector<Edge> in;
    std::vector<std::uint32_t> in_degree;
    /// A topological order, and the longest path from a start and (duration included) to an end.
    std::vector<Job> order;
    std::vector<Time> head;
    std::vector<Time> tail;

    [[nodiscard]] std::span<const Edge> successors(Job j) const {
        return {out.data() + out_first[j], out_first[j + 1] - out_first[j]};
    }
    [[nodiscard]] std::span<const Edge> predecessors(Job j) const {
        return {in.data() + in_first[j], in_first[j + 1] - in_first[j]};
    }
};

/// Both directions, and the needs as words. Lanes have a guard bit on top: free - need clears it where it doesn't fit.
struct Packed {
    std::uint32_t jobs = 0;
    std::vector<Time> duration;
    PackedSide side[2];
    /// Words a tick: 1, 2 or 4.
    std::uint32_t words = 1;
    std::uint32_t lane_bits = 16;
    std::vector<std::uint64_t> need;
    std::vector<std::uint64_t> full;
    std::vector<std::uint64_t> guard;
    Time horizon = 0;
    /// The load of each pool: needs times durations over capacity, and the share of capacity that each job asks for.
    std::vector<double> pool_load;

    /// The problem in packed form; nothing if it has something that this form can't hold.
    static std::optional<Packed> make(const Problem& p);
};

/// Whether a need fits into what is free; all are W words.
template <std::uint32_t W>
bool fits(const std::uint64_t* free, const std::uint64_t* need, const std::uint64_t* guard) {
    for (std::uint32_t w = 0; w < W; ++w)
        if (((free[w] - need[w]) & guard[w]) != guard[w]) return false;
    return true;
}

inline void finish_side(PackedSide& s, std::uint32_t jobs, const std::vector<Time>& duration,
                        const std::vector<Arc>& arcs) {
    s.out_first.assign(jobs + 1, 0);
    s.in_first.assign(jobs + 1, 0);
    s.in_degree.assign(jobs, 0);
    for (const auto& a : arcs) {
        ++s.out_first[a.from + 1];
        ++s.in_first[a.to + 1];
        ++s.in_degree[a.to];
    }
    for (Job j = 0; j < jobs; ++j) {
        s.out_first[j + 1] += s.out_first[j];
        s.in_first[j + 1] += s.in_first[j];
    }
    s.out.resize(arcs.size());
    s.in.resize(arcs.size());
    auto out_at = s.out_first;
    auto in_at = s.in_first;
    for (const auto& a : arcs) {
        s.out[out_at[a.from]++] = {a.to, a.lag};
        s.in[in_at[a.to]++] = {a.from, a.lag};
    }
    auto open = s.in_degree;
    s.order.clear();
    for (Job j = 0; j < jobs; ++j)
        if (open[j] == 0) s.order.push_back(j);
    for (std::size_t i = 0; i < s.order.size(); ++i)
        for (const auto& e : s.successors(s.order[i]))
            if (--open[e.job] == 0) s.order.push_back(e.job);
    s.head.assign(jobs, 0);
    s.tail.assign(jobs, 0);
    for (const Job j : s.order)
        for (const auto& e : s.successors(j)) s.head[e.job] = std::max(s.head[e.job], s.head[j] + e.weight);
    for (auto i = s.order.rbegin(); i != s.order.rend(); ++i) {
        s.tail[*i] = duration[*i];
        for (const auto& e : s.successors(*i)) s.tail[*i] = std::max(s.tail[*i], s.tail[e.job] + e.weight);
    }
}

inline std::optional<Packed> Packed::make(const Problem& p) {
    constexpr std::uint32_t job_limit = 20'000;
    constexpr std::int64_t horizon_limit = 4'000'000;
    if (!p.acyclic() || p.has_calendars() || p.has_windows() || !p.constant_capacity() || p.jobs() > job_limit)
        return std::nullopt;
    Packed q;
    q.jobs = p.jobs();
    q.duration.assign(p.durations().begin(), p.durations().end());
    std::vector<Arc> arcs;
    std::vector<Arc> mirrored;
    std::int64_t horizon = 0;
    bool released = false;
    for (Job j = 0; j < p.jobs(); ++j) {
        Time longest = p.duration(j);
        released = released || p.window(j).earliest > 0;
        for (const auto& l : p.successors(j)) {
            const Time reverse = l.lag + p.duration(l.job) - p.duration(j);
            if (l.lag < 0 || reverse < 0) return std::nullopt;
            arcs.push_back({j, l.job, l.lag});
            mirrored.push_back({l.job, j, reverse});
            longest = std::max(longest, l.lag);
        }
        horizon += longest;
    }
    if (released) {
        // A source at 0 turns releases into arcs, which have a mirror image.
        const Job source = q.jobs++;
        q.duration.push_back(0);
        Time last = 0;
        for (Job j = 0; j < p.jobs(); ++j) {
            arcs.push_back({source, j, p.window(j).earliest});
            mirrored.push_back({j, source, p.window(j).earliest + p.duration(j)});
            last = std::max(last, p.window(j).earliest);
        }
        horizon += last;
    }
    if (horizon > horizon_limit) return std::nullopt;
    q.horizon = static_cast<Time>(horizon);

    Amount most = 1;
    for (Pool k = 0; k < p.pools(); ++k) most = std::max(most, p.capacity(k).front().capacity);
    q.lane_bits = most < 128 ? 8 : most < 32768 ? 16 : 32;
    if (most >= (Amount{1} << 30)) return std::nullopt;
    const auto lanes = 64 / q.lane_bits;
    const auto words = (p.pools() + lanes - 1) / lanes;
    if (words > 4) return std::nullopt;
    q.words = words <= 1 ? 1 : words == 2 ? 2 : 4;
    q.full.assign(q.words, 0);
    q.guard.assign(q.words, 0);
    q.need.assign(std::size_t{q.words} * q.jobs, 0);
    q.pool_load.assign(p.pools(), 0.0);
    for (Pool k = 0; k < p.pools(); ++k) {
        const auto shift = k % lanes * q.lane_bits;
        q.guard[k / lanes] |= std::uint64_t{1} << (shift + q.lane_bits - 1);
        q.full[k / lanes] |= static_cast<std::uint64_t>(p.capacity(k).front().capacity) << shift;
    }
    for (std::uint32_t w = 0; w < q.words; ++w) q.full[w] |= q.guard[w];
    for (Job j = 0; j < p.jobs(); ++j)
        for (const auto& n : p.needs(j)) {
            if (p.duration(j) == 0) continue;
            q.need[std::size_t{j} * q.words + n.pool / lanes] |= static_cast<std::uint64_t>(n.amount)
                                                                 << (n.pool % lanes * q.lane_bits);
            q.pool_load[n.pool] +=
                static_cast<double>(n.amount) * p.duration(j) / std::max(1, p.capacity(n.pool).front().capacity);
        }
    finish_side(q.side[0], q.jobs, q.duration, arcs);
    finish_side(q.side[1], q.jobs, q.duration, mirrored);
    return q;
}

} // namespace convene::rcpsp::detail
