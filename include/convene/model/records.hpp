#pragma once

#include <convene/core/strings.hpp>
#include <convene/core/text.hpp>
#include <convene/model/extra.hpp>
#include <convene/model/ids.hpp>
#include <convene/model/key.hpp>
#include <convene/model/vocabulary.hpp>
#include <convene/time/calendar.hpp>
#include <convene/time/instant.hpp>
#include <convene/time/recurrence.hpp>
#include <convene/time/span.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace convene {

/// An amount of money in hundredths of the process's currency.
struct Money {
    std::int64_t hundredths = 0;
    friend constexpr auto operator<=>(Money, Money) = default;
};

/// A node of the process. Properties that only some activities have are kept separately: see `Process`.
struct Activity {
    Symbol key;
    PooledText title;
    /// Working or elapsed; zero for milestones and external ones.
    Span duration{};
    /// The calendar it is worked on; the project's if absent.
    OptionalId<CalendarId> calendar;
    OptionalId<PhaseId> phase;
    Origin origin = 0;
    ActivityKind kind = ActivityKind::task;
    bool as_late_as_possible = false;
    /// It may pause while its people or resources are elsewhere, and continues when all are back.
    bool splittable = false;
};

/// Whether an activity may pause while its people or resources are elsewhere.
[[nodiscard]] inline bool may_pause(const Activity& activity) { return activity.splittable; }

/// How a role takes part in an activity.
struct Duty {
    RoleId role;
    /// For `DutyDemand::some`: how many people.
    std::uint16_t count = 1;
    /// The share of the person's time, in thousandths.
    std::uint16_t share = 1000;
    DutyKind kind = DutyKind::works;
    DutyDemand demand = DutyDemand::one;
    /// The duty falls to this person of the role alone.
    OptionalId<PersonId> person;

    friend bool operator==(const Duty&, const Duty&) = default;
};

/// An ordered piece of work inside an activity.
struct Step {
    PooledText title;
};

/// A numbered thing that an activity decides on.
struct Matter {
    /// Empty when the file gives none; else unique in its activity.
    Symbol key;
    PooledText title;
    /// Its topic, on which authority over it depends; the symbol of "" if it has none.
    Symbol topic;
    /// The tier at which it is decided (company, project, ...), if declared.
    OptionalId<TierId> tier;
    std::optional<Money> amount;
    Origin origin = 0;
};

/// A date on one edge of an activity.
struct Constraint {
    ConstraintKind kind = ConstraintKind::start_no_earlier_than;
    Instant date{};
    /// Wanted rather than required, for kinds that bound from above: it gives way where it can't be kept, floats are
    /// negative by as much as it is missed, and that is reported.
    bool soft = false;
    Origin origin = 0;
};

/// The progress of an activity that has started. `remaining` counts from the status date on the activity's calendar.
struct Progress {
    std::optional<Instant> actual_start;
    std::optional<Instant> actual_finish;
    std::optional<Span> remaining;

    friend bool operator==(const Progress&, const Progress&) = default;
};

/// A text about an activity or an artifact beside its title.
struct Note {
    NoteKind kind = NoteKind::description;
    PooledText text;
};

/// An indicator with a target, such as a market share of at least 12 %.
struct Measure {
    std::string key;
    Text title;
    Text unit;
    double target = 0;
    Direction direction = Direction::at_least;

    friend bool operator==(const Measure&, const Measure&) = default;
};

/// Where a decision may send work back to: the earlier activity that is then held again, and how often at most.
struct Rework {
    ActivityId to;
    std::uint16_t max_rounds = 1;

    friend bool operator==(const Rework&, const Rework&) = default;
};

/// From the decision of its activity on, `to` takes over the duties of `from`.
struct Handover {
    RoleId from;
    RoleId to;

    friend bool operator==(const Handover&, const Handover&) = default;
};

/// A recurring activity: it is held anew at each occurrence.
struct Cadence {
    Recurrence recurrence;
    Missed missed = Missed::latest;

    friend bool operator==(const Cadence&, const Cadence&) = default;
};

/// How soon an activity must be closed once it can be done.
struct ServiceLevel {
    Span within{};
    /// How long before the limit a warning comes; no warning if absent.
    std::optional<Span> warn;
    /// The role that is told of a breach.
    OptionalId<RoleId> escalate_to;

    friend bool operator==(const ServiceLevel&, const ServiceLevel&) = default;
};

/// A group of activities.
struct Phase {
    std::string key;
    Text title;
    OptionalId<PhaseId> parent;
    PhaseRun run = PhaseRun::once;
    Origin origin = 0;
};

/// A role: duties are assigned to roles, and people fill them.
struct Role {
    std::string key;
    Text title;
    OptionalId<CalendarId> calendar;
    OptionalId<TierId> tier;
    Confidentiality clearance = Confidentiality::internal;
    /// Outside the company: its people are not listed, so having none is not a fault.
    bool external = false;
    Origin origin = 0;
    /// Data of the user's own.
    Extra extra = {};
};

/// A time for which a person is away: half open.
struct Absence {
    Instant from{};
    Instant to{};
    Text title;

    friend bool operator==(const Absence&, const Absence&) = default;
};

