#pragma once

#include "json_writer.hpp"

#include <convene/model/process.hpp>
#include <convene/time/calendar.hpp>

#include <functional>
#include <optional>
#include <string_view>

namespace convene::io::detail {

// The parts of a process, each in the canonical order of keys.

void write_calendar(JsonWriter& out, const Calendar& calendar);
void write_activity(JsonWriter& out, const Process& process, ActivityId id, std::span<const Rule> after);
void write_rule(JsonWriter& out, const Process& process, const Rule& rule);

/// A date, without its time where that is midnight.
std::string date_text(Instant date);

/// A span, or the parameter that gives it.
void write_span(JsonWriter& out, const Process& process, Span span, OptionalId<ParameterId> parameter);

/// The list of what `write` makes of each of `values`; nothing if there are none.
template <class Values, class Write>
void write_list(JsonWriter& out, std::string_view key, const Values& values, Write write) {
    if (std::size(values) == 0) return;
    out.begin_list(key);
    for (const auto& value : values) std::invoke(write, value);
    out.end();
}

/// The keys of what `ids` name; nothing if there are none.
template <class Ids>
void write_keys(JsonWriter& out, std::string_view key, const Process& process, const Ids& ids) {
    write_list(out, key, ids, [&](auto id) { out.string(process.key(id)); });
}

/// The text, unless it is empty.
inline void write_text(JsonWriter& out, std::string_view key, TextView text) {
    if (!text.empty()) out.text(key, text);
}

/// The string, unless it is empty.
inline void write_string(JsonWriter& out, std::string_view key, std::string_view string) {
    if (!string.empty()) out.string(key, string);
}

/// The word for `value`, unless it is what goes without saying.
template <class E>
void write_word(JsonWriter& out, std::string_view key, E value, E otherwise) {
    if (value != otherwise) out.string(key, name(value));
}

/// The key of what `id` names, if it names something.
template <class IdType>
void write_reference(JsonWriter& out, std::string_view key, const Process& process, OptionalId<IdType> id) {
    if (id) out.string(key, process.key(*id));
}

} // namespace convene::io::detail
