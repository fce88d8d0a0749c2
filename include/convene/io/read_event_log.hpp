#pragma once

#include <convene/core/result.hpp>
#include <convene/run/conform.hpp>

#include <string_view>
#include <vector>

namespace convene::io {

/// The traces of an XES log (IEEE 1849) as commands to instances of the process.
///
/// An event of `write_xes`, which is known by its `event` and `seq`, is the command that it came from; for what fell
/// due by itself time passes. An event of another log has an activity, by its key or a title, in `concept:name`: with
/// the `lifecycle:transition` start it is opened, with complete or none closed (and opened before, if the trace has
/// not), an outside milestone occurs. `org:resource` is a person, by key or title. What a closed activity produces gets
/// the event's number as its digest. Such requests are `partial`.
///
/// Events are taken in the order of their times, those of `write_xes` in that of the log (`conform` tells where time
/// goes back); one without a time is when the one before it was. Times are taken as they are written, without their
/// offset from UTC and fractions of a second; where offsets differ, they are brought to the process's zone, else to the
/// first offset.
///
/// What the process doesn't know is no fault but among `LoggedCase::unknown`, as is what was broken off or skipped
/// (ate_abort, pi_abort, withdraw, autoskip, manualskip). schedule, assign, reassign, allocate, suspend, resume and
/// other transitions are counted in `LoggedCase::left_out`; so are events outside of traces, in a last case without
/// a name.
///
/// Faults, with line and column: `xml_syntax` (also what is neither UTF-8 nor in a declared encoding of ISO-8859-1 or
/// UTF-16), `xml_doctype`, `not_a_log`; `file_too_large` beyond the limit of `ReadLimits`. Nesting may be of any depth.
/// Some texts that are not XML pass: those with an unknown entity, which stays as it is written, or an attribute given
/// twice. O(size * log + different names * size of the process).
[[nodiscard]] Result<std::vector<LoggedCase>> read_xes(const Process& process, std::string_view text);

} // namespace convene::io
