#include "record.hpp"
#include "records.hpp"
#include "references.hpp"

#include <convene/io/read_process.hpp>
#include <convene/io/write_process.hpp>

#include <array>

namespace convene::python {

namespace {

template <class Id, class Table, class Get>
Id named(const Ref<Id>& ref, const Table& table, std::optional<Id> found, const Text& kind, Get key) {
    if (ref.id) {
        if (ref.id->index() < table.size()) return *ref.id;
        throw py::index_error("there is no " + std::string(kind.in("en")) + " with the id " +
                              std::to_string(ref.id->value));
    }
    if (found) return *found;
    std::vector<std::string_view> keys;
    for (const auto id : table.ids()) keys.push_back(key(id));
    throw_fault(Code::unknown_reference, {kind, ref.key}, closest(ref.key, keys));
}

template <class Id, class Table>
std::optional<Id> found_in(const Table& table, const std::string& key) {
    for (const auto id : table.ids())
        if (table[id].key == key) return id;
    return std::nullopt;
}

} // namespace

#define CONVENE_RESOLVE(Id, table, find, en, zh)                                                                       \
    Id resolve(const Process& p, const Ref<Id>& ref) {                                                                 \
        return named<Id>(ref, p.table(), ref.id ? std::nullopt : find, Text{{"en", en}, {"zh", zh}},                   \
                         [&](Id id) { return p.key(id); });                                                            \
    }
CONVENE_RESOLVE(ActivityId, activities, p.find_activity(ref.key), "activity", "活动")
CONVENE_RESOLVE(ArtifactId, artifacts, p.find_artifact(ref.key), "artifact", "文件")
CONVENE_RESOLVE(CalendarId, calendars, p.find_calendar(ref.key), "calendar", "日历")
CONVENE_RESOLVE(LevelId, levels, found_in<LevelId>(p.levels(), ref.key), "level", "层级")
CONVENE_RESOLVE(ParameterId, parameters, found_in<ParameterId>(p.parameters(), ref.key), "parameter", "参数")
CONVENE_RESOLVE(PersonId, people, p.find_person(ref.key), "person", "人员")
CONVENE_RESOLVE(PhaseId, phases, p.find_phase(ref.key), "phase", "阶段")
CONVENE_RESOLVE(RoleId, roles, p.find_role(ref.key), "role", "角色")
#undef CONVENE_RESOLVE

namespace {

template <class Id>
void bind_id(py::module_& m, const char* name, const char* doc) {
    py::class_<Id>(m, name, doc)
        .def(py::init<std::uint32_t>(), py::arg("value"))
        .def_readonly("value", &Id::value)
        .def("index", &Id::index, CONVENE_DOC(Id_index))
        .def("__index__", [](Id id) { return id.value; })
        .def("__hash__", [](Id id) { return id.value; })
        .def(
            "__eq__", [](Id a, Id b) { return a == b; }, py::is_operator())
        .def(
            "__lt__", [](Id a, Id b) { return a < b; }, py::is_operator())
        .def(
            "__le__", [](Id a, Id b) { return a <= b; }, py::is_operator())
        .def("__repr__", [name](Id id) { return std::string(name) + "(" + std::to_string(id.value) + ")"; })
        .def("__reduce__", [](const py::object& self) {
            return py::make_tuple(py::type::of(self), py::make_tuple(self.cast<Id>().value));
        });
}

ActivityRecord record_of(const Process& p, ActivityId id) { return {p, id}; }
ArtifactRecord record_of(const Process& p, ArtifactId id) { return {p, id}; }
CalendarEntry record_of(const Process& p, CalendarId id) { return p.calendars()[id]; }
template <class Id>
auto record_of(const Process& p, Id id) {
    return p[id];
}

template <class Id>
struct TableView {
    Process process;
    std::uint32_t size;
};

template <class Id>
struct TableIterator {
    TableView<Id> table;
    std::uint32_t next = 0;
};

template <class Id>
void bind_table(py::module_& m, const std::string& name) {
    py::class_<TableView<Id>>(m, name.c_str(), CONVENE_DOC(Table))
        .def("__len__", [](const TableView<Id>& t) { return t.size; })
        .def("size", [](const TableView<Id>& t) { return t.size; }, CONVENE_DOC(Table_size))
        .def("empty", [](const TableView<Id>& t) { return t.size == 0; }, CONVENE_DOC(Table_empty))
        .def(
            "ids",
            [](const TableView<Id>& t) {
                std::vector<Id> ids;
                for (std::uint32_t i = 0; i < t.size; ++i) ids.emplace_back(i);
                return ids;
            },
            CONVENE_DOC(Table_ids))
        .def(
            "__getitem__",
            [](const TableView<Id>& t, const Ref<Id>& ref) { return record_of(t.process, resolve(t.process, ref)); },
            py::arg("id"))
        .def("__iter__", [](const TableView<Id>& t) { return TableIterator<Id>{t}; })
        .def("__repr__", [name](const TableView<Id>& t) {
            return "<convene." + name + " of " + std::to_string(t.size) + ">";
        });
    py::class_<TableIterator<Id>>(m, (name + "Iterator").c_str(), "Goes through the records of a table.")
        .def("__iter__", [](py::object self) { return self; })
        .def("__next__", [](TableIterator<Id>& i) {
            if (i.next >= i.table.size) throw py::stop_iteration();
            return record_of(i.table.process, Id{i.next++});
        });
}

template <class Id, class Table>
TableView<Id> view(const Process& p, const Table& table) {
    return {p, static_cast<std::uint32_t>(table.size())};
}

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
        .field("description", &ArtifactForm::description);
    Record<Absence>(m, "Absence", CONVENE_DOC(Absence))
        .constructible()
        .field("from_", &Absence::from)
        .field("to", &Absence::to)
        .field("title", &Absence::title);
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
        .field("external", &Role::external, CONVENE_DOC(Role_external));
    Record<Person>(m, "Person", CONVENE_DOC(Person))
        .field("key", &Person::key)
        .field("title", &Person::title)
        .field("roles", &Person::roles)
        .field("calendar", &Person::calendar, CONVENE_DOC(Person_calendar))
        .field("absences", &Person::absences);
    py::class_<CalendarEntry>(m, "CalendarEntry", CONVENE_DOC(CalendarEntry))
        .def_readonly("calendar", &CalendarEntry::calendar)
        .def_readonly("imported", &CalendarEntry::imported, CONVENE_DOC(CalendarEntry_imported))
        .def("__repr__",
             [](const CalendarEntry& c) { return "<convene.CalendarEntry \"" + c.calendar.key() + "\">"; });
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
    // The part's class is needed for the fields of the separation, and the separation's to hold it.
    Record<Separation::Part> part(m, "Separation_Part", CONVENE_DOC(Separation_Part));
    part.field("activity", &Separation::Part::activity).field("duty", &Separation::Part::duty);
    Record<Separation> separation(m, "Separation", CONVENE_DOC(Separation));
    separation.field("key", &Separation::key).field("title", &Separation::title).field("parts", &Separation::parts);
}

void bind_views(py::module_& m) {
    py::class_<ActivityRecord>(m, "Activity", CONVENE_DOC(Activity))
        .def_property_readonly("id", [](const ActivityRecord& a) { return a.id; })
        .def_property_readonly("key", [](const ActivityRecord& a) { return a.process.key(a.id); })
        .def_property_readonly("title", [](const ActivityRecord& a) { return a.process.title(a.id); })
        .def_property_readonly(
            "duration", [](const ActivityRecord& a) { return a.get().duration; }, CONVENE_DOC(Activity_duration))
        .def_property_readonly(
            "calendar", [](const ActivityRecord& a) { return a.get().calendar; }, CONVENE_DOC(Activity_calendar))
        .def_property_readonly("phase", [](const ActivityRecord& a) { return a.get().phase; })
        .def_property_readonly("kind", [](const ActivityRecord& a) { return a.get().kind; })
        .def_property_readonly("as_late_as_possible",
                               [](const ActivityRecord& a) { return a.get().as_late_as_possible; })
        .def("__repr__", [](const ActivityRecord& a) {
            return "<convene.Activity " + std::string(name_of(a.process, a.id).in("en")) + ">";
        });
    py::class_<ArtifactRecord>(m, "Artifact", CONVENE_DOC(Artifact))
        .def_property_readonly("id", [](const ArtifactRecord& a) { return a.id; })
        .def_property_readonly("key", [](const ArtifactRecord& a) { return a.process.key(a.id); })
        .def_property_readonly("title", [](const ArtifactRecord& a) { return a.process.title(a.id); })
        .def_property_readonly(
            "producer", [](const ArtifactRecord& a) { return a.get().producer; }, CONVENE_DOC(Artifact_producer))
        .def_property_readonly("confidentiality", [](const ArtifactRecord& a) { return a.get().confidentiality; })
        .def_property_readonly(
            "given", [](const ArtifactRecord& a) { return a.get().given; }, CONVENE_DOC(Artifact_given))
        .def("__repr__", [](const ArtifactRecord& a) {
            return "<convene.Artifact " + std::string(name_of(a.process, a.id).in("en")) + ">";
        });
    bind_table<ActivityId>(m, "ActivityTable");
    bind_table<ArtifactId>(m, "ArtifactTable");
    bind_table<CalendarId>(m, "CalendarTable");
    bind_table<LevelId>(m, "LevelTable");
    bind_table<ParameterId>(m, "ParameterTable");
    bind_table<PersonId>(m, "PersonTable");
    bind_table<PhaseId>(m, "PhaseTable");
    bind_table<RoleId>(m, "RoleTable");
}

/// A process as text that needs no other file: itself, and the calendars that it imported.
py::tuple pickled(const Process& p) {
    std::vector<Calendar> imported;
    for (const auto& entry : p.calendars())
        if (entry.imported) imported.push_back(entry.calendar);
    std::string text;
    std::string calendars;
    {
        const py::gil_scoped_release unlocked;
        text = io::write_process(p);
        if (!imported.empty()) calendars = io::write_calendars(imported);
    }
    return py::make_tuple(py::bytes(text), py::bytes(calendars));
}

Process unpickled(const py::bytes& text, const py::bytes& calendars) {
    const std::string_view process_text = text;
    const std::string_view calendar_text = calendars;
    const py::gil_scoped_release unlocked;
    bool first = true;
    io::ReadOptions options;
    // Which file brought which calendar is not kept: the first one brings them all.
    options.load = [&](std::string_view) -> Result<std::string> {
        const bool all = std::exchange(first, false) && !calendar_text.empty();
        return std::string(all ? calendar_text : R"({"convene": 1, "calendars": []})");
    };
    return unwrap(io::read_process(process_text, options));
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else out += c;
    }
    return out;
}

