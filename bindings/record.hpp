#pragma once

#include "binding.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace convene::python {

/// A field of T, as Python sees it.
template <class T>
struct RecordField {
    std::string name;
    std::function<py::object(const T&)> get;
    std::function<void(T&, py::handle)> set;
};

template <class T>
std::vector<RecordField<T>>& record_fields() {
    static auto* const fields = new std::vector<RecordField<T>>;
    return *fields;
}

/// Binds a plain struct as an immutable value: its fields are attributes, and it is made from them by position or by
/// name, compares, hashes, pickles, and shows all that differs from a new one.
///
/// `__fields__` tells the stubs what each field is taken from.
template <class T>
class Record : public py::class_<T> {
  public:
    Record(py::handle scope, const char* name, const char* doc) : py::class_<T>(scope, name, doc) {
        types_ = py::dict();
        this->attr("__fields__") = types_;
        this->def("__repr__", &repr);
        this->def(
            "__eq__", [](const T& a, const T& b) { return same(a, b); }, py::is_operator());
        this->def("__hash__", [](const T& t) { return py::hash(values(t)); });
        this->def("__copy__", [](py::object self) { return self; });
        this->def(
            "__deepcopy__", [](py::object self, const py::dict&) { return self; }, py::arg("memo"));
        this->def(
            py::pickle([](const T& t) { return values(t); }, [](const py::tuple& state) { return made(state, {}); }));
    }

    /// Lets Python make new ones. Without it they only come from calls.
    Record& constructible() {
        this->def(py::init([](const py::args& a, const py::kwargs& k) { return made(a, k); }));
        this->attr("__constructible__") = true;
        return *this;
    }

    template <class F, class Base>
    Record& field(const char* name, F Base::*member, const char* doc = "") {
        this->def_property_readonly(
            name, [member](const T& t) -> F { return t.*member; }, doc);
        record_fields<T>().push_back({name, [member](const T& t) { return py::cast(t.*member); },
                                      [member](T& t, py::handle v) { t.*member = v.cast<F>(); }});
        const py::cpp_function probe([](const F&) {}, py::name("f"));
        types_[name] = probe.attr("__doc__");
        return *this;
    }

  private:
    static py::tuple values(const T& t) {
        const auto& fields = record_fields<T>();
        py::tuple out(fields.size());
        for (std::size_t i = 0; i < fields.size(); ++i) {
            out[i] = frozen(fields[i].get(t));
        }
        return out;
    }

    /// Lists and arrays become tuples, at any depth, so that they compare and hash.
    static py::object frozen(const py::object& value) {
        if (py::isinstance<py::array>(value)) return py::tuple(value.attr("tolist")());
        if (!py::isinstance<py::list>(value)) return value;
        py::list items;
        for (const auto& item : value) items.append(frozen(py::reinterpret_borrow<py::object>(item)));
        return py::tuple(items);
    }

    static bool same(const T& a, const T& b) {
        for (const auto& f : record_fields<T>())
            if (!frozen(f.get(a)).equal(frozen(f.get(b)))) return false;
        return true;
    }

    static std::string repr(const py::object& self) {
        const auto& t = self.cast<const T&>();
        const T fresh{};
        std::string out = py::type::of(self).attr("__qualname__").template cast<std::string>() + "(";
        bool first = true;
        for (const auto& f : record_fields<T>()) {
            const auto value = f.get(t);
            if (frozen(value).equal(frozen(f.get(fresh)))) continue;
            out += (first ? "" : ", ") + f.name + "=" + py::repr(value).template cast<std::string>();
            first = false;
        }
        return out + ")";
    }

    static T made(const py::tuple& positional, const py::dict& named) {
        const auto& fields = record_fields<T>();
        if (positional.size() > fields.size()) throw py::type_error("too many arguments");
        T t{};
        for (std::size_t i = 0; i < positional.size(); ++i) set(t, fields[i], positional[i]);
        for (const auto& [key, value] : named) {
            const auto name = key.template cast<std::string>();
            const auto found =
                std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == name; });
            if (found == fields.end()) throw py::type_error("there is no field \"" + name + "\"");
            if (static_cast<std::size_t>(found - fields.begin()) < positional.size())
                throw py::type_error("the field \"" + name + "\" is given twice");
            set(t, *found, value);
        }
        return t;
    }

    static void set(T& t, const RecordField<T>& field, py::handle value) {
        try {
            field.set(t, value);
        } catch (const py::cast_error&) {
            throw py::type_error("the field \"" + field.name + "\" can't be " +
                                 py::repr(value).template cast<std::string>());
        }
    }

    py::dict types_;
};

} // namespace convene::python
