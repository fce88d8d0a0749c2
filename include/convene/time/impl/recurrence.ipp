#pragma once

#include <convene/time/impl/instant.ipp>
#include <convene/time/impl/recurrence_text.ipp>
#include <convene/time/recurrence.hpp>

#include <algorithm>
#include <cassert>
#include <cstdlib>

namespace convene {

namespace detail {

/// A date with what rules ask about it.
struct RuleDay {
    std::int32_t day;
    int month;
    int day_of_month;
    int days_in_month;
    int day_of_year;
    int days_in_year;
    unsigned weekday;
};

/// Whether `rule` names a date that is `from_start` (from 0) and `from_end` days from the ends of its month or year.
[[nodiscard]] inline bool is_nth(int ordinal, int from_start, int from_end) {
    return ordinal > 0 ? from_start / 7 + 1 == ordinal : from_end / 7 + 1 == -ordinal;
}

/// Runs through the days of one period after another.
class RulePeriods {
  public:
    RulePeriods(const Recurrence& rule, Instant start) : rule_(rule) {
        start_ = static_cast<std::int32_t>(date_of(start).time_since_epoch().count());
        const std::chrono::year_month_day civil{date_of(start)};
        const auto day = static_cast<std::int8_t>(static_cast<unsigned>(civil.day()));
        const auto month = static_cast<std::uint8_t>(static_cast<unsigned>(civil.month()));
        first_month_ = static_cast<int>(civil.year()) * std::int64_t{12} + month - 1;
        if (!rule_.by_day.empty() || !rule_.by_month_day.empty()) return;
        switch (rule_.frequency) {
        case Frequency::daily: break;
        case Frequency::weekly: rule_.by_day.push_back({std::chrono::weekday{date_of(start)}, 0}); break;
        case Frequency::yearly:
            if (rule_.by_month.empty()) rule_.by_month.push_back(month);
            rule_.by_month_day.push_back(day);
            break;
        case Frequency::monthly: rule_.by_month_day.push_back(day); break;
        }
    }

    /// The first day of period number `n`, or a day after the last of all.
    [[nodiscard]] std::int64_t first_day(std::int64_t n) const {
        const auto step = n * rule_.interval;
        switch (rule_.frequency) {
        case Frequency::daily: return start_ + step;
        case Frequency::weekly: return start_ - days_into_week() + 7 * step;
        case Frequency::monthly: return month_start(first_month_ + step);
        case Frequency::yearly: break;
        }
        return month_start((first_month_ / 12 + step) * 12);
    }

    /// The last period that begins on or before `day`, at least 0.
    [[nodiscard]] std::int64_t period_of(std::int64_t day) const {
        if (day <= start_) return 0;
        const std::int64_t interval = rule_.interval;
        const auto date = Date{std::chrono::days{std::min<std::int64_t>(day, last_calendar_day)}};
        const std::chrono::year_month_day civil{date};
        const auto month = static_cast<int>(civil.year()) * std::int64_t{12} + static_cast<unsigned>(civil.month()) - 1;
        switch (rule_.frequency) {
        case Frequency::daily: return (day - start_) / interval;
        case Frequency::weekly: return (day - start_ + days_into_week()) / 7 / interval;
        case Frequency::monthly: return (month - first_month_) / interval;
        case Frequency::yearly: break;
        }
        return (month / 12 - first_month_ / 12) / interval;
    }

    /// The dates of period number `n` that the rule names, ascending, up to the year 9999.
    [[nodiscard]] const std::vector<std::int32_t>& days(std::int64_t n) {
        found_.clear();
        const auto step = n * rule_.interval;
        switch (rule_.frequency) {
        case Frequency::daily: add_single_days(first_day(n), 1); break;
        case Frequency::weekly: add_single_days(first_day(n), 7); break;
        case Frequency::monthly: add_month(first_month_ + step); break;
        case Frequency::yearly:
            for (std::int64_t m = 0; m < 12; ++m) add_month((first_month_ / 12 + step) * 12 + m);
            break;
        }
        if (!rule_.by_position.empty()) choose_positions();
        return found_;
    }

  private:
    [[nodiscard]] int days_into_week() const {
        const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days{start_}}};
        return static_cast<int>((weekday - rule_.week_start).count());
    }

    [[nodiscard]] static std::int64_t month_start(std::int64_t month) {
        if (month > 12 * 9999 + 11) return std::int64_t{last_calendar_day} + 1;
        return days_from_civil(static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, 1);
    }

    [[nodiscard]] bool matches_weekday(const RuleDay& d) const {
        const bool in_year = rule_.frequency == Frequency::yearly && rule_.by_month.empty();
        return std::ranges::any_of(rule_.by_day, [&](RecurrenceDay by) {
            if (by.day.c_encoding() != d.weekday) return false;
            if (by.ordinal == 0) return true;
            return in_year ? is_nth(by.ordinal, d.day_of_year, d.days_in_year - 1 - d.day_of_year)
                           : is_nth(by.ordinal, d.day_of_month - 1, d.days_in_month - d.day_of_month);
        });
    }

    void add_if_named(const RuleDay& d) {
        const auto is = [](auto... accepted) { return [=](int value) { return ((value == accepted) || ...); }; };
        if (!rule_.by_month.empty() && std::ranges::none_of(rule_.by_month, is(d.month))) return;
        if (!rule_.by_month_day.empty() &&
            std::ranges::none_of(rule_.by_month_day, is(d.day_of_month, d.day_of_month - d.days_in_month - 1)))
            return;
        if (!rule_.by_day.empty() && !matches_weekday(d)) return;
        found_.push_back(d.day);
    }

