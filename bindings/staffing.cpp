#include "levelled.hpp"
#include "packed.hpp"
#include "record.hpp"

#include <convene/staffing/critical_chain.hpp>
#include <convene/staffing/demands.hpp>
#include <convene/staffing/flatten.hpp>
#include <convene/staffing/level.hpp>
#include <convene/staffing/verify_plan.hpp>
#include <convene/staffing/workload.hpp>

#include <algorithm>
#include <functional>
#include <mutex>
#include <utility>

namespace convene::python {

namespace {

/// For each activity how many, and each of them as `Width` numbers.
template <class T, class Write>
Numbers numbers_of(const Table<ActivityId, std::vector<T>>& rows, Write write) {
    Numbers out;
    for (const auto& row : rows) {
        out.push_back(static_cast<std::int64_t>(row.size()));
        for (const auto& each : row) write(each, out);
    }
    return out;
}

/// `read(numbers + i)` is one of `width` numbers.
template <class T, class Read>
Table<ActivityId, std::vector<T>> rows_of(const Numbers& numbers, std::size_t width, Read read) {
    std::vector<std::vector<T>> out;
    for (std::size_t i = 0; i < numbers.size();) {
        const auto count = numbers[i++];
        check_packed(count >= 0 && static_cast<std::size_t>(count) <= (numbers.size() - i) / width);
        auto& row = out.emplace_back();
        for (std::int64_t k = 0; k < count; ++k, i += width) row.push_back(read(numbers.data() + i));
    }
    return Table<ActivityId, std::vector<T>>(std::move(out));
}

void write_person(PersonId person, Numbers& out) { out.push_back(person.value); }
void write_share(std::uint16_t share, Numbers& out) { out.push_back(share); }
void write_piece(const WorkPiece& piece, Numbers& out) {
    out.push_back(piece.start.time_since_epoch().count());
    out.push_back(piece.finish.time_since_epoch().count());
}

} // namespace

bool operator==(const LevelledPlan& a, const LevelledPlan& b) {
    if (a.levelled == b.levelled) return true;
    return a.early == b.early && a.levelled->data() == b.levelled->data();
}

void check_levelled(const Process& process, const LevelledPlan& plan) {
    check_plan(process, plan.early);
    if (process.people().size() != plan.process().people().size() ||
        process.resources().size() != plan.process().resources().size())
        throw py::value_error("the dates are those of another process");
}

py::tuple state_of(const LevelledPlan& plan) {
    const auto& l = plan.levelled->data();
    const auto dates = [](const Table<ActivityId, Instant>& all) {
        return packed(std::vector(all.begin(), all.end()));
    };
    return py::make_tuple(state_of(plan.early), dates(l.start), dates(l.finish), dates(l.reserved_from),
                          packed(numbers_of(l.people, write_person)), packed(numbers_of(l.shares, write_share)),
                          packed(numbers_of(l.pieces, write_piece)), l.waits, l.broken, l.rule,
                          packed(std::vector{l.project_finish, l.looked_from, l.looked_until}));
}

namespace {

Schedule full_of(const Plan& plan) {
    const py::gil_scoped_release unlocked;
    return plan.full();
}

} // namespace

LevelledPlan restored_levelled(const Process& process, const py::tuple& state) {
    const auto early = restored_plan(process, state[0].cast<py::tuple>());
    const auto dates = unpacked_instants(state[10]);
    check_packed(dates.size() == 3);
    const auto column = [&](std::size_t i) { return Table<ActivityId, Instant>(unpacked_instants(state[i])); };
    LevelledData l{.start = column(1),
                   .finish = column(2),
                   .reserved_from = column(3),
                   .people = rows_of<PersonId>(unpacked(state[4]), 1,
                                               [&](const std::int64_t* n) {
                                                   check_packed(*n >= 0 &&
                                                                static_cast<std::size_t>(*n) < process.people().size());
                                                   return PersonId{static_cast<std::uint32_t>(*n)};
                                               }),
                   .shares = rows_of<std::uint16_t>(unpacked(state[5]), 1,
                                                    [](const std::int64_t* n) {
                                                        check_packed(*n >= 0 && *n <= 1000);
                                                        return static_cast<std::uint16_t>(*n);
                                                    }),
                   .pieces = rows_of<WorkPiece>(unpacked(state[6]), 2,
                                                [](const std::int64_t* n) {
                                                    return WorkPiece{instant_of(n[0]), instant_of(n[1])};
                                                }),
                   .waits = state[7].cast<std::vector<StaffWait>>(),
                   .broken = state[8].cast<std::vector<BrokenBound>>(),
                   .rule = state[9].cast<LevelRule>(),
                   .project_finish = dates[0],
                   .looked_from = dates[1],
                   .looked_until = dates[2]};
    const auto n = process.activities().size();
    check_packed(l.start.size() == n && l.finish.size() == n && l.reserved_from.size() == n && l.people.size() == n);
    check_packed(l.shares.size() == n && l.pieces.size() == n);
    for (const auto a : l.shares.ids()) check_packed(l.shares[a].size() == l.people[a].size());
    return {process, Levelled(full_of(early), std::move(l))};
}

void bind_levelled(py::module_& m) {
    py::class_<LevelledPlan> c(m, "Levelled", CONVENE_DOC(Levelled));
    const auto column = [&c](const char* name, LevelledPlan::Dates values, const char* doc = "") {
        c.def_property_readonly(
            name, [name, values](const LevelledPlan& p) { return to_numpy(p.column(name, values)); }, doc);
    };
    c.def_property_readonly(
        "early", [](const LevelledPlan& p) { return p.early; }, CONVENE_DOC(Levelled_early));
    const auto both = [&c](const char* one, const char* all, LevelledPlan::Dates values, const char* one_doc,
                           const char* all_doc) {
        c.def(
            one,
            [values](const LevelledPlan& p, const Ref<ActivityId>& activity) {
                return ((*p.levelled).*values)()[id_of(p.process(), activity).index()];
            },
            py::arg("activity"), one_doc);
        c.def(
            all, [all, values](const LevelledPlan& p) { return to_numpy(p.column(all, values)); }, all_doc);
    };
    both("start", "starts", &Levelled::starts, "When the activity starts.", "The start of each activity, in id order.");
    both("finish", "finishes", &Levelled::finishes, "When the activity finishes.",
         "The finish of each activity, in id order.");
    c.def("process", &LevelledPlan::process, "The process of which these are the dates.");
    c.def(
        "size", [](const LevelledPlan& p) { return p.levelled->size(); }, "How many activities there are.");
    c.def(
        "project_start", [](const LevelledPlan& p) { return p.early.project_start(); }, "When the project starts.");
    c.def(
        "project_finish", [](const LevelledPlan& p) { return p.levelled->project_finish(); },
        "When the last activity finishes.");
    c.def(
        "broken", [](const LevelledPlan& p) { return p.levelled->data().broken; }, CONVENE_DOC(Levelled_broken));
    c.attr("_repr_svg_") = in_package("_notebook", "levelled");
    column("reserved_from", &Levelled::reserved_froms, CONVENE_DOC(Levelled_reserved_from));
    const auto member = [&c](const char* name, auto value, const char* doc = "") {
        c.def_property_readonly(
            name, [value](const LevelledPlan& p) { return p.levelled->data().*value; }, doc);
    };
    const auto rows = [&c](const char* name, auto value, const char* doc) {
        c.def_property_readonly(
            name,
            [value](const LevelledPlan& p) {
                const auto& all = p.levelled->data().*value;
                return std::vector(all.begin(), all.end());
            },
            doc);
    };
    rows("people", &LevelledData::people, CONVENE_DOC(Levelled_people));
    rows("shares", &LevelledData::shares, CONVENE_DOC(Levelled_shares));
    rows("pieces", &LevelledData::pieces, CONVENE_DOC(Levelled_pieces));
    member("waits", &LevelledData::waits, CONVENE_DOC(Levelled_waits));
    member("rule", &LevelledData::rule, "The rule that made it.");
    member("looked_from", &LevelledData::looked_from, CONVENE_DOC(Levelled_looked_from));
    member("looked_until", &LevelledData::looked_until, "See `looked_from`.");
    def_columns(c, [](const LevelledPlan& p) { return p.columns(); });
    c.def("__len__", [](const LevelledPlan& p) { return p.levelled->size(); })
        .def("__bool__", [](const LevelledPlan&) { return true; })
        .def("__repr__",
             [](const LevelledPlan& p) {
                 return "<convene.Levelled of \"" + std::string(p.process().key()) +
                        "\": " + std::to_string(p.levelled->size()) + " activities to " +
                        to_string(p.levelled->project_finish()) + ", " + std::to_string(p.levelled->waits().size()) +
                        " held by people>";
             })
        .def(
            "__eq__", [](const LevelledPlan& a, const LevelledPlan& b) { return a == b; }, py::is_operator())
        .def("__hash__",
             [](const LevelledPlan& p) {
                 return py::hash(py::make_tuple(p.levelled->size(), p.levelled->project_finish()));
             })
        .def("__copy__", [](py::object self) { return self; })
        .def(
            "__deepcopy__", [](py::object self, const py::dict&) { return self; }, py::arg("memo"))
        .def(py::pickle([](const LevelledPlan& p) { return py::make_tuple(p.process(), state_of(p)); },
                        [](const py::tuple& state) {
                            return restored_levelled(state[0].cast<Process>(), state[1].cast<py::tuple>());
                        }));
}

namespace {

/// What plans are compared by, with what it points to.
struct ObjectiveOf {
    std::int64_t finish = 1;
    std::int64_t late = 0;
    std::vector<std::int64_t> late_each = {};
    std::vector<Instant> baseline = {};
    std::int64_t moved = 0;
    std::int64_t shift = 0;

