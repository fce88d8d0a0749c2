#pragma once

#include <convene/staffing/level.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace convene {

/// Working time in the week that begins on Monday, `week`.
struct WeekLoad {
    Instant week{};
    /// The time people have, on their own calendars, without absences.
    Seconds available{};
    /// The part of it that activities take; of an activity that runs on the clock, the part that lies in it.
    Seconds booked{};

    friend bool operator==(const WeekLoad&, const WeekLoad&) = default;
};

struct PersonLoad {
    PersonId person = {};
    /// Every week of the plan, in order, also those in which nothing is booked.
    std::vector<WeekLoad> weeks = {};
    Seconds available{};
    Seconds booked{};
    /// The total time that activities waited for this person: from the wanted start to the end of each wait.
    Seconds held_up{};

    friend bool operator==(const PersonLoad&, const PersonLoad&) = default;
};

struct RoleLoad {
    RoleId role = {};
    /// Every week of the plan, in order: what duties of the role need in each week by the early dates, whoever performs
    /// them, compared with the time of its people. If more is needed there is an overload, even if levelling finds
    /// room.
    std::vector<WeekLoad> weeks = {};
    Seconds available{};
    Seconds booked{};

    friend bool operator==(const RoleLoad&, const RoleLoad&) = default;
};

/// In units times working time of the activities that need them.
struct ResourceLoad {
    ResourceId resource = {};
    /// Every week of the plan, in order.
    std::vector<WeekLoad> weeks = {};
    Seconds available{};
    Seconds booked{};
    /// The total time that activities waited for it.
    Seconds held_up{};

    friend bool operator==(const ResourceLoad&, const ResourceLoad&) = default;
};

struct Workload {
    /// By id, including people who take part in nothing.
    std::vector<PersonLoad> people = {};
    /// By id.
    std::vector<RoleLoad> roles = {};
    /// By id. What is available counts the time on the resource's calendar, else on the project's.
    std::vector<ResourceLoad> resources = {};

    friend bool operator==(const Workload&, const Workload&) = default;
};

/// How the people and resources of a process are used by a levelled plan, per person, role and week,
/// from the week of the first activity to that of the last. O((people + activities) * weeks + duties * people of the
/// role).
[[nodiscard]] CONVENE_DECL Workload workload(const Levelled& plan);

/// The role or resource that delays the most, and the effect of one more.
struct Bottleneck {
    /// Absent for a resource.
    OptionalId<RoleId> role = {};
    OptionalId<ResourceId> resource = {};
    /// The total time that activities wait for it.
    Seconds held_up{};
    /// The end of the project with one more person in the role, who works on its calendar, or one more unit of the
    /// resource; absent if no plan was found.
    std::optional<Instant> finish_with_one_more = {};

    friend bool operator==(const Bottleneck&, const Bottleneck&) = default;
};

/// The role or resource that activities wait for longest; nothing if none waits. Levels once more, with the schedule
/// options of the plan, so the complexity is that of `level`.
[[nodiscard]] CONVENE_DECL std::optional<Bottleneck> bottleneck(const Levelled& plan, const LevelOptions& options = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/workload.ipp>
#endif
