#pragma once

#include <convene/run/command.hpp>

#include <cstdint>
#include <variant>
#include <vector>

namespace convene {

/// Somebody did less in a period than is owed.
struct Shortfall {
    /// None where the role owes it together.
    OptionalId<PersonId> person = {};
    std::uint32_t done = 0;
    friend bool operator==(const Shortfall&, const Shortfall&) = default;
};

/// What may happen: each fact is one of these.
namespace event {

struct Started {
    std::uint32_t round = 1;
    friend bool operator==(const Started&, const Started&) = default;
};

struct Bound {
    RoleId role = {};
    PersonId person = {};
    friend bool operator==(const Bound&, const Bound&) = default;
};

struct Delegated {
    PersonId from = {};
    PersonId to = {};
    Instant begin{};
    Instant end{};
    friend bool operator==(const Delegated&, const Delegated&) = default;
};

struct Called {
    ActivityId activity = {};
    /// The moment for which it is convened.
    Instant moment{};
    OptionalId<PersonId> by = {};
    friend bool operator==(const Called&, const Called&) = default;
};

struct Opened {
    ActivityId activity = {};
    OptionalId<PersonId> by = {};
    std::vector<PersonId> present = {};
    friend bool operator==(const Opened&, const Opened&) = default;
};

/// The activity was decided, after the events that resolve its outputs.
struct Closed {
    ActivityId activity = {};
    Outcome outcome = Outcome::approved;
    std::vector<PersonId> by = {};
    /// One for each matter, or none where all are as the outcome.
    std::vector<Outcome> matters = {};
    friend bool operator==(const Closed&, const Closed&) = default;
};

/// The activity was decided in the way that `to` is held again, and then itself.
struct Returned {
    ActivityId activity = {};
    ActivityId to = {};
    Outcome outcome = Outcome::rejected;
    std::vector<PersonId> by = {};
    std::vector<Outcome> matters = {};
    friend bool operator==(const Returned&, const Returned&) = default;
};

struct Reaffirmed {
    ActivityId activity = {};
    OptionalId<PersonId> by = {};
    friend bool operator==(const Reaffirmed&, const Reaffirmed&) = default;
};

/// A document has a new revision. There is no such event if its digest is what it was.
struct Issued {
    ArtifactId artifact = {};
    std::uint64_t digest = 0;
    friend bool operator==(const Issued&, const Issued&) = default;
};

/// A document will not come; a new revision too, if it had come before.
struct Voided {
    ArtifactId artifact = {};
    friend bool operator==(const Voided&, const Voided&) = default;
};

/// The outside milestone happened on `on`.
struct Occurred {
    ActivityId activity = {};
    Instant on{};
    friend bool operator==(const Occurred&, const Occurred&) = default;
};

struct Waived {
    ActivityId activity = {};
    Excuse what = Excuse::time;
    OptionalId<PersonId> by = {};
    friend bool operator==(const Waived&, const Waived&) = default;
};

/// From now on `to` answers for what `from` answered for.
struct HandedOver {
    ActivityId activity = {};
    RoleId from = {};
    RoleId to = {};
    friend bool operator==(const HandedOver&, const HandedOver&) = default;
};

/// A recurring activity is due once more.
struct Recurred {
    ActivityId activity = {};
    friend bool operator==(const Recurred&, const Recurred&) = default;
};

/// The limit of a service level comes near.
struct WarningDue {
    ActivityId activity = {};
    friend bool operator==(const WarningDue&, const WarningDue&) = default;
};

/// The limit of a service level has passed.
struct Breached {
    ActivityId activity = {};
    friend bool operator==(const Breached&, const Breached&) = default;
};

struct Recorded {
    QuotaId quota = {};
    PersonId person = {};
    std::uint32_t count = 0;
    friend bool operator==(const Recorded&, const Recorded&) = default;
};

/// A period of a quota is over; counting starts anew.
struct QuotaClosed {
    QuotaId quota = {};
    /// Who was short. Ascending.
    std::vector<Shortfall> shortfalls = {};
    friend bool operator==(const QuotaClosed&, const QuotaClosed&) = default;
};

struct Staffed {
    CoverId cover = {};
    PersonId person = {};
    Instant begin{};
    Instant end{};
    friend bool operator==(const Staffed&, const Staffed&) = default;
};

/// From now to `until` there are fewer on duty than a cover asks for, by the shifts that are known.
struct Uncovered {
    CoverId cover = {};
    Instant until{};
    friend bool operator==(const Uncovered&, const Uncovered&) = default;
};

/// From now on the instance runs by `to`; ids of earlier events are those of the process before.
struct Migrated {
    Process to = {};
    /// As in `command::Migrate`.
    std::vector<ActivityId> kept = {};
    std::vector<ActivityId> again = {};
    friend bool operator==(const Migrated&, const Migrated&) = default;
};

} // namespace event

/// What happened, as a small fact.
using Fact = std::variant<event::Started, event::Bound, event::Delegated, event::Opened, event::Closed, event::Returned,
                          event::Reaffirmed, event::Issued, event::Voided, event::Occurred, event::Waived,
                          event::HandedOver, event::Recurred, event::WarningDue, event::Breached, event::Called,
                          event::Recorded, event::QuotaClosed, event::Staffed, event::Uncovered, event::Migrated>;

/// A fact with its number and its time. The events of an instance, in order, are its journal.
struct Event {
    /// 1, 2, 3, ... without gaps.
    std::uint64_t seq = 0;
    /// Never before that of the event before; for what fell due, when it did.
    Instant at{};
    /// The id of the request that made it so; 0 for what fell due.
    std::uint64_t request = 0;
    Fact fact = {};
    friend bool operator==(const Event&, const Event&) = default;
};

using Events = std::vector<Event>;

} // namespace convene
