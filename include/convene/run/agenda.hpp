#pragma once

#include <convene/run/instance.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace convene {

/// What somebody may do now.
enum class Todo : std::uint8_t {
    /// Start the instance; done by the host.
    start,
    /// Open the activity.
    open,
    /// Close the open activity, or a milestone; done by those who decide it, else by those who work on it or initiate
    /// it.
    close,
    /// Reaffirm the stale activity instead of holding it again.
    reaffirm,
    /// Issue the artifact, which comes from outside, or say that it will not come.
    supply,
    /// Record that the external milestone has happened.
    occur,
    /// Exempt the activity from the rejection or deferral of a predecessor.
    waive,
    /// Come to the meeting that is convened for `AgendaEntry::called`; for everybody with a duty there other than
    /// `informed`.
    attend,
    /// See to it that the activity is closed: its service level is breached, and this is the role to escalate to.
    escalation
};

/// The word, such as "open".
[[nodiscard]] CONVENE_DECL std::string_view name(Todo todo);

struct AgendaEntry {
    Todo todo = Todo::start;
    OptionalId<ActivityId> activity = {};
    /// For `supply`.
    OptionalId<ArtifactId> artifact = {};
    /// Who may do it: the responsible roles, their people and the delegates of these at that time, ascending, without
    /// people who are away or not cleared for the documents. If both are empty, it is up to the host, or nobody is
    /// known.
    std::vector<RoleId> roles = {};
    std::vector<PersonId> people = {};
    /// Who else could do it, but is away then. Ascending.
    std::vector<PersonId> away = {};
    /// Since when it could be done.
    std::optional<Instant> since = {};
    /// When it must be closed: the earliest of its deadline, its service level, the maximum lags from what has
    /// happened, and its no-later-than dates. For an external milestone, its known date.
    std::optional<Instant> due = {};
    /// The time for which the meeting is convened.
    std::optional<Instant> called = {};
    friend bool operator==(const AgendaEntry&, const AgendaEntry&) = default;
};

/// Whose agenda.
struct AgendaOptions {
    std::optional<PersonId> person = {};
    std::optional<RoleId> role = {};
};

/// What may be done at `at`, in the order of activities, then of artifacts. With a person or a role, only what that
/// person or the people of that role may do. A duty for which nobody is known is in no person's agenda.
///
/// As long as the instance is not finished, there is an entry or a `next_due`. A command for an entry may still be
/// refused because of who is present, who decides, or a separation of duties. If `at` is before the last event, the
/// time of that event is used.
/// O(activities + links + people of the entries).
[[nodiscard]] CONVENE_DECL std::vector<AgendaEntry> agenda(const Instance& instance, Instant at,
                                                           const AgendaOptions& options = {});

/// The next instant after `at` at which something falls due, or becomes possible merely because time passes.
/// O(activities + links).
[[nodiscard]] CONVENE_DECL std::optional<Instant> next_due(const Instance& instance, Instant at);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/agenda.ipp>
#endif
