#pragma once

#include <convene/core/code.hpp>
#include <convene/core/text.hpp>
#include <convene/io/sqlite_journal.hpp>
#include <convene/model/vocabulary.hpp>
#include <convene/portfolio/portfolio_level.hpp>
#include <convene/rcpsp/rcpsp.hpp>
#include <convene/run/run.hpp>
#include <convene/schedule/cause.hpp>
#include <convene/schedule/explain.hpp>
#include <convene/schedule/options.hpp>
#include <convene/schedule/schedule.hpp>
#include <convene/staffing/staffing.hpp>
#include <convene/time/recurrence.hpp>
#include <convene/time/span.hpp>

#include <cstddef>

namespace convene::python {

/// What Python calls an enumeration, and the number under which its class is kept.
template <class E>
struct EnumInfo;

// clang-format off
#define CONVENE_PYTHON_ENUMS(X)                                                                                        \
    X(Severity, severity, "Severity") X(Code, code, "Code") X(Language, language, "Language")                          \
    X(SpanUnit, span_unit, "SpanUnit") X(Frequency, frequency, "Frequency") X(OnFreeDay, on_free_day, "OnFreeDay")     \
    X(ActivityKind, activity_kind, "ActivityKind") X(DutyKind, duty_kind, "DutyKind")                                  \
    X(DutyDemand, duty_demand, "DutyDemand") X(Edge, edge, "Edge") X(ConstraintKind, constraint_kind, "ConstraintKind") \
    X(LagCalendar, lag_calendar, "LagCalendar") X(Confidentiality, confidentiality, "Confidentiality")                 \
    X(NoteKind, note_kind, "NoteKind") X(PhaseRun, phase_run, "PhaseRun") X(Period, period, "Period")                  \
    X(Direction, direction, "Direction") X(Missed, missed, "Missed") X(OnConflict, on_conflict, "OnConflict")          \
    X(CauseKind, cause_kind, "CauseKind") X(DateKind, date_kind, "DateKind") \
    X(ExplanationStep::Kind, explanation_step_kind, "ExplanationStep.Kind")                                            \
    X(Driver::Kind, driver_kind, "Driver.Kind")                                                                        \
    X(Outcome, outcome, "Outcome") X(Excuse, excuse, "Excuse") X(Resolution, resolution, "Resolution")                 \
    X(Told, told, "Told") X(Todo, todo, "Todo") X(Standing, standing, "Standing") X(Fate, fate, "Fate")                \
    X(io::Durability, durability, "io.Durability") X(LevelRule, level_rule, "LevelRule")                               \
    X(OutsideDate::Kind, outside_kind, "OutsideDate.Kind") X(PlanViolation::Kind, plan_violation_kind, "PlanViolation.Kind")    \
    X(ChainLink::Kind, chain_link_kind, "ChainLink.Kind")                                                              \
    X(ProjectRule, project_rule, "ProjectRule") X(StaffWait::Kind, staff_wait_kind, "StaffWait.Kind") X(Obstacle::Kind, obstacle_kind, "Obstacle.Kind")            \
    X(rcpsp::Edge, rcpsp_edge, "rcpsp.Edge") X(rcpsp::Scheme, rcpsp_scheme, "rcpsp.Scheme")                            \
    X(rcpsp::Rule, rcpsp_rule, "rcpsp.Rule")                                                                           \
    X(rcpsp::Generation::Obstacle, generation_obstacle, "rcpsp.Generation.Obstacle")                                   \
    X(rcpsp::ExactResult::Status, exact_status, "rcpsp.ExactResult.Status")                                            \
    X(rcpsp::SearchResult::Status, search_status, "rcpsp.SearchResult.Status")                                         \
    X(rcpsp::Violation::Kind, violation_kind, "rcpsp.Violation.Kind")
// clang-format on

enum class EnumSlot : std::size_t {
#define X(type, slot, name) slot,
    CONVENE_PYTHON_ENUMS(X)
#undef X
};

#define X(type, slot_name, python_name)                                                                                \
    template <>                                                                                                        \
    struct EnumInfo<type> {                                                                                            \
        static constexpr char name[] = python_name;                                                                    \
        static constexpr auto slot = static_cast<std::size_t>(EnumSlot::slot_name);                                    \
    };
CONVENE_PYTHON_ENUMS(X)
#undef X

template <class E>
concept KnownEnum = requires { EnumInfo<E>::slot; };
template <class E>
inline constexpr bool is_known_enum = KnownEnum<E>;

} // namespace convene::python
