#pragma once
/// \file
/// What options of levelling say of where people are.

#include <convene/staffing/detail/occupancy.hpp>
#include <convene/staffing/level.hpp>

namespace convene::detail {

/// By reference to the options.
inline Surroundings surroundings_of(const Process& process, const LevelOptions& options) {
    Surroundings out{.burden = options.burden.values()};
    const auto& people = options.people_reserved;
    const auto& resources = options.resources_reserved;
    if (people.empty() && resources.empty()) return out;
    for (const auto id : process.people().ids())
        out.occupied.push_back(people.empty() ? Occupancy{} : occupancy_of(people[id], true));
    for (const auto id : process.resources().ids())
        out.occupied.push_back(resources.empty() ? Occupancy{} : occupancy_of(resources[id], false));
    return out;
}

} // namespace convene::detail
