#pragma once

#include "binding.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace convene::python {

/// What the values of a column are: instants and durations in seconds, texts, numbers of 32 bits, or with a fraction.
enum class ColumnType : std::uint8_t { instant, seconds, text, number, real };

/// Texts one after the other, as Arrow keeps them.
struct TextBuffer {
    std::vector<std::int64_t> offsets = {0};
    std::string bytes;

    void add(std::string_view text) {
        bytes += text;
        offsets.push_back(static_cast<std::int64_t>(bytes.size()));
    }
};

/// One column of a result, where it lies: nothing is copied, and `owner` keeps it there.
struct Column {
    std::string name;
    ColumnType type = ColumnType::instant;
    std::shared_ptr<const void> owner;
    /// Of `size` values; for texts a `TextBuffer`.
    const void* data = nullptr;
    std::size_t size = 0;
};

/// Columns of one length: what results are made of. Arrow's consumers take them without a copy, and so does NumPy.
struct Columns {
    std::vector<Column> columns;
    std::size_t size = 0;
};

/// A read-only NumPy array of the values in place; of texts, an array of their Python strings.
[[nodiscard]] py::array to_numpy(const Column& column);

// The Arrow PyCapsule interface: a stream of one batch, and its schema.
[[nodiscard]] py::capsule arrow_stream(const Columns& columns);
[[nodiscard]] py::capsule arrow_schema(const Columns& columns);

/// A dict of name -> array.
[[nodiscard]] py::dict to_dict(const Columns& columns);

/// Gives a class the interfaces of a table: `columns` says what an object of it holds.
template <class Class, class Get>
void def_columns(Class& c, Get columns) {
    using T = typename Class::type;
    c.def(
         "__arrow_c_stream__", [columns](const T& t, const py::object&) { return arrow_stream(columns(t)); },
         py::arg("requested_schema") = py::none(), "The columns as an Arrow stream, without copying them.")
        .def(
            "__arrow_c_schema__", [columns](const T& t) { return arrow_schema(columns(t)); },
            "The names and types of the columns for Arrow.")
        .def(
            "to_numpy", [columns](const T& t) { return to_dict(columns(t)); },
            "The columns by name, as read-only views of the memory in which they lie.")
        .def(
            "to_pandas",
            [columns](const T& t) {
                return py::module_::import("pandas").attr("DataFrame")(to_dict(columns(t)), py::arg("copy") = true);
            },
            "The columns as a pandas.DataFrame of its own, which may be changed.")
        .def(
            "to_polars", [](const py::object& self) { return py::module_::import("polars").attr("DataFrame")(self); },
            "The columns as a polars.DataFrame.");
}

} // namespace convene::python
