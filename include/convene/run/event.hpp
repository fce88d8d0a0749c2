#pragma once

#include <convene/run/command.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace convene {

class RunIndex;

/// A person, or a role as a whole, that did less in a period than is owed.
struct Shortfall {
    /// Absent if the role as a whole owes it.
    OptionalId<PersonId> person = {};
    std::uint32_t done = 0;
    friend bool operator==(const Shortfall&, const Shortfall&) = default;
};

/// The facts.
namespace event {

struct Started {
    std::uint32_t round = 1;
    /// The `fingerprint` of the process if the event was decided here; it keeps the event out of the journals of other
    /// processes. 0 if the event was read. Ignored by comparisons.
    std::uint64_t process = 0;
    friend bool operator==(const Started& a, const Started& b) { return a.round == b.round; }
};

struct Bound {
    RoleId role = no_id<RoleId>;
    PersonId person = no_id<PersonId>;
    friend bool operator==(const Bound&, const Bound&) = default;
};

struct Delegated {
    PersonId from = no_id<PersonId>;
    PersonId to = no_id<PersonId>;
    Instant begin{};
    Instant end{};
    friend bool operator==(const Delegated&, const Delegated&) = default;
};

struct Called {
    ActivityId activity = no_id<ActivityId>;
    /// The moment for which it is convened.
    Instant moment{};
    OptionalId<PersonId> by = {};
    friend bool operator==(const Called&, const Called&) = default;
};

struct Opened {
    ActivityId activity = no_id<ActivityId>;
    OptionalId<PersonId> by = {};
    std::vector<PersonId> present = {};
    friend bool operator==(const Opened&, const Opened&) = default;
};

/// The activity was decided, after the events that resolve its outputs.
struct Closed {
    ActivityId activity = no_id<ActivityId>;
    Outcome outcome = Outcome::approved;
    std::vector<PersonId> by = {};
    /// One for each matter, or none if all have the outcome.
    std::vector<Outcome> matters = {};
    friend bool operator==(const Closed&, const Closed&) = default;
};

/// The decision sent work back: `to`, then this activity, must be held again.
struct Returned {
    ActivityId activity = no_id<ActivityId>;
    ActivityId to = no_id<ActivityId>;
    Outcome outcome = Outcome::rejected;
    std::vector<PersonId> by = {};
    std::vector<Outcome> matters = {};
    friend bool operator==(const Returned&, const Returned&) = default;
};

struct Reaffirmed {
    ActivityId activity = no_id<ActivityId>;
    OptionalId<PersonId> by = {};
    friend bool operator==(const Reaffirmed&, const Reaffirmed&) = default;
};

/// A document has a new revision. There is no such event if its digest is unchanged.
struct Issued {
    ArtifactId artifact = no_id<ArtifactId>;
    std::uint64_t digest = 0;
    friend bool operator==(const Issued&, const Issued&) = default;
};

/// A document will not come; also a new revision, if it had come before.
struct Voided {
    ArtifactId artifact = no_id<ArtifactId>;
    friend bool operator==(const Voided&, const Voided&) = default;
};

/// The external milestone happened on `on`.
struct Occurred {
    ActivityId activity = no_id<ActivityId>;
    Instant on{};
    friend bool operator==(const Occurred&, const Occurred&) = default;
};

struct Waived {
    ActivityId activity = no_id<ActivityId>;
    Excuse what = Excuse::time;
    OptionalId<PersonId> by = {};
    friend bool operator==(const Waived&, const Waived&) = default;
};

/// From now on `to` has the duties of `from`.
struct HandedOver {
    ActivityId activity = no_id<ActivityId>;
    RoleId from = no_id<RoleId>;
    RoleId to = no_id<RoleId>;
    friend bool operator==(const HandedOver&, const HandedOver&) = default;
};

/// A recurring activity is due once more.
struct Recurred {
    ActivityId activity = no_id<ActivityId>;
    friend bool operator==(const Recurred&, const Recurred&) = default;
};

/// The limit of a service level is near; for a recurring activity, that of one occurrence.
struct WarningDue {
    ActivityId activity = no_id<ActivityId>;
    std::optional<Instant> occurrence = {};
    friend bool operator==(const WarningDue&, const WarningDue&) = default;
};

/// The limit of a service level has passed; for a recurring activity, that of one occurrence.
struct Breached {
    ActivityId activity = no_id<ActivityId>;
    std::optional<Instant> occurrence = {};
    friend bool operator==(const Breached&, const Breached&) = default;
};

/// An occurrence of a recurring activity was not held and, by the policy for missed ones, no longer waits to be held.
struct Lapsed {
    ActivityId activity = no_id<ActivityId>;
    Instant occurrence{};
    friend bool operator==(const Lapsed&, const Lapsed&) = default;
};

/// An open activity was adjourned, because something it is based on has changed or is being held again. It waits to be
/// opened again.
struct Adjourned {
    ActivityId activity = no_id<ActivityId>;
    friend bool operator==(const Adjourned&, const Adjourned&) = default;
};

/// Time has passed up to here; nothing else happened.
struct Advanced {
    friend bool operator==(const Advanced&, const Advanced&) = default;
};

struct Recorded {
    QuotaId quota = no_id<QuotaId>;
    PersonId person = no_id<PersonId>;
    std::uint32_t count = 0;
    friend bool operator==(const Recorded&, const Recorded&) = default;
};

/// A period of a quota is over; counting starts again.
struct QuotaClosed {
    QuotaId quota = no_id<QuotaId>;
    /// Who was short. Ascending.
    std::vector<Shortfall> shortfalls = {};
    friend bool operator==(const QuotaClosed&, const QuotaClosed&) = default;
};

struct Staffed {
    CoverId cover = no_id<CoverId>;
    PersonId person = no_id<PersonId>;
    Instant begin{};
    Instant end{};
    friend bool operator==(const Staffed&, const Staffed&) = default;
};

/// From now to `until`, by the known shifts, fewer people are on duty than a cover requires.
struct Uncovered {
    CoverId cover = no_id<CoverId>;
    Instant until{};
    friend bool operator==(const Uncovered&, const Uncovered&) = default;
};

/// From now on the instance runs the process `to`; ids in earlier events are those of the previous process.
struct Migrated {
    Process to = {};
    /// As in `command::Migrate`.
    std::vector<ActivityId> kept = {};
    std::vector<ActivityId> again = {};
    /// The index for instances of `to`, if it has been made already. Ignored by comparisons.
    std::shared_ptr<const RunIndex> index = {};
    friend bool operator==(const Migrated& a, const Migrated& b) {
        return a.to == b.to && a.kept == b.kept && a.again == b.again;
    }
};

} // namespace event

/// What happened, as a small fact.
using Fact = std::variant<event::Started, event::Bound, event::Delegated, event::Opened, event::Closed, event::Returned,
                          event::Reaffirmed, event::Issued, event::Voided, event::Occurred, event::Waived,
                          event::HandedOver, event::Recurred, event::WarningDue, event::Breached, event::Called,
                          event::Recorded, event::QuotaClosed, event::Staffed, event::Uncovered, event::Migrated,
                          event::Lapsed, event::Adjourned, event::Advanced>;

/// A fact with its number and its time. The events of an instance, in order, are its journal.
struct Event {
    /// 1, 2, 3, ... without gaps.
    std::uint64_t seq = 0;
    /// Never before that of the previous event; for something that fell due, when it did.
    Instant at{};
    /// The id of the request that caused it; 0 for something that fell due.
    std::uint64_t request = 0;
    Fact fact = {};
    friend bool operator==(const Event&, const Event&) = default;
};

using Events = std::vector<Event>;

} // namespace convene
