#pragma once
/// \file
/// What surrounds a process that is levelled: where its people and resources are already, seen by reference.

#include <convene/staffing/demands.hpp>
#include <convene/staffing/levelled.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace convene {

struct LevelOptions;

namespace detail {

/// Where a person is already, or what is used of a resource.
struct Occupancy {
    /// By ascending start; disjoint unless `longest` says otherwise.
    std::span<const Reservation> reservations = {};
    /// If reservations may overlap: none lasts longer.
    Seconds longest{0};
    /// For each reservation the person's working seconds from its finish to the start of the next, on whatever calendar
    /// the person has here; empty if that is not known, or if reservations overlap or leave a part of the time. Only
    /// makes the search faster: work is not tried where it can't fit.
    std::span<const std::int64_t> room = {};
};

struct Surroundings {
    /// One per person in id order, then one per resource in id order; or empty.
    std::vector<Occupancy> occupied = {};
    /// As `LevelOptions::burden`.
    std::span<const std::int64_t> burden = {};
};

/// The reservations of a resource, or of a person of whom a part of the time may be left.
inline Occupancy occupancy_of(std::span<const Reservation> reservations, bool is_person) {
    Occupancy out{.reservations = reservations};
    const auto is_whole = [](const Reservation& r) { return r.amount == 1000; };
    bool disjoint = is_person && std::ranges::all_of(reservations, is_whole);
    for (std::size_t i = 1; i < reservations.size() && disjoint; ++i)
        disjoint = reservations[i - 1].finish <= reservations[i].start;
    if (!disjoint)
        for (const auto& r : reservations) out.longest = std::max(out.longest, r.finish - r.start);
    return out;
}

/// `level` from a schedule among surroundings; of the options, where people are reserved and burden are not looked at.
[[nodiscard]] CONVENE_DECL Result<Levelled> level_among(Schedule early, const Staffing& staffing,
                                                        const LevelOptions& options, const Surroundings& around);

} // namespace detail

} // namespace convene
