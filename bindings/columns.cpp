/// \file
/// Columns for NumPy, and for whoever speaks Arrow.

#include "columns.hpp"

#include <array>
#include <utility>

// The Arrow C data and stream interfaces, as their specification gives them.
extern "C" {
struct ArrowSchema {
    const char* format;
    const char* name;
    const char* metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema** children;
    struct ArrowSchema* dictionary;
    void (*release)(struct ArrowSchema*);
    void* private_data;
};
struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void** buffers;
    struct ArrowArray** children;
    struct ArrowArray* dictionary;
    void (*release)(struct ArrowArray*);
    void* private_data;
};
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
    int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
    const char* (*get_last_error)(struct ArrowArrayStream*);
    void (*release)(struct ArrowArrayStream*);
    void* private_data;
};
}

namespace convene::python {

namespace {

const char* format_of(ColumnType type) {
    switch (type) {
    case ColumnType::instant: return "tss:";
    case ColumnType::seconds: return "tDs";
    case ColumnType::text: return "U";
    case ColumnType::number: return "I";
    case ColumnType::real: return "g";
    }
    return "";
}

const char* type_of(ColumnType type) {
    switch (type) {
    case ColumnType::instant: return "datetime64[s]";
    case ColumnType::seconds: return "timedelta64[s]";
    case ColumnType::text: return "object";
    case ColumnType::number: return "uint32";
    case ColumnType::real: return "float64";
    }
    return "";
}

/// What a schema or an array holds until it is released: its name, its buffers, its children.
template <class Part>
struct Held {
    std::string name;
    std::shared_ptr<const void> owner;
    std::array<const void*, 3> buffers{};
    std::vector<Part> parts;
    std::vector<Part*> pointers;
};

/// A consumer may move children out; those are marked as released, and it releases them itself.
template <class Part>
void release(Part* part) {
    auto* held = static_cast<Held<Part>*>(part->private_data);
    for (auto& child : held->parts)
        if (child.release != nullptr) child.release(&child);
    delete held;
    part->release = nullptr;
}

template <class Part>
Held<Part>* adopt(Part& part, std::size_t children) {
    auto* held = new Held<Part>;
    held->parts.resize(children);
    for (auto& child : held->parts) held->pointers.push_back(&child);
    part = {};
    part.n_children = static_cast<std::int64_t>(children);
    part.children = held->pointers.data();
    part.release = &release<Part>;
    part.private_data = held;
    return held;
}

void fill_schema(const Columns& columns, ArrowSchema& out) {
    auto* held = adopt(out, columns.columns.size());
    out.format = "+s";
    out.name = "";
    for (std::size_t i = 0; i < columns.columns.size(); ++i) {
        auto& child = held->parts[i];
        auto* named = adopt(child, 0);
        named->name = columns.columns[i].name;
        child.format = format_of(columns.columns[i].type);
        child.name = named->name.c_str();
    }
}

void fill_array(const Columns& columns, ArrowArray& out) {
    auto* held = adopt(out, columns.columns.size());
    out.length = static_cast<std::int64_t>(columns.size);
    out.n_buffers = 1;
    out.buffers = held->buffers.data();
    for (std::size_t i = 0; i < columns.columns.size(); ++i) {
        const auto& column = columns.columns[i];
        auto& child = held->parts[i];
        auto* kept = adopt(child, 0);
        kept->owner = column.owner;
        child.length = out.length;
        child.buffers = kept->buffers.data();
        if (column.type == ColumnType::text) {
            const auto& text = *static_cast<const TextBuffer*>(column.data);
            kept->buffers = {nullptr, text.offsets.data(), text.bytes.data()};
            child.n_buffers = 3;
        } else {
            kept->buffers = {nullptr, column.data, nullptr};
            child.n_buffers = 2;
        }
    }
}

struct Stream {
    Columns columns;
    bool done = false;
};

void release_stream(ArrowArrayStream* stream) {
    delete static_cast<Stream*>(stream->private_data);
    stream->release = nullptr;
}

int schema_of_stream(ArrowArrayStream* stream, ArrowSchema* out) {
    fill_schema(static_cast<Stream*>(stream->private_data)->columns, *out);
    return 0;
}

int next_of_stream(ArrowArrayStream* stream, ArrowArray* out) {
    auto& source = *static_cast<Stream*>(stream->private_data);
    *out = {};
    if (!std::exchange(source.done, true)) fill_array(source.columns, *out);
    return 0;
}

const char* no_error(ArrowArrayStream*) { return nullptr; }

/// Whoever takes what is inside clears `release`; otherwise it is released with the capsule.
template <class Part>
py::capsule capsule_of(Part* part, const char* name) {
    auto* raw = PyCapsule_New(part, name, [](PyObject* object) {
        auto* inside = static_cast<Part*>(PyCapsule_GetPointer(object, PyCapsule_GetName(object)));
        if (inside->release != nullptr) inside->release(inside);
        delete inside;
    });
    return py::reinterpret_steal<py::capsule>(raw);
}

} // namespace

py::array to_numpy(const Column& column) {
    if (column.type == ColumnType::text) {
        const auto& text = *static_cast<const TextBuffer*>(column.data);
        py::list strings;
        for (std::size_t i = 0; i < column.size; ++i)
            strings.append(py::str(text.bytes.data() + text.offsets[i],
                                   static_cast<std::size_t>(text.offsets[i + 1] - text.offsets[i])));
        return py::module_::import("numpy").attr("array")(strings, py::arg("dtype") = "object");
    }
    using Owner = std::shared_ptr<const void>;
    const py::capsule base(new Owner(column.owner), [](void* owner) { delete static_cast<Owner*>(owner); });
    const py::dtype type(type_of(column.type));
    py::array array(type, {static_cast<py::ssize_t>(column.size)}, {type.itemsize()}, column.data, base);
    array.attr("setflags")(py::arg("write") = false);
    return array;
}

py::dict to_dict(const Columns& columns) {
    py::dict all;
    for (const auto& column : columns.columns) all[py::str(column.name)] = to_numpy(column);
    return all;
}

py::capsule arrow_schema(const Columns& columns) {
    auto* schema = new ArrowSchema;
    fill_schema(columns, *schema);
    return capsule_of(schema, "arrow_schema");
}

py::capsule arrow_stream(const Columns& columns) {
    auto* stream =
        new ArrowArrayStream{&schema_of_stream, &next_of_stream, &no_error, &release_stream, new Stream{columns}};
    return capsule_of(stream, "arrow_array_stream");
}

namespace {

Column joined(const std::vector<Columns>& parts, std::size_t place) {
    const auto& first = parts.front().columns[place];
    if (first.type == ColumnType::text) {
        TextBuffer all;
        for (const auto& part : parts) {
            const auto& own = *static_cast<const TextBuffer*>(part.columns[place].data);
            const auto before = static_cast<std::int64_t>(all.bytes.size());
            all.bytes += own.bytes;
            for (std::size_t i = 1; i < own.offsets.size(); ++i) all.offsets.push_back(before + own.offsets[i]);
        }
        return column(first.name, std::move(all));
    }
    const std::size_t width = first.type == ColumnType::number ? sizeof(std::uint32_t) : sizeof(std::int64_t);
    const auto all = std::make_shared<std::string>();
    for (const auto& part : parts) all->append(static_cast<const char*>(part.columns[place].data), part.size * width);
    return {first.name, first.type, all, all->data(), all->size() / width};
}

} // namespace

Columns joined(const std::vector<Columns>& parts) {
    Columns all;
    for (const auto& part : parts) all.size += part.size;
    for (std::size_t i = 0; i < parts.front().columns.size(); ++i) all.columns.push_back(joined(parts, i));
    return all;
}

void def_columns(py::handle type, const std::function<Columns(const py::object&)>& columns) {
    def_method(
        type, "__arrow_c_stream__",
        [columns](const py::object& self, const py::object&) { return arrow_stream(columns(self)); },
        py::arg("requested_schema") = py::none(), "The columns as an Arrow stream, without copying them.");
    def_method(
        type, "__arrow_c_schema__", [columns](const py::object& self) { return arrow_schema(columns(self)); },
        "The names and types of the columns for Arrow.");
    def_method(
        type, "to_numpy", [columns](const py::object& self) { return to_dict(columns(self)); },
        "The columns by name, as read-only views of the memory in which they lie.");
    def_method(
        type, "to_pandas",
        [columns](const py::object& self) {
            return py::module_::import("pandas").attr("DataFrame")(to_dict(columns(self)), py::arg("copy") = true);
        },
        "The columns as a pandas.DataFrame of its own, which may be changed.");
    def_method(
        type, "to_polars", [](const py::object& self) { return py::module_::import("polars").attr("DataFrame")(self); },
        "The columns as a polars.DataFrame.");
}

} // namespace convene::python
