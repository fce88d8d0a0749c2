#pragma once

#include <convene/model/process.hpp>
#include <convene/run/event.hpp>

#include <string>
#include <string_view>

namespace convene::io {

/// The event as one JSON object on one line, without a line break: `seq`, `at`, `request` unless it is 0, `event` (the
/// fact's word), then the fact's members. Activities, people, artifacts and roles stand by their keys, never by their
/// place, so that a process to which something was added still reads them; digests are 16 hexadecimal digits.
/// *Requires* that the event is of this process. O(size of the event).
[[nodiscard]] std::string write_event(const Process& process, const Event& event);

/// The events as JSON Lines: one a line, each with a line break.
[[nodiscard]] std::string write_events(const Process& process, const Events& events);

/// The word of the event's fact: "handed-over".
[[nodiscard]] std::string_view event_name(const Event& event);

} // namespace convene::io
