#pragma once

#include <convene/model/process.hpp>
#include <convene/schedule/schedule.hpp>

#include <string>

namespace convene::program {

/// The word of the output's language.
[[nodiscard]] inline std::string word(Language language, std::string_view en, std::string_view zh) {
    return std::string(language == Language::zh ? zh : en);
}

/// `2026-03-31 09:00`.
[[nodiscard]] std::string date(Instant t);

/// The title in the language, else the key; with its number in front if it has one.
[[nodiscard]] std::string title(const Process& process, ActivityId id, Language language);

/// A float in days and hours of the activity's calendar.
[[nodiscard]] std::string slack(const Process& process, ActivityId id, Seconds amount, Language language);

} // namespace convene::program
