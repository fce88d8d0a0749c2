#include "binding.hpp"

#include <convene/core/diagnostic.hpp>
#include <convene/io/read_process.hpp>

#include <algorithm>
#include <array>

#include <datetime.h>
#include <limits>

namespace convene::python {

namespace {

constexpr int seconds_of_day = 86'400;

void import_datetime() {
    if (PyDateTimeAPI == nullptr) {
        PyDateTime_IMPORT;
        if (PyDateTimeAPI == nullptr) throw py::error_already_set();
    }
}

bool is_numpy(py::handle object, const char* type) { return std::string_view(Py_TYPE(object.ptr())->tp_name) == type; }

/// The whole seconds of a numpy.datetime64 or timedelta64; nothing if it has fractions or is not a time.
std::optional<std::int64_t> numpy_seconds(py::handle object, const char* unit) {
    const auto whole = object.attr("astype")(unit);
    if (!whole.equal(object)) return std::nullopt;
    return whole.attr("astype")("int64").cast<std::int64_t>();
}

std::string shown(py::handle object) { return py::str(object).cast<std::string>(); }

[[noreturn]] void bad_date(py::handle object) { throw_fault(Code::bad_date, {shown(object)}); }

/// What has a time zone is another time in the zone of the process, which nobody here knows.
[[noreturn]] void zoned(py::handle object) {
    auto error = error_object({Diagnostic{Code::bad_date, {}, {shown(object)}, {}, {}}});
    const auto text = shown(object) +
                      " has a time zone, and times here have none: they are those of the process's zone. " +
                      "Convert it: t.astimezone(zoneinfo.ZoneInfo(process.zone())).replace(tzinfo=None)";
    error.attr("args") = py::make_tuple(text);
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
            if (std::string_view(Py_TYPE(o)->tp_name).ends_with("NaTType")) bad_date(object);
            if (PyDateTime_DATE_GET_TZINFO(o) != Py_None) zoned(object);
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
    if (is_numpy(object, "numpy.datetime64")) {
        if (py::module_::import("numpy").attr("isnat")(object).cast<bool>()) bad_date(object);
        return Instant{Seconds{object.attr("astype")("datetime64[s]").attr("astype")("int64").cast<std::int64_t>()}};
    }
    return std::nullopt;
}

std::optional<Seconds> to_seconds(py::handle object) {
    import_datetime();
    auto* const o = object.ptr();
    if (PyDelta_Check(o)) {
        if (PyDateTime_DELTA_GET_MICROSECONDS(o) != 0)
            throw py::value_error(shown(object) + " is not in whole seconds");
        return Seconds{static_cast<std::int64_t>(PyDateTime_DELTA_GET_DAYS(o)) * seconds_of_day +
                       PyDateTime_DELTA_GET_SECONDS(o)};
    }
    if (is_numpy(object, "numpy.timedelta64")) {
        const auto seconds = numpy_seconds(object, "timedelta64[s]");
        if (!seconds) throw py::value_error(shown(object) + " is not in whole seconds");
        return Seconds{*seconds};
    }
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> to_milliseconds(py::handle object) {
    import_datetime();
    auto* const o = object.ptr();
    if (!PyDelta_Check(o)) return std::nullopt;
    const std::chrono::milliseconds whole =
        std::chrono::days{PyDateTime_DELTA_GET_DAYS(o)} + std::chrono::seconds{PyDateTime_DELTA_GET_SECONDS(o)};
    return whole + std::chrono::milliseconds{PyDateTime_DELTA_GET_MICROSECONDS(o) / 1000};
}

std::optional<std::chrono::minutes> to_minutes(py::handle object) {
    const auto exact = to_milliseconds(object);
    if (!exact) return std::nullopt;
    const auto whole = std::chrono::floor<std::chrono::minutes>(*exact);
    if (whole != *exact) throw py::value_error(shown(object) + " is not in whole minutes");
    return whole;
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
    import_datetime();
    auto* const o = object.ptr();
    if (PyUnicode_Check(o)) return unwrap(parse_span(py::cast<std::string>(object)));
    const auto fitting = [&](std::int64_t amount) {
        if (amount < -std::numeric_limits<std::int32_t>::max() || amount > std::numeric_limits<std::int32_t>::max())
            throw py::value_error(shown(object) + " is too long a span");
        return static_cast<std::int32_t>(amount);
    };
    if (PyIndex_Check(o) && !PyBool_Check(o)) return spans::days(fitting(object.cast<std::int64_t>()));
    if (!PyDelta_Check(o)) return std::nullopt;
    if (const auto minutes = fitting(to_minutes(object)->count()); minutes % 60 != 0) return spans::minutes(minutes);
    return spans::hours(fitting(to_minutes(object)->count() / 60));
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
    const bool is_text = PyUnicode_Check(object.ptr());
    if (!is_text && !PyDict_Check(object.ptr())) return std::nullopt;
    const auto json = is_text ? py::cast<std::string>(object)
                              : py::cast<std::string>(py::module_::import("json").attr("dumps")(
                                    object, py::arg("ensure_ascii") = false, py::arg("allow_nan") = false));
    if (json.empty()) return Extra();
    auto extra = io::read_extra(json);
    if (!extra) throw Fault{extra.error()};
    return std::move(*extra);
}

py::object from_extra(const Extra& extra) { return py::str(extra.json()); }

std::optional<Money> to_money(py::handle object) {
    auto* const o = object.ptr();
    const bool decimal = std::string_view(Py_TYPE(o)->tp_name) == "decimal.Decimal";
    if (PyBool_Check(o) || !(PyLong_Check(o) || PyFloat_Check(o) || PyUnicode_Check(o) || decimal)) return std::nullopt;
    // Through the text, so that 0.1 is a tenth.
    const auto number = py::module_::import("decimal").attr("Decimal")(py::str(object));
    const auto hundredths = number * py::int_(100);
    const auto whole = py::reinterpret_steal<py::object>(PyNumber_Long(hundredths.ptr()));
    if (!whole) throw py::error_already_set();
    if (!whole.equal(hundredths)) throw_fault(Code::too_many_decimals, {"money", shown(object), "2"});
    return Money{whole.cast<std::int64_t>()};
}

std::optional<std::chrono::weekday> to_weekday(py::handle object) {
    static constexpr std::array<std::string_view, 7> words{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    unsigned number = 7;
    if (PyUnicode_Check(object.ptr())) {
        const auto word = py::cast<std::string>(object);
        number = static_cast<unsigned>(std::ranges::find(words, word) - words.begin());
        if (number == 7) throw_fault(Code::unknown_word, {word, "mon, tue, wed, thu, fri, sat, sun"});
    } else if (PyLong_Check(object.ptr()) && !PyBool_Check(object.ptr())) {
        const auto given = py::cast<long>(object);
        if (given < 0 || given > 6) throw py::value_error("weekdays count from Monday, 0, to Sunday, 6");
        number = static_cast<unsigned>(given);
    } else {
        return std::nullopt;
    }
    return std::chrono::weekday{(number + 1) % 7};
}

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
    const auto words = py::cast<std::vector<std::string>>(entry.members);
    std::string all;
    for (const auto& known : words) all += (all.empty() ? "" : ", ") + known;
    const auto word = py::cast<std::string>(object);
    throw_fault(Code::unknown_word, {word, all},
                closest(word, std::vector<std::string_view>(words.begin(), words.end())));
}

py::object enum_member(std::size_t slot, std::size_t index) { return enum_classes().at(slot).members[index]; }

} // namespace convene::python
