/// \file
/// `Levelled`: dates at which nobody is in two places.

#include "plan.hpp"

#include <convene/schedule/schedule.hpp>
#include <convene/staffing/critical_chain.hpp>
#include <convene/staffing/saved_plan.hpp>
#include <convene/staffing/verify_plan.hpp>

namespace convene::python {

void check_plan(const Process& process, const Levelled& plan) {
    check_plan(process, plan.early());
    const auto& own = plan.process();
    if (process.people().size() != own.people().size() || process.resources().size() != own.resources().size())
        throw py::value_error("the dates are those of another process");
}

namespace {

using Pointer = std::shared_ptr<Levelled>;
using LevelledClass = py::class_<Levelled, Pointer>;

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
        "early", [](const Pointer& p) { return shared(std::shared_ptr<const Schedule>(p, &p->early())); },
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
    def_columns(c, [](const py::object& self) { return io::columns_of(self.cast<Pointer>()); });
}

} // namespace

void bind_levelled(py::module_& m) {
    LevelledClass c(m, "Levelled", CONVENE_DOC(Levelled));
    bind_rest(c);
    const auto process = py::arg("process");
    const auto plan = py::arg("plan");
    m.def(
        "resource_floats",
        [](const Process& p, const Pointer& l) {
            check_plan(p, *l);
            auto floats = [&] {
                const py::gil_scoped_release unlocked;
                return resource_floats(*l).vector();
            }();
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

} // namespace convene::python
