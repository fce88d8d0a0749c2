#include "levelled.hpp"
#include "record.hpp"

#include <convene/staffing/demands.hpp>
#include <convene/staffing/level.hpp>
#include <convene/staffing/workload.hpp>

#include <algorithm>
#include <functional>
#include <mutex>
#include <utility>

namespace convene::python {

namespace {

/// What plans are compared by, with what it points to.
struct ObjectiveOf {
    std::int64_t finish = 1;
    std::int64_t late = 0;
    std::vector<std::int64_t> late_each = {};
    std::vector<Instant> baseline = {};
    std::int64_t moved = 0;
    std::int64_t shift = 0;

    [[nodiscard]] LevelObjective view() const { return {finish, late, late_each, baseline, moved, shift}; }
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

/// What of a call has to outlive it: whatever the options point to.
struct LevelInputs {
    std::vector<std::int32_t> priority;
    ObjectiveOf objective;
    std::vector<std::vector<Reservation>> reservations;
    std::vector<Occupancy> occupied;
    std::vector<std::int64_t> burden;

    LevelInputs() = default;
    LevelInputs(const LevelInputs&) = delete;
    LevelInputs(LevelInputs&&) = delete;
    LevelInputs& operator=(const LevelInputs&) = delete;
    LevelInputs& operator=(LevelInputs&&) = delete;
    ~LevelInputs() = default;
};

/// Where people and resources are already, as the library wants it.
void take(const Process& process, std::vector<std::vector<Reservation>> all, LevelInputs& out) {
    out.reservations = std::move(all);
    const auto people = process.people().size();
    const auto holders = people + process.resources().size();
    if (!out.reservations.empty() && out.reservations.size() != people && out.reservations.size() != holders)
        throw py::value_error("occupied has " + std::to_string(out.reservations.size()) + " entries for " +
                              std::to_string(people) + " people and " + std::to_string(holders - people) +
                              " resources");
    if (!out.reservations.empty()) out.reservations.resize(holders);
    for (std::size_t h = 0; h < out.reservations.size(); ++h) {
        const auto& row = out.reservations[h];
        bool whole = h < people;
        for (const auto& reservation : row) whole = whole && reservation.amount == 1000;
        Occupancy occupied{.reservations = row};
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool behind = i > 0 && (whole ? row[i - 1].finish : row[i - 1].start) > row[i].start;
            if (row[i].start > row[i].finish || behind)
                throw py::value_error(whole ? "the reservations of a person must ascend and be disjoint"
                                            : "reservations must ascend");
            if (!whole) occupied.longest = std::max(occupied.longest, row[i].finish - row[i].start);
        }
        out.occupied.push_back(occupied);
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

/// What owns all that the options point to.
struct OwnedOptions {
    std::shared_ptr<const LevelInputs> inputs;
    LevelOptions options;
};

OwnedOptions options_of(const Process& process, CONVENE_LEVEL_PARAMETERS) {
    const auto check = [](const char* name, std::size_t size, std::size_t wanted, const char* of) {
        if (size != 0 && size != wanted)
            throw py::value_error(std::string(name) + " has " + std::to_string(size) + " entries for " +
                                  std::to_string(wanted) + " " + of);
    };
    check("priority", priority.size(), process.activities().size(), "activities");
    check("burden", burden.size(), process.people().size(), "people");
    check_objective(process, objective);
    auto inputs = std::make_shared<LevelInputs>();
    take(process, std::move(occupied), *inputs);
    inputs->priority = std::move(priority);
    inputs->objective = std::move(objective);
    inputs->burden = std::move(burden);
    OwnedOptions out{inputs,
                     {.schedule = schedule.value_or(ScheduleOptions{}),
                      .rules = rules,
                      .priority = inputs->priority,
                      .objective = inputs->objective.view(),
                      .tries = tries,
                      .seed = seed,
                      .threads = threads,
                      .within_float = within_float,
                      .max_promotions = max_promotions,
                      .max_moves = max_moves,
                      .occupied = inputs->occupied,
                      .burden = inputs->burden}};
    if (schedule && schedule->target) (void)resolve(process, Ref<ActivityId>{*schedule->target, {}});
    for (const auto& date : out.options.schedule.outside) (void)resolve(process, Ref<ActivityId>{date.activity, {}});
    return out;
}

/// Levels such that Ctrl-C ends it, and tells how far it is if somebody listens.
Result<Levelled> levelled(const Process& process, const OwnedOptions& options, const LevelProgressCall& progress) {
    const bool searches = options.options.tries > 0;
    if (!searches)
        return interruptible(process.activities().size() >= interruptible_levelling,
                             [process, options] { return level(process, options.options); });
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
            auto own = options.options;
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
    Record<ObjectiveOf> objective(m, "LevelObjective", CONVENE_DOC(LevelObjective));
    objective.constructible()
        .field("finish", &ObjectiveOf::finish)
        .field("late", &ObjectiveOf::late)
        .field("late_each", &ObjectiveOf::late_each, CONVENE_DOC(LevelObjective_late_each))
        .field("baseline", &ObjectiveOf::baseline, CONVENE_DOC(LevelObjective_baseline))
        .field("moved", &ObjectiveOf::moved)
        .field("shift", &ObjectiveOf::shift);
    objective
        .def(
            "asks_to_stay", [](const ObjectiveOf& o) { return o.view().asks_to_stay(); },
            "Whether it counts how far a plan is from the baseline.")
        .def(
            "is_finish_only", [](const ObjectiveOf& o) { return o.view().is_finish_only(); },
            "Whether it counts nothing but the end.");
    Record<LevelProgress>(m, "LevelProgress", CONVENE_DOC(LevelProgress))
        .field("cost", &LevelProgress::cost)
        .field("project_finish", &LevelProgress::project_finish)
        .field("tried", &LevelProgress::tried);
    m.def(
        "cost",
        [](const Process& process, const ObjectiveOf& aims, const LevelledPlan& plan) {
            check_levelled(process, plan);
            check_aims(process, objective);
            return cost(process, aims.view(), *plan.levelled);
        },
        py::arg("process"), py::arg("objective"), py::arg("plan"),
        "What the objective makes of a plan; see `LevelObjective`.");
    Record<LevelGap>(m, "LevelGap", CONVENE_DOC(LevelGap))
        .field("lower", &LevelGap::lower, CONVENE_DOC(LevelGap_lower))
        .field("finish", &LevelGap::finish)
        .field("relative", &LevelGap::relative, CONVENE_DOC(LevelGap_relative));
    m.def(
        "gap",
        [](const Process& process, const LevelledPlan& plan) {
            check_levelled(process, plan);
            return interruptible(process.activities().size() >= interruptible_levelling,
                                 [process, own = plan.levelled] { return gap(process, *own); });
        },
        py::arg("process"), py::arg("plan"), CONVENE_DOC(gap_in_level));
}

/// Throws unless everything that the wait names is in the process.
void check_wait(const Process& process, const StaffWait& h) {
    (void)resolve(process, Ref<ActivityId>{h.activity, {}});
    if (h.person) (void)resolve(process, Ref<PersonId>{*h.person, {}});
    if (h.resource) (void)resolve(process, Ref<ResourceId>{*h.resource, {}});
    if (h.by) (void)resolve(process, Ref<ActivityId>{*h.by, {}});
}

void bind_level(py::module_& m) {
    Record<Reservation>(m, "Reservation", CONVENE_DOC(Reservation))
        .constructible()
        .field("start", &Reservation::start)
        .field("finish", &Reservation::finish)
        .field("by", &Reservation::by, CONVENE_DOC(Reservation_by))
        .field("amount", &Reservation::amount, CONVENE_DOC(Reservation_amount));
    add_enum<LevelRule>(m, CONVENE_DOC(LevelRule), {"late_start", "late_finish", "total_float", "early_start"});
    Record<StaffWait> wait(m, "StaffWait", CONVENE_DOC(StaffWait));
    add_enum<StaffWait::Kind>(wait, "Why a person is not free.", {"busy", "absent", "off_work"});
    wait.field("kind", &StaffWait::kind)
        .field("activity", &StaffWait::activity)
        .field("person", &StaffWait::person, CONVENE_DOC(StaffWait_person))
        .field("resource", &StaffWait::resource, CONVENE_DOC(StaffWait_resource))
        .field("by", &StaffWait::by, CONVENE_DOC(StaffWait_by))
        .field("elsewhere", &StaffWait::elsewhere, CONVENE_DOC(StaffWait_elsewhere))
        .field("until", &StaffWait::until);
    Record<WorkPiece>(m, "WorkPiece", CONVENE_DOC(WorkPiece))
        .field("start", &WorkPiece::start)
        .field("finish", &WorkPiece::finish);
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
    Record<StaffDemand>(m, "StaffDemand", CONVENE_DOC(StaffDemand))
        .field("role", &StaffDemand::role)
        .field("kind", &StaffDemand::kind)
        .field("count", &StaffDemand::count, CONVENE_DOC(StaffDemand_count))
        .field("share", &StaffDemand::share, CONVENE_DOC(StaffDemand_share))
        .field("candidates", &StaffDemand::candidates, CONVENE_DOC(StaffDemand_candidates));
    Record<Obstacle> obstacle(m, "Obstacle", CONVENE_DOC(Obstacle));
    add_enum<Obstacle::Kind>(obstacle, "Why a person can't be there.", {"off_work", "absent"});
    obstacle.field("kind", &Obstacle::kind).field("until", &Obstacle::until, CONVENE_DOC(Obstacle_until));
    py::class_<StaffingOf, std::shared_ptr<StaffingOf>>(m, "Staffing", CONVENE_DOC(Staffing))
        .def(py::init([](const Process& p) { return std::make_shared<StaffingOf>(p); }), py::arg("process"), Unlocked())
        .def(
            "demands",
            [](const StaffingOf& s, const Ref<ActivityId>& activity) {
                const auto all = s.staffing.demands(resolve(s.process, activity));
                return std::vector(all.begin(), all.end());
            },
            py::arg("activity"), CONVENE_DOC(Staffing_demands))
        .def(
            "obstacle",
            [](const StaffingOf& s, const Ref<PersonId>& person, const Ref<RoleId>& role,
               const Ref<ActivityId>& activity, Instant start, Instant finish) {
                const auto p = resolve(s.process, person);
                const auto r = resolve(s.process, role);
                const auto a = resolve(s.process, activity);
                const py::gil_scoped_release unlocked;
                return s.staffing.obstacle(p, r, a, start, finish);
            },
            py::arg("person"), py::arg("role"), py::arg("activity"), py::arg("start"), py::arg("finish"),
            CONVENE_DOC(Staffing_obstacle))
        .def(
            "obstacle",
            [](const StaffingOf& s, const Ref<ResourceId>& resource, const Ref<ActivityId>& activity, Instant start,
               Instant finish) {
                const auto r = resolve(s.process, resource);
                const auto a = resolve(s.process, activity);
                const py::gil_scoped_release unlocked;
                return s.staffing.obstacle(r, a, start, finish);
            },
            py::arg("resource"), py::arg("activity"), py::arg("start"), py::arg("finish"),
            "The same for a resource: when it is closed.")
        .def(
            "calendar_of",
            [](const StaffingOf& s, const Ref<PersonId>& person, const Ref<RoleId>& role) -> Calendar {
                return s.staffing.calendar_of(resolve(s.process, person), resolve(s.process, role));
            },
            py::arg("person"), py::arg("role"), CONVENE_DOC(Staffing_calendar_of));
}

void bind_workload(py::module_& m) {
    Record<WeekLoad>(m, "WeekLoad", CONVENE_DOC(WeekLoad))
        .field("week", &WeekLoad::week)
        .field("available", &WeekLoad::available, CONVENE_DOC(WeekLoad_available))
        .field("booked", &WeekLoad::booked, CONVENE_DOC(WeekLoad_booked));
    Record<PersonLoad>(m, "PersonLoad", CONVENE_DOC(PersonLoad))
        .field("person", &PersonLoad::person)
        .field("weeks", &PersonLoad::weeks, CONVENE_DOC(PersonLoad_weeks))
        .field("available", &PersonLoad::available)
        .field("booked", &PersonLoad::booked)
        .field("held_up", &PersonLoad::held_up, CONVENE_DOC(PersonLoad_held_up));
    Record<RoleLoad>(m, "RoleLoad", CONVENE_DOC(RoleLoad))
        .field("role", &RoleLoad::role)
        .field("weeks", &RoleLoad::weeks, CONVENE_DOC(RoleLoad_weeks))
        .field("available", &RoleLoad::available)
        .field("booked", &RoleLoad::booked);
    Record<ResourceLoad>(m, "ResourceLoad", CONVENE_DOC(ResourceLoad))
        .field("resource", &ResourceLoad::resource)
        .field("weeks", &ResourceLoad::weeks)
        .field("available", &ResourceLoad::available)
        .field("booked", &ResourceLoad::booked)
        .field("held_up", &ResourceLoad::held_up, CONVENE_DOC(ResourceLoad_held_up));
    Record<Workload>(m, "Workload", CONVENE_DOC(Workload))
        .field("people", &Workload::people, CONVENE_DOC(Workload_people))
        .field("roles", &Workload::roles, CONVENE_DOC(Workload_roles))
        .field("resources", &Workload::resources, CONVENE_DOC(Workload_resources));
    m.def(
        "workload",
        [](const Process& process, const LevelledPlan& plan) {
            check_levelled(process, plan);
            return workload(process, *plan.levelled);
        },
        py::arg("process"), py::arg("plan"), CONVENE_DOC(workload_in_workload), Unlocked());
    Record<Bottleneck>(m, "Bottleneck", CONVENE_DOC(Bottleneck))
        .field("role", &Bottleneck::role, CONVENE_DOC(Bottleneck_role))
        .field("resource", &Bottleneck::resource)
        .field("held_up", &Bottleneck::held_up, CONVENE_DOC(Bottleneck_held_up))
        .field("finish_with_one_more", &Bottleneck::finish_with_one_more, CONVENE_DOC(Bottleneck_finish_with_one_more));
    m.def(
        "bottleneck",
        [](const Process& process, const LevelledPlan& plan, CONVENE_LEVEL_PARAMETERS) {
            check_levelled(process, plan);
            const auto options = options_of(process, CONVENE_LEVEL_VALUES);
            return interruptible(options.options.tries > 0 || process.activities().size() >= interruptible_levelling,
                                 [process, options, levelled = plan.levelled] {
                                     return bottleneck(process, *levelled, options.options);
                                 });
        },
        py::arg("process"), py::arg("plan"), CONVENE_LEVEL_NAMES, CONVENE_DOC(bottleneck_in_workload));
}

} // namespace

void bind_resource(py::module_& m) {
    bind_level(m);
    bind_staffing(m);
    bind_workload(m);
    bind_chain(m);
    bind_plan_verify(m);
}

} // namespace convene::python