/// From `from` on, the resource has this capacity.
struct CapacityChange {
    Instant from{};
    std::uint32_t units = 0;

    friend bool operator==(const CapacityChange&, const CapacityChange&) = default;
};

/// Something other than people that activities occupy and then free again: a room, a car, a number of desks.
struct Resource {
    std::string key;
    Text title;
    /// Units available until the first change.
    std::uint32_t capacity = 1;
    /// By ascending date.
    std::vector<CapacityChange> changes;
    /// When it can be used; at all times if absent.
    OptionalId<CalendarId> calendar;
    Origin origin = 0;
    /// Data of the user's own.
    Extra extra = {};
};

/// The units of a resource that an activity occupies.
struct ResourceNeed {
    ResourceId resource;
    std::uint32_t units = 1;

    friend bool operator==(const ResourceNeed&, const ResourceNeed&) = default;
};

/// A person, who fills roles.
struct Person {
    std::string key;
    Text title;
    std::vector<RoleId> roles;
    /// The person's own; else the calendar of the role it acts in, else the project's.
    OptionalId<CalendarId> calendar;
    std::vector<Absence> absences;
    Origin origin = 0;
    /// Data of the user's own.
    Extra extra = {};
};

/// A document: produced by at most one activity, consumed by others.
struct Artifact {
    Symbol key;
    PooledText title;
    /// The first activity that lists it among its products.
    OptionalId<ActivityId> producer;
    Origin origin = 0;
    Confidentiality confidentiality = Confidentiality::internal;
    /// It comes from outside, so nobody here produces it.
    bool given = false;
};

/// An artifact's format, template and extra data, for artifacts that have any of these.
struct ArtifactForm {
    /// Such as "xlsx".
    std::string format;
    /// Where its template is.
    std::string form_template;
    Text description;
    Extra extra = {};

    friend bool operator==(const ArtifactForm&, const ArtifactForm&) = default;
};

/// A temporal rule `to.edge >= from.edge (+) min` and `to.edge <= from.edge (+) max`; either bound may be absent.
struct Rule {
    ActivityId from;
    ActivityId to;
    Edge from_edge = Edge::finish;
    Edge to_edge = Edge::start;
    std::optional<Span> min;
    std::optional<Span> max;
    LagCalendar calendar = LagCalendar::successor;
    /// With `LagCalendar::named`.
    OptionalId<CalendarId> named;
    /// The parameters that give `min` and `max`, if they do.
    OptionalId<ParameterId> min_parameter;
    OptionalId<ParameterId> max_parameter;
    /// The maximum is wanted rather than required: see `Constraint::soft`.
    bool soft = false;
    Origin origin = 0;
};

/// A calendar of the process, and where it came from.
struct CalendarEntry {
    Calendar calendar;
    /// It came with an imported file, so it is not written back.
    bool imported = false;
    Origin origin = 0;
};

/// A level of management or of plans, from the highest to the lowest: `levels` in files.
struct Tier {
    std::string key;
    Text title;
    Origin origin = 0;
};

/// Who may decide what, up to which amount.
struct Authority {
    RoleId role;
    /// The topic of matters it covers; empty = all.
    std::string topic;
    /// No limit if absent.
    std::optional<Money> up_to;
    OptionalId<TierId> tier;
    Origin origin = 0;
};

/// How many pieces of work each person (or the role as a whole) owes in a period.
struct Quota {
    std::string key;
    Text title;
    RoleId role;
    std::uint32_t count = 0;
    Period per = Period::week;
    bool per_person = true;
    /// The document in which each is recorded.
    OptionalId<ArtifactId> record;
    Origin origin = 0;
};

/// A daily window in which a minimum number of a role's people must be on duty.
struct Cover {
    std::string key;
    Text title;
    RoleId role;
    /// Minutes from midnight; `to` may pass midnight.
    std::uint16_t from = 0;
    std::uint16_t to = 0;
    /// Bit 0 = Monday.
    std::uint8_t weekdays = 0x7F;
    std::uint32_t minimum = 1;
    OptionalId<ArtifactId> log;
    Origin origin = 0;
};

/// When a role's people have to be in the office, and who may excuse them beforehand.
struct Attendance {
    RoleId role;
    /// Minutes from midnight, half open.
    std::vector<std::pair<std::uint16_t, std::uint16_t>> windows;
    OptionalId<RoleId> excused_by;
    Origin origin = 0;
};

/// Duties that may not fall to the same person in one case.
struct Separation {
    struct Part {
        ActivityId activity;
        DutyKind duty = DutyKind::works;
        friend bool operator==(const Part&, const Part&) = default;
    };
    std::string key;
    Text title;
    std::vector<Part> parts;
    Origin origin = 0;
};

/// A span that the user of the process may set.
struct Parameter {
    std::string key;
    Text title;
    Span value{};
    Origin origin = 0;
};

/// The rounds of a process that is repeated.
struct Rounds {
    std::uint32_t max = 1;
    /// From the start of one round to the start of the next; if absent, a round starts when the previous one ends.
    std::optional<Span> every;

    friend bool operator==(const Rounds&, const Rounds&) = default;
};

} // namespace convene
