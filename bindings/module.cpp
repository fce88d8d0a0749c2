#include "binding.hpp"

#include <convene/core/diagnostic.hpp>
#include <convene/schedule/schedule.hpp>

#include <chrono>

namespace convene::python {

bool in_main_thread() {
    return py::module_::import("threading").attr("main_thread")().attr("ident").cast<unsigned long>() ==
           PyThread_get_thread_ident();
}

void detail::Waiter::finish() {
    {
        const std::scoped_lock lock(mutex);
        done = true;
    }
    changed.notify_one();
}

void detail::Waiter::wait() {
    constexpr std::chrono::milliseconds pause{20};
    while (true) {
        {
            const py::gil_scoped_release unlocked;
            std::unique_lock lock(mutex);
            if (changed.wait_for(lock, pause, [this] { return done; })) return;
        }
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    }
}

namespace {

/// The exception class; lives as long as the interpreter.
py::object& error_class() {
    static auto* const type = new py::object;
    return *type;
}

void make_error(py::module_& m) {
    py::dict body;
    body["diagnostics"] = py::tuple();
    body["__module__"] = "convene";
    error_class() = py::reinterpret_steal<py::object>(PyErr_NewExceptionWithDoc(
        "convene.Error",
        "What can't be read, built or scheduled. `diagnostics` has every finding, as a list of `Diagnostic`.",
        PyExc_ValueError, body.ptr()));
    m.attr("Error") = error_class();
    py::register_exception_translator([](std::exception_ptr pointer) {
        try {
            if (pointer) std::rethrow_exception(pointer);
        } catch (const Fault& fault) {
            const auto error = error_object(fault.reasons);
            PyErr_SetObject(error_class().ptr(), error.ptr());
        }
    });
}

} // namespace

py::object error_object(const Diagnostics& reasons) {
    auto error = error_class()(to_string(reasons));
    error.attr("diagnostics") = py::cast(reasons);
    return error;
}

} // namespace convene::python

PYBIND11_MODULE(_convene, m) {
    using namespace convene::python;
    // Classes say that they are of the package, which is where people and pickles look for them.
    const auto name = m.attr("__name__");
    m.attr("__name__") = "convene";
    make_error(m);
    bind_core(m);
    bind_time(m);
    bind_graph(m);
    bind_model(m);
    bind_builder(m);
    bind_schedule(m);
    bind_check(m);
    bind_io(m);
    bind_bench(m);
    m.attr("__name__") = name;
}
