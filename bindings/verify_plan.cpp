#include "levelled.hpp"
#include "record.hpp"

#include <convene/staffing/verify_plan.hpp>

namespace convene::python {

void bind_plan_verify(py::module_& m) {
    Record<PlanViolation> violation(m, "PlanViolation", CONVENE_DOC(PlanViolation));
    add_enum<PlanViolation::Kind>(violation, "Which promise is broken.",
                                  {"size", "duration", "too_early", "rule", "date", "people", "off_work", "absent",
                                   "two_places", "pieces", "closed", "overbooked"});
    violation.field("kind", &PlanViolation::kind)
        .field("activity", &PlanViolation::activity)
        .field("other", &PlanViolation::other)
        .field("person", &PlanViolation::person)
        .field("resource", &PlanViolation::resource);
    m.def(
        "verify",
        [](const Process& process, const LevelledPlan& plan) {
            check_levelled(process, plan);
            return verify(process, *plan.levelled);
        },
        py::arg("process"), py::arg("plan"), CONVENE_DOC(verify_in_verify_plan), Unlocked());
    m.def(
        "to_string",
        [](const Process& process, const PlanViolation& v) {
            (void)resolve(process, Ref<ActivityId>{v.activity, {}});
            if (v.other) (void)resolve(process, Ref<ActivityId>{*v.other, {}});
            if (v.person) (void)resolve(process, Ref<PersonId>{*v.person, {}});
            if (v.resource) (void)resolve(process, Ref<ResourceId>{*v.resource, {}});
            return to_string(process, v);
        },
        py::arg("process"), py::arg("violation"), py::prepend(), CONVENE_DOC(to_string_in_verify_plan));
}

} // namespace convene::python
