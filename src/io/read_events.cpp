#include "event_shape.hpp"
#include "json_events.hpp"
#include "json_fault.hpp"
#include "reader.hpp"

#include <convene/core/utf8.hpp>
#include <convene/io/locate.hpp>
#include <convene/io/read_events.hpp>
#include <convene/io/write_process.hpp>
#include <convene/model/lookup.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

namespace convene::io {

namespace {

using detail::Phrase;

constexpr Phrase an_event{"event", "事件"};
constexpr Phrase a_string{"a string", "字符串"};
constexpr Phrase a_number{"a whole number that is not negative", "非负整数"};
constexpr Phrase a_plain_number{"a number", "数字"};
constexpr Phrase a_list{"a list", "列表"};
constexpr Phrase a_digest{"a digest of 16 hexadecimal digits", "16 位十六进制摘要"};
constexpr Phrase a_number_each{"a list of whole numbers that are not negative, one for each in \"short\"",
                               "非负整数列表，与“short”逐一对应"};
constexpr Phrase list_of_strings{"a list of strings", "字符串列表"};
constexpr Phrase process_kind{"process", "流程"};
constexpr Phrase something_else{"something else", "其他内容"};

/// A value of the object: a string, a number, or a list of only the ones or only the others.
struct Value {
    enum class Kind : std::uint8_t { string, number, strings, numbers, empty_list, other };
    struct Item {
        std::string text;
        std::uint32_t at = 0;
    };
    std::string key;
    std::uint32_t key_at = 0;
    Kind kind = Kind::other;
    std::vector<Item> items;
    bool used = false;
};

/// Takes in a flat object, as events are; what else stands there becomes `other`.
class Flat {
  public:
    std::vector<Value> values;
    bool is_object = false;

    bool begin_object(std::uint32_t at) {
        if (depth_++ == 0) return is_object = true;
        return other(at);
    }
    bool end_object(std::uint32_t) { return --depth_, true; }
    bool begin_list(std::uint32_t at) {
        if (depth_++ == 1 && !values.empty()) values.back().kind = Value::Kind::empty_list;
        return depth_ == 2 || other(at);
    }
    bool end_list(std::uint32_t) { return --depth_, true; }
    bool key(std::string_view key, std::uint32_t at, bool) {
        if (depth_ == 1) values.push_back({std::string(key), at, Value::Kind::other, {}});
        return true;
    }
    bool string(std::string_view text, std::uint32_t at, bool) { return scalar(Value::Kind::string, text, at); }
    bool number(std::string_view text, std::uint32_t at) { return scalar(Value::Kind::number, text, at); }
    bool boolean(bool, std::uint32_t at) { return other(at); }
    bool null(std::uint32_t at) { return other(at); }

  private:
    bool scalar(Value::Kind kind, std::string_view text, std::uint32_t at) {
        if (values.empty() || depth_ > 2) return true;
        auto& value = values.back();
        const auto in_list = kind == Value::Kind::string ? Value::Kind::strings : Value::Kind::numbers;
        if (depth_ == 1)
            value.kind = kind;
        else if (value.kind != in_list && value.kind != Value::Kind::empty_list)
            return other(at);
        else
            value.kind = in_list;
        value.items.push_back({std::string(text), at});
        return true;
    }
    bool other(std::uint32_t) {
        if (!values.empty()) values.back().kind = Value::Kind::other;
        return true;
    }

    int depth_ = 0;
};

/// Fills the members of a fact from the values.
class Members {
  public:
    Members(const Process& process, std::span<const Process> later, std::vector<Value>& values)
        : process_(process), later_(later), values_(values) {}

    Diagnostics faults;

    template <class T>
    void operator()(std::string_view key, T& out) {
        if (auto* value = find(key))
            take(*value, out);
        else
            fault(Code::missing_member, 0, {std::string(key), an_event.text()});
    }
    template <class T>
    void optional(std::string_view key, T& out) {
        if (auto* value = find(key)) take(*value, out);
    }
    void optional(std::string_view key, std::optional<Instant>& out) {
        if (auto* value = find(key)) take(*value, out.emplace());
    }

