#include "binding.hpp"
#include "html.hpp"
#include "references.hpp"
#include "tables.hpp"

#include <convene/io/read_process.hpp>
#include <convene/io/write_process.hpp>

namespace convene::python {

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

std::string html(const Process& p) {
    HtmlTable table(p.title().empty() ? p.key() : p.title().in("en"),
                    {"key", "kind", "title", "duration", "consumes", "produces"});
    const auto keys = [&](std::span<const ArtifactId> ids) {
        std::string all;
        for (const auto id : ids) all += (all.empty() ? "" : ", ") + std::string(p.key(id));
        return all;
    };
    for (const auto id : p.activities().ids()) {
        if (id.index() == HtmlTable::most) break;
        table.row({p.key(id), name(p[id].kind), p.title(id).in("en"),
                   p[id].duration.amount == 0 ? "" : to_string(p[id].duration), keys(p.consumes(id)),
                   keys(p.produces(id))});
    }
    return table.text(p.activities().size(), "activities");
}

using ProcessClass = py::class_<Process>;

void bind_process_whole(ProcessClass& c) {
    c.def(py::init<>())
        .def("zone", &Process::zone, CONVENE_DOC(Process_zone))
        .def("currency", &Process::currency, CONVENE_DOC(Process_currency))
        .def(
            "extra", [](const Process& p) { return p.extra(); }, CONVENE_DOC(Process_extra))
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
        .def(
            "__eq__", [](const Process& a, const Process& b) { return a == b; }, py::is_operator(), Unlocked())
        .def("__hash__",
             [](const Process& p) {
                 return py::hash(py::make_tuple(std::string(p.key()), p.activities().size(), p.artifacts().size(),
                                                p.roles().size(), p.rule_count()));
             })
        .def("__copy__", [](py::object self) { return self; })
        .def(
            "__deepcopy__", [](py::object self, const py::dict&) { return self; }, py::arg("memo"))
        .def(py::pickle(&pickled, [](const py::tuple& state) {
            return unpickled(state[0].cast<py::bytes>(), state[1].cast<py::bytes>());
        }));
}

template <class Id>
void bind_things(ProcessClass& c, const char* table, TableView<Id> (*all)(const Process&), const char* doc) {
    c.def(table, all, doc);
    c.def(
        "__getitem__",
        [](const Process& p, Id id) {
            return record_of(p, resolve(p, Ref<Id>{id, {}}));
        },
        py::arg("id"));
    c.def(
        "key",
        [](const Process& p, Id id) {
            return p.key(resolve(p, Ref<Id>{id, {}}));
        },
        py::arg("id"), CONVENE_DOC(Process_key));
}

template <class Id>
void bind_title(ProcessClass& c) {
    c.def(
        "title",
        [](const Process& p, Id id) {
            return p.title(resolve(p, Ref<Id>{id, {}}));
        },
        py::arg("id"), CONVENE_DOC(Process_title));
}

void bind_process_things(ProcessClass& c) {
    c.def(
        "extra", [](const Process& p, const Ref<ActivityId>& a) { return p.extra(resolve(p, a)); },
        py::arg("activity"));
    c.def(
        "extra",
        [](const Process& p, ArtifactId id) {
            return p.extra(resolve(p, Ref<ArtifactId>{id, {}}));
        },
        py::arg("artifact"));
    c.def("key", [](const Process& p) { return p.key(); });
    c.def("title", [](const Process& p) { return p.title(); });
    bind_things<ActivityId>(
        c, "activities", [](const Process& p) { return view<ActivityId>(p, p.activities()); },
        CONVENE_DOC(Process_activities));
    bind_things<ArtifactId>(
        c, "artifacts", [](const Process& p) { return view<ArtifactId>(p, p.artifacts()); },
        CONVENE_DOC(Process_artifacts));
    bind_things<CalendarId>(
        c, "calendars", [](const Process& p) { return view<CalendarId>(p, p.calendars()); },
        CONVENE_DOC(Process_calendars));
    bind_things<LevelId>(
        c, "levels", [](const Process& p) { return view<LevelId>(p, p.levels()); }, CONVENE_DOC(Process_levels));
    bind_things<ParameterId>(
        c, "parameters", [](const Process& p) { return view<ParameterId>(p, p.parameters()); },
        CONVENE_DOC(Process_parameters));
    bind_things<PersonId>(
        c, "people", [](const Process& p) { return view<PersonId>(p, p.people()); }, CONVENE_DOC(Process_people));
    bind_things<PhaseId>(
        c, "phases", [](const Process& p) { return view<PhaseId>(p, p.phases()); }, CONVENE_DOC(Process_phases));
    bind_things<ResourceId>(
        c, "resources", [](const Process& p) { return view<ResourceId>(p, p.resources()); },
        CONVENE_DOC(Process_resources));
    bind_things<RoleId>(
        c, "roles", [](const Process& p) { return view<RoleId>(p, p.roles()); }, CONVENE_DOC(Process_roles));
    c.def(
        "__getitem__",
        [](const Process& p, const Ref<ActivityId>& activity) { return record_of(p, resolve(p, activity)); },
        py::arg("activity"));
    bind_title<ActivityId>(c);
    bind_title<ArtifactId>(c);
    bind_title<PhaseId>(c);
    bind_title<RoleId>(c);
    bind_title<ResourceId>(c);
    bind_title<PersonId>(c);
    bind_title<LevelId>(c);
    const auto key = py::arg("key");
    c.def("find_activity", &Process::find_activity, key, CONVENE_DOC(Process_find_activity));
    c.def("find_artifact", &Process::find_artifact, key, CONVENE_DOC(Process_find_artifact));
    c.def("find_role", &Process::find_role, key, CONVENE_DOC(Process_find_role));
    c.def("find_resource", &Process::find_resource, key, CONVENE_DOC(Process_find_resource));
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
    row("needs", &Process::needs, CONVENE_DOC(Process_needs));
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

} // namespace

void declare_process(py::module_& m) { ProcessClass(m, "Process", CONVENE_DOC(Process)); }

void bind_process(py::module_& m) {
    auto process = py::reinterpret_borrow<ProcessClass>(m.attr("Process"));
    bind_process_whole(process);
    bind_process_things(process);
    bind_process_rows(process);
}

} // namespace convene::python
