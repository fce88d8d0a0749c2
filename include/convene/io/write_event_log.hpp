#pragma once

#include <convene/model/process.hpp>
#include <convene/run/event.hpp>

#include <chrono>
#include <optional>
#include <span>
#include <string>

namespace convene::io {

/// An instance in a log: its name, the process with which it began, and its events in order.
struct EventLogCase {
    std::string name;
    Process process;
    Events events;
};

struct EventLogOptions {
    /// How far local times are ahead of UTC, which the formats require: eight hours in China. By default that of the
    /// process's zone at each moment, or 0 if the system doesn't know the zone (`check_zone`). *Requires* -14 to 14
    /// hours, the range of the formats.
    std::optional<std::chrono::minutes> utc_offset = {};
};

/// The events as XES (IEEE 1849-2016): a trace for each case, an event for each fact. `concept:name` is the key of the
/// activity, else the kind of fact. `lifecycle:transition` is start when an activity is opened; complete when it is
/// closed, sends work back or occurs; schedule when it is convened or due again; reassign for a handover; manualskip
/// when its decision is reaffirmed; and unknown for the rest. `org:resource` has the people. Each event also has all
/// members of the fact, under the names of `write_event`. Characters that XML can't contain, and bytes that are not
/// UTF-8, become U+FFFD. O(size of the events).
[[nodiscard]] std::string write_xes(std::span<const EventLogCase> cases, const EventLogOptions& options = {});

/// The events as OCEL 2.0 (JSON): objects are cases, activities, artifacts, roles and people; an event is related to
/// each that its fact names, under the member's name. Activities and artifacts belong to one case. An artifact has a
/// history of its `revision` (counted over the events from 1), `resolution` (issued or voided) and `digest` (empty if
/// voided); of several changes in one second, only the last. All values are texts, as the published schema requires;
/// their declared types say what they are. Bytes that are not UTF-8 become U+FFFD. *Requires* that no two cases have
/// the same name.
/// O(size of the events and processes * log).
[[nodiscard]] std::string write_ocel(std::span<const EventLogCase> cases, const EventLogOptions& options = {});

} // namespace convene::io