    [[nodiscard]] LevelObjective view() const {
        return {finish, late, Table<ActivityId, std::int64_t>(late_each), Table<ActivityId, Instant>(baseline),
                moved,  shift};
    }
};

void check_objective(const Process& process, const ObjectiveOf& objective) {
    constexpr std::int64_t most = 1'000'000;
    const auto n = process.activities().size();
    for (const auto size : {objective.late_each.size(), objective.baseline.size()})
        if (size != 0 && size != n)
            throw py::value_error("an objective has " + std::to_string(size) + " entries for " + std::to_string(n) +
                                  " activities");
    auto weights = objective.late_each;
    weights.insert(weights.end(), {objective.finish, objective.late, objective.moved, objective.shift});
    for (const auto weight : weights)
        if (weight < 0 || weight > most) throw py::value_error("a weight is not from 0 to 1000000");
}

/// Where people and resources are already: one row per person, then one per resource.
void take(const Process& process, std::vector<std::vector<Reservation>> all, LevelOptions& out) {
    const auto people = process.people().size();
    const auto holders = people + process.resources().size();
    if (all.empty()) return;
    if (all.size() != people && all.size() != holders)
        throw py::value_error("occupied has " + std::to_string(all.size()) + " entries for " + std::to_string(people) +
                              " people and " + std::to_string(holders - people) + " resources");
    all.resize(holders);
    for (std::size_t h = 0; h < all.size(); ++h) {
        auto& row = all[h];
        bool whole = h < people;
        for (const auto& reservation : row) whole = whole && reservation.amount == 1000;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool behind = i > 0 && (whole ? row[i - 1].finish : row[i - 1].start) > row[i].start;
            if (row[i].start > row[i].finish || behind)
                throw py::value_error(whole ? "the reservations of a person must ascend and be disjoint"
                                            : "reservations must ascend");
        }
        if (h < people)
            out.people_reserved.push_back(std::move(row));
        else
            out.resources_reserved.push_back(std::move(row));
    }
}

/// Levelling takes longer than scheduling: fewer activities than these end before anybody could interrupt it.
constexpr std::size_t interruptible_levelling = 300;

using LevelProgressCall = std::optional<std::function<void(const LevelProgress&)>>;

#define CONVENE_LEVEL_PARAMETERS                                                                                       \
    const std::optional<ScheduleOptions>&schedule, const std::vector<LevelRule>&rules,                                 \
        std::vector<std::int32_t> priority, ObjectiveOf objective, std::uint32_t tries, std::uint64_t seed,            \
        std::uint32_t threads, bool within_float, std::uint32_t max_promotions, std::uint32_t max_moves,               \
        std::vector<std::vector<Reservation>> occupied, std::vector<std::int64_t> burden
#define CONVENE_LEVEL_VALUES                                                                                           \
    schedule, rules, std::move(priority), std::move(objective), tries, seed, threads, within_float, max_promotions,    \
        max_moves, std::move(occupied), std::move(burden)
#define CONVENE_LEVEL_NAMES                                                                                            \
    py::kw_only(), py::arg("schedule") = py::none(), py::arg_v("rules", std::vector<LevelRule>(), "[]"),               \
                   py::arg_v("priority", std::vector<std::int32_t>(), "[]"),                                           \
                   py::arg_v("objective", ObjectiveOf(), "LevelObjective()"), py::arg("tries") = 0,                    \
                   py::arg("seed") = LevelOptions{}.seed, py::arg("threads") = 1, py::arg("within_float") = false,     \
                   py::arg("max_promotions") = LevelOptions{}.max_promotions,                                          \
                   py::arg("max_moves") = LevelOptions{}.max_moves,                                                    \
                   py::arg_v("occupied", std::vector<std::vector<Reservation>>(), "[]"),                               \
                   py::arg_v("burden", std::vector<std::int64_t>(), "[]")

LevelOptions options_of(const Process& process, CONVENE_LEVEL_PARAMETERS) {
    const auto check = [](const char* name, std::size_t size, std::size_t wanted, const char* of) {
        if (size != 0 && size != wanted)
            throw py::value_error(std::string(name) + " has " + std::to_string(size) + " entries for " +
                                  std::to_string(wanted) + " " + of);
    };
    check("priority", priority.size(), process.activities().size(), "activities");
    check("burden", burden.size(), process.people().size(), "people");
    check_objective(process, objective);
    LevelOptions out{.schedule = schedule.value_or(ScheduleOptions{}),
                     .rules = rules,
                     .priority = Table<ActivityId, std::int32_t>(std::move(priority)),
                     .objective = objective.view(),
                     .tries = tries,
                     .seed = seed,
                     .threads = threads,
                     .within_float = within_float,
                     .max_promotions = max_promotions,
                     .max_moves = max_moves,
                     .burden = Table<PersonId, std::int64_t>(std::move(burden))};
    take(process, std::move(occupied), out);
    if (schedule && schedule->target) (void)id_of(process, Ref<ActivityId>(*schedule->target));
    for (const auto& date : out.schedule.outside) (void)id_of(process, Ref<ActivityId>(date.activity));
    return out;
}

/// Levels such that Ctrl-C ends it, and tells how far it is if somebody listens.
Result<Levelled> levelled(const Process& process, const LevelOptions& options, const LevelProgressCall& progress) {
    const bool searches = options.tries > 0;
    if (!searches)
        return interruptible(process.activities().size() >= interruptible_levelling,
                             [process, options] { return level(process, options); });
    struct Latest {
        std::mutex mutex;
        std::optional<LevelProgress> news;
    };
    const auto latest = std::make_shared<Latest>();
    std::function<void()> tick;
    if (progress)
        tick = [latest, &progress] {
            std::optional<LevelProgress> now;
            {
                const std::scoped_lock lock(latest->mutex);
                now = std::exchange(latest->news, std::nullopt);
            }
            if (now) (*progress)(*now);
        };
    return stoppable(
        [process, options, latest](const std::stop_token& stop) {
            auto own = options;
            own.stop = stop;
            own.progress = [latest](const LevelProgress& now) {
                const std::scoped_lock lock(latest->mutex);
                latest->news = now;
            };
            return level(process, own);
        },
        tick);
}

void bind_objective(py::module_& m) {
    auto recorded =
        record<ObjectiveOf>(m, "LevelObjective", CONVENE_DOC(LevelObjective), {true, 0},
                            {field("finish", &ObjectiveOf::finish), field("late", &ObjectiveOf::late),
                             field("late_each", &ObjectiveOf::late_each), field("baseline", &ObjectiveOf::baseline),
                             field("moved", &ObjectiveOf::moved), field("shift", &ObjectiveOf::shift)});
    recorded
        .def(
            "asks_to_stay", [](const ObjectiveOf& o) { return o.view().asks_to_stay(); },
            "Whether it counts how far a plan is from the baseline.")
        .def(
            "is_finish_only", [](const ObjectiveOf& o) { return o.view().is_finish_only(); },
            "Whether it counts nothing but the end.");
    m.def(
        "cost",
        [](const Process& process, const ObjectiveOf& objective, const LevelledPlan& plan) {
            check_levelled(process, plan);
            check_objective(process, objective);
            return cost(objective.view(), *plan.levelled);
        },
        py::arg("process"), py::arg("objective"), py::arg("plan"),
        "What the objective makes of a plan; see `LevelObjective`.");
    m.def(
        "gap",
        [](const Process& process, const LevelledPlan& plan) {
            check_levelled(process, plan);
            return interruptible(process.activities().size() >= interruptible_levelling,
                                 [process, own = plan.levelled] { return gap(*own); });
        },
        py::arg("process"), py::arg("plan"), CONVENE_DOC(gap_in_level));
}

void bind_flatten(py::module_& m) {
    class_of<FlatClock>()
        .def("seconds_to", &FlatClock::seconds_to, py::arg("moment"), CONVENE_DOC(FlatClock_seconds_to))
        .def("start_at", &FlatClock::start_at, py::arg("tick"), CONVENE_DOC(FlatClock_start_at));
    m.def(
        "flatten", [](const Plan& early, std::optional<FlatTime> time) { return unwrap(flatten(early.full(), time)); },
        py::arg("early"), py::arg("time") = py::none(), CONVENE_DOC(flatten), Unlocked());
    m.def(
        "plan_of",
        [](const Plan& early, const std::vector<rcpsp::Time>& starts) {
            if (starts.size() != early.size())
                throw py::value_error("starts: one an activity, " + std::to_string(early.size()));
            return LevelledPlan(early.process(), unwrap(plan_of(early.full(), starts, {})));
        },
        py::arg("early"), py::arg("starts"), CONVENE_DOC(plan_of), Unlocked());
}

/// Throws unless everything that the wait names is in the process.
void check_wait(const Process& process, const StaffWait& h) {
    (void)id_of(process, Ref<ActivityId>(h.activity));
    if (h.person) (void)id_of(process, Ref<PersonId>(*h.person));
    if (h.resource) (void)id_of(process, Ref<ResourceId>(*h.resource));
    if (h.by) (void)id_of(process, Ref<ActivityId>(*h.by));
}

void bind_level(py::module_& m) {
    bind_levelled(m);
    bind_objective(m);
    m.def(
        "level",
        [](const Process& process, CONVENE_LEVEL_PARAMETERS, const LevelProgressCall& progress) {
            return LevelledPlan(process,
                                unwrap(levelled(process, options_of(process, CONVENE_LEVEL_VALUES), progress)));
        },
        py::arg("process"), CONVENE_LEVEL_NAMES, py::arg("progress") = py::none(), CONVENE_DOC(level_in_level));
    m.def(
        "describe",
        [](const Process& process, const StaffWait& h) {
            check_wait(process, h);
            return describe(process, h);
        },
        py::arg("process"), py::arg("wait"), CONVENE_DOC(describe_in_level));
    m.def(
        "name_of",
        [](const Process& process, const StaffWait& h) {
            check_wait(process, h);
            return name_of(process, h);
        },
        py::arg("process"), py::arg("wait"), CONVENE_DOC(name_of_in_level));
}

/// Where people work, with the process that it looks into.
struct StaffingOf {
    explicit StaffingOf(Process p) : process(std::move(p)), staffing(process) {}
    Process process;
    Staffing staffing;
};

void bind_staffing(py::module_& m) {
    py::class_<StaffingOf, std::shared_ptr<StaffingOf>>(m, "Staffing", CONVENE_DOC(Staffing))
        .def(py::init([](const Process& p) { return std::make_shared<StaffingOf>(p); }), py::arg("process"), Unlocked())
        .def(
            "demands",
            [](const StaffingOf& s, const Ref<ActivityId>& activity) {
                const auto all = s.staffing.demands(id_of(s.process, activity));
                return std::vector(all.begin(), all.end());
            },
            py::arg("activity"))
        .def(
            "obstacle",
            [](const StaffingOf& s, const Ref<PersonId>& person, const Ref<RoleId>& role,
               const Ref<ActivityId>& activity, Instant start, Instant finish) {
                const auto p = id_of(s.process, person);
                const auto r = id_of(s.process, role);
                const auto a = id_of(s.process, activity);
                const py::gil_scoped_release unlocked;
                return s.staffing.obstacle(p, r, a, start, finish);
            },
            py::arg("person"), py::arg("role"), py::arg("activity"), py::arg("start"), py::arg("finish"))
        .def(
            "obstacle",
            [](const StaffingOf& s, const Ref<ResourceId>& resource, const Ref<ActivityId>& activity, Instant start,
               Instant finish) {
                const auto r = id_of(s.process, resource);
                const auto a = id_of(s.process, activity);
                const py::gil_scoped_release unlocked;
                return s.staffing.obstacle(r, a, start, finish);
            },
            py::arg("resource"), py::arg("activity"), py::arg("start"), py::arg("finish"),
            "The same for a resource: when it is closed.")
        .def(
            "calendar_of",
            [](const StaffingOf& s, const Ref<PersonId>& person, const Ref<RoleId>& role) -> Calendar {
                return s.staffing.calendar_of(id_of(s.process, person), id_of(s.process, role));
            },
            py::arg("person"), py::arg("role"));
}

/// How people and roles are used, with the process that names them.
struct WorkloadOf {
    Process process;
    Workload all;

