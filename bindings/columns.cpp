/// \file
/// Columns for NumPy, and for whoever speaks Arrow.

#include "plan.hpp"

namespace convene::python {

namespace {

const char* type_of(io::ColumnType type) {
    switch (type) {
    case io::ColumnType::instant: return "datetime64[s]";
    case io::ColumnType::seconds: return "timedelta64[s]";
    case io::ColumnType::text: return "object";
    case io::ColumnType::number: return "uint32";
    case io::ColumnType::real: return "float64";
    }
    return "";
}

/// What `fill` writes. Whoever takes what is inside clears `release`; otherwise it is released with the capsule.
template <class Part>
py::capsule capsule_of(const io::Columns& columns, void (*fill)(const io::Columns&, Part&), const char* name) {
    auto* part = new Part;
    fill(columns, *part);
    auto* raw = PyCapsule_New(part, name, [](PyObject* object) {
        auto* inside = static_cast<Part*>(PyCapsule_GetPointer(object, PyCapsule_GetName(object)));
        if (inside->release != nullptr) inside->release(inside);
        delete inside;
    });
    return py::reinterpret_steal<py::capsule>(raw);
}

/// A dict of name -> array.
py::dict to_dict(const io::Columns& columns) {
    py::dict all;
    for (const auto& column : columns.columns) all[py::str(column.name)] = to_numpy(column);
    return all;
}

} // namespace

py::array to_numpy(const io::Column& column) {
    if (column.type == io::ColumnType::text) {
        const auto& text = *static_cast<const io::TextBuffer*>(column.data);
        py::list strings;
        for (std::size_t i = 0; i < column.size; ++i) strings.append(py::str(text[i]));
        return py::module_::import("numpy").attr("array")(strings, py::arg("dtype") = "object");
    }
    using Owner = std::shared_ptr<const void>;
    const py::capsule base(new Owner(column.owner), [](void* owner) { delete static_cast<Owner*>(owner); });
    const py::dtype type(type_of(column.type));
    py::array array(type, {static_cast<py::ssize_t>(column.size)}, {type.itemsize()}, column.data, base);
    array.attr("setflags")(py::arg("write") = false);
    return array;
}

void def_columns(py::handle type, const std::function<io::Columns(const py::object&)>& columns) {
    def_method(
        type, "__arrow_c_stream__",
        [columns](const py::object& self, const py::object&) {
            return capsule_of(columns(self), &io::write_arrow, "arrow_array_stream");
        },
        py::arg("requested_schema") = py::none(), "The columns as an Arrow stream, without copying them.");
    def_method(
        type, "__arrow_c_schema__",
        [columns](const py::object& self) {
            return capsule_of(columns(self), &io::write_arrow_schema, "arrow_schema");
        },
        "The names and types of the columns for Arrow.");
    def_method(
        type, "to_numpy", [columns](const py::object& self) { return to_dict(columns(self)); },
        "The columns by name, as read-only views of the memory in which they lie.");
}

} // namespace convene::python
