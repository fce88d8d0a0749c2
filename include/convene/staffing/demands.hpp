#pragma once

#include <convene/core/config.hpp>
#include <convene/core/rows.hpp>
#include <convene/model/process.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace convene {

/// What one duty needs: `count` of the `candidates`.
struct StaffDemand {
    RoleId role;
    DutyKind kind = DutyKind::works;
    /// At least 1, at most the number of candidates.
    std::uint32_t count = 1;
    /// The share of each person's time while the activity is worked on, in thousandths.
    std::uint16_t share = 1000;
    /// Ascending, each once.
    std::vector<PersonId> candidates;
};

/// Why a person or a resource can't take part in an activity at some time, and when that reason ends.
struct Obstacle {
    enum class Kind : std::uint8_t { off_work, absent };
    Kind kind = Kind::off_work;
    /// Any earlier start meets the same obstacle.
    Instant until{};
};

/// The demands of a process on its people and resources. The rules:
///
/// - Working and attending *take time*; in a meeting, so do reporting and deciding, which happen in the room.
///   Initiating and being informed take no time. An activity without duration takes nobody's time.
/// - A duty needs one, `count` or all of its role's people, or only its named person; never more than there are, and
///   nobody if the role has no people (an external role, or one that nobody fills yet).
/// - People are chosen individually, not as units of a pool. A person with two duties in one activity counts for both,
///   with the larger share.
/// - People are occupied from the start of an activity to its finish, breaks included, with the duty's share of their
///   time. At any time the shares of one person add up to no more than the whole.
/// - A person is at work when the person's calendar is open (its own, else that of the role it acts in, else the
///   project's) and the person is not absent. A person must be at work during all working time of the activity, on the
///   activity's calendar, from start to finish.
/// - The units of resources that an activity needs are occupied in the same way, and only while the resource's calendar
///   is open.
/// - A splittable activity is worked on in pieces, whenever all its people and resources are there together. They are
///   occupied only for the pieces, so its finish depends on who takes part.
/// - An elapsed duration runs on the clock, so only absences and other activities keep people from it.
/// - Handovers and separations of duties are ignored.
///
/// Immutable; owns its process.
class Staffing {
  public:
    /// Complexity: O(people * their roles + duties * people of the role).
    CONVENE_DECL explicit Staffing(const Process& process);

    [[nodiscard]] const Process& process() const& { return process_; }

    /// In the order of the activity's duties.
    [[nodiscard]] std::span<const StaffDemand> demands(ActivityId activity) const& { return demands_[activity]; }

    /// The first thing, other activities aside, that keeps a person acting in `role` from taking part in `activity`
    /// from `start` to `finish`; nothing if there is none. Complexity: O(shifts of the activity and absences in
    /// between).
    [[nodiscard]] CONVENE_DECL std::optional<Obstacle> obstacle(PersonId person, RoleId role, ActivityId activity,
                                                                Instant start, Instant finish) const;

    /// The same for a resource: when it is closed. Nothing if it can always be used.
    [[nodiscard]] CONVENE_DECL std::optional<Obstacle> obstacle(ResourceId resource, ActivityId activity, Instant start,
                                                                Instant finish) const;

    /// The calendar of a person who acts in `role`.
    [[nodiscard]] CONVENE_DECL const Calendar& calendar_of(PersonId person, RoleId role) const&;

    // Views of a temporary would dangle.
    void process() const&& = delete;
    void demands(ActivityId) const&& = delete;
    void calendar_of(PersonId, RoleId) const&& = delete;

  private:
    Process process_;
    Rows<ActivityId, StaffDemand> demands_;
};

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/demands.ipp>
#endif
