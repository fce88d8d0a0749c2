#pragma once

#include "numbers.hpp"
#include "reader.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>

namespace convene::io::detail {

// The shapes of single values. `Set` says where the value goes: a member of a draft, as `&RoleSpec::title`, or a
// function `(Reader&, value)`.

/// A string of the text that names something.
struct Token {
    std::string_view text;
    Origin at;
};

/// The longest id that a process takes, in bytes.
inline constexpr std::size_t max_id = 200;

inline void assign(std::string& to, Token token) { to = token.text; }
inline void assign(Key& to, Token token) {
    to.text = token.text;
    to.origin = token.at;
}
inline void assign(Text& to, TextView text) { to = Text(text); }
template <class T>
void assign(T& to, const T& value) {
    to = value;
}
inline void assign(std::uint16_t& to, std::int32_t minutes) { to = static_cast<std::uint16_t>(minutes); }
inline void assign(std::pair<std::uint16_t, std::uint16_t>& to, Shift window) {
    to = {static_cast<std::uint16_t>(window.start), static_cast<std::uint16_t>(window.end)};
}
template <class T>
void assign(std::optional<T>& to, const T& value) {
    to = value;
}
template <class T, class V>
void assign(std::vector<T>& to, const V& value) {
    assign(to.emplace_back(), value);
}

template <class Member>
struct DraftOf;
template <class Draft, class T>
struct DraftOf<T Draft::*> {
    using type = Draft;
};

template <auto Set, class V>
void put(Reader& r, const V& value) {
    if constexpr (std::is_member_object_pointer_v<decltype(Set)>) {
        assign(r.draft<typename DraftOf<decltype(Set)>::type>().*Set, value);
    } else {
        Set(r, value);
    }
}

template <auto Set>
Took read_id(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::string) return Took::other_type;
    if (s.text.empty() || s.text.size() > max_id)
        return r.fault(Code::bad_key, s.at, {std::string(s.text)}), Took::faulty;
    put<Set>(r, Token{s.text, s.at});
    return Took::good;
}
/// The id of another thing.
template <auto Set>
inline constexpr Shape id{.one = {"an id", "id"}, .many = {"ids", "id "}, .scalar = &read_id<Set>};

/// Whether the process takes this as an id. *Requires* at most `max_id` bytes.
inline bool is_id(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
}

template <auto Set>
Took read_own_id(Reader& r, const Scalar& s) {
    const auto took = read_id<Set>(r, s);
    if (took == Took::good && !is_id(s.text)) r.fault(Code::bad_key, s.at, {std::string(s.text)});
    return took;
}
/// The id of the thing that is being read; a bad one is still told, but names it.
template <auto Set>
inline constexpr Shape own_id{.one = {"an id", "id"}, .many = {"ids", "id "}, .scalar = &read_own_id<Set>};

template <auto Set>
Took read_plain(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::string) return Took::other_type;
    put<Set>(r, Token{s.text, s.at});
    return Took::good;
}
/// A string that is neither an id nor in several languages.
template <auto Set>
inline constexpr Shape plain{.one = {"a string", "字符串"}, .many = {"strings", "字符串"}, .scalar = &read_plain<Set>};

template <auto Set>
Took read_text(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::string) return Took::other_type;
    put<Set>(r, TextView{s.text});
    return Took::good;
}
template <auto Set>
void close_text(Reader& r) {
    put<Set>(r, r.draft<Wordings>().text.view());
}
template <auto Set>
inline constexpr Shape text{.one = {"a text", "文本"},
                            .many = {"texts", "文本"},
                            .scalar = &read_text<Set>,
                            .object = &wordings_type,
                            .close = &close_text<Set>};

/// A string that `parse` understands: `Result<T> parse(std::string_view)`.
template <auto Set, auto Parse>
Took read_parsed(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::string) return Took::other_type;
    auto value = Parse(s.text);
    if (!value) return r.faults(std::move(value.error()), s.at), Took::faulty;
    put<Set>(r, *value);
    return Took::good;
}
template <auto Set>
inline constexpr Shape date{
    .one = {"a date", "日期"}, .many = {"dates", "日期"}, .scalar = &read_parsed<Set, &parse_instant>};
template <auto Set>
inline constexpr Shape day{
    .one = {"a date", "日期"}, .many = {"dates", "日期"}, .scalar = &read_parsed<Set, &parse_date>};
template <auto Set>
inline constexpr Shape time_of_day{.one = {"a time of day", "时刻"},
                                   .many = {"times of day", "时刻"},
                                   .scalar = &read_parsed<Set, &parse_time_of_day>};
template <auto Set>
inline constexpr Shape shift{
    .one = {"a shift", "班次"}, .many = {"shifts", "班次"}, .scalar = &read_parsed<Set, &parse_shift>};
template <auto Set>
inline constexpr Shape recurrence{.one = {"a recurrence rule", "重复规则"},
                                  .many = {"recurrence rules", "重复规则"},
                                  .scalar = &read_parsed<Set, &parse_recurrence>};

template <auto Set>
Took read_span(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::string) return Took::other_type;
    const auto span = try_parse_span(s.text);
    if (!span) return r.faults(parse_span(s.text).error(), s.at), Took::faulty;
    put<Set>(r, *span);
    return Took::good;
}
template <auto Set>
inline constexpr Shape span{
    .one = {"a span of time", "时间长度"}, .many = {"spans of time", "时间长度"}, .scalar = &read_span<Set>};

