#include "record.hpp"

#include <convene/time/calendar.hpp>
#include <convene/time/months.hpp>
#include <convene/time/recurrence.hpp>
#include <convene/time/shift.hpp>

namespace convene::python {

namespace {

void bind_span(py::module_& m) {
    add_enum<SpanUnit>(m, CONVENE_DOC(SpanUnit),
                       {"minutes", "hours", "days", "weeks", "months", "elapsed_minutes", "elapsed_hours",
                        "elapsed_days", "elapsed_weeks", "elapsed_months"});
    py::class_<Span> span(m, "Span", CONVENE_DOC(Span));
    span.def(py::init([](Span s) { return s; }), py::arg("text"))
        .def(py::init([](std::int32_t amount, SpanUnit unit) {
                 return Span{amount, unit};
             }),
             py::arg("amount"), py::arg_v("unit", SpanUnit::days, "SpanUnit.days"))
        .def_readonly("amount", &Span::amount)
        .def_readonly("unit", &Span::unit)
        .def("__neg__",
             [](Span s) {
                 if (s.amount == std::numeric_limits<std::int32_t>::min()) throw py::value_error("too long a span");
                 return -s;
             })
        .def("__str__", [](Span s) { return to_string(s); })
        .def("__repr__", [](Span s) { return "Span('" + to_string(s) + "')"; })
        .def("__hash__", [](Span s) { return py::hash(py::make_tuple(s.amount, static_cast<int>(s.unit))); })
        .def(
            "__eq__", [](Span a, Span b) { return a == b; }, py::is_operator())
        .def("__reduce__", [](const py::object& self) {
            return py::make_tuple(py::type::of(self), py::make_tuple(to_string(self.cast<Span>())));
        });
    m.def("is_elapsed", &is_elapsed, py::arg("span"), CONVENE_DOC(is_elapsed));
    m.def("is_elapsed_months", &is_elapsed_months, py::arg("span"), CONVENE_DOC(is_elapsed_months));
    m.def("symbol", &symbol, py::arg("unit"), CONVENE_DOC(symbol));
    m.def(
        "try_parse_span", [](const std::string& text) { return try_parse_span(text); }, py::arg("text"),
        CONVENE_DOC(try_parse_span));
    m.def(
        "parse_span", [](const std::string& text) { return unwrap(parse_span(text)); }, py::arg("text"),
        CONVENE_DOC(parse_span));

    auto by_name = m.def_submodule("spans", "Spans by name: `spans.days(3)`, `spans.elapsed_months(-1)`.");
    by_name.def("minutes", &spans::minutes, py::arg("n"), CONVENE_DOC(spans_minutes));
    by_name.def("hours", &spans::hours, py::arg("n"), CONVENE_DOC(spans_hours));
    by_name.def("days", &spans::days, py::arg("n"), CONVENE_DOC(spans_days));
    by_name.def("weeks", &spans::weeks, py::arg("n"), CONVENE_DOC(spans_weeks));
    by_name.def("months", &spans::months, py::arg("n"), CONVENE_DOC(spans_months));
    by_name.def("elapsed_minutes", &spans::elapsed_minutes, py::arg("n"), CONVENE_DOC(spans_elapsed_minutes));
    by_name.def("elapsed_hours", &spans::elapsed_hours, py::arg("n"), CONVENE_DOC(spans_elapsed_hours));
    by_name.def("elapsed_days", &spans::elapsed_days, py::arg("n"), CONVENE_DOC(spans_elapsed_days));
    by_name.def("elapsed_weeks", &spans::elapsed_weeks, py::arg("n"), CONVENE_DOC(spans_elapsed_weeks));
    by_name.def("elapsed_months", &spans::elapsed_months, py::arg("n"), CONVENE_DOC(spans_elapsed_months));
}

void bind_instant(py::module_& m) {
    m.attr("min_instant") = py::cast(min_instant);
    m.attr("max_instant") = py::cast(max_instant);
    m.attr("min_date") = py::cast(min_date);
    m.attr("max_date") = py::cast(max_date);
    m.def("date_of", &date_of, py::arg("t"), CONVENE_DOC(date_of));
    m.def("time_of_day", &time_of_day, py::arg("t"), CONVENE_DOC(time_of_day));
    const auto text = py::arg("text");
    m.def(
        "try_parse_instant", [](const std::string& t) { return try_parse_instant(t); }, text,
        CONVENE_DOC(try_parse_instant));
    m.def(
        "parse_instant", [](const std::string& t) { return unwrap(parse_instant(t)); }, text,
        CONVENE_DOC(parse_instant));
    m.def(
        "try_parse_date", [](const std::string& t) { return try_parse_date(t); }, text, CONVENE_DOC(try_parse_date));
    m.def(
        "parse_date", [](const std::string& t) { return unwrap(parse_date(t)); }, text, CONVENE_DOC(parse_date));
    m.def("add_elapsed_months", &add_elapsed_months, py::arg("t"), py::arg("months"), CONVENE_DOC(add_elapsed_months));
    m.def("latest_before_months", &latest_before_months, py::arg("limit"), py::arg("months"),
          CONVENE_DOC(latest_before_months));
    m.def("earliest_before_months", &earliest_before_months, py::arg("limit"), py::arg("months"),
          CONVENE_DOC(earliest_before_months));
    // A date is not an instant here, so the first that fits is the right one.
    m.def("to_string", py::overload_cast<Date>(&to_string), py::arg("date"), CONVENE_DOC(to_string_in_instant));
    m.def("to_string", py::overload_cast<Instant>(&to_string), py::arg("t"), CONVENE_DOC(to_string_in_instant));
    m.def("to_string", py::overload_cast<Span>(&to_string), py::arg("span"), CONVENE_DOC(to_string_in_span));
}

void bind_shift(py::module_& m) {
    Record<Shift> shift(m, "Shift", CONVENE_DOC(Shift));
    shift.constructible().field("start", &Shift::start).field("end", &Shift::end);
    shift.def("__str__", [](Shift s) { return to_string(s); });
    shift.def(
        "__lt__", [](Shift a, Shift b) { return a < b; }, py::is_operator());
    m.def("is_valid", &is_valid, py::arg("shift"), CONVENE_DOC(is_valid));
    Record<WeekPattern>(m, "WeekPattern", CONVENE_DOC(WeekPattern))
        .constructible()
        .field("days", &WeekPattern::days, CONVENE_DOC(WeekPattern_days))
        .def(
            "__getitem__", [](const WeekPattern& w, std::chrono::weekday day) { return w[day]; }, py::arg("day"));
    m.def(
        "try_parse_time_of_day", [](const std::string& t) { return try_parse_time_of_day(t); }, py::arg("text"),
        CONVENE_DOC(try_parse_time_of_day));
    m.def(
        "parse_time_of_day", [](const std::string& t) { return unwrap(parse_time_of_day(t)); }, py::arg("text"),
        CONVENE_DOC(parse_time_of_day));
    m.def(
        "parse_shift", [](const std::string& t) { return unwrap(parse_shift(t)); }, py::arg("text"),
        CONVENE_DOC(parse_shift));
    m.def("monday_to_friday", &monday_to_friday, py::arg("shifts"), CONVENE_DOC(monday_to_friday));
    m.def("standard_shifts", &standard_shifts, CONVENE_DOC(standard_shifts));
    m.def("to_string", py::overload_cast<Shift>(&to_string), py::arg("shift"), CONVENE_DOC(to_string_in_shift));
}

void bind_recurrence(py::module_& m) {
    add_enum<Frequency>(m, CONVENE_DOC(Frequency), {"daily", "weekly", "monthly", "yearly"});
    add_enum<OnFreeDay>(m, CONVENE_DOC(OnFreeDay), {"keep", "skip", "next", "previous"});
    Record<RecurrenceDay>(m, "RecurrenceDay", CONVENE_DOC(RecurrenceDay))
        .constructible()
        .field("day", &RecurrenceDay::day)
        .field("ordinal", &RecurrenceDay::ordinal, CONVENE_DOC(RecurrenceDay_ordinal));
    Record<Recurrence> rule(m, "Recurrence", CONVENE_DOC(Recurrence));
    rule.constructible()
        .field("frequency", &Recurrence::frequency)
        .field("interval", &Recurrence::interval, CONVENE_DOC(Recurrence_interval))
        .field("count", &Recurrence::count, CONVENE_DOC(Recurrence_count))
        .field("until", &Recurrence::until, CONVENE_DOC(Recurrence_until))
        .field("by_day", &Recurrence::by_day)
        .field("by_month_day", &Recurrence::by_month_day, CONVENE_DOC(Recurrence_by_month_day))
        .field("by_month", &Recurrence::by_month, CONVENE_DOC(Recurrence_by_month))
        .field("by_position", &Recurrence::by_position, CONVENE_DOC(Recurrence_by_position))
        .field("week_start", &Recurrence::week_start);
    rule.def("__str__", [](const Recurrence& r) { return to_string(r); });
    m.def(
        "parse_recurrence", [](const std::string& t) { return unwrap(parse_recurrence(t)); }, py::arg("text"),
        CONVENE_DOC(parse_recurrence));
    m.def("to_string", py::overload_cast<const Recurrence&>(&to_string), py::arg("rule"),
          CONVENE_DOC(to_string_in_recurrence));
    Record<Occurrences>(m, "Occurrences", CONVENE_DOC(Occurrences))
        .field("at", &Occurrences::at, CONVENE_DOC(Occurrences_at))
        .field("complete", &Occurrences::complete, CONVENE_DOC(Occurrences_complete));
    m.def(
        "occurrences",
        [](const Recurrence& recurrence, Instant start, Instant from, Instant to, std::size_t limit,
           std::size_t periods, OnFreeDay on_free_day, const std::optional<Calendar>& calendar) {
            return occurrences(recurrence, start,
                               {.from = from,
                                .to = to,
                                .limit = limit,
                                .periods = periods,
                                .on_free_day = on_free_day,
                                .calendar = calendar ? &*calendar : nullptr});
        },
        py::arg("rule"), py::arg("start"), py::kw_only(), py::arg_v("from_", min_instant, "min_instant"),
        py::arg_v("to", max_instant, "max_instant"), py::arg("limit") = 1000, py::arg("periods") = 100'000,
        py::arg_v("on_free_day", OnFreeDay::keep, "OnFreeDay.keep"), py::arg("calendar") = py::none(),
        CONVENE_DOC(occurrences), Unlocked());
}

void bind_calendar(py::module_& m) {
    Record<CalendarException>(m, "CalendarException", CONVENE_DOC(CalendarException))
        .constructible()
        .field("from_", &CalendarException::from, CONVENE_DOC(CalendarException_from))
        .field("to", &CalendarException::to)
        .field("shifts", &CalendarException::shifts, CONVENE_DOC(CalendarException_shifts))
        .field("title", &CalendarException::title);
    Record<CalendarSizes>(m, "CalendarSizes", CONVENE_DOC(CalendarSizes))
        .constructible()
        .field("day", &CalendarSizes::day)
        .field("week", &CalendarSizes::week)
        .field("month", &CalendarSizes::month);
    Record<CalendarCoverage>(m, "CalendarCoverage", CONVENE_DOC(CalendarCoverage))
        .constructible()
        .field("from_", &CalendarCoverage::from)
        .field("to", &CalendarCoverage::to);
    Record<CalendarDefinition>(m, "CalendarDefinition", CONVENE_DOC(CalendarDefinition))
        .field("key", &CalendarDefinition::key)
        .field("title", &CalendarDefinition::title)
        .field("description", &CalendarDefinition::description)
        .field("base", &CalendarDefinition::base, CONVENE_DOC(CalendarDefinition_base))
        .field("parts", &CalendarDefinition::parts, CONVENE_DOC(CalendarDefinition_parts))
        .field("week", &CalendarDefinition::week)
        .field("exceptions", &CalendarDefinition::exceptions)
        .field("sizes", &CalendarDefinition::sizes)
        .field("coverage", &CalendarDefinition::coverage);
    const auto t = py::arg("t");
    py::class_<Calendar>(m, "Calendar", CONVENE_DOC(Calendar))
        .def_static("continuous", &Calendar::continuous, CONVENE_DOC(Calendar_continuous))
        .def_static("standard", &Calendar::standard, CONVENE_DOC(Calendar_standard))
        .def("key", &Calendar::key, CONVENE_DOC(Calendar_key))
        .def("title", &Calendar::title, CONVENE_DOC(Calendar_title))
        .def("definition", &Calendar::definition, CONVENE_DOC(Calendar_definition))
        .def("sizes", &Calendar::sizes, CONVENE_DOC(Calendar_sizes))
        .def("day_size", &Calendar::day_size, CONVENE_DOC(Calendar_day_size))
        .def("week_size", &Calendar::week_size, CONVENE_DOC(Calendar_week_size))
        .def("month_size", &Calendar::month_size, CONVENE_DOC(Calendar_month_size))
        .def("coverage", &Calendar::coverage, CONVENE_DOC(Calendar_coverage))
        .def("covers", &Calendar::covers, t, CONVENE_DOC(Calendar_covers))
        .def("is_exceptional", &Calendar::is_exceptional, py::arg("date"), CONVENE_DOC(Calendar_is_exceptional))
        .def("is_working_day", &Calendar::is_working_day, py::arg("date"), CONVENE_DOC(Calendar_is_working_day))
        .def("is_working", &Calendar::is_working, t, CONVENE_DOC(WorkTable_is_working))
        .def("next_working", &Calendar::next_working, t, CONVENE_DOC(WorkTable_next_working))
        .def("end_of_work_before", &Calendar::end_of_work_before, t, CONVENE_DOC(WorkTable_end_of_work_before))
        .def("between", &Calendar::between, py::arg("a"), py::arg("b"), CONVENE_DOC(WorkTable_between))
        .def("earliest", &Calendar::earliest, t, py::arg("work"), CONVENE_DOC(WorkTable_earliest))
        .def("latest", &Calendar::latest, t, py::arg("work"), CONVENE_DOC(WorkTable_latest))
        .def("add", &Calendar::add, t, py::arg("work"), CONVENE_DOC(WorkTable_add))
        .def("sub", &Calendar::sub, t, py::arg("work"), CONVENE_DOC(WorkTable_sub))
        .def("next_transition", &Calendar::next_transition, t, CONVENE_DOC(WorkTable_next_transition))
        .def("unlimited", &Calendar::unlimited, CONVENE_DOC(WorkTable_unlimited))
        .def("__repr__", [](const Calendar& c) { return "<convene.Calendar \"" + c.key() + "\">"; })
        .def("__hash__", [](const Calendar& c) { return std::hash<std::string>{}(c.key()); })
        .def("__copy__", [](py::object self) { return self; })
        .def(
            "__deepcopy__", [](py::object self, const py::dict&) { return self; }, py::arg("memo"))
        .def(
            "__eq__", [](const Calendar& a, const Calendar& b) { return a == b; }, py::is_operator());
    m.def(
        "make_calendar",
        [](std::string key, Text title, Text description, std::optional<Calendar> base, std::optional<WeekPattern> week,
           std::vector<CalendarException> exceptions, std::optional<CalendarSizes> sizes,
           std::optional<CalendarCoverage> coverage) {
            return unwrap(make_calendar({std::move(key), std::move(title), std::move(description), std::move(base),
                                         std::move(week), std::move(exceptions), sizes, coverage}));
        },
        py::arg("key"), py::kw_only(), py::arg_v("title", Text(), "''"), py::arg_v("description", Text(), "''"),
        py::arg("base") = py::none(), py::arg("week") = py::none(),
        py::arg_v("exceptions", std::vector<CalendarException>(), "()"), py::arg("sizes") = py::none(),
        py::arg("coverage") = py::none(), CONVENE_DOC(make_calendar), Unlocked());
    m.def(
        "intersection",
        [](std::string key, const std::vector<Calendar>& parts, Text title) {
            if (parts.empty()) throw py::value_error("an intersection needs at least one calendar");
            return intersection(std::move(key), std::move(title), parts);
        },
        py::arg("key"), py::arg("parts"), py::arg_v("title", Text(), "''"), CONVENE_DOC(intersection));
    m.def("working_seconds", &working_seconds, py::arg("span"), py::arg("calendar"), CONVENE_DOC(working_seconds));
    m.def("elapsed_seconds", &elapsed_seconds, py::arg("span"), CONVENE_DOC(elapsed_seconds));
}

} // namespace

void bind_time(py::module_& m) {
    bind_span(m);
    bind_instant(m);
    bind_shift(m);
    bind_calendar(m);
    bind_recurrence(m);
}

} // namespace convene::python
