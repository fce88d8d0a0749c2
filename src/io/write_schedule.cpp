#include <convene/io/write_schedule.hpp>

#include "json_writer.hpp"

#include <array>

namespace convene::io {

namespace {

using detail::JsonWriter;

void write_activity(JsonWriter& out, const Process& process, const Schedule& plan, ActivityId id, bool critical,
                    Provisional unsure) {
    out.begin_object();
    out.string("activity", process.key(id));
    out.string("start", to_string(plan.start(id)));
    out.string("finish", to_string(plan.finish(id)));
    out.string("early_start", to_string(plan.early_start(id)));
    out.string("early_finish", to_string(plan.early_finish(id)));
    out.string("late_start", to_string(plan.late_start(id)));
    out.string("late_finish", to_string(plan.late_finish(id)));
    out.integer("total_float", plan.total_float(id).count());
    out.integer("free_float", plan.free_float(id).count());
    out.boolean("critical", critical);
    if (unsure.unknown_milestone) out.boolean("waits_for_unknown_date", true);
    if (unsure.beyond_coverage) out.boolean("beyond_calendar_coverage", true);
    out.end();
}

void write_missed(JsonWriter& out, const Process& process, const Schedule& plan) {
    out.begin_list("deadlines_missed");
    for (const auto id : process.activities().ids()) {
        const auto deadline = process.deadline(id);
        if (!deadline || plan.finish(id) <= *deadline) continue;
        out.begin_object();
        out.string("activity", process.key(id));
        out.string("deadline", to_string(*deadline));
        out.string("finish", to_string(plan.finish(id)));
        out.end();
    }
    out.end();
}

std::string_view cause_name(CauseKind kind) {
    constexpr std::array<std::string_view, 12> names{"project_start", "status_date",    "rule_min",   "rule_max",
                                                     "artifact",      "follow_up",      "constraint", "date",
                                                     "actual",        "project_finish", "deadline",   "outside"};
    static_assert(names.size() == static_cast<std::size_t>(CauseKind::outside) + 1);
    return names[static_cast<std::size_t>(kind)];
}

void write_broken(JsonWriter& out, const Process& process, const Schedule& plan) {
    out.begin_list("given_up");
    for (const auto& broken : plan.broken()) {
        out.begin_object();
        out.string("activity", process.key(broken.activity));
        out.string("edge", name(broken.edge));
        out.string("cause", cause_name(broken.cause.kind()));
        out.string("limit", to_string(broken.limit));
        out.string("actual", to_string(broken.actual));
        if (broken.soft) out.boolean("soft", true);
        out.end();
    }
    out.end();
}

std::string_view kind_name(ExplanationStep::Kind kind) {
    using Kind = ExplanationStep::Kind;
    switch (kind) {
    case Kind::root: return "root";
    case Kind::link: return "link";
    case Kind::opening: return "opening";
    case Kind::work: return "work";
    case Kind::work_back: return "work_back";
    case Kind::late_link: return "late_link";
    case Kind::late_work: return "late_work";
    case Kind::late_finish: return "late_finish";
    case Kind::closing: return "closing";
    }
    return {};
}

bool has_cause(ExplanationStep::Kind kind) {
    using Kind = ExplanationStep::Kind;
    return kind == Kind::root || kind == Kind::link || kind == Kind::late_link;
}

} // namespace

std::string write_schedule(const Process& process, const Schedule& plan) {
    const auto critical = on_longest_path(plan);
    const auto unsure = provisional(plan);
    JsonWriter out;
    out.begin_object();
    out.string("process", process.key());
    out.string("start", to_string(plan.project_start()));
    out.string("finish", to_string(plan.project_finish()));
    out.begin_list("activities");
    for (const auto id : process.activities().ids()) write_activity(out, process, plan, id, critical[id], unsure[id]);
    out.end();
    write_missed(out, process, plan);
    write_broken(out, process, plan);
    out.end();
    return out.take();
}

std::string write_explanation(const Process& process, const Explanation& steps, Language language) {
    JsonWriter out;
    out.begin_list();
    for (const auto& step : steps) {
        out.begin_object();
        out.string("step", kind_name(step.kind));
        if (has_cause(step.kind)) out.string("cause", cause_name(step.cause.kind()));
        out.string("activity", process.key(step.activity));
        out.string("edge", name(step.edge));
        out.string("before", to_string(step.before));
        out.string("at", to_string(step.at));
        if (step.from) {
            out.string("from", process.key(*step.from));
            out.string("from_edge", name(step.from_edge));
        }
        if (step.months)
            out.integer("months", *step.months);
        else
            out.integer("amount", step.amount.count());
        if (step.calendar) out.string("calendar", process.key(*step.calendar));
        out.string("sentence", describe(process, step, language));
        out.end();
    }
    out.end();
    return out.take();
}

std::string write_float_paths(const Process& process, const Schedule& schedule, std::span<const FloatPath> paths) {
    JsonWriter out;
    out.begin_list();
    for (const auto& path : paths) {
        out.begin_object();
        out.integer("relative_float", path.relative_float.count());
        out.begin_list("activities");
        for (const auto id : path.activities) {
            out.begin_object();
            out.string("activity", process.key(id));
            out.string("early_start", to_string(schedule.early_start(id)));
            out.string("early_finish", to_string(schedule.early_finish(id)));
            out.end();
        }
        out.end();
        out.end();
    }
    out.end();
    return out.take();
}

} // namespace convene::io