template <auto SetParameter>
void close_parameter(Reader& r) {
    const auto& parameter = r.draft<ParameterRef>().parameter;
    if (!parameter.empty()) put<SetParameter>(r, Token{parameter.text, parameter.origin});
}
/// A span, or the parameter that gives it.
template <auto Set, auto SetParameter>
inline constexpr Shape span_or_parameter{.one = {"a span of time or a parameter", "时间长度或参数"},
                                         .many = {"spans of time", "时间长度"},
                                         .scalar = &read_span<Set>,
                                         .object = &parameter_ref_type,
                                         .close = &close_parameter<SetParameter>};

/// Says that `word` isn't one of `names` and returns the number of the one that was probably meant.
std::optional<std::size_t> guess_word(Reader& r, const Scalar& s, std::span<const EnumName> names);

template <class E, auto Set>
Took read_word(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::string) return Took::other_type;
    if (const auto value = from_name<E>(s.text)) return put<Set>(r, *value), Took::good;
    // With what was probably meant, the rest of the text makes more sense.
    if (const auto guess = guess_word(r, s, enum_names<E>)) put<Set>(r, static_cast<E>(*guess));
    return Took::faulty;
}
template <class E, auto Set>
inline constexpr Shape word{.one = {"a word", "词"}, .many = {"words", "词"}, .scalar = &read_word<E, Set>};

template <auto Set>
Took read_boolean(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::boolean) return Took::other_type;
    put<Set>(r, s.truth);
    return Took::good;
}
template <auto Set>
inline constexpr Shape boolean{.one = {"true or false", "true 或 false"},
                               .many = {"true or false", "true 或 false"},
                               .scalar = &read_boolean<Set>};

/// Tells what is wrong with a number that should have been read.
Took number_fault(Reader& r, const Scalar& s, NumberFault fault, std::size_t decimals = 0);

template <auto Set, class T, T Min, T Max>
Took read_integer(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::number) return Took::other_type;
    NumberFault fault{};
    const auto value = parse_decimal(s.text, 0, fault);
    if (!value) return number_fault(r, s, fault);
    if (*value < static_cast<std::int64_t>(Min) || *value > static_cast<std::int64_t>(Max))
        return number_fault(r, s, NumberFault::range);
    put<Set>(r, static_cast<T>(*value));
    return Took::good;
}
/// A whole number from `Min` to `Max`.
template <auto Set, class T, T Min = 1, T Max = std::numeric_limits<T>::max()>
inline constexpr Shape integer{
    .one = {"a whole number", "整数"}, .many = {"whole numbers", "整数"}, .scalar = &read_integer<Set, T, Min, Max>};

template <auto Set>
Took read_number(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::number) return Took::other_type;
    const auto value = parse_double(s.text);
    if (!value) return number_fault(r, s, NumberFault::range);
    put<Set>(r, *value);
    return Took::good;
}
template <auto Set>
inline constexpr Shape number{.one = {"a number", "数字"}, .many = {"numbers", "数字"}, .scalar = &read_number<Set>};

template <auto Set>
Took read_money(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::number) return Took::other_type;
    NumberFault fault{};
    const auto hundredths = parse_decimal(s.text, 2, fault);
    if (!hundredths) return number_fault(r, s, fault, 2);
    put<Set>(r, Money{*hundredths});
    return Took::good;
}
template <auto Set>
inline constexpr Shape money{
    .one = {"an amount of money", "金额"}, .many = {"amounts of money", "金额"}, .scalar = &read_money<Set>};

template <auto Set>
Took read_fraction(Reader& r, const Scalar& s) {
    if (s.kind != Scalar::Kind::number) return Took::other_type;
    NumberFault fault{};
    const auto thousandths = parse_decimal(s.text, 3, fault);
    if (!thousandths) return number_fault(r, s, fault, 3);
    if (*thousandths < 1 || *thousandths > 1000) return number_fault(r, s, NumberFault::range);
    put<Set>(r, static_cast<std::uint16_t>(*thousandths));
    return Took::good;
}
/// A part in (0, 1], in thousandths.
template <auto Set>
inline constexpr Shape fraction{
    .one = {"a fraction in (0, 1]", "(0, 1] 内的小数"}, .many = {"fractions", "小数"}, .scalar = &read_fraction<Set>};

/// Any object, which is kept as it is.
template <auto Set>
inline constexpr Shape free_object{.one = {"an object", "对象"},
                                   .many = {"objects", "对象"},
                                   .free = [](Reader& r, Extra&& extra) { put<Set>(r, extra); }};

// What is made of others.

constexpr Shape list(const Shape& element) { return {.one = {}, .many = {"lists", "列表"}, .element = &element}; }

constexpr Shape object(const ObjectType& type, void (*close)(Reader&) = nullptr) {
    return {.one = {"an object", "对象"}, .many = {"objects", "对象"}, .object = &type, .close = close};
}

constexpr Field field(std::string_view key, const Shape& shape) { return {key, shape, false}; }
constexpr Field required(std::string_view key, const Shape& shape) { return {key, shape, true}; }

template <class Draft>
void begin_draft(Reader& r, [[maybe_unused]] Origin at) {
    auto& draft = r.draft<Draft>();
    draft = Draft{};
    if constexpr (requires { draft.origin; }) draft.origin = at;
}

Text name_of(const Phrase& word, std::string_view key);

/// The type of an object that is collected in `Draft` and becomes part of another.
template <class Draft>
constexpr ObjectType part(Phrase word, std::span<const Field> fields, void (*end)(Reader&) = nullptr) {
    return ObjectType{.word = word, .fields = fields, .begin = &begin_draft<Draft>, .end = end}.with_index();
}

} // namespace convene::io::detail
