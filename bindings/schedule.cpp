#include "plan.hpp"
#include "record.hpp"

#include <convene/io/write_gantt.hpp>
#include <convene/schedule/conflict.hpp>
#include <convene/schedule/critical.hpp>
#include <convene/schedule/explain.hpp>
#include <convene/schedule/link_cycle.hpp>
#include <convene/schedule/rollup.hpp>

#include <atomic>

namespace convene::python {

namespace {

/// The keyword arguments of `schedule`, beside an options object whose values they replace.
struct OptionArguments {
    std::optional<ScheduleOptions> options;
    std::optional<Instant> start, finish, status_date;
    std::optional<Ref<ActivityId>> target;
    std::optional<Instant> wanted_by;
    std::optional<OnConflict> on_conflict;
    std::optional<std::size_t> max_conflicts;

    [[nodiscard]] ScheduleOptions with(const Process& process) const {
        auto out = options.value_or(ScheduleOptions{});
        if (start) out.start = start;
        if (finish) out.finish = finish;
        if (status_date) out.status_date = status_date;
        if (target) out.target = resolve(process, *target);
        if (wanted_by) out.wanted_by = wanted_by;
        if (on_conflict) out.on_conflict = *on_conflict;
        if (max_conflicts) out.max_conflicts = *max_conflicts;
        for (const auto& date : out.outside) (void)resolve(process, Ref<ActivityId>{date.activity, {}});
        if (out.target && out.target->index() >= process.activities().size())
            throw py::index_error("the target is no activity of the process");
        return out;
    }
};

#define CONVENE_OPTION_PARAMETERS                                                                                      \
    std::optional<ScheduleOptions> options, std::optional<Instant> start, std::optional<Instant> finish,               \
        std::optional<Instant> status_date, std::optional<Ref<ActivityId>> target, std::optional<Instant> wanted_by,   \
        std::optional<OnConflict> on_conflict, std::optional<std::size_t> max_conflicts
#define CONVENE_OPTION_VALUES                                                                                          \
    OptionArguments { options, start, finish, status_date, target, wanted_by, on_conflict, max_conflicts }
#define CONVENE_OPTION_NAMES                                                                                           \
    py::arg("options") = py::none(), py::kw_only(), py::arg("start") = py::none(), py::arg("finish") = py::none(),     \
    py::arg("status_date") = py::none(), py::arg("target") = py::none(), py::arg("wanted_by") = py::none(),            \
    py::arg("on_conflict") = py::none(), py::arg("max_conflicts") = py::none()

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

BatchPointer schedule_many(std::vector<Process> processes, const OptionArguments& arguments, bool raise,
                           const std::optional<std::function<void(std::size_t, std::size_t)>>& progress) {
    auto batch = std::make_shared<Batch>();
    batch->processes = std::move(processes);
    const auto count = batch->processes.size();
    batch->results.reserve(count);
    std::vector<ScheduleOptions> options;
    if (arguments.target)
        for (const auto& process : batch->processes) options.push_back(arguments.with(process));
    else
        options.push_back(arguments.with(Process()));
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
        .def("__iter__",
             [](const py::object& self) { return py::reinterpret_steal<py::iterator>(PySeqIter_New(self.ptr())); })
        .def("__repr__",
             [](const Batch& b) { return "<convene.ScheduleList of " + std::to_string(b.results.size()) + ">"; });
    m.def(
        "schedule_many",
        [](std::vector<Process> processes, CONVENE_OPTION_PARAMETERS, const std::string& errors,
           const std::optional<std::function<void(std::size_t, std::size_t)>>& progress) {
            if (errors != "raise" && errors != "return") throw py::value_error("errors is \"raise\" or \"return\"");
            return schedule_many(std::move(processes), CONVENE_OPTION_VALUES, errors == "raise", progress);
        },
        py::arg("processes"), CONVENE_OPTION_NAMES, py::arg("errors") = "raise", py::arg("progress") = py::none(),
        "The schedule of each process, as `schedule` makes it, in one call.\n\n"
        "What can't be scheduled raises one `Error` with all findings; with errors=\"return\" its place in the list "
        "is\n"
        "that `Error`. `progress(done, all)` is called about a hundred times.");
}

using PlanClass = py::class_<Plan>;

void bind_dates(PlanClass& c) {
    const auto both = [&c]<class Value>(const char* one, const char* all, PlanColumn column, const char* one_doc,
                                        const char* all_doc, std::type_identity<Value>) {
        c.def(
            one,
            [column](const Plan& p, const Ref<ActivityId>& a) {
                return Value{Seconds{p.value(column, resolve(p.process(), a))}};
            },
            py::arg("activity"), one_doc);
        c.def(
            all, [column](const Plan& p) { return to_numpy(p.column(column)); }, all_doc);
    };
    constexpr std::type_identity<Instant> instants;
    constexpr std::type_identity<Seconds> amounts;
    using C = PlanColumn;
    both("early_start", "early_starts", C::early_start, CONVENE_DOC(Schedule_early_start),
         CONVENE_DOC(Schedule_early_starts), instants);
    both("early_finish", "early_finishes", C::early_finish, CONVENE_DOC(Schedule_early_finish),
         CONVENE_DOC(Schedule_early_finishes), instants);
    both("late_start", "late_starts", C::late_start, CONVENE_DOC(Schedule_late_start),
         CONVENE_DOC(Schedule_late_starts), instants);
    both("late_finish", "late_finishes", C::late_finish, CONVENE_DOC(Schedule_late_finish),
         CONVENE_DOC(Schedule_late_finishes), instants);
    both("start", "starts", C::start, CONVENE_DOC(Schedule_start), CONVENE_DOC(Schedule_starts), instants);
    both("finish", "finishes", C::finish, CONVENE_DOC(Schedule_finish), CONVENE_DOC(Schedule_finishes), instants);
    both("total_float", "total_floats", C::total_float, CONVENE_DOC(Schedule_total_float),
         CONVENE_DOC(Schedule_total_floats), amounts);
    both("free_float", "free_floats", C::free_float, CONVENE_DOC(Schedule_free_float),
         CONVENE_DOC(Schedule_free_floats), amounts);
}

std::string drawn(const Plan& plan, const io::GanttOptions& options) {
    const py::gil_scoped_release unlocked;
    return io::write_gantt(plan.process(), plan.full(), options);
}

void bind_plan(py::module_& m) {
    Record<BrokenBound>(m, "BrokenBound", CONVENE_DOC(BrokenBound))
        .field("cause", &BrokenBound::cause)
        .field("activity", &BrokenBound::activity, CONVENE_DOC(BrokenBound_activity))
        .field("edge", &BrokenBound::edge)
        .field("limit", &BrokenBound::limit, CONVENE_DOC(BrokenBound_limit))
        .field("actual", &BrokenBound::actual);
    py::class_<Driver> driver(m, "Driver", CONVENE_DOC(Driver));
    add_enum<Driver::Kind>(driver, CONVENE_DOC(Driver_Kind), {"base", "floor", "arc"});
    driver.def("kind", &Driver::kind, CONVENE_DOC(Driver_kind))
        .def("index", &Driver::index, CONVENE_DOC(Driver_index))
        .def(
            "__eq__", [](Driver a, Driver b) { return a == b; }, py::is_operator())
        .def("__hash__", [](Driver d) { return py::hash(py::make_tuple(static_cast<int>(d.kind()), d.index())); });
    PlanClass c(m, "Schedule", CONVENE_DOC(Schedule));
    bind_dates(c);
    c.def("size", &Plan::size, CONVENE_DOC(Schedule_size))
        .def("__len__", &Plan::size)
        .def("__bool__", [](const Plan&) { return true; })
        .def("process", &Plan::process, "The process of which this is the schedule.")
        .def(
            "driver",
            [](const Plan& p, const Ref<ActivityId>& a) {
                const auto id = resolve(p.process(), a);
                const py::gil_scoped_release unlocked;
                return p.full().driver(id);
            },
            py::arg("activity"), CONVENE_DOC(Schedule_driver))
        .def("project_start", &Plan::project_start, CONVENE_DOC(Schedule_project_start))
        .def("project_finish", &Plan::project_finish, CONVENE_DOC(Schedule_project_finish))
        .def("options", &Plan::options, CONVENE_DOC(Schedule_options))
        .def("broken", &Plan::broken, CONVENE_DOC(Schedule_broken))
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
    const auto with_target = [&](const char* name, auto function, const char* doc) {
        m.def(
            name,
            [function](const Process& p, const Plan& s, Target t) {
                check_plan(p, s);
                const auto id = resolve(p, t);
                const py::gil_scoped_release unlocked;
                return function(s.full(), id);
            },
            process, plan, target(), doc);
    };
    with_target("critical_path", &critical_path, CONVENE_DOC(critical_path));
    with_target(
        "on_longest_path",
        [](const Schedule& s, std::optional<ActivityId> id) { return on_longest_path(s, id).vector(); },
        CONVENE_DOC(on_longest_path));
    m.def(
        "by_total_float",
        [](const Process& p, const Plan& s, Seconds threshold) {
            check_plan(p, s);
            return by_total_float(s.full(), threshold).vector();
        },
        process, plan, py::arg_v("threshold", Seconds{0}, "datetime.timedelta(0)"), CONVENE_DOC(by_total_float),
        Unlocked());
    m.def(
        "float_bands",
        [](const Plan& s, const std::vector<Seconds>& limits) {
            if (!std::is_sorted(limits.begin(), limits.end())) throw py::value_error("the limits must ascend");
            return float_bands(s.full(), limits).vector();
        },
        plan, py::arg("limits"), CONVENE_DOC(float_bands), Unlocked());
    Record<FloatPath>(m, "FloatPath", CONVENE_DOC(FloatPath))
        .field("activities", &FloatPath::activities, CONVENE_DOC(FloatPath_activities))
        .field("relative_float", &FloatPath::relative_float, CONVENE_DOC(FloatPath_relative_float));
    m.def(
        "float_paths",
        [](const Process& p, const Plan& s, const Ref<ActivityId>& t, std::size_t limit) {
            check_plan(p, s);
            const auto id = resolve(p, t);
            const py::gil_scoped_release unlocked;
            return float_paths(s.full(), id, limit);
        },
        process, plan, py::arg("target"), py::arg("limit") = 10, CONVENE_DOC(float_paths));
    Record<PhaseDates>(m, "PhaseDates", CONVENE_DOC(PhaseDates))
        .field("early_start", &PhaseDates::early_start)
        .field("early_finish", &PhaseDates::early_finish)
        .field("late_start", &PhaseDates::late_start)
        .field("late_finish", &PhaseDates::late_finish)
        .field("start", &PhaseDates::start)
        .field("finish", &PhaseDates::finish)
        .field("total_float", &PhaseDates::total_float, CONVENE_DOC(PhaseDates_total_float))
        .field("activities", &PhaseDates::activities, CONVENE_DOC(PhaseDates_activities))
        .field("finished", &PhaseDates::finished);
    m.def(
        "roll_up",
        [](const Process& p, const Plan& s) {
            check_plan(p, s);
            return roll_up(s.full()).vector();
        },
        process, plan, CONVENE_DOC(roll_up), Unlocked());
    Record<Provisional>(m, "Provisional", CONVENE_DOC(Provisional))
        .field("unknown_milestone", &Provisional::unknown_milestone, CONVENE_DOC(Provisional_unknown_milestone))
        .field("beyond_coverage", &Provisional::beyond_coverage, CONVENE_DOC(Provisional_beyond_coverage));
    m.def(
        "provisional",
        [](const Process& p, const Plan& s) {
            check_plan(p, s);
            return provisional(s.full()).vector();
        },
        process, plan, CONVENE_DOC(provisional), Unlocked());
}

void bind_explain(py::module_& m) {
    add_enum<DateKind>(m, CONVENE_DOC(DateKind), {"early_start", "early_finish", "late_start", "late_finish"});
    Record<ExplanationStep> step(m, "ExplanationStep", CONVENE_DOC(ExplanationStep));
    add_enum<ExplanationStep::Kind>(
        step, CONVENE_DOC(ExplanationStep_Kind),
        {"root", "link", "opening", "work", "work_back", "late_link", "late_work", "late_finish", "closing"});
    step.field("kind", &ExplanationStep::kind)
        .field("cause", &ExplanationStep::cause)
        .field("activity", &ExplanationStep::activity)
        .field("edge", &ExplanationStep::edge)
        .field("at", &ExplanationStep::at)
        .field("before", &ExplanationStep::before)
        .field("from_", &ExplanationStep::from, CONVENE_DOC(ExplanationStep_from))
        .field("from_edge", &ExplanationStep::from_edge)
        .field("amount", &ExplanationStep::amount, CONVENE_DOC(ExplanationStep_amount))
        .field("months", &ExplanationStep::months, CONVENE_DOC(ExplanationStep_months))
        .field("calendar", &ExplanationStep::calendar);
    const auto english = [] { return py::arg_v("language", Language::en, "Language.en"); };
    m.def(
        "explain",
        [](const Process& p, const Plan& s, const Ref<ActivityId>& a, DateKind date) {
            check_plan(p, s);
            const auto id = resolve(p, a);
            const py::gil_scoped_release unlocked;
            return explain(s.full(), id, date);
        },
        py::arg("process"), py::arg("schedule"), py::arg("activity"),
        py::arg_v("date", DateKind::early_finish, "DateKind.early_finish"), CONVENE_DOC(explain));
    m.def("describe", py::overload_cast<const Process&, const ExplanationStep&, Language>(&describe),
          py::arg("process"), py::arg("step"), english(), CONVENE_DOC(describe_in_explain));
    m.def("describe", py::overload_cast<const Process&, const ConflictPart&, Language>(&describe), py::arg("process"),
          py::arg("part"), english(), CONVENE_DOC(describe_in_conflict));
    m.def(
        "spoken",
        [](const Process& p, const Ref<ActivityId>& a, Language language) {
            return spoken(p, resolve(p, a), language);
        },
        py::arg("process"), py::arg("activity"), english(), CONVENE_DOC(spoken));
    m.def("amount_text", &amount_text, py::arg("amount"), py::arg("day") = py::none(), english(),
          CONVENE_DOC(amount_text));
}

void bind_conflicts(py::module_& m) {
    Record<ConflictPart>(m, "ConflictPart", CONVENE_DOC(ConflictPart))
        .field("cause", &ConflictPart::cause)
        .field("from_", &ConflictPart::from, CONVENE_DOC(ConflictPart_from))
        .field("activity", &ConflictPart::activity)
        .field("from_edge", &ConflictPart::from_edge)
        .field("edge", &ConflictPart::edge)
        .field("date", &ConflictPart::date, CONVENE_DOC(ConflictPart_date))
        .field("upper", &ConflictPart::upper)
        .field("relax_by", &ConflictPart::relax_by, CONVENE_DOC(ConflictPart_relax_by))
        .field("relax_months", &ConflictPart::relax_months)
        .field("relaxed_date", &ConflictPart::relaxed_date, CONVENE_DOC(ConflictPart_relaxed_date));
    Record<ShorterDuration>(m, "ShorterDuration", CONVENE_DOC(ShorterDuration))
        .field("activity", &ShorterDuration::activity)
        .field("by", &ShorterDuration::by);
    Record<Conflict>(m, "Conflict", CONVENE_DOC(Conflict))
        .field("parts", &Conflict::parts, CONVENE_DOC(Conflict_parts))
        .field("durations", &Conflict::durations);
    m.def(
        "find_conflicts",
        [](const Process& process, CONVENE_OPTION_PARAMETERS) {
            return interruptible(true, [process, options = CONVENE_OPTION_VALUES.with(process)] {
                return find_conflicts(process, options);
            });
        },
        py::arg("process"), CONVENE_OPTION_NAMES, CONVENE_DOC(find_conflicts));
    m.def("to_diagnostic", py::overload_cast<const Process&, const Conflict&>(&to_diagnostic), py::arg("process"),
          py::arg("conflict"), CONVENE_DOC(to_diagnostic));
    m.def(
        "find_cycles",
        [](const Process& process) {
            Diagnostics found;
            for (const auto& cycle : find_cycles(process)) found.push_back(to_diagnostic(process, cycle));
            return found;
        },
        py::arg("process"), CONVENE_DOC(find_cycles), Unlocked());
}

} // namespace

void bind_schedule(py::module_& m) {
    add_enum<OnConflict>(m, CONVENE_DOC(OnConflict), {"refuse", "relax"});
    add_enum<CauseKind>(m, CONVENE_DOC(CauseKind),
                        {"project_start", "status_date", "rule_min", "rule_max", "artifact", "follow_up", "constraint",
                         "date", "actual", "project_finish", "deadline", "outside"});
    py::class_<Cause>(m, "Cause", CONVENE_DOC(Cause))
        .def(py::init<CauseKind, std::uint32_t>(), py::arg("kind"), py::arg("index") = 0)
        .def("kind", &Cause::kind, CONVENE_DOC(Cause_kind))
        .def("index", &Cause::index, CONVENE_DOC(Cause_index))
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
    Record<OutsideDate> outside(m, "OutsideDate", CONVENE_DOC(OutsideDate));
    add_enum<OutsideDate::Kind>(outside, "What a date from outside asks for.", {"not_before", "wanted_by"});
    outside.constructible()
        .field("activity", &OutsideDate::activity)
        .field("edge", &OutsideDate::edge)
        .field("kind", &OutsideDate::kind)
        .field("at", &OutsideDate::at);
    Record<ScheduleOptions>(m, "ScheduleOptions", CONVENE_DOC(ScheduleOptions))
        .constructible()
        .field("start", &ScheduleOptions::start, CONVENE_DOC(ScheduleOptions_start))
        .field("finish", &ScheduleOptions::finish, CONVENE_DOC(ScheduleOptions_finish))
        .field("status_date", &ScheduleOptions::status_date, CONVENE_DOC(ScheduleOptions_status_date))
        .field("target", &ScheduleOptions::target, CONVENE_DOC(ScheduleOptions_target))
        .field("wanted_by", &ScheduleOptions::wanted_by, CONVENE_DOC(ScheduleOptions_wanted_by))
        .field("on_conflict", &ScheduleOptions::on_conflict)
        .field("max_conflicts", &ScheduleOptions::max_conflicts, CONVENE_DOC(ScheduleOptions_max_conflicts))
        .field("outside", &ScheduleOptions::outside);
    bind_plan(m);
    m.def(
        "schedule",
        [](const Process& process, CONVENE_OPTION_PARAMETERS) {
            return schedule_one(process, CONVENE_OPTION_VALUES.with(process));
        },
        py::arg("process"), CONVENE_OPTION_NAMES, CONVENE_DOC(schedule_in_schedule));
    bind_batch(m);
    bind_critical(m);
    bind_conflicts(m);
    bind_explain(m);
}

} // namespace convene::python
