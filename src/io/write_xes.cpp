#include "log_members.hpp"

#include <convene/core/utf8.hpp>
#include <convene/io/write_events.hpp>

#include <pugixml.hpp>

#include <algorithm>
#include <sstream>

namespace convene::io {

namespace {

using detail::LogMember;

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// How many bytes at the start of well-formed text are one character that XML 1.0 can't have: controls, U+FFFE, U+FFFF.
std::size_t unfit(std::string_view text) {
    const char c = text.front();
    if (static_cast<unsigned char>(c) < 0x20) return c == '\t' || c == '\n' || c == '\r' ? 0 : 1;
    return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF") ? 3 : 0;
}

/// With U+FFFD for what XML 1.0 can't have and for each byte that isn't UTF-8.
std::string clean(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto bad = invalid_utf8(text).value_or(text.size());
        for (auto good = text.substr(0, bad); !good.empty();) {
            const auto size = unfit(good);
            out += size == 0 ? good.substr(0, 1) : replacement;
            good.remove_prefix(std::max<std::size_t>(size, 1));
        }
        if (bad < text.size()) out += replacement;
        text.remove_prefix(std::min(bad + 1, text.size()));
    }
    return out;
}

void put(pugi::xml_node into, const char* type, const std::string& key, const std::string& value) {
    auto node = into.append_child(type);
    node.append_attribute("key").set_value(key.c_str());
    node.append_attribute("value").set_value(clean(value).c_str());
}

void extension(pugi::xml_node log, const char* name, const char* prefix) {
    auto node = log.append_child("extension");
    node.append_attribute("name").set_value(name);
    node.append_attribute("prefix").set_value(prefix);
    node.append_attribute("uri").set_value((std::string("http://www.xes-standard.org/") + prefix + ".xesext").c_str());
}

pugi::xml_node global(pugi::xml_node log, const char* scope) {
    auto node = log.append_child("global");
    node.append_attribute("scope").set_value(scope);
    return node;
}

void write_head(pugi::xml_node log) {
    log.append_attribute("xmlns").set_value("http://www.xes-standard.org/");
    // A decimal: the schema of the standard takes no other form.
    log.append_attribute("xes.version").set_value("1849.2016");
    log.append_attribute("xes.features").set_value("");
    extension(log, "Concept", "concept");
    extension(log, "Lifecycle", "lifecycle");
    extension(log, "Organizational", "org");
    extension(log, "Time", "time");
    put(global(log, "trace"), "string", "concept:name", "");
    auto event = global(log, "event");
    put(event, "string", "concept:name", "");
    put(event, "string", "lifecycle:transition", "unknown");
    put(event, "date", "time:timestamp", "1970-01-01T00:00:00+00:00");
    put(event, "string", "event", "");
    auto classifier = log.append_child("classifier");
    classifier.append_attribute("name").set_value("Activity");
    classifier.append_attribute("keys").set_value("concept:name lifecycle:transition");
}

/// The transition of the standard's lifecycle that a fact is.
struct Transition {
    const char* operator()(const event::Opened&) const { return "start"; }
    const char* operator()(const event::Closed&) const { return "complete"; }
    const char* operator()(const event::Occurred&) const { return "complete"; }
    // It was held, and its outcome says how; else each return would leave a start without an end.
    const char* operator()(const event::Returned&) const { return "complete"; }
    const char* operator()(const event::Called&) const { return "schedule"; }
    const char* operator()(const event::Recurred&) const { return "schedule"; }
    const char* operator()(const event::Lapsed&) const { return "autoskip"; }
    const char* operator()(const event::Adjourned&) const { return "suspend"; }
    const char* operator()(const event::HandedOver&) const { return "reassign"; }
    const char* operator()(const event::Reaffirmed&) const { return "manualskip"; }
    const char* operator()(const auto&) const { return "unknown"; }
};

const char* type_of(LogMember::Kind kind) {
    switch (kind) {
    case LogMember::Kind::number: return "int";
    case LogMember::Kind::time: return "date";
    case LogMember::Kind::activity:
    case LogMember::Kind::artifact:
    case LogMember::Kind::role:
    case LogMember::Kind::person:
    case LogMember::Kind::text: return "string";
    }
    return "string";
}

void write_members(pugi::xml_node out, const std::vector<LogMember>& members) {
    std::vector<std::string_view> lists;
    for (const auto& member : members) {
        if (!member.in_list) {
            put(out, type_of(member.kind), std::string(member.key), member.value);
            continue;
        }
        if (std::ranges::find(lists, member.key) != lists.end()) continue;
        lists.push_back(member.key);
        auto list = out.append_child("list");
        list.append_attribute("key").set_value(std::string(member.key).c_str());
        auto values = list.append_child("values");
        values.append_attribute("key").set_value("values"); // asked for by the schema, though it says nothing
        for (const auto& each : members)
            if (each.in_list && each.key == member.key)
                put(values, type_of(each.kind), std::string(each.key), each.value);
    }
}

void write_event(pugi::xml_node trace, const Process& process, const Event& event, detail::LogClock& clock) {
    auto out = trace.append_child("event");
    const auto members = detail::log_members(process, event, clock);
    std::string name(event_name(event));
    std::string people;
    for (const auto& member : members) {
        if (member.key == "activity") name = member.value;
        if (member.kind == LogMember::Kind::person) people += (people.empty() ? "" : ",") + member.value;
    }
    put(out, "string", "concept:name", name);
    put(out, "string", "lifecycle:transition", std::visit(Transition{}, event.fact));
    put(out, "date", "time:timestamp", clock(process, event.at));
    if (!people.empty()) put(out, "string", "org:resource", people);
    put(out, "string", "event", std::string(event_name(event)));
    put(out, "int", "seq", std::to_string(event.seq));
    if (event.request != 0) put(out, "string", "request", std::to_string(event.request));
    write_members(out, members);
}

} // namespace

std::string write_xes(std::span<const EventLogCase> cases, const EventLogOptions& options) {
    detail::LogClock clock(options);
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version").set_value("1.0");
    declaration.append_attribute("encoding").set_value("UTF-8");
    auto log = document.append_child("log");
    write_head(log);
    for (const auto& one : cases) {
        auto trace = log.append_child("trace");
        put(trace, "string", "concept:name", one.name);
        put(trace, "string", "process", std::string(one.process.key()));
        detail::for_each_event(
            one, [&](const Process& process, const Event& event) { write_event(trace, process, event, clock); });
    }
    std::ostringstream out;
    document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
}

} // namespace convene::io
