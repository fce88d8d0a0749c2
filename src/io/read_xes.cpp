#include "json_writer.hpp"

#include <convene/core/utf8.hpp>
#include <convene/io/locate.hpp>
#include <convene/io/read_event_log.hpp>
#include <convene/io/read_events.hpp>
#include <convene/io/read_process.hpp>
#include <convene/model/lookup.hpp>

#include <pugixml.hpp>

#include <algorithm>
#include <map>
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

/// A value in UTF-8: a character reference may name half of a surrogate pair, which the parser takes.
std::string text_of(pugi::xml_attribute attribute) {
    std::string text = attribute.value();
    for (auto bad = invalid_utf8(text); bad; bad = invalid_utf8(text)) text[*bad] = '?';
    return text;
}

/// The attribute of an event with this key.
std::optional<std::string> attribute(pugi::xml_node event, const char* key) {
    for (const auto child : event.children())
        if (std::string_view(child.attribute("key").value()) == key && child.attribute("value"))
            return text_of(child.attribute("value"));
    return std::nullopt;
}

/// `Z`, `+08:00`, `+0800`, `+08` or nothing.
bool is_offset(std::string_view text) {
    if (text.empty() || text == "Z" || text == "z") return true;
    if (text.front() != '+' && text.front() != '-') return false;
    std::string digits(text.substr(1));
    if (digits.size() == 5 && digits[2] == ':') digits.erase(2, 1);
    return (digits.size() == 4 || digits.size() == 2) && digits.find_first_not_of("0123456789") == digits.npos;
}

/// `2026-03-02T09:00:00`: as it is written, without fraction and offset; the whole if what follows is neither.
std::string local_part(std::string_view time) {
    const auto end = std::min(time.find_first_of(".,Zz+", 10), time.find('-', 10));
    if (end >= time.size()) return std::string(time);
    auto rest = time.substr(end);
    if (rest.front() == '.' || rest.front() == ',') {
        const auto digits = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
        if (digits == 1) return std::string(time);
        rest.remove_prefix(digits);
    }
    return std::string(is_offset(rest) ? time.substr(0, end) : time);
}

/// What names mean, so that a title is looked for once.
struct Names {
    std::map<std::string, std::optional<ActivityId>> activities;
    std::map<std::string, std::optional<PersonId>> people;
};

/// The commands of one trace.
class Trace {
  public:
    Trace(const Process& process, Names& names, Diagnostics& faults) : p_(process), names_(names), faults_(faults) {}

    std::vector<LoggedRequest> requests;

    void operator()(pugi::xml_node event) {
        ++number_;
        const auto time = attribute(event, "time:timestamp");
        const auto at = time ? parse_instant(local_part(*time)) : Result<Instant>(tl::unexpected(Diagnostics{}));
        if (!at) return unclear(event, {"it has no time (time:timestamp)", "缺少时间（time:timestamp）"});
        at_ = *at;
        // Others may have an attribute of the name "event" too.
        if (attribute(event, "event") && attribute(event, "seq"))
            own(event);
        else
            foreign(event);
    }

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

  private:
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
    void output(ArtifactId id, std::optional<std::uint64_t> digest) {
        outputs_[*p_[id].producer].push_back({id, digest});
    }
    /// What was said of the outputs of an activity before its decision.
    std::vector<Output> outputs_of(ActivityId id) {
        auto node = outputs_.extract(id);
        return node ? std::move(node.mapped()) : std::vector<Output>{};
    }

    // A command for each fact that was one; what fell due by itself does so again when time passes.
    void take(pugi::xml_node, const event::Started& e) { ask(command::Start{.round = e.round}); }
    void take(pugi::xml_node, const event::Bound& e) { ask(command::Bind{e.role, e.person}); }
    void take(pugi::xml_node, const event::Delegated& e) { ask(command::Delegate{e.from, e.to, e.begin, e.end}); }
    void take(pugi::xml_node, const event::Called& e) { ask(command::Call{e.activity, e.moment, e.by}); }
    void take(pugi::xml_node, const event::Opened& e) {
        // The closing of a milestone opens it, by nobody.
        const bool implied = p_[e.activity].kind == ActivityKind::milestone && !e.by && e.present.empty();
        if (!implied) ask(command::Open{e.activity, e.by, e.present});
    }
    void take(pugi::xml_node, const event::Closed& e) {
        ask(command::Close{e.activity, e.outcome, e.by, outputs_of(e.activity), e.matters, {}});
    }
    void take(pugi::xml_node, const event::Returned& e) {
        ask(command::Close{e.activity, e.outcome, e.by, outputs_of(e.activity), e.matters, e.to});
    }
    void take(pugi::xml_node, const event::Reaffirmed& e) { ask(command::Reaffirm{e.activity, e.by}); }
    void take(pugi::xml_node, const event::Issued& e) {
        if (is_made_here(e.artifact))
            output(e.artifact, e.digest);
        else
            ask(command::Issue{e.artifact, e.digest, {}});
    }
    void take(pugi::xml_node, const event::Voided& e) {
        if (is_made_here(e.artifact))
            output(e.artifact, std::nullopt);
        else
            ask(command::Void{e.artifact});
    }
    void take(pugi::xml_node, const event::Occurred& e) { ask(command::Occur{e.activity, e.on}); }
    void take(pugi::xml_node, const event::Waived& e) { ask(command::Waive{e.activity, e.what, e.by}); }
    void take(pugi::xml_node, const event::Recorded& e) { ask(command::Record{e.quota, e.person, e.count}); }
    void take(pugi::xml_node, const event::Staffed& e) { ask(command::Staff{e.cover, e.person, e.begin, e.end}); }
    void take(pugi::xml_node, const event::HandedOver&) {}
    void take(pugi::xml_node, const event::Recurred&) { ask(command::Advance{}); }
    void take(pugi::xml_node, const event::WarningDue&) { ask(command::Advance{}); }
    void take(pugi::xml_node, const event::Breached&) { ask(command::Advance{}); }
    void take(pugi::xml_node, const event::QuotaClosed&) { ask(command::Advance{}); }
    void take(pugi::xml_node, const event::Uncovered&) { ask(command::Advance{}); }
    void take(pugi::xml_node event, const event::Migrated&) {
        unclear(event, {"the process changed here; compare what comes after by itself",
                        "流程在此处发生变更；请单独比对其后的事件"});
    }

