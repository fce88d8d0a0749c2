#pragma once

#include <convene/core/random.hpp>
#include <convene/time/calendar.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

/// Calendars by their definition, minute by minute, without any table: what the real ones are compared with.
namespace convene::test {

/// The shifts of a calendar as they were said.
struct SlowCalendar {
    std::optional<WeekPattern> week = {};
    std::vector<CalendarException> exceptions = {};
    std::vector<SlowCalendar> base = {};
    std::vector<SlowCalendar> parts = {};

    /// Which minutes of a civil day are worked.
    [[nodiscard]] std::vector<bool> minutes_of(std::int64_t day) const {
        if (!parts.empty()) {
            std::vector<bool> all(1440, true);
            for (const auto& part : parts) {
                const auto one = part.minutes_of(day);
                for (std::size_t m = 0; m < 1440; ++m) all[m] = all[m] && one[m];
            }
            return all;
        }
        std::vector<bool> any(1440, false);
        for (const auto s : shifts_on(day))
            for (auto m = s.start; m < std::min(s.end, 1440); ++m) any[static_cast<std::size_t>(m)] = true;
        for (const auto s : shifts_on(day - 1))
            for (auto m = 1440; m < s.end; ++m) any[static_cast<std::size_t>(m - 1440)] = true;
        return any;
    }

    /// The shifts that an exception says to start on `day`.
    [[nodiscard]] std::optional<std::vector<Shift>> exception_on(std::int64_t day) const {
        if (!parts.empty()) {
            const bool any = std::ranges::any_of(
                parts, [&](const SlowCalendar& p) { return p.exception_on(day) || p.exception_on(day - 1); });
            return any ? std::optional(worked_on(day)) : std::nullopt;
        }
        const Date date{std::chrono::days{day}};
        for (const auto& e : exceptions)
            if (e.from <= date && date <= e.to) return e.shifts;
        return base.empty() ? std::nullopt : base.front().exception_on(day);
    }

    /// The shifts that the week says to start on `day`.
    [[nodiscard]] std::vector<Shift> week_on(std::int64_t day) const {
        if (!parts.empty()) return without_exceptions().worked_on(day);
        if (week) return (*week)[std::chrono::weekday{Date{std::chrono::days{day}}}];
        return base.empty() ? std::vector<Shift>{} : base.front().week_on(day);
    }

  private:
    [[nodiscard]] std::vector<Shift> shifts_on(std::int64_t day) const {
        const auto exception = exception_on(day);
        return exception ? *exception : week_on(day);
    }

    [[nodiscard]] std::vector<Shift> worked_on(std::int64_t day) const {
        std::vector<Shift> out;
        const auto minutes = minutes_of(day);
        for (std::int32_t m = 0; m < 1440; ++m) {
            if (!minutes[static_cast<std::size_t>(m)]) continue;
            if (out.empty() || out.back().end != m) out.push_back({m, m});
            out.back().end = m + 1;
        }
        return out;
    }

    [[nodiscard]] SlowCalendar without_exceptions() const {
        SlowCalendar copy = *this;
        copy.exceptions.clear();
        for (auto& b : copy.base) b = b.without_exceptions();
        for (auto& p : copy.parts) p = p.without_exceptions();
        return copy;
    }
};

/// The working time of a `SlowCalendar` over some days, counted once.
class SlowHorizon {
  public:
    SlowHorizon(const SlowCalendar& calendar, Date from, std::int64_t days) : start_(Instant{from}) {
        before_.push_back(0);
        for (std::int64_t day = 0; day < days; ++day) {
            for (const bool works : calendar.minutes_of(from.time_since_epoch().count() + day)) {
                works_.push_back(works);
                before_.push_back(before_.back() + (works ? 60 : 0));
            }
        }
    }

    [[nodiscard]] Instant start() const { return start_; }
    [[nodiscard]] Instant end() const { return start_ + Seconds{seconds()}; }
    [[nodiscard]] std::int64_t work() const { return before_.back(); }
    [[nodiscard]] bool works(Instant t) const { return works_[index(t) / 60]; }

    /// Working seconds from the start to `t`.
    [[nodiscard]] std::int64_t before(Instant t) const {
        const auto s = index(t);
        const auto minute = s / 60;
        return before_[minute] + (minute < works_.size() && works_[minute] ? static_cast<std::int64_t>(s % 60) : 0);
    }

    /// The smallest instant with at least so many working seconds before it. *Requires* 0 < `count` <= `work()`.
    [[nodiscard]] Instant reach(std::int64_t count) const {
        const auto minute = std::ranges::lower_bound(before_, count) - before_.begin() - 1;
        return start_ + Seconds{minute * 60 + (count - before_[static_cast<std::size_t>(minute)])};
    }

