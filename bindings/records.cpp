#include "records.hpp"
#include "record.hpp"

namespace convene::python {

namespace {

void bind_small_records(py::module_& m) {
    py::class_<Money> money(m, "Money", CONVENE_DOC(Money));
    money.def(py::init([](std::int64_t hundredths) { return Money{hundredths}; }), py::arg("hundredths"))
        .def_readonly("hundredths", &Money::hundredths)
        .def("__hash__", [](Money a) { return py::hash(py::int_(a.hundredths)); })
        .def(
            "__eq__", [](Money a, Money b) { return a == b; }, py::is_operator())
        .def(
            "__lt__", [](Money a, Money b) { return a < b; }, py::is_operator())
        .def("__repr__", [](Money a) { return "Money(" + std::to_string(a.hundredths) + ")"; })
        .def("__reduce__", [](const py::object& self) {
            return py::make_tuple(py::type::of(self), py::make_tuple(self.cast<Money>().hundredths));
        });
    Record<Duty>(m, "Duty", CONVENE_DOC(Duty))
        .field("role", &Duty::role)
        .field("count", &Duty::count, CONVENE_DOC(Duty_count))
        .field("share", &Duty::share, CONVENE_DOC(Duty_share))
        .field("kind", &Duty::kind)
        .field("demand", &Duty::demand)
        .field("person", &Duty::person, CONVENE_DOC(Duty_person));
    Record<StepRecord>(m, "Step", CONVENE_DOC(Step)).field("title", &StepRecord::title);
    Record<MatterRecord>(m, "Matter", CONVENE_DOC(Matter))
        .field("key", &MatterRecord::key, CONVENE_DOC(Matter_key))
        .field("title", &MatterRecord::title)
        .field("topic", &MatterRecord::topic, CONVENE_DOC(Matter_topic))
        .field("level", &MatterRecord::level, CONVENE_DOC(Matter_level))
        .field("amount", &MatterRecord::amount);
    Record<NoteRecord>(m, "Note", CONVENE_DOC(Note)).field("kind", &NoteRecord::kind).field("text", &NoteRecord::text);
    Record<Constraint>(m, "Constraint", CONVENE_DOC(Constraint))
        .field("kind", &Constraint::kind)
        .field("date", &Constraint::date);
    Record<Progress>(m, "Progress", CONVENE_DOC(Progress))
        .constructible()
        .field("actual_start", &Progress::actual_start)
        .field("actual_finish", &Progress::actual_finish)
        .field("remaining", &Progress::remaining);
    Record<Measure>(m, "Measure", CONVENE_DOC(Measure))
        .constructible()
        .field("key", &Measure::key)
        .field("title", &Measure::title)
        .field("unit", &Measure::unit)
        .field("target", &Measure::target)
        .field("direction", &Measure::direction);
    Record<Rework>(m, "Rework", CONVENE_DOC(Rework)).field("to", &Rework::to).field("max_rounds", &Rework::max_rounds);
    Record<Handover>(m, "Handover", CONVENE_DOC(Handover)).field("from_", &Handover::from).field("to", &Handover::to);
    Record<Cadence>(m, "Cadence", CONVENE_DOC(Cadence))
        .constructible()
        .field("recurrence", &Cadence::recurrence)
        .field("missed", &Cadence::missed);
    Record<ServiceLevel>(m, "ServiceLevel", CONVENE_DOC(ServiceLevel))
        .field("within", &ServiceLevel::within)
        .field("warn", &ServiceLevel::warn, CONVENE_DOC(ServiceLevel_warn))
        .field("escalate_to", &ServiceLevel::escalate_to, CONVENE_DOC(ServiceLevel_escalate_to));
    Record<ArtifactForm>(m, "ArtifactForm", CONVENE_DOC(ArtifactForm))
        .field("format", &ArtifactForm::format, CONVENE_DOC(ArtifactForm_format))
        .field("form_template", &ArtifactForm::form_template, CONVENE_DOC(ArtifactForm_form_template))
        .field("description", &ArtifactForm::description)
        .field("extra", &ArtifactForm::extra);
    Record<Absence>(m, "Absence", CONVENE_DOC(Absence))
        .constructible()
        .field("from_", &Absence::from)
        .field("to", &Absence::to)
        .field("title", &Absence::title);
    Record<CapacityChange>(m, "CapacityChange", CONVENE_DOC(CapacityChange))
        .constructible()
        .field("from_", &CapacityChange::from)
        .field("units", &CapacityChange::units);
    Record<ResourceNeed>(m, "ResourceNeed", CONVENE_DOC(ResourceNeed))
        .field("resource", &ResourceNeed::resource)
        .field("units", &ResourceNeed::units);
    Record<Rounds>(m, "Rounds", CONVENE_DOC(Rounds))
        .constructible()
        .field("max", &Rounds::max)
        .field("every", &Rounds::every, CONVENE_DOC(Rounds_every));
}

void bind_table_records(py::module_& m) {
    Record<Rule>(m, "Rule", CONVENE_DOC(Rule))
        .field("from_", &Rule::from)
        .field("to", &Rule::to)
        .field("from_edge", &Rule::from_edge)
        .field("to_edge", &Rule::to_edge)
        .field("min", &Rule::min)
        .field("max", &Rule::max)
        .field("calendar", &Rule::calendar)
        .field("named", &Rule::named, CONVENE_DOC(Rule_named))
        .field("min_parameter", &Rule::min_parameter, CONVENE_DOC(Rule_min_parameter))
        .field("max_parameter", &Rule::max_parameter);
    Record<Phase>(m, "Phase", CONVENE_DOC(Phase))
        .field("key", &Phase::key)
        .field("title", &Phase::title)
        .field("parent", &Phase::parent)
        .field("run", &Phase::run);
    Record<Role>(m, "Role", CONVENE_DOC(Role))
        .field("key", &Role::key)
        .field("title", &Role::title)
        .field("calendar", &Role::calendar)
        .field("level", &Role::level)
        .field("clearance", &Role::clearance)
        .field("external", &Role::external, CONVENE_DOC(Role_external))
        .field("extra", &Role::extra, CONVENE_DOC(Role_extra));
    Record<Resource>(m, "Resource", CONVENE_DOC(Resource))
        .field("key", &Resource::key)
        .field("title", &Resource::title)
        .field("capacity", &Resource::capacity, CONVENE_DOC(Resource_capacity))
        .field("changes", &Resource::changes, CONVENE_DOC(Resource_changes))
        .field("calendar", &Resource::calendar, CONVENE_DOC(Resource_calendar))
        .field("extra", &Resource::extra, CONVENE_DOC(Resource_extra));
    Record<Person>(m, "Person", CONVENE_DOC(Person))
        .field("key", &Person::key)
        .field("title", &Person::title)
        .field("roles", &Person::roles)
        .field("calendar", &Person::calendar, CONVENE_DOC(Person_calendar))
        .field("absences", &Person::absences)
        .field("extra", &Person::extra, CONVENE_DOC(Person_extra));
    py::class_<CalendarEntry>(m, "CalendarEntry", CONVENE_DOC(CalendarEntry))
        .def_readonly("calendar", &CalendarEntry::calendar)
        .def_readonly("imported", &CalendarEntry::imported, CONVENE_DOC(CalendarEntry_imported))
        .def("__repr__", [](const CalendarEntry& c) { return "<convene.CalendarEntry \"" + c.calendar.key() + "\">"; });
    Record<Level>(m, "Level", CONVENE_DOC(Level)).field("key", &Level::key).field("title", &Level::title);
    Record<Parameter>(m, "Parameter", CONVENE_DOC(Parameter))
        .field("key", &Parameter::key)
        .field("title", &Parameter::title)
        .field("value", &Parameter::value);
    Record<Authority>(m, "Authority", CONVENE_DOC(Authority))
        .field("role", &Authority::role)
        .field("topic", &Authority::topic, CONVENE_DOC(Authority_topic))
        .field("up_to", &Authority::up_to, CONVENE_DOC(Authority_up_to))
        .field("level", &Authority::level);
    Record<Quota>(m, "Quota", CONVENE_DOC(Quota))
        .field("key", &Quota::key)
        .field("title", &Quota::title)
        .field("role", &Quota::role)
        .field("count", &Quota::count)
        .field("per", &Quota::per)
        .field("per_person", &Quota::per_person)
        .field("record", &Quota::record, CONVENE_DOC(Quota_record));
    Record<Cover>(m, "Cover", CONVENE_DOC(Cover))
        .field("key", &Cover::key)
        .field("title", &Cover::title)
        .field("role", &Cover::role)
        .field("from_", &Cover::from, CONVENE_DOC(Cover_from))
        .field("to", &Cover::to)
        .field("weekdays", &Cover::weekdays, CONVENE_DOC(Cover_weekdays))
        .field("minimum", &Cover::minimum)
        .field("log", &Cover::log);
    Record<Attendance>(m, "Attendance", CONVENE_DOC(Attendance))
        .field("role", &Attendance::role)
        .field("windows", &Attendance::windows, CONVENE_DOC(Attendance_windows))
        .field("excused_by", &Attendance::excused_by);
    Record<Separation> separation(m, "Separation", CONVENE_DOC(Separation));
    Record<Separation::Part>(separation, "Part", CONVENE_DOC(Separation_Part))
        .field("activity", &Separation::Part::activity)
        .field("duty", &Separation::Part::duty);
    separation.field("key", &Separation::key).field("title", &Separation::title).field("parts", &Separation::parts);
}

} // namespace

void bind_records(py::module_& m) {
    bind_small_records(m);
    bind_table_records(m);
}

} // namespace convene::python
