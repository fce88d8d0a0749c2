#pragma once

#include <convene/model/process.hpp>

#include <optional>
#include <span>

namespace convene {

// The questions that every module asks of a process. Each is O(1).

/// The calendar that an activity is planned on: its own, else the project's. An elapsed duration isn't worked on it:
/// see `Process::calendar_of`.
[[nodiscard]] inline CalendarId calendar_id_of(const Process& process, ActivityId id) {
    const auto own = process[id].calendar;
    return own ? *own : process.calendar();
}

/// The calendar of a role: its own, else the project's.
[[nodiscard]] inline CalendarId calendar_id_of(const Process& process, RoleId id) {
    const auto own = process[id].calendar;
    return own ? *own : process.calendar();
}

/// The calendar of a person acting in a role: the person's own, else the role's, else the project's.
[[nodiscard]] inline CalendarId calendar_id_of(const Process& process, PersonId person, RoleId role) {
    const auto own = process[person].calendar;
    return own ? *own : calendar_id_of(process, role);
}

/// The calendar of a person in general: the person's own, else that of the first role, else the project's.
[[nodiscard]] inline CalendarId calendar_id_of(const Process& process, PersonId id) {
    const auto& person = process[id];
    if (!person.roles.empty()) return calendar_id_of(process, id, person.roles.front());
    return person.calendar ? *person.calendar : process.calendar();
}

/// The calendar on which a resource's time is counted: its own, else the project's. A resource without its own calendar
/// can nevertheless be used at all times.
[[nodiscard]] inline CalendarId calendar_id_of(const Process& process, ResourceId id) {
    const auto own = process[id].calendar;
    return own ? *own : process.calendar();
}

/// The calendar on which a working lag between two activities is counted; nothing for the clock.
[[nodiscard]] inline std::optional<CalendarId> lag_calendar_id_of(const Process& process, LagCalendar calendar,
                                                                  ActivityId from, ActivityId to,
                                                                  OptionalId<CalendarId> named) {
    switch (calendar) {
    case LagCalendar::successor: return calendar_id_of(process, to);
    case LagCalendar::predecessor: return calendar_id_of(process, from);
    case LagCalendar::project: return process.calendar();
    case LagCalendar::continuous: return std::nullopt;
    case LagCalendar::named: return named ? *named : process.calendar();
    }
    return std::nullopt;
}

/// The calendar on which a rule's working lag is counted; nothing for the clock. An elapsed lag is always on the clock.
[[nodiscard]] inline std::optional<CalendarId> lag_calendar_id_of(const Process& process, const Rule& rule) {
    return lag_calendar_id_of(process, rule.calendar, rule.from, rule.to, rule.named);
}

/// The same as a calendar; for the clock, the one that is always open.
[[nodiscard]] inline const Calendar& lag_calendar_of(const Process& process, const Rule& rule) {
    const auto id = lag_calendar_id_of(process, rule);
    return id ? process[*id] : Calendar::round_the_clock();
}
void lag_calendar_of(const Process&&, const Rule&) = delete; // a view of a temporary would dangle

/// The people who fill a role according to the process. Ascending, each once.
[[nodiscard]] inline std::span<const PersonId> people_of(const Process& process, RoleId id) {
    return process.data().people_of[id];
}
void people_of(const Process&&, RoleId) = delete; // a view of a temporary would dangle

/// Whether an activity has an actual start or an actual finish.
[[nodiscard]] inline bool has_started(const Process& process, ActivityId id) {
    const auto row = process.data().progress[id];
    return !row.empty() && (row.front().actual_start || row.front().actual_finish);
}

/// Whether an activity has an actual finish.
[[nodiscard]] inline bool has_finished(const Process& process, ActivityId id) {
    const auto row = process.data().progress[id];
    return !row.empty() && row.front().actual_finish.has_value();
}

/// Whether an edge of an activity is a fact: it has happened, and its date is no longer planned.
[[nodiscard]] inline bool has_happened(const Process& process, ActivityId id, Edge edge) {
    return edge == Edge::start ? has_started(process, id) : has_finished(process, id);
}

/// Whether a phase runs anew for each case: it says so, or a phase around it does.
[[nodiscard]] inline bool is_per_case(const Process& process, PhaseId id) {
    const auto& per_case = process.data().per_case;
    return !per_case.empty() && per_case[id] != 0;
}

/// Whether an activity is held anew for each case, beside the main line.
[[nodiscard]] inline bool is_per_case(const Process& process, ActivityId id) {
    const auto phase = process[id].phase;
    return phase && is_per_case(process, *phase);
}

/// Whether any phase runs anew for each case.
[[nodiscard]] inline bool has_cases(const Process& process) { return !process.data().per_case.empty(); }

} // namespace convene
