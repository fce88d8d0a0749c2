#pragma once

#include <convene/core/config.hpp>
#include <convene/time/instant.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace convene {

namespace detail {

inline constexpr std::int32_t day_seconds = 86'400;
/// 0001-01-01, a Monday, and 9999-12-31, in days from 1970-01-01.
inline constexpr std::int32_t first_calendar_day = -719'162;
inline constexpr std::int32_t last_calendar_day = 2'932'896;

struct DayInterval {
    std::int32_t start;
    std::int32_t end;
    /// Working seconds of the day before `start`.
    std::int32_t before;

    friend bool operator==(const DayInterval&, const DayInterval&) = default;
};

/// The working time of one civil day. Up to three intervals, nearly all there are, are answered without a branch.
struct DayShape {
    static constexpr std::size_t inlined = 3;

    std::array<std::int32_t, inlined> start{day_seconds, day_seconds, day_seconds};
    std::array<std::int32_t, inlined> length{0, 0, 0};
    std::int32_t work = 0;
    /// After `jump_at[i]` seconds of work comes a break of `jump[i]` seconds.
    std::array<std::int32_t, inlined - 1> jump_at{day_seconds, day_seconds};
    std::array<std::int32_t, inlined - 1> jump{0, 0};
    /// Where the day's intervals stand in the pool, and how many there are.
    std::uint32_t first = 0;
    std::uint32_t count = 0;

    friend bool operator==(const DayShape&, const DayShape&) = default;
};

/// The shapes of a week, repeated.
struct WeekShape {
    std::array<std::uint32_t, 7> shape{};
    /// Working seconds from Monday 00:00 to the start of each day; the last is the whole week's.
    std::array<std::int32_t, 8> before{};
    double inverse_work = 0;

    friend bool operator==(const WeekShape&, const WeekShape&) = default;
};

/// The dates from `first_day` to the next segment's, on all of which the same week is in force.
struct WeekSegment {
    std::int32_t first_day = 0;
    /// The Monday on or before `first_day`, and the work before it as if the week had been in force since.
    std::int32_t monday = 0;
    std::int64_t monday_before = 0;
    std::int64_t before = 0;
    std::uint32_t week = 0;

    friend bool operator==(const WeekSegment&, const WeekSegment&) = default;
};

/// In the window, each date's work before and shape.
struct WindowDay {
    std::int32_t before;
    std::uint32_t shape;

    friend bool operator==(const WindowDay&, const WindowDay&) = default;
};

/// In the window, each date with work.
struct WorkingDay {
    std::int32_t before;
    std::uint16_t day;
    std::uint16_t shape;

    friend bool operator==(const WorkingDay&, const WorkingDay&) = default;
};

/// The arrays behind a `WorkTable`. Days count from 1970-01-01.
struct WorkData {
    /// The window: the dates that have exceptions, day by day, in working seconds and dates relative to its start.
    std::int64_t window_start = 0;
    std::uint64_t window_seconds = 0;
    std::int64_t window_before = 0;
    std::uint64_t window_work = 0;
    unsigned bucket_bits = 0;
    std::vector<WindowDay> window_days;
    std::vector<WorkingDay> working_days;
    /// For each 2^bucket_bits working seconds, the working day in which they begin.
    std::vector<std::uint16_t> buckets;

    std::vector<DayShape> shapes;
    std::vector<DayInterval> intervals;
    std::vector<WeekShape> weeks;
    /// All dates, as few segments as possible. Never empty.
    std::vector<WeekSegment> segments;

    /// The tail: the last segment once more, in seconds. Its week is the regular one, mostly.
    std::int64_t tail_start = 0;
    std::int64_t tail_monday = 0;
    std::int64_t tail_monday_before = 0;
    std::int64_t tail_before = 0;
    WeekShape tail;

    std::int64_t total = 0;

    friend bool operator==(const WorkData&, const WorkData&) = default;
};

} // namespace detail

