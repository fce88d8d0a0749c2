#pragma once

#include <convene/time/shift.hpp>
#include <convene/time/work_table.hpp>

#include <algorithm>
#include <bit>
#include <map>
#include <span>
#include <utility>

namespace convene::detail {

/// For each day of the week, Monday first, a list of shifts by its number in `DatedShifts::lists`.
using WeekOfLists = std::array<std::uint32_t, 7>;

/// Dates on which another week than the regular one is in force. Days count from 1970-01-01; both are included.
struct DateRange {
    std::int32_t from;
    std::int32_t to;
    WeekOfLists lists;

    friend bool operator==(const DateRange&, const DateRange&) = default;
};

/// Which shifts start on which date, with everything that is derived resolved.
struct DatedShifts {
    /// Each list sorted; list 0 is empty.
    std::vector<std::vector<Shift>> lists{{}};
    WeekOfLists week{};
    /// Sorted and disjoint.
    std::vector<DateRange> exceptions;
};

inline constexpr std::int32_t window_day_limit = 8'192;

/// 0 is Monday.
[[nodiscard]] constexpr std::size_t calendar_weekday(std::int32_t day) {
    return static_cast<std::size_t>((static_cast<std::int64_t>(day) - first_calendar_day) % 7);
}

[[nodiscard]] inline std::int32_t calendar_day(Date date) {
    return static_cast<std::int32_t>(date.time_since_epoch().count());
}

/// Builds a `WorkData` from `DatedShifts`, each distinct day and week once.
class CalendarCompiler {
  public:
    explicit CalendarCompiler(const DatedShifts& shifts) : shifts_(shifts) {}

    [[nodiscard]] WorkData run() {
        add_runs();
        sum_segments();
        add_window();
        return std::move(data_);
    }

  private:
    /// The working time of a civil date, in seconds, disjoint and not touching.
    [[nodiscard]] std::vector<DayInterval> civil_day(std::uint32_t yesterday, std::uint32_t today) const {
        std::vector<std::pair<std::int32_t, std::int32_t>> parts;
        for (const auto shift : shifts_.lists[yesterday])
            if (shift.end > 1440) parts.emplace_back(0, shift.end - 1440);
        for (const auto shift : shifts_.lists[today]) parts.emplace_back(shift.start, std::min(shift.end, 1440));
        std::ranges::sort(parts);
        std::vector<DayInterval> intervals;
        std::int32_t work = 0;
        for (const auto& [from, to] : parts) {
            const auto start = from * 60;
            const auto end = to * 60;
            if (intervals.empty() || intervals.back().end < start) {
                intervals.push_back({start, end, work});
            } else {
                intervals.back().end = std::max(intervals.back().end, end);
            }
            work = intervals.back().before + intervals.back().end - intervals.back().start;
        }
        return intervals;
    }

    std::uint32_t add_shape(const std::vector<DayInterval>& intervals) {
        std::vector<std::int32_t> content;
        for (const auto& i : intervals) content.insert(content.end(), {i.start, i.end});
        const auto [place, added] = shape_by_content_.try_emplace(std::move(content), data_.shapes.size());
        if (!added) return place->second;
        DayShape shape;
        shape.first = static_cast<std::uint32_t>(data_.intervals.size());
        shape.count = static_cast<std::uint32_t>(intervals.size());
        for (std::size_t i = 0; i < std::min(intervals.size(), DayShape::inlined); ++i) {
            shape.start[i] = intervals[i].start;
            shape.length[i] = intervals[i].end - intervals[i].start;
            if (i == 0) continue;
            shape.jump_at[i - 1] = intervals[i].before;
            shape.jump[i - 1] = intervals[i].start - intervals[i - 1].end;
        }
        if (!intervals.empty()) shape.work = intervals.back().before + intervals.back().end - intervals.back().start;
        data_.intervals.insert(data_.intervals.end(), intervals.begin(), intervals.end());
        data_.shapes.push_back(shape);
        return place->second;
    }

    std::uint32_t shape_of(std::uint32_t yesterday, std::uint32_t today) {
        const auto key = std::pair{yesterday, today};
        const auto known = shape_by_lists_.find(key);
        if (known != shape_by_lists_.end()) return known->second;
        return shape_by_lists_.emplace(key, add_shape(civil_day(yesterday, today))).first->second;
    }

    std::uint32_t add_week(const std::array<std::uint32_t, 7>& shapes) {
        const auto [place, added] = week_by_shapes_.try_emplace(shapes, data_.weeks.size());
        if (!added) return place->second;
        WeekShape week;
        week.shape = shapes;
        for (std::size_t i = 0; i < 7; ++i) week.before[i + 1] = week.before[i] + data_.shapes[shapes[i]].work;
        week.inverse_work = week.before[7] == 0 ? 0.0 : 1.0 / week.before[7];
        data_.weeks.push_back(week);
        return place->second;
    }

    std::uint32_t week_of(const WeekOfLists& lists) {
        std::array<std::uint32_t, 7> shapes{};
        for (std::size_t i = 0; i < 7; ++i) shapes[i] = shape_of(lists[(i + 6) % 7], lists[i]);
        return add_week(shapes);
    }

    void add_segment(std::int32_t day, std::uint32_t week) {
        if (!data_.segments.empty() && data_.segments.back().week == week) return;
        data_.segments.push_back({.first_day = day, .week = week});
    }

