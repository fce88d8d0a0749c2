#pragma once

#include <convene/model/key.hpp>
#include <convene/time/calendar.hpp>
#include <convene/time/span.hpp>

#include <optional>
#include <string>
#include <vector>

namespace convene::io::detail {

// What has been read of a calendar, by keys. `origin` is where the object begins.

struct SizesDraft {
    Origin origin = 0;
    std::optional<Span> day = {};
    std::optional<Span> week = {};
    std::optional<Span> month = {};
};

struct CoverageDraft {
    Date from = min_date;
    Date to = max_date;
};

struct ExceptionDraft {
    std::optional<Date> from = {};
    std::optional<Date> to = {};
    Text title = {};
    std::vector<Shift> work = {};
};

struct CalendarDraft {
    Origin origin = 0;
    std::string key = {};
    Text title = {};
    Text description = {};
    Key base = {};
    std::vector<Key> intersection = {};
    std::optional<WeekPattern> week = {};
    std::vector<CalendarException> exceptions = {};
    std::optional<CalendarSizes> sizes = {};
    std::optional<CalendarCoverage> coverage = {};
};

} // namespace convene::io::detail
