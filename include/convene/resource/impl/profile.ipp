#pragma once

#include <convene/resource/profile.hpp>

#include <algorithm>
#include <cassert>
#include <limits>

namespace convene::rcpsp {

CONVENE_DECL Profile::Profile(std::span<const Step> capacity) {
    assert(!capacity.empty() && capacity.front().from == 0);
    for (std::size_t at = 0; at < capacity.size(); at += chunk_size / 2) {
        const auto count = std::min<std::size_t>(chunk_size / 2, capacity.size() - at);
        Chunk c;
        c.time.fill(std::numeric_limits<Time>::max());
        for (std::size_t i = 0; i < count; ++i) {
            c.time[i] = capacity[at + i].from;
            c.free[i] = capacity[at + i].capacity;
        }
        c.size = static_cast<std::uint32_t>(count);
        chunk_.push_back(static_cast<std::uint32_t>(storage_.size()));
        first_.push_back(c.time[0]);
        low_.push_back(0);
        high_.push_back(0);
        storage_.push_back(c);
        summarise(static_cast<std::uint32_t>(chunk_.size() - 1));
    }
}

CONVENE_DECL void Profile::summarise(std::uint32_t chunk) {
    const auto& c = storage_[chunk_[chunk]];
    const auto [low, high] = std::minmax_element(c.free.begin(), c.free.begin() + c.size);
    low_[chunk] = *low;
    high_[chunk] = *high;
    first_[chunk] = c.time[0];
}

CONVENE_DECL Profile::Place Profile::locate(Time time, std::size_t near) const {
    constexpr int walk = 8;
    auto chunk = std::min(near, first_.size() - 1);
    int steps = 0;
    for (; steps < walk && chunk > 0 && first_[chunk] > time; ++steps) --chunk;
    for (; steps < walk && chunk + 1 < first_.size() && first_[chunk + 1] <= time; ++steps) ++chunk;
    if (steps == walk)
        chunk = static_cast<std::size_t>(std::upper_bound(first_.begin() + 1, first_.end(), time) - first_.begin() - 1);
    // Counting all is faster than a binary search: nothing has to be guessed, and four are compared at a time.
    const auto& c = storage_[chunk_[chunk]];
    std::uint32_t before = 0;
    for (const Time t : c.time) before += t <= time ? 1U : 0U;
    return {static_cast<std::uint32_t>(chunk), before - 1};
}

CONVENE_DECL Profile::Fit Profile::find(Time from, Time duration, Amount amount, std::size_t near) const {
    auto [chunk, step] = locate(from, near);
    const auto chunks = static_cast<std::uint32_t>(chunk_.size());
    Time start = from;
    while (chunk < chunks) {
        const auto& c = storage_[chunk_[chunk]];
        const Time chunk_end = chunk + 1 < chunks ? first_[chunk + 1] : unbounded;
        for (; step < c.size; ++step) {
            const Time end = step + 1 < c.size ? c.time[step + 1] : chunk_end;
            if (c.free[step] < amount)
                start = end;
            else if (end - start >= duration)
                return {start, chunk};
        }
        step = 0;
        for (++chunk; chunk < chunks; ++chunk) {
            const Time end = chunk + 1 < chunks ? first_[chunk + 1] : unbounded;
            if (high_[chunk] < amount)
                start = end;
            else if (low_[chunk] < amount)
                break;
            else if (end - start >= duration)
                return {start, chunk};
        }
    }
    return {unbounded, chunks};
}

CONVENE_DECL Time Profile::earliest_fit(Time from, Time duration, Amount amount) const {
    return duration == 0 ? from : find(from, duration, amount, 0).start;
}

CONVENE_DECL Time Profile::next_fit(Time from, Time duration, Amount amount) {
    constexpr std::size_t places = 256;
    // A short profile is scanned faster than remembered.
    if (duration == 0 || chunk_.size() < 4) return earliest_fit(from, duration, amount);
    if (memory_.empty()) memory_.resize(places);
    const auto mixed = (static_cast<std::uint64_t>(duration) * 0x9E3779B97F4A7C15ULL) ^
                       (static_cast<std::uint64_t>(amount) * 0xC2B2AE3D27D4EB4FULL);
    auto& m = memory_[(mixed >> 40U) % places];
    const bool same = m.duration == duration && m.amount == amount;
    const bool inside = same && m.from <= from && from <= m.until;
    const auto found = find(inside ? m.until : from, duration, amount, inside ? m.near : near_);
    near_ = found.chunk;
    if (inside) {
        m.until = found.start;
        m.near = found.chunk;
    } else if (!same || from < m.from) {
        m = {duration, amount, from, found.start, found.chunk};
    }
    return found.start;
}

CONVENE_DECL Time Profile::first_short(Time from, Time to, Amount amount) const {
    if (from >= to) return to;
    auto [chunk, step] = locate(from);
    for (; chunk < chunk_.size() && first_[chunk] < to; ++chunk, step = 0) {
        if (low_[chunk] >= amount) continue;
        const auto& c = storage_[chunk_[chunk]];
        for (; step < c.size && c.time[step] < to; ++step)
            if (c.free[step] < amount) return std::max(from, c.time[step]);
    }
    return to;
}

CONVENE_DECL Amount Profile::free_at(Time time) const {
    const auto [chunk, step] = locate(time);
    return storage_[chunk_[chunk]].free[step];
}

CONVENE_DECL Profile::Place Profile::split(Time time, std::size_t near) {
    auto at = locate(time, near);
    auto* c = &storage_[chunk_[at.chunk]];
    if (c->time[at.step] == time) return at;
    if (c->size == chunk_size) {
        std::uint32_t fresh = 0;
        if (unused_.empty()) {
            fresh = static_cast<std::uint32_t>(storage_.size());
            storage_.emplace_back();
        } else {
            fresh = unused_.back();
            unused_.pop_back();
        }
        c = &storage_[chunk_[at.chunk]];
        auto& right = storage_[fresh];
        constexpr auto half = chunk_size / 2;
        std::copy(c->time.begin() + half, c->time.end(), right.time.begin());
        std::copy(c->free.begin() + half, c->free.end(), right.free.begin());
        right.size = chunk_size - half;
        std::fill(right.time.begin() + half, right.time.end(), std::numeric_limits<Time>::max());
        std::fill(c->time.begin() + half, c->time.end(), std::numeric_limits<Time>::max());
        c->size = half;
        const auto next = static_cast<std::ptrdiff_t>(at.chunk) + 1;
        chunk_.insert(chunk_.begin() + next, fresh);
        first_.insert(first_.begin() + next, right.time[0]);
        low_.insert(low_.begin() + next, 0);
        high_.insert(high_.begin() + next, 0);
        summarise(at.chunk);
        summarise(at.chunk + 1);
        if (at.step >= half) at = {at.chunk + 1, at.step - half};
        c = &storage_[chunk_[at.chunk]];
    }
    const auto after = at.step + 1;
    std::copy_backward(c->time.begin() + after, c->time.begin() + c->size, c->time.begin() + c->size + 1);
    std::copy_backward(c->free.begin() + after, c->free.begin() + c->size, c->free.begin() + c->size + 1);
    c->time[after] = time;
    c->free[after] = c->free[at.step];
    ++c->size;
    return {at.chunk, after};
}

CONVENE_DECL void Profile::erase_if_equal(Time time, std::size_t near) {
    if (time == 0 || time >= unbounded) return;
    const auto at = locate(time, near);
    auto& c = storage_[chunk_[at.chunk]];
    if (c.time[at.step] != time) return;
    if (at.step == 0 && at.chunk == 0) return;
    const auto& before = storage_[chunk_[at.step > 0 ? at.chunk : at.chunk - 1]];
    const Amount previous = at.step > 0 ? c.free[at.step - 1] : before.free[before.size - 1];
    if (previous != c.free[at.step]) return;
    std::copy(c.time.begin() + at.step + 1, c.time.begin() + c.size, c.time.begin() + at.step);
    std::copy(c.free.begin() + at.step + 1, c.free.begin() + c.size, c.free.begin() + at.step);
    c.time[--c.size] = std::numeric_limits<Time>::max();
    if (c.size > 0) return summarise(at.chunk);
    const auto gone = static_cast<std::ptrdiff_t>(at.chunk);
    unused_.push_back(chunk_[at.chunk]);
    chunk_.erase(chunk_.begin() + gone);
    first_.erase(first_.begin() + gone);
    low_.erase(low_.begin() + gone);
    high_.erase(high_.begin() + gone);
}

CONVENE_DECL void Profile::take(Time from, Time to, Amount amount) {
    assert(from >= 0);
    if (from >= to || amount == 0) return;
    if (amount < 0) memory_.clear();
    std::size_t last = to < unbounded ? split(to, near_).chunk : chunk_.size() - 1;
    auto [chunk, step] = split(from, last);
    const auto first = chunk;
    for (; chunk < chunk_.size() && first_[chunk] < to; ++chunk, step = 0) {
        auto& c = storage_[chunk_[chunk]];
        for (; step < c.size && c.time[step] < to; ++step) c.free[step] -= amount;
        summarise(chunk);
        last = chunk;
    }
    erase_if_equal(to, last);
    erase_if_equal(from, first);
}

CONVENE_DECL std::vector<Step> Profile::steps() const {
    std::vector<Step> out;
    for (const auto id : chunk_) {
        const auto& c = storage_[id];
        for (std::uint32_t i = 0; i < c.size; ++i)
            if (out.empty() || out.back().capacity != c.free[i]) out.push_back({c.time[i], c.free[i]});
    }
    return out;
}

} // namespace convene::rcpsp