    friend bool operator==(const WorkloadOf&, const WorkloadOf&) = default;
};

void bind_workload(py::module_& m) {
    py::class_<WorkloadOf> load(m, "Workload", CONVENE_DOC(Workload));
    load.def_property_readonly(
            "people", [](const WorkloadOf& w) { return w.all.people; }, CONVENE_DOC(Workload_people))
        .def_property_readonly(
            "roles", [](const WorkloadOf& w) { return w.all.roles; }, CONVENE_DOC(Workload_roles))
        .def_property_readonly(
            "resources", [](const WorkloadOf& w) { return w.all.resources; }, CONVENE_DOC(Workload_resources))
        .def(
            "process", [](const WorkloadOf& w) { return w.process; }, "The process whose people and roles these are.")
        .def(
            "__eq__", [](const WorkloadOf& a, const WorkloadOf& b) { return a == b; }, py::is_operator())
        .def("__hash__",
             [](const WorkloadOf& w) { return py::hash(py::make_tuple(w.process.key(), w.all.people.size())); })
        .def("__repr__", [](const WorkloadOf& w) {
            return "<convene.Workload of \"" + std::string(w.process.key()) +
                   "\": " + std::to_string(w.all.people.size()) + " people, " + std::to_string(w.all.roles.size()) +
                   " roles, " + std::to_string(w.all.resources.size()) + " resources>";
        });
    load.attr("_repr_html_") = in_package("_notebook", "workload");
    m.def(
        "findings", [](const LevelledPlan& plan) { return findings(*plan.levelled); }, py::arg("plan"),
        CONVENE_DOC(findings_in_levelled), Unlocked());
    m.def(
        "workload",
        [](const Process& process, const LevelledPlan& plan) {
            check_levelled(process, plan);
            return WorkloadOf{process, workload(*plan.levelled)};
        },
        py::arg("process"), py::arg("plan"), CONVENE_DOC(workload_in_workload), Unlocked());
    m.def(
        "bottleneck",
        [](const Process& process, const LevelledPlan& plan, CONVENE_LEVEL_PARAMETERS) {
            check_levelled(process, plan);
            const auto options = options_of(process, CONVENE_LEVEL_VALUES);
            return interruptible(
                options.tries > 0 || process.activities().size() >= interruptible_levelling,
                [process, options, levelled = plan.levelled] { return bottleneck(*levelled, options); });
        },
        py::arg("process"), py::arg("plan"), CONVENE_LEVEL_NAMES, CONVENE_DOC(bottleneck_in_workload));
}

} // namespace

