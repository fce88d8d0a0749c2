#include "events.hpp"
#include "live.hpp"
#include "plan.hpp"
#include "record.hpp"
#include "references.hpp"

#include <convene/check/authority.hpp>
#include <convene/io/read_state.hpp>
#include <convene/io/write_run.hpp>
#include <convene/io/write_state.hpp>
#include <convene/run/agenda.hpp>
#include <convene/run/case_process.hpp>
#include <convene/run/conform.hpp>
#include <convene/run/cover.hpp>
#include <convene/run/forecast.hpp>
#include <convene/run/journal.hpp>
#include <convene/run/keyed.hpp>
#include <convene/run/migration.hpp>
#include <convene/run/next_round.hpp>
#include <convene/run/quota.hpp>
#include <convene/run/state.hpp>
#include <convene/run/why.hpp>

namespace convene::python {

namespace {

/// Checks every id in a fact, by the names that members have.
struct Check {
    const Process& process;

    static void within(std::size_t index, std::size_t size, const char* kind) {
        if (index >= size) throw py::index_error("there is no " + std::string(kind) + " " + std::to_string(index));
    }
    void operator()(ActivityId id) const { within(id.index(), process.activities().size(), "activity"); }
    void operator()(ArtifactId id) const { within(id.index(), process.artifacts().size(), "artifact"); }
    void operator()(RoleId id) const { within(id.index(), process.roles().size(), "role"); }
    void operator()(PersonId id) const { within(id.index(), process.people().size(), "person"); }
    void operator()(const Process&) const {}
    template <class Id>
    void operator()(OptionalId<Id> id) const {
        if (id) (*this)(*id);
    }
    template <class Id>
    void operator()(const std::vector<Id>& ids) const {
        for (const auto& id : ids) (*this)(id);
    }
    void operator()(const Shortfall& s) const { (*this)(s.person); }

    template <class Fact>
    void fact(const Fact& f) const {
        const auto& check = *this;
        if constexpr (requires { f.activity; }) check(f.activity);
        if constexpr (requires { f.artifact; }) check(f.artifact);
        if constexpr (requires { f.role; }) check(f.role);
        if constexpr (requires { f.person; }) check(f.person);
        if constexpr (requires { f.from; }) check(f.from);
        if constexpr (requires { f.to; }) check(f.to);
        if constexpr (requires { f.by; }) check(f.by);
        if constexpr (requires { f.present; }) check(f.present);
        if constexpr (requires { f.kept; }) check(f.kept);
        if constexpr (requires { f.again; }) check(f.again);
        if constexpr (requires { f.shortfalls; }) check(f.shortfalls);
        if constexpr (requires { f.quota; }) within(f.quota.index(), process.quotas().size(), "quota");
        if constexpr (requires { f.cover; }) within(f.cover.index(), process.covers().size(), "cover");
    }