/// The working time of a calendar, compiled for queries: `Calendar::table()`.
///
/// Let W(t) be the number of working seconds before `t`. A second is either working or not, so W is monotone and grows
/// by at most one per second. There is no work outside [`min_instant`, `max_instant`); a query may be asked about any
/// instant. If the requested instant does not exist, the answer is `far_past` or `far_future`.
///
/// Nothing here allocates. Queries are O(1) on the dates between the calendar's first and last exception (at most 22
/// years of them) and before and after all exceptions, O(log exceptions) elsewhere.
class WorkTable {
  public:
    explicit WorkTable(detail::WorkData data) : d_(std::move(data)) {}

    /// Whether the second that begins at `t` is worked.
    [[nodiscard]] bool is_working(Instant t) const { return run_at(place_of(t)) != 0; }

    /// The smallest working instant at or after `t`.
    [[nodiscard]] Instant next_working(Instant t) const { return at(before(t), 0); }

    /// The largest instant at or before `t` with a working second just before it.
    [[nodiscard]] Instant end_of_work_before(Instant t) const { return at(before(t) - 1, 1); }

    /// W(b) - W(a): the working time from `a` to `b`, negative if `b < a`.
    [[nodiscard]] Seconds between(Instant a, Instant b) const { return Seconds{before(b) - before(a)}; }

    /// The smallest instant `x` with W(x) >= W(t) + `work`, of any sign; `t` if `work` is zero.
    ///
    /// For `work != 0` and writable `a` and `b`: `b >= earliest(a, work)` if and only if `a <= latest(b, -work)`.
    [[nodiscard]] Instant earliest(Instant t, Seconds work) const {
        return work.count() == 0 ? t : at(target(t, work) - 1, 1);
    }

    /// The largest instant `x` with W(x) <= W(t) + `work`, of any sign; `t` if `work` is zero.
    [[nodiscard]] Instant latest(Instant t, Seconds work) const {
        return work.count() == 0 ? t : at(target(t, work), 0);
    }

    /// Work of some length, begun as soon as possible.
    struct Worked {
        Instant start;
        Instant finish;
    };

    /// `next_working(t)`, and `earliest` of it and `work`, faster than calling both. *Requires* `work > 0`.
    [[nodiscard]] Worked work_from(Instant t, Seconds work) const {
        const auto offset = static_cast<std::uint64_t>(t.time_since_epoch().count() - d_.window_start);
        if (offset < d_.window_seconds) {
            const auto in_window = static_cast<std::uint32_t>(offset);
            const auto day = in_window / detail::day_seconds;
            const auto& entry = d_.window_days[day];
            const auto& shape = d_.shapes[entry.shape];
            const auto today = before_in(shape, static_cast<std::int32_t>(in_window - day * detail::day_seconds));
            const auto done = d_.window_before + entry.before + today;
            // Mostly there is work left on the same day, so that day need not be looked for.
            const auto start =
                today < shape.work
                    ? Instant{Seconds{d_.window_start + std::int64_t{day} * detail::day_seconds + at_in(shape, today)}}
                    : at(done, 0);
            return {start, at(done + work.count() - 1, 1)};
        }
        const auto done = before(t);
        return {at(done, 0), at(done + work.count() - 1, 1)};
    }

    /// `t` moved by working time, as people count it: forwards to the end of the work (`earliest`), so that 8 hours
    /// from Friday 09:00 end on Friday; backwards to the start of it (`latest`), so that 8 hours before Monday 18:00
    /// begin on Monday.
    [[nodiscard]] Instant add(Instant t, Seconds work) const {
        return work.count() < 0 ? latest(t, work) : earliest(t, work);
    }
    [[nodiscard]] Instant sub(Instant t, Seconds work) const { return add(t, -work); }

    /// The smallest instant after `t` at which work starts or stops. O(dates until then that are worked to their end),
    /// of which a week round the clock counts as one.
    [[nodiscard]] Instant next_transition(Instant t) const {
        const auto place = place_of(t);
        const auto run = run_at(place);
        if (run == 0) return next_working(t);
        return place.second + run < detail::day_seconds ? t + Seconds{run} : end_of_run(t);
    }

    /// Whether there is work every week for ever (to the year 9999).
    [[nodiscard]] bool unlimited() const { return d_.tail.before[7] > 0; }

