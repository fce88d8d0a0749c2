#include "plan.hpp"
#include "telling.hpp"

#include <convene/staffing/demands.hpp>
#include <convene/staffing/flatten.hpp>
#include <convene/staffing/workload.hpp>

#include <algorithm>
#include <utility>

namespace convene::python {

namespace {

using PlanPointer = std::shared_ptr<Levelled>;
using Occupied = std::vector<std::vector<Reservation>>;

void check_objective(const Process& process, const LevelObjective& objective) {
    constexpr std::int64_t most = 1'000'000;
    const auto n = process.activities().size();
    for (const auto size : {objective.late_each.size(), objective.baseline.size()})
        if (size != 0 && size != n)
            throw py::value_error("an objective has " + std::to_string(size) + " entries for " + std::to_string(n) +
                                  " activities");
    std::vector<std::int64_t> weights(objective.late_each.begin(), objective.late_each.end());
    weights.insert(weights.end(), {objective.finish, objective.late, objective.moved, objective.shift});
    for (const auto weight : weights)
        if (weight < 0 || weight > most) throw py::value_error("a weight is not from 0 to 1000000");
}

void check_reservations(const std::vector<Reservation>& row, bool of_person) {
    const bool whole = of_person && std::ranges::all_of(row, [](const Reservation& r) { return r.amount == 1000; });
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool behind = i > 0 && (whole ? row[i - 1].finish : row[i - 1].start) > row[i].start;
        if (row[i].start > row[i].finish || behind)
            throw py::value_error(whole ? "the reservations of a person must ascend and be disjoint"
                                        : "reservations must ascend");
    }
}

/// Where people and resources are already: one row per person, then one per resource.
void take(const Process& process, Occupied all, LevelOptions& out) {
    const auto people = process.people().size();
    const auto holders = people + process.resources().size();
    if (all.empty()) return;
    if (all.size() != people && all.size() != holders)
        throw py::value_error("occupied has " + std::to_string(all.size()) + " entries for " + std::to_string(people) +
                              " people and " + std::to_string(holders - people) + " resources");
    all.resize(holders);
    for (std::size_t h = 0; h < all.size(); ++h) {
        check_reservations(all[h], h < people);
        if (h < people)
            out.people_reserved.push_back(std::move(all[h]));
        else
            out.resources_reserved.push_back(std::move(all[h]));
    }
}

LevelOptions options_for(const Process& process, const Occupied& occupied, const Options<LevelOptions>& more,
                         const char* called) {
    auto out = more.of(process, called);
    const auto check = [](const char* name, std::size_t size, std::size_t wanted, const char* of) {
        if (size != 0 && size != wanted)
            throw py::value_error(std::string(name) + " has " + std::to_string(size) + " entries for " +
                                  std::to_string(wanted) + " " + of);
    };
    check("priority", out.priority.size(), process.activities().size(), "activities");
    check("burden", out.burden.size(), process.people().size(), "people");
    check_objective(process, out.objective);
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
