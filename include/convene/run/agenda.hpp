#pragma once

#include <convene/run/instance.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace convene {

/// What somebody may do now.
enum class Todo : std::uint8_t {
    /// Start the instance: the host.
    start,
    /// Open the activity.
    open,
    /// Close the open activity, or a milestone: those who decide it, else those who work in it or initiate it.
    close,
    /// Reaffirm the stale activity instead of holding it again.
    reaffirm,
    /// Issue the artifact, which comes from outside, or say that it will not come.
    supply,
    /// Tell that the outside milestone has happened.
    occur,
    /// Excuse the activity from a decision that rejects or defers what it comes after.
    waive,
    /// Come to the meeting that is convened for `AgendaEntry::called`: whoever has a duty there but to be informed.
    attend,
    /// See to it that the activity is closed: its service level is breached and its role to escalate to is this one.
    escalation
};

/// The word for it: "open".
[[nodiscard]] CONVENE_DECL std::string_view name(Todo todo);

struct AgendaEntry {
    Todo todo = Todo::start;
    OptionalId<ActivityId> activity = {};
    /// For `supply`.
    OptionalId<ArtifactId> artifact = {};
    /// Who may do it: the roles that answer for it, and their people and those who act for them at that time,
    /// ascending; nobody who is away, or is not cleared for the documents. Without either it is the host's, or nobody
    /// is known.
    std::vector<RoleId> roles = {};
    std::vector<PersonId> people = {};
    /// Who else could, but is away then. Ascending.
    std::vector<PersonId> away = {};
    /// Since when it could be done.
    std::optional<Instant> since = {};
    /// By when it is to be closed: the earliest of its deadline, its service level, the maximum lags from what has
    /// happened, and its no-later-than dates. For an outside milestone its known date.
    std::optional<Instant> due = {};
    /// For when the meeting is convened.
    std::optional<Instant> called = {};
    friend bool operator==(const AgendaEntry&, const AgendaEntry&) = default;
};

/// Whose agenda.
struct AgendaOptions {
    std::optional<PersonId> person = {};
    std::optional<RoleId> role = {};
};

/// What may be done at `at`, in the order of activities, then of artifacts. With a person or a role only what that
/// person, or the people of that role, may do. A duty that nobody is known to have is in nobody's own agenda.
///
/// As long as the instance is not finished there is an entry or a `next_due`. What an entry offers may still be refused
/// for how it is done: who is present, who decides, what is separate.
/// An earlier `at` is taken as the time of the last event.
/// O(activities + links + people of what may be done).
[[nodiscard]] CONVENE_DECL std::vector<AgendaEntry> agenda(const Instance& instance, Instant at,
                                                           const AgendaOptions& options = {});

/// The next instant after `at` at which something falls due or becomes possible by the passing of time alone.
/// O(activities + links).
[[nodiscard]] CONVENE_DECL std::optional<Instant> next_due(const Instance& instance, Instant at);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/agenda.ipp>
#endif
