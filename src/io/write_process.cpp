#include <convene/io/write_process.hpp>
#include <convene/model/edit.hpp>

#include "write_record.hpp"

#include <convene/core/detail/hash.hpp>

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

template <class Records>
void write_records(RecordWriter& write, JsonWriter& out, std::string_view key, const Records& records) {
    write_list(out, key, records, [&](const auto& record) { write.object(record); });
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

} // namespace detail

std::string write_process(const Process& p) {
    using namespace detail;
    JsonWriter out;
    out.begin_object();
    write_head(out, p);
    detail::write_calendars(out, p);
    RecordWriter write(out, p);
    write_records(write, out, "levels", p.tiers());
    write_records(write, out, "parameters", p.parameters());
    write_records(write, out, "roles", p.roles());
    write_records(write, out, "people", p.people());
    write_records(write, out, "resources", p.resources());
    write_records(write, out, "phases", p.phases());
    write_list(out, "artifacts", p.artifacts().ids(),
               [&](ArtifactId id) { write.object(p[id], p.form(id).value_or(ArtifactForm())); });
    write_activities_and_rules(out, p);
    write_records(write, out, "authorities", p.authorities());
    write_records(write, out, "quotas", p.quotas());
    write_records(write, out, "covers", p.covers());
    write_records(write, out, "attendances", p.attendances());
    write_records(write, out, "separations", p.separations());
    if (!p.extra().empty()) {
        out.key("extra");
        write_extra(out, p.extra());
    }
    out.end();
    return out.take();
}

Process self_contained(const Process& process) {
    if (process.imports().empty()) return process;
    return *edit(process).inline_imports().build();
}

std::uint64_t process_digest(const Process& process) { return convene::detail::fnv(write_process(process)); }

} // namespace convene::io
