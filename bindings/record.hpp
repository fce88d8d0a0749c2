#pragma once
/// \file
/// Plain structs as immutable values of Python. Which there are and what fields they have is generated from the
/// headers.

#include "references.hpp"

#include <convene/schedule/options.hpp>

#include <bit>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <typeindex>
#include <vector>

namespace convene::python {

/// What a kind of field does: how it becomes an object, how it is taken from one, and what signatures call it.
struct FieldType {
    py::object (*get)(const void* field);
    void (*set)(void* field, py::handle value);
    const char* text;
    const std::type_info* const* types;
};

template <class F>
const FieldType& field_type() {
    using Caster = py::detail::make_caster<F>;
    static constexpr auto text = Caster::name;
    static constexpr auto types = decltype(text)::types();
    static constexpr FieldType type{[](const void* f) { return py::cast(*static_cast<const F*>(f)); },
                                    [](void* f, py::handle v) { *static_cast<F*>(f) = v.cast<F>(); }, text.text,
                                    types.data()};
    return type;
}

struct Field {
    const char* name = "";
    std::ptrdiff_t offset = 0;
    const FieldType* type = nullptr;

    [[nodiscard]] py::object get(const void* record) const {
        return type->get(static_cast<const char*>(record) + offset);
    }
    void set(void* record, py::handle value) const { type->set(static_cast<char*>(record) + offset, value); }
};

template <class T, class F>
Field field(const char* name, F T::*member) {
    return {name, std::bit_cast<std::ptrdiff_t>(member), &field_type<F>()};
}

/// Who makes new ones: calls of the library, or also Python, which has to give the first `required` fields.
struct Making {
    bool by_python = false;
    std::size_t required = 0;
};

/// A struct whose fields Python knows by name.
struct RecordInfo {
    std::string name;
    std::vector<Field> fields;
    Making making;
    void* (*fresh)() = nullptr;
    void (*drop)(void*) = nullptr;
    py::handle type;

    [[nodiscard]] const Field* find(const std::string& field_name) const;
};

/// The one of this type, which lives as long as the interpreter.
[[nodiscard]] RecordInfo& record_info(std::type_index type);

/// Sets the fields that are named, and throws a TypeError that says which argument of what can't be what it is.
void set_fields(const RecordInfo& info, void* record, const py::dict& named, const std::string& called);

/// Gives the class its attributes, and makes its objects values: they compare, hash, pickle, and show what they hold.
void finish_record(py::handle type, RecordInfo& info);

template <class T>
RecordInfo& describe_record(const char* name, std::vector<Field> fields) {
    auto& info = record_info(typeid(T));
    info.name = name;
    info.fields = std::move(fields);
    if constexpr (std::is_default_constructible_v<T>) info.fresh = []() -> void* { return new T{}; };
    info.drop = [](void* record) { delete static_cast<T*>(record); };
    return info;
}

template <class T>
py::class_<T> record(py::handle scope, const char* name, const char* doc, Making making, std::vector<Field> fields) {
    py::class_<T> made(scope, name, doc);
    auto& info = describe_record<T>(name, std::move(fields));
    info.making = making;
    finish_record(made, info);
    return made;
}

template <class T>
inline constexpr char options_name[] = "";
template <>
inline constexpr char options_name<ScheduleOptions>[] = "ScheduleOptions";

/// What keyword arguments are left over go into the fields of a struct of options.
template <class T>
class Options : public py::kwargs {
  public:
    using py::kwargs::kwargs;

    /// The options with what the arguments say; `called` is the function, for what they say wrongly.
    [[nodiscard]] T with(T options, const char* called) const {
        set_fields(record_info(typeid(T)), &options, *this, std::string(called) + "()");
        return options;
    }
};

/// While it lives, things of this process may be named where an id is asked for.
class Naming {
  public:
    explicit Naming(const Process& process);
    Naming(const Naming&) = delete;
    Naming& operator=(const Naming&) = delete;
    ~Naming();

  private:
    const Process* before_;
};

/// The class that was made for T.
template <class T>
py::class_<T> class_of() {
    return py::reinterpret_borrow<py::class_<T>>(py::type::of<T>());
}

} // namespace convene::python

namespace pybind11::detail {

/// What the stubs put the fields in the place of.
template <class T>
struct handle_type_name<convene::python::Options<T>> {
    static constexpr auto name =
        const_name("@**options: ") + const_name(convene::python::options_name<T>) + const_name("@dict@");
};

} // namespace pybind11::detail
