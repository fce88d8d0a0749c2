#include "plan.hpp"
#include "telling.hpp"

#include <convene/schedule/schedule.hpp>
#include <convene/staffing/critical_chain.hpp>
#include <convene/staffing/demands.hpp>
#include <convene/staffing/flatten.hpp>
#include <convene/staffing/saved_plan.hpp>
#include <convene/staffing/verify_plan.hpp>
#include <convene/staffing/workload.hpp>

#include <algorithm>
#include <utility>

namespace convene::python {

void check_plan(const Process& process, const Levelled& plan) {
    check_plan(process, plan.early());
    const auto& own = plan.process();
    if (process.people().size() != own.people().size() || process.resources().size() != own.resources().size())
        throw py::value_error("the dates are those of another process");
}

namespace {

using PlanPointer = std::shared_ptr<Levelled>;
using Occupied = std::vector<std::vector<Reservation>>;

using LevelledClass = py::class_<Levelled, PlanPointer>;

void bind_rest(LevelledClass& c) {
    const auto member = [&c](const char* name, auto value, const char* doc) {
        c.def_property_readonly(
            name, [value](const Levelled& p) { return plain(p.data().*value); }, doc);
    };
    member("people", &LevelledData::people, CONVENE_DOC(Levelled_people));
    member("shares", &LevelledData::shares, CONVENE_DOC(Levelled_shares));
    member("pieces", &LevelledData::pieces, CONVENE_DOC(Levelled_pieces));
    member("rule", &LevelledData::rule, "The rule that made it.");
    member("looked_from", &LevelledData::looked_from, CONVENE_DOC(Levelled_looked_from));
    member("looked_until", &LevelledData::looked_until, "See `looked_from`.");
    c.def_property_readonly("reserved_from", array_of(&Levelled::reserved_froms), CONVENE_DOC(Levelled_reserved_from));
    c.def_property_readonly("waits", bound(&Levelled::waits), CONVENE_DOC(Levelled_waits));
    c.def_property_readonly(
        "early", [](const PlanPointer& p) { return shared(std::shared_ptr<const Schedule>(p, &p->early())); },
        CONVENE_DOC(Levelled_early));
    c.def("__len__", &Levelled::size);
    c.def(py::pickle([](const Levelled& p) { return py::make_tuple(p.process(), py::bytes(to_bytes(p))); },
                     [](const py::tuple& state) {
                         const auto process = state[0].cast<Process>();
                         const auto bytes = state[1].cast<std::string>();
                         const py::gil_scoped_release unlocked;
                         return unwrap(levelled_from_bytes(process, bytes));
                     }));
    value(c);
    def_columns(c, [](const py::object& self) { return io::columns_of(self.cast<PlanPointer>()); });
}

void bind_levelled(py::module_& m) {
    LevelledClass c(m, "Levelled", CONVENE_DOC(Levelled));
    bind_rest(c);
    const auto process = py::arg("process");
    const auto plan = py::arg("plan");
    m.def(
        "resource_floats",
        [](const Process& p, const PlanPointer& l) {
            check_plan(p, *l);
            auto floats = unlocked([&] { return resource_floats(*l).vector(); });
            return to_numpy(io::column("resource_float", std::move(floats)));
        },
        process, plan);
    m.def(
        "to_string",
        [](const Process& p, const PlanViolation& v) {
            check_ids(p, v);
            return to_string(to_diagnostic(p, v));
        },
        process, py::arg("violation"), py::prepend(), CONVENE_DOC(to_diagnostic_in_verify_plan));
    m.def(
        "findings", [](const Levelled& p) { return findings(p); }, plan, CONVENE_DOC(findings_in_levelled), Unlocked());
}

/// Throws unless they are as the library asks of its callers.
void check_objective(const Process& process, const LevelObjective& objective) {
    in_package("_checks", "objective")(process, objective);
}

/// Where people and resources are already: one row per person, then one per resource.
void take(const Process& process, Occupied all, LevelOptions& out) {
    const auto people = process.people().size();
    const auto holders = people + process.resources().size();
    if (all.empty()) return;
    all.resize(holders);
    for (std::size_t h = 0; h < all.size(); ++h) {
        if (h < people)
            out.people_reserved.push_back(std::move(all[h]));
        else
            out.resources_reserved.push_back(std::move(all[h]));
    }
}

LevelOptions options_for(const Process& process, const Occupied& occupied, const Options<LevelOptions>& more,
                         const char* called) {
    auto out = more.of(process, called);
    in_package("_checks", "levelling")(process, more, occupied);
    take(process, occupied, out);
    return out;
}

/// Levelling takes longer than scheduling: fewer activities than these end before anybody could interrupt it.
constexpr std::size_t interruptible_levelling = 300;

/// Calls `work(options)` such that Ctrl-C ends it; while orders are tried somebody may listen.
template <class Work>
auto levelling(const Process& process, LevelOptions options, Work work) {
    if (options.tries > 0) return running(std::move(options), std::move(work));
    options.progress = {};
    const bool is_long = options.method == LevelMethod::flat || process.activities().size() >= interruptible_levelling;
    return interruptible(is_long, [options = std::move(options), work = std::move(work)] { return work(options); });
}

void bind_level(py::module_& m) {
    using More = const Options<LevelOptions>&;
    const auto process = py::arg("process");
    const auto occupied = [] { return py::arg_v("occupied", Occupied(), "[]"); };
    m.def(
        "level",
        [](const Process& p, const Occupied& o, More more) {
            return unwrap(levelling(p, options_for(p, o, more, "level"),
                                    [p](const LevelOptions& options) { return level(p, options); }));
        },
        process, py::kw_only(), occupied(), CONVENE_DOC(level_in_level));
    m.def(
        "bottleneck",
        [](const Process& p, const PlanPointer& plan, const Occupied& o, More more) {
            check_plan(p, *plan);
            return Known{levelling(p, options_for(p, o, more, "bottleneck"),
                                   [plan](const LevelOptions& options) { return bottleneck(*plan, options); }),
                         p};
        },
        process, py::arg("plan"), py::kw_only(), occupied(), CONVENE_DOC(bottleneck_in_workload));
    m.def(
        "cost",
        [](const Process& p, const LevelObjective& objective, const Levelled& plan) {
            check_plan(p, plan);
            check_objective(p, objective);
            return cost(objective, plan);
        },
        process, py::arg("objective"), py::arg("plan"), "What the objective makes of a plan; see `LevelObjective`.");
    using OfWait = Text (*)(const Process&, const StaffWait&);
    m.def("describe", bound(static_cast<OfWait>(&describe)), process, py::arg("wait"), CONVENE_DOC(describe_in_level));
    m.def("name_of", bound(static_cast<OfWait>(&name_of)), process, py::arg("wait"), CONVENE_DOC(name_of_in_level));
}

void bind_flatten(py::module_& m) {
    m.def(
        "flatten", [](const Schedule& early, std::optional<FlatTime> time) { return unwrap(flatten(early, time)); },
        py::arg("early"), py::arg("time") = py::none(), CONVENE_DOC(flatten), Unlocked());
    m.def(
        "plan_of",
        [](const Schedule& early, const std::vector<rcpsp::Time>& starts) {
            if (starts.size() != early.size())
                throw py::value_error("starts: one an activity, " + std::to_string(early.size()));
            return unwrap(plan_of(early, starts, {}));
        },
        py::arg("early"), py::arg("starts"), CONVENE_DOC(plan_of), Unlocked());
}

void bind_staffing(py::module_& m) {
    py::class_<Staffing, std::shared_ptr<Staffing>>(m, "Staffing", CONVENE_DOC(Staffing))
        .def(py::init<const Process&>(), py::arg("process"), Unlocked());
}

} // namespace

void bind_resource(py::module_& m) {
    bind_levelled(m);
    bind_level(m);
    bind_flatten(m);
    bind_staffing(m);
}

} // namespace convene::python
