#pragma once

#include <convene/run/agenda.hpp>
#include <convene/run/forecast.hpp>
#include <convene/run/refusal.hpp>
#include <convene/run/why.hpp>

#include <span>
#include <string>

namespace convene::io {

// What a running process answers, as JSON for programs. Things are named by their keys, moments as "2026-03-02T09:00",
// and a line break stands at the end. Each *requires* that what is written is of the process.

/// A list with an object for each entry: `todo`, where they are known `activity`, `artifact`, `since`, `due` and
/// `called`, and `roles` and `people`, who may do it. O(size of the entries).
[[nodiscard]] std::string write_agenda(const Process& process, std::span<const AgendaEntry> entries);

/// An object: `activity`, `standing`, and a list `blockers`. Of each blocker `code`, what it is `about` (an object such
/// as `{"activity": "launch"}`, if it is about something), its `sentence` in `language`, and `roles` and `people`, who
/// can remove it. O(size of the answer).
[[nodiscard]] std::string write_why(const Process& process, const Why& why, Language language = Language::en);

/// An object with a list `blockers`, as in `write_why`. O(size of the refusal).
[[nodiscard]] std::string write_refusal(const Process& process, const Refusal& refusal,
                                        Language language = Language::en);

/// The dates to be expected, as `write_schedule` writes them. O(activities + rules).
[[nodiscard]] std::string write_forecast(const Forecast& forecast);

} // namespace convene::io