    void add_single_days(std::int64_t first, std::int64_t count) {
        for (auto day = first; day < first + count && day <= last_calendar_day; ++day) {
            if (day < first_calendar_day) continue;
            const Date date{std::chrono::days{day}};
            RuleDay d{.day = static_cast<std::int32_t>(day),
                      .month = 0,
                      .day_of_month = 0,
                      .days_in_month = 0,
                      .day_of_year = 0,
                      .days_in_year = 0,
                      .weekday = std::chrono::weekday{date}.c_encoding()};
            if (!rule_.by_month.empty() || !rule_.by_month_day.empty()) {
                const std::chrono::year_month_day civil{date};
                d.month = static_cast<int>(static_cast<unsigned>(civil.month()));
                d.day_of_month = static_cast<int>(static_cast<unsigned>(civil.day()));
                d.days_in_month = days_in_month(static_cast<int>(civil.year()), d.month);
            }
            add_if_named(d);
        }
    }

    void add_month(std::int64_t month) {
        if (month > 12 * 9999 + 11) return;
        const int year = static_cast<int>(month / 12);
        RuleDay d{};
        d.month = static_cast<int>(month % 12) + 1;
        d.days_in_month = days_in_month(year, d.month);
        d.days_in_year = 337 + days_in_month(year, 2);
        d.day = days_from_civil(year, d.month, 1);
        d.day_of_year = d.day - days_from_civil(year, 1, 1);
        d.weekday = std::chrono::weekday{std::chrono::sys_days{std::chrono::days{d.day}}}.c_encoding();
        for (d.day_of_month = 1; d.day_of_month <= d.days_in_month; ++d.day_of_month) {
            add_if_named(d);
            ++d.day;
            ++d.day_of_year;
            d.weekday = d.weekday == 6 ? 0 : d.weekday + 1;
        }
    }

    void choose_positions() {
        const auto size = static_cast<int>(found_.size());
        std::vector<std::int32_t> chosen;
        for (int i = 0; i < size; ++i)
            if (std::ranges::any_of(rule_.by_position, [&](int p) { return p == i + 1 || p == i - size; }))
                chosen.push_back(found_[static_cast<std::size_t>(i)]);
        found_ = std::move(chosen);
    }

    Recurrence rule_;
    std::int32_t start_ = 0;
    std::int64_t first_month_ = 0;
    std::vector<std::int32_t> found_;
};

/// `t` as it is, or moved, or nothing, by what its date is on the calendar.
[[nodiscard]] inline std::optional<Instant> on_working_day(Instant t, const OccurrenceOptions& options) {
    const auto* calendar = options.calendar;
    const auto date = date_of(t);
    if (calendar == nullptr || options.on_free_day == OnFreeDay::keep || calendar->is_working_day(date)) return t;
    auto work = far_past;
    switch (options.on_free_day) {
    case OnFreeDay::keep:
    case OnFreeDay::skip: return std::nullopt;
    case OnFreeDay::next: work = calendar->next_working(Instant{date}); break;
    case OnFreeDay::previous: work = calendar->end_of_work_before(Instant{date}) - Seconds{1}; break;
    }
    if (!is_writable(work)) return std::nullopt;
    return Instant{date_of(work)} + time_of_day(t);
}

/// The first and the last date from which an occurrence can get into [from, to).
[[nodiscard]] inline std::pair<std::int64_t, std::int64_t> source_days(const OccurrenceOptions& options) {
    auto first = std::clamp(options.from, min_instant, max_instant);
    auto last = std::clamp(options.to, min_instant, max_instant);
    if (options.calendar != nullptr && options.on_free_day == OnFreeDay::next)
        first = std::max(options.calendar->end_of_work_before(Instant{date_of(first)}) - Seconds{1}, min_instant);
    if (options.calendar != nullptr && options.on_free_day == OnFreeDay::previous)
        last = std::min(options.calendar->next_working(Instant{date_of(last)}), max_instant);
    return {date_of(first).time_since_epoch().count(), date_of(last).time_since_epoch().count()};
}

} // namespace detail

CONVENE_DECL Occurrences occurrences(const Recurrence& rule, Instant start, const OccurrenceOptions& options) {
    assert(rule.interval >= 1);
    Occurrences out;
    if (!is_writable(start)) return out;
    const auto [first, last] = detail::source_days(options);
    detail::RulePeriods periods{rule, start};
    const auto time = time_of_day(start);
    std::uint64_t counted = 0;
    std::size_t looked_at = 0;
    for (auto n = rule.count ? 0 : periods.period_of(first); periods.first_day(n) <= last; ++n) {
        if (looked_at++ == options.periods) return out.complete = false, out;
        for (const auto day : periods.days(n)) {
            const auto raw = Instant{Date{std::chrono::days{day}}} + time;
            if (raw < start) continue;
            if (day > last || (rule.until && raw > *rule.until) || (rule.count && counted++ == *rule.count)) return out;
            const auto at = detail::on_working_day(raw, options);
            if (!at || *at < options.from || *at >= options.to || (!out.at.empty() && *at == out.at.back())) continue;
            if (out.at.size() == options.limit) return out.complete = false, out;
            out.at.push_back(*at);
        }
        if (rule.count && counted == *rule.count) return out;
    }
    return out;
}

} // namespace convene
