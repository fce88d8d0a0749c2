#include "record.hpp"

#include <convene/check/artifacts.hpp>
#include <convene/check/authority.hpp>
#include <convene/check/cadence.hpp>
#include <convene/check/check.hpp>
#include <convene/check/confidentiality.hpp>
#include <convene/check/cycles.hpp>
#include <convene/check/dates.hpp>
#include <convene/check/duties.hpp>
#include <convene/check/links.hpp>
#include <convene/check/meetings.hpp>
#include <convene/check/people.hpp>
#include <convene/check/rework.hpp>
#include <convene/check/rules.hpp>
#include <convene/check/separations.hpp>
#include <convene/check/texts.hpp>
#include <convene/check/unused.hpp>

namespace convene::python {

void bind_check(py::module_& m) {
    const auto process = py::arg("process");
    m.def(
        "check",
        [](const Process& p, const std::optional<ScheduleOptions>& options, std::uint64_t budget) {
            return interruptible(p.activities().size() >= interruptible_from, [p, options, budget] {
                return check(p, {.schedule = options.value_or(ScheduleOptions{}), .redundancy_budget = budget});
            });
        },
        process, py::kw_only(), py::arg("schedule") = py::none(),
        py::arg("redundancy_budget") = CheckOptions{}.redundancy_budget, CONVENE_DOC(check));
    m.def(
        "check_dates",
        [](const Process& p, const std::optional<ScheduleOptions>& options) {
            return check_dates(p, options.value_or(ScheduleOptions{}));
        },
        process, py::arg("options") = py::none(), CONVENE_DOC(check_dates), Unlocked());
    m.def("check_rules", &check_rules, process, py::arg("budget") = CheckOptions{}.redundancy_budget,
          CONVENE_DOC(check_rules), Unlocked());
    const auto family = [&](const char* name, Diagnostics (*function)(const Process&), const char* doc) {
        m.def(name, function, process, doc, Unlocked());
    };
    family("check_artifacts", &check_artifacts, CONVENE_DOC(check_artifacts));
    family("check_authority", &check_authority, CONVENE_DOC(check_authority));
    family("check_cadence", &check_cadence, CONVENE_DOC(check_cadence));
    family("check_confidentiality", &check_confidentiality, CONVENE_DOC(check_confidentiality));
    family("check_cycles", &check_cycles, CONVENE_DOC(check_cycles));
    family("check_duties", &check_duties, CONVENE_DOC(check_duties));
    family("check_links", &check_links, CONVENE_DOC(check_links));
    family("check_meetings", &check_meetings, CONVENE_DOC(check_meetings));
    family("check_people", &check_people, CONVENE_DOC(check_people));
    family("check_rework", &check_rework, CONVENE_DOC(check_rework));
    family("check_separations", &check_separations, CONVENE_DOC(check_separations));
    family("check_texts", &check_texts, CONVENE_DOC(check_texts));
    family("check_unused", &check_unused, CONVENE_DOC(check_unused));
}

} // namespace convene::python
