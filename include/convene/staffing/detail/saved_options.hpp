#pragma once

#include <convene/core/detail/archive.hpp>
#include <convene/schedule/options.hpp>

#include <algorithm>

namespace convene {

// What saved plans have of these.
template <class Archive>
void members(Archive& archive, OutsideDate& d) {
    archive(d.activity, d.edge, d.kind, d.at);
}
template <class Archive>
void members(Archive& archive, ScheduleOptions& o) {
    archive(o.start, o.finish, o.status_date, o.target, o.wanted_by, o.outside, o.on_conflict, o.max_conflicts);
}

namespace detail {

/// Whether all that the options name is in the process.
inline bool fits(const Process& process, const ScheduleOptions& options) {
    const auto is_there = [n = process.activities().size()](ActivityId id) { return id.index() < n; };
    return (!options.target || is_there(*options.target)) &&
           std::ranges::all_of(options.outside, is_there, &OutsideDate::activity);
}

} // namespace detail

} // namespace convene