std::string html(const Process& p) {
    constexpr std::size_t most = 50;
    std::string out = "<table><caption>" + escaped(p.title().empty() ? p.key() : p.title().in("en")) +
                      "</caption><tr><th>key</th><th>kind</th><th>title</th><th>duration</th><th>consumes</th>"
                      "<th>produces</th></tr>";
    const auto cell = [&](std::string_view text) { out += "<td>" + escaped(text) + "</td>"; };
    const auto keys = [&](std::span<const ArtifactId> ids) {
        std::string all;
        for (const auto id : ids) all += (all.empty() ? "" : ", ") + std::string(p.key(id));
        return all;
    };
    for (const auto id : p.activities().ids()) {
        if (id.index() == most) break;
        out += "<tr>";
        cell(p.key(id));
        cell(name(p[id].kind));
        cell(p.title(id).in("en"));
        cell(p[id].duration.amount == 0 ? "" : to_string(p[id].duration));
        cell(keys(p.consumes(id)));
        cell(keys(p.produces(id)));
        out += "</tr>";
    }
    out += "</table>";
    if (p.activities().size() > most)
        out += "<p>and " + std::to_string(p.activities().size() - most) + " more activities</p>";
    return out;
}

using ProcessClass = py::class_<Process>;

void bind_process_whole(ProcessClass& c) {
    c.def(py::init<>())
        .def("zone", &Process::zone, CONVENE_DOC(Process_zone))
        .def("currency", &Process::currency, CONVENE_DOC(Process_currency))
        .def("description", &Process::description, CONVENE_DOC(Process_description))
        .def("start", &Process::start, CONVENE_DOC(Process_start))
        .def("finish", &Process::finish, CONVENE_DOC(Process_finish))
        .def("status_date", &Process::status_date, CONVENE_DOC(Process_status_date))
        .def("target", &Process::target, CONVENE_DOC(Process_target))
        .def("rounds", &Process::rounds, CONVENE_DOC(Process_rounds))
        .def("calendar", &Process::calendar, CONVENE_DOC(Process_calendar))
        .def(
            "imports", [](const Process& p) { return std::vector(p.imports().begin(), p.imports().end()); },
            CONVENE_DOC(Process_imports))
        .def("rule_count", &Process::rule_count, CONVENE_DOC(Process_rule_count))
        .def(
            "rule",
            [](const Process& p, RuleId id) {
                if (id.index() >= p.rule_count()) throw py::index_error("there is no such rule");
                return p.rule(id);
            },
            py::arg("id"), CONVENE_DOC(Process_rule))
        .def("__len__", [](const Process& p) { return p.activities().size(); })
        .def("__bool__", [](const Process&) { return true; })
        .def("__repr__",
             [](const Process& p) {
                 return "<convene.Process \"" + std::string(p.key()) + "\": " + std::to_string(p.activities().size()) +
                        " activities, " + std::to_string(p.artifacts().size()) + " artifacts, " +
                        std::to_string(p.roles().size()) + " roles, " + std::to_string(p.rule_count()) + " rules>";
             })
        .def("_repr_html_", &html)
        .def("__eq__", [](const Process& a, const Process& b) { return a == b; }, py::is_operator(), Unlocked())
        .def("__hash__",
             [](const Process& p) {
                 return py::hash(py::make_tuple(std::string(p.key()), p.activities().size(), p.artifacts().size(),
                                                p.roles().size(), p.rule_count()));
             })
        .def("__copy__", [](py::object self) { return self; })
        .def("__deepcopy__", [](py::object self, const py::dict&) { return self; }, py::arg("memo"))
        .def(py::pickle(&pickled, [](const py::tuple& state) {
            return unpickled(state[0].cast<py::bytes>(), state[1].cast<py::bytes>());
        }));
}

