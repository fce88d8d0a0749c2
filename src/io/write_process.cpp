#include <convene/io/write_process.hpp>
#include <convene/model/edit.hpp>

#include "numbers.hpp"
#include "write_parts.hpp"

#include <convene/core/detail/hash.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace convene::io {

namespace detail {

namespace {

/// The calendar that is the project's when the file doesn't say: see `ProcessBuilder::calendar`.
bool is_default_calendar(const Process& p) {
    const auto& calendars = p.calendars();
    if (calendars.size() == 1 && !calendars[CalendarId{0}].imported) return true;
    return p.key(p.calendar()) == "standard";
}

void write_head(JsonWriter& out, const Process& p) {
    out.integer("convene", 1);
    out.string("id", p.key());
    write_text(out, "title", p.title());
    write_text(out, "description", p.description());
    if (p.start()) out.string("start", date_text(*p.start()));
    if (p.finish()) out.string("finish", date_text(*p.finish()));
    if (p.status_date()) out.string("status_date", date_text(*p.status_date()));
    if (p.target()) out.string("target", p.key(*p.target()));
    write_string(out, "zone", p.zone());
    write_string(out, "currency", p.currency());
    if (p.rounds()) {
        out.begin_object("rounds");
        out.integer("max", p.rounds()->max);
        if (p.rounds()->every) out.string("every", to_string(*p.rounds()->every));
        out.end();
    }
    write_list(out, "imports", p.imports(), [&](const std::string& import) { out.string(import); });
    if (!is_default_calendar(p)) out.string("calendar", p.key(p.calendar()));
}

void write_calendars(JsonWriter& out, const Process& p) {
    std::vector<const Calendar*> own;
    for (const auto& entry : p.calendars())
        if (!entry.imported) own.push_back(&entry.calendar);
    write_list(out, "calendars", own, [&](const Calendar* calendar) { write_calendar(out, *calendar); });
}

void write_level(JsonWriter& out, const Level& level) {
    out.begin_object();
    out.string("id", level.key);
    write_text(out, "title", level.title);
    out.end();
}

void write_parameter(JsonWriter& out, const Parameter& parameter) {
    out.begin_object();
    out.string("id", parameter.key);
    write_text(out, "title", parameter.title);
    out.string("value", to_string(parameter.value));
    out.end();
}

void write_role(JsonWriter& out, const Process& p, const Role& role) {
    out.begin_object();
    out.string("id", role.key);
    write_text(out, "title", role.title);
    write_reference(out, "calendar", p, role.calendar);
    write_reference(out, "level", p, role.level);
    write_word(out, "clearance", role.clearance, Confidentiality::internal);
    if (role.external) out.boolean("external", true);
    out.end();
}

void write_absence(JsonWriter& out, const Absence& absence) {
    out.begin_object();
    out.string("from", date_text(absence.from));
    out.string("to", date_text(absence.to));
    write_text(out, "title", absence.title);
    out.end();
}

void write_person(JsonWriter& out, const Process& p, const Person& person) {
    out.begin_object();
    out.string("id", person.key);
    write_text(out, "title", person.title);
    write_list(out, "roles", person.roles, [&](RoleId role) { out.string(p.key(role)); });
    write_reference(out, "calendar", p, person.calendar);
    write_list(out, "absences", person.absences, [&](const Absence& absence) { write_absence(out, absence); });
    out.end();
}

void write_resource(JsonWriter& out, const Process& p, const Resource& resource) {
    out.begin_object();
    out.string("id", resource.key);
    write_text(out, "title", resource.title);
    if (resource.capacity != 1) out.integer("capacity", resource.capacity);
    write_list(out, "changes", resource.changes, [&](const CapacityChange& change) {
        out.begin_object();
        out.string("from", date_text(change.from));
        out.integer("capacity", change.units);
        out.end();
    });
    write_reference(out, "calendar", p, resource.calendar);
    out.end();
}

void write_phase(JsonWriter& out, const Process& p, const Phase& phase) {
    out.begin_object();
    out.string("id", phase.key);
    write_text(out, "title", phase.title);
    write_reference(out, "parent", p, phase.parent);
    write_word(out, "run", phase.run, PhaseRun::once);
    out.end();
}

void write_artifact(JsonWriter& out, const Process& p, ArtifactId id) {
    const auto form = p.form(id).value_or(ArtifactForm{});
    out.begin_object();
    out.string("id", p.key(id));
    write_text(out, "title", p.title(id));
    write_text(out, "description", form.description);
    write_string(out, "format", form.format);
    write_string(out, "template", form.form_template);
    write_word(out, "confidentiality", p[id].confidentiality, Confidentiality::internal);
    if (p[id].given) out.boolean("given", true);
    out.end();
}

/// Those with a minimum stand with the activities that they lead to, the rest apart.
void write_activities_and_rules(JsonWriter& out, const Process& p) {
    std::vector<Rule> apart;
    std::vector<Rule> after;
    std::uint32_t next = 0; // the rules come in the order of the activities that they lead to
    write_list(out, "activities", p.activities().ids(), [&](ActivityId id) {
        after.clear();
        for (; next < p.rule_count(); ++next) {
            const auto rule = p.rule(RuleId{next});
            if (rule.to != id) break;
            (rule.min ? after : apart).push_back(rule);
        }
        write_activity(out, p, id, after);
    });
    write_list(out, "rules", apart, [&](const Rule& rule) { write_rule(out, p, rule); });
}

void write_authority(JsonWriter& out, const Process& p, const Authority& authority) {
    out.begin_object();
    out.string("role", p.key(authority.role));
    write_string(out, "topic", authority.topic);
    if (authority.up_to) out.raw("up_to", decimal_text(authority.up_to->hundredths, 2));
    write_reference(out, "level", p, authority.level);
    out.end();
}

void write_quota(JsonWriter& out, const Process& p, const Quota& quota) {
    out.begin_object();
    out.string("id", quota.key);
    write_text(out, "title", quota.title);
    out.string("role", p.key(quota.role));
    out.integer("count", quota.count);
    out.string("per", name(quota.per));
    if (!quota.per_person) out.boolean("per_person", false);
    write_reference(out, "record", p, quota.record);
    out.end();
}

/// The two ends of a stretch of a day as times of day.
std::pair<std::string, std::string> times(std::int32_t from, std::int32_t to) {
    const auto text = to_string(Shift{from, to});
    return {text.substr(0, 5), text.substr(6)};
}

void write_weekdays(JsonWriter& out, std::uint8_t days) {
    constexpr std::array<std::string_view, 7> names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    if (days == 0) return out.raw("weekdays", "[]");
    out.begin_list("weekdays");
    for (std::size_t day = 0; day < names.size(); ++day)
        if ((days >> day & 1U) != 0) out.string(names[day]);
    out.end();
}

void write_cover(JsonWriter& out, const Process& p, const Cover& cover) {
    const auto [from, to] = times(cover.from, cover.to);
    out.begin_object();
    out.string("id", cover.key);
    write_text(out, "title", cover.title);
    out.string("role", p.key(cover.role));
    out.string("from", from);
    out.string("to", to);
    if (cover.weekdays != 0x7F) write_weekdays(out, cover.weekdays);
    if (cover.minimum != 1) out.integer("minimum", cover.minimum);
    write_reference(out, "log", p, cover.log);
    out.end();
}

void write_attendance(JsonWriter& out, const Process& p, const Attendance& attendance) {
    out.begin_object();
    out.string("role", p.key(attendance.role));
    out.begin_list("windows");
    for (const auto& [from, to] : attendance.windows) out.string(to_string(Shift{from, to}));
    out.end();
    write_reference(out, "excused_by", p, attendance.excused_by);
    out.end();
}

void write_separation(JsonWriter& out, const Process& p, const Separation& separation) {
    out.begin_object();
    out.string("id", separation.key);
    write_text(out, "title", separation.title);
    out.begin_list("parts");
    for (const auto& part : separation.parts) {
        out.begin_object();
        out.string("activity", p.key(part.activity));
        out.string("duty", name(part.duty));
        out.end();
    }
    out.end();
    out.end();
}

} // namespace

} // namespace detail

