#include "json_writer.hpp"

#include <convene/core/utf8.hpp>
#include <convene/io/locate.hpp>
#include <convene/io/read_event_log.hpp>
#include <convene/io/read_events.hpp>
#include <convene/io/read_process.hpp>
#include <convene/io/time_zone.hpp>
#include <convene/model/lookup.hpp>

#include <pugixml.hpp>

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace convene::io {

namespace {

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

/// The offset from UTC that a time is written with; nothing without one.
std::optional<Seconds> offset_in(std::string_view time) {
    const auto end = std::min(time.find_first_of("Zz+", 10), time.find('-', 10));
    if (end >= time.size()) return std::nullopt;
    const auto text = time.substr(end);
    if (!is_offset(text)) return std::nullopt;
    if (text == "Z" || text == "z") return Seconds{0};
    std::string digits(text.substr(1));
    if (digits.size() == 5) digits.erase(2, 1);
    const auto number = [&](std::size_t at) { return (digits[at] - '0') * 10 + (digits[at + 1] - '0'); };
    const Seconds size{number(0) * 3600 + (digits.size() == 4 ? number(2) * 60 : 0)};
    return text.front() == '-' ? -size : size;
}

/// What the local times of a log are. As they are written, unless offsets from UTC are mixed: then those of the
/// process's zone, or of the first offset.
class LogTimes {
  public:
    LogTimes(const Process& process, pugi::xml_node log) {
        for (const auto trace : log.children("trace"))
            for (const auto event : trace.children("event"))
                if (const auto time = attribute(event, "time:timestamp")) {
                    const auto offset = offset_in(*time);
                    if (!first_) first_ = offset;
                    if (offset != first_) mixed_ = true;
                }
        if (mixed_ && !process.zone().empty()) zone_ = TimeZone::find(process.zone());
    }

    [[nodiscard]] std::optional<Instant> operator()(const std::string& time) const {
        const auto local = parse_instant(local_part(time));
        if (!local) return std::nullopt;
        const auto offset = offset_in(time);
        if (!mixed_ || !offset) return *local;
        const auto utc = *local - *offset;
        return utc + (zone_ ? zone_->offset_at_utc(utc) : first_.value_or(Seconds{0}));
    }

  private:
    std::optional<Seconds> first_;
    bool mixed_ = false;
    std::optional<TimeZone> zone_;
};

/// What names mean, so that a title is looked for once.
struct Names {
    std::map<std::string, std::optional<ActivityId>> activities;
    std::map<std::string, std::optional<PersonId>> people;
};

/// The commands of one trace.
class Trace {
  public:
    Trace(const Process& process, Names& names, const LogTimes& times)
        : p_(process), names_(names), times_(times), at_(process.start().value_or(Instant{})) {}

    LoggedCase out;

    void operator()(pugi::xml_node trace) {
        out.name = attribute(trace, "concept:name").value_or("");
        struct Timed {
            Instant at;
            std::uint32_t number;
            pugi::xml_node event;
        };
        std::vector<Timed> events;
        bool own_log = false;
        for (const auto event : trace.children("event")) {
            // Without a time it is when the one before was.
            const auto time = attribute(event, "time:timestamp");
            if (const auto at = time ? times_(*time) : std::nullopt) at_ = *at;
            events.push_back({at_, static_cast<std::uint32_t>(events.size() + 1), event});
            own_log = own_log || is_own(event);
        }
        if (!own_log) std::ranges::stable_sort(events, {}, &Timed::at);
        for (const auto& [at, number, event] : events) {
            at_ = at;
            number_ = number;
            if (is_own(event))
                own(event);
            else
                foreign(event);
        }
    }

  private:
    /// Others may have an attribute of the name "event" too.
    static bool is_own(pugi::xml_node event) { return attribute(event, "event") && attribute(event, "seq"); }

    void ask(Command command) { out.requests.push_back({number_, {.command = std::move(command), .at = at_}}); }

    void unknown(Code code, std::string name, Thing about = {}) {
        out.unknown.push_back({number_,
                               {.command = command::Advance{}, .at = at_},
                               Refusal{{{code, std::move(about), {std::move(name)}, {}, {}}}}});
    }

    void leave_out(const std::string& what, bool unclear) {
        auto known = std::ranges::find(out.left_out, what, &LeftOut::what);
        if (known == out.left_out.end()) known = out.left_out.insert(known, {what, 0, unclear});
        ++known->count;
    }

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
        // The process before and after a change is not in the log: what comes before is compared with this one, too.
        if (attribute(event, "event") == "migrated") return leave_out("migrated", false);
        const auto read = read_event(p_, line);
        if (read) return std::visit([&](const auto& fact) { take(fact); }, read->fact);
        const auto& fault = read.error().front();
        const bool is_name = fault.code == Code::unknown_reference && fault.arguments.size() > 1;
        const std::string name(is_name ? fault.arguments[1].in(Language::en) : "");
        const std::string kind(is_name ? fault.arguments[0].in(Language::en) : "");
        if (kind == "activity")
            unknown(Code::log_unknown_activity, name);
        else if (kind == "person")
            unknown(Code::log_unknown_person, name);
        else
            unknown(Code::log_event_unclear, message(fault));
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
    void take(const event::Started& e) { ask(command::Start{.round = e.round}); }
    void take(const event::Bound& e) { ask(command::Bind{e.role, e.person}); }
    void take(const event::Delegated& e) { ask(command::Delegate{e.from, e.to, e.begin, e.end}); }
    void take(const event::Called& e) { ask(command::Call{e.activity, e.moment, e.by}); }
    void take(const event::Opened& e) {
        // The closing of a milestone opens it, by nobody.
        const bool implied = p_[e.activity].kind == ActivityKind::milestone && !e.by && e.present.empty();
        if (!implied) ask(command::Open{e.activity, e.by, e.present});
    }
    void take(const event::Closed& e) {
        ask(command::Close{e.activity, e.outcome, e.by, outputs_of(e.activity), e.matters, {}});
    }
    void take(const event::Returned& e) {
        ask(command::Close{e.activity, e.outcome, e.by, outputs_of(e.activity), e.matters, e.to});
    }
    void take(const event::Reaffirmed& e) { ask(command::Reaffirm{e.activity, e.by}); }
    void take(const event::Issued& e) {
        if (is_made_here(e.artifact))
            output(e.artifact, e.digest);
        else
            ask(command::Issue{e.artifact, e.digest, {}});
    }
    void take(const event::Voided& e) {
        if (is_made_here(e.artifact))
            output(e.artifact, std::nullopt);
        else
            ask(command::Void{e.artifact});
    }
    void take(const event::Occurred& e) { ask(command::Occur{e.activity, e.on}); }
    void take(const event::Waived& e) { ask(command::Waive{e.activity, e.what, e.by}); }
    void take(const event::Recorded& e) { ask(command::Record{e.quota, e.person, e.count}); }
    void take(const event::Staffed& e) { ask(command::Staff{e.cover, e.person, e.begin, e.end}); }
    void take(const event::HandedOver&) {}
    void take(const event::Recurred&) { ask(command::Advance{}); }
    void take(const event::WarningDue&) { ask(command::Advance{}); }
    void take(const event::Breached&) { ask(command::Advance{}); }
    void take(const event::Lapsed&) { ask(command::Advance{}); }
    void take(const event::Adjourned&) {}
    void take(const event::Advanced&) { ask(command::Advance{}); }
    void take(const event::QuotaClosed&) { ask(command::Advance{}); }
    void take(const event::Uncovered&) { ask(command::Advance{}); }
    void take(const event::Migrated&) {}

    /// By id, number or title; not by a part, as a log has names of its own.
    template <class Id>
    std::optional<Id> named(std::map<std::string, std::optional<Id>>& known, const std::string& name) const {
        const auto [at, is_new] = known.try_emplace(name);
        if (is_new)
            if (const auto found = look_up<Id>(p_, name, {.by = NamedBy::title})) at->second = *found;
        return at->second;
    }

    void foreign(pugi::xml_node event) {
        auto transition = attribute(event, "lifecycle:transition").value_or("complete");
        auto word = transition;
        std::ranges::transform(word, word.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
        const auto is = [&](std::initializer_list<std::string_view> words) {
            return std::ranges::find(words, word) != words.end();
        };
        const auto name = attribute(event, "concept:name").value_or("");
        const auto activity = named(names_.activities, name);
        // What says nothing that a process says anything of.
        if (is({"schedule", "assign", "reassign", "allocate", "suspend", "resume"}))
            return leave_out(transition, false);
        if (!activity) {
            if (word == "complete" && unknown_open_.erase(name) > 0) return; // told when it began
            if (word == "start") unknown_open_.insert(name);
            return unknown(Code::log_unknown_activity, name);
        }
        if (is({"ate_abort", "pi_abort", "withdraw", "autoskip", "manualskip"}))
            return unknown(Code::log_not_completed, transition, *activity);
        if (!is({"start", "complete"})) return leave_out(transition, true);
        happened(*activity, person(event), word == "start");
    }

    /// Who did it. A process that names nobody says nothing of it.
    OptionalId<PersonId> person(pugi::xml_node event) {
        const auto who = attribute(event, "org:resource");
        if (!who || who->empty() || p_.people().empty()) return {};
        const auto found = named(names_.people, *who);
        if (found) return *found;
        unknown(Code::log_unknown_person, *who);
        return {};
    }

    void happened(ActivityId id, OptionalId<PersonId> by, bool start) {
        const auto kind = p_[id].kind;
        const auto put = [&](Command command, bool implied) {
            out.requests.push_back({number_, {.command = std::move(command), .at = at_}, true, implied});
        };
        if (kind == ActivityKind::external) {
            if (!start) put(command::Occur{id, at_}, false);
            return;
        }
        if (kind != ActivityKind::milestone && (start || !open_.contains(id))) {
            put(command::Open{id, start ? by : OptionalId<PersonId>(), {}}, !start);
            open_.insert(id);
        }
        if (start) return;
        open_.erase(id);
        command::Close close{.activity = id};
        if (by) close.by = {*by};
        for (const auto artifact : p_.produces(id))
            if (p_[artifact].producer == OptionalId<ActivityId>(id)) close.outputs.push_back({artifact, number_});
        put(close, false);
    }

    const Process& p_;
    Names& names_;
    const LogTimes& times_;
    std::uint32_t number_ = 0;
    Instant at_;
    std::map<ActivityId, std::vector<Output>> outputs_;
    std::set<ActivityId> open_;
    std::set<std::string> unknown_open_;
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
    pugi::xml_document document;
    constexpr auto options = pugi::parse_default | pugi::parse_doctype | pugi::parse_fragment;
    const auto parsed = document.load_buffer(text.data(), text.size(), options, pugi::encoding_auto);
    if (const auto bad = parsed.encoding == pugi::encoding_utf8 ? invalid_utf8(text) : std::nullopt)
        return fault(Code::xml_syntax, *bad, {std::string("It is not UTF-8")});
    if (!parsed)
        return fault(Code::xml_syntax, static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, parsed.offset)),
                     {std::string(parsed.description())});
    const auto log = log_of(document);
    if (!log) return tl::unexpected(log.error());
    Names names;
    const LogTimes times(process, *log);
    std::vector<LoggedCase> cases;
    for (const auto node : log->children("trace")) {
        Trace trace(process, names, times);
        trace(node);
        cases.push_back(std::move(trace.out));
    }
    const auto outside = std::ranges::distance(log->children("event"));
    if (outside > 0) cases.push_back({"", {}, {}, {{"<log>", static_cast<std::uint32_t>(outside), true}}});
    return cases;
}

} // namespace

Result<std::vector<LoggedCase>> read_xes(const Process& process, std::string_view text) {
    auto cases = read(process, text);
    if (!cases) locate(cases.error(), text);
    return cases;
}

} // namespace convene::io