    void thing(const Thing& about) const {
        std::visit(
            [this]<class T>(const T& t) {
                if constexpr (std::is_same_v<T, MatterOf>) {
                    (*this)(t.activity);
                    within(t.number, process.matters(t.activity).size(), "matter");
                } else if constexpr (requires { (*this)(t); }) {
                    (*this)(t);
                }
            },
            about);
    }
};

} // namespace

void check_events(const Process& process, const Events& events) {
    const auto* now = &process;
    for (const auto& event : events) {
        std::visit([now](const auto& fact) { Check{*now}.fact(fact); }, event.fact);
        if (const auto* migrated = std::get_if<event::Migrated>(&event.fact)) now = &migrated->to;
    }
}

void check_blockers(const Process& process, const std::vector<Blocker>& blockers) {
    const Check check{process};
    for (const auto& blocker : blockers) {
        check.thing(blocker.about);
        for (const auto& argument : blocker.arguments) check.thing(argument);
        check(blocker.roles);
        check(blocker.people);
    }
}

Process process_after(Process process, const Events& events) {
    for (const auto& event : events)
        if (const auto* migrated = std::get_if<event::Migrated>(&event.fact)) process = migrated->to;
    return process;
}

void bind_states() {
    const auto state = class_of<InstanceState>();
    state.attr("memory") = InstanceState::memory;
    state.attr("unseen") = InstanceState::unseen;
}

void bind_refusals(py::module_& m) {
    const auto english = [] { return py::arg_v("language", Language::en, "Language.en"); };
    m.def(
        "authority_covers",
        [](const Process& p, const Authority& authority, const MatterOf& matter) {
            check_blockers(p, {{Code{}, matter}});
            if (authority.level) (void)id_of(p, Ref<LevelId>(*authority.level));
            return authority_covers(p, authority, p.matters(matter.activity)[matter.number]);
        },
        py::arg("process"), py::arg("authority"), py::arg("matter"));
    m.attr("Refused").attr("refusal") = Refusal{};
    class_of<Refusal>().def("code", &Refusal::code).def("has", &Refusal::has, py::arg("code"));
    m.def(
        "describe",
        [](const Process& p, const std::vector<Blocker>& blockers) {
            check_blockers(p, blockers);
            return describe(p, blockers);
        },
        py::arg("process"), py::arg("blockers"), CONVENE_DOC(describe_in_refusal));
    m.def(
        "to_string",
        [](const Process& p, const Refusal& r, Language language) {
            check_blockers(p, r.blockers);
            return to_string(p, r, language);
        },
        py::arg("process"), py::arg("refusal"), english(), CONVENE_DOC(to_string_in_refusal),
        /* before those that take a sequence, which a process seems to be */ py::prepend());
}

namespace {

/// What is given to an instance: a whole request, or a command with what the host says about it.
using Given = std::variant<keyed::Request, keyed::Command>;

Request request_of(const Process& process, const Given& given, std::optional<Instant> at, std::uint64_t id,
                   std::optional<std::uint64_t> expected_seq) {
    if (const auto* request = std::get_if<keyed::Request>(&given)) {
        if (at || id != 0 || expected_seq)
            throw py::type_error("a request says by itself when it is given, and by whom");
        return unwrap(keyed::resolve(process, *request));
    }
    if (!at) throw py::type_error("a command needs the time at which it is given: at=...");
    return unwrap(keyed::resolve(process, keyed::Request{std::get<keyed::Command>(given), *at, id, expected_seq}));
}

// Names are looked up in the process by which the instance runs at that moment: it may go over to another in between.
Events decide(const Live& live, const Given& given, std::optional<Instant> at, std::uint64_t id,
              std::optional<std::uint64_t> expected_seq) {
    return live.with([&](const Instance& i) {
        return unwrap(i.process(), i.decide(request_of(i.process(), given, at, id, expected_seq)));
    });
}

Events execute(Live& live, const Given& given, std::optional<Instant> at, std::uint64_t id,
               std::optional<std::uint64_t> expected_seq) {
    return live.with([&](Instance& i) {
        const auto process = i.process();
        return unwrap(process, i.execute(request_of(process, given, at, id, expected_seq)));
    });
}

void apply(Live& live, const Events& events) {
    const auto misfit = live.with([&](Instance& i) -> std::optional<std::uint64_t> {
        for (const auto& event : events) {
            if (!i.apply(event)) return event.seq;
        }
        return std::nullopt;
    });
    if (misfit) throw Fault{{convene::detail::journal_fault(Code::journal_misfit, live.process().key(), {*misfit})}};
}

using LiveClass = py::class_<Live>;

template <class Id, class State>
void bind_states(LiveClass& c) {
    c.def(
        "__getitem__",
        [](const Live& live, Id id) {
            return live.with([&](const Instance& i) -> State { return i[id_of(i.process(), Ref<Id>(id))]; });
        },
        py::arg("id"));
}

void bind_deciding(LiveClass& c) {
    const auto request = py::arg("command");
    const auto at = [] { return py::arg("at") = py::none(); };
    const auto id = [] { return py::arg("id") = 0; };
    const auto seen = [] { return py::arg("expected_seq") = py::none(); };
    c.def("decide", &decide, request, at(), py::kw_only(), id(), seen())
        .def("execute", &execute, request, at(), py::kw_only(), id(), seen())
        .def(
            "due",
            [](const Live& live, Instant t) { return live.with([t](const Instance& i) { return i.due(t).events; }); },
            py::arg("at"))
        .def(
            "fits",
            [](const Live& live, const Event& event) {
                return live.with([&](const Instance& i) { return i.fits(event); });
            },
            py::arg("event"))
        .def(
            "apply", [](Live& live, const Event& event) { apply(live, {event}); }, py::arg("event"),
            "Makes the event happen; an `Error` (`journal-misfit`) if it can't come next.")
        .def("apply", &apply, py::arg("events"),
             "Makes the events happen; an `Error` (`journal-misfit`) at the first that can't come next.");
}

void bind_instance(py::module_& m) {
    LiveClass c(m, "Instance", CONVENE_DOC(Instance));
    c.def(py::init([](const Process& process) { return Live(Instance(process)); }), py::arg("process"), Unlocked())
        .def_static(
            "restore",
            [](const Process& process, const InstanceState& state) -> std::optional<Live> {
                auto found = Instance::restore(process, state);
                if (!found) return std::nullopt;
                return Live(std::move(*found));
            },
            py::arg("process"), py::arg("state"))
        .def("process", &Live::process, "The process by which the instance runs.")
        .def(
            "state", [](const Live& live) { return live.with([](const Instance& i) { return i.state(); }); },
            CONVENE_DOC(InstanceState))
        .def("finished", [](const Live& live) { return live.with([](const Instance& i) { return i.finished(); }); });
    bind_states<ActivityId, ActivityState>(c);
    bind_states<ArtifactId, ArtifactState>(c);
    c.def(
        "__getitem__",
        [](const Live& live, const Ref<ActivityId>& activity) {
            return live.with([&](const Instance& i) -> ActivityState { return i[id_of(i.process(), activity)]; });
        },
        py::arg("activity"));
    bind_deciding(c);
    c.attr("_repr_html_") = in_package("_notebook", "instance");
    c.def("__copy__", [](const Live& live) { return Live(live); })
        .def(
            "__deepcopy__", [](const Live& live, const py::dict&) { return Live(live); }, py::arg("memo"))
        .def(
            "__eq__", [](const Live& a, const Live& b) { return a.copy() == b.copy(); }, py::is_operator())
        .def("__repr__",
             [](const Live& live) {
                 const auto now = live.copy();
                 const auto& s = now.state();
                 return "<convene.Instance of \"" + std::string(now.process().key()) + "\": " + std::to_string(s.seq) +
                        " events" + (s.time ? ", at " + to_string(*s.time) : "") +
                        (now.finished() ? ", finished>" : ">");
             })
        .def(py::pickle(
            [](const Live& live) {
                const auto now = live.copy();
                return py::make_tuple(now.process(), py::bytes(io::write_state(now)));
            },
            [](const py::tuple& state) {
                const auto text = state[1].cast<std::string>();
                return Live(unwrap(io::read_state(state[0].cast<Process>(), text)));
            }));
}

void bind_agenda(py::module_& m) {
    const auto instance = py::arg("instance");
    const auto at = py::arg("at");
    m.def(
        "agenda",
        [](const Live& live, Instant t, const std::optional<Ref<PersonId>>& person,
           const std::optional<Ref<RoleId>>& role) {
            return live.with([&](const Instance& i) {
                return agenda(i, t, {id_of(i.process(), person), id_of(i.process(), role)});
            });
        },
        instance, at, py::kw_only(), py::arg("person") = py::none(), py::arg("role") = py::none());
    m.def(
        "next_due",
        [](const Live& live, Instant t) { return live.with([t](const Instance& i) { return next_due(i, t); }); },
        instance, at);
    m.def(
        "label", [](Standing s, Language language) { return label(s, language); }, py::arg("value"),
        py::arg("language"));
    m.def(
        "why",
        [](const Live& live, const Ref<ActivityId>& activity, Instant t) {
            return live.with([&](const Instance& i) { return why(i, id_of(i.process(), activity), t); });
        },
        instance, py::arg("activity"), at);
    m.def(
        "to_string",
        [](const Process& p, const Why& w, Language language) {
            (void)id_of(p, Ref<ActivityId>(w.activity));
            check_blockers(p, w.blockers);
            return to_string(p, w, language);
        },
        py::arg("process"), py::arg("why"), py::arg_v("language", Language::en, "Language.en"),
        CONVENE_DOC(to_string_in_why),
        /* before those that take a sequence, which a process seems to be */ py::prepend());
    auto io = py::reinterpret_borrow<py::module_>(m.attr("io"));
    const auto language = py::arg_v("language", Language::en, "Language.en");
    io.def(
        "write_agenda",
        [](const Process& p, const std::vector<AgendaEntry>& entries) {
            for (const auto& entry : entries) {
                if (entry.activity) (void)id_of(p, Ref<ActivityId>(*entry.activity));
                if (entry.artifact) (void)id_of(p, Ref<ArtifactId>(*entry.artifact));
                for (const auto role : entry.roles) (void)id_of(p, Ref<RoleId>(role));
                for (const auto& people : {entry.people, entry.away})
                    for (const auto person : people) (void)id_of(p, Ref<PersonId>(person));
            }
            return io::write_agenda(p, entries);
        },
        py::arg("process"), py::arg("entries"), CONVENE_DOC(io_write_agenda));
    io.def(
        "write_why",
        [](const Process& p, const Why& w, Language l) {
            (void)id_of(p, Ref<ActivityId>(w.activity));
            check_blockers(p, w.blockers);
            return io::write_why(p, w, l);
        },
        py::arg("process"), py::arg("why"), language, CONVENE_DOC(io_write_why));
    io.def(
        "write_refusal",
        [](const Process& p, const Refusal& refusal, Language l) {
            check_blockers(p, refusal.blockers);
            return io::write_refusal(p, refusal, l);
        },
        py::arg("process"), py::arg("refusal"), language, CONVENE_DOC(io_write_refusal));
}

/// The process with progress, and its schedule.
struct ForecastRecord {
    Process process;
    Plan schedule;
};

void bind_forecast(py::module_& m) {
    py::class_<ForecastRecord>(m, "Forecast", CONVENE_DOC(Forecast))
        .def_property_readonly(
            "process", [](const ForecastRecord& f) { return f.process; }, CONVENE_DOC(Forecast_process))
        .def_property_readonly("schedule", [](const ForecastRecord& f) { return f.schedule; })
        .def("__repr__", [](const py::object& self) {
            return "<convene.Forecast " + py::repr(self.attr("schedule")).cast<std::string>() + ">";
        });
    m.def(
        "with_progress",
        [](const Live& live, Instant t) {
            return live.with([t](const Instance& i) { return unwrap(with_progress(i, t)); });
        },
        py::arg("instance"), py::arg("at"));
    m.def(
        "forecast",
        [](const Live& live, Instant t) {
            auto now = live.copy();
            const bool many = now.process().activities().size() >= interruptible_from;
            auto found = unwrap(interruptible(many, [now = std::move(now), t] { return forecast(now, t); }));
            return ForecastRecord{found.process, Plan(found.process, std::move(found.schedule))};
        },
        py::arg("instance"), py::arg("at"));
}

void bind_reports(py::module_& m) {
    class_of<QuotaLine>().def("missing", &QuotaLine::missing);
    m.def(
        "quota_report",
        [](const Live& live, Instant t) { return live.with([t](const Instance& i) { return quota_report(i, t); }); },
        py::arg("instance"), py::arg("at"));
    m.def(
        "cover_gaps",
        [](const Live& live, Instant begin, Instant end) {
            return live.with([&](const Instance& i) { return cover_gaps(i, begin, end); });
        },
        py::arg("instance"), py::arg("begin"), py::arg("end"));
}

void bind_changes(py::module_& m) {
    m.def(
        "case_process",
        [](const Process& p, const Ref<PhaseId>& phase) {
            const auto id = id_of(p, phase);
            const py::gil_scoped_release unlocked;
            return unwrap(case_process(p, id));
        },
        py::arg("process"), py::arg("phase"));
    m.def(
        "next_round",
        [](const Live& live, Instant t) {
            auto [process, start] =
                live.with([t](const Instance& i) { return std::pair(i.process(), next_round(i, t)); });
            return std::get<keyed::Start>(keyed::to_keyed(Command(unwrap(process, std::move(start)))));
        },
        py::arg("instance"), py::arg("at"));
    m.def(
        "plan_migration",
        [](const Live& live, const Process& next) {
            return live.with([&](const Instance& i) { return plan_migration(i, next); });
        },
        py::arg("instance"), py::arg("next"));
}

/// What `conform` found, with its instance as Python holds instances.
struct ConformanceOf {
    Conformance found;
    Live instance;
};

void bind_conform(py::module_& m) {
    py::class_<ConformanceOf>(m, "Conformance", CONVENE_DOC(Conformance))
        .def_property_readonly(
            "deviations",
            [](const ConformanceOf& c) {
                std::vector<keyed::Deviation> out;
                for (const auto& deviation : c.found.deviations) out.push_back(keyed::to_keyed(deviation));
                return out;
            },
            CONVENE_DOC(Conformance_deviations))
        .def_property_readonly(
            "obeyed", [](const ConformanceOf& c) { return c.found.obeyed; }, CONVENE_DOC(Conformance_obeyed))
        .def_property_readonly(
            "left_out", [](const ConformanceOf& c) { return c.found.left_out; }, CONVENE_DOC(Conformance_left_out))
        .def_readonly("instance", &ConformanceOf::instance, CONVENE_DOC(Conformance_instance))
        .def(
            "compared", [](const ConformanceOf& c) { return c.found.compared(); }, CONVENE_DOC(Conformance_compared))
        .def(
            "has_unclear", [](const ConformanceOf& c) { return c.found.has_unclear(); },
            CONVENE_DOC(Conformance_has_unclear))
        .def(
            "fitness", [](const ConformanceOf& c) { return c.found.fitness(); }, CONVENE_DOC(Conformance_fitness))
        .def("__repr__", [](const ConformanceOf& c) {
            return "<convene.Conformance: " + std::to_string(c.found.obeyed) + " obeyed, " +
                   std::to_string(c.found.deviations.size()) + " refused>";
        });
    m.def(
        "conform",
        [](const Process& process, const keyed::LoggedCase& said) {
            auto found = [&, logged = unwrap(keyed::resolve(process, said))] {
                const py::gil_scoped_release unlocked;
                return conform(process, logged);
            }();
            Live instance(found.instance);
            return ConformanceOf{std::move(found), std::move(instance)};
        },
        py::arg("process"), py::arg("logged"));
}

} // namespace

void bind_run(py::module_& m) {
    m.def("is_positive", &is_positive, py::arg("outcome"));
    bind_refusals(m);
    bind_states();
    bind_instance(m);
    bind_agenda(m);
    bind_forecast(m);
    bind_reports(m);
    bind_changes(m);
    bind_conform(m);
    bind_journals(m);
}

} // namespace convene::python
