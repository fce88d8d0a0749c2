#include "bound.hpp"
#include "tables.hpp"

#include <convene/io/read_process.hpp>
#include <convene/io/write_process.hpp>
#include <convene/model/edit.hpp>
#include <convene/model/key.hpp>
#include <convene/model/lookup.hpp>

namespace convene::python {

namespace {

/// How many things of the kind of an id there are.
#define CONVENE_COUNT(Id, table)                                                                                       \
    std::size_t count(const Process& p, Id) { return p.table().size(); }
CONVENE_COUNT(ActivityId, activities)
CONVENE_COUNT(ArtifactId, artifacts)
CONVENE_COUNT(CalendarId, calendars)
CONVENE_COUNT(ParameterId, parameters)
CONVENE_COUNT(PersonId, people)
CONVENE_COUNT(PhaseId, phases)
CONVENE_COUNT(ResourceId, resources)
CONVENE_COUNT(RoleId, roles)
CONVENE_COUNT(TierId, tiers)
CONVENE_COUNT(CoverId, covers)
CONVENE_COUNT(QuotaId, quotas)
#undef CONVENE_COUNT

} // namespace

template <class Id>
Id id_of(const Process& process, const Ref<Id>& ref) {
    if constexpr (!is_place<Id>)
        if (!ref.id) return unwrap(look_up<Id>(process, ref.key, {.by = NamedBy::title}));
    if (ref.id->index() < count(process, *ref.id)) return *ref.id;
    throw py::index_error("there is no " + std::string(id_name<Id>) + "(" + std::to_string(ref.id->value) + ") in " +
                          std::string(process.key()));
}

template ActivityId id_of(const Process&, const Ref<ActivityId>&);
template ArtifactId id_of(const Process&, const Ref<ArtifactId>&);
template CalendarId id_of(const Process&, const Ref<CalendarId>&);
template TierId id_of(const Process&, const Ref<TierId>&);
template ParameterId id_of(const Process&, const Ref<ParameterId>&);
template PersonId id_of(const Process&, const Ref<PersonId>&);
template PhaseId id_of(const Process&, const Ref<PhaseId>&);
template ResourceId id_of(const Process&, const Ref<ResourceId>&);
template RoleId id_of(const Process&, const Ref<RoleId>&);
template CoverId id_of(const Process&, const Ref<CoverId>&);
template QuotaId id_of(const Process&, const Ref<QuotaId>&);

std::string shown(const std::string& kind, std::string_view key, TextView title) {
    auto text = "<" + kind + " \"" + std::string(key) + "\"";
    if (!title.empty()) text += ": " + std::string(title.in(Language::en));
    return text + ">";
}

ProjectId id_of(const Portfolio& p, const Ref<ProjectId>& ref) {
    if (ref.id && ref.id->index() < p.projects().size()) return *ref.id;
    if (ref.id) throw py::index_error("there is no ProjectId(" + std::to_string(ref.id->value) + ") in the portfolio");
    if (const auto found = p.find_project(ref.key)) return *found;
    std::vector<std::string_view> keys;
    for (const auto& project : p.projects()) keys.push_back(project.key);
    throw_fault(Code::unknown_reference, {Text{{"en", "project"}, {"zh", "项目"}}, ref.key}, closest(ref.key, keys));
}

namespace {

/// By key and title where the process is known, else by number.
template <class Id>
std::string shown_id(const char* name, const py::object& self) {
    const auto id = self.cast<Id>();
    if constexpr (is_id_class<Id>) {
        const auto* const process = process_of(self);
        if (process != nullptr && id.index() < count(*process, id)) {
            if constexpr (requires { process->title(id); }) return shown(name, process->key(id), process->title(id));
            return shown(name, process->key(id), {});
        }
    }
    return std::string(name) + "(" + std::to_string(id.value) + ")";
}

template <class Id>
void bind_id(py::module_& m, const char* name) {
    py::class_<Id> c(m, name, doc(name), py::dynamic_attr());
    c.def(py::init<std::uint32_t>(), py::arg("value"))
        .def_readonly("value", &Id::value)
        .def("index", &Id::index, CONVENE_DOC(Id_index))
        .def("__index__", [](Id id) { return id.value; })
        .def(
            "__lt__", [](Id a, Id b) { return a < b; }, py::is_operator())
        .def(
            "__le__", [](Id a, Id b) { return a <= b; }, py::is_operator());
    small_value(
        c, [name](const py::object& self) { return shown_id<Id>(name, self); },
        [](Id id) { return py::make_tuple(id.value); });
    let_know_its_process(c);
}

template <class Id>
void bind_name_of(py::module_& m) {
    m.def(
        "name_of", [](const Process& p, Id id) { return name_of(p, id_of(p, Ref<Id>(id))); }, py::arg("process"),
        py::arg("id"), CONVENE_DOC(name_of_in_process));
}

} // namespace

void bind_model(py::module_& m) {
    const auto label_of = [&m]<class E>(std::type_identity<E>) {
        m.def("label", &label<E>, py::arg("value"), py::arg("language"));
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
    bind_id<ActivityId>(m, "ActivityId");
    bind_id<ArtifactId>(m, "ArtifactId");
    bind_id<CalendarId>(m, "CalendarId");
    bind_id<TierId>(m, "TierId");
    bind_id<ParameterId>(m, "ParameterId");
    bind_id<PersonId>(m, "PersonId");
    bind_id<PhaseId>(m, "PhaseId");
    bind_id<ProjectId>(m, "ProjectId");
    bind_id<ColleagueId>(m, "ColleagueId");
    bind_id<ResourceId>(m, "ResourceId");
    bind_id<RoleId>(m, "RoleId");
    bind_id<RuleId>(m, "RuleId");
    bind_row_records(m);
    declare_process(m);
    bind_tables(m);
    bind_process(m);
    bind_name_of<ActivityId>(m);
    bind_name_of<ArtifactId>(m);
    bind_name_of<RoleId>(m);
    bind_name_of<PersonId>(m);
    bind_name_of<ResourceId>(m);
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

namespace {

void bind_small_records(py::module_& m) {
    py::class_<Money> money(m, "Money", CONVENE_DOC(Money));
    money.def(py::init([](std::int64_t hundredths) { return Money{hundredths}; }), py::arg("hundredths"))
        .def_readonly("hundredths", &Money::hundredths)
        .def(
            "__lt__", [](Money a, Money b) { return a < b; }, py::is_operator());
    small_value(
        money, [](Money a) { return "Money(" + std::to_string(a.hundredths) + ")"; },
        [](Money a) { return py::make_tuple(a.hundredths); });
    record<StepRecord>(m, "Step", CONVENE_DOC(Step), {}, {field("title", &StepRecord::title)});
    record<MatterRecord>(m, "Matter", CONVENE_DOC(Matter), {},
                         {field("key", &MatterRecord::key), field("title", &MatterRecord::title),
                          field("topic", &MatterRecord::topic), field("tier", &MatterRecord::tier),
                          field("amount", &MatterRecord::amount)});
    record<NoteRecord>(m, "Note", CONVENE_DOC(Note), {},
                       {field("kind", &NoteRecord::kind), field("text", &NoteRecord::text)});
}

} // namespace

void bind_row_records(py::module_& m) { bind_small_records(m); }

namespace {

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

using ProcessClass = py::class_<Process>;

void bind_process_whole(ProcessClass& c) {
    c.attr("_repr_html_") = in_package("_notebook", "process");
    c.def(py::init<>())
        .def(
            "rule",
            [](const Process& p, RuleId id) {
                if (id.index() >= p.rule_count()) throw py::index_error("there is no such rule");
                return p.rule(id);
            },
            py::arg("id"))
        .def("extra", [](const Process& p) { return p.extra(); })
        .def("__len__", [](const Process& p) { return p.activities().size(); })
        .def("__bool__", [](const Process&) { return true; })
        .def(py::pickle(&pickled, [](const py::tuple& state) {
            return unpickled(state[0].cast<py::bytes>(), state[1].cast<py::bytes>());
        }));
    value(
        c,
        [](const Process& p) {
            return "<convene.Process \"" + std::string(p.key()) + "\": " + std::to_string(p.activities().size()) +
                   " activities, " + std::to_string(p.artifacts().size()) + " artifacts, " +
                   std::to_string(p.roles().size()) + " roles, " + std::to_string(p.rule_count()) + " rules>";
        },
        [](const Process& p) {
            return py::make_tuple(std::string(p.key()), p.activities().size(), p.artifacts().size(), p.roles().size(),
                                  p.rule_count());
        });
}

template <class Id>
void bind_things(ProcessClass& c, const char* table, TableView<Id> (*all)(const Process&), const char* doc = "") {
    c.def(table, all, doc);
    c.def(
        "__getitem__", [](const Process& p, Id id) { return record_of(p, id_of(p, Ref<Id>(id))); }, py::arg("id"));
    c.def(
        "key", [](const Process& p, Id id) { return p.key(id_of(p, Ref<Id>(id))); }, py::arg("id"));
}

template <class Id>
void bind_title(ProcessClass& c) {
    c.def(
        "title", [](const Process& p, Id id) { return p.title(id_of(p, Ref<Id>(id))); }, py::arg("id"));
}

void bind_process_things(ProcessClass& c) {
    c.def("key", [](const Process& p) { return p.key(); });
    c.def("title", [](const Process& p) { return p.title(); });
    bind_things<ActivityId>(c, "activities", [](const Process& p) { return view<ActivityId>(p, p.activities()); });
    bind_things<ArtifactId>(c, "artifacts", [](const Process& p) { return view<ArtifactId>(p, p.artifacts()); });
    bind_things<CalendarId>(c, "calendars", [](const Process& p) { return view<CalendarId>(p, p.calendars()); });
    bind_things<TierId>(c, "tiers", [](const Process& p) { return view<TierId>(p, p.tiers()); });
    bind_things<ParameterId>(c, "parameters", [](const Process& p) { return view<ParameterId>(p, p.parameters()); });
    bind_things<PersonId>(c, "people", [](const Process& p) { return view<PersonId>(p, p.people()); });
    bind_things<PhaseId>(c, "phases", [](const Process& p) { return view<PhaseId>(p, p.phases()); });
    bind_things<ResourceId>(c, "resources", [](const Process& p) { return view<ResourceId>(p, p.resources()); });
    bind_things<RoleId>(c, "roles", [](const Process& p) { return view<RoleId>(p, p.roles()); });
    c.def(
        "__getitem__",
        [](const Process& p, const Ref<ActivityId>& activity) { return record_of(p, id_of(p, activity)); },
        py::arg("activity"));
    bind_title<ActivityId>(c);
    bind_title<ArtifactId>(c);
    bind_title<PhaseId>(c);
    bind_title<RoleId>(c);
    bind_title<ResourceId>(c);
    bind_title<PersonId>(c);
    bind_title<TierId>(c);
}

/// Rows of one activity that have texts.
void bind_process_rows(ProcessClass& c) {
    const auto rows = [&c](const char* name, auto get) {
        c.def(
            name, [get](const Process& p, const Ref<ActivityId>& a) { return get(p, id_of(p, a)); },
            py::arg("activity"));
    };
    rows("steps", [](const Process& p, ActivityId id) {
        std::vector<StepRecord> out;
        for (const auto& s : p.steps(id)) out.push_back({Text(p.text(s.title))});
        return out;
    });
    rows("matters", [](const Process& p, ActivityId id) {
        std::vector<MatterRecord> out;
        for (const auto& x : p.matters(id))
            out.push_back(
                {std::string(p.text(x.key)), Text(p.text(x.title)), std::string(p.text(x.topic)), x.tier, x.amount});
        return Known{std::move(out), p};
    });
    rows("notes", [](const Process& p, ActivityId id) {
        std::vector<NoteRecord> out;
        for (const auto& n : p.notes(id)) out.push_back({n.kind, Text(p.text(n.text))});
        return out;
    });
    c.def(
        "extra", [](const Process& p, const Ref<ActivityId>& id) { return p.extra(id_of(p, id)); },
        py::arg("activity"));
    c.def(
        "extra", [](const Process& p, ArtifactId id) { return p.extra(id_of(p, Ref<ArtifactId>(id))); },
        py::arg("artifact"));
}

} // namespace

namespace {

/// A method that gives the process with other values of some things: a dict says which.
template <class Id, class Value, class Apply>
void bind_change(ProcessClass& c, const char* name, const char* values, const char* kind, Apply apply,
                 const char* doc) {
    c.def(
        name,
        [name, values, kind, apply](const Process& p, const py::typing::Dict<Ref<Id>, Value>& changes) {
            ProcessEditor editor(p);
            for (const auto& [thing, value] : changes) {
                py::detail::make_caster<Ref<Id>> ref;
                py::detail::make_caster<Value> given;
                const auto wrong = [&](py::handle object) {
                    throw_wrong_argument("Process." + std::string(name) + "()", values,
                                         "a dict from keys, ids or rows to " + std::string(kind), object);
                };
                if (!ref.load(thing, true)) wrong(thing);
                if (!given.load(value, true)) wrong(value);
                apply(editor, id_of(p, py::detail::cast_op<const Ref<Id>&>(ref)),
                      py::detail::cast_op<const Value&>(given));
            }
            const py::gil_scoped_release unlocked;
            return unwrap(editor.build());
        },
        py::arg(values), doc);
}

void bind_changes(ProcessClass& c) {
    using E = ProcessEditor;
    bind_change<ActivityId, Span>(
        c, "with_durations", "durations", "spans", [](E& e, ActivityId id, const Span& span) { e.duration(id, span); },
        "The process in which these activities last so long: `process.with_durations({\"print\": \"5d\"})`.");
    bind_change<ActivityId, std::optional<Instant>>(
        c, "with_deadlines", "deadlines", "dates",
        [](E& e, ActivityId id, const std::optional<Instant>& at) { e.deadline(id, at); },
        "The process with these deadlines; None takes one away.");
    bind_change<ActivityId, std::optional<Progress>>(
        c, "with_actuals", "actuals", "Progress",
        [](E& e, ActivityId id, const std::optional<Progress>& progress) { e.progress(id, progress); },
        "The process with what has happened of these activities; None takes it away.");
    bind_change<PersonId, std::vector<Absence>>(
        c, "with_absences", "absences", "lists of Absence",
        [](E& e, PersonId id, const std::vector<Absence>& absences) { e.absences(id, absences); },
        "The process in which these people are away then, and at no other time.");
    bind_change<ParameterId, Span>(
        c, "with_parameters", "parameters", "spans",
        [](E& e, ParameterId id, const Span& span) { e.parameter(id, span); },
        "The process with these values of parameters.");
    c.def(
        "with_dates",
        [](const Process& p, std::optional<Instant> start, std::optional<Instant> finish,
           std::optional<Instant> status_date) {
            E editor(p);
            if (start) editor.start(start);
            if (finish) editor.finish(finish);
            if (status_date) editor.status_date(status_date);
            return unwrap(editor.build());
        },
        py::kw_only(), py::arg("start") = py::none(), py::arg("finish") = py::none(),
        py::arg("status_date") = py::none(), "The process that starts, has to finish or stands at these dates.");
    c.def(
        "without",
        [](const Process& p, const std::vector<Ref<ActivityId>>& activities) {
            std::vector<ActivityId> ids;
            for (const auto& activity : activities) ids.push_back(id_of(p, activity));
            E editor(p);
            return unwrap(editor.remove(ids).build());
        },
        py::arg("activities"), "The process without these activities, and without what makes no sense without them.");
}

} // namespace

void declare_process(py::module_& m) { ProcessClass(m, "Process", CONVENE_DOC(Process)); }

void bind_process(py::module_& m) {
    auto process = py::reinterpret_borrow<ProcessClass>(m.attr("Process"));
    bind_process_whole(process);
    bind_process_things(process);
    bind_process_rows(process);
    bind_changes(process);
}

} // namespace convene::python