    /// The time from which all weeks are alike: after the last exception.
    [[nodiscard]] Instant steady_from() const {
        return Instant{Seconds{std::int64_t{d_.segments.back().first_day} * detail::day_seconds}};
    }

    /// The start of the first and the end of the last work of all; nothing if there is none: `far_future`, `far_past`.
    [[nodiscard]] Instant first_work() const { return at(0, 0); }
    [[nodiscard]] Instant last_work() const { return at(d_.total - 1, 1); }

    /// W(t), counted from `min_instant`.
    [[nodiscard]] std::int64_t before(Instant t) const {
        const auto seconds = t.time_since_epoch().count();
        const auto offset = static_cast<std::uint64_t>(seconds - d_.window_start);
        if (offset < d_.window_seconds) {
            const auto in_window = static_cast<std::uint32_t>(offset);
            const auto day = in_window / detail::day_seconds;
            const auto& entry = d_.window_days[day];
            return d_.window_before + entry.before +
                   before_in(d_.shapes[entry.shape], static_cast<std::int32_t>(in_window - day * detail::day_seconds));
        }
        if (seconds < d_.tail_start) return before_elsewhere(seconds);
        const auto [week, weekday, second] = tail_place(seconds);
        return d_.tail_monday_before + week * d_.tail.before[7] + d_.tail.before[weekday] +
               before_in(d_.shapes[d_.tail.shape[weekday]], second);
    }

    /// The arrays themselves, which may change from version to version.
    [[nodiscard]] const detail::WorkData& data() const { return d_; }

    /// Whether the arrays are the same. Calendars that were made in the same way have the same arrays; others may still
    /// have the same working time.
    friend bool operator==(const WorkTable&, const WorkTable&) = default;

  private:
    struct Place {
        const detail::DayShape* shape;
        std::int32_t second;
    };

    struct TailPlace {
        std::int64_t week;
        std::size_t weekday;
        std::int32_t second;
    };

    [[nodiscard]] TailPlace tail_place(std::int64_t seconds) const {
        constexpr std::uint32_t week_seconds = 7 * detail::day_seconds;
        const auto last = max_instant.time_since_epoch().count();
        // Unsigned, because that is cheaper to divide.
        const auto offset = static_cast<std::uint64_t>((seconds < last ? seconds : last) - d_.tail_monday);
        const auto week = offset / week_seconds;
        const auto in_week = static_cast<std::uint32_t>(offset - week * week_seconds);
        const auto weekday = in_week / detail::day_seconds;
        return {static_cast<std::int64_t>(week), weekday,
                static_cast<std::int32_t>(in_week - weekday * detail::day_seconds)};
    }

    // The day on which `t` falls and the second in it; outside the years 1 to 9999 a day without work.
    [[nodiscard]] Place place_of(Instant t) const {
        const auto seconds = t.time_since_epoch().count();
        const auto offset = static_cast<std::uint64_t>(seconds - d_.window_start);
        if (offset < d_.window_seconds) {
            const auto in_window = static_cast<std::uint32_t>(offset);
            const auto day = in_window / detail::day_seconds;
            return {&d_.shapes[d_.window_days[day].shape],
                    static_cast<std::int32_t>(in_window - day * detail::day_seconds)};
        }
        if (seconds < d_.tail_start || t >= max_instant) return place_elsewhere(t);
        const auto place = tail_place(seconds);
        return {&d_.shapes[d_.tail.shape[place.weekday]], place.second};
    }

    // For how many seconds of the day there is work from there on.
    [[nodiscard]] std::int32_t run_at(Place place) const {
        const auto& shape = *place.shape;
        if (shape.count > detail::DayShape::inlined) return run_among_many(shape, place.second);
        std::int32_t run = 0;
        for (std::size_t i = 0; i < detail::DayShape::inlined; ++i) {
            const auto left = shape.start[i] + shape.length[i] - place.second;
            run += left > 0 && left <= shape.length[i] ? left : 0;
        }
        return run;
    }

    // Working seconds of the day before its second `s`.
    [[nodiscard]] std::int32_t before_in(const detail::DayShape& shape, std::int32_t s) const {
        if (shape.count > detail::DayShape::inlined) return before_among_many(shape, s);
        std::int32_t sum = 0;
        for (std::size_t i = 0; i < detail::DayShape::inlined; ++i) {
            const auto since = s - shape.start[i];
            const auto capped = since < shape.length[i] ? since : shape.length[i];
            sum += capped > 0 ? capped : 0;
        }
        return sum;
    }

