#pragma once
/// \file
/// What every part of the Python module shares: the conversions, the docstrings, faults, and calls without the GIL.

#include "casters.hpp"

#include <convene/core/result.hpp>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <type_traits>
#include <utility>

namespace convene::python {

// The docstrings come from the headers, by scripts/generate-docstrings: that of `io::read_process` is
// `io_read_process`.

/// The docstring with this key, or an empty text.
[[nodiscard]] const char* find_doc(std::string_view key);
/// The same, but a key that is not there is an ImportError. Functions and methods find their own by themselves: this is
/// for what has another name, or only some of its comments.
[[nodiscard]] const char* doc(std::string_view key);
/// The docstring of a public name: `CONVENE_DOC(Schedule_size)`.
#define CONVENE_DOC(name) ::convene::python::doc(#name)

/// The key of a class, by its object or by what Python calls it: `rcpsp_Generation_Obstacle`.
[[nodiscard]] std::string doc_key(std::string_view name);
[[nodiscard]] std::string doc_key(py::handle type);
/// What C++ calls a thing whose name would be a keyword in Python: `from_` is `from`.
[[nodiscard]] std::string bare_name(std::string_view name);

/// The submodule or class that `path` names, as "rcpsp" or "ExplanationStep"; the module itself without one.
[[nodiscard]] py::object part(py::handle root, const std::string& path);

/// A method of a class that is not known here.
template <class Function, class... Extra>
void def_method(py::handle type, const char* name, Function function, const Extra&... extra) {
    const py::cpp_function method(std::move(function), py::name(name), py::is_method(type),
                                  py::sibling(py::getattr(type, name, py::none())), extra...);
    auto cls = py::reinterpret_borrow<py::object>(type);
    py::detail::add_class_method(cls, name, method);
}

/// Something that is written in Python, in a module of the package.
[[nodiscard]] inline py::object in_package(const std::string& module, const char* name) {
    return py::module_::import(("convene." + module).c_str()).attr(name);
}

/// What can't be called as it was, as a TypeError in a sentence.
[[noreturn]] void throw_wrong_argument(const std::string& called, const std::string& name, const std::string& takes,
                                       py::handle given);

/// For calls that compute and touch nothing of Python.
using Unlocked = py::call_guard<py::gil_scoped_release>;

/// What work gives that touches nothing of Python.
template <class Work>
auto unlocked(Work work) {
    const py::gil_scoped_release released;
    return work();
}

/// The value, or the faults as the Python exception `Error`.
template <class T>
T unwrap(Result<T>&& result) {
    if (!result) throw Fault{std::move(result.error())};
    return std::move(*result);
}

/// Where a slice of so many things begins, before what it stops, and its step.
[[nodiscard]] inline std::array<py::ssize_t, 3> places_of(const py::slice& places, std::size_t size) {
    py::ssize_t start = 0;
    py::ssize_t stop = 0;
    py::ssize_t step = 0;
    py::ssize_t length = 0;
    if (!places.compute(static_cast<py::ssize_t>(size), &start, &stop, &step, &length)) throw py::error_already_set();
    return {start, stop, step};
}

/// Whether this is the thread in which Python handles signals. Needs the GIL.
[[nodiscard]] bool in_main_thread();

/// Work of less than about this many activities ends before anybody could interrupt it.
inline constexpr std::size_t interruptible_from = 20'000;
/// What is asked of a plan takes longer.
inline constexpr std::size_t interruptible_plan = 2'000;

/// Calls `work` without the GIL; in a thread of its own if it is `long_lasting` and Python handles signals in this
/// thread, or if there is a `tick`. Ctrl-C, or a `tick` that raises, ends the call within a twentieth of a second then,
/// whatever the work is doing: the work must own what it uses.
void run(bool long_lasting, std::function<void()> work, const std::function<void()>& tick = {});

/// The same with what the work gives.
template <class Work>
auto interruptible(bool long_lasting, Work work, const std::function<void()>& tick = {}) {
    const auto value = std::make_shared<std::optional<std::invoke_result_t<Work&>>>();
    run(
        long_lasting, [value, work = std::move(work)]() mutable { value->emplace(work()); }, tick);
    return std::move(**value);
}

/// Calls `work(stop_token)` in a thread of its own without the GIL. Ctrl-C, or a `tick` that raises, stops it and ends
/// the call within a twentieth of a second. `tick` is called now and then and once at the end, in the caller's thread
/// and with the GIL: this is how progress is told.
template <class Work>
auto stoppable(Work work, const std::function<void()>& tick = {}) {
    struct Stop {
        std::stop_source source;
        ~Stop() { source.request_stop(); }
    };
    const Stop stop;
    auto result = interruptible(
        true, [work = std::move(work), token = stop.source.get_token()]() mutable { return work(token); }, tick);
    if (tick) tick();
    return result;
}

/// Gives the functions and methods in a module, or in a class of it, when all of them are there, the docstrings that
/// they lack, and lets them say in a sentence what is wrong with a call.
void tell_all(py::handle all, const std::string& prefix);

// Each module of the library has one file here, and one function in it.
void bind_core(py::module_& m);
void bind_time(py::module_& m);
void bind_graph(py::module_& m);
void bind_model(py::module_& m);
// Generated: the classes of enumerations and plain structs.
void bind_records_0(py::module_& m);
void bind_records_1(py::module_& m);
void bind_record_spelling(py::module_& m);
void bind_row_records(py::module_& m);
void bind_process(py::module_& m);
void bind_builder(py::module_& m);
void bind_schedule(py::module_& m);
void bind_io(py::module_& m);
void bind_run(py::module_& m);
void bind_resource(py::module_& m);
void bind_portfolio(py::module_& m);
void bind_rcpsp(py::module_& m);
/// What benchmarks and tests compare with: the same work without Python.
void bind_bench(py::module_& m);

} // namespace convene::python
