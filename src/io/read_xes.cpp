#include "json_writer.hpp"

#include <convene/io/locate.hpp>
#include <convene/io/read_event_log.hpp>
#include <convene/io/read_events.hpp>

#include <pugixml.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace convene::io {

namespace {

constexpr std::size_t most_faults = 100;

std::uint32_t offset_of(pugi::xml_node node) {
    const auto offset = node.offset_debug();
    return offset < 0 ? 0 : static_cast<std::uint32_t>(offset);
}

/// The attribute of an event with this key.
std::optional<std::string> attribute(pugi::xml_node event, const char* key) {
    for (const auto child : event.children())
        if (std::string_view(child.attribute("key").value()) == key && child.attribute("value"))
            return std::string(child.attribute("value").value());
    return std::nullopt;
}

/// `2026-03-02T09:00:00`: as it is written, without fraction and offset.
std::string local_part(std::string_view time) { return std::string(time.substr(0, 19)); }

/// The commands of one trace.
class Trace {
  public:
    Trace(const Process& process, Diagnostics& faults) : p_(process), faults_(faults) {}

    std::vector<LoggedRequest> requests;

    void operator()(pugi::xml_node event) {
        ++number_;
        const auto time = attribute(event, "time:timestamp");
        const auto at = time ? parse_instant(local_part(*time)) : Result<Instant>(tl::unexpected(Diagnostics{}));
        if (!at) return unclear(event, {"it has no time (time:timestamp)", "缺少时间（time:timestamp）"});
        at_ = *at;
        if (attribute(event, "event"))
            own(event);
        else
            foreign(event);
    }

  private:
    struct Phrase {
        std::string en;
        std::string zh;
    };

    void unclear(pugi::xml_node event, const Phrase& why) {
        if (faults_.size() < most_faults)
            faults_.push_back({Code::log_event_unclear,
                               {},
                               {Text{{"en", why.en}, {"zh", why.zh}}},
                               {.offset = offset_of(event)},
                               {}});
    }

    void ask(Command command) { requests.push_back({number_, {.command = std::move(command), .at = at_}}); }

    /// An event of `write_xes`, read as the line of JSON that it is in the journal.
    void own(pugi::xml_node event) {
        std::string line = "{\"seq\":1,\"at\":";
        detail::append_quoted(line, to_string(at_));
        for (const auto child : event.children()) {
            const std::string_view key = child.attribute("key").value();
            if (key == "seq" || key == "request" || key.find(':') != std::string_view::npos) continue;
            line += ',';
            detail::append_quoted(line, key);
            line += ':';
            if (std::string_view(child.name()) == "list") {
                line += '[';
                for (const auto value : child.child("values").children()) {
                    if (line.back() != '[') line += ',';
                    append_value(line, value);
                }
                line += ']';
            } else {
                append_value(line, child);
            }
        }
        line += '}';
        const auto read = read_event(p_, line);
        if (!read) return unclear(event, {message(read.error().front()), message(read.error().front(), Language::zh)});
        std::visit([&](const auto& fact) { take(event, fact); }, read->fact);
    }

    static void append_value(std::string& line, pugi::xml_node value) {
        const std::string_view text = value.attribute("value").value();
        const std::string_view type = value.name();
        const bool digits = !text.empty() && text.size() < 20 && text.find_first_not_of("0123456789") == text.npos;
        if (type == "int" && digits)
            line += text;
        else if (type == "date")
            detail::append_quoted(line, local_part(text));
        else
            detail::append_quoted(line, text);
    }

    [[nodiscard]] bool is_made_here(ArtifactId id) const {
        const auto producer = p_[id].producer;
        return producer && p_[*producer].kind != ActivityKind::external;
    }
    void output(ArtifactId id, std::optional<std::uint64_t> digest) { outputs_.push_back({id, digest}); }
    /// What was said of the outputs of an activity before its decision.
    std::vector<Output> outputs_of(ActivityId id) {
        std::vector<Output> out;
        std::erase_if(outputs_, [&](const Output& output) {
            if (p_[output.artifact].producer != OptionalId<ActivityId>(id)) return false;
            out.push_back(output);
            return true;
        });
        return out;
    }