void bind_resource(py::module_& m) {
    bind_level(m);
    bind_flatten(m);
    bind_staffing(m);
    bind_workload(m);
    bind_chain(m);
    bind_plan_verify(m);
}

void bind_chain(py::module_& m) {
    const auto process = py::arg("process");
    const auto plan = py::arg("plan");
    m.def(
        "resource_arcs",
        [](const Process& p, const LevelledPlan& l) {
            check_levelled(p, l);
            return resource_arcs(*l.levelled);
        },
        process, plan, Unlocked());
    m.def(
        "resource_floats",
        [](const Process& p, const LevelledPlan& l) {
            check_levelled(p, l);
            auto floats = [&] {
                const py::gil_scoped_release unlocked;
                return std::make_shared<const Table<ActivityId, Seconds>>(resource_floats(*l.levelled));
            }();
            return to_numpy({"resource_float", ColumnType::seconds, floats, floats->values().data(), floats->size()});
        },
        process, plan);
    m.def(
        "critical_chain",
        [](const Process& p, const LevelledPlan& l) {
            check_levelled(p, l);
            return interruptible(l.early.size() >= interruptible_from,
                                 [p, levelled = l.levelled] { return critical_chain(*levelled); });
        },
        process, plan);
}

void bind_plan_verify(py::module_& m) {
    m.def(
        "verify",
        [](const Process& process, const LevelledPlan& plan) {
            check_levelled(process, plan);
            return verify(*plan.levelled);
        },
        py::arg("process"), py::arg("plan"), CONVENE_DOC(verify_in_verify_plan), Unlocked());
    m.def(
        "to_string",
        [](const Process& process, const PlanViolation& v) {
            (void)id_of(process, Ref<ActivityId>(v.activity));
            if (v.other) (void)id_of(process, Ref<ActivityId>(*v.other));
            if (v.person) (void)id_of(process, Ref<PersonId>(*v.person));
            if (v.resource) (void)id_of(process, Ref<ResourceId>(*v.resource));
            return to_string(to_diagnostic(process, v));
        },
        py::arg("process"), py::arg("violation"), py::prepend(), CONVENE_DOC(to_diagnostic_in_verify_plan));
}

} // namespace convene::python
