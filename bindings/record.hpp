#pragma once
/// \file
/// Plain structs as immutable values of Python. Which there are and what fields they have is generated from the
/// headers.

#include "references.hpp"

#include <convene/model/specs.hpp>
#include <convene/schedule/options.hpp>

#include <bit>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <typeindex>
#include <vector>

namespace convene::python {

/// Whether a value can have ids of things of a process in it.
template <class T>
inline constexpr bool may_name = std::is_aggregate_v<T>;
template <class Tag>
inline constexpr bool may_name<Id<Tag>> = true;
template <class Id>
inline constexpr bool may_name<OptionalId<Id>> = true;
template <class T>
inline constexpr bool may_name<std::vector<T>> = may_name<T>;
template <class T>
inline constexpr bool may_name<std::optional<T>> = may_name<T>;
template <class... T>
inline constexpr bool may_name<std::variant<T...>> = (may_name<T> || ...);

/// Throws an IndexError unless all ids in the fields of a record are those of things of the process; so does
/// `check_ids` for all that may name some. The library only asserts that.
void check_record(const Process& process, std::type_index type, const void* record);

template <class T>
void check_ids(const Process& process, const T& value);
template <class Tag>
void check_ids(const Process& process, const Id<Tag>& id);
template <class Id>
void check_ids(const Process& process, const OptionalId<Id>& id);
template <class T>
void check_ids(const Process& process, const std::optional<T>& value);
template <class T>
void check_ids(const Process& process, const std::vector<T>& values);
template <class... T>
void check_ids(const Process& process, const std::variant<T...>& value);

template <class T>
void check_ids(const Process& process, const T& value) {
    if constexpr (may_name<T>) check_record(process, typeid(T), &value);
}
template <class Tag>
void check_ids(const Process& process, const Id<Tag>& id) {
    if constexpr (is_id_class<Id<Tag>> || is_place<Id<Tag>>) (void)id_of(process, Ref<Id<Tag>>(id));
}
template <class Id>
void check_ids(const Process& process, const OptionalId<Id>& id) {
    if (id) check_ids(process, *id);
}
template <class T>
void check_ids(const Process& process, const std::optional<T>& value) {
    if (value) check_ids(process, *value);
}
template <class T>
void check_ids(const Process& process, const std::vector<T>& values) {
    if constexpr (may_name<T>)
        for (const auto& each : values) check_ids(process, each);
}
template <class... T>
void check_ids(const Process& process, const std::variant<T...>& value) {
    std::visit([&](const auto& each) { check_ids(process, each); }, value);
}

/// What a kind of field does: how it becomes an object, how it is taken from one, and what signatures call it.
struct FieldType {
    py::object (*get)(const void* field);
    void (*set)(void* field, py::handle value);
    void (*check)(const Process& process, const void* field);
    const char* text;
    const std::type_info* const* types;
};

/// Where None is the same as nothing: options inside options, functions that are called, and what is borrowed.
template <class F>
inline constexpr bool none_is_nothing = std::is_pointer_v<F> || std::is_same_v<F, ScheduleOptions>;
template <class R, class... A>
inline constexpr bool none_is_nothing<std::function<R(A...)>> = true;

template <class F>
const FieldType& field_type() {
    using Caster = py::detail::make_caster<F>;
    static constexpr auto text = Caster::name + py::detail::const_name<none_is_nothing<F>>(" | None", "");
    static constexpr auto types = decltype(text)::types();
    static constexpr FieldType type{[](const void* f) -> py::object {
                                        if constexpr (std::is_pointer_v<F>)
                                            return py::none();
                                        else
                                            return py::cast(*static_cast<const F*>(f));
                                    },
                                    [](void* f, py::handle v) {
                                        auto& field = *static_cast<F*>(f);
                                        if constexpr (none_is_nothing<F>)
                                            field = v.is_none() ? F{} : v.cast<F>();
                                        else
                                            field = v.cast<F>();
                                    },
                                    [](const Process& p, const void* f) { check_ids(p, *static_cast<const F*>(f)); },
                                    text.text, types.data()};
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

/// A field of a struct inside the struct.
template <class T, class S, class F>
Field field(const char* name, S T::*part, F S::*member) {
    return {name, std::bit_cast<std::ptrdiff_t>(part) + std::bit_cast<std::ptrdiff_t>(member), &field_type<F>()};
}

/// An enumerator that has to be given lies where its object does.
template <class T, class E>
Field field(const char* name, convene::Given<E> T::*member) {
    static_assert(std::is_standard_layout_v<convene::Given<E>>);
    return {name, std::bit_cast<std::ptrdiff_t>(member), &field_type<E>()};
}

/// A list that Python gets as a read-only array of its own.
template <class T, class V>
Field array_field(const char* name, std::vector<V> T::*member) {
    using List = std::vector<V>;
    static constexpr const std::type_info* types[] = {nullptr};
    static constexpr FieldType type{[](const void* f) -> py::object {
                                        const auto& list = *static_cast<const List*>(f);
                                        py::array_t<V> array(static_cast<py::ssize_t>(list.size()), list.data());
                                        array.attr("setflags")(py::arg("write") = false);
                                        return array;
                                    },
                                    [](void* f, py::handle v) {
                                        const auto list = py::hasattr(v, "tolist") ? v.attr("tolist")() : py::object();
                                        *static_cast<List*>(f) = (list ? py::handle(list) : v).template cast<List>();
                                    },
                                    [](const Process&, const void*) {},
                                    "@collections.abc.Sequence[typing.SupportsInt]@numpy.ndarray@", types};
    return {name, std::bit_cast<std::ptrdiff_t>(member), &type};
}

/// What Python gives as a `G`, and `set(options, given)` puts where it belongs; for options, which nobody reads.
template <class T, class G, class Set>
Field given_field(const char* name, Set) {
    static const FieldType type{[](const void*) -> py::object { return py::none(); },
                                [](void* options, py::handle v) { Set{}(*static_cast<T*>(options), v.cast<G>()); },
                                [](const Process&, const void*) {}, field_type<G>().text, field_type<G>().types};
    return {name, 0, &type};
}

/// Who makes new ones: calls of the library, or also Python, which has to give the first `required` fields, and may
/// give the first `positional` ones without their names.
struct Making {
    bool by_python = false;
    std::size_t required = 0;
    std::size_t positional = static_cast<std::size_t>(-1);
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

/// Sets the fields that are given, and throws a TypeError that says which argument of what can't be what it is.
void set_fields(const RecordInfo& info, void* record, const py::tuple& positional, const py::dict& named,
                const std::string& called);

/// Gives the class its attributes, and makes its objects values: they compare, hash, pickle, and show what they hold.
void finish_record(py::handle type, RecordInfo& info);

template <class T>
RecordInfo& describe_record(const char* name, std::vector<Field> fields) {
    auto& info = record_info(typeid(T));
    info.name = name;
    info.fields = std::move(fields);
    if constexpr (std::is_default_constructible_v<T>) info.fresh = []() -> void* { return new T{}; };
    if constexpr (std::is_same_v<T, Diagnostic>) info.fresh = []() -> void* { return new T{.code = Code{}}; };
    info.drop = [](void* record) { delete static_cast<T*>(record); };
    return info;
}

template <class T>
py::class_<T> record(py::handle scope, const char* name, const char* doc, Making making, std::vector<Field> fields) {
    py::class_<T> made(scope, name, doc, py::dynamic_attr());
    auto& info = describe_record<T>(name, std::move(fields));
    info.making = making;
    finish_record(made, info);
    return made;
}

/// While it lives, things of this process or portfolio may be named where an id is asked for.
class Naming {
  public:
    explicit Naming(const Process& process) : Naming(Named{&process, nullptr}) {}
    explicit Naming(const Portfolio& portfolio) : Naming(Named{nullptr, &portfolio}) {}
    Naming(const Naming&) = delete;
    Naming& operator=(const Naming&) = delete;
    ~Naming() { naming() = before_; }

  private:
    explicit Naming(Named named) : before_(std::exchange(naming(), named)) {}

    Named before_;
};

/// What keyword arguments are left over go into the fields of a struct of options.
template <class T>
class Options : public py::kwargs {
  public:
    using py::kwargs::kwargs;

    /// The options with what the arguments say; `called` is the function, for what they say wrongly.
    [[nodiscard]] T with(T options, const char* called, const py::tuple& positional = py::tuple()) const {
        set_fields(record_info(typeid(T)), &options, positional, *this, std::string(called) + "()");
        return options;
    }
    /// The same for a process, whose things they name.
    [[nodiscard]] T of(const Process& process, const char* called, T options = {}) const {
        const Naming naming(process);
        options = with(std::move(options), called);
        check_ids(process, options);
        return options;
    }
};

/// Lets objects of this class know the process whose things they name, so that they show these by key and title; they
/// have no other attributes than those of the class.
void let_know_its_process(py::handle type);
/// Tells the object, or all in a list, if its class was let to know.
void tell_process(py::handle object, const Process& process);

/// The process that it was told, or else that in which things are looked up; or null.
[[nodiscard]] const Process* process_of(py::handle object);

/// A result that names things of a process.
template <class T>
struct Known {
    T value;
    Process process;
};
template <class T>
Known(T, Process) -> Known<T>;

/// The class that was made for T.
template <class T>
py::class_<T> class_of() {
    return py::reinterpret_borrow<py::class_<T>>(py::type::of<T>());
}

/// Objects of the class are their own copies.
void def_own_copies(py::handle type);

/// Objects of the class can change: their copies are objects of their own, and they have no hash.
template <class T, class Class>
void def_copies(Class& c) {
    c.def("__copy__", [](const T& t) { return T(t); });
    c.def(
        "__deepcopy__", [](const T& t, const py::dict&) { return T(t); }, py::arg("memo"));
    c.attr("__hash__") = py::none();
}

/// Objects of the class are values that don't change. How they show themselves and hash is written in Python, in
/// `_methods`.
template <class Class>
Class& value(Class& c) {
    using T = typename Class::type;
    def_own_copies(c);
    c.def(
        "__eq__", [](const T& a, const T& b) { return a == b; }, py::is_operator());
    return c;
}

} // namespace convene::python

namespace pybind11::detail {

/// What the stubs put the fields in the place of.
template <class T>
struct handle_type_name<convene::python::Options<T>> {
    static constexpr auto name = const_name("@**options: @@") + const_name<T>();
};

template <class T>
struct type_caster<convene::python::Known<T>> {
    static constexpr auto name = make_caster<T>::name;
    static handle cast(convene::python::Known<T>&& known, return_value_policy policy, handle parent) {
        const auto made = make_caster<T>::cast(std::move(known.value), policy, parent);
        if (made) convene::python::tell_process(made, known.process);
        return made;
    }
};

/// Keys are given as one string or several.
template <>
struct type_caster<std::vector<convene::Key>> {
    PYBIND11_TYPE_CASTER(std::vector<convene::Key>,
                         io_name("str | collections.abc.Iterable[str]", "collections.abc.Sequence[str]"));
    bool load(handle src, bool) {
        value.clear();
        if (PyUnicode_Check(src.ptr())) {
            value.emplace_back(src.cast<std::string>());
            return true;
        }
        if (!isinstance<iterable>(src)) return false;
        for (const auto& key : reinterpret_borrow<iterable>(src)) {
            if (!PyUnicode_Check(key.ptr())) return false;
            value.emplace_back(key.cast<std::string>());
        }
        return true;
    }
    static handle cast(const std::vector<convene::Key>& keys, return_value_policy policy, handle parent) {
        std::vector<std::string> all;
        for (const auto& key : keys) all.push_back(key.text);
        return make_caster<std::vector<std::string>>::cast(all, policy, parent);
    }
};

template <>
struct type_caster<convene::Key>
    : as_simple<convene::Key, std::string, [](std::string&& text) { return convene::Key(std::move(text)); },
                [](const convene::Key& key) { return key.text; }> {};

using PartOfDuty = std::pair<std::string, convene::DutyKind>;
using Part = convene::SeparationSpec::Part;
template <>
struct type_caster<Part> : as_simple<Part, PartOfDuty,
                                     [](PartOfDuty&& p) {
                                         return Part{p.first, p.second};
                                     },
                                     [](const Part& p) { return PartOfDuty(p.activity.text, p.duty); }> {};

} // namespace pybind11::detail
