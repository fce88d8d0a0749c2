#include "columns.hpp"

#include <array>

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
    const bool number = column.type == ColumnType::number;
    const py::dtype type(number ? "uint32" : column.type == ColumnType::instant ? "datetime64[s]" : "timedelta64[s]");
    py::array array(type, {static_cast<py::ssize_t>(column.size)}, {py::ssize_t{number ? 4 : 8}}, column.data, base);
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

} // namespace convene::python
