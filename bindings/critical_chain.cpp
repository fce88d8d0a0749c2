#include "levelled.hpp"
#include "record.hpp"

#include <convene/staffing/critical_chain.hpp>

namespace convene::python {

void bind_chain(py::module_& m) {
    Record<ResourceArc>(m, "ResourceArc", CONVENE_DOC(ResourceArc))
        .field("from_", &ResourceArc::from)
        .field("to", &ResourceArc::to)
        .field("person", &ResourceArc::person, CONVENE_DOC(ResourceArc_person))
        .field("resource", &ResourceArc::resource);
    Record<ChainLink> link(m, "ChainLink", CONVENE_DOC(ChainLink));
    add_enum<ChainLink::Kind>(link, "What holds the activity where it is.",
                              {"start", "rule", "person", "absent", "elsewhere"});
    link.field("kind", &ChainLink::kind)
        .field("activity", &ChainLink::activity)
        .field("held_by", &ChainLink::held_by)
        .field("person", &ChainLink::person)
        .field("resource", &ChainLink::resource)
        .field("elsewhere", &ChainLink::elsewhere, CONVENE_DOC(ChainLink_elsewhere));
    const auto process = py::arg("process");
    const auto plan = py::arg("plan");
    m.def(
        "resource_arcs",
        [](const Process& p, const LevelledPlan& l) {
            check_levelled(p, l);
            return resource_arcs(p, *l.levelled);
        },
        process, plan, CONVENE_DOC(resource_arcs), Unlocked());
    m.def(
        "resource_floats",
        [](const Process& p, const LevelledPlan& l) {
            check_levelled(p, l);
            auto floats = [&] {
                const py::gil_scoped_release unlocked;
                return std::make_shared<const std::vector<Seconds>>(resource_floats(p, *l.levelled));
            }();
            return to_numpy({"resource_float", ColumnType::seconds, floats, floats->data(), floats->size()});
        },
        process, plan, CONVENE_DOC(resource_floats));
    m.def(
        "critical_chain",
        [](const Process& p, const LevelledPlan& l) {
            check_levelled(p, l);
            return interruptible(l.early.size() >= interruptible_from,
                                 [p, levelled = l.levelled] { return critical_chain(p, *levelled); });
        },
        process, plan, CONVENE_DOC(critical_chain));
}

} // namespace convene::python
