#pragma once
/// \file
/// What every part of the Python module shares: the conversions, the docstrings, faults, and calls without the GIL.

#include "casters.hpp"

#include <convene/core/result.hpp>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>

namespace convene::python {

/// The docstrings, one constant a public name; made from the headers by scripts/generate-docstrings.
namespace doc {
#include <docstrings.inc>
} // namespace doc

/// The docstring of a public name: `CONVENE_DOC(Schedule_size)`. A name without one does not compile.
#define CONVENE_DOC(name) ::convene::python::doc::name

/// For calls that compute and touch nothing of Python.
using Unlocked = py::call_guard<py::gil_scoped_release>;

/// The value, or the faults as the Python exception `Error`.
template <class T>
T unwrap(Result<T>&& result) {
    if (!result) throw Fault{std::move(result.error())};
    return std::move(*result);
}

/// Whether this is the thread in which Python handles signals. Needs the GIL.
[[nodiscard]] bool in_main_thread();

/// Work of less than about this many activities ends before anybody could interrupt it.
inline constexpr std::size_t interruptible_from = 20'000;

namespace detail {

/// Waits for `done`, without the GIL, until a signal raises. The work goes on in its thread then, and nobody looks at
/// it.
struct Waiter {
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;

    void finish();
    /// Calls `tick` now and then, with the GIL.
    void wait(const std::function<void()>& tick = {});
};

} // namespace detail

/// Calls `work` in a thread of its own, without the GIL. Ctrl-C, or a `tick` that raises, ends the call within a
/// twentieth of a second, whatever the work is doing: the work must own what it uses.
template <class Work>
auto in_thread(Work work, const std::function<void()>& tick = {}) {
    using Value = std::invoke_result_t<Work&>;
    struct State : detail::Waiter {
        explicit State(Work w) : work(std::move(w)) {}
        Work work;
        std::optional<Value> value;
        std::exception_ptr failure;
    };
    auto state = std::make_shared<State>(std::move(work));
    std::thread([state] {
        try {
            state->value.emplace(state->work());
        } catch (...) {
            state->failure = std::current_exception();
        }
        state->finish();
    }).detach();
    state->wait(tick);
    if (state->failure) std::rethrow_exception(state->failure);
    return std::move(*state->value);
}

/// Calls `work` without the GIL; `in_thread` if it is `long_lasting` and Python handles signals in this thread.
template <class Work>
auto interruptible(bool long_lasting, Work work) {
    if (long_lasting && in_main_thread()) return in_thread(std::move(work));
    const py::gil_scoped_release unlocked;
    return work();
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
    auto result = in_thread([work = std::move(work), token = stop.source.get_token()] { return work(token); }, tick);
    if (tick) tick();
    return result;
}

// Each module of the library has one file here, and one function in it.
void bind_core(py::module_& m);
void bind_time(py::module_& m);
void bind_graph(py::module_& m);
void bind_model(py::module_& m);
void bind_records(py::module_& m);
void declare_process(py::module_& m);
void bind_process(py::module_& m);
void bind_builder(py::module_& m);
void bind_schedule(py::module_& m);
void bind_check(py::module_& m);
void bind_io(py::module_& m);
void bind_run(py::module_& m);
void bind_commands(py::module_& m);
void bind_refusals(py::module_& m);
void bind_events(py::module_& m);
void bind_states(py::module_& m);
void bind_journals(py::module_& m);
void bind_run_io(py::module_& m);
void bind_resource(py::module_& m);
void bind_portfolio(py::module_& m);
void bind_rcpsp(py::module_& m);
void bind_rcpsp_solvers(py::module_& m);
/// What benchmarks and tests compare with: the same work without Python.
void bind_bench(py::module_& m);

} // namespace convene::python
