#include "binding.hpp"
#include "live.hpp"
#include "portfolio.hpp"

#include <convene/core/diagnostic.hpp>
#include <convene/schedule/schedule.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace convene::python {

namespace {

struct Docstring {
    std::string_view key;
    const char* text;
};

/// By key, ascending.
constexpr Docstring docstrings[] = {
#include <docstrings.inc>
};

} // namespace

const char* find_doc(std::string_view key) {
    const auto* const found = std::ranges::lower_bound(docstrings, key, {}, &Docstring::key);
    return found != std::end(docstrings) && found->key == key ? found->text : "";
}

const char* doc(std::string_view key) {
    const auto* const text = find_doc(key);
    if (*text == '\0') throw py::import_error("there is no docstring " + std::string(key));
    return text;
}

std::string doc_key(std::string_view name) {
    std::string key(name);
    std::ranges::replace(key, '.', '_');
    return key;
}

std::string doc_key(py::handle type) {
    auto where = type.attr("__module__").cast<std::string>();
    if (where.starts_with("convene")) where.erase(0, std::min<std::size_t>(where.size(), 8));
    return doc_key((where.empty() ? "" : where + ".") + type.attr("__qualname__").cast<std::string>());
}

std::string bare_name(std::string_view name) {
    for (const std::string_view keyword : {"from_", "in_", "import_"})
        if (name == keyword) name.remove_suffix(1);
    return std::string(name);
}

py::object part(py::handle root, const std::string& path) {
    if (path.empty()) return py::reinterpret_borrow<py::object>(root);
    return py::module_::import("operator").attr("attrgetter")(path)(root);
}

void throw_wrong_argument(const std::string& called, const std::string& name, const std::string& takes,
                          py::handle given) {
    const auto text = in_package("_arguments", "wrong")(called, name, takes, given);
    throw py::type_error(text.cast<std::string>());
}

bool in_main_thread() {
    return py::module_::import("threading").attr("main_thread")().attr("ident").cast<unsigned long>() ==
           PyThread_get_thread_ident();
}

namespace {

struct Job {
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
    std::function<void()> work;
    std::exception_ptr failure;

    void operator()() {
        try {
            work();
        } catch (...) {
            failure = std::current_exception();
        }
        {
            const std::scoped_lock lock(mutex);
            done = true;
        }
        changed.notify_one();
    }

    /// Until it is done, or a signal or `tick` raises; nobody looks at it then.
    void wait(const std::function<void()>& tick) {
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
};

} // namespace

void run(bool long_lasting, std::function<void()> work, const std::function<void()>& tick) {
    if (!tick && !(long_lasting && in_main_thread())) {
        const py::gil_scoped_release unlocked;
        return work();
    }
    const auto job = std::make_shared<Job>();
    job->work = std::move(work);
    std::thread([job] { (*job)(); }).detach();
    job->wait(tick);
    if (job->failure) std::rethrow_exception(job->failure);
}

namespace {

/// The exception classes; they live as long as the interpreter.
py::object& error_class() {
    static auto* const type = new py::object(in_package("_errors", "Error"));
    return *type;
}
py::object& refused_class() {
    static auto* const type = new py::object(in_package("_errors", "Refused"));
    return *type;
}

void make_error(py::module_& m) {
    m.attr("Error") = error_class();
    m.attr("Refused") = refused_class();
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

// Generated: the functions and methods that Python calls as they are.
void bind_functions(py::module_& m);

} // namespace convene::python

PYBIND11_MODULE(_convene, m) {
    using namespace convene::python;
    // Classes say that they are of the package, which is where people and pickles look for them.
    const auto name = m.attr("__name__");
    m.attr("__name__") = "convene";
    make_error(m);
    m.def_submodule("io", "Readers and writers of processes, calendars, schedules and findings.");
    m.def_submodule("rcpsp", "Scheduling under scarce resources: the flat integer problem, without processes.");
    bind_records_0(m);
    bind_records_1(m);
    bind_record_spelling(m);
    bind_core(m);
    bind_time(m);
    bind_graph(m);
    bind_model(m);
    bind_builder(m);
    bind_schedule(m);
    bind_resource(m);
    bind_portfolio(m);
    bind_run(m);
    bind_io(m);
    bind_rcpsp(m);
    bind_functions(m);
    bind_bench(m);
    in_package("_methods", "lend")(m);
    tell_all(m, "");
    for (const auto* const part : {"io", "rcpsp", "spans"})
        tell_all(py::reinterpret_borrow<py::module_>(m.attr(part)), std::string(part) + "_");
    m.attr("__name__") = name;
}

namespace convene::python {

namespace {

/// The seconds that it takes to make a value, without those to let it go.
template <class Make>
double seconds_of(Make make) {
    const auto begin = std::chrono::steady_clock::now();
    const auto made = make();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// Schedules the processes one after the other.
double seconds_of_schedules(const std::vector<Process>& processes) {
    return seconds_of([&] {
        std::vector<Result<Schedule>> results;
        results.reserve(processes.size());
        for (const auto& process : processes) results.push_back(schedule(process));
        return results;
    });
}

double seconds_of_portfolio(const PortfolioOf& portfolio) {
    return seconds_of([&] { return schedule(*portfolio); });
}

} // namespace

void bind_bench(py::module_& m) {
    m.attr("_chain") = in_package("_bench", "chain");
    m.def("_seconds_of_schedules", &seconds_of_schedules, py::arg("processes"), Unlocked());
    m.def("_seconds_of_portfolio", &seconds_of_portfolio, py::arg("portfolio"), Unlocked());
}

} // namespace convene::python
