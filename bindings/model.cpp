#include "bound.hpp"

#include <convene/model/edit.hpp>
#include <convene/model/key.hpp>
#include <convene/model/lookup.hpp>

namespace convene::python {

template <class Id>
Id id_of(const Process& process, const Ref<Id>& ref) {
    if constexpr (!is_place<Id>)
        if (!ref.id) return unwrap(look_up<Id>(process, ref.key, {.by = NamedBy::title}));
    if (ref.id->index() < convene::detail::NameablesOf<Id>::size(process)) return *ref.id;
    throw py::index_error("there is no " + std::string(Kind<Id>::id) + "(" + std::to_string(ref.id->value) + ") in " +
                          std::string(process.key()));
}

#define CONVENE_FOUND(Id, ...) template Id id_of(const Process&, const Ref<Id>&);
CONVENE_KINDS(CONVENE_FOUND)
#undef CONVENE_FOUND

ProjectId id_of(const Portfolio& p, const Ref<ProjectId>& ref) {
    if (ref.id && ref.id->index() < p.projects().size()) return *ref.id;
    if (ref.id) throw py::index_error("there is no ProjectId(" + std::to_string(ref.id->value) + ") in the portfolio");
    if (const auto found = p.find_project(ref.key)) return *found;
    std::vector<std::string_view> keys;
    for (const auto& project : p.projects()) keys.push_back(project.key);
    throw_fault(Code::unknown_reference, {Text{{"en", "project"}, {"zh", "项目"}}, ref.key}, closest(ref.key, keys));
}

namespace {

/// `<kind "key": title>`.
std::string shown(const std::string& kind, std::string_view key, TextView title) {
    auto text = "<" + kind + " \"" + std::string(key) + "\"";
    if (!title.empty()) text += ": " + std::string(title.in(Language::en));
    return text + ">";
}

/// By key and title where the process is known, else by number.
template <class Id>
std::string shown_id(const char* name, const py::object& self) {
    const auto id = self.cast<Id>();
    if constexpr (is_id_class<Id>) {
        const auto* const process = process_of(self);
        if (process != nullptr && id.index() < convene::detail::NameablesOf<Id>::size(*process)) {
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
    c.def("__repr__", [name](const py::object& self) { return shown_id<Id>(name, self); })
        .def("__hash__", [](Id id) { return std::hash<Id>()(id); })
        .def("__reduce__", [](const py::object& self) {
            return py::make_tuple(py::type::of(self), py::make_tuple(self.cast<Id>().value));
        });
    value(c);
    let_know_its_process(c);
}

// What `process[id]` is.
inline ActivityRecord record_of(const Process& p, ActivityId id) { return {p, id}; }
inline ArtifactRecord record_of(const Process& p, ArtifactId id) { return {p, id}; }
inline CalendarEntry record_of(const Process& p, CalendarId id) { return p.calendars()[id]; }
template <class Id>
auto record_of(const Process& p, Id id) {
    return p[id];
}

/// All things of one kind in a process: what `process.activities()` gives.
template <class Id>
struct TableView {
    Process process;
    std::uint32_t size;

    explicit TableView(const Process& p)
        : process(p), size(static_cast<std::uint32_t>(convene::detail::NameablesOf<Id>::size(p))) {}
};

template <class Id>
struct TableIterator {
    TableView<Id> table;
    std::uint32_t next = 0;
};

template <class Id>
void bind_table(py::module_& m, const std::string& name) {
    py::class_<TableIterator<Id>>(m, (name + "Iterator").c_str(), "Goes through the records of a table.")
        .def("__iter__", [](py::object self) { return self; })
        .def("__next__", [](TableIterator<Id>& i) {
            if (i.next >= i.table.size) throw py::stop_iteration();
            return record_of(i.table.process, Id{i.next++});
        });
    py::class_<TableView<Id>>(m, name.c_str(), CONVENE_DOC(Table))
        .def("__len__", [](const TableView<Id>& t) { return t.size; })
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
            [](const TableView<Id>& t, const Ref<Id>& ref) { return record_of(t.process, id_of(t.process, ref)); },
            py::arg("id"))
        .def(
            "__getitem__",
            [](const TableView<Id>& t, std::int64_t place) {
                const auto from_end = place < 0 ? place + t.size : place;
                if (from_end < 0 || from_end >= t.size)
                    throw py::index_error("there is no row " + std::to_string(place) + " among " +
                                          std::to_string(t.size));
                return record_of(t.process, Id{static_cast<std::uint32_t>(from_end)});
            },
            py::arg("place"), "The row at this place; from -1 on they count from the end.")
        .def(
            "__getitem__",
            [](const TableView<Id>& t, const py::slice& places) {
                const auto [start, stop, step] = places_of(places, t.size);
                std::vector<decltype(record_of(t.process, Id{0}))> rows;
                for (auto i = start; step > 0 ? i < stop : i > stop; i += step)
                    rows.push_back(record_of(t.process, Id{static_cast<std::uint32_t>(i)}));
                return rows;
            },
            py::arg("places"), "The rows at these places, as a list.")
        .def(
            "keys",
            [](const TableView<Id>& t) {
                std::vector<std::string> keys;
                for (std::uint32_t i = 0; i < t.size; ++i) keys.emplace_back(t.process.key(Id{i}));
                return keys;
            },
            "The keys of all rows, in id order.")
        .def("__iter__", [](const TableView<Id>& t) { return TableIterator<Id>{t}; })
        .def("__repr__",
             [name](const TableView<Id>& t) { return "<convene." + name + " of " + std::to_string(t.size) + ">"; });
}

/// The class of the rows of a table that keep to their process.
template <class Row>
py::class_<Row> bind_view(py::module_& m, const char* name) {
    py::class_<Row> c(m, name, doc(name));
    c.def_property_readonly("id",
                            [](const Row& row) {
                                return Known{row.id, row.process};
                            })
        .def_property_readonly("key", [](const Row& row) { return row.process.key(row.id); })
        .def_property_readonly("title", [](const Row& row) { return row.process.title(row.id); })
        .def("__repr__", [name](const Row& row) {
            return shown("convene." + std::string(name), row.process.key(row.id), row.process.title(row.id));
        });
    return c;
}

template <class Row, class T, class F>
void def_member(py::class_<Row>& c, const char* name, F T::*member) {
    c.def_property_readonly(
        name, [member](const Row& row) { return given_back(&row.process, F(row.get().*member)); },
        find_doc(doc_key(c) + "_" + name));
}

void bind_tables(py::module_& m) {
    auto activity = bind_view<ActivityRecord>(m, "Activity");
    def_member(activity, "duration", &Activity::duration);
    def_member(activity, "calendar", &Activity::calendar);
    def_member(activity, "phase", &Activity::phase);
    def_member(activity, "kind", &Activity::kind);
    def_member(activity, "as_late_as_possible", &Activity::as_late_as_possible);
    def_member(activity, "splittable", &Activity::splittable);
    auto artifact = bind_view<ArtifactRecord>(m, "Artifact");
    def_member(artifact, "producer", &Artifact::producer);
    def_member(artifact, "confidentiality", &Artifact::confidentiality);
    def_member(artifact, "given", &Artifact::given);
    for_each_table([&m]<class Id> {
        const std::string id(Kind<Id>::id);
        bind_table<Id>(m, id.substr(0, id.size() - 2) + "Table");
    });
}

} // namespace

void bind_model(py::module_& m) {
    const auto labels = [&m]<class... E> { (m.def("label", &label<E>, py::arg("value"), py::arg("language")), ...); };
    labels.operator()<ActivityKind, DutyKind, DutyDemand, Edge, ConstraintKind, LagCalendar, Confidentiality, NoteKind,
                      PhaseRun, Period, Direction, Missed>();
    for_each_table([&m]<class Id> { bind_id<Id>(m, Kind<Id>::id); });
    bind_id<ProjectId>(m, "ProjectId");
    bind_id<ColleagueId>(m, "ColleagueId");
    bind_id<RuleId>(m, "RuleId");
    bind_row_records(m);
    py::class_<Process>(m, "Process", CONVENE_DOC(Process));
    bind_tables(m);
    bind_process(m);
    for_each_table([&m]<class Id> {
        if constexpr (requires(Process p, Id id) { name_of(p, id); })
            m.def(
                "name_of", [](const Process& p, Id id) { return name_of(p, id_of(p, Ref<Id>(id))); },
                py::arg("process"), py::arg("id"), CONVENE_DOC(name_of_in_process));
    });
    m.def(
        "name_of",
        [](const Process& p, RuleId id) {
            if (id.index() >= p.rule_count()) throw py::index_error("there is no such rule");
            return name_of(p, id);
        },
        py::arg("process"), py::arg("id"));
}

void bind_row_records(py::module_& m) {
    class_of<Money>().def(
        "__lt__", [](Money a, Money b) { return a < b; }, py::is_operator());
    record<StepRecord>(m, "Step", CONVENE_DOC(Step), {}, {field("title", &StepRecord::title)});
    record<MatterRecord>(m, "Matter", CONVENE_DOC(Matter), {},
                         {field("key", &MatterRecord::key), field("title", &MatterRecord::title),
                          field("topic", &MatterRecord::topic), field("tier", &MatterRecord::tier),
                          field("amount", &MatterRecord::amount)});
    record<NoteRecord>(m, "Note", CONVENE_DOC(Note), {},
                       {field("kind", &NoteRecord::kind), field("text", &NoteRecord::text)});
}

namespace {

using ProcessClass = py::class_<Process>;

void bind_process_whole(ProcessClass& c) {
    c.def(py::init<>())
        .def(
            "rule",
            [](const Process& p, RuleId id) {
                if (id.index() >= p.rule_count()) throw py::index_error("there is no such rule");
                return p.rule(id);
            },
            py::arg("id"))
        .def("extra", [](const Process& p) { return p.extra(); })
        .def("__len__", [](const Process& p) { return p.activities().size(); });
    value(c);
}

void bind_process_things(ProcessClass& c) {
    c.def("key", [](const Process& p) { return p.key(); });
    c.def("title", [](const Process& p) { return p.title(); });
    for_each_table([&c]<class Id> {
        const auto id = py::arg("id");
        c.def(Kind<Id>::table, [](const Process& p) { return TableView<Id>(p); });
        c.def(
            "__getitem__", [](const Process& p, Id i) { return record_of(p, id_of(p, Ref<Id>(i))); }, id);
        c.def(
            "key", [](const Process& p, Id i) { return p.key(id_of(p, Ref<Id>(i))); }, id);
        if constexpr (requires(Process p, Id i) { p.title(i); })
            c.def(
                "title", [](const Process& p, Id i) { return p.title(id_of(p, Ref<Id>(i))); }, id);
    });
    c.def(
        "__getitem__",
        [](const Process& p, const Ref<ActivityId>& activity) { return record_of(p, id_of(p, activity)); },
        py::arg("activity"));
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

/// What changes a process for Python.
struct Editing {
    Process process;
    ProcessEditor editor;
};

template <class... A>
auto edits(ProcessEditor& (ProcessEditor::*method)(A...)) {
    return [method](Editing& e, const Given<A>&... given) { (e.editor.*method)(resolved(&e.process, given)...); };
}

void bind_editor(py::module_& m) {
    using E = ProcessEditor;
    py::class_<Editing>(m, "_Editor")
        .def(py::init([](const Process& p) {
            return Editing{p, E(p)};
        }))
        .def("duration", edits(&E::duration))
        .def("deadline", edits(&E::deadline))
        .def("progress", edits(&E::progress))
        .def("absences", edits(&E::absences))
        .def("parameter", edits(&E::parameter))
        .def("start", edits(&E::start))
        .def("finish", edits(&E::finish))
        .def("status_date", edits(&E::status_date))
        .def("remove", edits(static_cast<E& (E::*)(ActivityId)>(&E::remove)))
        .def("build", [](const Editing& e) {
            const py::gil_scoped_release unlocked;
            return unwrap(e.editor.build());
        });
}

} // namespace

void bind_process(py::module_& m) {
    auto process = py::reinterpret_borrow<ProcessClass>(m.attr("Process"));
    bind_process_whole(process);
    bind_process_things(process);
    bind_process_rows(process);
    bind_editor(m);
}

} // namespace convene::python
