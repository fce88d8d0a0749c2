#pragma once

#include "bound.hpp"

#include <convene/io/write_arrow.hpp>
#include <convene/staffing/level.hpp>

#include <functional>

namespace convene::python {

/// A read-only NumPy array of the values in place; of texts, an array of their Python strings.
[[nodiscard]] py::array to_numpy(const io::Column& column);

/// Gives a class the interfaces of a table: `columns` says what an object of it holds.
void def_columns(py::handle type, const std::function<io::Columns(const py::object&)>& columns);

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

} // namespace convene::python
