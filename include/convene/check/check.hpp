#pragma once
/// \file
/// What is wrong with a well-formed process: what cannot work (errors), what is probably not meant (warnings), and what
/// could be simpler or is provisional (hints).
///
/// | header | finds |
/// | --- | --- |
/// | `cycles.hpp` | activities that wait for each other |
/// | `links.hpp` | activities without links |
/// | `rules.hpp` | superfluous rules |
/// | `dates.hpp` | rules and dates that can't all hold, missed deadlines, provisional dates |
/// | `artifacts.hpp` | documents without a producer or with two, unused ones |
/// | `meetings.hpp` | meetings without decider, initiator, material; tasks without workers |
/// | `duties.hpp` | duties without effect or without enough people |
/// | `people.hpp` | roles without people, unused roles, handovers |
/// | `separations.hpp` | duties that cannot be separated |
/// | `authority.hpp` | matters that no decider has authority over |
/// | `confidentiality.hpp` | documents that reach roles without clearance |
/// | `rework.hpp` | returns to activities that do not come before |
/// | `cadence.hpp` | recurrences, service levels, staffing cover |
/// | `unused.hpp` | calendars, phases, parameters, levels and resources that nothing uses |
/// | `texts.hpp` | missing translations, repeated numbers |
///
/// Each is a function of the process alone, so you can call just those you need. docs/diagnostics.md lists all codes.

#include <convene/core/diagnostic.hpp>
#include <convene/core/stop_token.hpp>
#include <convene/model/process.hpp>
#include <convene/schedule/options.hpp>

#include <cstdint>

namespace convene {

struct CheckOptions {
    /// Options for the dates; absent values are taken from the process.
    ScheduleOptions schedule = {};
    /// How many looks at links may be spent on redundant rules; see `redundant_arcs`. 0: they are not sought.
    std::uint64_t redundancy_budget = 200'000'000;
    /// Stops the check early, adding `stopped` to the findings so far; replaces `schedule.stop`.
    StopToken stop = {};
};

/// All findings about a process, in the order of its source. Findings at the same place, and those of a process that
/// was not read from a text, are ordered by family as in the table above, then by definition. Findings without a place
/// come last.
///
/// Each family reports at most 1000 findings per code and counts the rest (`findings_omitted`).
/// The process can be scheduled and run iff none is an error (`has_errors`).
/// Complexity: the sum of the families', linear in the size of the process except for the bounded searches.
[[nodiscard]] CONVENE_DECL Diagnostics check(const Process& process, const CheckOptions& options = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/check.ipp>
#endif
