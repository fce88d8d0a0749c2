#pragma once

#include <convene/schedule/critical.hpp>
#include <convene/schedule/explain.hpp>
#include <convene/schedule/schedule.hpp>

#include <span>
#include <string>

namespace convene::io {

/// A schedule as JSON for programs: `start`, `finish`, and one object per activity in id order with its key, its dates,
/// its floats in working seconds of its calendar, and whether it is critical (on a longest path) or provisional; then
/// missed deadlines and the upper bounds that were given up. Ends with a line break. O(activities + rules).
[[nodiscard]] std::string write_schedule(const Process& process, const Schedule& schedule);

/// An explanation as a JSON list with one object per step: its data, and its sentence in `language`.
[[nodiscard]] std::string write_explanation(const Process& process, const Explanation& steps,
                                            Language language = Language::en);

/// Float paths as a JSON list, the critical one first.
[[nodiscard]] std::string write_float_paths(const Process& process, const Schedule& schedule,
                                            std::span<const FloatPath> paths);

} // namespace convene::io
