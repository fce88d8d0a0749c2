#include "levelled.hpp"
#include "record.hpp"

#include <convene/resource/level.hpp>
#include <convene/resource/staffing.hpp>
#include <convene/resource/workload.hpp>

namespace convene::python {

namespace {

/// Where people are already, as the library wants it.
struct TakenRows {
    std::vector<std::vector<Booking>> bookings;
    std::vector<Taken> rows;

    TakenRows(const Process& process, std::vector<std::vector<Booking>> all) : bookings(std::move(all)) {
        if (!bookings.empty() && bookings.size() != process.people().size())
            throw py::value_error("taken has " + std::to_string(bookings.size()) + " entries for " +
                                  std::to_string(process.people().size()) + " people");
        for (const auto& row : bookings) {
            for (std::size_t i = 0; i < row.size(); ++i)
                if (row[i].start > row[i].finish || (i > 0 && row[i - 1].finish > row[i].start))
                    throw py::value_error("the bookings of a person must ascend and be disjoint");
            rows.push_back({.bookings = row, .room = {}});
        }
    }
    // The rows point into the bookings.
    TakenRows(const TakenRows&) = delete;
    TakenRows(TakenRows&&) = delete;
    TakenRows& operator=(const TakenRows&) = delete;
    TakenRows& operator=(TakenRows&&) = delete;
    ~TakenRows() = default;
};

/// Levelling takes longer than scheduling: fewer activities than these end before anybody could interrupt it.
constexpr std::size_t interruptible_levelling = 300;

#define CONVENE_LEVEL_PARAMETERS                                                                                       \
    const std::optional<ScheduleOptions>&schedule, const std::vector<LevelRule>&rules, bool within_float,              \
        std::uint32_t max_promotions, std::uint32_t max_moves, std::vector<std::vector<Booking>> taken
#define CONVENE_LEVEL_NAMES                                                                                            \
    py::kw_only(), py::arg("schedule") = py::none(), py::arg_v("rules", std::vector<LevelRule>(), "[]"),               \
                   py::arg("within_float") = false, py::arg("max_promotions") = LevelOptions{}.max_promotions,         \
                   py::arg("max_moves") = LevelOptions{}.max_moves,                                                    \
                   py::arg_v("taken", std::vector<std::vector<Booking>>(), "[]")

/// What owns all that the options point to.
struct OwnedOptions {
    std::shared_ptr<const TakenRows> taken;
    LevelOptions options;
};

OwnedOptions options_of(const Process& process, CONVENE_LEVEL_PARAMETERS) {
    OwnedOptions out{std::make_shared<const TakenRows>(process, std::move(taken)),
                     {.schedule = schedule.value_or(ScheduleOptions{}),
                      .rules = rules,
                      .within_float = within_float,
                      .max_promotions = max_promotions,
                      .max_moves = max_moves}};
    out.options.taken = out.taken->rows;
    if (schedule && schedule->target) (void)resolve(process, Ref<ActivityId>{*schedule->target, {}});
    for (const auto& date : out.options.schedule.outside) (void)resolve(process, Ref<ActivityId>{date.activity, {}});
    return out;
}

void bind_level(py::module_& m) {
    Record<Booking>(m, "Booking", CONVENE_DOC(Booking))
        .constructible()
        .field("start", &Booking::start)
        .field("finish", &Booking::finish)
        .field("by", &Booking::by, CONVENE_DOC(Booking_by));
    add_enum<LevelRule>(m, CONVENE_DOC(LevelRule), {"late_start", "late_finish", "total_float", "early_start"});
    Record<StaffHold> hold(m, "StaffHold", CONVENE_DOC(StaffHold));
    add_enum<StaffHold::Kind>(hold, "Why a person is not free.", {"busy", "absent", "off_work"});
    hold.field("kind", &StaffHold::kind)
        .field("activity", &StaffHold::activity)
        .field("person", &StaffHold::person)
        .field("by", &StaffHold::by, CONVENE_DOC(StaffHold_by))
        .field("elsewhere", &StaffHold::elsewhere, CONVENE_DOC(StaffHold_elsewhere))
        .field("until", &StaffHold::until);
    bind_levelled(m);
    m.def(
        "level",
        [](const Process& process, CONVENE_LEVEL_PARAMETERS) {
            const auto options =
                options_of(process, schedule, rules, within_float, max_promotions, max_moves, std::move(taken));
            auto found = interruptible(process.activities().size() >= interruptible_levelling,
                                       [process, options] { return level(process, options.options); });
            return LevelledPlan(process, unwrap(std::move(found)));
        },
        py::arg("process"), CONVENE_LEVEL_NAMES, CONVENE_DOC(level_in_level));
    m.def(
        "describe",
        [](const Process& process, const StaffHold& h) {
            (void)resolve(process, Ref<ActivityId>{h.activity, {}});
            (void)resolve(process, Ref<PersonId>{h.person, {}});
            if (h.by) (void)resolve(process, Ref<ActivityId>{*h.by, {}});
            return describe(process, h);
        },
        py::arg("process"), py::arg("hold"), CONVENE_DOC(describe_in_level));
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
    Record<Workload>(m, "Workload", CONVENE_DOC(Workload))
        .field("people", &Workload::people, CONVENE_DOC(Workload_people))
        .field("roles", &Workload::roles, CONVENE_DOC(Workload_roles));
    m.def(
        "workload",
        [](const Process& process, const LevelledPlan& plan) {
            check_levelled(process, plan);
            return workload(process, *plan.levelled);
        },
        py::arg("process"), py::arg("plan"), CONVENE_DOC(workload_in_workload), Unlocked());
    Record<Bottleneck>(m, "Bottleneck", CONVENE_DOC(Bottleneck))
        .field("role", &Bottleneck::role)
        .field("held_up", &Bottleneck::held_up, CONVENE_DOC(Bottleneck_held_up))
        .field("finish_with_one_more", &Bottleneck::finish_with_one_more, CONVENE_DOC(Bottleneck_finish_with_one_more));
    m.def(
        "bottleneck",
        [](const Process& process, const LevelledPlan& plan, CONVENE_LEVEL_PARAMETERS) {
            check_levelled(process, plan);
            const auto options =
                options_of(process, schedule, rules, within_float, max_promotions, max_moves, std::move(taken));
            return interruptible(process.activities().size() >= interruptible_levelling,
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
