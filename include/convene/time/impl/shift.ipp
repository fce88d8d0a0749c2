#pragma once

#include <convene/time/impl/instant.ipp>
#include <convene/time/shift.hpp>

namespace convene {

CONVENE_DECL std::optional<std::int32_t> try_parse_time_of_day(std::string_view text) noexcept {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const int hour = detail::date_digits(text.data(), 2);
    const int minute = detail::date_digits(text.data() + 3, 2);
    if ((hour | minute) < 0 || minute > 59 || hour > 24 || (hour == 24 && minute != 0)) return std::nullopt;
    return hour * 60 + minute;
}

CONVENE_DECL Result<std::int32_t> parse_time_of_day(std::string_view text) {
    if (const auto minutes = try_parse_time_of_day(text)) return *minutes;
    return fail({.code = Code::bad_time_of_day, .arguments = {std::string(text)}});
}

CONVENE_DECL Result<Shift> parse_shift(std::string_view text) {
    const auto start = try_parse_time_of_day(text.substr(0, 5));
    const auto end = text.size() == 11 && text[5] == '-' ? try_parse_time_of_day(text.substr(6)) : std::nullopt;
    if (start && end && *start != *end) {
        const Shift shift{*start, *end > *start ? *end : *end + 1440};
        if (is_valid(shift)) return shift;
    }
    return fail({.code = Code::bad_shift, .arguments = {std::string(text)}});
}

CONVENE_DECL std::string to_string(Shift shift) {
    std::string out = "00:00-00:00";
    const auto end = shift.end > 1440 ? shift.end - 1440 : shift.end;
    detail::put_date_digits(out.data(), shift.start / 60, 2);
    detail::put_date_digits(out.data() + 3, shift.start % 60, 2);
    detail::put_date_digits(out.data() + 6, end / 60, 2);
    detail::put_date_digits(out.data() + 9, end % 60, 2);
    return out;
}

CONVENE_DECL WeekPattern monday_to_friday(const std::vector<Shift>& shifts) {
    return {{shifts, shifts, shifts, shifts, shifts, {}, {}}};
}

CONVENE_DECL std::vector<Shift> standard_shifts() { return {{9 * 60, 12 * 60}, {13 * 60, 18 * 60}}; }

} // namespace convene
