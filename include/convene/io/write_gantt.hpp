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
    /// The time in which the project's calendar is closed, as shades; left out where a day is narrower than a pixel.
    bool closed_time = true;
    /// Arrows along the critical path.
    bool links = true;
    /// Pixels in all; the names take up to a third.
    std::uint32_t width = 1200;
    /// At most so many activities, those that start first; below them stands how many are left out.
    std::size_t max_rows = 300;
};

/// The schedule as a Gantt chart in SVG: a bar an activity over its planned dates, by phase and in each by start, the
/// critical ones (on a longest path to the target) in red, milestones as diamonds, floats as thin lines to the late
/// finish, deadlines as flags, and each with a tooltip of its dates. Phases are bars over all that is in them.
///
/// It is one `<svg>` element that names no other file; every text is escaped.
/// O(activities * log activities + rules), and a shade for each closed stretch of at most `width` days.
[[nodiscard]] std::string write_gantt(const Process& process, const Schedule& schedule,
                                      const GanttOptions& options = {});

} // namespace convene::io
