#pragma once

#include <convene/core/result.hpp>
#include <convene/model/process.hpp>
#include <convene/run/event.hpp>

#include <span>
#include <string_view>

namespace convene::io {

/// The event that `write_event` wrote, its keys looked up in the process, or all its faults, each with line and column
/// in `text`: `json_syntax`, `wrong_type`, `missing_member`, `unknown_member`, `duplicate_member`, `unknown_word`,
/// `unknown_reference`, `bad_date`. `Instance::fits` says whether it can come next. A process to which the instance
/// migrates must be one of `later`. O(size of the text), plus the size of `later` for such an event.
[[nodiscard]] Result<Event> read_event(const Process& process, std::string_view text,
                                       std::span<const Process> later = {});

/// The events of JSON Lines; blank lines are skipped. Faults are those of the first bad line, with its number.
[[nodiscard]] Result<Events> read_events(const Process& process, std::string_view text,
                                         std::span<const Process> later = {});

} // namespace convene::io
