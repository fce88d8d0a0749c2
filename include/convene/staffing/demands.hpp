#pragma once

#include <convene/core/config.hpp>
#include <convene/core/rows.hpp>
#include <convene/model/process.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace convene {

/// What one duty asks for: `count` of the `candidates`.
struct StaffDemand {
    RoleId role;
    DutyKind kind = DutyKind::works;
    /// At least 1, at most the number of candidates.
    std::uint32_t count = 1;
    /// Of each one's time while the activity works, in thousandths.
    std::uint16_t share = 1000;
    /// Ascending, each once.
    std::vector<PersonId> candidates;
};

/// Why a person or a resource can't be in an activity at some time, and from when on that reason is gone.
struct Obstacle {
    enum class Kind : std::uint8_t { off_work, absent };
    Kind kind = Kind::off_work;
    /// Whatever starts before this meets the same obstacle.
    Instant until{};
};

/// The demands of a process on its people and resources. What is decided:
///
/// - A duty *takes time* if it works or attends; in a meeting also if it reports or decides, as it must be in the room.
///   Who initiates or is informed is not held. An activity without duration holds nobody.
/// - A duty asks for one, `count` or all of its role's people, or for its named person alone; for no more than there
///   are, and for nobody where the role has no people (an external role, or one that nobody fills yet).
/// - Persons are chosen, not units of a pool. Who has two duties in one activity counts for both, with the larger
/// share.
/// - Whoever is in an activity is held from its start to its finish, breaks included, with the duty's share of the
///   time: the shares that one person gives at a time add up to no more than the whole.
/// - A person is at work when its calendar says so: its own, else that of the role it acts in, else the project's; and
///   it is not absent. It must be at work in all working time of the activity, on the activity's calendar, from start
///   to finish.
/// - The units of resources that an activity needs are held likewise, and only when the resource's calendar is open.
/// - An activity that may be split works in pieces: whenever all its people and resources are there together. They are
/// held
///   for the pieces alone, so its finish follows from who takes part.
/// - An elapsed duration runs on the clock, so only absences and other activities keep a person or resource from it.
/// - Handovers and separations of duties are not looked at.
///
/// Immutable; owns its process.
class Staffing {
  public:
    /// Complexity: O(people * their roles + duties * people of the role).
    CONVENE_DECL explicit Staffing(const Process& process);

    [[nodiscard]] const Process& process() const& { return process_; }

    /// In the order of the activity's duties.
    [[nodiscard]] std::span<const StaffDemand> demands(ActivityId activity) const& { return demands_[activity]; }

    /// What keeps a person who acts in `role` from being in `activity` from `start` to `finish`, other activities
    /// aside: the first such thing; nothing if nothing does. Complexity: O(shifts of the activity and absences in
    /// between).
    [[nodiscard]] CONVENE_DECL std::optional<Obstacle> obstacle(PersonId person, RoleId role, ActivityId activity,
                                                                Instant start, Instant finish) const;

    /// The same for a resource: when it is closed. Nothing if it can always be used.
    [[nodiscard]] CONVENE_DECL std::optional<Obstacle> obstacle(ResourceId resource, ActivityId activity, Instant start,
                                                                Instant finish) const;

    /// The calendar of a person who acts in `role`.
    [[nodiscard]] CONVENE_DECL const Calendar& calendar_of(PersonId person, RoleId role) const&;

    // What it shows would be gone with it.
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
