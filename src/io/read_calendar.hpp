#pragma once

#include "reader.hpp"

#include <convene/time/calendar.hpp>

#include <vector>

namespace convene::io::detail {

/// The calendars that were read, in the same order. They may derive from each other in any order, and from `known`
/// ones. What can't be made is told to `r`, and another calendar with the same key stands in its place.
std::vector<Calendar> make_calendars(Reader& r, std::vector<CalendarDraft>& drafts, const std::vector<Calendar>& known);

} // namespace convene::io::detail