    /// The dates from `from` to `to`, on which the shifts of `lists` start, after a date with those of `yesterday`.
    void add_run(std::int32_t from, std::int32_t to, const WeekOfLists& lists, const WeekOfLists& yesterday) {
        const auto week = week_of(lists);
        const auto weekday = calendar_weekday(from);
        const auto first = shape_of(yesterday[(weekday + 6) % 7], lists[weekday]);
        if (first == data_.weeks[week].shape[weekday]) return add_segment(from, week);
        add_segment(from, add_week({first, first, first, first, first, first, first}));
        if (from < to) add_segment(from + 1, week);
    }

    void add_runs() {
        auto day = first_calendar_day;
        const auto* yesterday = &shifts_.week;
        for (const auto& exception : shifts_.exceptions) {
            if (day < exception.from) {
                add_run(day, exception.from - 1, shifts_.week, *yesterday);
                yesterday = &shifts_.week;
            }
            add_run(exception.from, exception.to, exception.lists, *yesterday);
            yesterday = &exception.lists;
            day = exception.to + 1;
        }
        if (day <= last_calendar_day) add_run(day, last_calendar_day, shifts_.week, *yesterday);
    }

    void sum_segments() {
        std::int64_t before = 0;
        for (std::size_t i = 0; i < data_.segments.size(); ++i) {
            auto& segment = data_.segments[i];
            const auto& week = data_.weeks[segment.week];
            const auto weekday = calendar_weekday(segment.first_day);
            segment.monday = segment.first_day - static_cast<std::int32_t>(weekday);
            segment.before = before;
            segment.monday_before = before - week.before[weekday];
            const auto end = i + 1 < data_.segments.size() ? data_.segments[i + 1].first_day : last_calendar_day + 1;
            const auto days = end - segment.monday;
            before = segment.monday_before + std::int64_t{days / 7} * week.before[7] +
                     week.before[static_cast<std::size_t>(days % 7)];
        }
        const auto& last =
            data_.shapes[data_.weeks[data_.segments.back().week].shape[calendar_weekday(last_calendar_day)]];
        const bool open_end = last.count > 0 && data_.intervals[last.first + last.count - 1].end == day_seconds;
        data_.total = before - (open_end ? 1 : 0);
        add_tail();
    }

    void add_tail() {
        const auto& last = data_.segments.back();
        data_.tail_start = std::int64_t{last.first_day} * day_seconds;
        data_.tail_monday = std::int64_t{last.monday} * day_seconds;
        data_.tail_monday_before = last.monday_before;
        data_.tail_before = last.before;
        data_.tail = data_.weeks[last.week];
    }

    /// The dates [first, second) that get a day table: where the most exceptions begin within the limit.
    [[nodiscard]] std::pair<std::int32_t, std::int32_t> window_dates() const {
        const auto& all = shifts_.exceptions;
        std::size_t best = 0;
        std::size_t most = 0;
        for (std::size_t i = 0, j = 0; i < all.size(); ++i) {
            while (j < all.size() && all[j].from - all[i].from < window_day_limit) ++j;
            if (j - i > most) best = i, most = j - i;
        }
        if (most == 0) return {0, 0};
        // A shift of the last exception may end on the date after it.
        const auto end = std::min(all[best + most - 1].to + 2, all[best].from + window_day_limit);
        return {all[best].from, std::min(end, last_calendar_day)};
    }

    void add_window() {
        const auto [from, to] = window_dates();
        if (from >= to || data_.shapes.size() > 0xFFFF) return;
        auto next = std::ranges::upper_bound(data_.segments, from, {}, &WeekSegment::first_day);
        std::int32_t before = 0;
        for (auto day = from; day < to; ++day) {
            if (next != data_.segments.end() && next->first_day <= day) ++next;
            const auto& week = data_.weeks[std::prev(next)->week];
            const auto shape = week.shape[calendar_weekday(day)];
            const auto work = data_.shapes[shape].work;
            data_.window_days.push_back({before, shape});
            if (work > 0)
                data_.working_days.push_back(
                    {before, static_cast<std::uint16_t>(day - from), static_cast<std::uint16_t>(shape)});
            before += work;
        }
        const auto& first = *std::prev(std::ranges::upper_bound(data_.segments, from, {}, &WeekSegment::first_day));
        const auto days = from - first.monday;
        data_.window_before = first.monday_before + std::int64_t{days / 7} * data_.weeks[first.week].before[7] +
                              data_.weeks[first.week].before[static_cast<std::size_t>(days % 7)];
        data_.window_start = std::int64_t{from} * day_seconds;
        data_.window_seconds = static_cast<std::uint64_t>(to - from) * day_seconds;
        if (before > 0) add_buckets(before);
    }

    void add_buckets(std::int32_t work) {
        data_.window_work = static_cast<std::uint64_t>(work);
        const auto average = static_cast<std::uint32_t>(work) / static_cast<std::uint32_t>(data_.working_days.size());
        data_.bucket_bits = static_cast<unsigned>(std::bit_width(average)) - 1;
        data_.working_days.push_back({work, 0, 0});
        std::size_t day = 0;
        for (std::int64_t second = 0; second < work; second += std::int64_t{1} << data_.bucket_bits) {
            while (data_.working_days[day + 1].before <= second) ++day;
            data_.buckets.push_back(static_cast<std::uint16_t>(day));
        }
        data_.buckets.push_back(static_cast<std::uint16_t>(data_.working_days.size() - 2));
    }

    const DatedShifts& shifts_;
    WorkData data_;
    std::map<std::vector<std::int32_t>, std::uint32_t> shape_by_content_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> shape_by_lists_;
    std::map<std::array<std::uint32_t, 7>, std::uint32_t> week_by_shapes_;
};

[[nodiscard]] inline WorkTable compile_calendar(const DatedShifts& shifts) {
    return WorkTable{CalendarCompiler{shifts}.run()};
}

} // namespace convene::detail
