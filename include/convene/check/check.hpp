#pragma once
/// \file
/// What is wrong with a process that is well-formed: everything that can't work as it stands (errors), that probably is
/// not meant (warnings), or that could be simpler or is provisional (hints).
///
/// | header | tells |
/// | --- | --- |
/// | `cycles.hpp` | activities that wait for each other |
/// | `links.hpp` | activities apart from all others |
/// | `rules.hpp` | rules that say nothing new |
/// | `dates.hpp` | rules and dates that can't all hold, missed deadlines, provisional dates |
/// | `artifacts.hpp` | documents without a producer or with two, unused ones |
/// | `meetings.hpp` | meetings without decider, initiator, material; tasks that nobody does |
/// | `duties.hpp` | duties without effect or without enough people |
/// | `people.hpp` | roles without people, unused roles, handovers |
/// | `separations.hpp` | duties that can't be kept apart |
/// | `authority.hpp` | matters that nobody who decides has the authority for |
/// | `confidentiality.hpp` | documents that reach roles without clearance |
/// | `rework.hpp` | returns to what does not come before |
/// | `cadence.hpp` | recurrences, service levels, staffing cover |
/// | `unused.hpp` | calendars, phases, parameters and levels that nothing uses |
/// | `texts.hpp` | missing translations, repeated numbers |
///
/// Each is a function of the process alone, so one that is not wanted is simply not called. docs/diagnostics.md lists
/// all codes.

#include <convene/core/diagnostic.hpp>
#include <convene/core/stop_token.hpp>
#include <convene/model/process.hpp>
#include <convene/schedule/options.hpp>

#include <cstdint>

namespace convene {

struct CheckOptions {
    /// From when on, and up to which status date, dates are looked at; what is absent is taken from the process.
    ScheduleOptions schedule = {};
    /// How many looks at links may be spent on redundant rules; see `redundant_arcs`. 0: none are sought.
    std::uint64_t redundancy_budget = 200'000'000;
    /// Ends the check early, with `stopped` among what was found until then; in place of `schedule.stop`.
    StopToken stop = {};
};

/// All findings about a process, by where they stand in its source; those at one place, and those of a process that was
/// not read from a text, by family in the order of the table above and then by definition. Findings without a place
/// come last.
///
/// Of one code at most 1000 are told by each family, and the rest counted (`findings_omitted`).
/// The process can be scheduled and run as it stands iff none is an error (`has_errors`).
/// Complexity: the sum of the families': linear in the size of the process but for the bounded searches.
[[nodiscard]] CONVENE_DECL Diagnostics check(const Process& process, const CheckOptions& options = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/check/impl/check.ipp>
#endif
