#pragma once

#include <convene/core/detail/text_format.hpp>
#include <convene/time/calendar.hpp>
#include <convene/time/detail/wording.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace convene::detail {

/// Collects what is wrong with a calendar's specification.
class CalendarFaults {
  public:
    explicit CalendarFaults(const CalendarSpec& spec) : spec_(spec) {}

    [[nodiscard]] Diagnostics run() {
        if (spec_.week) check_week(*spec_.week);
        for (const auto& exception : spec_.exceptions) check_exception(exception);
        check_disjoint();
        if (spec_.coverage) check_range(spec_.coverage->from, spec_.coverage->to);
        if (spec_.sizes) check_sizes(*spec_.sizes);
        return std::move(found_);
    }

  private:
    void add(Code code, std::vector<Text> arguments) {
        found_.push_back(
            {.code = code, .object = named("calendar", "日历", {}, spec_.key), .arguments = std::move(arguments)});
    }

    /// A shift with its day: "Monday 22:00-06:00".
    static Text name(const Text& day, Shift shift) {
        return {{"en", std::string(day.in("en")) + " " + to_string(shift)},
                {"zh", std::string(day.in("zh")) + " " + to_string(shift)}};
    }

    void overlap(const Text& day_a, Shift a, const Text& day_b, Shift b) {
        add(Code::overlapping_shifts, {name(day_a, a), name(day_b, b)});
    }

    /// The sorted shifts of one day if there is nothing wrong with them, else nothing.
    std::vector<Shift> check_day(const Text& day, std::vector<Shift> shifts) {
        const auto faults = found_.size();
        for (const auto shift : shifts)
            if (!is_valid(shift)) add(Code::bad_shift, {raw(shift)});
        if (found_.size() > faults) return {};
        std::ranges::sort(shifts);
        for (std::size_t i = 1; i < shifts.size(); ++i)
            if (shifts[i].start < shifts[i - 1].end) overlap(day, shifts[i - 1], day, shifts[i]);
        if (found_.size() > faults) return {};
        return shifts;
    }

    /// The last shift of a day against the first of the next. Both sorted.
    void check_midnight(const Text& day, const std::vector<Shift>& shifts, const Text& next_day,
                        const std::vector<Shift>& next) {
        if (!shifts.empty() && !next.empty() && shifts.back().end - 1440 > next.front().start)
            overlap(day, shifts.back(), next_day, next.front());
    }

    void check_week(const WeekPattern& week) {
        static constexpr std::array<std::pair<const char*, const char*>, 7> names{{{"Monday", "周一"},
                                                                                   {"Tuesday", "周二"},
                                                                                   {"Wednesday", "周三"},
                                                                                   {"Thursday", "周四"},
                                                                                   {"Friday", "周五"},
                                                                                   {"Saturday", "周六"},
                                                                                   {"Sunday", "周日"}}};
        const auto day = [&](std::size_t i) { return Text{{"en", names[i].first}, {"zh", names[i].second}}; };
        std::array<std::vector<Shift>, 7> sorted;
        for (std::size_t i = 0; i < 7; ++i) sorted[i] = check_day(day(i), week.days[i]);
        for (std::size_t i = 0; i < 7; ++i) check_midnight(day(i), sorted[i], day((i + 1) % 7), sorted[(i + 1) % 7]);
    }

    void check_exception(const CalendarException& exception) {
        check_range(exception.from, exception.to);
        const Text day = to_string(exception.from);
        const auto sorted = check_day(day, exception.shifts);
        if (exception.from < exception.to)
            check_midnight(day, sorted, to_string(exception.from + std::chrono::days{1}), sorted);
    }

    void check_range(Date from, Date to) {
        for (const auto date : {from, to})
            if (date < min_date || date > max_date) {
                add(Code::out_of_range_date, {to_string(date)});
                return;
            }
        if (to < from) add(Code::bad_date_range, {to_string(from), to_string(to)});
    }

    void check_disjoint() {
        std::vector<std::pair<Date, Date>> ranges;
        for (const auto& e : spec_.exceptions)
            if (e.from <= e.to) ranges.emplace_back(e.from, e.to);
        std::ranges::sort(ranges);
        for (std::size_t i = 1; i < ranges.size(); ++i) {
            if (ranges[i].first <= ranges[i - 1].second)
                add(Code::overlapping_exceptions, {to_string(ranges[i].first)});
            ranges[i].second = std::max(ranges[i].second, ranges[i - 1].second);
        }
    }

    void check_sizes(const CalendarSizes& sizes) {
        const auto check = [&](const char* en, const char* zh, Seconds size, int hours) {
            if (size > Seconds{0} && size <= std::chrono::hours{hours}) return;
            add(Code::bad_calendar_sizes,
                {Text{{"en", en}, {"zh", zh}}, in_hours(size), in_hours(std::chrono::hours{hours})});
        };
        check("day", "日", sizes.day, 24);
        check("week", "周", sizes.week, 7 * 24);
        check("month", "月", sizes.month, 31 * 24);
    }

    /// An amount of work in hours, minutes and seconds: a calendar's own day is what is in doubt here.
    static Text in_hours(Seconds amount) {
        static constexpr AmountWords en{
            {"{0} {0?hour:hours}", "{0} {0?hour:hours}", "{0} {0?minute:minutes}", "{0} {0?second:seconds}"},
            {"", "{0} {0?minute:minutes}", "{0} {0?second:seconds}"}};
        static constexpr AmountWords zh{{"{0} 小时", "{0} 小时", "{0} 分钟", "{0} 秒"}, {"", "{0} 分", "{0} 秒"}};
        const std::string sign = amount.count() < 0 ? "-" : "";
        return in_both(sign + amount_words(amount, Seconds::max(), en),
                       sign + amount_words(amount, Seconds::max(), zh));
    }

    /// A shift that can't be written as a time of day, in minutes.
    static Text raw(Shift shift) { return std::to_string(shift.start) + "min-" + std::to_string(shift.end) + "min"; }

    const CalendarSpec& spec_;
    Diagnostics found_;
};

} // namespace convene::detail
