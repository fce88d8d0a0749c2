#pragma once

#include <convene/core/table.hpp>
#include <convene/run/command.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace convene {

/// The state of a document. It is resolved if `issued` or `unavailable` (void: it will not come).
enum class Resolution : std::uint8_t { none, issued, unavailable };

struct ArtifactState {
    Resolution resolution = Resolution::none;
    /// How often it has changed; 0 before it is first resolved.
    std::uint32_t revision = 0;
    /// The digest of the current revision; 0 unless issued.
    std::uint64_t digest = 0;

    friend bool operator==(const ArtifactState&, const ArtifactState&) = default;
};

/// What has been reported about a service level since the activity could be done.
enum class Told : std::uint8_t { nothing, warning, breach };

/// An occurrence of a recurring activity that waits to be held, with a clock of its own.
struct PendingOccurrence {
    Instant at{};
    Told told = Told::nothing;
    friend bool operator==(const PendingOccurrence&, const PendingOccurrence&) = default;
};

struct ActivityState {
    /// In progress.
    bool open = false;
    /// It was closed and not sent back since: its last decision stands, possibly on old revisions.
    bool stands = false;
    /// Its decision stands on current revisions, and so do those it depends on. A fresh activity that is held again
    /// stays fresh until its new decision.
    bool fresh = false;
    /// The last decision; meaningless in round 0.
    Outcome outcome = Outcome::approved;
    Told told = Told::nothing;
    /// Bit i: it is exempted from `Excuse` i.
    std::uint8_t excused = 0;
    /// How often it was decided, including decisions that sent work back.
    std::uint32_t round = 0;
    /// The revision of its record, which changes when the decision differs from the previous one.
    std::uint32_t record = 0;
    std::uint64_t record_digest = 0;
    /// For a recurring activity: occurrences that wait to be held, the oldest first, and how many have lapsed.
    std::vector<PendingOccurrence> pending;
    std::uint32_t missed = 0;
    /// Who opened it last, if known.
    OptionalId<PersonId> opener;
    /// When it was adjourned, until it is opened again.
    std::optional<Instant> adjourned;
    /// The time for which it is convened, until it is decided.
    std::optional<Instant> called;
    /// When it was last opened and closed.
    std::optional<Instant> opened;
    std::optional<Instant> closed;
    /// Since when everything it waits for has been available, while it is to be done.
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

/// What was done for a quota: by each person of the role in the process, in their order, or by all together.
struct QuotaState {
    /// The start of the current period; absent before the start of the instance.
    std::optional<Instant> begin;
    std::vector<std::uint32_t> done;
    /// In the previous period, if there was one; else 0.
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

/// Everything an instance knows: the fold of its events. Its size depends on the process and its people, not on how
/// long it runs: O(activities + links + artifacts + roles * people + quotas * people + shifts that are not over +
/// waiting occurrences).
struct InstanceState {
    /// How many request numbers are remembered.
    static constexpr std::size_t memory = 64;

    /// The number and the time of the last event.
    std::uint64_t seq = 0;
    std::optional<Instant> time;
    std::optional<Instant> started;
    /// The round of a repeated process; 0 before the start.
    std::uint32_t round = 0;
    Table<ArtifactId, ArtifactState> artifacts;
    Table<ActivityId, ActivityState> activities;
    /// Stands for the revision of an artifact that the decision has not seen, because a changed process added it to the
    /// inputs.
    static constexpr std::uint32_t unseen = 0xFFFFFFFF;

    /// The revisions on which each activity was last closed: those of the artifacts it consumes, then those of its
    /// predecessors' records; one activity after the other. 0 before the first decision.
    std::vector<std::uint32_t> basis;
    /// How often each `Rework` of the process was used, in the order of definition.
    std::vector<std::uint16_t> returns;
    /// Who fills a role in this instance, ascending; empty: the people the process names.
    Table<RoleId, std::vector<PersonId>> bound;
    /// The role that has taken over a role's duties by a handover.
    Table<RoleId, OptionalId<RoleId>> handed_to;
    /// Those that are not over.
    std::vector<Delegation> delegations;
    /// The state of each quota.
    Table<QuotaId, QuotaState> quotas;
    /// For each cover, the instant up to which its gaps have been reported.
    Table<CoverId, Instant> covered;
    /// Those that are not over, in the order of their events.
    std::vector<DutyShift> shifts;
    /// Who last performed each part of a separation, with the people for whom they acted; one separation after the
    /// other.
    std::vector<std::vector<PersonId>> performers;
    /// The numbers of the last requests that caused events, the latest last.
    std::vector<std::uint64_t> requests;

    friend bool operator==(const InstanceState&, const InstanceState&) = default;
};

} // namespace convene
