#pragma once

#include <convene/core/config.hpp>
#include <convene/core/result.hpp>

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace convene {

/// An uninterrupted stretch of work, in minutes from the midnight with which its date begins. It belongs to the date on
/// which it starts, so 22:00-06:00 is `{1320, 1800}`.
///
/// Valid if `0 <= start < 1440`, `start < end`, and `end <= 1440` or `end - 1440 < start`: shorter than 24 hours, or
/// the whole day.
struct Shift {
    std::int32_t start = 0;
    std::int32_t end = 0;

    friend constexpr auto operator<=>(Shift, Shift) = default;
};

/// Whether the shift is valid. See `Shift`.
[[nodiscard]] constexpr bool is_valid(Shift s) {
    return s.start >= 0 && s.start < 1440 && s.start < s.end && (s.end <= 1440 || s.end - 1440 < s.start);
}

/// The shifts that start on each day of the week. Not necessarily sorted; a day without shifts is free.
struct WeekPattern {
    /// Monday first.
    std::array<std::vector<Shift>, 7> days;

    [[nodiscard]] std::vector<Shift>& operator[](std::chrono::weekday day) { return days[day.iso_encoding() - 1]; }
    [[nodiscard]] const std::vector<Shift>& operator[](std::chrono::weekday day) const {
        return days[day.iso_encoding() - 1];
    }

    friend bool operator==(const WeekPattern&, const WeekPattern&) = default;
};

/// The minutes from midnight that `text` writes: `09:00` is 540, `24:00` is 1440. Nothing if it is anything else.
[[nodiscard]] CONVENE_DECL std::optional<std::int32_t> try_parse_time_of_day(std::string_view text) noexcept;

/// The same, with the reason: `bad_time_of_day`.
[[nodiscard]] CONVENE_DECL Result<std::int32_t> parse_time_of_day(std::string_view text);

/// The shift that `text` writes: `09:00-12:00`, `00:00-24:00`; over midnight `22:00-06:00`. The error is `bad_shift`,
/// also if start and end are the same.
[[nodiscard]] CONVENE_DECL Result<Shift> parse_shift(std::string_view text);

/// `09:00-12:00`; the end of the day is written `24:00`, later ends as the next day's time.
[[nodiscard]] CONVENE_DECL std::string to_string(Shift shift);

/// The week in which Monday to Friday are worked as `shifts` say.
[[nodiscard]] CONVENE_DECL WeekPattern monday_to_friday(const std::vector<Shift>& shifts);

/// 09:00-12:00 and 13:00-18:00.
[[nodiscard]] CONVENE_DECL std::vector<Shift> standard_shifts();

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/time/impl/shift.ipp>
#endif