template <class Id>
void bind_things(ProcessClass& c, const char* table, TableView<Id> (*all)(const Process&), const char* doc) {
    c.def(table, all, doc);
    c.def(
        "__getitem__", [](const Process& p, Id id) { return record_of(p, resolve(p, Ref<Id>{id, {}})); }, py::arg("id"));
    c.def(
        "key", [](const Process& p, Id id) { return p.key(resolve(p, Ref<Id>{id, {}})); }, py::arg("id"),
        CONVENE_DOC(Process_key));
}

template <class Id>
void bind_title(ProcessClass& c) {
    c.def(
        "title", [](const Process& p, Id id) { return p.title(resolve(p, Ref<Id>{id, {}})); }, py::arg("id"),
        CONVENE_DOC(Process_title));
}

void bind_process_things(ProcessClass& c) {
    c.def("key", [](const Process& p) { return p.key(); });
    c.def("title", [](const Process& p) { return p.title(); });
    bind_things<ActivityId>(c, "activities", [](const Process& p) { return view<ActivityId>(p, p.activities()); },
                            CONVENE_DOC(Process_activities));
    bind_things<ArtifactId>(c, "artifacts", [](const Process& p) { return view<ArtifactId>(p, p.artifacts()); },
                            CONVENE_DOC(Process_artifacts));
    bind_things<CalendarId>(c, "calendars", [](const Process& p) { return view<CalendarId>(p, p.calendars()); },
                            CONVENE_DOC(Process_calendars));
    bind_things<LevelId>(c, "levels", [](const Process& p) { return view<LevelId>(p, p.levels()); },
                         CONVENE_DOC(Process_levels));
    bind_things<ParameterId>(c, "parameters", [](const Process& p) { return view<ParameterId>(p, p.parameters()); },
                             CONVENE_DOC(Process_parameters));
    bind_things<PersonId>(c, "people", [](const Process& p) { return view<PersonId>(p, p.people()); },
                          CONVENE_DOC(Process_people));
    bind_things<PhaseId>(c, "phases", [](const Process& p) { return view<PhaseId>(p, p.phases()); },
                         CONVENE_DOC(Process_phases));
    bind_things<RoleId>(c, "roles", [](const Process& p) { return view<RoleId>(p, p.roles()); },
                        CONVENE_DOC(Process_roles));
    c.def(
        "__getitem__",
        [](const Process& p, const Ref<ActivityId>& activity) { return record_of(p, resolve(p, activity)); },
        py::arg("activity"));
    bind_title<ActivityId>(c);
    bind_title<ArtifactId>(c);
    bind_title<PhaseId>(c);
    bind_title<RoleId>(c);
    bind_title<PersonId>(c);
    bind_title<LevelId>(c);
    const auto key = py::arg("key");
    c.def("find_activity", &Process::find_activity, key, CONVENE_DOC(Process_find_activity));
    c.def("find_artifact", &Process::find_artifact, key, CONVENE_DOC(Process_find_artifact));
    c.def("find_role", &Process::find_role, key, CONVENE_DOC(Process_find_role));
    c.def("find_person", &Process::find_person, key, CONVENE_DOC(Process_find_person));
    c.def("find_phase", &Process::find_phase, key, CONVENE_DOC(Process_find_phase));
    c.def("find_calendar", &Process::find_calendar, key, CONVENE_DOC(Process_find_calendar));
    const auto list = [&c](const char* name, auto get, const char* doc) {
        c.def(
            name,
            [get](const Process& p) {
                const auto all = (p.*get)();
                return std::vector(all.begin(), all.end());
            },
            doc);
    };
    list("authorities", &Process::authorities, CONVENE_DOC(Process_authorities));
    list("quotas", &Process::quotas, CONVENE_DOC(Process_quotas));
    list("covers", &Process::covers, CONVENE_DOC(Process_covers));
    list("attendances", &Process::attendances, CONVENE_DOC(Process_attendances));
    list("separations", &Process::separations, CONVENE_DOC(Process_separations));
}

