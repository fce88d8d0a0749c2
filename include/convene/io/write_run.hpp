#pragma once

#include <convene/run/agenda.hpp>
#include <convene/run/forecast.hpp>
#include <convene/run/refusal.hpp>
#include <convene/run/why.hpp>

#include <span>
#include <string>

namespace convene::io {

// Answers about a running process, as JSON for programs. Things are named by key, moments as "2026-03-02T09:00"; the
// text ends with a line break. Each *requires* that its arguments belong to the process.

/// A list with an object for each entry: `todo`; if known, `activity`, `artifact`, `since`, `due` and `called`; and
/// `roles` and `people`, who may do it. O(size of the entries).
[[nodiscard]] std::string write_agenda(const Process& process, std::span<const AgendaEntry> entries);

/// An object: `activity`, `standing`, and a list `blockers`. A blocker has its `code`, what it is `about` (if anything,
/// an object such as `{"activity": "launch"}`), its `sentence` in `language`, and `roles` and `people`, who can remove
/// it. O(size of the answer).
[[nodiscard]] std::string write_why(const Process& process, const Why& why, Language language = Language::en);

/// An object with a list `blockers`, as in `write_why`. O(size of the refusal).
[[nodiscard]] std::string write_refusal(const Process& process, const Refusal& refusal,
                                        Language language = Language::en);

/// The expected dates, as `write_schedule` writes them. O(activities + rules).
[[nodiscard]] std::string write_forecast(const Forecast& forecast);

} // namespace convene::io
