#pragma once
/// \file
/// How values of the library and of Python become each other:
/// - `Instant` is `datetime.datetime`, and is also taken from `datetime.date`, `numpy.datetime64` and ISO 8601;
/// fractions of
///   a second are cut off, so that the present time is never in the future, and what has a time zone is refused;
/// - `Seconds` is `datetime.timedelta`, also from `numpy.timedelta64`; `Date` is `datetime.date`;
/// - a `Span` is also taken from "3d", from a number of working days, or from a `timedelta` of working time;
/// - a `Text` is a string that has other languages too, and is also taken from a string or a dict of languages; `Money`
/// is
///   also taken from a number;
/// - an enumeration is an `enum.Enum` of strings, and is also taken from its word.

#include <convene/core/result.hpp>
#include <convene/core/table.hpp>
#include <convene/core/text.hpp>
#include <convene/model/extra.hpp>
#include <convene/model/records.hpp>
#include <convene/time/instant.hpp>
#include <convene/time/span.hpp>

#include <pybind11/functional.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>
#include <pybind11/typing.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What Python calls each enumeration, the words of it, and the number under which its class is kept.
#include <enums.inc>

namespace convene::python {

namespace py = pybind11;

/// Thrown by the bindings; Python sees `convene.Error`.
struct Fault {
    Diagnostics reasons;
};

/// The `Error` that Python sees, as an object.
[[nodiscard]] py::object error_object(const Diagnostics& reasons);

[[noreturn]] void throw_fault(Code code, std::vector<Text> arguments, std::string suggestion = {});

// Each is nothing if the object is of another kind, and throws if it is of the right kind but has no such value.
[[nodiscard]] std::optional<Instant> to_instant(py::handle object);
[[nodiscard]] std::optional<Seconds> to_seconds(py::handle object);
[[nodiscard]] std::optional<std::chrono::milliseconds> to_milliseconds(py::handle object);
[[nodiscard]] std::optional<std::chrono::minutes> to_minutes(py::handle object);
[[nodiscard]] std::optional<Date> to_date(py::handle object);
[[nodiscard]] std::optional<Span> to_span(py::handle object);
[[nodiscard]] std::optional<Text> to_text(py::handle object);
/// Of a dict, or of JSON text.
[[nodiscard]] std::optional<Extra> to_extra(py::handle object);
/// JSON text, "" for none.
[[nodiscard]] py::object from_extra(const Extra& extra);
[[nodiscard]] std::optional<Money> to_money(py::handle object);
[[nodiscard]] std::optional<std::chrono::weekday> to_weekday(py::handle object);

// Beyond the years that `datetime` has: its first and its last moment.
[[nodiscard]] py::object from_instant(Instant t);
[[nodiscard]] py::object from_seconds(Seconds amount);
[[nodiscard]] py::object from_date(Date date);
[[nodiscard]] py::object from_text(TextView text);

/// The name of a class, as an argument of templates.
template <std::size_t N>
struct ClassName {
    char text[N]{};
    consteval ClassName(const char (&name)[N]) { std::ranges::copy(name, text); } // NOLINT(google-explicit-constructor)
};
/// An object of a class of the package that is written in Python.
template <ClassName Name>
struct InPackage {
    py::object object;
};

/// The class `Text` of the package, in Python.
[[nodiscard]] py::object text_class();

template <class E>
concept KnownEnum = requires { EnumInfo<E>::slot; };
template <class E>
inline constexpr bool is_known_enum = KnownEnum<E>;

// The class of each enumeration, by `EnumInfo::slot`. The words are those of files; identifiers have _ for -.
void make_enum(py::handle scope, std::size_t slot, const std::string& name, const std::vector<std::string>& words);
[[nodiscard]] std::optional<std::size_t> enum_index(std::size_t slot, py::handle object);
[[nodiscard]] py::object enum_member(std::size_t slot, std::size_t index);

/// Makes the class of E, with the words of the library, or the enumerators where it has none.
template <class E>
void add_enum(py::handle scope) {
    std::vector<std::string> words(EnumInfo<E>::words.begin(), EnumInfo<E>::words.end());
    if constexpr (std::is_same_v<E, Code>) {
        for (const auto& info : all_codes) words.emplace_back(info.name);
    } else if constexpr (!enum_names<E>.empty()) {
        words.clear();
        for (const auto& entry : enum_names<E>) words.emplace_back(entry.name);
    }
    make_enum(scope, EnumInfo<E>::slot, EnumInfo<E>::name, words);
}

} // namespace convene::python