/// Accessors of one activity: its rows as lists, with their texts, and its single values.
void bind_process_rows(ProcessClass& c) {
    using A = const Ref<ActivityId>&;
    const auto each = [&c](const char* name, auto get, const char* doc) {
        c.def(
            name, [get](const Process& p, A a) { return get(p, resolve(p, a)); }, py::arg("activity"), doc);
    };
    const auto row = [&each](const char* name, auto member, const char* doc) {
        each(
            name,
            [member](const Process& p, ActivityId id) {
                const auto all = (p.*member)(id);
                return std::vector(all.begin(), all.end());
            },
            doc);
    };
    row("produces", &Process::produces, CONVENE_DOC(Process_produces));
    row("consumes", &Process::consumes, CONVENE_DOC(Process_consumes));
    row("follow_ups", &Process::follow_ups, CONVENE_DOC(Process_follow_ups));
    row("duties", &Process::duties, CONVENE_DOC(Process_duties));
    row("constraints", &Process::constraints, CONVENE_DOC(Process_constraints));
    row("measures", &Process::measures, CONVENE_DOC(Process_measures));
    row("reworks", &Process::reworks, CONVENE_DOC(Process_reworks));
    row("handovers", &Process::handovers, CONVENE_DOC(Process_handovers));
    each(
        "steps",
        [](const Process& p, ActivityId id) {
            std::vector<StepRecord> out;
            for (const auto& s : p.steps(id)) out.push_back({Text(p.text(s.title))});
            return out;
        },
        CONVENE_DOC(Process_steps));
    each(
        "matters",
        [](const Process& p, ActivityId id) {
            std::vector<MatterRecord> out;
            for (const auto& x : p.matters(id))
                out.push_back({std::string(p.text(x.key)), Text(p.text(x.title)), std::string(p.text(x.topic)), x.level,
                               x.amount});
            return out;
        },
        CONVENE_DOC(Process_matters));
    each(
        "notes",
        [](const Process& p, ActivityId id) {
            std::vector<NoteRecord> out;
            for (const auto& n : p.notes(id)) out.push_back({n.kind, Text(p.text(n.text))});
            return out;
        },
        CONVENE_DOC(Process_notes));
    c.def(
        "note", [](const Process& p, A a, NoteKind kind) { return p.note(resolve(p, a), kind); }, py::arg("activity"),
        py::arg("kind"), CONVENE_DOC(Process_note));
    const auto one = [&each](const char* name, auto member, const char* doc) {
        each(
            name, [member](const Process& p, ActivityId id) { return (p.*member)(id); }, doc);
    };
    using P = Process;
    one("calendar_of", &P::calendar_of, CONVENE_DOC(Process_calendar_of));
    one("date", &P::date, CONVENE_DOC(Process_date));
    one("deadline", &P::deadline, CONVENE_DOC(Process_deadline));
    one("progress", &P::progress, CONVENE_DOC(Process_progress));
    one("budget", &P::budget, CONVENE_DOC(Process_budget));
    one("cadence", &P::cadence, CONVENE_DOC(Process_cadence));
    one("service_level", &P::service_level, CONVENE_DOC(Process_service_level));
    one("quorum", &P::quorum, CONVENE_DOC(Process_quorum));
    one("duration_parameter", &P::duration_parameter, CONVENE_DOC(Process_duration_parameter));
    c.def(
        "form", [](const Process& p, const Ref<ArtifactId>& a) { return p.form(resolve(p, a)); }, py::arg("artifact"),
        CONVENE_DOC(Process_form));
}

