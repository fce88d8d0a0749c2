#include "binding.hpp"
#include "live.hpp"

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

void detail::Waiter::wait(const std::function<void()>& tick) {
    constexpr std::chrono::milliseconds pause{20};
    while (true) {
        {
            const py::gil_scoped_release unlocked;
            std::unique_lock lock(mutex);
            if (changed.wait_for(lock, pause, [this] { return done; })) return;
        }
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        if (tick) tick();
    }
}

namespace {

// The exception classes; they live as long as the interpreter.
py::object& error_class() {
    static auto* const type = new py::object;
    return *type;
}
py::object& refused_class() {
    static auto* const type = new py::object;
    return *type;
}

void make_error(py::module_& m) {
    const auto make = [&m](const char* name, const char* doc, py::handle base, const char* member, py::object value) {
        py::dict body;
        body[member] = std::move(value);
        body["__module__"] = "convene";
        auto made = py::reinterpret_steal<py::object>(
            PyErr_NewExceptionWithDoc(("convene." + std::string(name)).c_str(), doc, base.ptr(), body.ptr()));
        m.attr(name) = made;
        return made;
    };
    error_class() = make(
        "Error", "What can't be read, built or scheduled. `diagnostics` has every finding, as a list of `Diagnostic`.",
        PyExc_ValueError, "diagnostics", py::tuple());
    refused_class() = make(
        "Refused", "Why a command was not obeyed. `refusal` has everything that stands in its way, as a `Refusal`.",
        error_class(), "refusal", py::none());
    py::register_exception_translator([](std::exception_ptr pointer) {
        try {
            if (pointer) std::rethrow_exception(pointer);
        } catch (const Fault& fault) {
            const auto error = error_object(fault.reasons);
            PyErr_SetObject(error_class().ptr(), error.ptr());
        } catch (const Refused& refused) {
            auto error = refused_class()(to_string(refused.process, refused.refusal));
            error.attr("diagnostics") = py::cast(describe(refused.process, refused.refusal.blockers));
            error.attr("refusal") = py::cast(refused.refusal);
            PyErr_SetObject(refused_class().ptr(), error.ptr());
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
    bind_resource(m);
    bind_portfolio(m);
    bind_io(m);
    bind_run(m);
    bind_run_io(m);
    bind_rcpsp(m);
    bind_bench(m);
    m.attr("__name__") = name;
}
