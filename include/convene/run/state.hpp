#pragma once

#include <convene/core/table.hpp>
#include <convene/run/command.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace convene {

/// Whether a document is there. Resolved: `issued` or `unavailable` (void: it will not come).
enum class Resolution : std::uint8_t { none, issued, unavailable };

struct ArtifactState {
    Resolution resolution = Resolution::none;
    /// How often what there is of it has changed; 0 before it was first resolved.
    std::uint32_t revision = 0;
    /// Of the current revision; 0 unless issued.
    std::uint64_t digest = 0;

    friend bool operator==(const ArtifactState&, const ArtifactState&) = default;
};

/// What has been told of a service level since the activity could be done.
enum class Told : std::uint8_t { nothing, warning, breach };

/// An occurrence of a recurring activity that waits to be held, with a clock of its own.
struct PendingOccurrence {
    Instant at{};
    Told told = Told::nothing;
    friend bool operator==(const PendingOccurrence&, const PendingOccurrence&) = default;
};

struct ActivityState {
    /// It is under way.
    bool open = false;
    /// It was closed and not sent back since: its last decision stands, be it on old revisions.
    bool stands = false;
    /// It stands, on current revisions, and so does all that it stands on. A fresh one that is held anew stays fresh
    /// until its new decision.
    bool fresh = false;
    /// The last decision; meaningless in round 0.
    Outcome outcome = Outcome::approved;
    Told told = Told::nothing;
    /// Bit i: it is excused from `Excuse` i.
    std::uint8_t excused = 0;
    /// How often it was decided, sending back included.
    std::uint32_t round = 0;
    /// The revision of its record, which moves when the decision is another than before.
    std::uint32_t record = 0;
    std::uint64_t record_digest = 0;
    /// Of a recurring activity: occurrences that wait to be held, the oldest first, and how many lapsed.
    std::vector<PendingOccurrence> pending;
    std::uint32_t missed = 0;
    /// Who opened it last, while that is known.
    OptionalId<PersonId> opener;
    /// When it was adjourned, until it is opened again.
    std::optional<Instant> adjourned;
    /// For when it is convened, until it is decided.
    std::optional<Instant> called;
    /// When it was last opened and closed.
    std::optional<Instant> opened;
    std::optional<Instant> closed;
    /// Since when all that it waits for is there, while it is to be done.
    std::optional<Instant> available;
    /// The last occurrence that was due.
    std::optional<Instant> occurrence;

    friend bool operator==(const ActivityState&, const ActivityState&) = default;
};

/// One person may act for another in [begin, end).
struct Delegation {
    PersonId from;
    PersonId to;
    Instant begin{};
    Instant end{};
    friend bool operator==(const Delegation&, const Delegation&) = default;
};

/// What was done of a quota: by each person of the role by the definition, in their order, or by all together.
struct QuotaState {
    /// The current period's begin; none before the start.
    std::optional<Instant> begin;
    std::vector<std::uint32_t> done;
    /// In the period before, if there was one; else 0.
    std::vector<std::uint32_t> before;
    friend bool operator==(const QuotaState&, const QuotaState&) = default;
};

/// A person is on duty for a cover in [begin, end).
struct DutyShift {
    CoverId cover = {};
    PersonId person = {};
    Instant begin{};
    Instant end{};
    friend bool operator==(const DutyShift&, const DutyShift&) = default;
};

/// All that an instance knows: the fold of its events. Its size depends on the process and its people, not on how long
/// it runs: O(activities + links + artifacts + roles * people + quotas * people + shifts that are not over +
/// occurrences that wait).
struct InstanceState {
    /// How many numbers of requests are remembered.
    static constexpr std::size_t memory = 64;

    /// The number and the time of the last event.
    std::uint64_t seq = 0;
    std::optional<Instant> time;
    std::optional<Instant> started;
    /// Of a process that starts again; 0 before the start.
    std::uint32_t round = 0;
    Table<ArtifactId, ArtifactState> artifacts;
    Table<ActivityId, ActivityState> activities;
    /// The revision of what no decision has seen: a changed process has added it to what one stands on.
    static constexpr std::uint32_t unseen = 0xFFFFFFFF;

    /// The revisions on which each activity was last closed: of what it consumes, then of the records of what it
    /// follows; one activity after the other. 0 before the first decision.
    std::vector<std::uint32_t> basis;
    /// How often each `Rework` of the process was made use of, in the order of definition.
    std::vector<std::uint16_t> returns;
    /// Who fills a role here; empty: whoever the process says. Ascending.
    Table<RoleId, std::vector<PersonId>> bound;
    /// Who answers for a role since a handover.
    Table<RoleId, OptionalId<RoleId>> handed_to;
    /// Those that are not over.
    std::vector<Delegation> delegations;
    /// One for each quota and, where told up to when, each cover: before that instant no more gaps are told.
    Table<QuotaId, QuotaState> quotas;
    Table<CoverId, Instant> covered;
    /// Those that are not over, in the order of their events.
    std::vector<DutyShift> shifts;
    /// Who last did each part of a separation, with those for whom they acted; parts of one separation after the other.
    std::vector<std::vector<PersonId>> performers;
    /// The last requests with a number that made events, the latest last.
    std::vector<std::uint64_t> requests;

    friend bool operator==(const InstanceState&, const InstanceState&) = default;
};

} // namespace convene