    // The second of the day that is its working second number `r`. Requires 0 <= r < shape.work.
    [[nodiscard]] std::int32_t at_in(const detail::DayShape& shape, std::int32_t r) const {
        if (shape.count > detail::DayShape::inlined) return at_among_many(shape, r);
        auto s = shape.start[0] + r;
        s += r >= shape.jump_at[0] ? shape.jump[0] : 0;
        s += r >= shape.jump_at[1] ? shape.jump[1] : 0;
        return s;
    }

    // W(t) + work, where it can't overflow.
    [[nodiscard]] std::int64_t target(Instant t, Seconds work) const {
        constexpr std::int64_t limit = std::int64_t{1} << 60;
        const auto amount = work.count();
        return before(t) + (amount < -limit ? -limit : amount > limit ? limit : amount);
    }

    // `later` seconds after the start of the working second number `n` of all.
    [[nodiscard]] Instant at(std::int64_t n, std::int64_t later) const {
        const auto offset = static_cast<std::uint64_t>(n - d_.window_before);
        if (offset < d_.window_work) {
            const auto in_window = static_cast<std::int32_t>(offset);
            std::size_t i = d_.buckets[offset >> d_.bucket_bits];
            i += in_window >= d_.working_days[i + 1].before ? 1U : 0U;
            if (in_window >= d_.working_days[i + 1].before) [[unlikely]]
                i = search_bucket(in_window, i);
            const auto& entry = d_.working_days[i];
            const auto second = at_in(d_.shapes[entry.shape], in_window - entry.before);
            return Instant{Seconds{d_.window_start + later + std::int64_t{entry.day} * detail::day_seconds + second}};
        }
        if (n >= d_.tail_before && n < d_.total)
            return Instant{Seconds{d_.tail_monday + at_in_weeks(d_.tail, n - d_.tail_monday_before) + later}};
        return at_elsewhere(n, later);
    }

    // The second of the working second number `n` when `week` repeats. Requires that it has work, and 0 <= n.
    [[nodiscard]] std::int64_t at_in_weeks(const detail::WeekShape& week, std::int64_t n) const {
        // A product instead of a 64-bit division, and exact: (n + 1/2) / work is at least 1 / (2 * work) from an
        // integer, while rounding moves it by less than n / work * 2^-51, and n < 2^39.
        const auto weeks = static_cast<std::int64_t>((static_cast<double>(n) + 0.5) * week.inverse_work);
        const auto r = static_cast<std::int32_t>(n - weeks * week.before[7]);
        std::size_t weekday = 0;
        for (std::size_t i = 1; i < 7; ++i) weekday += r >= week.before[i] ? 1U : 0U;
        const auto second = at_in(d_.shapes[week.shape[weekday]], r - week.before[weekday]);
        return (weeks * 7 + static_cast<std::int64_t>(weekday)) * detail::day_seconds + second;
    }

    [[nodiscard]] CONVENE_DECL std::int64_t before_elsewhere(std::int64_t seconds) const;
    [[nodiscard]] CONVENE_DECL Place place_elsewhere(Instant t) const;
    [[nodiscard]] CONVENE_DECL Instant at_elsewhere(std::int64_t n, std::int64_t later) const;
    [[nodiscard]] CONVENE_DECL Instant end_of_run(Instant t) const;
    [[nodiscard]] CONVENE_DECL std::int32_t run_among_many(const detail::DayShape& shape, std::int32_t s) const;
    [[nodiscard]] CONVENE_DECL std::int32_t before_among_many(const detail::DayShape& shape, std::int32_t s) const;
    [[nodiscard]] CONVENE_DECL std::int32_t at_among_many(const detail::DayShape& shape, std::int32_t r) const;
    [[nodiscard]] CONVENE_DECL std::size_t search_bucket(std::int32_t in_window, std::size_t from) const;

    detail::WorkData d_;
};

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/time/impl/work_table.ipp>
#endif
