#pragma once

#include <convene/time/impl/instant.ipp>
#include <convene/time/months.hpp>

#include <algorithm>

namespace convene {

namespace detail {

/// An instant as month number (12 * year + month - 1), day of the month and time of day.
struct MonthDay {
    std::int64_t month;
    int day;
    Seconds time;
};

inline constexpr std::int64_t first_civil_month = 12;
inline constexpr std::int64_t last_civil_month = 12 * 9999 + 11;

[[nodiscard]] inline MonthDay month_day(Instant t) {
    const auto date = date_of(t);
    const std::chrono::year_month_day civil{date};
    return {static_cast<int>(civil.year()) * std::int64_t{12} + static_cast<unsigned>(civil.month()) - 1,
            static_cast<int>(static_cast<unsigned>(civil.day())), t - date};
}

[[nodiscard]] inline int civil_month_length(std::int64_t month) {
    return days_in_month(static_cast<int>(month / 12), static_cast<int>(month % 12) + 1);
}

[[nodiscard]] inline Instant instant_of_month(std::int64_t month, int day, Seconds time) {
    const auto days = days_from_civil(static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, day);
    return Instant{Date{std::chrono::days{days}}} + time;
}

/// `months` cut to what takes any month outside [first_civil_month, last_civil_month].
[[nodiscard]] inline std::int64_t enough_months(std::int64_t months) {
    constexpr std::int64_t many = last_civil_month + 1;
    return std::clamp(months, -many, many);
}

} // namespace detail

CONVENE_DECL Instant add_elapsed_months(Instant t, std::int64_t months) {
    if (!is_writable(t)) return t;
    const auto from = detail::month_day(t);
    const auto month = from.month + detail::enough_months(months);
    if (month < detail::first_civil_month) return far_past;
    if (month > detail::last_civil_month) return far_future;
    return detail::instant_of_month(month, std::min(from.day, detail::civil_month_length(month)), from.time);
}

CONVENE_DECL Instant latest_before_months(Instant limit, std::int64_t months) {
    if (!is_writable(limit)) return limit;
    const auto to = detail::month_day(limit);
    const auto month = to.month - detail::enough_months(months);
    if (month < detail::first_civil_month) return far_past;
    if (month > detail::last_civil_month) return far_future;
    const int length = detail::civil_month_length(month);
    // A limit on the last day of its month is met by every later day of a longer month, at the same time of day.
    const int day = to.day == detail::civil_month_length(to.month) ? std::max(to.day, length) : to.day;
    if (day > length) return detail::instant_of_month(month, length, Seconds{86'399});
    return detail::instant_of_month(month, day, to.time);
}

CONVENE_DECL Instant earliest_before_months(Instant limit, std::int64_t months) {
    if (!is_writable(limit)) return limit;
    const auto to = detail::month_day(limit);
    const auto month = to.month - detail::enough_months(months);
    if (month < detail::first_civil_month) return far_past;
    if (month > detail::last_civil_month) return far_future;
    const int length = detail::civil_month_length(month);
    if (to.day <= length) return detail::instant_of_month(month, to.day, to.time);
    // The month is too short to reach the limit: the next one begins past it.
    return detail::instant_of_month(month + 1, 1, Seconds{0});
}

} // namespace convene
