#pragma once

#include <convene/time/work_table.hpp>

#include <algorithm>
#include <iterator>
#include <span>

namespace convene {

namespace detail {

[[nodiscard]] inline std::span<const DayInterval> intervals_of(const WorkData& data, const DayShape& shape) {
    return {data.intervals.data() + shape.first, shape.count};
}

[[nodiscard]] inline const WeekSegment& segment_of(const WorkData& data, std::int32_t day) {
    return *std::prev(std::ranges::upper_bound(data.segments, day, {}, &WeekSegment::first_day));
}

[[nodiscard]] inline bool round_the_clock(const WorkData& data, const WeekShape& week) {
    return std::ranges::all_of(week.shape, [&](std::uint32_t s) { return data.shapes[s].work == day_seconds; });
}

/// The end of the work that goes on at `t`. *Requires* that it does.
[[nodiscard]] inline std::int64_t end_of_run(const WorkData& data, std::int64_t t) {
    auto day = t / day_seconds - (t % day_seconds < 0 ? 1 : 0);
    auto second = static_cast<std::int32_t>(t - day * day_seconds);
    auto next = std::ranges::upper_bound(data.segments, day, {}, &WeekSegment::first_day);
    while (day <= last_calendar_day) {
        if (next != data.segments.end() && next->first_day <= day) ++next;
        const auto& segment = *std::prev(next);
        const auto& week = data.weeks[segment.week];
        if (second == 0 && round_the_clock(data, week)) {
            day = next == data.segments.end() ? last_calendar_day + 1 : next->first_day;
            continue;
        }
        const auto& shape = data.shapes[week.shape[static_cast<std::size_t>((day - segment.monday) % 7)]];
        for (const auto& interval : intervals_of(data, shape)) {
            if (interval.end <= second) continue;
            if (interval.start > second) return day * day_seconds + second;
            second = interval.end;
        }
        if (second < day_seconds) return day * day_seconds + second;
        second = 0;
        ++day;
    }
    return far_future.time_since_epoch().count();
}

} // namespace detail

CONVENE_DECL Instant WorkTable::end_of_run(Instant t) const {
    const Instant end{Seconds{detail::end_of_run(d_, t.time_since_epoch().count())}};
    return end > max_instant ? far_future : end;
}

CONVENE_DECL std::int64_t WorkTable::before_elsewhere(std::int64_t seconds) const {
    const auto offset = std::max(seconds - min_instant.time_since_epoch().count(), std::int64_t{0});
    const auto day = static_cast<std::int32_t>(offset / detail::day_seconds) + detail::first_calendar_day;
    const auto& segment = detail::segment_of(d_, day);
    const auto days = day - segment.monday;
    const auto weekday = static_cast<std::size_t>(days % 7);
    const auto& week = d_.weeks[segment.week];
    return segment.monday_before + std::int64_t{days / 7} * week.before[7] + week.before[weekday] +
           before_in(d_.shapes[week.shape[weekday]], static_cast<std::int32_t>(offset % detail::day_seconds));
}

CONVENE_DECL WorkTable::Place WorkTable::place_elsewhere(Instant t) const {
    static constexpr detail::DayShape free;
    if (t < min_instant || t >= max_instant) return {&free, 0};
    const auto date = date_of(t);
    const auto day = static_cast<std::int32_t>(date.time_since_epoch().count());
    const auto& segment = detail::segment_of(d_, day);
    const auto& week = d_.weeks[segment.week];
    return {&d_.shapes[week.shape[static_cast<std::size_t>((day - segment.monday) % 7)]],
            static_cast<std::int32_t>((t - date).count())};
}

CONVENE_DECL Instant WorkTable::at_elsewhere(std::int64_t n, std::int64_t later) const {
    if (n < 0) return far_past;
    if (n >= d_.total) return far_future;
    const auto& segment = *std::prev(std::ranges::upper_bound(d_.segments, n, {}, &detail::WeekSegment::before));
    const auto seconds = at_in_weeks(d_.weeks[segment.week], n - segment.monday_before);
    return Instant{Seconds{std::int64_t{segment.monday} * detail::day_seconds + seconds + later}};
}

CONVENE_DECL std::int32_t WorkTable::run_among_many(const detail::DayShape& shape, std::int32_t s) const {
    const auto intervals = detail::intervals_of(d_, shape);
    const auto next = std::ranges::upper_bound(intervals, s, {}, &detail::DayInterval::start);
    return next == intervals.begin() ? 0 : std::max(std::prev(next)->end - s, 0);
}

CONVENE_DECL std::int32_t WorkTable::before_among_many(const detail::DayShape& shape, std::int32_t s) const {
    const auto intervals = detail::intervals_of(d_, shape);
    const auto next = std::ranges::upper_bound(intervals, s, {}, &detail::DayInterval::start);
    if (next == intervals.begin()) return 0;
    const auto& interval = *std::prev(next);
    return interval.before + std::min(s, interval.end) - interval.start;
}

CONVENE_DECL std::int32_t WorkTable::at_among_many(const detail::DayShape& shape, std::int32_t r) const {
    const auto intervals = detail::intervals_of(d_, shape);
    const auto& interval = *std::prev(std::ranges::upper_bound(intervals, r, {}, &detail::DayInterval::before));
    return interval.start + r - interval.before;
}

CONVENE_DECL std::size_t WorkTable::search_bucket(std::int32_t in_window, std::size_t from) const {
    const auto first = d_.working_days.begin();
    const auto bucket = static_cast<std::size_t>(in_window) >> d_.bucket_bits;
    const auto last = first + d_.buckets[bucket + 1] + 1;
    const auto found = std::ranges::upper_bound(first + static_cast<std::ptrdiff_t>(from), last, in_window, {},
                                                &detail::WorkingDay::before);
    return static_cast<std::size_t>(std::prev(found) - first);
}

} // namespace convene
