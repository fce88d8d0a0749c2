#pragma once

#include <convene/model/process.hpp>
#include <convene/run/event.hpp>

#include <chrono>
#include <span>
#include <string>

namespace convene::io {

/// An instance for a log of several: its name, the process by which it began, and its events in order.
struct EventLogCase {
    std::string name;
    Process process;
    Events events;
};

struct EventLogOptions {
    /// How far the local times of the processes are ahead of UTC, which the formats ask for: eight hours in China.
    std::chrono::minutes utc_offset{0};
};

/// The events as XES (IEEE 1849-2016): a trace for each case, an event for each fact. `concept:name` is the key of the
/// activity, else the kind of fact; `lifecycle:transition` is start, complete, schedule or, for what has no such
/// meaning, unknown; `org:resource` has the people. Beside these each event has all members of the fact, under the
/// names of `write_event`. Characters that XML can't have become U+FFFD. O(size of the events).
[[nodiscard]] std::string write_xes(std::span<const EventLogCase> cases, const EventLogOptions& options = {});

/// The events as OCEL 2.0 (JSON): objects are cases, activities, artifacts, roles and people; an event is related to
/// each that its fact names, under the member's name. Activities and artifacts are those of one case; the digests of an
/// artifact are its attribute over time. O(size of the events and processes * log).
[[nodiscard]] std::string write_ocel(std::span<const EventLogCase> cases, const EventLogOptions& options = {});

} // namespace convene::io
