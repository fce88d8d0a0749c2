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
    return [values](const std::shared_ptr<Plan>& plan) { return to_numpy(io::column("", ((*plan).*values)(), plan)); };
}

void bind_levelled(py::module_& m);

} // namespace convene::python
