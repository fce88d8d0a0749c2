#include "plan.hpp"
#include "record.hpp"

#include <convene/io/write_gantt.hpp>
#include <convene/schedule/conflict.hpp>
#include <convene/schedule/critical.hpp>
#include <convene/schedule/explain.hpp>
#include <convene/schedule/link_cycle.hpp>
#include <convene/schedule/rollup.hpp>

#include <atomic>
#include <cstring>

namespace convene::python {

namespace {

constexpr std::array<const char*, plan_columns> column_names{
    "early_start", "early_finish", "late_start", "late_finish", "start", "finish", "total_float", "free_float"};

const void* data_of(const Schedule& s, PlanColumn column) {
    switch (column) {
    case PlanColumn::early_start: return s.early_starts().data();
    case PlanColumn::early_finish: return s.early_finishes().data();
    case PlanColumn::late_start: return s.late_starts().data();
    case PlanColumn::late_finish: return s.late_finishes().data();
    case PlanColumn::start: return s.starts().data();
    case PlanColumn::finish: return s.finishes().data();
    case PlanColumn::total_float: return s.total_floats().data();
    case PlanColumn::free_float: return s.free_floats().data();
    }
    return nullptr;
}

static_assert(sizeof(Instant) == sizeof(std::int64_t) && sizeof(Seconds) == sizeof(std::int64_t));

} // namespace

Plan::Plan(Process process, Schedule schedule)
    : Plan(std::move(process), std::make_shared<const Schedule>(std::move(schedule))) {}

Plan::Plan(Process process, std::shared_ptr<const Schedule> schedule) : state_(std::make_shared<State>()) {
    state_->process = std::move(process);
    state_->schedule = std::move(schedule);
}

Plan::Plan(Process process, PlanValues values) : state_(std::make_shared<State>()) {
    state_->process = std::move(process);
    state_->values = std::move(values);
}

const std::shared_ptr<const Schedule>& Plan::shared() const {
    const std::scoped_lock lock(state_->mutex);
    if (!state_->schedule)
        state_->schedule = std::make_shared<const Schedule>(unwrap(schedule(state_->process, state_->values->options)));
    return state_->schedule;
}

const void* Plan::data(PlanColumn column) const {
    if (state_->values) return state_->values->columns[static_cast<std::size_t>(column)].data();
    return data_of(*state_->schedule, column);
}

std::int64_t Plan::value(PlanColumn column, ActivityId activity) const {
    std::int64_t out = 0;
    std::memcpy(&out, static_cast<const char*>(data(column)) + activity.index() * sizeof(out), sizeof(out));
    return out;
}

Column Plan::column(PlanColumn column) const {
    const auto type = column >= PlanColumn::total_float ? ColumnType::seconds : ColumnType::instant;
    return {column_names[static_cast<std::size_t>(column)], type, state_, data(column), size()};
}

Columns Plan::columns() const {
    {
        const std::scoped_lock lock(state_->mutex);
        if (!state_->keys) {
            TextBuffer keys;
            for (const auto id : process().activities().ids()) keys.add(process().key(id));
            state_->keys = std::make_shared<const TextBuffer>(std::move(keys));
        }
    }
    Columns all{{{"activity", ColumnType::text, state_, state_->keys.get(), size()}}, size()};
    for (std::size_t i = 0; i < plan_columns; ++i) all.columns.push_back(column(static_cast<PlanColumn>(i)));
    for (const auto which : {PlanColumn::total_float, PlanColumn::free_float}) {
        auto days = std::make_shared<std::vector<double>>(size());
        for (const auto id : process().activities().ids())
            (*days)[id.index()] = static_cast<double>(value(which, id)) /
                                  static_cast<double>(process().calendar_of(id).day_size().count());
        all.columns.push_back({all.columns[1 + static_cast<std::size_t>(which)].name + "_days", ColumnType::real, days,
                               days->data(), size()});
    }
    return all;
}

PlanValues Plan::values() const {
    if (state_->values) return *state_->values;
    const auto& s = *state_->schedule;
    PlanValues out{{}, {s.broken().begin(), s.broken().end()}, s.project_start(), s.project_finish(), s.options()};
    for (std::size_t i = 0; i < plan_columns; ++i) {
        out.columns[i].resize(size());
        if (size() > 0)
            std::memcpy(out.columns[i].data(), data(static_cast<PlanColumn>(i)), size() * sizeof(std::int64_t));
    }
    return out;
}

const ScheduleOptions& Plan::options() const {
    return state_->values ? state_->values->options : state_->schedule->options();
}

std::vector<BrokenBound> Plan::broken() const {
    if (state_->values) return state_->values->broken;
    return {state_->schedule->broken().begin(), state_->schedule->broken().end()};
}

Instant Plan::project_start() const {
    return state_->values ? state_->values->project_start : state_->schedule->project_start();
}

Instant Plan::project_finish() const {
    return state_->values ? state_->values->project_finish : state_->schedule->project_finish();
}

bool operator==(const Plan& a, const Plan& b) {
    if (a.size() != b.size() || a.broken() != b.broken()) return false;
    for (std::size_t i = 0; i < plan_columns && a.size() > 0; ++i) {
        const auto c = static_cast<PlanColumn>(i);
        if (std::memcmp(a.data(c), b.data(c), a.size() * sizeof(std::int64_t)) != 0) return false;
    }
    return true;
}

void check_plan(const Process& process, const Plan& plan) {
    if (process.activities().size() != plan.size()) throw py::value_error("the schedule is that of another process");
}

py::tuple state_of(const Plan& plan) {
    auto values = plan.values();
    py::list columns;
    for (auto& column : values.columns) {
        auto owner = std::make_shared<const std::vector<std::int64_t>>(std::move(column));
        columns.append(to_numpy({"", ColumnType::seconds, owner, owner->data(), owner->size()}).attr("view")("int64"));
    }
    return py::make_tuple(columns, values.broken, values.project_start, values.project_finish, values.options);
}

Plan restored_plan(const Process& process, const py::tuple& state) {
    PlanValues values{{},
                      state[1].cast<std::vector<BrokenBound>>(),
                      state[2].cast<Instant>(),
                      state[3].cast<Instant>(),
                      state[4].cast<ScheduleOptions>()};
    for (std::size_t i = 0; i < plan_columns; ++i) {
        const auto column = state[0][py::int_(i)].cast<py::array_t<std::int64_t, py::array::c_style>>();
        values.columns[i].assign(column.data(), column.data() + column.size());
        if (values.columns[i].size() != process.activities().size())
            throw py::value_error("the schedule is that of another process");
    }
    return {process, std::move(values)};
}

namespace {

using MoreOptions = Options<ScheduleOptions>;

/// The options object with what keyword arguments replace in it, for this process.
ScheduleOptions options_for(const Process& process, const std::optional<ScheduleOptions>& options,
                            const MoreOptions& more, const char* called) {
    const Naming naming(process);
    auto out = more.with(options.value_or(ScheduleOptions{}), called);
    for (const auto& date : out.outside) (void)id_of(process, Ref<ActivityId>(date.activity));
    if (out.target && out.target->index() >= process.activities().size())
        throw py::index_error("the target is no activity of the process");
    return out;
}

Plan schedule_one(const Process& process, const ScheduleOptions& options) {
    auto result = interruptible(process.activities().size() >= interruptible_from,
                                [process, options] { return schedule(process, options); });
    return {process, unwrap(std::move(result))};
}

/// The schedules of many processes, made into Python objects one by one as they are asked for.
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
    return py::cast(Plan(batch->processes[i], std::shared_ptr<const Schedule>(batch, &*result)));
}

void run(Batch& batch, const std::vector<ScheduleOptions>& options, std::size_t upto) {
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
            options.push_back(options_for(process, given, more, "schedule_many"));
    else
        options.push_back(options_for(Process(), given, more, "schedule_many"));
    std::size_t activities = 0;
    for (const auto& process : batch->processes) activities += process.activities().size() + 1;
    const StopAtExit stop{batch};
    const auto step = progress ? std::max<std::size_t>(1, count / 100) : count;
    do {
        const auto upto = std::min(count, batch->done + step);
        interruptible(activities >= interruptible_from, [batch, options, upto] {
            run(*batch, options, upto);
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
    py::class_<Batch, BatchPointer>(m, "ScheduleList", "The schedules of many processes, in the order of these.")
        .def("__len__", [](const Batch& b) { return b.results.size(); })
        .def(
            "__getitem__",
            [](const BatchPointer& b, py::ssize_t i) {
                const auto size = static_cast<py::ssize_t>(b->results.size());
                if (i < -size || i >= size) throw py::index_error("there is no such schedule");
                return one_of(b, static_cast<std::size_t>(i < 0 ? i + size : i));
            },
            py::arg("i"))
        .def(
            "__getitem__",
            [](const BatchPointer& b, const py::slice& places) {
                const auto [start, stop, step] = places_of(places, b->results.size());
                py::list found;
                for (auto i = start; step > 0 ? i < stop : i > stop; i += step)
                    found.append(one_of(b, static_cast<std::size_t>(i)));
                return found;
            },
            py::arg("places"), "The schedules at these places, as a list.")
        .def("__iter__",
             [](const py::object& self) { return py::reinterpret_steal<py::iterator>(PySeqIter_New(self.ptr())); })
        .def("__repr__",
             [](const Batch& b) { return "<convene.ScheduleList of " + std::to_string(b.results.size()) + ">"; });
    m.def(
        "schedule_many",
        [](std::vector<Process> processes, const std::optional<ScheduleOptions>& options, const std::string& errors,
           const std::optional<std::function<void(std::size_t, std::size_t)>>& progress, const MoreOptions& more) {
            if (errors != "raise" && errors != "return") throw py::value_error("errors is \"raise\" or \"return\"");
            return schedule_many(std::move(processes), options, more, errors == "raise", progress);
        },
        py::arg("processes"), py::arg("options") = py::none(), py::kw_only(), py::arg("errors") = "raise",
        py::arg("progress") = py::none(),
        "The schedule of each process, as `schedule` makes it, in one call.\n\n"
        "What can't be scheduled raises one `Error` with all findings; with errors=\"return\" its place in the list "
        "is\n"
        "that `Error`. `progress(done, all)` is called about a hundred times.");
}

using PlanClass = py::class_<Plan>;

void bind_dates(PlanClass& c) {
    const auto both = [&c]<class Value>(const char* one, const char* all, PlanColumn column,
                                        std::type_identity<Value>) {
        c.def(
            one,
            [column](const Plan& p, const Ref<ActivityId>& a) {
                return Value{Seconds{p.value(column, id_of(p.process(), a))}};
            },
            py::arg("activity"));
        c.def(all, [column](const Plan& p) { return to_numpy(p.column(column)); });
    };
    constexpr std::type_identity<Instant> instants;
    constexpr std::type_identity<Seconds> amounts;
    using C = PlanColumn;
    both("early_start", "early_starts", C::early_start, instants);
    both("early_finish", "early_finishes", C::early_finish, instants);
    both("late_start", "late_starts", C::late_start, instants);
    both("late_finish", "late_finishes", C::late_finish, instants);
    both("start", "starts", C::start, instants);
    both("finish", "finishes", C::finish, instants);
    both("total_float", "total_floats", C::total_float, amounts);
    both("free_float", "free_floats", C::free_float, amounts);
}

std::string drawn(const Plan& plan, const io::GanttOptions& options) {
    const py::gil_scoped_release unlocked;
    return io::write_gantt(plan.process(), plan.full(), options);
}

void bind_plan(py::module_& m) {
    py::class_<Driver> driver(m, "Driver", CONVENE_DOC(Driver));
    add_enum<Driver::Kind>(driver);
    driver.def("kind", &Driver::kind)
        .def("index", &Driver::index)
        .def("__repr__",
             [](Driver d) {
                 return "<convene.Driver " + py::cast(d.kind()).attr("value").cast<std::string>() + " " +
                        std::to_string(d.index()) + ">";
             })
        .def(
            "__eq__", [](Driver a, Driver b) { return a == b; }, py::is_operator())
        .def("__hash__", [](Driver d) { return py::hash(py::make_tuple(static_cast<int>(d.kind()), d.index())); });
    PlanClass c(m, "Schedule", CONVENE_DOC(Schedule));
    bind_dates(c);
    c.def("size", &Plan::size)
        .def("__len__", &Plan::size)
        .def("__bool__", [](const Plan&) { return true; })
        .def("process", &Plan::process, "The process of which this is the schedule.")
        .def(
            "driver",
            [](const Plan& p, const Ref<ActivityId>& a) {
                const auto id = id_of(p.process(), a);
                const py::gil_scoped_release unlocked;
                return p.full().driver(id);
            },
            py::arg("activity"))
        .def("project_start", &Plan::project_start)
        .def("project_finish", &Plan::project_finish)
        .def("options", &Plan::options)
        .def("broken", &Plan::broken)
        .def("__repr__",
             [](const Plan& p) {
                 return "<convene.Schedule of \"" + std::string(p.process().key()) + "\": " + std::to_string(p.size()) +
                        " activities, " + to_string(p.project_start()) + " to " + to_string(p.project_finish()) + ">";
             })
        .def("_repr_svg_", [](const Plan& p) { return drawn(p, {}); })
        .def(
            "__eq__", [](const Plan& a, const Plan& b) { return a == b; }, py::is_operator())
        .def("__hash__",
             [](const Plan& p) { return py::hash(py::make_tuple(p.size(), p.project_start(), p.project_finish())); })
        .def("__copy__", [](py::object self) { return self; })
        .def(
            "__deepcopy__", [](py::object self, const py::dict&) { return self; }, py::arg("memo"))
        .def("_state", &state_of)
        .def_static("_restored", &restored_plan)
        .def(py::pickle([](const Plan& plan) { return py::make_tuple(plan.process(), state_of(plan)); },
                        [](const py::tuple& state) {
                            return restored_plan(state[0].cast<Process>(), state[1].cast<py::tuple>());
                        }));
    def_columns(c, [](const Plan& p) { return p.columns(); });
}

void bind_critical(py::module_& m) {
    const auto process = py::arg("process");
    const auto plan = py::arg("schedule");
    const auto target = [] { return py::arg("target") = py::none(); };
    using Target = const std::optional<Ref<ActivityId>>&;
    // Each makes sure that the two belong together, resolves names, and computes without the GIL.
    const auto with_target = [&](const char* name, auto function, const char* doc = "") {
        m.def(
            name,
            [function](const Process& p, const Plan& s, Target t) {
                check_plan(p, s);
                const auto id = id_of(p, t);
                const py::gil_scoped_release unlocked;
                return function(s.full(), id);
            },
            process, plan, target(), doc);
    };
    with_target("critical_path", &critical_path);
    with_target("on_longest_path",
                [](const Schedule& s, std::optional<ActivityId> id) { return on_longest_path(s, id).vector(); });
    m.def(
        "by_total_float",
        [](const Process& p, const Plan& s, Seconds threshold) {
            check_plan(p, s);
            return by_total_float(s.full(), threshold).vector();
        },
        process, plan, py::arg_v("threshold", Seconds{0}, "datetime.timedelta(0)"), Unlocked());
    m.def(
        "float_bands",
        [](const Plan& s, const std::vector<Seconds>& limits) {
            if (!std::is_sorted(limits.begin(), limits.end())) throw py::value_error("the limits must ascend");
            return float_bands(s.full(), limits).vector();
        },
        plan, py::arg("limits"), Unlocked());
    m.def(
        "float_paths",
        [](const Process& p, const Plan& s, const Ref<ActivityId>& t, std::size_t limit) {
            check_plan(p, s);
            const auto id = id_of(p, t);
            const py::gil_scoped_release unlocked;
            return float_paths(s.full(), id, limit);
        },
        process, plan, py::arg("target"), py::arg("limit") = 10);
    m.def(
        "roll_up",
        [](const Process& p, const Plan& s) {
            check_plan(p, s);
            return roll_up(s.full()).vector();
        },
        process, plan, Unlocked());
    m.def(
        "provisional",
        [](const Process& p, const Plan& s) {
            check_plan(p, s);
            return provisional(s.full()).vector();
        },
        process, plan, Unlocked());
}

void bind_explain(py::module_& m) {
    const auto english = [] { return py::arg_v("language", Language::en, "Language.en"); };
    m.def(
        "explain",
        [](const Process& p, const Plan& s, const Ref<ActivityId>& a, DateKind date) {
            check_plan(p, s);
            const auto id = id_of(p, a);
            const py::gil_scoped_release unlocked;
            return explain(s.full(), id, date);
        },
        py::arg("process"), py::arg("schedule"), py::arg("activity"),
        py::arg_v("date", DateKind::early_finish, "DateKind.early_finish"));
    m.def("describe", py::overload_cast<const Process&, const ExplanationStep&, Language>(&describe),
          py::arg("process"), py::arg("step"), english(), CONVENE_DOC(describe_in_explain));
    m.def("describe", py::overload_cast<const Process&, const ConflictPart&, Language>(&describe), py::arg("process"),
          py::arg("part"), english(), CONVENE_DOC(describe_in_conflict));
    m.def(
        "spoken",
        [](const Process& p, const Ref<ActivityId>& a, Language language) { return spoken(p, id_of(p, a), language); },
        py::arg("process"), py::arg("activity"), english());
    m.def("amount_text", &amount_text, py::arg("amount"), py::arg("day") = py::none(), english());
}

void bind_conflicts(py::module_& m) {
    m.def(
        "find_conflicts",
        [](const Process& process, const std::optional<ScheduleOptions>& given, const MoreOptions& more) {
            return interruptible(true, [process, options = options_for(process, given, more, "find_conflicts")] {
                return find_conflicts(process, options);
            });
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
    py::class_<Cause>(m, "Cause", CONVENE_DOC(Cause))
        .def(py::init<CauseKind, std::uint32_t>(), py::arg("kind"), py::arg("index") = 0)
        .def("kind", &Cause::kind)
        .def("index", &Cause::index)
        .def("__hash__", [](Cause a) { return a.packed; })
        .def(
            "__eq__", [](Cause a, Cause b) { return a == b; }, py::is_operator())
        .def("__repr__",
             [](Cause a) {
                 return "Cause('" + py::cast(a.kind()).attr("value").cast<std::string>() + "', " +
                        std::to_string(a.index()) + ")";
             })
        .def("__reduce__", [](const py::object& self) {
            const auto cause = self.cast<Cause>();
            return py::make_tuple(py::type::of(self), py::make_tuple(cause.kind(), cause.index()));
        });
    bind_plan(m);
    m.def(
        "schedule",
        [](const Process& process, const std::optional<ScheduleOptions>& given, const MoreOptions& more) {
            return schedule_one(process, options_for(process, given, more, "schedule"));
        },
        py::arg("process"), py::arg("options") = py::none(), CONVENE_DOC(schedule_in_schedule));
    bind_batch(m);
    bind_critical(m);
    bind_conflicts(m);
    bind_explain(m);
}

} // namespace convene::python
