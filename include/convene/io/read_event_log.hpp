#pragma once

#include <convene/core/result.hpp>
#include <convene/run/conform.hpp>

#include <string_view>
#include <vector>

namespace convene::io {

/// The traces of an XES log (IEEE 1849) as commands to instances of the process.
///
/// An event written by `write_xes`, recognised by its `event` and `seq`, becomes the command that caused it; one that
/// fell due by itself becomes `Advance`. An event of another log names an activity in `concept:name`, by key or title:
/// with the `lifecycle:transition` start it is opened; with complete, or none, it is closed (and opened before, if the
/// trace has not done so); an external milestone occurs. `org:resource` is a person, by key or title. Whatever a closed
/// activity produces gets the event's number as its digest. Such requests are `partial`.
///
/// Events are taken in the order of their times; those of `write_xes` in the order of the log (`conform` reports times
/// that go backwards). An event without a time gets that of the previous one. Times are read as written, without their
/// UTC offset and fractions of a second; if offsets differ, they are converted to the process's zone, else to the first
/// offset.
///
/// Names that the process does not have are not faults, but listed in `LoggedCase::unknown`, as are activities that
/// were broken off or skipped (ate_abort, pi_abort, withdraw, autoskip, manualskip). schedule, assign, reassign,
/// allocate, suspend, resume and other transitions are counted in `LoggedCase::left_out`; so are events outside of
/// traces, in a last case without
/// a name.
///
/// Faults, with line and column: `xml_syntax` (also what is neither UTF-8 nor in a declared encoding of ISO-8859-1 or
/// UTF-16), `xml_doctype`, `not_a_log`; `file_too_large` beyond the limit of `ReadLimits`. Nesting may be of any depth.
/// Some invalid XML is accepted: unknown entities, which stay as written, and repeated attributes. O(size * log +
/// different names * size of the process).
[[nodiscard]] Result<std::vector<LoggedCase>> read_xes(const Process& process, std::string_view text);

} // namespace convene::io
