#include <convene/io/write_run.hpp>
#include <convene/io/write_schedule.hpp>

#include "json_writer.hpp"

#include <type_traits>
#include <variant>
#include <vector>

namespace convene::io {

namespace {

using detail::JsonWriter;

template <class IdType>
void write_keys(JsonWriter& out, const Process& process, std::string_view key, const std::vector<IdType>& ids) {
    out.begin_list(key);
    for (const auto id : ids) out.string(process.key(id));
    out.end();
}

void write_moment(JsonWriter& out, std::string_view key, std::optional<Instant> at) {
    if (at) out.string(key, to_string(*at));
}

void write_about(JsonWriter& out, const Process& process, const Thing& about) {
    if (std::holds_alternative<std::monostate>(about)) return;
    out.begin_object("about");
    std::visit(
        [&]<class T>(const T& thing) {
            if constexpr (std::is_same_v<T, ActivityId>) {
                out.string("activity", process.key(thing));
            } else if constexpr (std::is_same_v<T, ArtifactId>) {
                out.string("artifact", process.key(thing));
            } else if constexpr (std::is_same_v<T, RoleId>) {
                out.string("role", process.key(thing));
            } else if constexpr (std::is_same_v<T, PersonId>) {
                out.string("person", process.key(thing));
            } else if constexpr (std::is_same_v<T, MatterOf>) {
                out.string("activity", process.key(thing.activity));
                out.integer("matter", thing.number);
            } else if constexpr (std::is_same_v<T, Instant>) {
                out.string("moment", to_string(thing));
            } else if constexpr (std::is_same_v<T, std::uint64_t>) {
                out.raw("number", std::to_string(thing));
            } else if constexpr (std::is_same_v<T, std::string>) {
                out.string("name", thing);
            } else {
                static_assert(std::is_same_v<T, std::monostate>);
            }
        },
        about);
    out.end();
}

void write_blockers(JsonWriter& out, const Process& process, const std::vector<Blocker>& blockers, Language language) {
    out.begin_list("blockers");
    for (const auto& blocker : blockers) {
        out.begin_object();
        out.string("code", code_info(blocker.code).name);
        write_about(out, process, blocker.about);
        out.string("sentence", message(describe(process, {blocker}).front(), language));
        write_keys(out, process, "roles", blocker.roles);
        write_keys(out, process, "people", blocker.people);
        out.end();
    }
    out.end();
}

} // namespace

std::string write_agenda(const Process& process, std::span<const AgendaEntry> entries) {
    JsonWriter out;
    out.begin_list();
    for (const auto& entry : entries) {
        out.begin_object();
        out.string("todo", name(entry.todo));
        if (entry.activity) out.string("activity", process.key(*entry.activity));
        if (entry.artifact) out.string("artifact", process.key(*entry.artifact));
        write_keys(out, process, "roles", entry.roles);
        write_keys(out, process, "people", entry.people);
        if (!entry.away.empty()) write_keys(out, process, "away", entry.away);
        write_moment(out, "since", entry.since);
        write_moment(out, "due", entry.due);
        write_moment(out, "called", entry.called);
        out.end();
    }
    out.end();
    return out.take();
}

std::string write_why(const Process& process, const Why& why, Language language) {
    JsonWriter out;
    out.begin_object();
    out.string("activity", process.key(why.activity));
    out.string("standing", name(why.standing));
    write_blockers(out, process, why.blockers, language);
    out.end();
    return out.take();
}

std::string write_refusal(const Process& process, const Refusal& refusal, Language language) {
    JsonWriter out;
    out.begin_object();
    write_blockers(out, process, refusal.blockers, language);
    out.end();
    return out.take();
}

std::string write_forecast(const Forecast& forecast) { return write_schedule(forecast.process, forecast.schedule); }

} // namespace convene::io
