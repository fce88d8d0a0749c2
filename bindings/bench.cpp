#include "binding.hpp"
#include "portfolio.hpp"

#include <convene/model/builder.hpp>
#include <convene/schedule/schedule.hpp>

#include <chrono>

namespace convene::python {

namespace {

/// `n` tasks of one day, each after the one before and after the one sixteen before that.
Process chain(std::uint32_t n) {
    const py::gil_scoped_release unlocked;
    ProcessBuilder b("chain-" + std::to_string(n));
    b.start(unwrap(parse_instant("2026-01-05T09:00")));
    const auto key = [](std::uint32_t i) { return std::string("t").append(std::to_string(i)); };
    for (std::uint32_t i = 0; i < n; ++i) {
        auto task = b.task(key(i)).lasts(spans::minutes(30));
        if (i % 64 > 0) task.after(key(i - 1));
        if (i % 64 > 16) task.after(key(i - 17), {.min = spans::hours(1)});
    }
    return unwrap(b.build());
}

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
    m.def("_chain", &chain, py::arg("n"));
    m.def("_seconds_of_schedules", &seconds_of_schedules, py::arg("processes"), Unlocked());
    m.def("_seconds_of_portfolio", &seconds_of_portfolio, py::arg("portfolio"), Unlocked());
}

} // namespace convene::python