std::string write_process(const Process& p) {
    using namespace detail;
    JsonWriter out;
    out.begin_object();
    write_head(out, p);
    detail::write_calendars(out, p);
    write_list(out, "levels", p.levels(), [&](const Level& level) { write_level(out, level); });
    write_list(out, "parameters", p.parameters(), [&](const Parameter& parameter) { write_parameter(out, parameter); });
    write_list(out, "roles", p.roles(), [&](const Role& role) { write_role(out, p, role); });
    write_list(out, "people", p.people(), [&](const Person& person) { write_person(out, p, person); });
    write_list(out, "resources", p.resources(), [&](const Resource& r) { write_resource(out, p, r); });
    write_list(out, "phases", p.phases(), [&](const Phase& phase) { write_phase(out, p, phase); });
    write_list(out, "artifacts", p.artifacts().ids(), [&](ArtifactId id) { write_artifact(out, p, id); });
    write_activities_and_rules(out, p);
    write_list(out, "authorities", p.authorities(), [&](const Authority& a) { write_authority(out, p, a); });
    write_list(out, "quotas", p.quotas(), [&](const Quota& quota) { write_quota(out, p, quota); });
    write_list(out, "covers", p.covers(), [&](const Cover& cover) { write_cover(out, p, cover); });
    write_list(out, "attendances", p.attendances(), [&](const Attendance& a) { write_attendance(out, p, a); });
    write_list(out, "separations", p.separations(), [&](const Separation& s) { write_separation(out, p, s); });
    out.end();
    return out.take();
}

Process self_contained(const Process& process) {
    if (process.imports().empty()) return process;
    return *edit(process).inline_imports().build();
}

std::uint64_t process_digest(const Process& process) { return convene::detail::fnv(write_process(process)); }

} // namespace convene::io
