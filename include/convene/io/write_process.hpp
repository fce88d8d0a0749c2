#pragma once

#include <convene/model/process.hpp>
#include <convene/time/calendar.hpp>

#include <cstdint>
#include <span>
#include <string>

namespace convene::io {

/// The process in format 1 (docs/format.md), in canonical form: `read_process` reads the same process from it, and
/// equal processes give equal texts. UTF-8; keys in the order of the format's description; defaults left out; two
/// blanks per level; short lists and objects on one line of at most 100 columns; a line break at the end.
///
/// A rule with a minimum is written in the `after` of the activity that it leads to; one without, in `rules`. Imported
/// calendars are not written, but the imports are. If the day, week or month of a calendar isn't a whole number of
/// minutes, it is rounded down to minutes.
///
/// O(size of the process).
[[nodiscard]] std::string write_process(const Process& process);

/// The process with its imported calendars as its own, so that its text needs no other files.
[[nodiscard]] Process self_contained(const Process& process);

/// A digest of the text of `write_process`: equal for equal self-contained processes, and almost certainly different
/// for others. It detects changes, not forgery. O(size of the process).
[[nodiscard]] std::uint64_t process_digest(const Process& process);

/// The calendars as a calendar file in canonical form.
[[nodiscard]] std::string write_calendars(std::span<const Calendar> calendars);

} // namespace convene::io
