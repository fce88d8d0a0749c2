#include "binding.hpp"

#include <convene/io/read_process.hpp>

#include <algorithm>
#include <datetime.h>

namespace convene::python {

namespace {

constexpr int seconds_of_day = 86'400;

void import_datetime() {
    if (PyDateTimeAPI == nullptr) {
        PyDateTime_IMPORT;
        if (PyDateTimeAPI == nullptr) throw py::error_already_set();
    }
}

/// What `_convert` makes of an object: nothing if that is of another kind.
template <class T>
std::optional<T> converted(const char* how, py::handle object) {
    return in_package("_convert", how)(object).cast<std::optional<T>>();
}

[[noreturn]] void raise(const py::object& error) {
    PyErr_SetObject(py::type::of(error).ptr(), error.ptr());
    throw py::error_already_set();
}

/// Its members in order, and the place of each by what it may be given as.
struct EnumClass {
    py::object type;
    py::list members;
    py::dict places;
};

/// Lives as long as the interpreter: the members are needed until its end.
std::vector<EnumClass>& enum_classes() {
    static auto* const classes = new std::vector<EnumClass>(enum_count);
    return *classes;
}

} // namespace

void throw_fault(Code code, std::vector<Text> arguments, std::string suggestion) {
    throw Fault{{Diagnostic{code, {}, std::move(arguments), {}, std::move(suggestion)}}};
}

std::optional<Instant> to_instant(py::handle object) {
    import_datetime();
    auto* const o = object.ptr();
    if (PyDateTime_Check(o) || PyDate_Check(o)) {
        using std::chrono::day, std::chrono::month, std::chrono::year;
        const std::chrono::year_month_day date{year{PyDateTime_GET_YEAR(o)},
                                               month{static_cast<unsigned>(PyDateTime_GET_MONTH(o))},
                                               day{static_cast<unsigned>(PyDateTime_GET_DAY(o))}};
        Instant t{std::chrono::local_days{date}};
        if (PyDateTime_Check(o)) {
            if (std::string_view(Py_TYPE(o)->tp_name).ends_with("NaTType"))
                throw_fault(Code::bad_date, {py::str(object).cast<std::string>()});
            if (PyDateTime_DATE_GET_TZINFO(o) != Py_None) raise(in_package("_convert", "zoned")(object));
            t += Seconds{PyDateTime_DATE_GET_HOUR(o) * 3600 + PyDateTime_DATE_GET_MINUTE(o) * 60 +
                         PyDateTime_DATE_GET_SECOND(o)};
        }
        return t;
    }
    if (PyUnicode_Check(o)) {
        auto t = parse_instant(py::cast<std::string>(object));
        if (!t) throw Fault{t.error()};
        return *t;
    }
    const auto seconds = converted<std::int64_t>("instant", object);
    return seconds ? std::optional(Instant{Seconds{*seconds}}) : std::nullopt;
}

template <class Amount>
std::optional<Amount> to_amount(const char* how, py::handle object) {
    const auto count = converted<std::int64_t>(how, object);
    return count ? std::optional(Amount{*count}) : std::nullopt;
}
std::optional<Seconds> to_seconds(py::handle object) { return to_amount<Seconds>("seconds", object); }
std::optional<std::chrono::milliseconds> to_milliseconds(py::handle object) {
    return to_amount<std::chrono::milliseconds>("milliseconds", object);
}
std::optional<std::chrono::minutes> to_minutes(py::handle object) {
    return to_amount<std::chrono::minutes>("minutes", object);
}
std::optional<Money> to_money(py::handle object) { return to_amount<Money>("money", object); }

std::optional<std::chrono::weekday> to_weekday(py::handle object) {
    const auto number = converted<unsigned>("weekday", object);
    return number ? std::optional(std::chrono::weekday{*number}) : std::nullopt;
}

std::optional<Date> to_date(py::handle object) {
    import_datetime();
    if (PyUnicode_Check(object.ptr())) {
        auto date = parse_date(py::cast<std::string>(object));
        if (!date) throw Fault{date.error()};
        return *date;
    }
    if (!PyDate_Check(object.ptr()) || PyDateTime_Check(object.ptr())) return std::nullopt;
    return date_of(*to_instant(object));
}

py::object from_instant(Instant t) {
    import_datetime();
    const auto kept = std::clamp(t, min_instant, max_instant);
    const std::chrono::year_month_day date{date_of(kept)};
    const auto s = static_cast<int>(time_of_day(kept).count());
    return py::reinterpret_steal<py::object>(PyDateTime_FromDateAndTime(
        static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
        static_cast<int>(static_cast<unsigned>(date.day())), s / 3600, s / 60 % 60, s % 60, 0));
}

py::object from_seconds(Seconds amount) {
    import_datetime();
    constexpr std::int64_t most = 999'999'999;
    const auto days = std::clamp<std::int64_t>(std::chrono::floor<std::chrono::days>(amount).count(), -most, most);
    auto rest = amount - std::chrono::days{days};
    if (rest.count() < 0 || rest.count() >= seconds_of_day) rest = Seconds{0};
    return py::reinterpret_steal<py::object>(
        PyDelta_FromDSU(static_cast<int>(days), static_cast<int>(rest.count()), 0));
}

py::object from_date(Date date) {
    import_datetime();
    const std::chrono::year_month_day ymd{std::clamp(date, min_date, max_date)};
    return py::reinterpret_steal<py::object>(PyDate_FromDate(static_cast<int>(ymd.year()),
                                                             static_cast<int>(static_cast<unsigned>(ymd.month())),
                                                             static_cast<int>(static_cast<unsigned>(ymd.day()))));
}

std::optional<Span> to_span(py::handle object) {
    const auto text = PyUnicode_Check(object.ptr()) ? std::optional(object.cast<std::string>())
                                                    : converted<std::string>("span", object);
    return text ? std::optional(unwrap(parse_span(*text))) : std::nullopt;
}

py::object text_class() {
    static auto* const type = new py::object(py::module_::import("convene._text").attr("Text"));
    return *type;
}

std::optional<Text> to_text(py::handle object) {
    auto* const o = object.ptr();
    if (PyUnicode_CheckExact(o)) return Text(py::cast<std::string>(object));
    const bool several = py::isinstance(object, text_class());
    if (!several && PyUnicode_Check(o)) return Text(py::cast<std::string>(object));
    if (!several && !PyDict_Check(o)) return std::nullopt;
    Text text;
    for (const auto& pair : object.attr(several ? "wordings" : "items")()) {
        const auto wording = py::reinterpret_borrow<py::sequence>(pair);
        text.add(wording[0].cast<std::string>(), wording[1].cast<std::string>());
    }
    return text;
}

py::object from_text(TextView text) {
    const auto wordings = text.wordings();
    if (wordings.empty()) return text_class()();
    if (wordings.size() == 1 && wordings.front().first.empty()) return text_class()(wordings.front().second);
    py::dict all;
    for (const auto& [language, wording] : wordings) all[py::str(language)] = py::str(wording);
    return text_class()(all);
}

std::optional<Extra> to_extra(py::handle object) {
    const auto json = converted<std::string>("extra", object);
    if (!json) return std::nullopt;
    return json->empty() ? Extra() : unwrap(io::read_extra(*json));
}

py::object from_extra(const Extra& extra) { return py::str(extra.json()); }

void make_enum(py::handle scope, std::size_t slot, const std::string& name, const std::vector<std::string>& words) {
    auto& entry = enum_classes().at(slot);
    entry.type = in_package("_enums", "made")(name, words, find_doc(doc_key(name)));
    entry.members = py::list(entry.type);
    entry.places = in_package("_enums", "places")(entry.type);
    py::setattr(scope, entry.type.attr("__name__"), entry.type);
}

std::optional<std::size_t> enum_index(std::size_t slot, py::handle object) {
    const auto& entry = enum_classes().at(slot);
    // A member of another enumeration is a slip, not a word.
    const bool is_word = PyUnicode_CheckExact(object.ptr());
    if (!is_word && !py::isinstance(object, entry.type)) return std::nullopt;
    if (entry.places.contains(object)) return entry.places[object].cast<std::size_t>();
    py::list words;
    for (const auto& member : entry.members) words.append(member.attr("value"));
    raise(in_package("_convert", "unknown_word")(object, words));
}

py::object enum_member(std::size_t slot, std::size_t index) { return enum_classes().at(slot).members[index]; }

} // namespace convene::python