    void number(std::string_view key, std::uint64_t& out, bool required) {
        auto* value = find(key);
        if (value == nullptr) {
            if (required) fault(Code::missing_member, 0, {std::string(key), an_event.text()});
        } else if (value->kind != Value::Kind::number || !parse(value->items[0].text, out, 10)) {
            wrong(*value, a_number);
        }
    }
    void count(std::string_view key, std::uint32_t& out) {
        std::uint64_t wide = 0;
        number(key, wide, true);
        if (wide > 0xFFFFFFFF)
            wrong(*find(key), a_number);
        else
            out = static_cast<std::uint32_t>(wide);
    }
    void quota(std::string_view key, QuotaId& out) { place(key, out); }
    void cover(std::string_view key, CoverId& out) { place(key, out); }
    void shortfalls(std::vector<Shortfall>& out) {
        std::vector<PersonId> people;
        optional("short", people);
        auto* done = find("done");
        if (done == nullptr && people.empty()) return;
        if (done == nullptr) return fault(Code::missing_member, 0, {std::string("done"), an_event.text()});
        const bool together = people.empty() && done->items.size() == 1;
        if (done->kind != Value::Kind::numbers || (!together && done->items.size() != people.size()))
            return wrong(*done, a_number_each);
        for (std::size_t i = 0; i < done->items.size(); ++i) {
            std::uint64_t wide = 0;
            if (!parse(done->items[i].text, wide, 10) || wide > 0xFFFFFFFF) return wrong(*done, a_number_each);
            const auto person = together ? OptionalId<PersonId>() : OptionalId<PersonId>(people[i]);
            out.push_back({person, static_cast<std::uint32_t>(wide)});
        }
    }
    void process(std::string_view key, Process& out) {
        std::uint64_t digest = 0;
        const auto before = faults.size();
        (*this)(key, digest);
        if (faults.size() != before) return;
        const auto found = std::ranges::find(later_, digest, process_digest);
        if (found != later_.end())
            out = *found;
        else
            fault(Code::unknown_reference, find(key)->items[0].at, {process_kind.text(), find(key)->items[0].text});
    }
    /// The fact's word; empty if there is none.
    std::string_view word(std::string_view key, std::uint32_t& at) {
        auto* value = find(key);
        if (value == nullptr)
            fault(Code::missing_member, 0, {std::string(key), an_event.text()});
        else if (value->kind != Value::Kind::string)
            wrong(*value, a_string);
        else
            return at = value->items[0].at, std::string_view(value->items[0].text);
        return {};
    }
    void fault(Code code, std::uint32_t at, std::vector<Text> arguments, std::string suggestion = {}) {
        faults.push_back({code, {}, std::move(arguments), {.offset = at}, std::move(suggestion)});
    }
    void refuse_unknown() {
        for (std::size_t i = 0; i < values_.size(); ++i) {
            const auto& value = values_[i];
            const auto first = std::ranges::find(values_, value.key, &Value::key);
            if (first != values_.begin() + static_cast<std::ptrdiff_t>(i))
                fault(Code::duplicate_member, value.key_at, {value.key});
            else if (!value.used)
                fault(Code::unknown_member, value.key_at, {value.key, an_event.text()}, closest(value.key, asked_));
        }
    }

  private:
    template <NamedId IdType>
    void place(std::string_view key, IdType& out) {
        auto* value = find(key);
        if (value == nullptr) return fault(Code::missing_member, 0, {std::string(key), an_event.text()});
        if (value->kind != Value::Kind::string) return wrong(*value, a_string);
        item(value->items[0], out);
    }
    Value* find(std::string_view key) {
        asked_.push_back(key);
        const auto found = std::ranges::find(values_, key, &Value::key);
        if (found == values_.end()) return nullptr;
        found->used = true;
        return &*found;
    }
    static bool parse(std::string_view text, std::uint64_t& out, int base) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out, base);
        return error == std::errc() && end == text.data() + text.size();
    }
    void wrong(const Value& value, Phrase expected) {
        fault(Code::wrong_type, value.items.empty() ? value.key_at : value.items[0].at,
              {expected.text(), found(value.kind).text()});
    }
    static const Phrase& found(Value::Kind kind) {
        switch (kind) {
        case Value::Kind::string: return a_string;
        case Value::Kind::number: return a_plain_number;
        case Value::Kind::strings:
        case Value::Kind::numbers:
        case Value::Kind::empty_list: return a_list;
        case Value::Kind::other: break;
        }
        return something_else;
    }

    template <class T>
    void take(Value& value, T& out) {
        if (value.kind == Value::Kind::string)
            item(value.items[0], out);
        else
            wrong(value, a_string);
    }
    template <class T>
    void take(Value& value, OptionalId<T>& out) {
        T id;
        const auto before = faults.size();
        take(value, id);
        if (faults.size() == before) out = id;
    }
    template <class T>
    void take(Value& value, std::vector<T>& out) {
        if (value.kind == Value::Kind::empty_list) return;
        if (value.kind != Value::Kind::strings) return wrong(value, list_of_strings);
        for (const auto& each : value.items) item(each, out.emplace_back());
    }

