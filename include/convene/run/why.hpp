#pragma once

#include <convene/run/instance.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace convene {

/// How an activity stands at some moment.
enum class Standing : std::uint8_t {
    /// Something that it waits for is not there.
    waiting,
    /// Everything is there, but lags, dates or its next occurrence do not let it begin yet.
    early,
    /// It may be opened; or, for an outside milestone, it is waited for.
    ready,
    open,
    /// It is closed, on current revisions.
    fresh,
    /// It is closed, but something that it stands on has moved or is being held again.
    stale
};

/// The standing's word: "waiting".
[[nodiscard]] CONVENE_DECL std::string_view name(Standing standing);
/// The same for people.
[[nodiscard]] CONVENE_DECL std::string_view label(Standing standing, Language language);

/// How an activity stands and why.
struct Why {
    ActivityId activity = {};
    Standing standing = Standing::waiting;
    /// What keeps it from being opened, or an open one from being finished; of a stale one first each revision that has
    /// moved since (`basis_moved`). Empty if it is ready or fresh.
    std::vector<Blocker> blockers = {};
    friend bool operator==(const Why&, const Why&) = default;
};

/// Why the activity stands as it does at `at`. What falls due until then is taken into account; an earlier `at` is
/// taken as the time of the last event. *Requires* an activity of the process (checked). O(links of the activity), and
/// O(state) if something falls due.
[[nodiscard]] CONVENE_DECL Why why(const Instance& instance, ActivityId activity, Instant at);

/// A line for the standing, then a line for each blocker and for who can remove it.
[[nodiscard]] CONVENE_DECL std::string to_string(const Process& process, const Why& why,
                                                 Language language = Language::en);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/why.ipp>
#endif
