#pragma once

#include <convene/time/instant.hpp>

namespace convene {

namespace detail {

/// The number that `count` digits write at `text`, or a negative number if they aren't all digits.
[[nodiscard]] constexpr int date_digits(const char* text, std::size_t count) noexcept {
    int value = 0;
    unsigned wrong = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto digit = static_cast<unsigned>(static_cast<unsigned char>(text[i])) - '0';
        wrong |= digit > 9 ? 1U : 0U;
        value = value * 10 + static_cast<int>(digit);
    }
    return wrong != 0 ? -1 : value;
}

[[nodiscard]] constexpr int days_in_month(int year, int month) noexcept {
    if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    return 30 + ((month ^ (month >> 3)) & 1);
}

/// The days from 1970-01-01, after H. Hinnant, chrono-Compatible Low-Level Date Algorithms (2013). *Requires* year
/// >= 1.
[[nodiscard]] constexpr std::int32_t days_from_civil(int year, int month, int day) noexcept {
    const auto y = static_cast<unsigned>(year - (month <= 2 ? 1 : 0));
    const auto m = static_cast<unsigned>(month > 2 ? month - 3 : month + 9);
    const auto century = y / 100;
    const auto day_of_year = (153 * m + 2) / 5 + static_cast<unsigned>(day) - 1;
    return static_cast<std::int32_t>(365 * y + y / 4 - century + century / 4 + day_of_year) - 719'468;
}

/// What is wrong with a text that should be a date.
enum class DateFault : std::uint8_t { none, syntax, range };

[[nodiscard]] inline DateFault scan_date(std::string_view text, Date& date) noexcept {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return DateFault::syntax;
    const int year = date_digits(text.data(), 4);
    const int month = date_digits(text.data() + 5, 2);
    const int day = date_digits(text.data() + 8, 2);
    if ((year | month | day) < 0) return DateFault::syntax;
    if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return DateFault::syntax;
    if (year < 1) return DateFault::range;
    date = Date{std::chrono::days{days_from_civil(year, month, day)}};
    return DateFault::none;
}

[[nodiscard]] inline DateFault scan_instant(std::string_view text, Instant& instant) noexcept {
    Date date{};
    const auto fault = scan_date(text.substr(0, 10), date);
    if (fault != DateFault::none && text.size() != 16 && text.size() != 19) return fault;
    if (fault == DateFault::syntax) return fault;
    if (text.size() == 10) return instant = date, DateFault::none;
    const bool has_seconds = text.size() == 19;
    if (text.size() != 16 && !has_seconds) return DateFault::syntax;
    if ((text[10] != 'T' && text[10] != ' ') || text[13] != ':' || (has_seconds && text[16] != ':'))
        return DateFault::syntax;
    const int hour = date_digits(text.data() + 11, 2);
    const int minute = date_digits(text.data() + 14, 2);
    const int second = has_seconds ? date_digits(text.data() + 17, 2) : 0;
    if ((hour | minute | second) < 0 || minute > 59 || second > 59) return DateFault::syntax;
    if (hour > 24 || (hour == 24 && (minute | second) != 0)) return DateFault::syntax;
    if (fault != DateFault::none) return fault;
    instant = Instant{date} + Seconds{hour * 3600 + minute * 60 + second};
    return instant > max_instant ? DateFault::range : DateFault::none;
}

/// Whether `text` begins like a date with a year of more than four digits.
[[nodiscard]] inline bool has_long_year(std::string_view text) noexcept {
    const auto dash = text.find_first_not_of("0123456789");
    return dash != std::string_view::npos && dash > 4 && text.size() >= dash + 6 && text[dash] == '-' &&
           date_digits(text.data() + dash + 1, 2) > 0 && text[dash + 3] == '-' &&
           date_digits(text.data() + dash + 4, 2) > 0;
}

[[nodiscard]] inline tl::unexpected<Diagnostics> date_failure(std::string_view text, DateFault fault) {
    const bool range = fault == DateFault::range || has_long_year(text);
    return fail({.code = range ? Code::out_of_range_date : Code::bad_date, .arguments = {std::string(text)}});
}

inline void put_date_digits(char* to, int value, std::size_t count) noexcept {
    for (std::size_t i = count; i-- > 0; value /= 10) to[i] = static_cast<char>('0' + value % 10);
}

/// Writes `2026-03-31` to ten characters.
inline void put_date(char* to, Date date) noexcept {
    const std::chrono::year_month_day civil{date};
    put_date_digits(to, static_cast<int>(civil.year()), 4);
    to[4] = '-';
    put_date_digits(to + 5, static_cast<int>(static_cast<unsigned>(civil.month())), 2);
    to[7] = '-';
    put_date_digits(to + 8, static_cast<int>(static_cast<unsigned>(civil.day())), 2);
}

} // namespace detail

CONVENE_DECL std::optional<Instant> try_parse_instant(std::string_view text) noexcept {
    Instant instant{};
    if (detail::scan_instant(text, instant) != detail::DateFault::none) return std::nullopt;
    return instant;
}

CONVENE_DECL Result<Instant> parse_instant(std::string_view text) {
    Instant instant{};
    const auto fault = detail::scan_instant(text, instant);
    if (fault != detail::DateFault::none) return detail::date_failure(text, fault);
    return instant;
}

CONVENE_DECL std::optional<Date> try_parse_date(std::string_view text) noexcept {
    Date date{};
    if (detail::scan_date(text, date) != detail::DateFault::none) return std::nullopt;
    return date;
}

CONVENE_DECL Result<Date> parse_date(std::string_view text) {
    Date date{};
    const auto fault = detail::scan_date(text, date);
    if (fault != detail::DateFault::none) return detail::date_failure(text, fault);
    return date;
}

CONVENE_DECL std::string to_string(Instant t) {
    if (!is_writable(t)) return t < min_instant ? "far-past" : "far-future";
    std::string out = "0000-00-00T00:00:00";
    detail::put_date(out.data(), date_of(t));
    const auto second = static_cast<int>(time_of_day(t).count());
    detail::put_date_digits(out.data() + 11, second / 3600, 2);
    detail::put_date_digits(out.data() + 14, second / 60 % 60, 2);
    detail::put_date_digits(out.data() + 17, second % 60, 2);
    if (second % 60 == 0) out.resize(16);
    return out;
}

CONVENE_DECL std::string to_string(Date date) {
    if (date < min_date || date > max_date) return date < min_date ? "far-past" : "far-future";
    std::string out = "0000-00-00";
    detail::put_date(out.data(), date);
    return out;
}

} // namespace convene