    /// The thing of this name, looked for once.
    template <class IdType>
    std::optional<IdType> named(std::map<std::string, std::optional<IdType>>& known, const std::string& name) const {
        if (const auto before = known.find(name); before != known.end()) return before->second;
        const auto id = look_up<IdType>(p_, name, {.by = NamedBy::title, .where = {}});
        return known[name] = id ? std::optional(*id) : std::nullopt;
    }

    void foreign(pugi::xml_node event) {
        const auto name = attribute(event, "concept:name").value_or("");
        const auto activity = named(names_.activities, name);
        if (!activity)
            return unclear(event, {"no activity is called \"" + name + "\"", "没有名为“" + name + "”的活动"});
        OptionalId<PersonId> by;
        if (const auto who = attribute(event, "org:resource"); who && !who->empty()) {
            const auto person = named(names_.people, *who);
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
            if (!start) ask(command::Occur{id, at_});
            return;
        }
        if (kind != ActivityKind::milestone && (start || !open_.contains(id))) {
            ask(command::Open{id, by, {}});
            open_.insert(id);
        }
        if (start) return;
        open_.erase(id);
        command::Close close{.activity = id};
        if (by) close.by = {*by};
        for (const auto artifact : p_.produces(id))
            if (p_[artifact].producer == OptionalId<ActivityId>(id)) close.outputs.push_back({artifact, number_});
        ask(close);
    }

    const Process& p_;
    Names& names_;
    Diagnostics& faults_;
    std::uint32_t number_ = 0;
    Instant at_{};
    std::map<ActivityId, std::vector<Output>> outputs_;
    std::set<ActivityId> open_;
};

auto fault(Code code, std::size_t at, std::vector<Text> arguments) {
    const auto offset = static_cast<std::uint32_t>(at);
    return fail(Diagnostic{.code = code, .arguments = std::move(arguments), .where = {.offset = offset}});
}

/// The one element of the document, which is a log. The parser takes texts and elements beside it.
Result<pugi::xml_node> log_of(const pugi::xml_document& document) {
    pugi::xml_node log;
    for (const auto node : document.children()) {
        if (node.type() == pugi::node_doctype) return fault(Code::xml_doctype, offset_of(node), {});
        const bool is_text = node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
        if (is_text || (node.type() == pugi::node_element && log))
            return fault(Code::xml_syntax, offset_of(node), {std::string("Only one element may stand here")});
        if (node.type() == pugi::node_element) log = node;
    }
    if (!log) return fault(Code::xml_syntax, 0, {std::string("No document element found")});
    if (std::string_view(log.name()) != "log")
        return fault(Code::not_a_log, offset_of(log), {std::string("<log>"), "<" + std::string(log.name()) + ">"});
    return log;
}

Result<std::vector<LoggedCase>> read(const Process& process, std::string_view text) {
    if (text.size() > ReadLimits{}.bytes)
        return fail(Diagnostic{.code = Code::file_too_large, .arguments = {std::to_string(ReadLimits{}.bytes)}});
    if (const auto bad = invalid_utf8(text)) return fault(Code::xml_syntax, *bad, {std::string("It is not UTF-8")});
    pugi::xml_document document;
    constexpr auto options = pugi::parse_default | pugi::parse_doctype | pugi::parse_fragment;
    const auto parsed = document.load_buffer(text.data(), text.size(), options, pugi::encoding_utf8);
    if (!parsed)
        return fault(Code::xml_syntax, static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, parsed.offset)),
                     {std::string(parsed.description())});
    const auto log = log_of(document);
    if (!log) return tl::unexpected(log.error());
    Names names;
    Diagnostics faults;
    std::vector<LoggedCase> cases;
    for (const auto node : log->children("trace")) {
        Trace trace(process, names, faults);
        for (const auto event : node.children("event")) trace(event);
        cases.push_back({attribute(node, "concept:name").value_or(""), std::move(trace.requests)});
    }
    for (const auto event : log->children("event"))
        Trace(process, names, faults).unclear(event, {"it stands in no trace", "它不在任何案例（trace）中"});
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
