#pragma once

#include <convene/model/process.hpp>

#include <optional>
#include <string>

namespace convene {

/// What a person calls an activity: its title in that language with the key behind it; the key alone if it has none.
[[nodiscard]] CONVENE_DECL std::string spoken(const Process& process, ActivityId id, Language language);

/// An amount of working time as days, hours and minutes of a calendar ("3d 2h"), or on the clock ("3ed 2eh").
[[nodiscard]] CONVENE_DECL std::string amount_text(Seconds amount, std::optional<Seconds> day, Language language);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/wording.ipp>
#endif