    // A command for each fact that was one; what fell due by itself does so again when time passes.
    void take(pugi::xml_node, const Started& e) { ask(Start{.round = e.round}); }
    void take(pugi::xml_node, const Bound& e) { ask(Bind{e.role, e.person}); }
    void take(pugi::xml_node, const Delegated& e) { ask(Delegate{e.from, e.to, e.begin, e.end}); }
    void take(pugi::xml_node, const Called& e) { ask(Call{e.activity, e.moment, e.by}); }
    void take(pugi::xml_node, const Opened& e) {
        // The closing of a milestone opens it, by nobody.
        const bool implied = p_[e.activity].kind == ActivityKind::milestone && !e.by && e.present.empty();
        if (!implied) ask(Open{e.activity, e.by, e.present});
    }
    void take(pugi::xml_node, const Closed& e) {
        ask(Close{e.activity, e.outcome, e.by, outputs_of(e.activity), e.matters, {}});
    }
    void take(pugi::xml_node, const Returned& e) {
        ask(Close{e.activity, e.outcome, e.by, outputs_of(e.activity), e.matters, e.to});
    }
    void take(pugi::xml_node, const Reaffirmed& e) { ask(Reaffirm{e.activity, e.by}); }
    void take(pugi::xml_node, const Issued& e) {
        if (is_made_here(e.artifact))
            output(e.artifact, e.digest);
        else
            ask(Issue{e.artifact, e.digest, {}});
    }
    void take(pugi::xml_node, const Voided& e) {
        if (is_made_here(e.artifact))
            output(e.artifact, std::nullopt);
        else
            ask(Void{e.artifact});
    }
    void take(pugi::xml_node, const Occurred& e) { ask(Occur{e.activity, e.on}); }
    void take(pugi::xml_node, const Waived& e) { ask(Waive{e.activity, e.what, e.by}); }
    void take(pugi::xml_node, const Recorded& e) { ask(Record{e.quota, e.person, e.count}); }
    void take(pugi::xml_node, const Staffed& e) { ask(Staff{e.cover, e.person, e.begin, e.end}); }
    void take(pugi::xml_node, const HandedOver&) {}
    void take(pugi::xml_node, const Recurred&) { ask(Advance{}); }
    void take(pugi::xml_node, const WarningDue&) { ask(Advance{}); }
    void take(pugi::xml_node, const Breached&) { ask(Advance{}); }
    void take(pugi::xml_node, const QuotaClosed&) { ask(Advance{}); }
    void take(pugi::xml_node, const Uncovered&) { ask(Advance{}); }
    void take(pugi::xml_node event, const Migrated&) {
        unclear(event, {"the process changed here; compare what comes after by itself",
                        "流程在此处发生变更；请单独比对其后的事件"});
    }

    template <class Things, class Name>
    static auto by_title(const Things& things, const Name& name) -> std::optional<decltype(*things.ids().begin())> {
        for (const auto id : things.ids())
            if (name(id)) return id;
        return std::nullopt;
    }
    [[nodiscard]] bool is_called(TextView title, std::string_view name) const {
        return title.in(Language::en) == name || title.in(Language::zh) == name;
    }

    void foreign(pugi::xml_node event) {
        const auto name = attribute(event, "concept:name").value_or("");
        auto activity = p_.find_activity(name);
        if (!activity)
            activity = by_title(p_.activities(), [&](ActivityId id) { return is_called(p_.title(id), name); });
        if (!activity || name.empty())
            return unclear(event, {"no activity is called \"" + name + "\"", "没有名为“" + name + "”的活动"});
        OptionalId<PersonId> by;
        if (const auto who = attribute(event, "org:resource"); who && !who->empty()) {
            auto person = p_.find_person(*who);
            if (!person) person = by_title(p_.people(), [&](PersonId id) { return is_called(p_.title(id), *who); });
            if (!person) return unclear(event, {"nobody is called \"" + *who + "\"", "没有名为“" + *who + "”的人员"});
            by = *person;
        }
        auto transition = attribute(event, "lifecycle:transition").value_or("complete");
        std::ranges::transform(transition, transition.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
        if (transition == "start" || transition == "complete") happened(*activity, by, transition == "start");
    }

    void happened(ActivityId id, OptionalId<PersonId> by, bool start) {
        const auto kind = p_[id].kind;
        if (kind == ActivityKind::external) {
            if (!start) ask(Occur{id, at_});
            return;
        }
        if (kind != ActivityKind::milestone && (start || !open_.contains(id))) {
            ask(Open{id, by, {}});
            open_.insert(id);
        }
        if (start) return;
        open_.erase(id);
        Close close{.activity = id};
        if (by) close.by = {*by};
        for (const auto artifact : p_.produces(id))
            if (p_[artifact].producer == OptionalId<ActivityId>(id)) close.outputs.push_back({artifact, number_});
        ask(close);
    }

    const Process& p_;
    Diagnostics& faults_;
    std::uint32_t number_ = 0;
    Instant at_{};
    std::vector<Output> outputs_;
    std::set<ActivityId> open_;
};

Result<std::vector<LoggedCase>> read(const Process& process, std::string_view text) {
    const auto fault = [](Code code, std::uint32_t at, std::vector<Text> arguments) {
        return fail(Diagnostic{.code = code, .arguments = std::move(arguments), .where = {.offset = at}});
    };
    pugi::xml_document document;
    const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_doctype);
    if (!parsed)
        return fault(Code::xml_syntax, static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(0, parsed.offset)),
                     {std::string(parsed.description())});
    for (const auto node : document.children())
        if (node.type() == pugi::node_doctype) return fault(Code::xml_doctype, offset_of(node), {});
    const auto log = document.document_element();
    if (std::string_view(log.name()) != "log")
        return fault(Code::not_a_log, offset_of(log), {std::string("<log>"), "<" + std::string(log.name()) + ">"});
    Diagnostics faults;
    std::vector<LoggedCase> cases;
    for (const auto node : log.children("trace")) {
        Trace trace(process, faults);
        for (const auto event : node.children("event")) trace(event);
        cases.push_back({attribute(node, "concept:name").value_or(""), std::move(trace.requests)});
    }
    if (!faults.empty()) return fail(std::move(faults));
    return cases;
}

} // namespace

Result<std::vector<LoggedCase>> read_xes(const Process& process, std::string_view text) {
    auto cases = read(process, text);
    if (!cases) locate(cases.error(), text);
    return cases;
}

} // namespace convene::io
