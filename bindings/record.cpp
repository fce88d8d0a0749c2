#include "record.hpp"

#include <convene/run/refusal.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_set>

namespace convene::python {

namespace {

/// The struct inside an object of Python.
void* inside(py::handle object) {
    auto* const instance = reinterpret_cast<py::detail::instance*>(object.ptr());
    auto* const value = instance->get_value_and_holder().value_ptr();
    if (value == nullptr) throw py::type_error("the object was made without its __init__");
    return value;
}

constexpr const char* known_process = "_process";

/// The process that an object was told, or None.
py::object told_process(py::handle self) { return self.attr(known_process); }

/// Those that may know one.
std::unordered_set<PyTypeObject*>& knowing() {
    static auto* const all = new std::unordered_set<PyTypeObject*>;
    return *all;
}

void tell(py::handle object, const py::object& process) {
    if (PyList_Check(object.ptr())) {
        for (const auto& item : py::reinterpret_borrow<py::list>(object)) tell(item, process);
    } else if (knowing().contains(Py_TYPE(object.ptr()))) {
        if (PyObject_GenericSetAttr(object.ptr(), py::str(known_process).ptr(), process.ptr()) != 0)
            throw py::error_already_set();
    }
}

PyObject* get_field(PyObject* self, void* closure) {
    try {
        auto value = static_cast<const Field*>(closure)->get(inside(self));
        if (const auto process = told_process(self); !process.is_none()) tell(value, process);
        return value.release().ptr();
    } catch (...) {
        py::detail::try_translate_exceptions();
        return nullptr;
    }
}

/// Lists and arrays become tuples, at any depth, so that they compare and hash.
py::object frozen(const py::object& value) {
    if (py::isinstance<py::array>(value)) return py::tuple(value.attr("tolist")());
    if (!py::isinstance<py::list>(value)) return value;
    py::list items;
    for (const auto& item : value) items.append(frozen(py::reinterpret_borrow<py::object>(item)));
    return py::tuple(items);
}

py::tuple values(const RecordInfo& info, const void* record) {
    py::tuple out(info.fields.size());
    for (std::size_t i = 0; i < info.fields.size(); ++i) out[i] = frozen(info.fields[i].get(record));
    return out;
}

/// All that tells it from others: what is absent or empty does not.
std::string repr_of(const RecordInfo& info, py::handle self) {
    const auto* const record = inside(self);
    const auto process = told_process(self);
    std::optional<Naming> named;
    if (!process.is_none()) named.emplace(process.cast<const Process&>());
    std::string out;
    for (const auto& field : info.fields) {
        const auto value = field.get(record);
        if (value.is_none() || (py::hasattr(value, "__len__") && py::len(value) == 0)) continue;
        out += (out.empty() ? "" : ", ") + std::string(field.name) + "=" + py::repr(value).cast<std::string>();
    }
    return py::type::of(self).attr("__qualname__").cast<std::string>() + "(" + out + ")";
}

/// A record in the making.
struct Fresh {
    const RecordInfo& info;
    void* record;

    explicit Fresh(const RecordInfo& i) : info(i), record(i.fresh()) {}
    Fresh(const Fresh&) = delete;
    Fresh& operator=(const Fresh&) = delete;
    ~Fresh() {
        if (record != nullptr) info.drop(record);
    }
    void* release() { return std::exchange(record, nullptr); }
};

/// All arguments by name.
py::dict merged(const RecordInfo& info, const py::tuple& positional, const py::dict& named, const std::string& called) {
    const auto most = std::min(info.fields.size(), info.making.positional);
    py::dict all = named.attr("copy")();
    bool right = positional.size() <= most;
    for (std::size_t i = 0; right && i < positional.size(); ++i) {
        right = !named.contains(info.fields[i].name);
        all[info.fields[i].name] = positional[i];
    }
    for (std::size_t i = 0; i < info.making.required; ++i) right = right && all.contains(info.fields[i].name);
    for (const auto& [key, value] : all) right = right && info.find(key.cast<std::string>()) != nullptr;
    if (right) return all;
    py::list names;
    for (const auto& field : info.fields) names.append(field.name);
    const auto text = in_package("_arguments", "misfit")(called, names, most, info.making.required, positional, named);
    throw py::type_error(text.cast<std::string>());
}

/// How signatures call a field: as it is taken, or as it is given.
std::string spelled(const FieldType& type, bool taken) {
    py::list classes;
    for (const auto* const* next = type.types; next != nullptr && *next != nullptr; ++next) {
        const auto* const info = py::detail::get_type_info(**next);
        if (info == nullptr)
            throw std::logic_error("a field has a type that Python does not know: " + std::string(type.text));
        classes.append(py::handle(reinterpret_cast<PyObject*>(info->type)));
    }
    return in_package("_arguments", "spelled")(type.text, classes, taken).cast<std::string>();
}

/// For the stubs: by name how each field is taken, how it is given, and whether it has to be there.
py::dict spelled_fields(const RecordInfo& info) {
    py::dict out;
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
        const auto& field = info.fields[i];
        out[field.name] = py::make_tuple(spelled(*field.type, true), spelled(*field.type, false),
                                         i < info.making.required, i < info.making.positional);
    }
    return out;
}

std::map<std::type_index, RecordInfo>& all_records() {
    static auto* const all = new std::map<std::type_index, RecordInfo>;
    return *all;
}

} // namespace

