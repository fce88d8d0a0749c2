#include "record.hpp"
#include "references.hpp"
#include "tables.hpp"

#include <convene/model/key.hpp>

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
CONVENE_RESOLVE(ResourceId, resources, p.find_resource(ref.key), "resource", "资源")
CONVENE_RESOLVE(RoleId, roles, p.find_role(ref.key), "role", "角色")
#undef CONVENE_RESOLVE

ProjectId resolve(const Portfolio& p, const Ref<ProjectId>& ref) {
    return named<ProjectId>(ref, p.projects(), ref.id ? std::nullopt : p.find_project(ref.key),
                            Text{{"en", "project"}, {"zh", "项目"}},
                            [&](ProjectId id) { return std::string_view(p[id].key); });
}

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
            "size", [](const TableView<Id>& t) { return t.size; }, CONVENE_DOC(Table_size))
        .def(
            "empty", [](const TableView<Id>& t) { return t.size == 0; }, CONVENE_DOC(Table_empty))
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
        .def("__repr__",
             [name](const TableView<Id>& t) { return "<convene." + name + " of " + std::to_string(t.size) + ">"; });
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
        .def_property_readonly(
            "splittable", [](const ActivityRecord& a) { return a.get().splittable; }, CONVENE_DOC(Activity_splittable))
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
    bind_table<ResourceId>(m, "ResourceTable");
    bind_table<RoleId>(m, "RoleTable");
}

template <class Id>
void bind_name_of(py::module_& m) {
    m.def(
        "name_of",
        [](const Process& p, Id id) {
            return name_of(p, resolve(p, Ref<Id>{id, {}}));
        },
        py::arg("process"), py::arg("id"), CONVENE_DOC(name_of_in_process));
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
    m.def("is_key", &is_key, py::arg("key"), CONVENE_DOC(is_key));
    bind_id<ActivityId>(m, "ActivityId", CONVENE_DOC(ActivityId));
    bind_id<ArtifactId>(m, "ArtifactId", CONVENE_DOC(ArtifactId));
    bind_id<CalendarId>(m, "CalendarId", CONVENE_DOC(CalendarId));
    bind_id<LevelId>(m, "LevelId", CONVENE_DOC(LevelId));
    bind_id<ParameterId>(m, "ParameterId", CONVENE_DOC(ParameterId));
    bind_id<PersonId>(m, "PersonId", CONVENE_DOC(PersonId));
    bind_id<PhaseId>(m, "PhaseId", CONVENE_DOC(PhaseId));
    bind_id<ProjectId>(m, "ProjectId", CONVENE_DOC(ProjectId));
    bind_id<ColleagueId>(m, "ColleagueId", CONVENE_DOC(ColleagueId));
    bind_id<ResourceId>(m, "ResourceId", CONVENE_DOC(ResourceId));
    bind_id<RoleId>(m, "RoleId", CONVENE_DOC(RoleId));
    bind_id<RuleId>(m, "RuleId", CONVENE_DOC(RuleId));
    bind_records(m);
    declare_process(m);
    bind_views(m);
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

} // namespace convene::python