template <class Id>
void bind_name_of(py::module_& m) {
    m.def(
        "name_of", [](const Process& p, Id id) { return name_of(p, resolve(p, Ref<Id>{id, {}})); }, py::arg("process"),
        py::arg("id"), CONVENE_DOC(name_of));
}

} // namespace

void bind_model(py::module_& m) {
    add_enum<ActivityKind>(m, CONVENE_DOC(ActivityKind));
    add_enum<DutyKind>(m, CONVENE_DOC(DutyKind));
    add_enum<DutyDemand>(m, CONVENE_DOC(DutyDemand));
    add_enum<Edge>(m, CONVENE_DOC(Edge));
    add_enum<ConstraintKind>(m, CONVENE_DOC(ConstraintKind));
    add_enum<LagCalendar>(m, CONVENE_DOC(LagCalendar));
    add_enum<Confidentiality>(m, CONVENE_DOC(Confidentiality));
    add_enum<NoteKind>(m, CONVENE_DOC(NoteKind));
    add_enum<PhaseRun>(m, CONVENE_DOC(PhaseRun));
    add_enum<Period>(m, CONVENE_DOC(Period));
    add_enum<Direction>(m, CONVENE_DOC(Direction));
    add_enum<Missed>(m, CONVENE_DOC(Missed));
    const auto label_of = [&m]<class E>(std::type_identity<E>) {
        m.def("label", &label<E>, py::arg("value"), py::arg("language"), CONVENE_DOC(label));
    };
    label_of(std::type_identity<ActivityKind>());
    label_of(std::type_identity<DutyKind>());
    label_of(std::type_identity<DutyDemand>());
    label_of(std::type_identity<Edge>());
    label_of(std::type_identity<ConstraintKind>());
    label_of(std::type_identity<LagCalendar>());
    label_of(std::type_identity<Confidentiality>());
    label_of(std::type_identity<NoteKind>());
    label_of(std::type_identity<PhaseRun>());
    label_of(std::type_identity<Period>());
    label_of(std::type_identity<Direction>());
    label_of(std::type_identity<Missed>());
    bind_id<ActivityId>(m, "ActivityId", CONVENE_DOC(ActivityId));
    bind_id<ArtifactId>(m, "ArtifactId", CONVENE_DOC(ArtifactId));
    bind_id<CalendarId>(m, "CalendarId", CONVENE_DOC(CalendarId));
    bind_id<LevelId>(m, "LevelId", CONVENE_DOC(LevelId));
    bind_id<ParameterId>(m, "ParameterId", CONVENE_DOC(ParameterId));
    bind_id<PersonId>(m, "PersonId", CONVENE_DOC(PersonId));
    bind_id<PhaseId>(m, "PhaseId", CONVENE_DOC(PhaseId));
    bind_id<RoleId>(m, "RoleId", CONVENE_DOC(RoleId));
    bind_id<RuleId>(m, "RuleId", CONVENE_DOC(RuleId));
    bind_small_records(m);
    bind_table_records(m);
    ProcessClass process(m, "Process", CONVENE_DOC(Process));
    bind_views(m);
    bind_process_whole(process);
    bind_process_things(process);
    bind_process_rows(process);
    bind_name_of<ActivityId>(m);
    bind_name_of<ArtifactId>(m);
    bind_name_of<RoleId>(m);
    bind_name_of<PersonId>(m);
    bind_name_of<PhaseId>(m);
    bind_name_of<CalendarId>(m);
    m.def(
        "name_of",
        [](const Process& p, RuleId id) {
            if (id.index() >= p.rule_count()) throw py::index_error("there is no such rule");
            return name_of(p, id);
        },
        py::arg("process"), py::arg("id"));
}

} // namespace convene::python
