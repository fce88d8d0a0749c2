#include "numbers.hpp"
#include "write_parts.hpp"

#include <algorithm>

namespace convene::io::detail {

namespace {

void write_duty(JsonWriter& out, const Process& p, const Duty& duty) {
    Duty plain;
    plain.role = duty.role;
    plain.kind = duty.kind;
    if (duty == plain) return out.string(p.key(duty.role));
    out.begin_object();
    out.string("role", p.key(duty.role));
    // A count alone means some people.
    const auto implied = duty.count == 1 ? DutyDemand::one : DutyDemand::some;
    write_word(out, "demand", duty.demand, implied);
    if (duty.count != 1) out.integer("count", duty.count);
    if (duty.share != 1000) out.raw("share", decimal_text(duty.share, 3));
    write_reference(out, "person", p, duty.person);
    out.end();
}

void write_need(JsonWriter& out, const Process& p, const ResourceNeed& need) {
    if (need.units == 1) return out.string(p.key(need.resource));
    out.begin_object();
    out.string("resource", p.key(need.resource));
    out.integer("units", need.units);
    out.end();
}

void write_duties(JsonWriter& out, const Process& p, std::span<const Duty> duties) {
    if (duties.empty()) return;
    out.begin_object("duties");
    for (std::size_t kind = 0; kind < enum_names<DutyKind>.size(); ++kind) {
        const auto of_kind = [&](const Duty& duty) { return duty.kind == static_cast<DutyKind>(kind); };
        if (std::ranges::none_of(duties, of_kind)) continue;
        out.begin_list(enum_names<DutyKind>[kind].name);
        for (const auto& duty : duties)
            if (of_kind(duty)) write_duty(out, p, duty);
        out.end();
    }
    out.end();
}

void write_matter(JsonWriter& out, const Process& p, const Matter& matter) {
    const auto key = p.text(matter.key);
    const auto topic = p.text(matter.topic);
    const auto title = p.text(matter.title);
    const bool neutral = title.empty() || title.packed().front() != convene::detail::text_tag;
    if (key.empty() && topic.empty() && !matter.level && !matter.amount && neutral) return out.text(title);
    out.begin_object();
    write_string(out, "id", key);
    out.text("title", title);
    write_string(out, "topic", topic);
    write_reference(out, "level", p, matter.level);
    if (matter.amount) out.raw("amount", decimal_text(matter.amount->hundredths, 2));
    out.end();
}

/// A lag's calendar, unless it is the successor's.
void write_lag_calendar(JsonWriter& out, const Process& p, const Rule& rule) {
    if (rule.calendar == LagCalendar::named) return write_reference(out, "calendar", p, rule.named);
    write_word(out, "calendar", rule.calendar, LagCalendar::successor);
}

bool is_plain(const Rule& rule) {
    return rule.min == Span{} && !rule.max && rule.from_edge == Edge::finish && rule.to_edge == Edge::start &&
           rule.calendar == LagCalendar::successor && !rule.min_parameter;
}

void write_after(JsonWriter& out, const Process& p, const Rule& rule) {
    if (is_plain(rule)) return out.string(p.key(rule.from));
    out.begin_object();
    out.string("activity", p.key(rule.from));
    if (rule.min != Span{} || rule.min_parameter) {
        out.key("lag");
        write_span(out, p, *rule.min, rule.min_parameter);
    }
    if (rule.max) {
        out.key("max");
        write_span(out, p, *rule.max, rule.max_parameter);
    }
    write_word(out, "from", rule.from_edge, Edge::finish);
    write_word(out, "to", rule.to_edge, Edge::start);
    write_lag_calendar(out, p, rule);
    out.end();
}

void write_constraint(JsonWriter& out, const Constraint& constraint) {
    out.begin_object();
    out.string("kind", name(constraint.kind));
    out.string("date", date_text(constraint.date));
    out.end();
}

void write_progress(JsonWriter& out, const Progress& progress) {
    out.begin_object("progress");
    if (progress.actual_start) out.string("actual_start", date_text(*progress.actual_start));
    if (progress.actual_finish) out.string("actual_finish", date_text(*progress.actual_finish));
    if (progress.remaining) out.string("remaining", to_string(*progress.remaining));
    out.end();
}

void write_measure(JsonWriter& out, const Measure& measure) {
    out.begin_object();
    out.string("id", measure.key);
    write_text(out, "title", measure.title);
    write_text(out, "unit", measure.unit);
    out.raw("target", double_text(measure.target));
    write_word(out, "direction", measure.direction, Direction::at_least);
    out.end();
}

void write_rework(JsonWriter& out, const Process& p, const Rework& rework) {
    out.begin_object();
    out.string("activity", p.key(rework.to));
    if (rework.max_rounds != 1) out.integer("max_rounds", rework.max_rounds);
    out.end();
}

void write_handover(JsonWriter& out, const Process& p, const Handover& handover) {
    out.begin_object();
    out.string("from", p.key(handover.from));
    out.string("to", p.key(handover.to));
    out.end();
}

void write_cadence(JsonWriter& out, const Cadence& cadence) {
    out.begin_object("recurrence");
    out.string("rule", to_string(cadence.recurrence));
    write_word(out, "missed", cadence.missed, Missed::latest);
    out.end();
}

void write_service_level(JsonWriter& out, const Process& p, const ServiceLevel& level) {
    out.begin_object("service_level");
    out.string("within", to_string(level.within));
    if (level.warn) out.string("warn", to_string(*level.warn));
    write_reference(out, "escalate_to", p, level.escalate_to);
    out.end();
}

void write_duration(JsonWriter& out, const Process& p, ActivityId id) {
    const auto duration = p[id].duration;
    const auto parameter = p.duration_parameter(id);
    if (duration == Span{} && !parameter) return;
    out.key("duration");
    write_span(out, p, duration, parameter ? OptionalId<ParameterId>(*parameter) : OptionalId<ParameterId>{});
}

void write_notes(JsonWriter& out, const Process& p, ActivityId id, std::initializer_list<NoteKind> kinds) {
    if (p.notes(id).empty()) return;
    for (const auto kind : kinds) write_text(out, name(kind), p.note(id, kind));
}

} // namespace

std::string date_text(Instant date) {
    return time_of_day(date) == Seconds{0} ? to_string(date_of(date)) : to_string(date);
}

void write_span(JsonWriter& out, const Process& process, Span span, OptionalId<ParameterId> parameter) {
    if (!parameter) return out.string(to_string(span));
    out.begin_object();
    out.string("parameter", process.key(*parameter));
    out.end();
}

void write_activity(JsonWriter& out, const Process& p, ActivityId id, std::span<const Rule> after) {
    const auto& a = p[id];
    const auto key = [&](auto other) { out.string(p.key(other)); };
    out.begin_object();
    out.string("id", p.key(id));
    write_word(out, "kind", a.kind, ActivityKind::task);
    write_notes(out, p, id, {NoteKind::number});
    write_text(out, "title", p.title(id));
    write_notes(out, p, id, {NoteKind::purpose, NoteKind::description, NoteKind::location, NoteKind::follow_up});
    write_reference(out, "phase", p, a.phase);
    write_reference(out, "calendar", p, a.calendar);
    write_duration(out, p, id);
    write_duties(out, p, p.duties(id));
    write_list(out, "needs", p.needs(id), [&](const ResourceNeed& need) { write_need(out, p, need); });
    if (a.splittable) out.boolean("splittable", true);
    if (const auto quorum = p.quorum(id)) out.integer("quorum", *quorum);
    write_list(out, "steps", p.steps(id), [&](const Step& step) { out.text(p.text(step.title)); });
    write_list(out, "matters", p.matters(id), [&](const Matter& matter) { write_matter(out, p, matter); });
    write_list(out, "consumes", p.consumes(id), key);
    write_list(out, "produces", p.produces(id), key);
    write_list(out, "starts", p.follow_ups(id), key);
    write_list(out, "after", after, [&](const Rule& rule) { write_after(out, p, rule); });
    write_list(out, "constraints", p.constraints(id), [&](const Constraint& c) { write_constraint(out, c); });
    if (const auto deadline = p.deadline(id)) out.string("deadline", date_text(*deadline));
    if (a.as_late_as_possible) out.boolean("as_late_as_possible", true);
    if (const auto date = p.date(id)) out.string("date", date_text(*date));
    if (const auto progress = p.progress(id)) write_progress(out, *progress);
    write_list(out, "measures", p.measures(id), [&](const Measure& measure) { write_measure(out, measure); });
    if (const auto budget = p.budget(id)) out.raw("budget", decimal_text(budget->hundredths, 2));
    write_list(out, "returns_to", p.reworks(id), [&](const Rework& rework) { write_rework(out, p, rework); });
    write_list(out, "hands_over", p.handovers(id), [&](const Handover& handover) { write_handover(out, p, handover); });
    if (const auto cadence = p.cadence(id)) write_cadence(out, *cadence);
    if (const auto level = p.service_level(id)) write_service_level(out, p, *level);
    out.end();
}

void write_rule(JsonWriter& out, const Process& p, const Rule& rule) {
    out.begin_object();
    out.string("from", p.key(rule.from));
    out.string("to", p.key(rule.to));
    write_word(out, "from_edge", rule.from_edge, Edge::finish);
    write_word(out, "to_edge", rule.to_edge, Edge::start);
    if (rule.min) {
        out.key("min");
        write_span(out, p, *rule.min, rule.min_parameter);
    }
    if (rule.max) {
        out.key("max");
        write_span(out, p, *rule.max, rule.max_parameter);
    }
    write_lag_calendar(out, p, rule);
    out.end();
}

} // namespace convene::io::detail
