#pragma once

#include <convene/run/instance.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace convene {

/// The state of an activity at some moment.
enum class Standing : std::uint8_t {
    /// Something it waits for is missing.
    waiting,
    /// Everything is available, but lags, dates or its next occurrence do not let it begin yet.
    early,
    /// It may be opened; an external milestone is awaited.
    ready,
    open,
    /// It is closed, on current revisions.
    fresh,
    /// It is closed, but something it is based on has changed or is being held again.
    stale
};

/// The word, such as "waiting".
[[nodiscard]] CONVENE_DECL std::string_view name(Standing standing);
/// The same for people.
[[nodiscard]] CONVENE_DECL std::string_view label(Standing standing, Language language);

/// The state of an activity and the reasons for it.
struct Why {
    ActivityId activity = {};
    Standing standing = Standing::waiting;
    /// What keeps it from being opened or, if open, from being finished; for a stale one, first each revision that has
    /// changed since (`basis_moved`). Empty if it is ready or fresh.
    std::vector<Blocker> blockers = {};
    friend bool operator==(const Why&, const Why&) = default;
};

/// The state of the activity at `at`, with reasons. Whatever falls due until then is taken into account. If `at` is
/// before the last event, the time of that event is used. *Requires* an activity of the process (checked). O(links of
/// the activity), and O(state) if something falls due.
[[nodiscard]] CONVENE_DECL Why why(const Instance& instance, ActivityId activity, Instant at);

/// One line for the state, then for each blocker one line and one for who can remove it.
[[nodiscard]] CONVENE_DECL std::string to_string(const Process& process, const Why& why,
                                                 Language language = Language::en);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/why.ipp>
#endif
