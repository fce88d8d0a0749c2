#pragma once

#include <convene/model/process.hpp>
#include <convene/time/calendar.hpp>

#include <cstdint>
#include <span>
#include <string>

namespace convene::io {

/// The process in format 1 (docs/format.md), in canonical form: `read_process` reads the same process from it, and
/// equal processes give equal texts. UTF-8, keys in the order of the format's description, defaults left out, two
/// blanks a level, at most 100 columns where short lists and objects stand on one line, and a line break at the end.
///
/// Each rule that has a minimum stands in the `after` of the activity that it leads to; those without one in `rules`.
/// Calendars that came with an import are not written, the imports are. A calendar whose day, week or month isn't a
/// whole number of minutes is written with the minutes that it has.
///
/// O(size of the process).
[[nodiscard]] std::string write_process(const Process& process);

/// The process with its imported calendars as its own, so that its text stands alone.
[[nodiscard]] Process self_contained(const Process& process);

/// A number that equal self-contained processes share and others, all but surely, do not: of the text of
/// `write_process`. It finds changes, not forgeries. O(size of the process).
[[nodiscard]] std::uint64_t process_digest(const Process& process);

/// The calendars as a calendar file in canonical form.
[[nodiscard]] std::string write_calendars(std::span<const Calendar> calendars);

} // namespace convene::io