    void item(const Value::Item& from, Instant& out) {
        if (const auto t = parse_instant(from.text))
            out = *t;
        else
            for (auto d : t.error()) {
                d.where.offset = from.at;
                faults.push_back(std::move(d));
            }
    }
    void item(const Value::Item& from, std::uint64_t& out) {
        if (from.text.size() != 16 || !parse(from.text, out, 16))
            fault(Code::wrong_type, from.at, {a_digest.text(), something_else.text()});
    }
    template <class T>
        requires std::is_enum_v<T>
    void item(const Value::Item& from, T& out) {
        const auto& words = detail::words_of(T{});
        const auto found = std::ranges::find(words, from.text);
        if (found != words.end()) {
            out = static_cast<T>(found - words.begin());
            return;
        }
        std::string all;
        for (const auto word : words) all += (all.empty() ? "" : ", ") + std::string(word);
        fault(Code::unknown_word, from.at, {from.text, all}, closest(from.text, {words.begin(), words.end()}));
    }
    template <NamedId IdType>
    void item(const Value::Item& from, IdType& out) {
        auto id = look_up<IdType>(process_, from.text, {.by = NamedBy::id, .where = {.offset = from.at}});
        if (id)
            out = *id;
        else
            faults.push_back(std::move(id.error().front()));
    }

    const Process& process_;
    std::span<const Process> later_;
    std::vector<Value>& values_;
    std::vector<std::string_view> asked_; // the keys of this kind of event
};

/// Reads the fact of alternative `I` or a later one, whichever has the word.
template <std::size_t I = 0>
bool read_fact(std::string_view word, Members& members, Fact& out) {
    if constexpr (I == std::variant_size_v<Fact>) {
        return false;
    } else {
        using Shape = detail::EventShape<std::variant_alternative_t<I, Fact>>;
        if (word != Shape::name) return read_fact<I + 1>(word, members, out);
        auto& fact = out.emplace<I>();
        Shape::members(members, fact);
        return true;
    }
}

template <std::size_t... I>
std::vector<std::string_view> all_words(std::index_sequence<I...>) {
    return {detail::EventShape<std::variant_alternative_t<I, Fact>>::name...};
}

Result<Event> read(const Process& process, std::span<const Process> later, std::string_view text) {
    constexpr std::size_t depth = 4;
    Flat flat;
    if (const auto fault = detail::parse_json(text, 0, depth, flat)) return fail(detail::describe(*fault, text, depth));
    if (const auto bad = invalid_utf8(text))
        return fail(Diagnostic{.code = Code::not_utf8,
                               .arguments = {std::to_string(static_cast<unsigned char>(text[*bad]))},
                               .where = {.offset = static_cast<std::uint32_t>(*bad)}});
    if (!flat.is_object)
        return fail(Diagnostic{
            .code = Code::wrong_type, .arguments = {an_event.text(), something_else.text()}, .where = {.offset = 0}});
    Members members(process, later, flat.values);
    Event event;
    std::uint32_t at = 0;
    members.number("seq", event.seq, true);
    members("at", event.at);
    members.number("request", event.request, false);
    const auto word = members.word("event", at);
    if (!word.empty() || members.faults.empty()) {
        if (read_fact(word, members, event.fact)) {
            members.refuse_unknown();
        } else {
            const auto words = all_words(std::make_index_sequence<std::variant_size_v<Fact>>());
            std::string all;
            for (const auto each : words) all += (all.empty() ? "" : ", ") + std::string(each);
            members.fault(Code::unknown_word, at, {std::string(word), all}, closest(word, words));
        }
    }
    if (!members.faults.empty()) return fail(std::move(members.faults));
    return event;
}

} // namespace

Result<Event> read_event(const Process& process, std::string_view text, std::span<const Process> later) {
    auto event = read(process, later, text);
    if (!event) locate(event.error(), text);
    return event;
}

Result<Events> read_events(const Process& process, std::string_view text, std::span<const Process> later) {
    Events events;
    auto now = process;
    std::uint32_t line = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line;
        if (one.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        auto event = read_event(now, one, later);
        if (!event) {
            for (auto& d : event.error()) {
                d.where.line = line;
                d.where.offset.reset();
            }
            return fail(std::move(event.error()));
        }
        if (const auto* migrated = std::get_if<event::Migrated>(&event->fact)) now = migrated->to;
        events.push_back(std::move(*event));
    }
    return events;
}

} // namespace convene::io