const Field* RecordInfo::find(const std::string& field_name) const {
    const auto found = std::ranges::find_if(fields, [&](const Field& f) { return f.name == field_name; });
    return found == fields.end() ? nullptr : &*found;
}

void check_record(const Process& process, std::type_index type, const void* record) {
    const auto found = all_records().find(type);
    if (found == all_records().end()) return;
    for (const auto& field : found->second.fields)
        field.type->check(process, static_cast<const char*>(record) + field.offset);
    if (type != typeid(MatterOf)) return;
    const auto& matter = *static_cast<const MatterOf*>(record);
    if (matter.number >= process.matters(matter.activity).size())
        throw py::index_error("there is no matter " + std::to_string(matter.number));
}

RecordInfo& record_info(std::type_index type) { return all_records()[type]; }

void set_fields(const RecordInfo& info, void* record, const py::tuple& positional, const py::dict& named,
                const std::string& called) {
    for (const auto& [key, value] : merged(info, positional, named, called)) {
        const auto name = key.cast<std::string>();
        const auto* const field = info.find(name);
        try {
            field->set(record, value);
        } catch (const py::cast_error&) {
            throw_wrong_argument(called, name, spelled(*field->type, true), value);
        }
    }
}

void def_own_copies(py::handle type) {
    def_method(type, "__copy__", [](const py::object& self) { return self; });
    def_method(
        type, "__deepcopy__", [](const py::object& self, const py::dict&) { return self; }, py::arg("memo"));
}

void let_know_its_process(py::handle type) {
    knowing().insert(reinterpret_cast<PyTypeObject*>(type.ptr()));
    py::setattr(type, known_process, py::none());
    def_method(
        type, "__setattr__",
        [](const py::object& self, const std::string& name, const py::object&) {
            const auto text = name + " can't be set: a " + py::type::of(self).attr("__qualname__").cast<std::string>() +
                              " does not change";
            throw py::attribute_error(text);
        },
        py::arg("name"), py::arg("value"));
}

const Process* process_of(py::handle object) {
    const auto process = told_process(object);
    return process.is_none() ? std::get<const Process*>(naming()) : &process.cast<const Process&>();
}

void tell_process(py::handle object, const Process& process) { tell(object, py::cast(process)); }

void finish_record(py::handle type, RecordInfo& info) {
    info.type = type;
    const auto key = doc_key(type);
    for (auto& field : info.fields) {
        // These live as long as the class, which is as long as the interpreter.
        auto* const text = new std::string(find_doc(key + "_" + bare_name(field.name)));
        auto* const entry = new PyGetSetDef{field.name, &get_field, nullptr, text->c_str(), &field};
        const auto attribute =
            py::reinterpret_steal<py::object>(PyDescr_NewGetSet(reinterpret_cast<PyTypeObject*>(type.ptr()), entry));
        py::setattr(type, field.name, attribute);
    }
    const auto* const i = &info;
    def_method(type, "__repr__", [i](const py::object& self) { return repr_of(*i, self); });
    def_method(
        type, "__eq__",
        [i](const py::object& a, const py::object& b) -> py::object {
            if (!py::isinstance(b, i->type)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
            return py::bool_(a.is(b) || values(*i, inside(a)).equal(values(*i, inside(b))));
        },
        py::is_operator());
    def_method(type, "__hash__", [i](const py::object& self) { return py::hash(values(*i, inside(self))); });
    def_own_copies(type);
    let_know_its_process(type);
    def_method(type, "__getstate__", [i](const py::object& self) { return values(*i, inside(self)); });
    using Place = py::detail::value_and_holder;
    def_method(
        type, "__setstate__",
        [i](Place& place, const py::tuple& state) {
            if (i->fresh == nullptr) throw py::type_error(i->name + " can't be pickled");
            Fresh fresh(*i);
            if (state.size() != i->fields.size()) throw py::value_error("the pickle is that of another version");
            for (std::size_t f = 0; f < i->fields.size(); ++f) i->fields[f].set(fresh.record, state[f]);
            place.value_ptr() = fresh.release();
        },
        py::detail::is_new_style_constructor());
    if (info.making.by_python)
        def_method(
            type, "__init__",
            [i](Place& place, const py::args& positional, const py::kwargs& named) {
                Fresh fresh(*i);
                set_fields(*i, fresh.record, positional, named, i->name + "()");
                place.value_ptr() = fresh.release();
            },
            py::detail::is_new_style_constructor());
}

void bind_record_spelling(py::module_& m) {
    m.def("_fields", [](const std::string& name) -> py::object {
        for (const auto& [type, info] : all_records())
            if (info.name == name) return spelled_fields(info);
        return py::none();
    });
}

} // namespace convene::python
