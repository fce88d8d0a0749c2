#pragma once

#include <convene/model/process.hpp>
#include <convene/run/event.hpp>

#include <chrono>
#include <optional>
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
    /// How far local times are ahead of UTC, which the formats ask for: eight hours in China. Unless given, it is that
    /// of the process's zone at each moment, and 0 where the system doesn't know the zone (`check_zone`). *Requires*
    /// -14 to 14 hours, which is what the formats can write.
    std::optional<std::chrono::minutes> utc_offset = {};
};

/// The events as XES (IEEE 1849-2016): a trace for each case, an event for each fact. `concept:name` is the key of the
/// activity, else the kind of fact. `lifecycle:transition` is start where an activity opened, complete where it was
/// closed, sent back or occurred, schedule where it was called or is due again, reassign where it was handed over,
/// manualskip where its decision was reaffirmed, and unknown for the rest. `org:resource` has the people. Beside these
/// each event has all members of the fact, under the names of `write_event`. Characters that XML can't have, and bytes
/// that are not UTF-8, become U+FFFD. O(size of the events).
[[nodiscard]] std::string write_xes(std::span<const EventLogCase> cases, const EventLogOptions& options = {});

/// The events as OCEL 2.0 (JSON): objects are cases, activities, artifacts, roles and people; an event is related to
/// each that its fact names, under the member's name. Activities and artifacts are those of one case. An artifact has
/// over time its `revision` (counted over the events from 1), `resolution` (issued or voided) and `digest` (empty where
/// voided); of several in a second the last. All values are texts, as the published schema asks for; their types say
/// what they are. Bytes that are not UTF-8 become U+FFFD. *Requires* that no two cases have the same name.
/// O(size of the events and processes * log).
[[nodiscard]] std::string write_ocel(std::span<const EventLogCase> cases, const EventLogOptions& options = {});

} // namespace convene::io
