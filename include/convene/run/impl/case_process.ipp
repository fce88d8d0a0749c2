#pragma once

#include <convene/model/edit.hpp>
#include <convene/run/case_process.hpp>

#include <utility>

namespace convene {

namespace detail {

/// Tells what of a phase's activities comes after something outside, which no case would ever see.
class OutsideNeeds {
  public:
    OutsideNeeds(const Process& process, PhaseId phase) : p_(process), phase_(phase) {}

    Diagnostics operator()() {
        for (std::uint32_t i = 0; i < p_.rule_count(); ++i) {
            const auto rule = p_.rule(RuleId{i});
            if (is_inside(rule.to) && !is_inside(rule.from)) needs(rule.to, rule.from);
        }
        for (const auto id : p_.activities().ids())
            for (const auto next : p_.follow_ups(id))
                if (!is_inside(id) && is_inside(next)) needs(next, id);
        for (const auto id : p_.activities().ids())
            for (const auto& rework : p_.reworks(id))
                if (is_inside(id) && !is_inside(rework.to)) needs(id, rework.to);
        return std::move(faults_);
    }

  private:
    [[nodiscard]] bool is_inside(ActivityId id) const {
        auto up = p_[id].phase;
        while (up && *up != phase_) up = p_[*up].parent;
        return up.has_value();
    }

    void needs(ActivityId id, ActivityId outside) {
        faults_.push_back(
            {Code::case_needs_outside, name_of(p_, id), {name_of(p_, outside)}, location_of(p_[id].origin), {}});
    }

    const Process& p_;
    PhaseId phase_;
    Diagnostics faults_;
};

} // namespace detail

CONVENE_DECL Result<Process> case_process(const Process& process, PhaseId phase) {
    if (process[phase].run != PhaseRun::per_case)
        return fail(
            Diagnostics{{Code::not_per_case, name_of(process, phase), {}, location_of(process[phase].origin), {}}});
    if (auto faults = detail::OutsideNeeds(process, phase)(); !faults.empty()) return fail(std::move(faults));
    auto editor = edit(process);
    editor.keep(phase).remove_standing_duties();
    editor.start(std::nullopt).finish(std::nullopt).status_date(std::nullopt).target(std::nullopt).rounds(std::nullopt);
    for (OptionalId<PhaseId> up = phase; up; up = process[*up].parent) editor.run(*up, PhaseRun::once);
    return editor.build();
}

} // namespace convene
