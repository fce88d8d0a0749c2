#pragma once

#include "bound.hpp"
#include "columns.hpp"

#include <convene/staffing/level.hpp>

namespace convene::python {

/// What Python holds shares it with whatever it is a part of; it is never changed.
template <class T>
std::shared_ptr<T> shared(const std::shared_ptr<const T>& plan) {
    return std::const_pointer_cast<T>(plan);
}

/// A column of a plan, as an array where it lies.
template <class Plan, class Value>
auto array_of(std::span<const Value> (Plan::*values)() const&) {
    return [values](const std::shared_ptr<Plan>& plan) { return to_numpy(column("", ((*plan).*values)(), plan)); };
}

// The frames of plans: a row for each activity, which is named by its key.
[[nodiscard]] Columns columns_of(const std::shared_ptr<const Schedule>& plan);
[[nodiscard]] Columns columns_of(const std::shared_ptr<const Levelled>& plan);

// For pickles: the options of a schedule are all that it needs beside the process; so they travel, and the dates are
// computed again there. Of a levelled plan what a search found travels with them.
[[nodiscard]] py::tuple state_of(const Levelled& plan);
[[nodiscard]] Levelled restored_levelled(const Process& process, const py::tuple& state);

/// The options object with what keyword arguments replace in it, for this process.
[[nodiscard]] ScheduleOptions options_for(const Process& process, const std::optional<ScheduleOptions>& options,
                                          const Options<ScheduleOptions>& more, const char* called);

void bind_levelled(py::module_& m);

} // namespace convene::python
