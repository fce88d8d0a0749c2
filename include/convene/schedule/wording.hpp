#pragma once

#include <convene/model/process.hpp>

#include <optional>
#include <string>

namespace convene {

/// An activity in a sentence: its title in quotation marks; its key if it has no title.
[[nodiscard]] CONVENE_DECL std::string spoken(const Process& process, ActivityId id, Language language);

/// An amount of time for a table, such as a float: "3 days 2 h", "3 天 2 小时". `day` is the length of the calendar's
/// day; without one the amount is on the clock, and says so: "3 days (elapsed)".
[[nodiscard]] CONVENE_DECL std::string amount_text(Seconds amount, std::optional<Seconds> day, Language language);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/wording.ipp>
#endif
