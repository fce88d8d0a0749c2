#include "bound.hpp"
#include "tables.hpp"

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
    for_each_table([&m]<class Id> { bind_id<Id>(m, Kind<Id>::id); });
    bind_id<ProjectId>(m, "ProjectId");
    bind_id<ColleagueId>(m, "ColleagueId");
    bind_id<RuleId>(m, "RuleId");
    bind_row_records(m);
    declare_process(m);
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

namespace {

void bind_small_records(py::module_& m) {
    py::class_<Money> money(m, "Money", CONVENE_DOC(Money));
    money.def(py::init([](std::int64_t hundredths) { return Money{hundredths}; }), py::arg("hundredths"))
        .def_readonly("hundredths", &Money::hundredths)
        .def(
            "__lt__", [](Money a, Money b) { return a < b; }, py::is_operator());
    value(money);
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

} // namespace

namespace {

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

void declare_process(py::module_& m) { ProcessClass(m, "Process", CONVENE_DOC(Process)); }

void bind_process(py::module_& m) {
    auto process = py::reinterpret_borrow<ProcessClass>(m.attr("Process"));
    bind_process_whole(process);
    bind_process_things(process);
    bind_process_rows(process);
    bind_editor(m);
}

} // namespace convene::python
