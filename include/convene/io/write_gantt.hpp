#pragma once

#include <convene/core/text.hpp>
#include <convene/schedule/fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace convene::io {

/// What a Gantt chart shows, and how large it is.
struct GanttOptions {
    Language language = Language::en;
    /// How far each activity can slip without delaying the target.
    bool floats = true;
    /// Shades for the time in which the project's calendar is closed; omitted if a day is narrower than a pixel.
    bool closed_time = true;
    /// Arrows along the critical path.
    bool links = true;
    /// The total width in pixels; names take up to a third.
    std::uint32_t width = 1200;
    /// The most activities to show, those that start first; a line below them says how many are left out.
    std::size_t max_rows = 300;
};

/// The schedule as a Gantt chart in SVG: one bar per activity over its planned dates, ordered by phase, then by start.
/// Critical activities (on a longest path to the target) are red, milestones are diamonds, floats are thin lines to the
/// late finish, deadlines are flags. Each activity has a tooltip with its dates. The bar of a phase spans all its
/// activities.
///
/// It is one `<svg>` element that refers to no other file; every text is escaped.
/// O(activities * log activities + rules), plus a shade for each closed stretch of at most `width` days.
[[nodiscard]] std::string write_gantt(const Process& process, const Schedule& schedule,
                                      const GanttOptions& options = {});

} // namespace convene::io
