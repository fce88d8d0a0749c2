#include "write_parts.hpp"

#include <convene/io/write_process.hpp>

#include <algorithm>
#include <array>

namespace convene::io {

namespace detail {

namespace {

constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

void write_shifts(JsonWriter& out, std::string_view key, const std::vector<Shift>& shifts) {
    write_list(out, key, shifts, [&](Shift shift) { out.string(to_string(shift)); });
}

void write_week(JsonWriter& out, const WeekPattern& week) {
    if (std::ranges::all_of(week.days, [](const auto& day) { return day.empty(); })) return out.raw("week", "{}");
    out.begin_object("week");
    for (std::size_t day = 0; day < 7; ++day) write_shifts(out, weekdays[day], week.days[day]);
    out.end();
}

/// In hours if they are whole, else in minutes.
std::string hours(Seconds size) {
    const auto minutes = size.count() / 60;
    return minutes % 60 == 0 ? std::to_string(minutes / 60) + "h" : std::to_string(minutes) + "min";
}

void write_sizes(JsonWriter& out, const CalendarSizes& sizes) {
    const bool days = sizes.day.count() % 60 == 0 && sizes.month.count() % sizes.day.count() == 0;
    out.begin_object("sizes");
    out.string("day", hours(sizes.day));
    out.string("week", hours(sizes.week));
    out.string("month", days ? std::to_string(sizes.month / sizes.day) + "d" : hours(sizes.month));
    out.end();
}

void write_exception(JsonWriter& out, const CalendarException& exception) {
    out.begin_object();
    out.string("from", to_string(exception.from));
    if (exception.to != exception.from) out.string("to", to_string(exception.to));
    write_text(out, "title", exception.title);
    write_shifts(out, "work", exception.shifts);
    out.end();
}

} // namespace

void write_calendar(JsonWriter& out, const Calendar& calendar) {
    const auto& d = calendar.definition();
    out.begin_object();
    out.string("id", d.key);
    write_text(out, "title", d.title);
    write_text(out, "description", d.description);
    if (d.base) out.string("base", *d.base);
    write_list(out, "intersection", d.parts, [&](const std::string& part) { out.string(part); });
    if (d.week) write_week(out, *d.week);
    if (d.sizes) write_sizes(out, *d.sizes);
    if (d.coverage) {
        out.begin_object("coverage");
        if (d.coverage->from != min_date) out.string("from", to_string(d.coverage->from));
        if (d.coverage->to != max_date) out.string("to", to_string(d.coverage->to));
        out.end();
    }
    write_list(out, "exceptions", d.exceptions, [&](const CalendarException& e) { write_exception(out, e); });
    out.end();
}

} // namespace detail

std::string write_calendars(std::span<const Calendar> calendars) {
    detail::JsonWriter out;
    out.begin_object();
    out.integer("convene", 1);
    out.begin_list("calendars");
    for (const auto& calendar : calendars) detail::write_calendar(out, calendar);
    out.end();
    out.end();
    return out.take();
}

} // namespace convene::io
