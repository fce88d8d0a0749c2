/// \file
/// What functions say of themselves: their docstrings, and a sentence when they can't be called as they were.

#include "binding.hpp"

#include <cstdlib>
#include <cstring>

namespace convene::python {

namespace {

using Record = py::detail::function_record;

/// The pybind11 function inside a method, a static method or a function; null for anything else.
PyObject* function_in(py::handle object) {
    PyObject* at = object.ptr();
    if (PyInstanceMethod_Check(at)) at = PyInstanceMethod_GET_FUNCTION(at);
    py::object held;
    if (Py_TYPE(at) == &PyStaticMethod_Type) {
        held = py::reinterpret_borrow<py::object>(at).attr("__func__");
        at = held.ptr();
    }
    if (!PyCFunction_Check(at) || PyCFunction_GET_SELF(at) == nullptr) return nullptr;
    return py::detail::function_record_ptr_from_PyObject(PyCFunction_GET_SELF(at)) != nullptr ? at : nullptr;
}

using Call = PyObject* (*)(PyObject*, PyObject* const*, std::size_t, PyObject*);
/// pybind11's own, which every function has.
Call dispatcher = nullptr;

/// A call that no signature takes gets a sentence that names the argument, instead of all signatures.
PyObject* explaining(PyObject* self, PyObject* const* args, std::size_t flags, PyObject* names) {
    auto* const result = dispatcher(self, args, flags, names);
    if (result != nullptr || PyErr_ExceptionMatches(PyExc_TypeError) == 0) return result;
    py::error_already_set error;
    try {
        const auto* const record = py::detail::function_record_ptr_from_PyObject(self);
        const auto text = py::str(error.value()).cast<std::string>();
        if (text.find("(): incompatible ") == std::string::npos) {
            error.restore();
            return nullptr;
        }
        py::list signatures;
        for (const auto* r = record; r != nullptr; r = r->next) signatures.append(r->signature);
        const auto count = static_cast<std::size_t>(PyVectorcall_NARGS(flags));
        py::tuple positional(count);
        for (std::size_t i = 0; i < count; ++i) positional[i] = py::handle(args[i]);
        py::dict named;
        const auto name_count = names == nullptr ? 0 : static_cast<std::size_t>(PyTuple_GET_SIZE(names));
        for (std::size_t i = 0; i < name_count; ++i)
            named[py::handle(PyTuple_GET_ITEM(names, static_cast<Py_ssize_t>(i)))] = py::handle(args[count + i]);
        std::string name = record->name;
        if (record->is_constructor) name = record->scope.attr("__name__").cast<std::string>();
        const auto explained = py::module_::import("convene._arguments").attr("explained");
        PyErr_SetObject(PyExc_TypeError, explained(name, signatures, positional, named).ptr());
    } catch (...) {
        py::detail::try_translate_exceptions();
    }
    return nullptr;
}

char* copied(const std::string& text) {
    auto* const out = static_cast<char*>(std::malloc(text.size() + 1)); // pybind11 frees it
    std::memcpy(out, text.c_str(), text.size() + 1);
    return out;
}

/// The signature, with options as their struct is called in Python.
std::string spelled(std::string signature) {
    for (const auto& [cpp, python] : {std::pair{"convene::python::", ""}, {"convene::", ""}, {"::", "."}})
        for (auto at = signature.find(cpp); at != std::string::npos; at = signature.find(cpp, at))
            signature.replace(at, std::string_view(cpp).size(), python);
    return signature;
}

/// The docstring of all overloads, as pybind11 writes it.
std::string told(const Record* first) {
    const auto one = [](const Record* r) {
        const std::string text = r->doc == nullptr ? "" : r->doc;
        return std::string(r->name) + spelled(r->signature) + (text.empty() ? "\n" : "\n\n" + text + "\n");
    };
    if (first->next == nullptr) return one(first);
    auto text = std::string(first->name) + "(*args, **kwargs)\nOverloaded function.\n";
    int number = 0;
    for (const auto* r = first; r != nullptr; r = r->next) text += "\n" + std::to_string(++number) + ". " + one(r);
    return text;
}

void tell(PyObject* function, const std::string& key) {
    auto* const first = py::detail::function_record_ptr_from_PyObject(PyCFunction_GET_SELF(function));
    for (auto* r = first; r != nullptr; r = r->next) {
        if (r->doc != nullptr && *r->doc != '\0') continue;
        const auto* const text = find_doc(key);
        if (*text != '\0') r->doc = copied(text);
    }
    auto* const method = reinterpret_cast<PyCFunctionObject*>(function)->m_ml;
    std::free(const_cast<char*>(method->ml_doc));
    method->ml_doc = copied(told(first));
    if (dispatcher == nullptr) dispatcher = reinterpret_cast<Call>(reinterpret_cast<void (*)()>(method->ml_meth));
    method->ml_meth = reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(&explaining));
}

/// Whether this is a class of the package.
bool is_ours(py::handle value) {
    return PyType_Check(value.ptr()) != 0 &&
           py::str(value.attr("__module__")).cast<std::string>().starts_with("convene");
}

} // namespace

void tell_all(py::handle all, const std::string& prefix) {
    for (const auto& [name, value] : py::dict(all.attr("__dict__"))) {
        if (auto* const function = function_in(value))
            tell(function, prefix + bare_name(name.cast<std::string>()));
        else if (is_ours(value))
            tell_all(value, doc_key(value) + "_");
    }
}

} // namespace convene::python
