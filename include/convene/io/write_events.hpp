#pragma once

#include <convene/model/process.hpp>
#include <convene/run/event.hpp>

#include <string>
#include <string_view>

namespace convene::io {

/// The event as one JSON object on one line, without a line break: `seq`, `at`, `request` unless it is 0, `event` (the
/// fact's word), then the fact's members. Activities, people, artifacts and roles are named by key, never by position,
/// so the event can be read with a process to which things were added; digests are 16 hexadecimal digits. *Requires*
/// that the event is of this process. O(size of the event).
[[nodiscard]] std::string write_event(const Process& process, const Event& event);

/// The events as JSON Lines: one per line, each with a line break.
[[nodiscard]] std::string write_events(const Process& process, const Events& events);

/// The word of the event's fact, such as "handed-over".
[[nodiscard]] std::string_view event_name(const Event& event);

} // namespace convene::io