namespace pybind11::detail {

/// The conversion of a value type by two functions. `name` is what signatures say: taken | given.
#define CONVENE_CASTER(Type, taken, given, read, write)                                                                \
    template <>                                                                                                        \
    struct type_caster<Type> {                                                                                         \
        PYBIND11_TYPE_CASTER(Type, io_name(taken, given));                                                             \
        bool load(handle src, bool) {                                                                                  \
            const auto found = read(src);                                                                              \
            if (!found) return false;                                                                                  \
            value = *found;                                                                                            \
            return true;                                                                                               \
        }                                                                                                              \
        static handle cast(Type v, return_value_policy, handle) { return write(v).release(); }                         \
    }

CONVENE_CASTER(convene::Instant, "datetime.datetime | datetime.date | numpy.datetime64 | str", "datetime.datetime",
               convene::python::to_instant, convene::python::from_instant);
CONVENE_CASTER(convene::Seconds, "datetime.timedelta | numpy.timedelta64", "datetime.timedelta",
               convene::python::to_seconds, convene::python::from_seconds);
CONVENE_CASTER(convene::Date, "datetime.date | str", "datetime.date", convene::python::to_date,
               convene::python::from_date);
CONVENE_CASTER(convene::Extra, "dict[str, typing.Any] | str", "str", convene::python::to_extra,
               convene::python::from_extra);
inline object timedelta_of(std::chrono::milliseconds amount) {
    return module_::import("datetime").attr("timedelta")(arg("milliseconds") = amount.count());
}
CONVENE_CASTER(std::chrono::milliseconds, "datetime.timedelta", "datetime.timedelta", convene::python::to_milliseconds,
               timedelta_of);
CONVENE_CASTER(std::chrono::minutes, "datetime.timedelta", "datetime.timedelta", convene::python::to_minutes,
               timedelta_of);
inline object weekday_number(std::chrono::weekday day) { return int_(day.iso_encoding() - 1); }
CONVENE_CASTER(std::chrono::weekday, "int | str", "int", convene::python::to_weekday, weekday_number);
#undef CONVENE_CASTER

/// A class of the module that is also taken from other objects.
#define CONVENE_LENIENT_CASTER(Type, taken, given, read)                                                               \
    template <>                                                                                                        \
    struct type_caster<Type> : type_caster_base<Type> {                                                                \
        static constexpr auto name = io_name(taken, given);                                                            \
        bool load(handle src, bool convert) {                                                                          \
            if (type_caster_base<Type>::load(src, convert)) return true;                                               \
            const auto found = read(src);                                                                              \
            if (!found) return false;                                                                                  \
            local = *found;                                                                                            \
            this->value = &local;                                                                                      \
            return true;                                                                                               \
        }                                                                                                              \
        Type local;                                                                                                    \
    }

CONVENE_LENIENT_CASTER(convene::Span, "convene.Span | str | int | datetime.timedelta", "convene.Span",
                       convene::python::to_span);
CONVENE_LENIENT_CASTER(convene::Money, "convene.Money | float | decimal.Decimal | str", "convene.Money",
                       convene::python::to_money);
#undef CONVENE_LENIENT_CASTER

template <>
struct type_caster<convene::Text> {
    PYBIND11_TYPE_CASTER(convene::Text,
                         io_name("convene.Text | str | collections.abc.Mapping[str, str]", "convene.Text"));
    bool load(handle src, bool) {
        auto found = convene::python::to_text(src);
        if (!found) return false;
        value = std::move(*found);
        return true;
    }
    static handle cast(const convene::Text& text, return_value_policy, handle) {
        return convene::python::from_text(text).release();
    }
};

/// A view of a text is given as a text.
template <>
struct type_caster<convene::TextView> {
    static constexpr auto name = const_name("convene.Text");
    static handle cast(convene::TextView view, return_value_policy, handle) {
        return convene::python::from_text(view).release();
    }
};

/// A value that is a simpler one in Python, which `read` and `write` make of each other.
template <class T, class Simple, auto read, auto write>
struct as_simple {
    using Value = make_caster<Simple>;
    PYBIND11_TYPE_CASTER(T, Value::name);
    bool load(handle src, bool convert) {
        Value caster;
        if (!caster.load(src, convert)) return false;
        value = read(cast_op<Simple&&>(std::move(caster)));
        return true;
    }
    static handle cast(const T& own, return_value_policy policy, handle parent) {
        return Value::cast(write(own), policy, parent);
    }
};

/// Quotas and covers are called by their places.
template <class Tag>
    requires std::is_same_v<Tag, convene::QuotaTag> || std::is_same_v<Tag, convene::CoverTag>
struct type_caster<convene::Id<Tag>>
    : as_simple<convene::Id<Tag>, std::uint32_t, [](std::uint32_t place) { return convene::Id<Tag>{place}; },
                [](convene::Id<Tag> id) { return id.value; }> {};

/// An id that may be absent is the id or None.
template <class Id>
struct type_caster<convene::OptionalId<Id>>
    : as_simple<convene::OptionalId<Id>, std::optional<Id>,
                [](std::optional<Id> id) { return id ? convene::OptionalId<Id>(*id) : convene::OptionalId<Id>(); },
                [](convene::OptionalId<Id> id) { return id ? std::optional<Id>(*id) : std::nullopt; }> {};

/// A table is a list with an entry for each id.
template <class Id, class T>
struct type_caster<convene::Table<Id, T>>
    : as_simple<convene::Table<Id, T>, std::vector<T>,
                [](std::vector<T>&& list) { return convene::Table<Id, T>(std::move(list)); },
                [](const convene::Table<Id, T>& table) { return std::vector<T>(table.begin(), table.end()); }> {};

template <convene::python::ClassName Name>
struct type_caster<convene::python::InPackage<Name>> {
    static constexpr auto name = const_name("convene.") + const_name(Name.text);
    static handle cast(const convene::python::InPackage<Name>& made, return_value_policy, handle) {
        return made.object.inc_ref();
    }
};

template <class E>
struct type_caster_enum_type_enabled<E, enable_if_t<convene::python::is_known_enum<E>>> : std::false_type {};

template <class E>
struct type_caster<E, enable_if_t<convene::python::is_known_enum<E>>> {
    using Info = convene::python::EnumInfo<E>;
    // Taken | given, as `io_name` writes it.
    static constexpr auto names = const_name("@convene.") + const_name(Info::name) + const_name(" | str@convene.") +
                                  const_name(Info::name) + const_name("@");
    PYBIND11_TYPE_CASTER(E, names);
    bool load(handle src, bool) {
        const auto index = convene::python::enum_index(Info::slot, src);
        if (!index) return false;
        value = static_cast<E>(*index);
        return true;
    }
    static handle cast(E v, return_value_policy, handle) {
        return convene::python::enum_member(Info::slot, static_cast<std::size_t>(v)).release();
    }
};

} // namespace pybind11::detail
