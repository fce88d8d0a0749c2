#include "json_writer.hpp"
#include "log_members.hpp"

#include <convene/io/write_events.hpp>

#include <map>
#include <set>

namespace convene::io {

namespace {

using detail::JsonWriter;
using detail::LogMember;

const char* type_of(LogMember::Kind kind) {
    switch (kind) {
    case LogMember::Kind::activity: return "activity";
    case LogMember::Kind::artifact: return "artifact";
    case LogMember::Kind::role: return "role";
    case LogMember::Kind::person: return "person";
    case LogMember::Kind::text: return "string";
    case LogMember::Kind::number: return "integer";
    case LogMember::Kind::time: return "time";
    }
    return "string";
}

bool is_object(LogMember::Kind kind) { return kind <= LogMember::Kind::person; }

/// What an artifact was from a time on.
struct Revision {
    std::string time;
    std::uint32_t number = 0; // from 1, over the events of the log
    std::string resolution;   // the kind of fact
    std::string digest;       // none where it is void
};

/// An object of the log.
struct Object {
    const char* type = "";
    std::string title;
    std::vector<Revision> revisions; // of an artifact, by time

    /// An attribute has one value at a time, so of several in a second the last one stays.
    void revise(Revision next) {
        next.number = revisions.empty() ? 1 : revisions.back().number + 1;
        if (!revisions.empty() && revisions.back().time == next.time) revisions.pop_back();
        revisions.push_back(std::move(next));
    }
};

/// What the log consists of, gathered before it is written.
class Gather {
  public:
    explicit Gather(const EventLogOptions& options) : clock_(options) {}

    struct LoggedEvent {
        std::string id;
        std::string type;
        std::string time;
        std::vector<LogMember> members;
        std::vector<std::pair<std::string, std::string>> objects; // id and qualifier
    };
    std::map<std::string, Object> objects;
    std::map<std::string, std::map<std::string, std::string>> event_types; // attributes with their types
    std::vector<LoggedEvent> events;

    void operator()(const EventLogCase& one) {
        objects["case:" + one.name] = {"case", one.name, {}};
        detail::for_each_event(one, [&](const Process& process, const Event& event) { add(one, process, event); });
    }

  private:
    static std::string id_of(const EventLogCase& one, const LogMember& member) {
        const bool shared = member.kind == LogMember::Kind::person || member.kind == LogMember::Kind::role;
        return (shared ? "" : one.name + "/") + type_of(member.kind) + ":" + member.value;
    }

    static std::string title_of(const Process& process, const LogMember& member) {
        const auto find = [&](auto id) { return id ? std::string(process.title(*id).in(Language::en)) : ""; };
        switch (member.kind) {
        case LogMember::Kind::activity: return find(process.find_activity(member.value));
        case LogMember::Kind::artifact: return find(process.find_artifact(member.value));
        case LogMember::Kind::role: return find(process.find_role(member.value));
        case LogMember::Kind::person: return find(process.find_person(member.value));
        case LogMember::Kind::text:
        case LogMember::Kind::number:
        case LogMember::Kind::time: break;
        }
        return {};
    }

    void add(const EventLogCase& one, const Process& process, const Event& event) {
        LoggedEvent out{.id = one.name + "/" + std::to_string(event.seq),
                        .type = std::string(event_name(event)),
                        .time = clock_(process, event.at),
                        .members = detail::log_members(process, event, clock_),
                        .objects = {{"case:" + one.name, "case"}}};
        auto& attributes = event_types[out.type];
        for (const auto& member : out.members) {
            if (!is_object(member.kind)) {
                attributes[std::string(member.key)] = member.in_list ? "string" : type_of(member.kind);
                continue;
            }
            const auto id = id_of(one, member);
            out.objects.emplace_back(id, member.key);
            auto& object = objects[id];
            object.type = type_of(member.kind);
            if (object.title.empty()) object.title = title_of(process, member);
            if (std::holds_alternative<event::Issued>(event.fact))
                object.revise({out.time, 0, out.type, out.members.back().value});
            if (std::holds_alternative<event::Voided>(event.fact)) object.revise({out.time, 0, out.type, {}});
        }
        events.push_back(std::move(out));
    }

    detail::LogClock clock_;
};

void write_attribute_types(JsonWriter& json, const std::map<std::string, std::string>& attributes) {
    json.key("attributes");
    json.begin_list();
    for (const auto& [name, type] : attributes) {
        json.begin_object();
        json.string("name", name);
        json.string("type", type);
        json.end();
    }
    json.end();
}

void write_types(JsonWriter& json, const Gather& log) {
    json.key("objectTypes");
    json.begin_list();
    for (const auto* type : {"activity", "artifact", "case", "person", "role"}) {
        std::map<std::string, std::string> attributes{{"title", "string"}};
        if (std::string_view(type) == "artifact")
            attributes.insert({{"digest", "string"}, {"resolution", "string"}, {"revision", "integer"}});
        json.begin_object();
        json.string("name", type);
        write_attribute_types(json, attributes);
        json.end();
    }
    json.end();
    json.key("eventTypes");
    json.begin_list();
    for (const auto& [name, attributes] : log.event_types) {
        json.begin_object();
        json.string("name", name);
        write_attribute_types(json, attributes);
        json.end();
    }
    json.end();
}

void write_object_attribute(JsonWriter& json, const char* name, const std::string& time, const std::string& value) {
    json.begin_object();
    json.string("name", name);
    json.string("time", time);
    json.string("value", value);
    json.end();
}

void write_objects(JsonWriter& json, const Gather& log) {
    json.key("objects");
    json.begin_list();
    for (const auto& [id, object] : log.objects) {
        json.begin_object();
        json.string("id", id);
        json.string("type", object.type);
        json.key("attributes");
        json.begin_list();
        // Before all events, as it never changes.
        if (!object.title.empty()) write_object_attribute(json, "title", "1970-01-01T00:00:00+00:00", object.title);
        for (const auto& each : object.revisions) {
            write_object_attribute(json, "revision", each.time, std::to_string(each.number));
            write_object_attribute(json, "resolution", each.time, each.resolution);
            write_object_attribute(json, "digest", each.time, each.digest);
        }
        json.end();
        json.end();
    }
    json.end();
}

void write_events(JsonWriter& json, const Gather& log) {
    json.key("events");
    json.begin_list();
    for (const auto& event : log.events) {
        json.begin_object();
        json.string("id", event.id);
        json.string("type", event.type);
        json.string("time", event.time);
        json.key("attributes");
        json.begin_list();
        std::set<std::string_view> told;
        for (const auto& member : event.members) {
            if (is_object(member.kind)) continue;
            // A list is one text: an attribute has one value.
            if (!told.insert(member.key).second) continue;
            std::string value;
            for (const auto& each : event.members)
                if (each.key == member.key) value += (value.empty() ? "" : " ") + each.value;
            json.begin_object();
            json.string("name", member.key);
            json.string("value", value); // numbers too: the published schema takes texts only, the type says the rest
            json.end();
        }
        json.end();
        json.key("relationships");
        json.begin_list();
        for (const auto& [id, qualifier] : event.objects) {
            json.begin_object();
            json.string("objectId", id);
            json.string("qualifier", qualifier);
            json.end();
        }
        json.end();
        json.end();
    }
    json.end();
}

} // namespace

std::string write_ocel(std::span<const EventLogCase> cases, const EventLogOptions& options) {
    Gather log(options);
    for (const auto& one : cases) log(one);
    JsonWriter json;
    json.begin_object();
    write_types(json, log);
    write_objects(json, log);
    write_events(json, log);
    json.end();
    return json.take();
}

} // namespace convene::io
