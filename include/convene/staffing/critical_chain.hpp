#pragma once

#include <convene/staffing/levelled.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace convene {

/// A person or a resource goes from one activity to the next; in a plan, an arc like any other.
struct ResourceArc {
    ActivityId from;
    ActivityId to;
    /// Absent for a resource.
    OptionalId<PersonId> person = {};
    OptionalId<ResourceId> resource = {};

    friend bool operator==(const ResourceArc&, const ResourceArc&) = default;
};

/// For each person and then each resource, in id order: an arc from each of its activities to the next ones, which
/// start after it has finished with no other activity in between. (If a person's shares, or units of a resource, are in
/// several activities at a time, all of these come before whatever starts after them, even if fewer units would do.)
/// O(activities of each, squared where they overlap).
[[nodiscard]] CONVENE_DECL std::vector<ResourceArc> resource_arcs(const Levelled& plan);

/// How far each activity can slip, in working time on its calendar, without delaying the end of the plan or breaking an
/// upper bound, if everybody goes from activity to activity in the plan's order. Absences and working hours of people
/// are ignored, so the true value may be smaller. One entry per activity, 0 for finished ones. Source: the
/// activity-on-node flow network of Bowers (1995, doi:10.1057/jors.1995.15). O(activities + arcs).
[[nodiscard]] CONVENE_DECL Table<ActivityId, Seconds> resource_floats(const Levelled& plan);

/// A link of a critical chain: `held_by` keeps `activity` from starting earlier.
struct ChainLink {
    enum class Kind : std::uint8_t {
        start,     ///< the start of the project, a date on the activity, or what has happened: the chain begins
        rule,      ///< a rule, an artifact or what starts it
        person,    ///< `person` or `resource` is in `held_by` until then
        absent,    ///< `person` is absent or off work, `resource` closed or too small: the chain begins
        elsewhere, ///< `person` or `resource` is in no activity of this process until then: the chain begins
    };
    Kind kind = Kind::start;
    ActivityId activity;
    OptionalId<ActivityId> held_by = {};
    OptionalId<PersonId> person = {};
    OptionalId<ResourceId> resource = {};
    /// With `elsewhere`: the `Reservation::by` of the reservation in the way.
    std::optional<std::uint64_t> elsewhere = {};

    friend bool operator==(const ChainLink&, const ChainLink&) = default;
};

/// The critical chain (Goldratt 1997; Herroelen & Leus 2001, doi:10.1016/S0272-6963(01)00054-7): from its beginning to
/// the activity that finishes last, each link held by the previous one through a rule or a person. Ties: one that
/// nothing waits for, rules before people, then the smaller id. Empty without activities. O(activities + arcs).
[[nodiscard]] CONVENE_DECL std::vector<ChainLink> critical_chain(const Levelled& plan);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/critical_chain.ipp>
#endif
