#include "plan.hpp"

#include <convene/io/write_gantt.hpp>
#include <convene/schedule/conflict.hpp>
#include <convene/schedule/critical.hpp>
#include <convene/schedule/explain.hpp>
#include <convene/schedule/link_cycle.hpp>
#include <convene/schedule/rollup.hpp>

#include <atomic>

namespace convene::python {

void check_plan(const Process& process, const Schedule& plan) {
    if (process.activities().size() != plan.size()) throw py::value_error("the schedule is that of another process");
}

namespace {

using MoreOptions = Options<ScheduleOptions>;

/// The schedules of many processes.
struct Batch {
    std::vector<Process> processes;
    std::vector<Result<Schedule>> results;
    std::atomic<std::size_t> done = 0;
    std::atomic<bool> stop = false;
};
using BatchPointer = std::shared_ptr<Batch>;

struct StopAtExit {
    BatchPointer batch;
    ~StopAtExit() { batch->stop = true; }
};

py::object one_of(const BatchPointer& batch, std::size_t i) {
    auto& result = batch->results[i];
    if (!result) return error_object(result.error());
    return py::cast(std::shared_ptr<Schedule>(batch, &*result));
}

void run_until(Batch& batch, const std::vector<ScheduleOptions>& options, std::size_t upto) {
    for (auto i = batch.done.load(); i < upto && !batch.stop; ++i) {
        batch.results.push_back(schedule(batch.processes[i], options[options.size() == 1 ? 0 : i]));
        batch.done = i + 1;
    }
}

BatchPointer schedule_many(std::vector<Process> processes, const std::optional<ScheduleOptions>& given,
                           const MoreOptions& more, bool raise,
                           const std::optional<std::function<void(std::size_t, std::size_t)>>& progress) {
    auto batch = std::make_shared<Batch>();
    batch->processes = std::move(processes);
    const auto count = batch->processes.size();
    batch->results.reserve(count);
    std::vector<ScheduleOptions> options;
    if (more.contains("target") || more.contains("outside") || (given && (given->target || !given->outside.empty())))
        for (const auto& process : batch->processes)
            options.push_back(more.of(process, "schedule_many", given.value_or(ScheduleOptions{})));
    else
        options.push_back(more.of(Process(), "schedule_many", given.value_or(ScheduleOptions{})));
    std::size_t activities = 0;
    for (const auto& process : batch->processes) activities += process.activities().size() + 1;
    const StopAtExit stop{batch};
    const auto step = progress ? std::max<std::size_t>(1, count / 100) : count;
    do {
        const auto upto = std::min(count, batch->done + step);
        interruptible(activities >= interruptible_from, [batch, options, upto] {
            run_until(*batch, options, upto);
            return true;
        });
        if (progress) (*progress)(batch->done, count);
    } while (batch->done < count);
    if (raise) {
        Diagnostics all;
        for (auto& result : batch->results)
            if (!result) all.insert(all.end(), result.error().begin(), result.error().end());
        if (!all.empty()) throw Fault{std::move(all)};
    }
    return batch;
}

void bind_batch(py::module_& m) {
    m.attr("ScheduleList") = in_package("_schedules", "ScheduleList");
    m.def(
        "schedule_many",
        [](std::vector<Process> processes, const std::optional<ScheduleOptions>& options, const std::string& errors,
           const std::optional<std::function<void(std::size_t, std::size_t)>>& progress, const MoreOptions& more) {
            if (errors != "raise" && errors != "return") throw py::value_error("errors is \"raise\" or \"return\"");
            const auto batch = schedule_many(std::move(processes), options, more, errors == "raise", progress);
            py::list all;
            for (std::size_t i = 0; i < batch->results.size(); ++i) all.append(one_of(batch, i));
            return InPackage<"ScheduleList">{in_package("_schedules", "ScheduleList")(all)};
        },
        py::arg("processes"), py::arg("options") = py::none(), py::kw_only(), py::arg("errors") = "raise",
        py::arg("progress") = py::none(),
        "The schedule of each process, as `schedule` makes it, in one call.\n\n"
        "What can't be scheduled raises one `Error` with all findings; with errors=\"return\" its place in the list "
        "is\n"
        "that `Error`. `progress(done, all)` is called about a hundred times.");
}

using PlanClass = py::class_<Schedule, std::shared_ptr<Schedule>>;

Schedule restored(const Process& process, const ScheduleOptions& options) {
    const py::gil_scoped_release unlocked;
    return unwrap(schedule(process, options));
}

void bind_plan(py::module_& m) {
    py::class_<Driver> driver(m, "Driver", CONVENE_DOC(Driver));
    add_enum<Driver::Kind>(driver);
    value(driver);
    PlanClass c(m, "Schedule", CONVENE_DOC(Schedule));
    c.def("__len__", &Schedule::size)
        .def("_state", [](const Schedule& plan) { return plan.options(); })
        .def_static("_restored", &restored);
    value(c);
    def_columns(c, [](const py::object& self) { return io::columns_of(self.cast<std::shared_ptr<Schedule>>()); });
}

void bind_critical(py::module_& m) {
    const auto process = py::arg("process");
    const auto plan = py::arg("schedule");
    m.def(
        "float_bands",
        [](const Schedule& s, const std::vector<Seconds>& limits) {
            if (!std::is_sorted(limits.begin(), limits.end())) throw py::value_error("the limits must ascend");
            return float_bands(s, limits).vector();
        },
        plan, py::arg("limits"), Unlocked());
    using Paths = std::vector<FloatPath> (*)(const Schedule&, ActivityId, std::size_t);
    m.def("float_paths", paired(static_cast<Paths>(&float_paths)), process, plan, py::arg("target"),
          py::arg("limit") = 10);
}

void bind_explain(py::module_& m) {
    const auto english = [] { return py::arg_v("language", Language::en, "Language.en"); };
    m.def("describe", py::overload_cast<const Process&, const ExplanationStep&, Language>(&describe),
          py::arg("process"), py::arg("step"), english(), CONVENE_DOC(describe_in_explain));
    m.def("describe", py::overload_cast<const Process&, const ConflictPart&, Language>(&describe), py::arg("process"),
          py::arg("part"), english(), CONVENE_DOC(describe_in_conflict));
    m.def("spoken", bound(&spoken), py::arg("process"), py::arg("activity"), english());
    m.def("amount_text", &amount_text, py::arg("amount"), py::arg("day") = py::none(), english());
}

void bind_conflicts(py::module_& m) {
    m.def(
        "find_conflicts",
        [](const Process& process, const std::optional<ScheduleOptions>& given, const MoreOptions& more) {
            auto options = more.of(process, "find_conflicts", given.value_or(ScheduleOptions{}));
            return Known{interruptible(true, [process, options] { return find_conflicts(process, options); }), process};
        },
        py::arg("process"), py::arg("options") = py::none());
    m.def("to_diagnostic", py::overload_cast<const Process&, const Conflict&>(&to_diagnostic), py::arg("process"),
          py::arg("conflict"), CONVENE_DOC(to_diagnostic_in_conflict));
    m.def(
        "find_cycles",
        [](const Process& process) {
            Diagnostics found;
            for (const auto& cycle : find_cycles(process)) found.push_back(to_diagnostic(process, cycle));
            return found;
        },
        py::arg("process"), Unlocked());
}

} // namespace

void bind_schedule(py::module_& m) {
    py::class_<Cause> cause(m, "Cause", CONVENE_DOC(Cause));
    cause.def(py::init<CauseKind, std::uint32_t>(), py::arg("kind"), py::arg("index") = 0);
    value(cause);
    bind_plan(m);
    m.def(
        "schedule",
        [](const Process& process, const std::optional<ScheduleOptions>& given, const MoreOptions& more) {
            return unwrap(
                interruptible(process.activities().size() >= interruptible_from,
                              [process, options = more.of(process, "schedule", given.value_or(ScheduleOptions{}))] {
                                  return schedule(process, options);
                              }));
        },
        py::arg("process"), py::arg("options") = py::none(), CONVENE_DOC(schedule_in_schedule));
    bind_batch(m);
    bind_critical(m);
    bind_conflicts(m);
    bind_explain(m);
}

} // namespace convene::python