  private:
    [[nodiscard]] std::int64_t seconds() const { return static_cast<std::int64_t>(works_.size()) * 60; }
    [[nodiscard]] std::size_t index(Instant t) const { return static_cast<std::size_t>((t - start_).count()); }

    Instant start_;
    std::vector<bool> works_;
    std::vector<std::int64_t> before_;
};

/// A random calendar twice: slow, and made by the library.
struct CalendarPair {
    SlowCalendar slow;
    Calendar fast;
};

/// Makes random calendars whose exceptions lie in [`first`, `first` + `days`).
class RandomCalendars {
  public:
    RandomCalendars(Random& random, Date first, int days) : random_(random), first_(first), days_(days) {}

    /// Sometimes by the quarter of an hour, sometimes by the minute; sometimes over midnight, by at most `night`.
    std::vector<Shift> shifts(std::int32_t from, std::int32_t night) {
        if (random_.chance(0.15)) return {};
        if (random_.chance(0.05) && from == 0) return {{0, 1440}};
        const std::int32_t grain = random_.chance(0.5) ? 15 : 1;
        const auto count = random_.chance(0.1) ? 2 * random_.between(4, 7) : 2 * random_.between(1, 3);
        std::vector<std::int32_t> cuts;
        for (int i = 0; i < count; ++i)
            cuts.push_back(static_cast<std::int32_t>(random_.between((from + grain - 1) / grain, 1440 / grain)) *
                           grain);
        std::ranges::sort(cuts);
        std::vector<Shift> out;
        for (std::size_t i = 0; i + 1 < cuts.size(); i += 2)
            if (cuts[i] < cuts[i + 1]) out.push_back({cuts[i], cuts[i + 1]});
        if (!out.empty() && night > 0 && out.back().start > night && random_.chance(0.5))
            out.back().end = 1440 + static_cast<std::int32_t>(random_.between(0, night));
        std::ranges::reverse(out);
        return out;
    }

    WeekPattern week() {
        WeekPattern pattern;
        const auto night = static_cast<std::int32_t>(random_.chance(0.5) ? random_.between(0, 480) : 0);
        for (auto& day : pattern.days) day = shifts(night, night);
        if (random_.chance(0.4)) pattern.days[5] = pattern.days[6] = {};
        if (random_.chance(0.1)) pattern.days = {};
        return pattern;
    }

    std::vector<CalendarException> exceptions() {
        std::vector<CalendarException> out;
        auto day = random_.between(0, 10);
        const auto gap = random_.chance(0.2) ? days_ : 40;
        while (day < days_) {
            const auto last =
                std::min<std::int64_t>(day + (random_.chance(0.5) ? 0 : random_.between(0, 9)), days_ - 1);
            CalendarException e{.from = first_ + std::chrono::days{day}, .to = first_ + std::chrono::days{last}};
            if (random_.chance(0.5)) e.shifts = shifts(last > day ? 480 : 0, 480);
            out.push_back(e);
            day = last + 1 + (random_.chance(0.3) ? 0 : random_.between(0, gap));
        }
        if (!out.empty() && random_.chance(0.5)) std::swap(out.front(), out.back());
        return out;
    }

    CalendarPair simple() {
        SlowCalendar slow{.week = week(), .exceptions = exceptions()};
        auto fast = make_calendar({.key = "simple", .week = slow.week, .exceptions = slow.exceptions});
        return {slow, fast.value()};
    }

    CalendarPair derived(const CalendarPair& base) {
        SlowCalendar slow{.exceptions = exceptions(), .base = {base.slow}};
        if (random_.chance(0.5)) slow.week = week();
        auto fast =
            make_calendar({.key = "derived", .base = base.fast, .week = slow.week, .exceptions = slow.exceptions});
        return {slow, fast.value()};
    }

    CalendarPair common(const std::vector<CalendarPair>& parts) {
        SlowCalendar slow;
        std::vector<Calendar> fast;
        for (const auto& p : parts) {
            slow.parts.push_back(p.slow);
            fast.push_back(p.fast);
        }
        return {slow, intersection("common", "", fast)};
    }

    CalendarPair any(int depth = 2) {
        const auto kind = depth == 0 ? 0 : random_.below(4);
        if (kind == 1) return derived(any(depth - 1));
        if (kind == 2) return common({any(depth - 1), any(depth - 1)});
        if (kind == 3 && random_.chance(0.3)) return common({any(depth - 1), any(depth - 1), any(depth - 1)});
        return simple();
    }

  private:
    Random& random_;
    Date first_;
    int days_;
};

} // namespace convene::test
