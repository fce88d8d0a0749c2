#pragma once

#include "binding.hpp"

#include <convene/io/write_arrow.hpp>

#include <functional>

namespace convene::python {

/// A read-only NumPy array of the values in place; of texts, an array of their Python strings.
[[nodiscard]] py::array to_numpy(const io::Column& column);

/// Gives a class the interfaces of a table: `columns` says what an object of it holds.
void def_columns(py::handle type, const std::function<io::Columns(const py::object&)>& columns);

} // namespace convene::python
