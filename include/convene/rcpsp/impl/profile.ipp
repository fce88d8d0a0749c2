#pragma once

#include <convene/rcpsp/profile.hpp>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <limits>
#include <utility>

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
    Amount low = c.free[0];
    Amount high = c.free[0];
    for (std::uint32_t i = 1; i < c.size; ++i) {
        low = std::min(low, c.free[i]);
        high = std::max(high, c.free[i]);
    }
    low_[chunk] = low;
    high_[chunk] = high;
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

CONVENE_DECL std::uint64_t Profile::Chunk::at_least(Amount amount) const {
    // A byte a step first, which the compiler does many at a time; then the low bits of 8 bytes are gathered at once:
    // no two of the products' terms share a bit, and those of the top byte are the steps in order.
    constexpr bool little = std::endian::native == std::endian::little;
    constexpr std::uint64_t gather = little ? 0x0102040810204080ULL : 0x8040201008040201ULL;
    std::array<std::uint8_t, chunk_size> enough;
    for (std::uint32_t i = 0; i < chunk_size; ++i) enough[i] = free[i] >= amount ? 1 : 0;
    std::uint64_t bits = 0;
    for (std::uint32_t i = 0; i < chunk_size; i += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, &enough[i], sizeof eight);
        bits |= ((eight * gather) >> 56U) << i;
    }
    return bits & used();
}

CONVENE_DECL Profile::Fit Profile::find(Time from, Time duration, Amount amount, std::size_t near) const {
    auto [chunk, step] = locate(from, near);
    const auto chunks = static_cast<std::uint32_t>(chunk_.size());
    Time start = from;
    while (chunk < chunks) {
        const auto& c = storage_[chunk_[chunk]];
        const Time chunk_end = chunk + 1 < chunks ? first_[chunk + 1] : unbounded;
        // The stretches of steps that have enough: where each starts, and the step after each, the last of which is the
        // next chunk's if there is one less. A stretch at the first step goes back to `start`.
        const auto enough = c.at_least(amount) & (~std::uint64_t{0} << step);
        auto starts = enough & ~(enough << 1U);
        auto ends = ~enough & (enough << 1U) & c.used();
        bool goes_on = (enough >> step & 1U) != 0;
        while (starts != 0) {
            if (!std::exchange(goes_on, false)) start = c.time[static_cast<std::size_t>(std::countr_zero(starts))];
            const Time end = ends != 0 ? c.time[static_cast<std::size_t>(std::countr_zero(ends))] : chunk_end;
            if (end - start >= duration) return {start, chunk};
            starts &= starts - 1;
            if (ends == 0) goes_on = true;
            ends &= ends - 1;
        }
        if (!goes_on) start = chunk_end;
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
    const auto mixed = (static_cast<std::uint64_t>(duration) * std::uint64_t{0x9E3779B97F4A7C15}) ^
                       (static_cast<std::uint64_t>(amount) * std::uint64_t{0xC2B2AE3D27D4EB4F});
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
    const auto at = locate(from, near_);
    if (take_inside(at, from, to, amount)) return;
    std::size_t last = to < unbounded ? split(to, at.chunk).chunk : chunk_.size() - 1;
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

CONVENE_DECL bool Profile::take_inside(Place at, Time from, Time to, Amount amount) {
    auto& c = storage_[chunk_[at.chunk]];
    const Time chunk_end = at.chunk + 1 < chunk_.size() ? first_[at.chunk + 1] : unbounded;
    if (to >= chunk_end || c.size + 2 > chunk_size || (at.step == 0 && at.chunk > 0)) return false;
    auto end = at.step + 1; // the first step that isn't earlier than `to`
    while (end < c.size && c.time[end] < to) ++end;
    // Where a step is cut it becomes two; where both sides become equal the later goes.
    const bool cut_start = c.time[at.step] < from;
    const bool cut_end = end == c.size || c.time[end] > to;
    const Amount after = c.free[end - 1];
    const bool joins_before = !cut_start && at.step > 0 && c.free[at.step - 1] == c.free[at.step] - amount;
    const bool joins_after = !cut_end && c.free[end] == after - amount;

    const auto lowered = at.step + (joins_before ? 1U : 0U);
    const auto count = end - lowered;
    const auto target = at.step + (cut_start ? 1U : 0U);
    const auto tail = end + (joins_after ? 1U : 0U);
    const auto tail_target = target + count + (cut_end ? 1U : 0U);
    const auto old_size = c.size;
    const auto move = [&c](std::uint32_t source, std::uint32_t number, std::uint32_t to_step) {
        if (source == to_step) return;
        std::memmove(c.time.data() + to_step, c.time.data() + source, number * sizeof(Time));
        std::memmove(c.free.data() + to_step, c.free.data() + source, number * sizeof(Amount));
    };
    // Whichever moves away from the other goes first.
    if (target < lowered) move(lowered, count, target);
    move(tail, old_size - tail, tail_target);
    if (target > lowered) move(lowered, count, target);
    for (auto i = target; i < target + count; ++i) c.free[i] -= amount;
    if (cut_start) c.time[target] = from;
    if (cut_end) {
        c.time[target + count] = to;
        c.free[target + count] = after;
    }
    c.size = tail_target + old_size - tail;
    for (auto i = c.size; i < old_size; ++i) c.time[i] = std::numeric_limits<Time>::max();
    summarise(at.chunk);
    return true;
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
